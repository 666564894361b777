#!/usr/bin/env python3
"""Writes the table of labelled pairs that the shipped costs are learned from.

    shipped_pairs.py DATA_DIR > pairs.tsv

DATA_DIR holds the labelled sets (its README.md describes them). Columns: a, lang_a, b, lang_b,
label, kind, entity; label -1: the same name, for the edit costs only.

Costs are learned from transliteration pairs (train/); the calibration from pairs with hard and
random negatives (dev/). Organisations and single name parts have no labelled negatives there: the
hard ones are the nearest wrong names of a random sample, by shared pieces of two letters.
SPDX-License-Identifier: MIT
"""
import collections
import csv
import os
import random
import sys

MOST_IN_CLUSTER = 8  # pairs of one person's name part; the largest clusters would have thousands
SAMPLED = 4000  # pairs of a set without negatives
SEED = 20261124


def rows(*path):
    with open(os.path.join(*path), encoding="utf-8", newline="") as file:
        head = file.readline().rstrip("\n").split("\t")
        for line in file:
            yield dict(zip(head, line.rstrip("\n").split("\t")))


def spaced(*path):
    """Latin name, the same in another script with blanks between letters, how often."""
    with open(os.path.join(*path), encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if len(cells) > 1:
                yield cells[0], cells[1].replace(" ", ""), int(cells[2]) if len(cells) > 2 else 1


class Table:
    def __init__(self, out):
        self.out = csv.writer(out, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
        self.out.writerow("a lang_a b lang_b label kind entity".split())

    def add(self, a, lang_a, b, lang_b, label, kind, entity):
        self.out.writerow([a, lang_a, b, lang_b, label, kind, entity])


def add_name_parts(table, data):
    clusters = collections.defaultdict(list)
    for row in rows(data, "train", "person_name_parts.tsv"):
        clusters[row["cluster_id"]].append(row)
    for cluster, members in clusters.items():
        pairs = [(x, y) for i, x in enumerate(members) for y in members[:i]
                 if x["name"] != y["name"] or x["script"] != y["script"]]
        for x, y in random.sample(pairs, min(len(pairs), MOST_IN_CLUSTER)):
            table.add(x["name"], x["lang"], y["name"], y["lang"], -1, "person", cluster)


def pieces(name):
    name = "^" + name.lower() + "$"
    return {name[i:i + 2] for i in range(len(name) - 1)}


def nearest(wanted, others):
    """The name of others that shares most pieces with wanted without being it."""
    want = pieces(wanted)
    best = max(others, key=lambda other: (0 if other.lower() == wanted.lower() else
                                          len(want & pieces(other)) / len(want | pieces(other)), other))
    return best


def add_with_negatives(table, pairs, kind):
    """pairs: (a, lang_a, b, lang_b, entity); a hard and a random negative for each."""
    sample = random.sample(pairs, min(len(pairs), SAMPLED))
    for a, lang_a, b, lang_b, entity in sample:
        table.add(a, lang_a, b, lang_b, 1, kind, entity)
        others = [p for p in random.sample(sample, min(len(sample), 400)) if p[4] != entity]
        by_name = {p[2]: p for p in others if p[2] != b}
        if not by_name:
            continue
        hard = by_name[nearest(b, list(by_name))]
        table.add(a, lang_a, hard[2], hard[3], 0, kind, entity)
        other = random.choice(others)
        if other[2] != b:
            table.add(a, lang_a, other[2], other[3], 0, kind, entity)


def organisation_pairs(data):
    entities = collections.defaultdict(list)
    for row in rows(data, "dev", "dedupe.tsv"):
        if row["kind"] == "org":
            entities[row["true_entity_id"]].append(row)
    for entity, members in entities.items():
        for i, x in enumerate(members):
            for y in members[:i]:
                if x["name"] != y["name"]:
                    yield x["name"], x["lang"], y["name"], y["lang"], entity


def components(data, name):
    """Representative of the names that positive pairs connect: pairs of one entity share it."""
    parent = {}

    def find(x):
        while parent.setdefault(x, x) != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for row in rows(data, "dev", name):
        if row["label"] == "1":
            parent[find((row["a"], row["lang_a"]))] = find((row["b"], row["lang_b"]))
    return find


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    data = sys.argv[1]
    random.seed(SEED)
    table = Table(sys.stdout)
    for row in rows(data, "train", "places_pairs.tsv"):
        table.add(row["name_a"], row["lang_a"], row["name_b"], row["lang_b"], -1, "place", row["entity_id"])
    add_name_parts(table, data)
    for script in ("russian", "arabic", "hebrew"):
        lang = {"russian": "ru", "arabic": "ar", "hebrew": "he"}[script]
        train = list(spaced(data, "train", f"wd_{script}_64.tsv"))
        for latin, other, count in train:
            table.add(latin, "und", other, lang, -1, "person", latin)
        held = [(latin, "en", other, lang, latin) for latin, other, _ in spaced(data, "dev", f"wd_{script}_16.tsv")]
        add_with_negatives(table, held, "person")
    for name, kind in (("pairs.tsv", "place"), ("persons_pairs.tsv", "person")):
        find = components(data, name)
        for row in rows(data, "dev", name):
            entity = "%s %s" % find((row["a"], row["lang_a"]))
            table.add(row["a"], row["lang_a"], row["b"], row["lang_b"], row["label"], kind, entity)
    add_with_negatives(table, list(organisation_pairs(data)), "org")


if __name__ == "__main__":
    main()
