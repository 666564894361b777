/* train/train.h - from labelled pairs of names to edit costs and calibration.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TRAIN_TRAIN_H
#define NRM_TRAIN_TRAIN_H

#include <libnorm/train.h>

#include "compare/encode.h"

typedef struct nrm_train_task {
    const nrm_encoder *encoder;
    const norm_train_pair *pairs;
    size_t count;
    const norm_train_opts *opts;
} nrm_train_task;

typedef struct nrm_trained {
    norm_str sounds, endings,
        terms;        /* the files of tables/costs; endings: of tables that know some */
    norm_str section; /* COST */
    norm_str report;
} nrm_trained;

/* Results and all that is made on the way are in the arena.
 * Fails: ARG (too few pairs), NOMEM, UTF8 (line: the pair, from 1), LIMIT. */
norm_status nrm_train(const nrm_train_task *task, nrm_arena *arena, nrm_trained *out,
                      norm_error *err);

#endif
