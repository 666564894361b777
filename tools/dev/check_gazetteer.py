#!/usr/bin/env python3
# tools/dev/check_gazetteer.py - checks the files of tables/gazetteer/ (format: its README.md).
# SPDX-License-Identifier: MIT
"""usage: check_gazetteer.py [FOLDER]

Exit status 1 with a line "FILE:LINE: what is wrong" for each fault. A name that several ids bear must
be declared by a line "# same: NAME: ID ID".
"""
import pathlib
import re
import sys
import unicodedata

HEADER = "id name lang kind country note".split()
NOTES = {"", "former", "rival", "short", "alt"}
LANGUAGES = set("hy ru az ka en uk tr fa be".split())
EXONYMS = set("hyw ar cs de el es fr it nl pl ro".split())  # some names only
VARIANTS = "variants.tsv"  # further names of ids of the other files
ID = re.compile(r"iso:[A-Z]{2}(-[A-Z0-9]{1,3})?|nrm:[a-z]{2}-[a-z0-9]+(-[a-z0-9]+)*")
MIN_ENTITIES = 800
faults = []


def fault(place, text):
    faults.append("%s:%d: %s" % (*place, text))


def check_row(place, row, countries):
    own = row["id"].split(":")[-1][:2].upper()
    visible = row["name"].replace("\u200c", "")  # Persian joins the parts of a word with it
    if not ID.fullmatch(row["id"]):
        fault(place, "id is neither iso:XX[-YYY] nor nrm:xx-slug: " + row["id"])
    elif own not in countries:
        fault(place, "the id's country is not in countries.tsv: " + row["id"])
    if row["country"] != ("" if row["id"] == "iso:" + own else own):
        fault(place, "the country does not fit the id: " + row["country"])
    if row["lang"] not in LANGUAGES | EXONYMS or row["kind"] != "place" or row["note"] not in NOTES:
        fault(place, "unknown lang, kind or note: {lang} {kind} {note}".format(**row))
    if not visible or not visible.isprintable() or visible != " ".join(visible.split()):
        fault(place, "empty name, stray blank or control character: %r" % row["name"])


def read(path):
    """-> rows [(place, {column: value})], declarations [(place, name, {ids})]"""
    rows, same, header = [], [], None
    text = path.read_bytes().decode("utf-8")
    if "\r" in text:
        fault((path, 1), "lines must end in LF")
    for number, line in enumerate(text.split("\n")[:-1], 1):
        place, cells = (path, number), line.split("\t")
        if not unicodedata.is_normalized("NFC", line):
            fault(place, "not NFC")
        if line.startswith("# same: "):
            name, ids = line[len("# same: "):].rsplit(": ", 1)
            same.append((place, name, set(ids.split())))
        elif line.startswith("#"):
            pass
        elif header is None:
            header = cells
        elif len(cells) == len(HEADER):
            rows.append((place, dict(zip(HEADER, cells))))
        else:
            fault(place, "%d columns instead of %d" % (len(cells), len(HEADER)))
    if header != HEADER:
        fault((path, 1), "header is not: " + " ".join(HEADER))
    return rows, same


def check_all(rows, same):
    """-> number of entities"""
    owners, seen, last = {}, set(), None
    for place, row in rows:
        entity, name = row["id"], row["name"]
        if place[0].name == VARIANTS:
            if entity not in seen:
                fault(place, "no other file has this id: " + entity)
        elif entity != last and (entity in seen or row["lang"] != "en"):
            fault(place, "an id's rows stand together, its English name first: " + entity)
        seen.add(entity)
        last, holders = entity, owners.setdefault(name, [])
        if entity in holders:
            fault(place, "%s has this name already: %s" % (entity, name))
        elif holders and not any(name == n and {holders[0], entity} <= ids for _, n, ids in same):
            fault(place, "if both bear the name, add \"# same: %s: %s %s\"" % (
                name, " ".join(holders), entity))
        holders.append(entity)
    for place, name, ids in same:
        if len(ids) < 2 or not ids <= set(owners.get(name, [])):
            fault(place, "these ids do not share the name: " + name)
    return len(seen)


rows, same = [], []
for path in sorted(pathlib.Path((sys.argv + ["tables/gazetteer"])[1]).glob("*.tsv")):
    more_rows, more_same = read(path)
    rows += more_rows
    same += more_same
countries = {row["id"][4:] for _, row in rows if len(row["id"]) == len("iso:XX")}
for place, row in rows:
    check_row(place, row, countries)
entities = check_all(rows, same)
if entities < MIN_ENTITIES:
    faults.append("tables/gazetteer:1: %d entities, fewer than %d" % (entities, MIN_ENTITIES))
print("\n".join(faults) or "%d entities, %d names" % (entities, len(rows)))
sys.exit(1 if faults else 0)
