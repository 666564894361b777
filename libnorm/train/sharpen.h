/* train/sharpen.h - corrections of edit costs that tell the same from the alike.
 * SPDX-License-Identifier: MIT
 *
 * Expectation maximisation says how often sounds stand for each other in names
 * that are the same, not how often they do in names that merely look alike.
 * Given labelled pairs, the correction of an operation is the coefficient of how
 * often it is used, beside the score as it is, in a penalised logistic
 * regression. In a contest it is how much more often the right answer uses it
 * than the wrong one (Bradley & Terry 1952). One correction serves all pairs of
 * languages, both ways. */
#ifndef NRM_TRAIN_SHARPEN_H
#define NRM_TRAIN_SHARPEN_H

#include "compare/match.h"
#include "train/fit.h"
#include "train/samples.h"

/* A name, a right answer and a wrong one: the right one should score higher. */
typedef struct nrm_contest {
    nrm_name_pair right, wrong;
    nrm_features right_features, wrong_features;
    const nrm_fit *fit; /* the calibration of their kind */
    uint32_t fold;
} nrm_contest;

typedef struct nrm_sharpen_task {
    const nrm_costs *costs;
    const nrm_name_pair *pairs;    /* labelled */
    const nrm_fit_sample *samples; /* of the pairs, with these costs */
    const nrm_fit *const *fits;    /* of the pairs: the calibration of their kind */
    size_t count;
    const nrm_contest *contests;
    size_t contest_count;
    uint32_t left_out; /* fold that may not teach; NRM_NO_FOLD */
} nrm_sharpen_task;

/* Numbers of corrections; the same for all costs with these bigrams. */
size_t nrm_sharpen_slots(const nrm_costs *costs);

/* Adds to corrections, in nats. Fails: NOMEM. */
norm_status nrm_sharpen(const nrm_sharpen_task *task, nrm_arena *scratch, double *corrections,
                        norm_error *err);

/* Appends the rows of tables/costs/sounds.tsv for table +:+, without a header. */
void nrm_sharpen_write(const nrm_costs *costs, const nrm_alphabet *alphabet,
                       const double *corrections, nrm_buf *out);

#endif
