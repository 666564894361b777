/* compare/match.c - two encoded names in, probability and verdict out.
 * SPDX-License-Identifier: MIT */
#include "compare/match.h"

void nrm_evidence_of(const nrm_costs *costs, const norm_name *a, const norm_name *b,
                     nrm_features *out)
{
    nrm_alignment alignment;

    if (!nrm_in_order(a, b)) {
        const norm_name *swap = a;

        a = b;
        b = swap;
    }
    nrm_align(costs, a, b, &alignment);
    nrm_features_of(a, b, &alignment, out);
}

norm_match_result nrm_match(const nrm_matcher *matcher, const norm_name *a, const norm_name *b,
                            norm_kind kind, double prior)
{
    norm_kind common = nrm_common_kind(a, b, kind);
    nrm_features features;
    int32_t score;

    nrm_evidence_of(matcher->costs, a, b, &features);
    score = nrm_score(matcher->scorer, common, &features) +
            nrm_prior_shift(matcher->scorer, common, prior);
    score += nrm_score_cap(matcher->scorer, common, &features, score);
    return nrm_judge(matcher->scorer, common, score);
}
