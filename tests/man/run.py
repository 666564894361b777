#!/usr/bin/env python3
# tests/man/run.py - the manual pages say what the command does.
# SPDX-License-Identifier: MIT
"""run.py NORM PAGES DATA

1. Every `$ command` in a literal block (.Bd -literal ... .Ed) of a page is run in a copy of DATA, and
   the lines that follow it must be its output. Numbers with six decimals are learned: they may be off
   by 0.1.
2. Every option that `norm COMMAND --help` lists is in norm-COMMAND.1, or in norm.1 where several
   commands share it; and no page names an option that the help has not.
3. Every command has a page and every page a command."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

LEARNED = re.compile(r"\b\d\.\d{6}\b")


def examples(page):
    """(command, expected output) of a page."""
    for block in re.findall(r"^\.Bd -literal.*?\n(.*?)^\.Ed", page, re.M | re.S):
        parts = re.split(r"^\$ ", block.replace("\\e", "\\"), flags=re.M)
        for part in parts[1:]:
            command, _, expected = part.partition("\n")
            yield command, expected


def is_like(got, expected):
    numbers = list(zip(LEARNED.findall(got), LEARNED.findall(expected)))
    return LEARNED.sub("#", got) == LEARNED.sub("#", expected) and all(
        abs(float(a) - float(b)) <= 0.1 for a, b in numbers)


def help_options(norm, *command):
    """Options of a help text: those of the command, and those of the groups."""
    text = subprocess.run([norm, *command, "--help"], capture_output=True, text=True, check=True).stdout
    text = text.split("\nExamples:\n")[0]
    own, shared, title = set(), set(), None
    for line in text.split("\n"):
        if re.match(r"[A-Z]\w+:$", line):
            title = line
        option = re.match(r"  (?:-\w, |    )--([\w-]+)", line)
        if option:
            (own if title == "Options:" else shared).add(option.group(1))
    return own, shared


def page_options(page):
    """Options that the lists of a page explain."""
    items = "\n".join(re.findall(r"^\.It Fl .*", page, re.M))
    return set(re.findall(r"Fl -([\w-]+)", items))


def main():
    norm = pathlib.Path(sys.argv[1]).resolve()
    pages = {p.stem: p.read_text(encoding="utf-8") for p in pathlib.Path(sys.argv[2]).glob("*.1")}
    env = dict(os.environ, PATH=f"{norm.parent}:{os.environ['PATH']}", LC_ALL="C")
    listing = subprocess.run([norm, "--help"], capture_output=True, text=True, check=True).stdout
    commands = re.findall(r"^  (\w+) ", listing.split("Commands:\n")[1].split("\n\n")[0], re.M)
    faults, count = [], 0

    if {f"norm-{c}" for c in commands} | {"norm"} != set(pages):
        faults.append(f"commands {sorted(commands)}, pages {sorted(pages)}")
    shared = help_options(norm)[1]
    for command in commands:
        own, groups = help_options(norm, command)
        shared |= groups
        explained = page_options(pages.get(f"norm-{command}", ""))
        if own != explained:
            faults.append(f"norm-{command}.1: help and page differ in {sorted(own ^ explained)}")
    if shared != page_options(pages["norm"]):
        faults.append(f"norm.1: help and page differ in {sorted(shared ^ page_options(pages['norm']))}")

    for name, page in sorted(pages.items()):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(sys.argv[3], folder, dirs_exist_ok=True)
            for command, expected in examples(page):
                done = subprocess.run(["sh", "-c", command], cwd=folder, env=env, text=True,
                                      encoding="utf-8", capture_output=True, timeout=60)
                count += 1
                if done.stderr or not is_like(done.stdout, expected):
                    faults.append(f"{name}.1: $ {command}\n{done.stdout}{done.stderr}  expected:\n{expected}")
    print("\n".join(faults) if faults else f"{len(pages)} pages, {count} examples: in order")
    return 1 if faults or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
