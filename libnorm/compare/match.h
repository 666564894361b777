/* compare/match.h - two encoded names in, probability and verdict out.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_COMPARE_MATCH_H
#define NRM_COMPARE_MATCH_H

#include "compare/glance.h"
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

/* What a pair is judged by when many are. */
typedef struct nrm_judging {
    norm_kind kind;           /* as for nrm_match() */
    double least;             /* probability below which a pair is of no interest; 0: all are */
    int32_t least_score;      /* no pair of a lower score has that probability */
    int32_t shift[NRM_KINDS]; /* nrm_prior_shift() */
} nrm_judging;

void nrm_judging_init(const nrm_scorer *scorer, norm_kind kind, double prior, double least,
                      nrm_judging *out);

/* nrm_match() of the name that the glance is at and another one, where its probability is at
 * least judging->least; else false. */
bool nrm_match_least(const nrm_matcher *matcher, const nrm_judging *judging, nrm_glance *glance,
                     const norm_name *other, norm_match_result *out);

#endif
