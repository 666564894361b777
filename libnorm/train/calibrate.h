/* train/calibrate.h - from edit costs and labelled pairs to a calibrated score.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TRAIN_CALIBRATE_H
#define NRM_TRAIN_CALIBRATE_H

#include <libnorm/train.h>

#include "compare/encode.h"
#include "train/samples.h"

typedef struct nrm_calibration {
    const nrm_encoder *encoder;
    const norm_train_pair *given; /* those with label 0 or 1 count */
    const nrm_name_pair *names;   /* the same pairs, encoded */
    size_t count;
    norm_str sounds; /* the costs as text and ready */
    const nrm_costs *costs;
    double precision; /* that matches are to have */
    const norm_train_opts *opts;
} nrm_calibration;

/* Sharpens the costs (train/sharpen.h) and fits the terms of every kind, in
 * turns; adjusts scores to scripts, finds the thresholds and judges all of it on held-out folds,
 * and appends what it finds to the report.
 * *sounds: the costs with their corrections; *terms: tables/costs/terms.tsv.
 * Fails: ARG (labels of one kind only), NOMEM. */
norm_status nrm_calibrate(const nrm_calibration *task, nrm_arena *arena, norm_str *sounds,
                          norm_str *terms, nrm_buf *report, norm_error *err);

#endif
