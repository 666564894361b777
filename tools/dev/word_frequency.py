#!/usr/bin/env python3
"""Writes tables/costs/words.tsv: how rare words are among names.

    word_frequency.py DATA_DIR WORD_KEYS > tables/costs/words.tsv

DATA_DIR holds the labelled sets that shipped_pairs.py reads; WORD_KEYS is gen_word_keys.c, built. No name
and no word comes out, only keys of sounds and numbers.

A word counts once for each entity that has it, in whatever spelling; a name part of the sets from
Wikidata as often as it was seen there. The shares of the three kinds are mixed by WEIGHTS, so that one
table serves names of unknown kind, too: a word that is frequent anywhere is no strong evidence.
Absolute discounting (Ney, Essen & Kneser 1994) leaves room for words that were not seen.
SPDX-License-Identifier: MIT
"""
import collections
import math
import subprocess
import sys

from shipped_pairs import rows, spaced

# The sets have few organisations; a word seen once or twice in one must not pass for a frequent one.
WEIGHTS = {"person": 0.55, "place": 0.40, "org": 0.05}
DISCOUNT = 0.75  # a word seen once counts as a quarter
LISTED = 4000  # seen often enough to tell them from the rest
UNITS = 16  # in a nat, NRM_RARITY_UNITS
AS_PERSON = 2  # a full name, beside the counts of name parts


def names(data):
    """Yields kind, language, name, entity, how often."""
    for script, lang in (("russian", "ru"), ("arabic", "ar"), ("hebrew", "he")):
        for number, (latin, other, count) in enumerate(spaced(data, "train", f"wd_{script}_64.tsv")):
            yield "person", "und", latin, (script, number), count
            yield "person", lang, other, (script, number), count
    for row in rows(data, "dev", "dedupe.tsv"):
        if row["kind"] == "person":
            yield "person", row["lang"], row["name"], row["true_entity_id"], AS_PERSON
        elif row["kind"] == "org":
            yield "org", row["lang"], row["name"], row["true_entity_id"], 1
    for row in rows(data, "train", "places_pairs.tsv"):
        yield "place", row["lang_a"], row["name_a"], row["entity_id"], 1
        yield "place", row["lang_b"], row["name_b"], row["entity_id"], 1


def keys_of(program, listed):
    text = "".join("%s\t%s\t%s\n" % (kind, lang, name) for kind, lang, name, _, _ in listed)
    done = subprocess.run([program], input=text, check=True, capture_output=True, encoding="utf-8")
    return [line.split() for line in done.stdout.split("\n")[:-1]]


def shares(program, listed):
    counts = {kind: collections.Counter() for kind in WEIGHTS}
    seen = set()
    for (kind, _, _, entity, count), keys in zip(listed, keys_of(program, listed)):
        for key in keys:
            if (kind, key, entity) not in seen:
                seen.add((kind, key, entity))
                counts[kind][key] += count
    mixed = collections.Counter()
    for kind, weight in WEIGHTS.items():
        total = sum(counts[kind].values())
        for key, count in counts[kind].items():
            mixed[key] += weight * (count - DISCOUNT) / total
    return mixed


def rarity(share):
    return max(1, min(255, round(-math.log(share) * UNITS)))


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    mixed = shares(sys.argv[2], list(names(sys.argv[1])))
    listed = dict(sorted(mixed.items(), key=lambda item: (-item[1], item[0]))[:LISTED])
    rest = (1 - sum(listed.values())) / (len(mixed) - len(listed))
    print("# How rare words are among names, written by tools/dev/word_frequency.py (docs/matching.md).")
    print("# key: hash of the sounds (compare/rarity.h); *: any other word. rarity: -log of its share, 1/16 nat.")
    print("key\trarity")
    print("*\t%d" % rarity(rest))
    for key, share in sorted(listed.items()):
        print("%s\t%d" % (key, rarity(share)))


if __name__ == "__main__":
    main()
