/* index/build.h - from rows of names to the bytes of an index.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_INDEX_BUILD_H
#define NRM_INDEX_BUILD_H

#include <libnorm/index.h>

#include "compare/encode.h"

typedef struct nrm_index_row nrm_index_row;

/* Names on their way into an index. */
typedef struct nrm_index_builder {
    const nrm_encoder *encoder; /* borrowed */
    uint64_t tables_hash;       /* of the tables behind it */
    norm_allocator alloc;
    nrm_arena kept;    /* encoded names, ids and texts */
    nrm_arena scratch; /* for one name */
    nrm_index_row *rows;
    size_t count, room;
    uint8_t *image;
    size_t image_size;
} nrm_index_builder;

void nrm_index_builder_init(nrm_index_builder *builder, const nrm_encoder *encoder,
                            uint64_t tables_hash, const norm_allocator *alloc);

/* The row's strings are valid UTF-8, id and name not empty, the weight a number that is not below
 * 0. Fails: NOMEM, LIMIT; nothing is added then. */
norm_status nrm_index_builder_take(nrm_index_builder *builder, const norm_index_row *row,
                                   norm_error *err);

/* *out is the builder's until the next call. Fails: NOMEM, LIMIT. */
norm_status nrm_index_builder_finish(nrm_index_builder *builder, norm_str *out, norm_error *err);

void nrm_index_builder_dispose(nrm_index_builder *builder);

#endif
