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
    norm_str id, name, lang;
    norm_str country; /* any code, letter case ignored; a row without one has its id's */
    norm_kind kind;
    double weight; /* share of mentions or population, for ties; 0: unknown */
} norm_index_row;

/* The model of ctx must outlive the builder; ctx need not. Fails: ARG, NOMEM. */
NORM_API norm_status norm_index_builder_open(norm_ctx *ctx, norm_index_builder **out,
                                             norm_error *err);
/* Copies what it needs. Fails: ARG (empty id or name, a weight below 0), NOMEM,
 * UTF8, LIMIT (4 GB of text, over 60,000 bytes of a name). Nothing is added then. */
NORM_API norm_status norm_index_builder_add(norm_index_builder *builder, const norm_index_row *row,
                                            norm_error *err);
/* Writes the file whole or not at all. The bytes depend on the set of rows and
 * on which row of an id comes first, on no other order. A second write gives
 * the same file. Fails: ARG, NOMEM, IO, LIMIT. */
NORM_API norm_status norm_index_builder_write(norm_index_builder *builder, const char *path,
                                              norm_error *err);
NORM_API void norm_index_builder_close(norm_index_builder *builder);

/* Maps an index. It must have been built with the same tables.
 * Fails: ARG, NOMEM, IO, FORMAT (damaged), VERSION (other tables). */
NORM_API norm_status norm_index_open_file(const norm_model *model, const char *path,
                                          norm_index **out, norm_error *err);
/* The gazetteer that is part of the tables. Fails: ARG, NOMEM, FORMAT, VERSION, NOTFOUND (tables
 * without one). */
NORM_API norm_status norm_index_open_builtin(const norm_model *model, norm_index **out,
                                             norm_error *err);
/* NULL is allowed. The model must still be open. */
NORM_API void norm_index_close(norm_index *index);

typedef struct norm_index_info {
    size_t entities, names;
    size_t size; /* bytes */
} norm_index_info;

NORM_API void norm_index_describe(const norm_index *index, norm_index_info *out);

typedef struct norm_query {
    norm_str text, lang, country; /* country: others are weighed down, not excluded */
    norm_kind kind;               /* others are weighed down, not excluded */
    bool inflected;               /* of running text: as in norm_match_opts */
    bool all;                     /* that are found, up to the limit, however improbable */
} norm_query;

typedef struct norm_hit {
    norm_str id;
    norm_str name;    /* display name of the entity */
    norm_str matched; /* the very variant that matched */
    /* That the query names this entity, given that it names one of the index or none: those of
     * all hits sum up to 1 at most. Two entities of one name share. */
    double probability;
    norm_verdict verdict; /* of that probability */
} norm_hit;

/* Best first, one hit an entity, ties by the very text, by weight and then by id; at most limit,
 * and none that is less probable than 1 in 1000, but for those that would be a case for review if
 * they were the only one, unless all are asked for. index must be open with the model of ctx.
 * Results are in ctx. Source: docs/index.md.
 * Fails: ARG, NOMEM, UTF8, LIMIT, FORMAT (a damaged index), UNSUPPORTED (no learned
 * costs, or inflected by tables that know no cases). */
NORM_API norm_status norm_lookup(norm_ctx *ctx, const norm_index *index, const norm_query *query,
                                 size_t limit, const norm_hit **hits, size_t *count,
                                 norm_error *err);

#ifdef __cplusplus
}
#endif

#endif
