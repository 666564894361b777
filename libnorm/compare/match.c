/* compare/match.c - two encoded names in, probability and verdict out.
 * SPDX-License-Identifier: MIT */
#include "compare/match.h"

#include "compare/logistic.h"

static void order(const norm_name **a, const norm_name **b)
{
    if (!nrm_in_order(*a, *b)) {
        const norm_name *swap = *a;

        *a = *b;
        *b = swap;
    }
}

void nrm_evidence_of(const nrm_costs *costs, const norm_name *a, const norm_name *b,
                     nrm_features *out)
{
    nrm_alignment alignment;

    order(&a, &b);
    nrm_align(costs, a, b, &alignment);
    nrm_features_of(a, b, &alignment, out);
}

static norm_match_result judge(const nrm_scorer *scorer, norm_kind kind,
                               const nrm_features *features, int32_t shift)
{
    int32_t score = nrm_score(scorer, kind, features) + shift;

    score += nrm_score_cap(scorer, kind, features, score);
    return nrm_judge(scorer, kind, score);
}

norm_match_result nrm_match(const nrm_matcher *matcher, const norm_name *a, const norm_name *b,
                            norm_kind kind, double prior)
{
    norm_kind common = nrm_common_kind(a, b, kind);
    nrm_features features;

    nrm_evidence_of(matcher->costs, a, b, &features);
    return judge(matcher->scorer, common, &features,
                 nrm_prior_shift(matcher->scorer, common, prior));
}

/* Beyond this nrm_logistic() no longer changes. */
#define SCORE_END (41 * NRM_NAT)

void nrm_judging_init(const nrm_scorer *scorer, norm_kind kind, double prior, double least,
                      nrm_judging *out)
{
    int32_t low = -SCORE_END;
    int32_t high = SCORE_END;
    size_t i;

    out->kind = kind;
    out->least = least;
    for (i = 0; i < NRM_KINDS; i++)
        out->shift[i] = nrm_prior_shift(scorer, (norm_kind)i, prior);
    while (low < high) {
        int32_t middle = low + (high - low) / 2;

        if (nrm_logistic((double)middle / NRM_NAT) < least)
            low = middle + 1;
        else
            high = middle;
    }
    out->least_score = least > 0 ? low - 1 : INT32_MIN; /* 1 for the last bit of the logistic */
}

/* Whether two lone words can have the score that is asked for. */
static bool can_reach(const nrm_matcher *matcher, const nrm_judging *judging, norm_kind kind,
                      uint8_t scripts, const nrm_lone *words)
{
    const nrm_scorer *scorer = matcher->scorer;
    int32_t most = nrm_reach_most(scorer->reach[kind], words);
    int32_t least = judging->least_score - judging->shift[kind];

    /* As judge() does: all that comes after the terms rises with them, and a cap only lowers. That
     * the adjustment is no more than so much spares most pairs a division. */
    if (most + NRM_MOST_ADJUSTED < least || most - NRM_MOST_ADJUSTED >= least)
        return most >= least;
    return nrm_adjust(scorer->adjust[kind][scripts], most) >= least;
}

#define NEAR_ENOUGH (2 * NRM_NAT) /* a few rows of an alignment sooner or later */

/* Whether it is seen before all is compared that the names cannot have the score that is asked for,
 * which names without evidence above 0 never have (nrm_score_cap()). */
static bool is_seen_apart(const nrm_matcher *matcher, const nrm_judging *judging, norm_kind kind,
                          nrm_glance *glance, const norm_name *other)
{
    uint8_t scripts = nrm_script_pair(glance->name->script, other->script);
    nrm_lone words;
    nrm_glimpse seen = nrm_glance_upon(glance, other, &words);
    nrm_closer_look look;
    int32_t low = 0;
    int32_t high;

    if (seen != NRM_GLIMPSE_LONE)
        return seen == NRM_GLIMPSE_APART;
    if (!can_reach(matcher, judging, kind, scripts, &words))
        return true;
    nrm_glance_closer(glance, other, &words, &look);
    if (words.evidence <= low || !can_reach(matcher, judging, kind, scripts, &words))
        return true;
    /* The less evidence, the less can be reached: how little is too little? */
    high = words.evidence;
    while (high - low > NEAR_ENOUGH) {
        words.evidence = low + (high - low) / 2;
        if (can_reach(matcher, judging, kind, scripts, &words))
            high = words.evidence;
        else
            low = words.evidence;
    }
    return !nrm_glance_brings(glance, &look, low);
}

bool nrm_match_least(const nrm_matcher *matcher, const nrm_judging *judging, nrm_glance *glance,
                     const norm_name *other, norm_match_result *out)
{
    const norm_name *a = glance->name;
    const norm_name *b = other;
    norm_kind kind = nrm_common_kind(a, b, judging->kind);
    /* Without a pairing the evidence is 0, and of names of one word it may be less: nrm_score_cap()
     * keeps it below review. */
    bool must_pair = judging->least_score >= matcher->scorer->review_from[kind];
    nrm_alignment alignment;
    nrm_features features;

    if (must_pair && is_seen_apart(matcher, judging, kind, glance, other))
        return false;
    order(&a, &b);
    nrm_align(matcher->costs, a, b, &alignment);
    if (must_pair && alignment.count == 0)
        return false;
    nrm_features_of(a, b, &alignment, &features);
    *out = judge(matcher->scorer, kind, &features, judging->shift[kind]);
    return out->probability >= judging->least;
}
