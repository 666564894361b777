#!/usr/bin/env python3
"""Writes the table of labelled pairs that the shipped costs are learned from.

    shipped_pairs.py DATA_DIR > pairs.tsv

DATA_DIR holds the labelled sets (its README.md describes them). Columns: a, lang_a, b, lang_b,
label, kind, entity; label -1: the same name, for the edit costs only.

Costs are learned from transliteration pairs (train/) and from Russian names written in German by
rule (german.py); the calibration from pairs with hard and random negatives (dev/). Organisations and
single name parts have no labelled negatives there: the hard ones are the nearest wrong names of a
random sample, by shared pieces of two letters.
SPDX-License-Identifier: MIT
"""
import collections
import csv
import os
import random
import sys
import unicodedata

from german import german

MOST_IN_CLUSTER = 8  # pairs of one person's name part; the largest clusters would have thousands
SAMPLED = 4000  # pairs of a set without negatives
IN_GERMAN = 250  # Russian names with ж, and with ш, that are written in German
ALTERED = 1000  # names of people and organisations with one word exchanged
STILL_ANOTHER = 0.7  # likeness above which a part may be another spelling of the same
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


def writer(out):
    return csv.writer(out, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")


class Table:
    def __init__(self, out):
        self.out = writer(out)
        self.out.writerow("a lang_a b lang_b label kind entity".split())

    def add(self, a, lang_a, b, lang_b, label, kind, entity):
        self.out.writerow([a, lang_a, b, lang_b, label, kind, entity])


def add_german(table, pairs):
    """Pairs of places with a Russian side, which is written in German as well."""
    left = {"ж": IN_GERMAN, "ш": IN_GERMAN}
    for row in random.sample(pairs, len(pairs)):
        if (row["lang_a"] == "ru") == (row["lang_b"] == "ru"):
            continue
        russian, other = ("a", "b") if row["lang_a"] == "ru" else ("b", "a")
        name = row["name_" + russian]
        held = next((letter for letter in left if letter in name.lower().replace("дж", "")), None)
        if held and left[held] > 0:
            left[held] -= 1
            for side in (russian, other):
                table.add(german(name), "de", row["name_" + side], row["lang_" + side], -1, "place", row["entity_id"])


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
    """The name of others that shares most pieces with wanted."""
    want = pieces(wanted)
    return max(others, key=lambda other: (len(want & pieces(other)) / len(want | pieces(other)), other))


def folded(name):
    """Without case, accents, blanks and signs: what these leave equal is no other name."""
    return "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if c.isalnum())


def add_with_negatives(table, pairs, kind):
    """pairs: (a, lang_a, b, lang_b, entity); a hard and a random negative for each. Two entities
    with a name in common may be one, so neither is a negative of the other."""
    names = collections.defaultdict(set)
    for a, _, b, _, entity in pairs:
        names[entity] |= {folded(a), folded(b)}
    sample = random.sample(pairs, min(len(pairs), SAMPLED))
    for a, lang_a, b, lang_b, entity in sample:
        table.add(a, lang_a, b, lang_b, 1, kind, entity)
        others = [p for p in random.sample(sample, min(len(sample), 400)) if not names[p[4]] & names[entity]]
        by_name = {p[2]: p for p in others}
        if not by_name:
            continue
        hard = by_name[nearest(b, list(by_name))]
        other = random.choice(others)
        for negative in (hard, other):
            table.add(a, lang_a, negative[2], negative[3], 0, kind, entity)


def similarity(a, b):
    return len(pieces(a) & pieces(b)) / len(pieces(a) | pieces(b))


def add_altered(table, positives, kind, count, others_of):
    """Names that differ in one word: the pairs that harm most when merged. Of a positive pair, one
    word of b becomes the nearest word that none of its kind has in its place.
    others_of(word, lang): words of the same use, and those that may be the same as it."""
    for a, lang_a, b, lang_b, entity in random.sample(positives, min(len(positives), count)):
        words = [word for word in b.split() if others_of(word, lang_b)]
        if len(b.split()) < 2 or not words:
            continue
        word = random.choice(words)
        others, same = others_of(word, lang_b)
        near = [(similarity(folded(word), folded(other)), other) for other in random.sample(others, min(len(others), 600))
                if other not in same and other not in b.split()]
        share, other = max([pair for pair in near if pair[0] < STILL_ANOTHER], default=(0, ""))
        if share > 0:
            table.add(a, lang_a, b.replace(word, other, 1), lang_b, 0, kind, entity)


def add_altered_people(table, data):
    by_cluster = collections.defaultdict(set)
    parts = collections.defaultdict(set)
    for row in rows(data, "train", "person_name_parts.tsv"):
        by_cluster[row["cluster_id"]].add(row["name"])
        parts[row["script"], row["slot"]].add(row["name"])
    same = collections.defaultdict(set)
    for names in by_cluster.values():
        for name in names:
            same[name] |= names
    slots = {}
    for key, names in sorted(parts.items()):
        for name in names:
            slots.setdefault(name, key)
    parts = {key: sorted(names) for key, names in parts.items()}
    find = components(data, "persons_pairs.tsv")
    people = [(row["a"], row["lang_a"], row["b"], row["lang_b"], "%s %s" % find((row["a"], row["lang_a"])))
              for row in rows(data, "dev", "persons_pairs.tsv") if row["label"] == "1"]
    add_altered(table, people, "person", ALTERED,
                lambda word, lang: word in slots and (parts[slots[word]], same[word]))


def add_altered_organisations(table, pairs):
    words = collections.defaultdict(set)
    for a, lang_a, b, lang_b, _ in pairs:
        words[lang_a] |= set(a.split())
        words[lang_b] |= set(b.split())
    words = {lang: sorted(of) for lang, of in words.items()}
    add_altered(table, pairs, "org", ALTERED, lambda word, lang: (words[lang], {word}))


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
    places = list(rows(data, "train", "places_pairs.tsv"))
    for row in places:
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
    add_altered_people(table, data)
    organisations = list(organisation_pairs(data))
    add_altered_organisations(table, organisations)
    add_with_negatives(table, organisations, "org")
    add_german(table, places)  # last: the random choices above stay what they were


if __name__ == "__main__":
    main()
