#!/usr/bin/env python3
# tools/dev/check_names.py - checks the dictionaries of tables/names/ (format: its README.md).
# SPDX-License-Identifier: MIT
"""usage: check_names.py [FOLDER]

Exit status 1 with a line "FILE:LINE: what is wrong" for each fault: header, cells, NFC, lower case by
language, one script a word, closed columns, words that stand twice, a diminutive's cluster, one kind a
place, and names of two places that no line "# same: ID ID" at the head of places.tsv allows.
"""
import pathlib
import re
import sys
import unicodedata

FILES = {
    "generic.tsv": "lang word kind side meaning strength",
    "meanings.tsv": "meaning group lang words",
    "person.tsv": "lang word role note",
    "patronymic.tsv": "lang suffix gender father",
    "surname.tsv": "lang suffix feminine note",
    "legal.tsv": "meaning lang words",
    "given.tsv": "cluster gender lang names",
    "diminutives.tsv": "cluster lang names",
    "places.tsv": "place kind lang form names note",
    "places_cldr.tsv": "place kind lang names",
    "stop.tsv": "lang word use",
}
PLACES = ("places.tsv", "places_cldr.tsv")
PLACE_KINDS = {"country", "city", "region"}
CLOSED = {
    "kind": {"place", "person", "org", "any"},
    "side": {"before", "after", "both"},
    "strength": {"drop", "keep"},
    "gender": {"m", "f", "u"},
    "form": {"name", "adjective"},
    "role": {"title", "particle", "patronymic-marker", "son", "daughter", "suffix", "younger", "elder", "honorific"},
    "lang": set(
        "* und-Latn und-Cyrl hy hyw hy-Latn ru uk be az az-Cyrl ka tr en fa ar bg kk el he de fr es it pl mk sr "
        "hr sl cs sk lt lv et fi hu ro pt nl sv da nb is sq ku ky uz tg tk tt os ab ps ur ca ga ckb".split()),
}
WORDS = ("word", "words", "names", "suffix", "feminine")
UNIQUE = {  # within these columns a word may stand once
    "generic.tsv": ("lang", "kind"), "meanings.tsv": ("lang",), "person.tsv": ("lang", "role"),
    "patronymic.tsv": ("lang",), "surname.tsv": ("lang",), "legal.tsv": ("lang",),
    "given.tsv": ("lang", "cluster"), "diminutives.tsv": ("lang", "cluster"), "stop.tsv": ("lang",),
    "places.tsv": ("lang", "place"), "places_cldr.tsv": ("lang", "place"),
}
TAG = re.compile(r"[a-z][a-z0-9_]*")
faults = []


def fault(place, text):
    faults.append("%s:%d: %s" % (*place, text))


def lower(text, lang):
    if lang in ("tr", "az"):
        text = text.replace("I", "ı").replace("İ", "i")
    return text.lower()


def scripts(word):
    names = (unicodedata.name(c, "UNNAMED") for c in word if unicodedata.category(c) in ("Ll", "Lu", "Lo"))
    return {name.split()[0] for name in names} - {"FEMININE", "MASCULINE"}


def check_word(place, word, lang):
    if word != " ".join(word.split()) or not word:
        fault(place, "blanks at an edge or doubled, or an empty word: %r" % word)
    if word != lower(word, lang):
        fault(place, "not in lower case: " + word)
    if len(scripts(word)) > 1:
        fault(place, "letters of several scripts: " + word)


def check_row(name, place, row, seen):
    closed = dict(CLOSED, kind=PLACE_KINDS) if name in PLACES else CLOSED
    for column, allowed in closed.items():
        if column in row and row[column] not in allowed:
            fault(place, "%s is not one of the known: %r" % (column, row[column]))
    if name == "places.tsv" and not row["note"]:
        fault(place, "no note says by what practice the names stand")
    for column in ("meaning", "group", "cluster", "place"):
        if not TAG.fullmatch(row.get(column, "tag")):
            fault(place, "%s is not a tag of a-z 0-9 _: %r" % (column, row[column]))
    for column in WORDS:
        if not row.get(column) and column == "feminine":
            continue
        for word in row[column].split("|") if column in row else ():
            check_word(place, word, row["lang"])
            key = (word,) + tuple(row[c] for c in UNIQUE[name])
            if column != "feminine" and seen.setdefault(key, place[1]) != place[1]:
                fault(place, "%s stands in line %d too" % (word, seen[key]))


def read(path):
    header, rows, seen, started = FILES[path.name].split(), [], {}, False
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        place = (str(path), number)
        if line != unicodedata.normalize("NFC", line):
            fault(place, "not NFC")
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not started:
            started = True
            if cells != header:
                fault(place, "the header should be: " + " ".join(header))
        elif len(cells) != len(header):
            fault(place, "%d cells instead of %d" % (len(cells), len(header)))
        else:
            rows.append((place, dict(zip(header, cells))))
            check_row(path.name, *rows[-1], seen)
    return rows


def check_places(folder, tables):
    head = (folder / "places.tsv").read_text(encoding="utf-8")
    same = {frozenset(pair) for pair in re.findall(r"^# same: (\S+) (\S+)$", head, re.M)}
    kinds, places = {}, {}
    for name in PLACES:
        for at, row in tables[name]:
            if kinds.setdefault(row["place"], row["kind"]) != row["kind"]:
                fault(at, "%s is a %s elsewhere" % (row["place"], kinds[row["place"]]))
            for word in row["names"].split("|"):
                others = places.setdefault(word, set())
                for other in sorted(others - {row["place"]}):
                    if frozenset((other, row["place"])) not in same:
                        fault(at, "%s is a name of %s too" % (word, other))
                others.add(row["place"])


def main(folder):
    tables = {name: read(folder / name) for name in FILES}
    clusters = {row["cluster"] for _, row in tables["given.tsv"]}
    for place, row in tables["diminutives.tsv"]:
        if row["cluster"] not in clusters:
            fault(place, "given.tsv has no cluster " + row["cluster"])
    check_places(folder, tables)
    print(*faults, sep="\n", end="\n" if faults else "")
    print("%d rows, %d faults" % (sum(map(len, tables.values())), len(faults)))
    return 1 if faults else 0


if __name__ == "__main__":
    here = pathlib.Path(__file__).resolve().parents[2] / "tables" / "names"
    sys.exit(main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here))
