/* compare/edit.h - the evidence that two words are spellings of one.
 * SPDX-License-Identifier: MIT
 * Source: Ristad & Yianilos 1998, "Learning string-edit distance", with
 * operations of up to two sounds a side; best alignment (Viterbi). */
#ifndef NRM_COMPARE_EDIT_H
#define NRM_COMPARE_EDIT_H

#include "compare/costs.h"

#define NRM_WORD_SOUNDS 48 /* most sounds of a word that are compared */

typedef struct nrm_sounds_view {
    const uint8_t *at; /* symbol numbers, none of them 0 */
    size_t len;        /* <= NRM_WORD_SOUNDS */
} nrm_sounds_view;

/* Evidence of the best alignment, in 1/1024 nat. An empty word against an empty one: 0. */
int32_t nrm_edit_score(const nrm_costs *costs, const nrm_pair_costs *pair, nrm_sounds_view a,
                       nrm_sounds_view b);

/* What the sounds of a word bring at most: from sound i on, spare + sums[len] - sums[i]. */
typedef struct nrm_edit_most {
    int32_t spare;
    const int32_t *sums; /* [len + 1] */
} nrm_edit_most;

/* What a score must be above to be of interest, and what is known of it before. */
typedef struct nrm_edit_bar {
    int32_t limit;
    nrm_edit_most a, b;
} nrm_edit_bar;

/* nrm_edit_score() where it is above bar->limit; else some number that is not. */
int32_t nrm_edit_score_above(const nrm_costs *costs, const nrm_pair_costs *pair, nrm_sounds_view a,
                             nrm_sounds_view b, const nrm_edit_bar *bar);

typedef struct nrm_edit_op {
    uint8_t a_begin, a_len, b_begin, b_len; /* in sounds */
    uint8_t place;                          /* nrm_place */
    int32_t nats;
} nrm_edit_op;

#define NRM_EDIT_OPS (2 * NRM_WORD_SOUNDS)

/* The alignment behind the score, from the first sound on; their nats add up to it.
 * ops: room for NRM_EDIT_OPS. Returns how many. */
size_t nrm_edit_align(const nrm_costs *costs, const nrm_pair_costs *pair, nrm_sounds_view a,
                      nrm_sounds_view b, nrm_edit_op *ops);

#endif
