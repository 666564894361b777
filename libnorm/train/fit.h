/* train/fit.h - learn the terms of the calibration from labelled pairs.
 * SPDX-License-Identifier: MIT
 * Source: generalised additive model (Hastie & Tibshirani 1990) by penalised
 * logistic regression. */
#ifndef NRM_TRAIN_FIT_H
#define NRM_TRAIN_FIT_H

#include "base/buf.h"
#include "compare/score.h"
#include "train/logit.h"
#include "train/quality.h"

#define NRM_FOLDS    5
#define NRM_NO_FOLD  NRM_FOLDS /* as a fold to leave out: none */
#define NRM_FIT_PLAN 22        /* room for terms */

typedef struct nrm_fit_sample {
    nrm_features features;
    double weight;
    uint32_t fold; /* modulo NRM_FOLDS; pairs of one entity share it */
    bool label;
} nrm_fit_sample;

typedef struct nrm_fit {
    nrm_term terms[NRM_FIT_PLAN]; /* knots; values unused */
    size_t first[NRM_FIT_PLAN];   /* first coefficient */
    size_t count;                 /* of coefficients; 0 is the intercept */
    nrm_logit logit;
} nrm_fit;

/* Learns terms from the samples outside the fold left_out. *out is in scratch.
 * Fails: NOMEM. */
norm_status nrm_fit_learn(const nrm_fit_sample *samples, size_t count, uint32_t left_out,
                          nrm_arena *scratch, nrm_fit *out, norm_error *err);

/* Log odds in nats. */
double nrm_fit_odds(const nrm_fit *fit, const nrm_features *features);

/* Appends the rows of tables/costs/terms.tsv for the kind, without a header. */
void nrm_fit_write(const nrm_fit *fit, const char *kind, const nrm_quality *quality, nrm_buf *out);

#endif
