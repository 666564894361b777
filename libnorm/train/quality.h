/* train/quality.h - how good log odds are at telling pairs apart.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TRAIN_QUALITY_H
#define NRM_TRAIN_QUALITY_H

#include "base/alloc.h"

typedef struct nrm_judged { /* a pair that the fit has not seen */
    double odds;            /* log odds in nats */
    bool label;
} nrm_judged;

#define NRM_BINS 15 /* of probability, for the calibration error (Naeini et al. 2015) */

typedef struct nrm_bin {
    size_t count, yes; /* pairs, and those that are the same */
    double sum;        /* of probabilities */
} nrm_bin;

typedef struct nrm_quality {
    size_t count, positives;
    double best_f1, recall, ece; /* recall: where the matches have the precision asked for */
    double match_from;  /* least log odds with surely that precision above; just with it when
                           there are too few pairs to be sure */
    double review_from; /* log odds above which 0.99 of the positives lie, at least one in ten */
    nrm_bin bins[NRM_BINS];
} nrm_quality;

/* Sorts the array. precision: of what is to be called a match. Fails: NOMEM. */
norm_status nrm_quality_measure(const norm_allocator *alloc, nrm_judged *all, size_t count,
                                double precision, nrm_quality *out, norm_error *err);

#endif
