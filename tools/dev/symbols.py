#!/usr/bin/env python3
# tools/dev/symbols.py - the library exports what its headers declare, and has no mutable state.
# SPDX-License-Identifier: MIT
"""symbols.py HEADERS_DIR NORM_MAP SHARED_LIBRARY STATIC_LIBRARY; exits 1 with a line for each fault.

Sections are looked at, not the letters of nm: a const table of pointers lies in .data.rel.ro, which nm
calls `d` although nobody can write to it."""
import pathlib
import re
import subprocess
import sys

MUTABLE = re.compile(r"\.(data|bss|tdata|tbss)(\.rel\.local.*|\.rel)?$")


def run(*args):
    return subprocess.run(args, check=True, capture_output=True, text=True).stdout


def declared(folder):
    text = "\n".join(p.read_text(encoding="utf-8") for p in folder.glob("*.h"))
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return set(re.findall(r"NORM_API\b[^;(]*?\b(norm_\w+)\s*\(", text))


def defined(*nm_args):
    rows = (line.split() for line in run("nm", "--defined-only", *nm_args).splitlines())
    return {row[2].split("@")[0] for row in rows if len(row) == 3}


def mutable_sections(archive):
    member = ""
    for line in run("objdump", "-h", archive).splitlines():
        if "file format" in line:
            member = line.split(":")[0]
        row = line.split()
        if len(row) > 3 and row[0].isdigit() and MUTABLE.match(row[1]) and int(row[2], 16) > 0:
            yield f"{member}: {int(row[2], 16)} bytes of mutable state in {row[1]}"


def main():
    headers, norm_map, shared, static = map(pathlib.Path, sys.argv[1:5])
    public = declared(headers)
    exported = defined("-D", str(shared))
    faults = [f"{name}: declared NORM_API but not exported" for name in sorted(public - exported)]
    faults += [f"{name}: exported but in no header" for name in sorted(exported - public)]
    faults += [f"{name}: neither norm_* nor nrm_*" for name in sorted(defined("-g", str(static)))
               if not name.startswith(("norm_", "nrm_"))]
    faults += list(mutable_sections(str(static)))
    rule = re.sub(r"/\*.*?\*/|#.*", "", norm_map.read_text(), flags=re.S)
    if re.sub(r"\s+", "", rule) != "{global:norm_*;local:*;};":
        faults.append(f"{norm_map}: must export norm_* and nothing else")
    print("\n".join(faults) if faults else f"{len(public)} public functions, no mutable state")
    return 1 if faults or not public else 0


sys.exit(main())
