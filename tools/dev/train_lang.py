#!/usr/bin/env python3
# tools/dev/train_lang.py - learns tables/lang/ngrams.tsv from names with known languages.
# SPDX-License-Identifier: MIT
#
#     tools/dev/train_lang.py DATA > tables/lang/ngrams.tsv
#
# DATA is a folder with train/places_pairs.tsv (name_a, lang_a, name_b, lang_b) and
# train/person_name_parts.tsv (name, script, lang). Only the standard library is used; the
# output depends on nothing but the data.
"""A letter model of each language: P(letter | two letters before), smoothed by shorter contexts
(Witten-Bell style, constant K). At each letter the longest n-gram that has a row counts."""
import csv
import math
import os
import sys
from collections import Counter, defaultdict

K = 4.0             # pseudo-counts given to the shorter context
UNIT = 4            # steps of a cost per nat
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
ROWS = {"Latn": 4200, "Cyrl": 3500, "Arab": 800, "Armn": 0}
APOSTROPHES = "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\u055a\u05f3" \
              "\u2018\u2019\u201b\u2032\u2035\ua78b\ua78c\uff07"

# Shares of the languages among names that a user of libnorm meets, by script: a decision, not a
# measurement. Training data says how a language spells, not how often it comes.
PRIORS = {
    "Latn": {"en": 30, "az": 20, "tr": 16, "hy-Latn": 6, "ka-Latn": 4, "de": 6, "fr": 3, "es": 3,
             "it": 2, "pl": 2, "cs": 1, "hu": 1, "ro": 1, "nl": 1, "sv": 1, "lt": 0.5, "lv": 0.5,
             "et": 0.5, "fi": 0.5, "pt": 0.5, "da": 0.5, "uz": 0.5},
    "Cyrl": {"ru": 58, "uk": 18, "be": 6, "bg": 5, "az-Cyrl": 6, "kk": 4, "mk": 1.5, "sr": 1.5},
    "Arab": {"fa": 60, "ar": 30, "az-Arab": 6, "ckb": 4},
    "Armn": {"hy": 95, "hyw": 5},
    "Geor": {"ka": 1}, "Grek": {"el": 1}, "Hebr": {"he": 1},
}
# Letters that a language does not have; a name with one of them has a wrong label in the data.
FOREIGN = {
    "ru": "іїєґўјљњћђџѓќѕәғҹҝөүһқңұ", "uk": "ыэёъўјљњћђџѓќѕәғҹҝөүһқңұ",
    "be": "ищъїєґјљњћђџѓќѕәғҹҝөүһқңұ", "bg": "ыэёіїєґўјљњћђџѓќѕәғҹҝөүһқңұ",
    "mk": "ыэёъьйщюяіїєґўћђәғҹҝөүһқңұ", "sr": "ыэёъьйщюяіїєґўѓќѕәғҹҝөүһқңұ",
    "kk": "їєґўјљњћђџѓќѕҹҝ", "az-Cyrl": "щъьіїєґўљњћђџѓќѕқңұ",
    "tr": "qwxə", "az": "w",
}
# Languages without training data borrow the letters of another one and are told apart by these
# n-grams alone: (script, n-gram) -> nats in favour of each language against the first.
BORROWED = {"hyw": "hy", "az-Arab": "fa", "ckb": "fa", "uz": "az"}
MARKS = {
    # Classical orthography: ea, iw and an inner ē are not written in the reformed one.
    "hyw": {"եա": 4.0, "իւ": 5.0, "աեւ": 0.0, "նէ": 3.0, "րէ": 3.0, "տէ": 3.0, "լէ": 3.0,
            "սէ": 3.0, "մէ": 3.0, "վէ": 3.0, "դէ": 3.0, "կէ": 3.0, "գէ": 3.0, "ղէ": 3.0,
            "պէ": 3.0, "բէ": 3.0, "ոյ_": 3.0, "այ_": 1.0, "_յո": 1.0, "_յա": 1.0},
    "az-Arab": {"ؤ": 2.5, "ۇ": 5.0, "ۏ": 4.0, "ۆ": 1.5, "ی_": 0.0},
    "ckb": {"ێ": 6.0, "ۆ": 5.0, "ڕ": 6.0, "ڵ": 6.0, "ە": 5.0, "ڤ": 3.0},
    "uz": {"o’": 5.0, "g’": 5.0, "ə": -8.0, "ı": -8.0, "ü": -6.0, "ö": -6.0, "ğ": -6.0,
           "ç": -6.0, "ş": -6.0, "sh": 2.0, "ch": 2.0},
}


def script_of(char):
    """The script of a letter, for the blocks that the training data has."""
    cp = ord(char)
    for first, last, script in ((0x41, 0x24F, "Latn"), (0x250, 0x2AF, "Latn"),
                                (0x370, 0x3FF, "Grek"), (0x400, 0x52F, "Cyrl"),
                                (0x531, 0x587, "Armn"), (0x5D0, 0x5EA, "Hebr"),
                                (0x620, 0x6FF, "Arab"), (0x10A0, 0x10FF, "Geor"),
                                (0x1E00, 0x1EFF, "Latn")):
        if first <= cp <= last and char.isalpha():
            return script
    return ""


def words(text, script):
    """The text as text/detect.c sees it: small letters of the script, edges as _."""
    out = "_"
    for char in text:
        if script_of(char) == script:
            low = char.lower()
            out += low if len(low) == 1 else char
        elif char in APOSTROPHES and out[-1] != "_":
            out += "\u2019"
        elif out[-1] != "_":
            out += "_"
    return out if out[-1] == "_" else out + "_"


def main_script(text):
    count = Counter(filter(None, map(script_of, text)))
    return count.most_common(1)[0][0] if count else ""


def read(path, columns):
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            for name, lang in columns:
                yield row[name], row[lang]


def load(folder):
    """Distinct names by script and language."""
    names = defaultdict(lambda: defaultdict(set))
    places = os.path.join(folder, "train", "places_pairs.tsv")
    persons = os.path.join(folder, "train", "person_name_parts.tsv")
    known = {script: set(langs) for script, langs in PRIORS.items()}
    for source, columns in ((places, (("name_a", "lang_a"), ("name_b", "lang_b"))),
                            (persons, (("name", "lang"),))):
        for name, lang in read(source, columns):
            script = main_script(name)
            if script == "Cyrl" and lang == "az":
                lang = "az-Cyrl"
            wrong = set(FOREIGN.get(lang, "")) & set(name.lower())
            if script and lang in known[script] and not wrong:
                names[script][lang].add(name)
    return names


class Model:
    """Counts of one language."""

    def __init__(self, texts, script):
        self.count = Counter()
        self.context = Counter()
        for text in sorted(texts):
            line = words(text, script)
            for i in range(1, len(line)):
                for size in (1, 2, 3):
                    if size <= i + 1:
                        gram = line[i + 1 - size:i + 1]
                        self.count[gram] += 1
                        self.context[gram[:-1]] += 1

    def prob(self, gram, letters):
        """P(last letter | the others)."""
        if gram == "":
            return 1.0 / letters
        shorter = self.prob(gram[1:], letters)
        return (self.count[gram] + K * shorter) / (self.context[gram[:-1]] + K)


def train_script(script, names):
    """Returns the languages and {n-gram: costs in nats, the least 0}."""
    langs = sorted(PRIORS[script], key=lambda lang: (-PRIORS[script][lang], lang))
    models = {}
    for lang in langs:
        texts = names[lang] or names[BORROWED.get(lang, "")]
        models[lang] = Model(texts, script)
    total = Counter()
    for lang in langs:
        size = sum(models[lang].context[gram] for gram in [""]) or 1
        for gram, count in models[lang].count.items():
            total[gram] += count / size
    letters = sum(1 for gram in total if len(gram) == 1) + 1

    def costs(gram):
        values = [-math.log(models[lang].prob(gram, letters)) for lang in langs]
        return [value - min(values) for value in values]

    rows = {gram: costs(gram) for gram in total if len(gram) == 1}
    gains = []
    for gram in total:
        if len(gram) == 1 or sum(models[lang].count[gram] for lang in langs) < 3:
            continue
        here, there = costs(gram), costs(gram[1:])
        shift = sum(here) / len(here) - sum(there) / len(there)
        gain = total[gram] * sum(abs(a - b - shift) for a, b in zip(here, there)) / len(langs)
        gains.append((-gain, gram, here))
    for _, gram, here in sorted(gains)[:ROWS.get(script, 0)]:
        rows[gram] = here
    add_marks(script, langs, rows, costs)
    return langs, rows


def add_marks(script, langs, rows, costs):
    """Adds what is known of languages without data."""
    for lang in langs:
        grams = set(rows) | set(MARKS.get(lang, {}))
        for gram in grams if lang in MARKS else ():
            value = MARKS[lang].get(gram, 0.0)
            for mark, nats in MARKS[lang].items():
                if gram.endswith(mark) and gram != mark:
                    value = nats
            row = rows.get(gram) or costs(gram)
            row[langs.index(lang)] -= value
            least = min(row)
            rows[gram] = [cost - least for cost in row]


def quantize(cost):
    return min(int(cost * UNIT + 0.5), len(DIGITS) - 1)


def sums(text, script, langs, rows):
    """Cost of each language in nats, without prior."""
    line = words(text, script)
    total = [0.0] * len(langs)
    for i in range(1, len(line)):
        for size in (3, 2, 1):
            row = rows.get(line[i + 1 - size:i + 1]) if size <= i + 1 else None
            if row is not None:
                total = [a + b for a, b in zip(total, row)]
                break
    return total


def posterior(total, scale, prior):
    logs = [-scale * cost + math.log(p) for cost, p in zip(total, prior)]
    top = max(logs)
    weights = [math.exp(value - top) for value in logs]
    return [weight / sum(weights) for weight in weights]


def fit_scale(script, langs, rows, names):
    """The factor on costs that makes the probabilities of names right, all languages alike."""
    flat = [1.0 / len(langs)] * len(langs)
    sample = []
    for lang in langs:
        texts = sorted(names[lang])
        for text in texts[::max(1, len(texts) // 300)]:
            sample.append((langs.index(lang), sums(text, script, langs, rows), 1.0 / len(texts)))
    best = (math.inf, 1.0)
    for step in range(6, 33):
        scale = step / 32
        loss = -sum(math.log(max(posterior(total, scale, flat)[i], 1e-9))
                    for i, total, _ in sample)
        best = min(best, (loss, scale))
    return best[1]


HEAD = """# tables/lang/ngrams.tsv - how the languages of one script spell, for their detection.
# Generated by tools/dev/train_lang.py from names of places (Who's On First, CC0; CLDR) and people
# (Wikidata by way of EveryPolitician): learned numbers, no names. Do not edit; train again.
#
# Rows of a script: first @langs (BCP 47), @prior (cost of each language before a letter is seen,
# in 1/1024 nat), @scale (factor on the sum of costs, in 1/1024: letters are not independent);
# then n-grams of one to three small letters, _ for the edge of a word and \u2019 for any apostrophe.
# costs: one sign a language, 0-9A-Za-z for 0 to 61 quarters of a nat: what the last letter costs
# after the ones before it, above the language where it costs least. At each letter the longest
# n-gram counts that has a row. hyw, az-Arab, ckb and uz are told by marks of their spelling only.
script\tngram\tcosts
"""


def write(folder, out):
    names = load(folder)
    out.write(HEAD)
    for script in ("Latn", "Cyrl", "Armn", "Geor", "Grek", "Arab", "Hebr"):
        langs = sorted(PRIORS[script], key=lambda lang: (-PRIORS[script][lang], lang))
        rows, scale = {}, 1.0
        if len(langs) > 1:
            langs, rows = train_script(script, names[script])
            trained = [lang for lang in langs if names[script][lang]]
            scale = fit_scale(script, langs, rows, names[script]) if len(trained) > 1 else 1.0
        whole = sum(PRIORS[script].values())
        prior = [-math.log(PRIORS[script][lang] / whole) for lang in langs]
        out.write("%s\t@langs\t%s\n" % (script, " ".join(langs)))
        out.write("%s\t@prior\t%s\n" % (script, " ".join(str(round(1024 * p)) for p in prior)))
        out.write("%s\t@scale\t%d\n" % (script, round(1024 * scale)))
        for gram in sorted(rows):
            out.write("%s\t%s\t%s\n" % (script, gram,
                                        "".join(DIGITS[quantize(c)] for c in rows[gram])))


write(sys.argv[1], sys.stdout)
