#!/usr/bin/env python3
"""Draws the reliability diagram of a report of norm train: docs/reliability.svg.

    reliability.py tables/costs/report.txt > docs/reliability.svg

A point is the pairs of one bin of probability on the held-out folds: how probable the matcher says
they are the same, against the share that are. On the diagonal 0.9 means nine of ten; the area of a
point is the number of pairs.
SPDX-License-Identifier: MIT
"""
import collections
import math
import sys

SIDE, GAP, EDGE = 220, 44, 40  # of a panel, between panels, around all; pixels
LARGEST = 11  # radius of a point that holds all pairs


def read(path):
    kinds = collections.defaultdict(list)
    eces = {}
    table = ""
    with open(path, encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 1:
                table = cells[0]
            elif table.startswith("Reliability") and cells[0] != "kind":
                kinds[cells[0]].append((int(cells[1]), float(cells[2]), float(cells[3])))
            elif table.startswith("On five") and len(cells) == 6 and cells[0] not in ("kind", "scripts"):
                eces[cells[0]] = cells[5]
    return kinds, eces


def panel(name, ece, bins, left):
    top, bottom = EDGE, EDGE + SIDE
    total = sum(count for count, _, _ in bins)
    yield f'<g transform="translate({left},0)">'
    yield f'<rect class="frame" x="0" y="{top}" width="{SIDE}" height="{SIDE}"/>'
    for i in range(1, 5):
        at = SIDE * i / 5
        yield f'<path class="grid" d="M{at:.0f},{top}v{SIDE}M0,{top + at:.0f}h{SIDE}"/>'
    yield f'<path class="even" d="M0,{bottom}L{SIDE},{top}"/>'
    points = " ".join(f"{SIDE * mean:.1f},{bottom - SIDE * share:.1f}" for _, mean, share in bins)
    yield f'<polyline class="line" points="{points}"/>'
    for count, mean, share in bins:
        radius = max(1.5, LARGEST * math.sqrt(count / total))
        yield (f'<circle cx="{SIDE * mean:.1f}" cy="{bottom - SIDE * share:.1f}" r="{radius:.1f}">'
               f"<title>{count} pairs: {mean:.3f} said, {share:.3f} found</title></circle>")
    yield f'<text class="name" x="0" y="{top - 10}">{name}</text>'
    yield f'<text x="{SIDE}" y="{top - 10}" text-anchor="end">ECE {ece}, {total:,} pairs</text>'
    for value in (0, 1):
        yield f'<text x="{SIDE * value}" y="{bottom + 16}" text-anchor="middle">{value}</text>'
    yield f'<text x="{SIDE / 2}" y="{bottom + 16}" text-anchor="middle">probability</text>'
    yield "</g>"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    kinds, eces = read(sys.argv[1])
    width = 2 * EDGE + len(kinds) * (SIDE + GAP) - GAP
    height = SIDE + 2 * EDGE
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">')
    print("<title>Said against found: reliability on held-out folds</title>")
    print("<style>text{font:12px sans-serif;fill:#444}.name{font-weight:bold}.frame{fill:#fff;stroke:#888}"
          ".grid{stroke:#eee}.even{stroke:#aaa;stroke-dasharray:4 3}.line{fill:none;stroke:#2166ac}"
          "circle{fill:#2166ac;fill-opacity:.75}</style>")
    for i, (name, bins) in enumerate(kinds.items()):
        for line in panel(name, eces[name], bins, EDGE + i * (SIDE + GAP)):
            print(line)
    print("</svg>")


if __name__ == "__main__":
    main()
