/* examples/c/reconcile.c - are two names one, and which place of the gazetteer do they name?
 * SPDX-License-Identifier: MIT */
#include <stdio.h>

#include <libnorm/norm.h>

static norm_status compare(norm_ctx *ctx, norm_str a, norm_str b, norm_error *err)
{
    static const char *const verdicts[] = {"different", "review", "match"};
    norm_str any_language = norm_str_from("und");
    const norm_name *names[2];
    norm_match_result result;
    norm_status status = norm_encode(ctx, a, any_language, NORM_KIND_PLACE, &names[0], err);

    if (status == NORM_OK)
        status = norm_encode(ctx, b, any_language, NORM_KIND_PLACE, &names[1], err);
    if (status == NORM_OK)
        status = norm_compare(ctx, names[0], names[1], NULL, &result, err);
    if (status == NORM_OK)
        printf("%.*s and %.*s: %.3f, %s\n", (int)a.len, a.ptr, (int)b.len, b.ptr,
               result.probability, verdicts[result.verdict]);
    return status;
}

static norm_status look_up(norm_ctx *ctx, const norm_index *index, norm_str text, norm_error *err)
{
    norm_query query = {.text = text};
    const norm_hit *hits;
    size_t count;
    norm_status status = norm_lookup(ctx, index, &query, 1, &hits, &count, err);

    if (status == NORM_OK && count > 0)
        printf("%.*s is %.*s (%.*s): %.3f\n", (int)text.len, text.ptr, (int)hits->id.len,
               hits->id.ptr, (int)hits->name.len, hits->name.ptr, hits->probability);
    return status;
}

int main(int argc, char **argv)
{
    norm_str a = norm_str_from(argc == 3 ? argv[1] : "Yeraskh");
    norm_str b = norm_str_from(argc == 3 ? argv[2] : "Ерасх");
    norm_model *model = NULL; /* the tables: one for all threads */
    norm_ctx *ctx = NULL;     /* the memory of results: one a thread */
    norm_index *index = NULL;
    norm_error err;
    norm_status status = norm_model_open_builtin(NULL, &model, &err);

    if (status == NORM_OK)
        status = norm_ctx_open(model, &ctx, &err);
    if (status == NORM_OK)
        status = norm_index_open_builtin(model, &index, &err);
    if (status == NORM_OK)
        status = compare(ctx, a, b, &err);
    if (status == NORM_OK)
        status = look_up(ctx, index, b, &err);
    if (status != NORM_OK)
        fprintf(stderr, "reconcile: %s\n", err.message);
    norm_index_close(index);
    norm_ctx_close(ctx);
    norm_model_close(model);
    return status == NORM_OK ? 0 : 1;
}
