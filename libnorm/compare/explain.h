/* compare/explain.h - why two names are held to be one: reasons that add up to the score.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_COMPARE_EXPLAIN_H
#define NRM_COMPARE_EXPLAIN_H

#include "compare/match.h"

/* The comparison that nrm_match makes, with its reasons: first what each pair of words
 * brings, sound by sound where sounds decide; then the words without a partner; then the
 * terms of the calibration. The sum of all nats is the score: a term of the evidence
 * counts less the evidence, which the words have brought already.
 *
 * Reasons are in the order of a, and their texts are those of a and b as passed, whichever
 * way round the comparison is computed. All is in the arena, or static. Fails: NOMEM. */
norm_status nrm_explain(const nrm_matcher *matcher, const nrm_encoder *encoder, nrm_arena *arena,
                        const norm_name *const names[2], norm_kind kind, double prior,
                        norm_explanation *out, norm_error *err);

#endif
