/* compare/score.h - from evidence to a calibrated probability.
 * SPDX-License-Identifier: MIT
 *
 * The score is a sum of terms, one for each feature or pair of features: each
 * a line through knots (or a surface over a grid) in 1/1024 nat of log odds. A
 * generalised additive model (Hastie & Tibshirani 1986) whose terms can be
 * shown and add up. Terms are learned for each kind of entity. What they make too sure or not sure
 * enough of in names of two certain scripts is adjusted (compare/adjust.h). */
#ifndef NRM_COMPARE_SCORE_H
#define NRM_COMPARE_SCORE_H

#include "base/arena.h"
#include "base/reader.h"
#include "compare/features.h"

#define NRM_KINDS      4  /* norm_kind */
#define NRM_TERMS      32 /* most terms of a kind */
#define NRM_KNOTS      16 /* most knots of an axis */
#define NRM_NO_FEATURE 255
/* Most that one value may give either way, so that all terms can be added. */
#define NRM_MOST_NATS (INT32_MAX / (NRM_TERMS + 3))

typedef struct nrm_term {
    uint8_t x_feature, y_feature; /* nrm_feature; y: NRM_NO_FEATURE for a line */
    uint8_t x_count, y_count;     /* knots; y_count is 1 for a line */
    int32_t x[NRM_KNOTS], y[NRM_KNOTS];
    const int32_t *values; /* [x * y_count + y], 1/1024 nat */
    int32_t at_zero;       /* the value where its features are 0, as most are of most pairs */
} nrm_term;

typedef struct nrm_scorer {
    nrm_term terms[NRM_KINDS][NRM_TERMS];
    size_t term_count[NRM_KINDS];
    int32_t intercept[NRM_KINDS];
    int32_t match_from[NRM_KINDS];  /* least score of the verdict match */
    int32_t review_from[NRM_KINDS]; /* least score of review */
    double prior[NRM_KINDS];        /* share of matches that the scores take for granted */
    nrm_adjustment adjust[NRM_KINDS][NRM_SCRIPT_PAIRS];
    const struct nrm_reach *reach[NRM_KINDS]; /* compare/reach.h */
} nrm_scorer;

/* As tables/costs/terms.tsv has it: "any", "place"...; static. */
const char *nrm_kind_name(norm_kind kind);

/* Decodes the terms of section COST. Fails: NOMEM, FORMAT. */
norm_status nrm_scorer_open(nrm_arena *arena, nrm_reader section, nrm_scorer *out, norm_error *err);

/* Compiles tables/costs/terms.tsv. Fails: FORMAT (with line), NOMEM. */
norm_status nrm_terms_compile(nrm_arena *arena, norm_str tsv, norm_str *out, norm_error *err);

/* The last of the ascending knots that is not above x; the first when all are. count > 0. */
size_t nrm_knot_below(const int32_t *knots, size_t count, int32_t x);

/* What a term gives for the features. */
int32_t nrm_term_value(const nrm_term *term, const nrm_features *features);

/* The sum of intercept and terms, which nrm_score() adjusts. */
int32_t nrm_score_unadjusted(const nrm_scorer *scorer, norm_kind kind,
                             const nrm_features *features);

/* Log odds in 1/1024 nat under the scorer's own prior, adjusted to features->scripts. Everything
 * that is said of a score is said of this; another prior and the cap come after it. */
int32_t nrm_score(const nrm_scorer *scorer, norm_kind kind, const nrm_features *features);

/* What another prior adds to the score; 0 for prior 0. */
int32_t nrm_prior_shift(const nrm_scorer *scorer, norm_kind kind, double prior);

/* An acronym of so many letters may make a match without another word that agrees. */
#define NRM_LETTERS_OF_MATCH 5

/* Does nothing but a shorter acronym agree? One of its letters may be unsure, at half its evidence.
 */
static inline bool nrm_is_by_few_letters(const nrm_features *features)
{
    return features->v[NRM_F_LETTERS] > 0 &&
           features->v[NRM_F_LETTERS] < (2 * NRM_LETTERS_OF_MATCH - 1) * NRM_INITIAL_MOST / 2;
}

/* What no likeness can outweigh: names with nothing in common are different, names that contradict
 * each other are no match, nor are those of which only a short acronym agrees. What brings the
 * score (the prior's shift included) down to that; 0 when it is. */
int32_t nrm_score_cap(const nrm_scorer *scorer, norm_kind kind, const nrm_features *features,
                      int32_t score);

/* Probability and verdict of a score (the prior's shift included). */
norm_match_result nrm_judge(const nrm_scorer *scorer, norm_kind kind, int32_t score);

/* The kind two names are compared as: what the caller says, else what they agree on. */
norm_kind nrm_common_kind(const norm_name *a, const norm_name *b, norm_kind asked);

#endif
