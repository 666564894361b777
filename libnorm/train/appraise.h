/* train/appraise.h - how good the calibration is on held-out pairs, by kind and by scripts.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TRAIN_APPRAISE_H
#define NRM_TRAIN_APPRAISE_H

#include "base/buf.h"
#include "train/held.h"
#include "train/quality.h"

typedef struct nrm_appraisal {
    const nrm_held *held;
    double precision; /* that matches are to have */
    nrm_arena *scratch;
} nrm_appraisal;

/* Of the kinds that were fitted, each judged by its own calibration. Fails: NOMEM. */
norm_status nrm_appraise_kinds(const nrm_appraisal *appraisal, nrm_quality out[NRM_KINDS],
                               norm_error *err);

/* Appends tables by kind, by scripts and by both, then how far probabilities are right.
 * Fails: NOMEM. */
norm_status nrm_appraise_report(const nrm_appraisal *appraisal,
                                const nrm_quality of_kinds[NRM_KINDS], nrm_buf *report,
                                norm_error *err);

#endif
