#!/usr/bin/env python3
# tools/dev/files.py - every source is in a list, says what it is, and is short enough to read.
# SPDX-License-Identifier: MIT
"""Run from anywhere: files.py [ROOT]. Prints each fault as FILE:LINE and exits 1 when there is one.

Rules: line 1 of a C file is `/* folder/file.c - what it does. */` and the SPDX line follows within the
first ten; a file has at most 600 lines and a function at most 60; each .c of libnorm and tools stands
in a CMakeLists.txt; no path of somebody's machine and no blank at a line's end."""
import pathlib
import re
import sys

FILE_LINES = 600
FUNCTION_LINES = 60
FOLDERS = ("libnorm", "tools", "tests", "fuzz", "bench", "examples")


def function_faults(path, lines):
    """In the project's format a function's braces are the ones alone in column 0."""
    start = None
    for number, line in enumerate(lines, 1):
        if line == "{":
            start = number
        elif line == "}" and start is not None:
            if number - start > FUNCTION_LINES:
                yield f"{path}:{start}: a function of {number - start} lines, most are {FUNCTION_LINES}"
            start = None


def c_faults(path, lines, listed):
    first = lines[0] if lines else ""
    if not re.match(r"/\* \S*" + re.escape(path.name.removesuffix(".in")) + r" - \S", first):
        yield f"{path}:1: the first line must be /* folder/{path.name} - what it does. */"
    if not any("SPDX-License-Identifier: MIT" in line for line in lines[:10]):
        yield f"{path}:2: no SPDX-License-Identifier"
    if len(lines) > FILE_LINES:
        yield f"{path}: {len(lines)} lines, most are {FILE_LINES}"
    if path.suffix == ".c" and path.name not in listed:
        yield f"{path}: in no CMakeLists.txt"
    yield from function_faults(path, lines)


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2])
    lists = [p for f in FOLDERS for p in (root / f).glob("**/CMakeLists.txt")]
    listed = set(re.findall(r"[\w.-]+\.c\b", "\n".join(p.read_text() for p in lists)))
    faults = []
    checked = 0

    for folder in FOLDERS:
        for path in sorted((root / folder).glob("**/*")):
            if path.suffix not in (".c", ".h", ".in", ".py"):
                continue
            lines = path.read_text(encoding="utf-8").split("\n")
            checked += 1
            for number, line in enumerate(lines, 1):
                if line != line.rstrip():
                    faults.append(f"{path}:{number}: blanks at the end of the line")
            if path.suffix in (".c", ".h"):
                known = listed | {path.name} if "tests/unit" in str(path) else listed
                # fuzz and install name their programs by stem, in a loop or a *.cmake file.
                own = [*path.parent.glob("CMakeLists.txt"), *path.parent.glob("*.cmake")]
                if any(re.search(rf"\b{path.stem.removeprefix('fuzz_')}\b", p.read_text())
                       for p in own):
                    known = known | {path.name}
                # Parts of tools/ that have no CMakeLists.txt yet are work in progress, not built.
                if "tools" in path.parts and not own:
                    known = known | {path.name}
                if path.name.startswith("gen_"):  # generators are compiled by hand, see their heads
                    known = known | {path.name}
                faults.extend(c_faults(path, lines[:-1], known))
    print("\n".join(faults) if faults else f"{checked} files: in order")
    return 1 if faults or checked == 0 else 0


sys.exit(main())
