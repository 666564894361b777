#!/usr/bin/env python3
# tools/dev/floors.py - no file includes a higher floor (libnorm/FLOORS).
# SPDX-License-Identifier: MIT
"""Run from anywhere: floors.py [ROOT]. Prints each fault as FILE:LINE and exits 1 when there is one.

A file of libnorm includes "floor/file.h" of its own floor or a lower one. The command line
(tools/norm) sees the public headers and its own files only."""
import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def includes(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match.group(1) == '"', match.group(2)


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2])
    lines = (root / "libnorm/FLOORS").read_text(encoding="utf-8").splitlines()
    floors = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    faults = []
    checked = 0

    for path in sorted((root / "libnorm").glob("*/*.[ch]")):
        floor = path.parent.name
        checked += 1
        if floor not in floors:
            faults.append(f"{path}: folder {floor} is not in libnorm/FLOORS")
            continue
        for number, quoted, name in includes(path):
            target = name.split("/")[0]
            if quoted and "/" not in name and not name.endswith(".inc"):
                faults.append(f'{path}:{number}: write "{floor}/{name}", so that the floor is seen')
            elif quoted and target in floors and floors.index(target) > floors.index(floor):
                faults.append(f"{path}:{number}: {floor} includes {name} of a higher floor")
            elif quoted and "/" in name and target not in floors:
                faults.append(f"{path}:{number}: {name} is on no floor")
    for path in sorted((root / "tools/norm").glob("**/*.[ch]")):
        checked += 1
        for number, quoted, name in includes(path):
            if name.split("/")[0] in floors or (quoted and name.startswith("libnorm/")):
                faults.append(f"{path}:{number}: the command sees only <libnorm/...>, not {name}")
    print("\n".join(faults) if faults else f"{checked} files, {len(floors)} floors: in order")
    return 1 if faults or checked == 0 else 0


sys.exit(main())
