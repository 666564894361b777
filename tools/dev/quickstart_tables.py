#!/usr/bin/env python3
# tools/dev/quickstart_tables.py - the tables between the steps of tools/quickstart, and its report.
# SPDX-License-Identifier: MIT
"""split DIR: the linked tables DIR/linked-*.csv to DIR/linked.csv (match) and DIR/rest.csv (all others).
report DIR TRUTH: DIR/result.csv, every mention with its entity; counts, some entities in their
scripts, and the scores against TRUTH (columns id, entity)."""
import collections
import csv
import pathlib
import sys

LANGS = {"az": "Azerbaijani", "hy": "Armenian", "ka": "Georgian", "ru": "Russian", "en": "English"}
WIDTH = 20  # of a cell: five and the margin fit a terminal of 105 columns

# What is shown: names that look alike stand next to each other. By the ids of truth.tsv.
SHOWN = [
    "nrm:am-yeraskh", "nrm:am-yeraskhahun", "nrm:am-verin-shorzha", "nrm:am-nerkin-shorzha",
    "nrm:az-aghdam", "iso:AZ-AGM", "person:petrosyan-armen", "person:petrosyan-samvel",
    "org:arax-trans", "org:arax-trade",
]


def rows_of(path, delimiter=","):
    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, delimiter=delimiter)


def write(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def split(folder):
    rows, columns = [], []
    for path in sorted(folder.glob("linked-*.csv")):
        for row in rows_of(path):
            columns += [column for column in row if column not in columns]
            rows.append(row)
    linked = [row for row in rows if row["norm_verdict"] == "match"]
    rest = [row for row in rows if row["norm_verdict"] != "match"]
    write(folder / "linked.csv", columns, linked)
    write(folder / "rest.csv", [c for c in columns if not c.startswith("norm_")], rest)


def result_of(folder):
    """Every mention with entity, entity_name, by (link or group) and probability."""
    rows, names = [], collections.defaultdict(list)
    for row in rows_of(folder / "linked.csv"):
        rows.append(row | {"entity": row["norm_id"], "entity_name": row["norm_name"], "by": "link",
                           "probability": row["norm_probability"]})
    grouped = list(rows_of(folder / "grouped.csv"))
    for row in grouped:
        names[row["norm_entity"]].append((row["lang"] != "en", row["name"]))
    for row in grouped:  # an English name, where there is one
        rows.append(row | {"entity": row["norm_entity"], "entity_name": min(names[row["norm_entity"]])[1],
                           "by": "group", "probability": row["norm_probability"]})
    rows.sort(key=lambda row: (row["by"] == "group", row["entity"], row["id"]))
    write(folder / "result.csv", ["entity", "entity_name", "by", "probability", "id", "name", "lang", "kind",
                                  "source", "date", "remark"], rows)
    return rows


def cut(text, width):
    return text if len(text) < width else text[:width - 2] + "…"


def show(rows, truth):
    """The entities of SHOWN, each with up to two spellings of every language, most frequent first."""
    print("  " + "".join(f"{name:<{WIDTH}}" for name in LANGS.values()).rstrip())
    for wanted in SHOWN:
        found = collections.Counter(row["entity"] for row in rows if truth[row["id"]] == wanted)
        if not found:
            continue
        entity = found.most_common(1)[0][0]
        members = [row for row in rows if row["entity"] == entity]
        print(f"{entity}  {members[0]['entity_name']}, {len(members)} mentions")
        cells = [[name for name, _ in collections.Counter(
            row["name"] for row in members if row["lang"] == lang).most_common(2)] for lang in LANGS]
        for i in range(max(map(len, cells))):
            line = "".join(f"{cut(cell[i], WIDTH) if i < len(cell) else '':<{WIDTH}}" for cell in cells)
            print("  " + line.rstrip())


def pairs(counter):
    return sum(n * (n - 1) // 2 for n in counter.values())


def share(name, part, whole):
    return f"{name} {part / whole:.3f} ({part} of {whole})" if whole else f"{name} - (0 of 0)"


def score(rows, truth):
    linked = [row for row in rows if row["by"] == "link"]
    right = sum(row["entity"] == truth[row["id"]] for row in linked)
    known = sum(entity.startswith(("iso:", "nrm:")) for entity in truth.values())
    print(f"  links: {share('precision', right, len(linked))}, {share('recall', right, known)}")
    for name, some in (("groups", [row for row in rows if row["by"] == "group"]), ("all", rows)):
        both = pairs(collections.Counter((row["entity"], truth[row["id"]]) for row in some))
        made = pairs(collections.Counter(row["entity"] for row in some))
        true = pairs(collections.Counter(truth[row["id"]] for row in some))
        print(f"  {name}, pairs of mentions: {share('precision', both, made)}, {share('recall', both, true)}")
    for row in linked:
        if row["entity"] != truth[row["id"]]:
            print(f"  wrong link: {row['name']} to {row['entity_name']} ({row['probability'][:5]})")
    for entity in sorted({row["entity"] for row in rows if row["by"] == "group"}):
        names = {truth[row["id"]]: row["name"] for row in rows if row["entity"] == entity}
        if len(names) > 1:
            print(f"  wrong group: {' | '.join(names.values())}")


def report(folder, truth_path):
    truth = {row["id"]: row["entity"] for row in rows_of(truth_path, "\t")}
    rows = result_of(folder)
    by = {how: {row["entity"] for row in rows if row["by"] == how} for how in ("link", "group")}
    linked = sum(row["by"] == "link" for row in rows)
    languages = collections.Counter(row["lang"] for row in rows)
    print(f"\n{len(rows)} mentions: " + ", ".join(f"{n} {LANGS[lang]}" for lang, n in languages.most_common()))
    print(f"  {linked} are {len(by['link'])} entities of the gazetteer")
    print(f"  {len(rows) - linked} others are {len(by['group'])} entities, by their names alone")
    print("\nSome of them:")
    show(rows, truth)
    print(f"\nAgainst {truth_path}:")
    score(rows, truth)
    print(f"\nThe result: {folder}/result.csv, every mention with its entity")


if __name__ == "__main__":
    {"split": split, "report": report}[sys.argv[1]](pathlib.Path(sys.argv[2]), *sys.argv[3:])
