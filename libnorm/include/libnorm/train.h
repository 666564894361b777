/* libnorm/train.h - learn edit costs and calibration from labelled pairs.
 * SPDX-License-Identifier: MIT */
#ifndef LIBNORM_TRAIN_H
#define LIBNORM_TRAIN_H

#include <libnorm/match.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct norm_train_pair {
    norm_str a, lang_a, b, lang_b;
    norm_kind kind;
    /* 1 the same name, 0 different; for the edit costs only: -1 the same, -2 a wrong
     * answer for the a of the last pair labelled 1 or -1 (of what a search finds). */
    int label;
    uint64_t entity; /* pairs of one entity fall into one fold; 0: by hash of a */
} norm_train_pair;

typedef struct norm_train_opts {
    size_t struct_size;
    unsigned rounds; /* of expectation maximisation; 0: 6 */
    double
        precision; /* share of right ones among what is called a match, on held-out pairs; 0: .99 */
    void (*progress)(void *user, const char *stage, size_t done, size_t total); /* or NULL */
    void *user;
} norm_train_opts;

NORM_API void norm_train_opts_init(norm_train_opts *opts);

typedef struct norm_train_result {
    norm_str sounds; /* tables/costs/sounds.tsv: the edit costs */
    norm_str
        endings; /* tables/costs/endings.tsv: what endings cost; empty when the tables know none */
    norm_str terms;  /* tables/costs/terms.tsv: the calibration */
    norm_str report; /* what was learned and how good it is on held-out folds; plain text */
    norm_str blob;   /* the whole model with these costs, for norm_model_open_file() */
} norm_train_result;

/* Learns from labelled pairs with the model's tables. Reproducible: the same
 * pairs in the same order give the same bytes. Results are in ctx.
 * Source: Ristad & Yianilos 1998 for the costs; docs/matching.md.
 * Fails: ARG (too few pairs), NOMEM, UTF8. */
NORM_API norm_status norm_train(norm_ctx *ctx, const norm_train_pair *pairs, size_t count,
                                const norm_train_opts *opts, norm_train_result *out,
                                norm_error *err);

#ifdef __cplusplus
}
#endif

#endif
