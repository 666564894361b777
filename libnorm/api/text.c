/* api/text.c - detect, tidy, key and decode the text of a name.
 * SPDX-License-Identifier: MIT */
#include <libnorm/text.h>

#include <string.h>

#include "api/internal.h"
#include "base/fail.h"
#include "text/icu.h"
#include "text/tidy.h"
#include "text/utf8.h"

#define MILLION 1000000.0 /* nrm_detected counts in millionths */

norm_status nrm_check_tag(norm_str tag, norm_error *err)
{
    if (tag.ptr == NULL && tag.len > 0)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "a string of %zu bytes is NULL", tag.len);
    return NORM_OK;
}

norm_status nrm_check_text(const norm_ctx *ctx, norm_str text, norm_error *err)
{
    norm_status status = nrm_check_tag(text, err);

    if (status != NORM_OK)
        return status;
    if (ctx == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "ctx is NULL");
    return nrm_utf8_check(text, err);
}

norm_status norm_utf8_check(norm_str text, norm_error *err)
{
    norm_status status = nrm_check_tag(text, err);

    return status != NORM_OK ? status : nrm_utf8_check(text, err);
}

norm_status norm_decode(norm_ctx *ctx, norm_str bytes, const char *encoding, norm_str *out,
                        norm_error *err)
{
    nrm_mark mark;
    norm_str text = {NULL, 0};
    norm_status status = nrm_check_tag(bytes, err);

    if (status != NORM_OK)
        return status;
    if (ctx == NULL || encoding == NULL || out == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "ctx, encoding or out is NULL");
    *out = (norm_str){NULL, 0};
    mark = nrm_arena_mark(&ctx->scratch);
    status = nrm_icu_decode(&ctx->scratch, bytes, encoding, &text, err);
    return nrm_ctx_finish(ctx, mark, status, text, out, err);
}

/* A static string to a field of fixed size, cut where it would not fit. */
static void copy_code(char *field, size_t size, const char *code)
{
    size_t len = strlen(code);

    if (len >= size)
        len = size - 1;
    memcpy(field, code, len);
    field[len] = '\0';
}

norm_status norm_detect(norm_ctx *ctx, norm_str text, norm_detection *out, norm_error *err)
{
    nrm_mark mark;
    norm_str tidy;
    nrm_detected found;
    norm_status status = nrm_check_text(ctx, text, err);

    if (status != NORM_OK)
        return status;
    if (out == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "out is NULL");
    *out = (norm_detection){"Zyyy", "und", 0.0};
    mark = nrm_arena_mark(&ctx->scratch);
    status = nrm_tidy(&ctx->scratch, text, (norm_str){NULL, 0}, &tidy, err);
    if (status == NORM_OK) {
        found = nrm_detect(ctx->model->languages, tidy);
        copy_code(out->script, sizeof out->script, nrm_script_code(found.script));
        copy_code(out->lang, sizeof out->lang, found.lang);
        out->probability = (double)found.probability / MILLION;
    }
    nrm_arena_rewind(&ctx->scratch, mark);
    return status;
}

norm_status norm_normalize(norm_ctx *ctx, norm_str text, norm_str lang, norm_str *out,
                           norm_error *err)
{
    nrm_mark mark;
    norm_str tidy = {NULL, 0};
    norm_status status = nrm_check_text(ctx, text, err);

    if (status == NORM_OK)
        status = nrm_check_tag(lang, err);
    if (status != NORM_OK)
        return status;
    if (out == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "out is NULL");
    *out = (norm_str){NULL, 0};
    mark = nrm_arena_mark(&ctx->scratch);
    status = nrm_tidy(&ctx->scratch, text, lang, &tidy, err);
    return nrm_ctx_finish(ctx, mark, status, tidy, out, err);
}
