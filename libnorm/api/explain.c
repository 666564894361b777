/* api/explain.c - compare two names and say why.
 * SPDX-License-Identifier: MIT */
#include "compare/explain.h"

#include <string.h>

#include "api/internal.h"
#include "base/buf.h"
#include "base/fail.h"

/* A reason for what reading a base form costs, before those for the base form itself. */
static norm_status add_case(norm_ctx *ctx, const norm_name *a, const nrm_base_form *form,
                            norm_explanation *out, norm_error *err)
{
    norm_str inflected = nrm_str_slice(nrm_name_text(a), form->begin, form->end);
    size_t tail = a->text_len - form->end;
    norm_str base = nrm_str_slice(form->text, form->begin, form->text.len - tail);
    norm_reason *reasons = nrm_arena_alloc(&ctx->results, out->reason_count + 1, sizeof *reasons);
    nrm_buf what;
    nrm_buf source;
    norm_status status;

    if (reasons == NULL)
        return nrm_fail_nomem(err);
    memset(reasons, 0, sizeof *reasons);
    memcpy(reasons + 1, out->reasons, out->reason_count * sizeof *reasons);
    nrm_buf_init(&what, &ctx->results);
    nrm_buf_addf(&what, "%.*s, read as %.*s", (int)form->rule->name.len, form->rule->name.ptr,
                 (int)base.len, base.ptr);
    nrm_buf_init(&source, &ctx->results);
    nrm_buf_addf(&source, "lang/cases.tsv %.*s %.*s %.*s", (int)form->rule->lang.len,
                 form->rule->lang.ptr, (int)form->rule->name.len, form->rule->name.ptr,
                 (int)form->rule->ending.len, form->rule->ending.ptr);
    reasons[0].type = NORM_REASON_TOKEN;
    reasons[0].operation = norm_str_from("case ending");
    reasons[0].nats = -NRM_INFLECTED_NATS;
    status = nrm_arena_copy(&ctx->results, inflected, &reasons[0].a_text, err);
    if (status == NORM_OK)
        status = nrm_buf_finish(&what, &reasons[0].what, err);
    if (status == NORM_OK)
        status = nrm_buf_finish(&source, &reasons[0].source, err);
    out->reasons = reasons;
    out->reason_count++;
    return status;
}

static norm_status explain_inflected(norm_ctx *ctx, const norm_name *a, const norm_name *b,
                                     const norm_match_opts *opts, norm_explanation *out,
                                     norm_error *err)
{
    const norm_model *model = ctx->model;
    nrm_mark mark = nrm_arena_mark(&ctx->scratch);
    const norm_name *names[2] = {a, b};
    nrm_inflected inflected;
    norm_match_result result = {0, NORM_DIFFERENT, 0};
    size_t best = 0;
    norm_status status = nrm_find_inflected(ctx, a, &inflected, err);

    if (status == NORM_OK) {
        result =
            nrm_match_inflected(&model->matcher, a, &inflected, b, opts->kind, opts->prior, &best);
        names[0] = best < inflected.count ? inflected.names[best] : a;
        status = nrm_explain(&model->matcher, &model->encoder, &ctx->results, names, opts->kind,
                             opts->prior, out, err);
    }
    if (status == NORM_OK && best < inflected.count)
        status = add_case(ctx, a, &inflected.forms[best], out, err);
    if (status == NORM_OK)
        out->result = result;
    nrm_arena_rewind(&ctx->scratch, mark);
    return status;
}

norm_status norm_explain(norm_ctx *ctx, const norm_name *a, const norm_name *b,
                         const norm_match_opts *opts, norm_explanation *out, norm_error *err)
{
    const norm_name *const names[2] = {a, b};
    norm_status status = nrm_check_match(ctx, opts, err);

    if (status != NORM_OK)
        return status;
    if (a == NULL || b == NULL || out == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "a, b or out is NULL");
    if (opts != NULL && opts->inflected)
        return explain_inflected(ctx, a, b, opts, out, err);
    return nrm_explain(&ctx->model->matcher, &ctx->model->encoder, &ctx->results, names,
                       opts != NULL ? opts->kind : NORM_KIND_ANY, opts != NULL ? opts->prior : 0,
                       out, err);
}
