/* api/train.c - learn edit costs and calibration from labelled pairs.
 * SPDX-License-Identifier: MIT */
#include <libnorm/train.h>

#include <string.h>

#include "api/internal.h"
#include "base/fail.h"
#include "train/train.h"

void norm_train_opts_init(norm_train_opts *opts)
{
    if (opts == NULL)
        return;
    memset(opts, 0, sizeof *opts);
    opts->struct_size = sizeof *opts;
}

static norm_status check_pairs(const norm_ctx *ctx, const norm_train_pair *pairs, size_t count,
                               norm_error *err)
{
    size_t i;
    norm_status status = NORM_OK;

    for (i = 0; i < count && status == NORM_OK; i++) {
        const norm_train_pair *pair = &pairs[i];

        status = nrm_check_text(ctx, pair->a, err);
        if (status == NORM_OK)
            status = nrm_check_text(ctx, pair->b, err);
        if (status == NORM_OK)
            status = nrm_check_tag(pair->lang_a, err);
        if (status == NORM_OK)
            status = nrm_check_tag(pair->lang_b, err);
        if (status == NORM_OK &&
            (pair->kind > NORM_KIND_ORG || pair->label < -2 || pair->label > 1))
            status = nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "a label is 1, 0, -1 or -2");
        if (status != NORM_OK && err != NULL)
            err->line = (uint32_t)(i + 1);
    }
    return status;
}

norm_status norm_train(norm_ctx *ctx, const norm_train_pair *pairs, size_t count,
                       const norm_train_opts *opts, norm_train_result *out, norm_error *err)
{
    norm_train_opts defaults;
    nrm_trained trained;
    nrm_train_task task;
    nrm_mark mark;
    norm_str blob = {NULL, 0};
    norm_status status;

    norm_train_opts_init(&defaults);
    if (ctx == NULL || (pairs == NULL && count > 0) || out == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "ctx, pairs or out is NULL");
    memset(out, 0, sizeof *out);
    if (opts != NULL && opts->struct_size != sizeof *opts)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "options without norm_train_opts_init");
    if (opts != NULL && !(opts->precision >= 0 && opts->precision < 1))
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "a precision is from 0 to below 1");
    status = check_pairs(ctx, pairs, count, err);
    if (status != NORM_OK)
        return status;
    task = (nrm_train_task){&ctx->model->encoder, pairs, count, opts != NULL ? opts : &defaults};
    mark = nrm_arena_mark(&ctx->scratch);
    status = nrm_train(&task, &ctx->scratch, &trained, err);
    if (status == NORM_OK)
        status =
            nrm_blob_replace(&ctx->scratch, &ctx->model->blob, "COST", trained.section, &blob, err);
    if (status == NORM_OK)
        status = nrm_arena_copy(&ctx->results, trained.sounds, &out->sounds, err);
    if (status == NORM_OK)
        status = nrm_arena_copy(&ctx->results, trained.endings, &out->endings, err);
    if (status == NORM_OK)
        status = nrm_arena_copy(&ctx->results, trained.terms, &out->terms, err);
    if (status == NORM_OK)
        status = nrm_arena_copy(&ctx->results, trained.report, &out->report, err);
    if (status == NORM_OK)
        status = nrm_arena_copy(&ctx->results, blob, &out->blob, err);
    nrm_arena_rewind(&ctx->scratch, mark);
    return status;
}
