/* train/samples.h - pairs of words out of pairs of names that are the same.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TRAIN_SAMPLES_H
#define NRM_TRAIN_SAMPLES_H

#include "compare/align.h"
#include "train/em.h"

typedef struct nrm_name_pair {
    const norm_name *a, *b; /* NULL: not encoded, left out */
    int label;              /* see norm_train_pair */
} nrm_name_pair;

/* The words of positive pairs that stand for each other. Without costs: of
 * names that are one word each, all of them. With costs: as nrm_align pairs
 * the words of all names, but not what these costs think unlike, so that
 * translations and slips in the data teach nothing.
 * *out is in the arena. Fails: NOMEM. */
norm_status nrm_samples_collect(const nrm_name_pair *pairs, size_t count, const nrm_costs *costs,
                                nrm_arena *arena, nrm_em_sample **out, size_t *out_count,
                                norm_error *err);

#endif
