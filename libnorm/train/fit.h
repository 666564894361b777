/* train/fit.h - learn the terms of the calibration from labelled pairs.
 * SPDX-License-Identifier: MIT
 * Source: penalised logistic regression by iteratively reweighted least squares
 * (Hastie & Tibshirani 1990, Generalized Additive Models). */
#ifndef NRM_TRAIN_FIT_H
#define NRM_TRAIN_FIT_H

#include "base/buf.h"
#include "compare/score.h"

typedef struct nrm_fit_sample {
    nrm_features features;
    double weight;
    uint32_t fold; /* pairs of one entity share it */
    bool label;
} nrm_fit_sample;

typedef struct nrm_fit_quality { /* on samples that the fit has not seen */
    size_t count, positives;
    double best_f1, recall_p99, ece;
    double match_from;  /* least log odds with precision >= 0.99 above */
    double review_from; /* log odds above which 0.99 of the positives lie */
} nrm_fit_quality;

/* Learns terms for one kind, judges them on five folds, and appends the rows
 * of tables/costs/terms.tsv for the kind (without a header).
 * Fails: ARG (no positive or no negative sample), NOMEM. */
norm_status nrm_fit_terms(const nrm_fit_sample *samples, size_t count, const char *kind,
                          nrm_arena *scratch, nrm_buf *out, nrm_fit_quality *quality,
                          norm_error *err);

#endif
