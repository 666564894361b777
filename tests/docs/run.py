#!/usr/bin/env python3
# tests/docs/run.py - the documents say what is there.
# SPDX-License-Identifier: MIT
"""run.py NORM ROOT [--write]

With --write the session of README.md is written anew. Without:
1. Every relative link of a *.md file leads to a file, and to a heading when it has an anchor; every path of
   the project that stands between backticks in them exists.
2. Every `$ command` of README.md is run in ROOT, and the lines that follow it must be its output. Blanks are
   alike, however many; a line ... stands for any lines; numbers with a point are learned: they may be off by
   0.1, those with a sign (evidence) by 1.
3. The C block of README.md is the text of examples/c/same.c."""
import os
import pathlib
import re
import subprocess
import sys

LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)\s]+))?\)")
PATH = re.compile(r"`((?:libnorm|tables|tools|tests|docs|examples|bench|fuzz)/[\w./-]*\w)`")
NUMBER = re.compile(r"(?<!\w)[+-]?\d+\.\d+\b")


def files(root):
    listed = subprocess.run(["git", "-C", root, "ls-files", "-co", "--exclude-standard", "*.md"], text=True,
                            capture_output=True, check=False).stdout.split()
    return [root / name for name in listed] or [p for p in root.rglob("*.md") if "build" not in p.parts]


def anchors(text):
    for heading in re.findall(r"^#+ (.*)", text, re.M):
        yield re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def link_faults(root, path):
    text = path.read_text(encoding="utf-8")
    for target, anchor in LINK.findall(text):
        if re.match(r"[a-z]+:", target):
            continue
        to = path.parent / target if target else path
        if not to.exists():
            yield f"{path.relative_to(root)}: no file {target}"
        elif anchor and anchor not in anchors(to.read_text(encoding="utf-8")):
            yield f"{path.relative_to(root)}: no heading {anchor} in {to.name}"
    for name in PATH.findall(text):
        if not (root / name).exists() and not re.search(r"/[A-Z]+$", name):  # fuzz/NAME stands for any
            yield f"{path.relative_to(root)}: no {name}"


def examples(readme):
    """(command, the lines behind it as they stand)"""
    for block in re.findall(r"(?:^    .*\n|^\n)+", readme, re.M):
        for part in re.split(r"^    \$ ", block, flags=re.M)[1:]:
            command, _, shown = part.partition("\n")
            yield command, shown


def run(command, norm, root):
    env = dict(os.environ, PATH=f"{norm.parent}:{os.environ['PATH']}", LC_ALL="C")
    return subprocess.run(["sh", "-c", command], cwd=root, env=env, capture_output=True, text=True,
                          encoding="utf-8", timeout=60, check=False)


def words(text):
    return [line.split() for line in text.split("\n") if line.strip()]


def is_like(got, expected):
    got, expected = " ".join(got), " ".join(expected)
    numbers = zip(NUMBER.findall(got), NUMBER.findall(expected))
    return NUMBER.sub("#", got) == NUMBER.sub("#", expected) and all(
        abs(float(a) - float(b)) <= (1 if b[0] in "+-" else 0.1) for a, b in numbers)


def session_faults(norm, root, readme):
    for command, shown in examples(readme):
        done = run(command, norm, root)
        got, expected = words(done.stdout), words(shown)
        if expected and expected[-1] == ["..."]:
            expected.pop()
            got = got[:len(expected)]
        if done.stderr or len(got) != len(expected) or not all(map(is_like, got, expected)):
            yield f"README.md: $ {command}\n{done.stdout}{done.stderr}"
    if "\n    $ " not in readme:
        yield "README.md: no session"


def laid_out(text, lines):
    """The first lines of an output, indented; columns of a table below each other, as on a terminal."""
    rows = [line.split("\t") for line in text.rstrip("\n").split("\n")]
    if len({len(row) for row in rows}) == 1 and len(rows) > 1:
        widths = [max(map(len, column)) for column in zip(*rows)]
        rows = [["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths))] for row in rows]
    return "".join(f"    {line}".rstrip() + "\n" for line in map("\t".join, rows[:lines]))


def written(norm, root, readme):
    for command, shown in examples(readme):
        is_cut = words(shown)[-1] == ["..."]
        lines = len(shown.rstrip("\n").split("\n")) - 1 if is_cut else None
        tail = shown[len(shown.rstrip("\n")) + 1:]  # blank lines behind
        cut = shown.rstrip("\n").split("\n")[-1] + "\n" if is_cut else ""
        readme = readme.replace(shown, laid_out(run(command, norm, root).stdout, lines) + cut + tail)
    return readme


def main():
    norm, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    readme = (root / "README.md").read_text(encoding="utf-8")
    if sys.argv[3:] == ["--write"]:
        (root / "README.md").write_text(written(norm, root, readme), encoding="utf-8")
        return 0
    pages = files(root)
    faults = [fault for page in pages for fault in link_faults(root, page)]
    faults += session_faults(norm, root, readme)
    block = re.search(r"^```c\n(.*?)^```", readme, re.M | re.S)
    if not block or not (root / "examples/c/same.c").read_text(encoding="utf-8").endswith(block.group(1)):
        faults.append("README.md: its C block is not the text of examples/c/same.c")
    print("\n".join(faults) if faults else f"{len(pages)} documents: in order")
    return 1 if faults or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
