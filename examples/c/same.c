/* examples/c/same.c - are two names one? The example of README.md.
 * SPDX-License-Identifier: MIT */
#include <stdio.h>

#include <libnorm/norm.h>

int main(void)
{
    norm_model *model = NULL; /* the tables: one for all threads */
    norm_ctx *ctx = NULL;     /* the memory of results: one a thread */
    const norm_name *a;
    const norm_name *b;
    norm_match_result result;
    norm_error err;
    bool ok;

    ok = norm_model_open_builtin(NULL, &model, &err) == NORM_OK &&
         norm_ctx_open(model, &ctx, &err) == NORM_OK &&
         norm_encode(ctx, norm_str_from("Yeraskh"), norm_str_from("en"), NORM_KIND_PLACE, &a,
                     &err) == NORM_OK &&
         norm_encode(ctx, norm_str_from("Երասխ"), norm_str_from("hy"), NORM_KIND_PLACE, &b, &err) ==
             NORM_OK &&
         norm_compare(ctx, a, b, NULL, &result, &err) == NORM_OK;
    if (ok)
        printf("%.3f, %s\n", result.probability,
               result.verdict == NORM_MATCH ? "the same" : "perhaps not");
    else
        fprintf(stderr, "same: %s\n", err.message);
    norm_ctx_close(ctx);
    norm_model_close(model);
    return ok ? 0 : 1;
}
