/* test_contradicted.c - Upper and Lower put before a pair of names never make it more probable.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>

#include <libnorm/norm.h>

#include "base/str.h"
#include "support/golden.h"

/* Words that exclude each other, in the languages of the table that have them. */
static const struct contrast {
    const char *lang, *upper, *lower;
} contrasts[] = {
    {"hy", "Վերին", "Ներքին"},   {"ru", "Верхний", "Нижний"}, {"az", "Yuxarı", "Aşağı"},
    {"ka", "ზემო", "ქვემო"},     {"en", "Upper", "Lower"},    {"tr", "Yukarı", "Aşağı"},
    {"uk", "Верхній", "Нижній"},
};

static const struct contrast *contrast_of(norm_str lang)
{
    size_t i;

    for (i = 0; i < sizeof contrasts / sizeof contrasts[0]; i++) {
        if (nrm_str_eq_c(lang, contrasts[i].lang))
            return &contrasts[i];
    }
    return NULL;
}

static norm_match_result compare(norm_ctx *ctx, const char *a, norm_str lang_a, const char *b,
                                 norm_str lang_b)
{
    const norm_name *name_a;
    const norm_name *name_b;
    norm_match_result result;
    norm_error err;

    cr_assert_eq(norm_encode(ctx, norm_str_from(a), lang_a, NORM_KIND_PLACE, &name_a, &err),
                 NORM_OK, "%s", err.message);
    cr_assert_eq(norm_encode(ctx, norm_str_from(b), lang_b, NORM_KIND_PLACE, &name_b, &err),
                 NORM_OK, "%s", err.message);
    cr_assert_eq(norm_compare(ctx, name_a, name_b, NULL, &result, &err), NORM_OK, "%s",
                 err.message);
    return result;
}

static void put_before(char out[600], const char *word, norm_str name)
{
    (void)snprintf(out, 600, "%s%s%.*s", word, word[0] != '\0' ? " " : "", (int)name.len, name.ptr);
}

Test(contradicted, no_pair_gains_by_a_contradiction)
{
    norm_model *model;
    norm_ctx *ctx;
    norm_error err;
    golden g;
    size_t tried = 0;

    cr_assert_eq(norm_model_open_builtin(NULL, &model, &err), NORM_OK);
    cr_assert_eq(norm_ctx_open(model, &ctx, &err), NORM_OK);
    golden_open(&g, "agreements.tsv");
    while (golden_next(&g)) {
        norm_str lang_a = golden_cell(&g, "lang_a");
        norm_str lang_b = golden_cell(&g, "lang_b");
        const struct contrast *before_a = contrast_of(lang_a);
        const struct contrast *before_b = contrast_of(lang_b);
        norm_match_result plain;
        norm_match_result contradicted;
        char a[600];
        char b[600];

        if (!nrm_str_eq_c(golden_cell(&g, "kind"), "place") || before_a == NULL || before_b == NULL)
            continue;
        put_before(a, "", golden_cell(&g, "a"));
        put_before(b, "", golden_cell(&g, "b"));
        plain = compare(ctx, a, lang_a, b, lang_b);
        put_before(a, before_a->upper, golden_cell(&g, "a"));
        put_before(b, before_b->lower, golden_cell(&g, "b"));
        contradicted = compare(ctx, a, lang_a, b, lang_b);
        cr_expect(contradicted.score <= plain.score, "%s: %s, %s: %d after %d", golden_at(&g), a, b,
                  (int)contradicted.score, (int)plain.score);
        cr_expect(contradicted.verdict != NORM_MATCH, "%s: %s, %s", golden_at(&g), a, b);
        norm_ctx_reset(ctx);
        tried++;
    }
    cr_assert(tried > 100, "only %zu pairs", tried);
    golden_close(&g);
    norm_ctx_close(ctx);
    norm_model_close(model);
}
