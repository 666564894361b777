/* index/keys.h - the keys under which a name is found again (blocking).
 * SPDX-License-Identifier: MIT
 *
 * A unit is a word of the name, or all of its words written as one. The
 * skeleton of a unit is the classes of its consonants (column `class` of
 * tables/sounds/alphabet.tsv); its keys are the skeleton and every skeleton with one class taken
 * out, so that two names share a key when their units differ by one
 * class added, lost or changed (Bocek & Hunt 2007, deletion neighbourhood). */
#ifndef NRM_INDEX_KEYS_H
#define NRM_INDEX_KEYS_H

#include "compare/encode.h"

#define NRM_KEY_UNITS 6  /* words that make keys; longer names use their longest words */
#define NRM_KEYS      96 /* most keys of a name */
#define NRM_SKELETON  12 /* most classes of a skeleton */

typedef struct nrm_key {
    uint64_t hash;
    uint8_t unit; /* which unit of the name */
    bool exact;   /* the whole skeleton, nothing taken out */
} nrm_key;

/* Writes at most NRM_KEYS keys, without repeats, in a fixed order; returns how many. */
size_t nrm_keys_of(const nrm_alphabet *alphabet, const norm_name *name, nrm_key *out);

/* How many sounds of each class, 4 bits a class: names that are one differ little. */
uint64_t nrm_signature(const nrm_alphabet *alphabet, const norm_name *name);
/* Sum of the differences of the classes. */
unsigned nrm_signature_distance(uint64_t a, uint64_t b);

#endif
