/* unit/api/test_acronyms.c - acronyms of organisations against their full names.
 * SPDX-License-Identifier: MIT
 *
 * Row by row of tests/golden/acronyms.tsv: how many letters stand for a word, what the pair may
 * not be judged, and that a with b is the same as b with a. */
#include <criterion/criterion.h>

#include <libnorm/norm.h>

#include "base/str.h"
#include "support/golden.h"

static const norm_name *encode(norm_ctx *ctx, golden *g, const char *text, const char *lang)
{
    const norm_name *name = NULL;
    norm_error err;

    cr_assert_eq(
        norm_encode(ctx, golden_cell(g, text), golden_cell(g, lang), NORM_KIND_ORG, &name, &err),
        NORM_OK, "%s: %s", golden_at(g), err.message);
    return name;
}

static norm_explanation explain(norm_ctx *ctx, golden *g, const norm_name *a, const norm_name *b)
{
    norm_match_opts opts;
    norm_explanation why;
    norm_error err;

    norm_match_opts_init(&opts);
    cr_assert_eq(norm_explain(ctx, a, b, &opts, &why, &err), NORM_OK, "%s: %s", golden_at(g),
                 err.message);
    return why;
}

/* Letters that stand for a word; the reasons add up to the score. */
static size_t count_letters(golden *g, const norm_explanation *why)
{
    int32_t sum = 0;
    size_t count = 0;
    size_t i;

    for (i = 0; i < why->reason_count; i++) {
        const norm_reason *reason = &why->reasons[i];
        bool is_letter = nrm_str_eq_c(reason->what, "letter of an acronym that fits");

        sum += reason->nats;
        count += is_letter;
        cr_expect(!is_letter || (reason->a_text.len > 0 && reason->b_text.len > 0), "%s",
                  golden_at(g));
    }
    cr_expect_eq(sum, why->result.score, "%s", golden_at(g));
    return count;
}

static norm_verdict verdict_of(golden *g)
{
    norm_str cell = golden_cell(g, "never");

    if (nrm_str_eq_c(cell, "match"))
        return NORM_MATCH;
    cr_assert(nrm_str_eq_c(cell, "different"), "%s: never", golden_at(g));
    return NORM_DIFFERENT;
}

static size_t wanted_letters(golden *g)
{
    norm_str cell = golden_cell(g, "letters");

    if (nrm_str_eq_c(cell, "-"))
        return 0;
    cr_assert(cell.len == 1 && cell.ptr[0] >= '2' && cell.ptr[0] <= '9', "%s: letters",
              golden_at(g));
    return (size_t)(cell.ptr[0] - '0');
}

Test(acronyms, letters_stand_for_words)
{
    norm_model *model = NULL;
    norm_ctx *ctx = NULL;
    norm_error err;
    golden g;

    cr_assert_eq(norm_model_open_builtin(NULL, &model, &err), NORM_OK, "%s", err.message);
    cr_assert_eq(norm_ctx_open(model, &ctx, &err), NORM_OK, "%s", err.message);
    golden_open(&g, "acronyms.tsv");
    while (golden_next(&g)) {
        const norm_name *a = encode(ctx, &g, "a", "lang_a");
        const norm_name *b = encode(ctx, &g, "b", "lang_b");
        norm_explanation there = explain(ctx, &g, a, b);
        norm_explanation back = explain(ctx, &g, b, a);

        cr_expect_eq(count_letters(&g, &there), wanted_letters(&g), "%s: %zu letters",
                     golden_at(&g), count_letters(&g, &there));
        cr_expect_eq(count_letters(&g, &back), wanted_letters(&g), "%s: back", golden_at(&g));
        cr_expect_eq(there.result.score, back.result.score, "%s", golden_at(&g));
        cr_expect_neq(there.result.verdict, verdict_of(&g), "%s: %.3f", golden_at(&g),
                      there.result.probability);
        norm_ctx_reset(ctx);
    }
    golden_close(&g);
    norm_ctx_close(ctx);
    norm_model_close(model);
}
