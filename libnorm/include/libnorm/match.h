/* libnorm/match.h - how probable it is that two names are the same name.
 * SPDX-License-Identifier: MIT */
#ifndef LIBNORM_MATCH_H
#define LIBNORM_MATCH_H

#include <libnorm/model.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum norm_kind {
    NORM_KIND_ANY = 0,
    NORM_KIND_PLACE,
    NORM_KIND_PERSON,
    NORM_KIND_ORG
} norm_kind;

typedef enum norm_verdict {
    NORM_DIFFERENT = 0,
    NORM_REVIEW,
    NORM_MATCH
} norm_verdict;

/* A name made ready for comparison: tokens with roles, and their sounds.
 * Relocatable bytes without pointers; lives in the ctx that made it. */
typedef struct norm_name norm_name;

/* lang: BCP 47, or empty or "und" to detect. Fails: NOMEM, UTF8, LIMIT. */
NORM_API norm_status norm_encode(norm_ctx *ctx, norm_str text, norm_str lang, norm_kind kind,
                                 const norm_name **out, norm_error *err);

typedef struct norm_match_opts {
    size_t struct_size;
    norm_kind kind; /* which calibration; NORM_KIND_ANY is for mixed data */
    double prior; /* share of matches among the pairs to be judged; 0: the calibration's own, 1/3 */
    bool inflected; /* a is of running text and may stand in a case: its base forms are tried too */
} norm_match_opts;

NORM_API void norm_match_opts_init(norm_match_opts *opts);

typedef struct norm_match_result {
    double probability;   /* 0 to 1, calibrated */
    norm_verdict verdict; /* by the thresholds of the model */
    int32_t score;        /* log odds in 1/1024 nat, the sum of the explanation */
} norm_match_result;

/* Symmetric but for opts->inflected. opts may be NULL. Never fails for names of the same model.
 * Source: docs/matching.md. Fails: NOMEM, UNSUPPORTED (inflected, by tables that know no cases). */
NORM_API norm_status norm_compare(norm_ctx *ctx, const norm_name *a, const norm_name *b,
                                  const norm_match_opts *opts, norm_match_result *out,
                                  norm_error *err);

typedef struct norm_bulk_opts {
    size_t struct_size;
    norm_kind kind;   /* as in norm_match_opts */
    double prior;     /* as in norm_match_opts */
    double least;     /* least probability of a pair that is reported; 0: all pairs are */
    unsigned threads; /* 0 or 1: the caller's only */
} norm_bulk_opts;

NORM_API void norm_bulk_opts_init(norm_bulk_opts *opts);

typedef struct norm_pair {
    size_t a, b; /* indexes of the two names */
    norm_match_result result;
} norm_pair;

/* Compares one name with many. Reports what norm_compare would give for the pairs that reach
 * opts->least, in order of b; a is 0. Pairs that cannot reach it are seen to without comparing
 * them in full when least is above what review begins with. In ctx. Fails: NOMEM. */
NORM_API norm_status norm_compare_many(norm_ctx *ctx, const norm_name *a,
                                       const norm_name *const *names, size_t count,
                                       const norm_bulk_opts *opts, const norm_pair **pairs,
                                       size_t *pair_count, norm_error *err);

/* Compares each of the names a with each of the names b, ordered by a, then b. The same for any
 * number of threads. Fails: NOMEM, LIMIT (too many pairs to count). */
NORM_API norm_status norm_compare_block(norm_ctx *ctx, const norm_name *const *a, size_t a_count,
                                        const norm_name *const *b, size_t b_count,
                                        const norm_bulk_opts *opts, const norm_pair **pairs,
                                        size_t *pair_count, norm_error *err);

typedef enum norm_reason_type {
    NORM_REASON_SEGMENT, /* aligned sounds: a_text ~ b_text */
    NORM_REASON_TOKEN,   /* a token with a role: absent, ignored, contradicted, equal in meaning */
    NORM_REASON_TERM     /* a term of the calibration: prior, length, rarity */
} norm_reason_type;

typedef struct norm_reason {
    norm_reason_type type;
    norm_str a_text; /* the part of name a, or empty */
    norm_str b_text; /* the part of name b, or empty */
    norm_str what;   /* the operation or term, in a few words */
    norm_str source; /* the table row behind it: "costs/sounds.tsv r~r", or empty */
    /* Of a segment: "same", "spelling", "doubled letter", "final vowel", "hiatus y", "family
     * ending", "feminine ending" or "patronymic ending". Of a name read in a base form: "case
     * ending". Else empty. Further ones may come. */
    norm_str operation;
    int32_t nats; /* evidence in 1/1024 nat */
} norm_reason;

typedef struct norm_explanation {
    norm_match_result result;
    const norm_reason *reasons; /* their nats add up to result.score */
    size_t reason_count;
} norm_explanation;

/* Compares as norm_compare does and says why: what each pair of words brings, sound by
 * sound where sounds decide; the words without a partner; the terms of the calibration.
 * Texts are parts of the tidy names, a's and b's as passed; with opts->inflected of a's base form,
 * when that was read. In ctx. Fails: as norm_compare. */
NORM_API norm_status norm_explain(norm_ctx *ctx, const norm_name *a, const norm_name *b,
                                  const norm_match_opts *opts, norm_explanation *out,
                                  norm_error *err);

#ifdef __cplusplus
}
#endif

#endif
