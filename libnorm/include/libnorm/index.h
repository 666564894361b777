/* libnorm/index.h - names by the million: build, open, look up.
 * SPDX-License-Identifier: MIT */
#ifndef LIBNORM_INDEX_H
#define LIBNORM_INDEX_H

#include <libnorm/match.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct norm_index norm_index;                 /* immutable; shareable */
typedef struct norm_index_builder norm_index_builder; /* one thread */

/* One name of one entity. Several rows with one id are its aliases; the first
 * row of an id is its display name. Empty fields are unknown. */
typedef struct norm_index_row {
    norm_str id, name, lang, country;
    norm_kind kind;
    double weight; /* share of mentions or population, for ties; 0: unknown */
} norm_index_row;

NORM_API norm_status norm_index_builder_open(norm_ctx *ctx, norm_index_builder **out,
                                             norm_error *err);
/* Fails: ARG (empty id or name), NOMEM, UTF8, LIMIT. Nothing is added then. */
NORM_API norm_status norm_index_builder_add(norm_index_builder *builder, const norm_index_row *row,
                                            norm_error *err);
/* Writes the file whole or not at all. threads: 0 or 1 for the caller's only.
 * The same rows in any order give the same answers. Fails: NOMEM, IO. */
NORM_API norm_status norm_index_builder_write(norm_index_builder *builder, const char *path,
                                              unsigned threads, norm_error *err);
NORM_API void norm_index_builder_close(norm_index_builder *builder);

/* Maps an index. It must have been built with the same tables.
 * Fails: ARG, NOMEM, IO, FORMAT (damaged), VERSION (other tables). */
NORM_API norm_status norm_index_open_file(const norm_model *model, const char *path,
                                          norm_index **out, norm_error *err);
/* The built-in gazetteer. Fails: NOMEM, FORMAT. */
NORM_API norm_status norm_index_open_builtin(const norm_model *model, norm_index **out,
                                             norm_error *err);
NORM_API void norm_index_close(norm_index *index);

typedef struct norm_index_info {
    size_t entities, names;
    size_t size; /* bytes */
} norm_index_info;

NORM_API void norm_index_describe(const norm_index *index, norm_index_info *out);

typedef struct norm_query {
    norm_str text, lang, country; /* country: others are weighed down, not excluded */
    norm_kind kind;               /* others are weighed down, not excluded */
} norm_query;

typedef struct norm_hit {
    norm_str id;
    norm_str name;    /* display name of the entity */
    norm_str matched; /* the very variant that matched */
    double probability;
    norm_verdict verdict;
} norm_hit;

/* Best first, one hit an entity, ties by weight and then by id; at most limit.
 * Results are in ctx. Fails: NOMEM, UTF8, LIMIT. */
NORM_API norm_status norm_lookup(norm_ctx *ctx, const norm_index *index, const norm_query *query,
                                 size_t limit, const norm_hit **hits, size_t *count,
                                 norm_error *err);

#ifdef __cplusplus
}
#endif

#endif
