/* compare/choose.h - which pairings of words go together best.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_COMPARE_CHOOSE_H
#define NRM_COMPARE_CHOOSE_H

#include "compare/align.h"

typedef struct nrm_cell {
    nrm_pairing pairing;
    int32_t value; /* above 0: evidence and what is saved by not leaving the words alone */
} nrm_cell;

/* Words [begin, begin + count), as a_used and b_used have them. */
static inline uint32_t nrm_word_bits(size_t begin, size_t count)
{
    return ((UINT32_C(1) << count) - 1) << begin;
}

/* The pairings of most value in all, no word in two: nrm_align() says how exactly. */
void nrm_choose(const nrm_cell *cells, size_t count, size_t words_a, size_t words_b,
                nrm_alignment *out);

#endif
