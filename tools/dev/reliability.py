#!/usr/bin/env python3
"""Draws the reliability diagrams of a report of norm train: docs/reliability.svg.

    reliability.py tables/costs/report.txt > docs/reliability.svg

A panel for each kind, below them one for each pair of scripts. A point is the pairs of one bin of
probability on the held-out folds: how probable the matcher says they are the same, against the
share that are. On the diagonal 0.9 means nine of ten; the area of a point is the number of pairs.
SPDX-License-Identifier: MIT
"""
import collections
import math
import sys

EDGE, GAP = 40, 44  # around all, between panels; pixels
WIDE, NARROW = 220, 167  # the side of a panel, of which 4 and 5 stand in a row
LARGEST = 0.05  # radius of a point that holds all pairs, of the side
LEAST_SHOWN = 20  # pairs; fewer say little about a share


def read(path):
    bins = collections.defaultdict(list)
    eces = {}
    table = ""
    with open(path, encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 1:
                table = cells[0]
            elif table.startswith("Reliability") and cells[1] != "pairs":
                bins[cells[0]].append((int(cells[1]), float(cells[2]), float(cells[3])))
            elif table.startswith("On five") and len(cells) == 6 and cells[1] != "pairs":
                eces[cells[0]] = cells[5]
    return bins, eces


def panel(name, ece, bins, side, left, top):
    total = sum(count for count, _, _ in bins)
    shown = [one for one in bins if one[0] >= LEAST_SHOWN]
    yield f'<g transform="translate({left},{top})">'
    yield f'<rect class="frame" width="{side}" height="{side}"/>'
    for i in range(1, 5):
        at = side * i / 5
        yield f'<path class="grid" d="M{at:.0f},0v{side}M0,{at:.0f}h{side}"/>'
    yield f'<path class="even" d="M0,{side}L{side},0"/>'
    points = " ".join(f"{side * mean:.1f},{side - side * share:.1f}" for _, mean, share in shown)
    yield f'<polyline class="line" points="{points}"/>'
    for count, mean, share in shown:
        radius = max(1.5, LARGEST * side * math.sqrt(count / total))
        yield (f'<circle cx="{side * mean:.1f}" cy="{side - side * share:.1f}" r="{radius:.1f}">'
               f"<title>{count} pairs: {mean:.3f} said, {share:.3f} found</title></circle>")
    yield f'<text class="name" y="-10">{name}</text>'
    yield f'<text x="{side}" y="-10" text-anchor="end">ECE {ece}</text>'
    for value in (0, 1):
        yield f'<text x="{side * value}" y="{side + 16}" text-anchor="middle">{value}</text>'
    yield f'<text x="{side / 2}" y="{side + 16}" text-anchor="middle">{total:,} pairs</text>'
    yield "</g>"


def panels(bins, eces, side, a_row, top):
    """Rows of panels from top on, and where the next row begins."""
    lines = []
    for i, name in enumerate(bins):
        left = EDGE + i % a_row * (side + GAP)
        lines += panel(name, eces[name], bins[name], side, left, top + i // a_row * (side + GAP + EDGE))
    return lines, top + -(-len(bins) // a_row) * (side + GAP + EDGE)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    bins, eces = read(sys.argv[1])
    kinds = {name: of for name, of in bins.items() if ":" not in name}
    scripts = {name: of for name, of in bins.items() if ":" in name}
    upper, end = panels(kinds, eces, WIDE, 4, EDGE)
    lower, end = panels(scripts, eces, NARROW, 5, end)
    width = 2 * EDGE + 4 * (WIDE + GAP) - GAP
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {end - GAP}" width="{width}" height="{end - GAP}">')
    print("<title>Said against found: reliability on held-out folds, by kind and by scripts</title>")
    print("<style>text{font:12px sans-serif;fill:#444}.name{font-weight:bold}.frame{fill:#fff;stroke:#888}"
          ".grid{stroke:#eee}.even{stroke:#aaa;stroke-dasharray:4 3}.line{fill:none;stroke:#2166ac}"
          "circle{fill:#2166ac;fill-opacity:.75}</style>")
    print("\n".join(upper + lower))
    print("</svg>")


if __name__ == "__main__":
    main()
