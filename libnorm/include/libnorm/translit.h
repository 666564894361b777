/* libnorm/translit.h - transliteration systems.
 * SPDX-License-Identifier: MIT */
#ifndef LIBNORM_TRANSLIT_H
#define LIBNORM_TRANSLIT_H

#include <libnorm/model.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct norm_system norm_system; /* belongs to the model */

typedef struct norm_system_info {
    norm_str id;          /* BCP 47 -t- tag: "hy-Latn-t-hy-m0-bgn" */
    norm_str aliases;     /* separated by ", " */
    norm_str title;       /* English */
    norm_str from_lang;   /* BCP 47 */
    norm_str from_script; /* ISO 15924 */
    norm_str to;          /* ISO 15924, or BCP 47 language and script */
    norm_str authority;
    norm_str year;
    norm_str source; /* where the table was read */
    norm_str licence;
    norm_str reversible; /* "yes", "no" or "with-marks" */
} norm_system_info;

NORM_API size_t norm_system_count(const norm_model *model);
/* index < norm_system_count(); in order of id. */
NORM_API const norm_system *norm_system_at(const norm_model *model, size_t index);
/* By id or alias, letter case ignored. NULL when there is none. */
NORM_API const norm_system *norm_system_find(const norm_model *model, norm_str id);
/* The nearest ids to a wrong one, best first; returns how many (<= cap). */
NORM_API size_t norm_system_suggest(const norm_model *model, norm_str id, const norm_system **out,
                                    size_t cap);
NORM_API void norm_system_describe(const norm_system *system, norm_system_info *out);

/* Transliterates text. Characters without a rule go through unchanged.
 * reverse: run a reversible system backwards.
 * Fails: NOMEM, UTF8, LIMIT, UNSUPPORTED (reverse of a system that has none).
 * Source: the standard that the system names. */
NORM_API norm_status norm_transliterate(norm_ctx *ctx, const norm_system *system, norm_str text,
                                        bool reverse, norm_str *out, norm_error *err);

#ifdef __cplusplus
}
#endif

#endif
