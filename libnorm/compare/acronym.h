/* compare/acronym.h - a word that stands for others by their first letters: РЖД, ZCMC.
 * SPDX-License-Identifier: MIT
 *
 * The letters of the one and the words of the other name are gone through side by side; each
 * letter must agree with the first letter of a word, and each word of the run have its letter,
 * but for small ones (of, and). Letters of one script agree when they are the same, letters of two
 * as far as the edit costs find their sounds alike at the beginning of a word. */
#ifndef NRM_COMPARE_ACRONYM_H
#define NRM_COMPARE_ACRONYM_H

#include "compare/costs.h"
#include "compare/encode.h"

#define NRM_ACRONYM_LETTERS 8 /* most letters of the word, small and silent ones included */

/* A letter and the word that it stands for. Bytes of the two texts. */
typedef struct nrm_letter {
    uint16_t begin, end;
    uint16_t word_begin, word_end;
    int32_t nats; /* evidence, 1/1024 nat */
} nrm_letter;

/* A run of words of the other name, and what speaks for it. */
typedef struct nrm_run {
    uint8_t first, count; /* a phrase of the dictionary is one word of several */
    uint8_t letters;      /* that agree */
    int32_t nats;
} nrm_run;

static inline bool nrm_is_acronym(const nrm_word *word)
{
    return (word->short_forms & NRM_ACRONYM) != 0;
}

/* Does it stand beside the words that it stands for? Then it says nothing new: РЖД (Российские
 * железные дороги). */
static inline bool nrm_is_set_aside(const nrm_word *word)
{
    return nrm_is_acronym(word) && word->role == NRM_ROLE_GENERIC;
}

/* May it be a part of what an acronym stands for? Words among others may, and phrases, each of
 * which has a role or a sense by the dictionary. */
static inline bool nrm_may_be_in_run(const norm_name *name, const nrm_word *word)
{
    return name->word_count > 1 || word->role != NRM_ROLE_WORD || word->sense != 0;
}

/* The runs of words of `other` that word `word` of `name`, an acronym, may stand for, at most one
 * from each word on. costs: NULL, so that only letters of one script agree. out: room for
 * NRM_TOKENS. Returns how many. */
size_t nrm_acronym_runs(const nrm_costs *costs, const norm_name *name, size_t word,
                        const norm_name *other, nrm_run *out);

/* Which letter stands for which word of the run of `other` that begins with word `first`. out: room
 * for NRM_ACRONYM_LETTERS. Returns how many; their nats add up to those of the run. */
size_t nrm_acronym_letters(const nrm_costs *costs, const norm_name *name, size_t word,
                           const norm_name *other, size_t first, nrm_letter *out);

/* The first sounds of an acronym's letters, for finding what it may stand for. Returns how many. */
size_t nrm_acronym_sounds(const norm_name *name, size_t word, uint8_t out[NRM_ACRONYM_LETTERS]);

/* The first sounds of the words of a name, as far as one acronym may stand for them: from the first
 * behind a legal form on, without small words. Returns how many. */
size_t nrm_initial_sounds(const norm_name *name, uint8_t out[NRM_ACRONYM_LETTERS]);

#endif
