#!/usr/bin/env python3
# bench/peer_rapidfuzz.py - the pairs of the compare rows through rapidfuzz.
# SPDX-License-Identifier: MIT
"""Usage: peer_rapidfuzz.py NORM_BENCH. Prints nanoseconds a pair of rapidfuzz's edit distance and
weighted ratio on the pairs of `norm-bench --pairs`, called through map(), so that little but the
call from Python is added. Says so and succeeds when the module (a Python package of that name) is missing."""
import collections
import statistics
import subprocess
import sys
import time

try:
    from rapidfuzz import __version__, distance, fuzz
except ImportError:
    print("rapidfuzz: left out, the Python module is not installed")
    sys.exit(0)

TURNS = 15


def pairs_by_row(program):
    listed = subprocess.run([program, "--pairs"], capture_output=True, text=True, check=True)
    rows = {}
    for line in listed.stdout.splitlines():
        row, a, b = line.split("\t")
        rows.setdefault(row, []).append((a, b))
    return rows


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    scorers = {"Levenshtein.distance": distance.Levenshtein.distance, "WRatio": fuzz.WRatio}

    print(f"{'row':26} {'units':>7} {'ns':>10}   peer")
    for row, pairs in pairs_by_row(sys.argv[1]).items():
        a, b = [list(side) for side in zip(*pairs)]
        for title, scorer in scorers.items():
            times = []
            for _ in range(TURNS):
                begin = time.perf_counter_ns()
                collections.deque(map(scorer, a, b), maxlen=0)
                times.append((time.perf_counter_ns() - begin) / len(pairs))
            print(f"{row:26} {len(pairs):7} {statistics.median(times):10.1f}   "
                  f"rapidfuzz {__version__} {title}")


main()
