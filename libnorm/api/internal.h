/* api/internal.h - what norm_model and norm_ctx are made of.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_API_INTERNAL_H
#define NRM_API_INTERNAL_H

#include <libnorm/match.h>

#include "base/file.h"
#include "compare/encode.h"
#include "compare/inflected.h"
#include "compare/match.h"
#include "tables/blob.h"
#include "text/detect.h"
#include "translit/system.h"

/* The decoded tables. All pointers lead into arena or into the blob. */
struct norm_model {
    norm_allocator alloc;
    nrm_arena arena;
    nrm_map map; /* of the file; empty for tables in memory */
    nrm_blob blob;
    norm_str version; /* section VERS */
    uint64_t tables_hash, costs_hash;
    const nrm_systems *systems;
    const nrm_lang_tables *languages;
    nrm_alphabet alphabet;
    nrm_sound_systems sounds;
    nrm_names names;
    nrm_rarities rarities;
    nrm_endings endings;
    nrm_inflections inflections; /* none in tables without them */
    nrm_encoder encoder;         /* over the six above */
    bool has_costs;              /* false: tables before training; comparing is UNSUPPORTED */
    nrm_costs costs;
    nrm_ending_costs ending_costs;
    nrm_scorer scorer;
    nrm_matcher matcher; /* over the three above */
};

/* A call works in scratch, copies what it hands out to results, and rewinds
 * scratch at its end. */
struct norm_ctx {
    const norm_model *model;
    nrm_arena results; /* until norm_ctx_reset() */
    nrm_arena scratch; /* for one call */
};

/* A model over tables in memory, which must outlive it; base is 8-aligned.
 * norm-tablec makes its gazetteer with it. Fails: ARG, NOMEM, FORMAT, VERSION. */
norm_status nrm_model_open_memory(const void *base, size_t size, const norm_allocator *alloc,
                                  norm_model **out, norm_error *err);

/* The end of a call that began at mark in scratch: made, when status is OK, is
 * copied to results, and scratch is rewound. Fails: NOMEM, or as status says. */
norm_status nrm_ctx_finish(norm_ctx *ctx, nrm_mark mark, norm_status status, norm_str made,
                           norm_str *out, norm_error *err);

/* The argument checks of every call that takes text. Fails: ARG, UTF8. */
norm_status nrm_check_text(const norm_ctx *ctx, norm_str text, norm_error *err);
/* The same for a tag or name that may be empty but must be a string. Fails: ARG. */
norm_status nrm_check_tag(norm_str tag, norm_error *err);

/* The base forms of a name in scratch. Fails: UNSUPPORTED (tables without inflections), NOMEM. */
norm_status nrm_find_inflected(norm_ctx *ctx, const norm_name *name, nrm_inflected *out,
                               norm_error *err);

/* The argument checks of every call that compares. Fails: ARG, UNSUPPORTED. */
norm_status nrm_check_match(const norm_ctx *ctx, const norm_match_opts *opts, norm_error *err);

#endif
