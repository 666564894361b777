/* libnorm/dedupe.h - group the records that name the same entity.
 * SPDX-License-Identifier: MIT */
#ifndef LIBNORM_DEDUPE_H
#define LIBNORM_DEDUPE_H

#include <libnorm/match.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct norm_record {
    norm_str id; /* the caller's; empty: the name stands for it */
    norm_str name;
    norm_str lang; /* BCP 47 or empty */
    norm_kind kind;
    /* Values of further columns; the same number of each in every record. Where
     * both records have a value, unequal ones keep them apart, whatever the names. */
    const norm_str *differ;
    size_t differ_count;
    /* Where both records have a value, equal ones are one entity's, whatever the
     * names: a tax number, an id. */
    const norm_str *same;
    size_t same_count;
} norm_record;

typedef struct norm_dedupe_opts {
    size_t struct_size;
    unsigned threads;    /* 0 or 1: the caller's only */
    double threshold;    /* least probability of a merge; 0: the model's own */
    norm_str name_space; /* of minted ids; empty: "norm" */
    void (*progress)(void *user, const char *stage, size_t done, size_t total); /* or NULL */
    void *user;
} norm_dedupe_opts;

NORM_API void norm_dedupe_opts_init(norm_dedupe_opts *opts);

typedef struct norm_entity {
    norm_str id;        /* canonical id, minted from content */
    double probability; /* that this record belongs to its entity, 0 to 1 */
} norm_entity;

typedef struct norm_dedupe_result {
    const norm_entity *entities; /* one a record, in the order of the records */
    size_t count;                /* of records */
    size_t entity_count;         /* of distinct ids */
    size_t pairs_scored;
    size_t blocks_split; /* blocks that were too large for their key and were split */
} norm_dedupe_result;

/* The partition and the ids depend on the set of records only: not on their
 * order or on the number of threads. Results are in ctx.
 * Source: docs/dedupe.md. Fails: NOMEM, UTF8 (err->line is the record, from 1), LIMIT. */
NORM_API norm_status norm_dedupe(norm_ctx *ctx, const norm_record *records, size_t count,
                                 const norm_dedupe_opts *opts, norm_dedupe_result *out,
                                 norm_error *err);

#ifdef __cplusplus
}
#endif

#endif
