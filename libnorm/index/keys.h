/* index/keys.h - the keys under which a name is found again (blocking).
 * SPDX-License-Identifier: MIT
 *
 * A unit is a word of the name, all of its words written as one, or these with
 * words such as kent and molla (Konakh-Kent, Qonaqkənd). The skeleton of a unit is the
 * broad classes of its consonants: column `class` of tables/sounds/alphabet.tsv
 * with P and V, S and J taken together, for such are what spellings confuse (b
 * v, c ç, s ş). Its keys are the skeleton and every skeleton with one class
 * taken out, so that two names share a key when their units differ by one class
 * added, lost or changed (Bocek & Hunt 2007, deletion neighbourhood). The whole
 * name has a key with its vowels in their places besides, of one or two
 * consonants the same with one taken out, and a key of its letters without
 * their marks. What may be an acronym has one of its letters, by their classes,
 * and the name of an organisation those of its words' first letters. Known places
 * have a key each, whatever they are called. */
#ifndef NRM_INDEX_KEYS_H
#define NRM_INDEX_KEYS_H

#include "compare/encode.h"

#define NRM_KEY_WORDS 6  /* words that make keys; longer names use their longest words */
#define NRM_KEYS      96 /* most keys of a name */
#define NRM_SKELETON  12 /* most classes of a skeleton */

typedef enum nrm_key_type {
    NRM_KEY_TEXT = 0, /* the letters of the whole name without marks */
    NRM_KEY_PLACE,    /* a known place, which is the whole name: Wien, Vienna */
    NRM_KEY_WHOLE,    /* skeleton of the whole name */
    NRM_KEY_WORD,     /* skeleton of a word, or a known place */
    NRM_KEY_LESS,     /* one class taken out */
    NRM_KEY_ACRONYM,  /* the letters of a word that may stand for others */
    NRM_KEY_INITIALS  /* the first letters of the first words */
} nrm_key_type;

typedef struct nrm_key {
    uint64_t hash;
    uint8_t unit; /* which unit of the name; of acronyms and initials, how many letters */
    uint8_t type; /* nrm_key_type */
    bool exact;   /* nothing taken out */
} nrm_key;

/* An acronym and the names that it may stand for have keys of their own, so that it does not meet
 * others of its letters, nor they each other: the key of the one is told from that of the other. */
static inline uint64_t nrm_key_of_other_side(uint64_t hash)
{
    return hash ^ UINT64_C(0x9e3779b97f4a7c15); /* 2^64 / golden ratio */
}

/* Is the word part of what the name is found by? Titles, initials, "village" are not. */
bool nrm_word_makes_keys(const nrm_word *word);

/* Writes at most NRM_KEYS keys, without repeats, in a fixed order, the finest
 * first; returns how many, 0 for a name without a word: "A. B." */
size_t nrm_keys_of(const nrm_alphabet *alphabet, const norm_name *name, nrm_key *out);

/* Hash of the letters of a text, small and without marks, with dotless i, schwa and yew as i, e and
 * ech: Küçükorhan and Kucukorhan have one. 0 when there is no letter. */
uint64_t nrm_text_key(norm_str text);

/* The name without the words beside it at its ends: Шуша of г. Шуша. The whole text when there is
 * nothing else. */
norm_str nrm_proper_text(const norm_name *name);

/* How many sounds of each class, 4 bits a class: names that are one differ little. */
uint64_t nrm_signature(const nrm_alphabet *alphabet, const norm_name *name);
/* Sum of the differences of the classes. */
unsigned nrm_signature_distance(uint64_t a, uint64_t b);

#endif
