/* compare/reasons.h - a list of reasons, and those that the calibration gives.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_COMPARE_REASONS_H
#define NRM_COMPARE_REASONS_H

#include "base/buf.h"
#include "compare/score.h"

typedef struct nrm_reasons {
    nrm_arena *arena;
    norm_reason *items;
    size_t count;
    int32_t sum;
    bool failed; /* out of memory for a text */
} nrm_reasons;

/* most: how many there will be. Fails: NOMEM. */
norm_status nrm_reasons_open(nrm_arena *arena, size_t most, nrm_reasons *out, norm_error *err);

/* what: static. The reason is the caller's to complete. */
norm_reason *nrm_reasons_add(nrm_reasons *r, norm_reason_type type, const char *what, int32_t nats);

/* What a buffer in the arena holds, and two texts as one: for a reason. */
norm_str nrm_reasons_finish(nrm_reasons *r, const nrm_buf *buf);
norm_str nrm_reasons_join(nrm_reasons *r, const char *front, norm_str back);

/* Adds the terms of the calibration to the reasons of the words, whose sum is the evidence; the
 * sum of all is the score then. At most NRM_TERM_REASONS: the terms, and evidence, intercept,
 * scripts, prior, cap. */
#define NRM_TERM_REASONS (NRM_TERMS + 5)
void nrm_reasons_add_terms(nrm_reasons *r, const nrm_scorer *scorer, norm_kind kind,
                           const nrm_features *features, double prior);

#endif
