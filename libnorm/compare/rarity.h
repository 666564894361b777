/* compare/rarity.h - how rare a word is among names, by its sounds.
 * SPDX-License-Identifier: MIT
 *
 * Two people named John are less likely one than two named Dzhigarkhanyan. The table
 * lists the frequent words, by a key of their sounds that is much the same in all
 * scripts; all others share the rarity of the rest. Section WORD, little-endian:
 *   u32 count; u8 rest; u8 spare[3]; u32 keys[count], ascending; u8 rarities[count] */
#ifndef NRM_COMPARE_RARITY_H
#define NRM_COMPARE_RARITY_H

#include "base/arena.h"
#include "base/reader.h"
#include "compare/alphabet.h"

#define NRM_RARITY_UNITS 16 /* in a nat */

typedef struct nrm_rarities {
    const uint8_t *keys; /* borrowed; u32, ascending */
    const uint8_t *values;
    size_t count;
    uint8_t rest; /* of a word that is not listed */
} nrm_rarities;

/* The classes of the consonants (a run of one class once), and where the first vowel
 * stands, whether it is a, o or u, or another: hashed. */
uint32_t nrm_rarity_key(const nrm_alphabet *alphabet, const uint8_t *sounds, size_t count);

/* -log of the word's share of all words, in 1/16 nat. */
uint8_t nrm_rarity_of(const nrm_rarities *rarities, uint32_t key);

/* Reads section WORD where it lies. Fails: FORMAT. */
norm_status nrm_rarities_open(nrm_reader section, nrm_rarities *out, norm_error *err);

/* Compiles tables/costs/words.tsv: rows of a key, eight hexadecimal digits in ascending
 * order or `*` for the rest, and a rarity. Fails: FORMAT (with line), NOMEM. */
norm_status nrm_rarities_compile(nrm_arena *arena, norm_str tsv, norm_str *out, norm_error *err);

#endif
