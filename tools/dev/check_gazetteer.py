#!/usr/bin/env python3
# tools/dev/check_gazetteer.py - checks the files of tables/gazetteer/ (format: its README.md).
# SPDX-License-Identifier: MIT
"""usage: check_gazetteer.py [FOLDER]

Exit status 1 with one line "FILE:LINE: what is wrong" for each fault. It checks the format of every
row, NFC, that the rows of an id stand together in one file, that no id bears a name twice, that the
countries exist, that a name which two ids share is declared by a line "# same: NAME: ID ID", and
that no declaration is left over.
"""
import pathlib
import re
import sys
import unicodedata

HEADER = "id name lang kind country note".split()
NOTES = {"", "former", "rival", "short", "alt"}
LANGUAGES = set("hy ru az ka en uk tr fa be os ab ku ce".split())
ID = re.compile(r"iso:[A-Z]{2}(-[A-Z0-9]{1,3})?|nrm:[a-z]{2}-[a-z0-9]+(-[a-z0-9]+)*")
MIN_ENTITIES = 800
faults = []


def fault(place, text):
    faults.append("%s:%d: %s" % (*place, text))


def check_row(place, row, countries):
    """The faults that show in one row alone."""
    if not ID.fullmatch(row["id"]):
        fault(place, "id is neither iso:XX[-YYY] nor nrm:xx-slug: " + row["id"])
    own = row["id"].split(":")[1][:2].upper()
    is_country = row["id"] == "iso:" + own
    if own not in countries:
        fault(place, "the id's country is not in countries.tsv: " + row["id"])
    if row["country"] != ("" if is_country else own):
        fault(place, "country should be %r: %s" % ("" if is_country else own, row["country"]))
    if row["lang"] not in LANGUAGES:
        fault(place, "unknown language: " + row["lang"])
    if row["kind"] != "place":
        fault(place, "kind is not place: " + row["kind"])
    if row["note"] not in NOTES:
        fault(place, "unknown note: " + row["note"])
    name = row["name"]
    if not name or name != " ".join(name.split()) or not name.isprintable():
        # Persian joins words with U+200C, which Python calls unprintable.
        if not name.replace("\u200c", "").isprintable() or name.strip() != name or not name:
            fault(place, "empty name, stray blank or control character: %r" % name)


def read(path):
    """-> rows [(place, {column: value})], declarations [(place, name, [ids])]"""
    rows, same, header = [], [], None
    text = path.read_bytes().decode("utf-8")
    if not text.endswith("\n") or "\r" in text:
        fault((path, 1), "lines must end in LF, the last one too")
    for number, line in enumerate(text.split("\n")[:-1], 1):
        place, cells = (path, number), line.split("\t")
        if not unicodedata.is_normalized("NFC", line):
            fault(place, "not NFC")
        if line.startswith("# same: "):
            name, ids = line[len("# same: "):].rsplit(": ", 1)
            same.append((place, name, ids.split()))
        elif line.startswith("#") or not line:
            continue
        elif header is None:
            header = cells
            if cells != HEADER:
                fault(place, "header is not: " + " ".join(HEADER))
        elif len(cells) != len(HEADER):
            fault(place, "%d columns instead of %d" % (len(cells), len(HEADER)))
        else:
            rows.append((place, dict(zip(HEADER, cells))))
    return rows, same


def check_all(rows, same):
    """The faults between rows: ids in pieces, repeated and shared names, wrong declarations."""
    owners, finished, last = {}, set(), None
    for place, row in rows:
        key = (place[0], row["id"])
        if key != last:
            if row["id"] in finished:
                fault(place, "the rows of an id must stand together: " + row["id"])
            if row["lang"] != "en":
                fault(place, "the first row must be the English display name: " + row["name"])
            finished.add(row["id"])
            last = key
        holders = owners.setdefault(row["name"], [])
        if row["id"] in holders:
            fault(place, "the id has this name already: " + row["name"])
        holders.append(row["id"])
        if len(set(holders)) > 1 and not any(
                name == row["name"] and {row["id"], holders[0]} <= set(ids) for _, name, ids in same):
            fault(place, "%s is also the name of %s; if it is so, add \"# same: %s: %s %s\"" % (
                row["name"], holders[0], row["name"], holders[0], row["id"]))
    for place, name, ids in same:
        if len(ids) < 2 or not set(ids) <= set(owners.get(name, [])):
            fault(place, "\"# same\" of a name that these ids do not share: " + name)
    if len(finished) < MIN_ENTITIES:
        fault((rows[0][0][0], 1), "%d entities, fewer than %d" % (len(finished), MIN_ENTITIES))
    return len(finished)


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "tables/gazetteer")
    rows, same = [], []
    for path in sorted(folder.glob("*.tsv")):
        more_rows, more_same = read(path)
        rows += more_rows
        same += more_same
    countries = {row["id"][4:] for _, row in rows if re.fullmatch("iso:[A-Z]{2}", row["id"])}
    for place, row in rows:
        check_row(place, row, countries)
    entities = check_all(rows, same)
    print("\n".join(faults) or "%d entities, %d names" % (entities, len(rows)))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
