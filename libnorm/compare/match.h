/* compare/match.h - two encoded names in, probability and verdict out.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_COMPARE_MATCH_H
#define NRM_COMPARE_MATCH_H

#include "compare/score.h"

/* What comparing reads; all of it immutable. */
typedef struct nrm_matcher {
    const nrm_costs *costs;
    const nrm_scorer *scorer;
} nrm_matcher;

/* Alignment and features of two names, exchanged when they are not in order
 * (nrm_in_order), so that a with b is the same computation as b with a. */
void nrm_evidence_of(const nrm_costs *costs, const norm_name *a, const norm_name *b,
                     nrm_features *out);

/* Symmetric. kind: what the caller says, or NORM_KIND_ANY for what the names
 * say. prior: share of matches among such pairs, 0 for the calibration's own.
 * Allocates nothing. */
norm_match_result nrm_match(const nrm_matcher *matcher, const norm_name *a, const norm_name *b,
                            norm_kind kind, double prior);

#endif
