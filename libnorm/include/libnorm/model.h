/* libnorm/model.h - the tables (norm_model) and a thread's scratch (norm_ctx).
 * SPDX-License-Identifier: MIT */
#ifndef LIBNORM_MODEL_H
#define LIBNORM_MODEL_H

#include <libnorm/base.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct norm_model norm_model; /* immutable; shared by all threads */
typedef struct norm_ctx norm_ctx;     /* one thread at a time */

/* Opens the tables that are built into the library.
 * alloc: NULL for malloc; copied. *out: close with norm_model_close().
 * Fails: ARG, NOMEM, FORMAT. */
NORM_API norm_status norm_model_open_builtin(const norm_allocator *alloc, norm_model **out,
                                             norm_error *err);

/* Opens tables from a file that norm-tablec or `norm train` wrote. The file is
 * mapped and must not change while the model is open.
 * path: NUL-terminated. Fails: ARG, NOMEM, IO, FORMAT, VERSION. */
NORM_API norm_status norm_model_open_file(const char *path, const norm_allocator *alloc,
                                          norm_model **out, norm_error *err);

/* NULL is allowed. Close all contexts and indexes first. */
NORM_API void norm_model_close(norm_model *model);

typedef struct norm_model_info {
    norm_str tables_version; /* version of the table format and content */
    uint64_t tables_hash;    /* of all sections but the learned costs */
    uint64_t costs_hash;     /* of the learned costs and calibration */
    size_t size;             /* bytes of the whole blob */
    bool has_icu;            /* legacy encodings and fallback romanisation */
} norm_model_info;

NORM_API void norm_model_describe(const norm_model *model, norm_model_info *out);

/* A context for one thread. model must outlive it. Fails: ARG, NOMEM. */
NORM_API norm_status norm_ctx_open(const norm_model *model, norm_ctx **out, norm_error *err);

/* Forgets all results; keeps the memory for the next ones. NULL is allowed. */
NORM_API void norm_ctx_reset(norm_ctx *ctx);
NORM_API void norm_ctx_close(norm_ctx *ctx);

#ifdef __cplusplus
}
#endif

#endif
