/* train/logit.h - penalised logistic regression on rows that are mostly zero.
 * SPDX-License-Identifier: MIT
 * Source: Newton's method on the log likelihood, that is iteratively
 * reweighted least squares (McCullagh & Nelder 1989, Generalized Linear Models). */
#ifndef NRM_TRAIN_LOGIT_H
#define NRM_TRAIN_LOGIT_H

#include "base/arena.h"

#define NRM_LOGIT_ACTIVE 128 /* most entries of a row other than zero */

typedef struct nrm_logit {
    size_t count; /* of coefficients */
    double *coef;
    double *gradient;
    double *hessian; /* count * count; the lower triangle counts */
} nrm_logit;

typedef struct nrm_logit_row {
    size_t index[NRM_LOGIT_ACTIVE];
    double value[NRM_LOGIT_ACTIVE];
    size_t count;
} nrm_logit_row;

/* All coefficients 0. Fails: NOMEM. */
norm_status nrm_logit_open(nrm_arena *arena, size_t count, nrm_logit *out, norm_error *err);

/* Adds an entry; the same index twice adds up. Beyond NRM_LOGIT_ACTIVE: left out. */
void nrm_logit_put(nrm_logit_row *row, size_t index, double value);

double nrm_logit_odds(const nrm_logit *logit, const nrm_logit_row *row);

/* Begins a step: gradient and hessian to zero. */
void nrm_logit_clear(nrm_logit *logit);

/* Counts one row in; offset: log odds that are given beside the coefficients. */
void nrm_logit_add(nrm_logit *logit, const nrm_logit_row *row, double offset, bool label,
                   double weight);

/* Pulls the coefficients [begin, end) towards zero. */
void nrm_logit_ridge(nrm_logit *logit, size_t begin, size_t end, double strength);

/* Ends a step: moves no coefficient by more than `most`, shortening the whole step. Returns the
 * largest move, or a negative number when the hessian is not positive definite. */
double nrm_logit_step(nrm_logit *logit, double most);

#endif
