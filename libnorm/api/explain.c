/* api/explain.c - compare two names and say why.
 * SPDX-License-Identifier: MIT */
#include "compare/explain.h"

#include "api/internal.h"
#include "base/fail.h"

norm_status norm_explain(norm_ctx *ctx, const norm_name *a, const norm_name *b,
                         const norm_match_opts *opts, norm_explanation *out, norm_error *err)
{
    const norm_name *const names[2] = {a, b};
    norm_status status = nrm_check_match(ctx, opts, err);

    if (status != NORM_OK)
        return status;
    if (a == NULL || b == NULL || out == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "a, b or out is NULL");
    return nrm_explain(&ctx->model->matcher, &ctx->model->encoder, &ctx->results, names,
                       opts != NULL ? opts->kind : NORM_KIND_ANY, opts != NULL ? opts->prior : 0,
                       out, err);
}
