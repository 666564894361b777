#!/usr/bin/env python3
# tools/dev/quickstart_tables.py - the tables between the steps of tools/quickstart, and its report.
# SPDX-License-Identifier: MIT
"""split DIR: the linked tables to DIR/linked.csv (match) and DIR/rest.csv (all others).
report DIR: counts, and a few clusters side by side."""
import collections
import csv
import pathlib
import sys


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def write(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def split(folder):
    rows, columns = [], ["source"]
    for path in sorted(folder.glob("linked-*.csv")):
        source = path.stem.removeprefix("linked-")
        for row in rows_of(path):
            row.setdefault("source", source)
            columns += [column for column in row if column not in columns]
            rows.append(row)
    linked = [row for row in rows if row.get("norm_verdict") == "match"]
    rest = [row for row in rows if row.get("norm_verdict") != "match"]
    write(folder / "linked.csv", columns, linked)
    write(folder / "rest.csv", [c for c in columns if not c.startswith("norm_")], rest)


def show(title, groups):
    """The groups with the most different spellings; ties in the order of the ids."""
    ranked = sorted(groups.items(), key=lambda item: (-len(set(item[1])), item[0]))
    print(f"\n{title}")
    for entity, names in ranked[:6]:
        if len(set(names)) > 1:
            print(f"  {entity:<28} {' | '.join(dict.fromkeys(names))}")


def report(folder):
    linked = list(rows_of(folder / "linked.csv"))
    grouped = list(rows_of(folder / "grouped.csv"))
    everything = linked + grouped
    entities, clusters = collections.defaultdict(list), collections.defaultdict(list)
    for row in linked:
        entities[row["norm_id"]].append(row["name"])
    for row in grouped:
        clusters[row["norm_entity"]].append(row["name"])

    print(f"\n{len(everything)} mentions")
    for column in ("source", "lang"):
        counts = collections.Counter(row.get(column) or "?" for row in everything)
        print(f"  by {column}: " + ", ".join(f"{k} {n}" for k, n in sorted(counts.items())))
    print(f"  linked to the gazetteer: {len(linked)} mentions of {len(entities)} entities")
    print(f"  the rest: {len(grouped)} mentions in {len(clusters)} clusters")
    show("Linked, some of them:", entities)
    show("Grouped, some of them:", clusters)
    print(f"\nThe result: {folder}/linked.csv and {folder}/grouped.csv")


{"split": split, "report": report}[sys.argv[1]](pathlib.Path(sys.argv[2]))
