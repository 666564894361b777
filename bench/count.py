#!/usr/bin/env python3
# bench/count.py - instructions a name, counted by valgrind's callgrind.
# SPDX-License-Identifier: MIT
"""Usage: count.py NORM_BENCH [PREFIX]. Runs each row of `norm-bench --list` that begins with PREFIX
once under callgrind and prints instructions a unit, ours beside the peer's. The figures do not
depend on how busy the machine is."""
import re
import subprocess
import sys


def instructions(program, row, side):
    run = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "--collect-atstart=no",
         "--toggle-collect=bench_measured", program, "--once", row, side],
        capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode != 0 or not found:
        sys.exit(f"{row} {side}: {run.stderr.strip()}")
    return int(found.group(1))


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program, prefix = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""
    listed = subprocess.run([program, "--list"], capture_output=True, text=True, check=True)
    rows = {}
    for line in listed.stdout.splitlines():
        row, side, who, units = line.split("\t")
        if row.startswith(prefix):
            rows.setdefault(row, {})[side] = (who, int(units))

    print(f"{'row':26} {'libnorm':>10}   {'peer':28} {'peer':>10} {'ratio':>9}  (instructions a unit)")
    for row, sides in rows.items():
        ours = instructions(program, row, "ours") / sides["ours"][1]
        line = f"{row:26} {ours:10.1f}"
        if "peer" in sides:
            who, units = sides["peer"]
            peer = instructions(program, row, "peer") / units
            line += f"   {who:28} {peer:10.1f} {peer / ours:8.1f}x"
        print(line, flush=True)


main()
