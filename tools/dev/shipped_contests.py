#!/usr/bin/env python3
"""Writes contests that the shipped costs are sharpened with: a name, the right answer, a wrong one.

    shipped_contests.py DATA_DIR NORM MODEL >> pairs.tsv

For names of the training sets NORM, with the tables of MODEL, looks for the best answers in a list
of one name for each entity; the best wrong answer becomes a row with label -2 behind that of the
right one (docs/matching.md). Columns as of shipped_pairs.py, without a header.
SPDX-License-Identifier: MIT
"""
import collections
import csv
import os
import random
import subprocess
import sys
import tempfile

from shipped_pairs import folded, rows, spaced, writer

QUERIES = 15000  # of places
PART_QUERIES = 9000  # of each set of name parts
LISTED = 20000  # name parts in a list
SEED = 20261125
NATIVE = {"AM": "hy", "AZ": "az", "GE": "ka", "TR": "tr", "UA": "uk", "BY": "be", "KZ": "kk", "UZ": "uz", "IR": "fa"}


class Search:
    def __init__(self, norm, model):
        self.norm = [norm]
        self.model = ["--model", model]

    def run(self, *args):
        done = subprocess.run(self.norm + list(args) + self.model, check=False, capture_output=True, text=True)
        if done.returncode not in (0, 1):
            sys.exit("%s: %s" % (" ".join(args), done.stderr))
        return done.stdout

    def answers(self, listed, queries, kind):
        """listed: (id, name, lang); queries: (name, lang). Yields (id, name) lists, best first."""
        with tempfile.TemporaryDirectory() as place:
            source, asked, index = (os.path.join(place, name) for name in ("list.tsv", "queries.tsv", "list.nidx"))
            with open(source, "w", encoding="utf-8") as file:
                file.write("id\tname\tlang\tkind\n")
                file.writelines("%s\t%s\t%s\t%s\n" % (*row, kind) for row in listed)
            with open(asked, "w", encoding="utf-8") as file:
                file.write("query\tlang\tkind\n")
                file.writelines("%s\t%s\t%s\n" % (*row, kind) for row in queries)
            self.run("index", "-o", index, source)
            out = self.run("lookup", "-i", index, "--queries", asked, "--from", "tsv", "--to", "tsv")
        found = collections.defaultdict(list)
        for row in csv.DictReader(out.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["id"] not in [hit[0] for hit in found[row["query"]]]:
                found[row["query"]].append((row["id"], row["name"]))
        return found


def add_contests(table, search, listed, queries, kind, known):
    """queries: (name, lang, id of the right answer); known: folded names of an id."""
    by_id = {row[0]: row for row in listed}
    found = search.answers(listed, [query[:2] for query in queries], kind)
    for name, lang, right in queries:
        hits = found[name]
        # A right answer that is not even among the best five is most likely no spelling.
        if right not in [hit[0] for hit in hits]:
            continue
        wrong = [hit for hit in hits if hit[0] != right and folded(hit[1]) not in known[right]]
        if wrong:
            table.writerow([name, lang, by_id[right][1], by_id[right][2], -1, kind, right])
            table.writerow([name, lang, wrong[0][1], by_id[wrong[0][0]][2], -2, kind, right])


def place_contests(table, search, data):
    names = collections.defaultdict(set)
    country = {}
    for row in rows(data, "train", "places_pairs.tsv"):
        names[row["entity_id"]] |= {(row["lang_a"], row["name_a"]), (row["lang_b"], row["name_b"])}
        country[row["entity_id"]] = row["country"]
    listed, queries, known = [], [], {}
    for entity, spellings in sorted(names.items()):
        own = min(spellings, key=lambda name: (name[0] != NATIVE.get(country[entity]), name))
        listed.append((entity, own[1], own[0]))
        queries += [(name, lang, entity) for lang, name in sorted(spellings) if (lang, name) != own]
        known[entity] = {folded(name) for _, name in spellings}
    add_contests(table, search, listed, random.sample(queries, min(len(queries), QUERIES)), "place", known)


def part_contests(table, search, data, script, lang):
    parts = list(spaced(data, "train", f"wd_{script}_64.tsv"))
    parts = random.sample(parts, min(len(parts), LISTED))
    latin = sorted({part[0] for part in parts})
    listed = [(str(i), name, "und") for i, name in enumerate(latin)]
    ids = {name: str(i) for i, name in enumerate(latin)}
    queries = [(other, lang, ids[name]) for name, other, _ in random.sample(parts, PART_QUERIES)]
    known = collections.defaultdict(set)
    for name, other, _ in parts:
        known[ids[name]].add(folded(name))
    add_contests(table, search, listed, queries, "person", known)


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    data, norm, model = sys.argv[1:]
    random.seed(SEED)
    table = writer(sys.stdout)
    search = Search(norm, model)
    place_contests(table, search, data)
    for script, lang in (("russian", "ru"), ("arabic", "ar"), ("hebrew", "he")):
        part_contests(table, search, data, script, lang)


if __name__ == "__main__":
    main()
