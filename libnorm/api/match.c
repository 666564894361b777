/* api/match.c - encode names and compare them.
 * SPDX-License-Identifier: MIT */
#include <libnorm/match.h>

#include <string.h>

#include "api/internal.h"
#include "base/fail.h"

norm_status norm_encode(norm_ctx *ctx, norm_str text, norm_str lang, norm_kind kind,
                        const norm_name **out, norm_error *err)
{
    const norm_name *name;
    nrm_mark mark;
    norm_str block = {NULL, 0};
    norm_str kept;
    norm_status status = nrm_check_tag(text, err);

    if (status == NORM_OK)
        status = nrm_check_tag(lang, err);
    if (status != NORM_OK)
        return status;
    if (ctx == NULL || out == NULL || kind > NORM_KIND_ORG)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "ctx or out is NULL, or no such kind");
    *out = NULL;
    mark = nrm_arena_mark(&ctx->scratch);
    /* which checks that text is UTF-8 */
    status = nrm_encode(&ctx->model->encoder, &ctx->scratch, text, lang, kind, &name, err);
    if (status == NORM_OK)
        block = (norm_str){(const char *)name, name->size};
    status = nrm_ctx_finish(ctx, mark, status, block, &kept, err);
    if (status == NORM_OK)
        *out = (const norm_name *)(const void *)kept.ptr;
    return status;
}

void norm_match_opts_init(norm_match_opts *opts)
{
    if (opts == NULL)
        return;
    memset(opts, 0, sizeof *opts);
    opts->struct_size = sizeof *opts;
}

norm_status nrm_check_match(const norm_ctx *ctx, const norm_match_opts *opts, norm_error *err)
{
    if (ctx == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "ctx is NULL");
    if (!ctx->model->has_costs)
        return nrm_fail(err, NORM_E_UNSUPPORTED, NORM_NO_OFFSET,
                        "these tables hold no learned costs; norm train makes them");
    if (opts != NULL && (opts->struct_size != sizeof *opts || opts->kind > NORM_KIND_ORG ||
                         !(opts->prior >= 0 && opts->prior < 1)))
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET,
                        "options without norm_match_opts_init, no such kind, or a prior that is "
                        "no share");
    return NORM_OK;
}

norm_status nrm_find_inflected(norm_ctx *ctx, const norm_name *name, nrm_inflected *out,
                               norm_error *err)
{
    const norm_model *model = ctx->model;

    if (model->inflections.count == 0)
        return nrm_fail(err, NORM_E_UNSUPPORTED, NORM_NO_OFFSET,
                        "these tables do not know how names are inflected");
    return nrm_inflected_of(&model->inflections, &model->encoder, &ctx->scratch, name, out, err);
}

static norm_status compare_inflected(norm_ctx *ctx, const norm_name *a, const norm_name *b,
                                     const norm_match_opts *opts, norm_match_result *out,
                                     norm_error *err)
{
    nrm_mark mark = nrm_arena_mark(&ctx->scratch);
    nrm_inflected inflected;
    size_t best;
    norm_status status = nrm_find_inflected(ctx, a, &inflected, err);

    if (status == NORM_OK)
        *out = nrm_match_inflected(&ctx->model->matcher, a, &inflected, b, opts->kind, opts->prior,
                                   &best);
    nrm_arena_rewind(&ctx->scratch, mark);
    return status;
}

norm_status norm_compare(norm_ctx *ctx, const norm_name *a, const norm_name *b,
                         const norm_match_opts *opts, norm_match_result *out, norm_error *err)
{
    norm_status status = nrm_check_match(ctx, opts, err);

    if (status != NORM_OK)
        return status;
    if (a == NULL || b == NULL || out == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "a, b or out is NULL");
    if (opts != NULL && opts->inflected)
        return compare_inflected(ctx, a, b, opts, out, err);
    *out = nrm_match(&ctx->model->matcher, a, b, opts != NULL ? opts->kind : NORM_KIND_ANY,
                     opts != NULL ? opts->prior : 0);
    return NORM_OK;
}
