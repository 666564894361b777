#!/usr/bin/env python3
# tests/cli/run.py - runs the command by example.
# SPDX-License-Identifier: MIT
"""run.py NORM FILE.test...

A test file is a list of cases, separated by blank lines. A case:

    # a sentence that says what users rely on
    $ norm translit -s hy-bgn
    < Երասխ\\n
    > Yeraskh\\n
    ! part of a message on standard error
    = 0

`$` is a shell command in an empty folder, where `norm` is the program; `<` is standard input and
`>` the whole standard output, with Python's escapes (\\n, \\t, \\xff); several lines are joined. `!`
must occur in standard error, which must be empty when there is no `!`. `=` is the exit status, 0
when it is not there."""
import os
import pathlib
import subprocess
import sys
import tempfile


def unescape(text):
    """Bytes of a text with \\n, \\t, \\xff... in it."""
    return text.encode("utf-8").decode("latin-1").encode("latin-1").decode("unicode_escape").encode("latin-1")


def cases(path):
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith("#")]
        if not lines:
            continue
        case = {"$": [], "<": [], ">": [], "!": [], "=": []}
        for line in lines:
            if line[0] not in case or line[1:2] not in ("", " "):
                sys.exit(f"{path}: a line that starts with none of $ < > ! =: {line}")
            case[line[0]].append(line[2:])
        yield case


def fault_of(case, folder, env):
    """What is wrong with a case, or None."""
    done = subprocess.run(["sh", "-c", case["$"][0]], input=unescape("".join(case["<"])), cwd=folder,
                          env=env, capture_output=True, timeout=60)
    expected = unescape("".join(case[">"]))
    code = int(case["="][0]) if case["="] else 0
    errors = done.stderr.decode("utf-8", "replace")

    if done.returncode != code:
        return f"exit status {done.returncode}, not {code}: {errors}"
    if done.stdout != expected:
        return f"output {done.stdout!r}, not {expected!r}"
    for part in case["!"]:
        if part not in errors:
            return f"no '{part}' in the message {errors!r}"
    if not case["!"] and errors:
        return f"a message that nobody expects: {errors!r}"
    return None


def main():
    norm = pathlib.Path(sys.argv[1]).resolve()
    env = dict(os.environ, PATH=f"{norm.parent}:{os.environ['PATH']}", LC_ALL="C")
    count = faults = 0

    for name in sys.argv[2:]:
        for case in cases(pathlib.Path(name)):
            with tempfile.TemporaryDirectory() as folder:
                fault = fault_of(case, folder, env)
            count += 1
            if fault is not None:
                faults += 1
                print(f"{name}: $ {case['$'][0]}\n    {fault}")
    print(f"{count} cases, {faults} faults")
    return 1 if faults or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
