/* unit/compare/test_match.c - two names in, a probability out: the same both ways, always.
 * SPDX-License-Identifier: MIT */
#include "builtin.h"

static norm_match_result compare(builtin *t, const norm_name *a, const norm_name *b,
                                 const norm_match_opts *opts)
{
    norm_match_result result;
    norm_error err = {.message = ""};

    cr_assert_eq(norm_compare(t->ctx, a, b, opts, &result, &err), NORM_OK, "%s", err.message);
    return result;
}

static bool is_same(norm_match_result x, norm_match_result y)
{
    return x.score == y.score && x.verdict == y.verdict && x.probability <= y.probability &&
           x.probability >= y.probability;
}

Test(match, is_symmetric)
{
    uint64_t state = 51;
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    adjust_scores(&t, &state);
    for (i = 0; i < 3000; i++) {
        const norm_name *a = encode_random(&t, &state);
        const norm_name *b = encode_random(&t, &state);
        norm_match_opts opts;

        norm_match_opts_init(&opts);
        opts.kind = (norm_kind)roll(&state, NORM_KIND_ORG + 1);
        opts.prior = roll(&state, 100) / 100.0;
        cr_assert(is_same(compare(&t, a, b, &opts), compare(&t, b, a, &opts)),
                  "\"%.*s\" and \"%.*s\"", (int)a->text_len, nrm_name_text(a).ptr, (int)b->text_len,
                  nrm_name_text(b).ptr);
        norm_ctx_reset(t.ctx);
    }
    close_builtin(&t);
}

Test(match, eraskh_is_yeraskh_and_not_yeraskhahun)
{
    static const char *const same[][2] = {{"Eraskh", ""},  {"Yeraskh", "en"}, {"Ерасх", "ru"},
                                          {"Երասխ", "hy"}, {"Ərəsx", "az"},   {"ერასხი", "ka"}};
    builtin t;
    size_t i;
    size_t k;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_LEN(same); i++) {
        const norm_name *a = encode_place(&t, same[i][0], same[i][1]);
        norm_match_result other;

        for (k = 0; k <= i; k++) {
            norm_match_result r = compare(&t, a, encode_place(&t, same[k][0], same[k][1]), NULL);

            cr_expect_neq(r.verdict, NORM_DIFFERENT, "%s and %s: %.3f", same[i][0], same[k][0],
                          r.probability);
        }
        other = compare(&t, a, encode_place(&t, "Yeraskhahun", "en"), NULL);
        cr_expect_lt(other.probability,
                     compare(&t, a, encode_place(&t, "Yeraskh", "en"), NULL).probability, "%s",
                     same[i][0]);
        cr_expect_neq(other.verdict, NORM_MATCH, "%s and Yeraskhahun", same[i][0]);
    }
    close_builtin(&t);
}

/* Whatever the scripts: contradictions are no match, and nothing in common is different. */
Test(match, the_cap_comes_after_the_adjustment)
{
    uint64_t state = 53;
    size_t capped = 0;
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_SCRIPT_PAIRS; i++)
        t.model->scorer.adjust[NORM_KIND_PLACE][i] =
            (nrm_adjustment){NRM_MOST_ADJUSTED, NRM_MOST_ADJUSTED};
    for (i = 0; i < 1000; i++) {
        const norm_name *a = encode_random(&t, &state);
        const norm_name *b = encode_random(&t, &state);
        norm_match_opts opts;
        nrm_features features;
        norm_match_result r;

        norm_match_opts_init(&opts);
        opts.kind = NORM_KIND_PLACE;
        opts.prior = 0.999;
        r = compare(&t, a, b, &opts);
        nrm_evidence_of(&t.model->costs, a, b, &features);
        if (features.v[NRM_F_EVIDENCE] <= 0)
            cr_assert_eq(r.verdict, NORM_DIFFERENT);
        else if (features.v[NRM_F_CONTRADICTED] > 0)
            cr_assert_neq(r.verdict, NORM_MATCH);
        else
            continue;
        capped++;
        norm_ctx_reset(t.ctx);
    }
    cr_expect_gt(capped, 100, "%zu", capped);
    close_builtin(&t);
}

Test(match, a_larger_prior_makes_a_match_more_probable)
{
    uint64_t state = 52;
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < 200; i++) {
        const norm_name *a = encode_random(&t, &state);
        const norm_name *b = encode_random(&t, &state);
        norm_match_opts opts;
        norm_match_result before = {0};
        int percent;

        norm_match_opts_init(&opts);
        for (percent = 1; percent < 100; percent += 7) {
            norm_match_result result;

            opts.prior = percent / 100.0;
            result = compare(&t, a, b, &opts);
            cr_assert(percent == 1 || (result.score >= before.score &&
                                       result.probability >= before.probability &&
                                       result.verdict >= before.verdict),
                      "try %zu, %d %%", i, percent);
            before = result;
        }
        cr_assert(before.probability >= 0 && before.probability <= 1);
    }
    close_builtin(&t);
}

Test(match, names_without_words)
{
    static const char *const texts[] = {"", " ", "-", "1", "!!"};
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_LEN(texts); i++) {
        norm_match_result r =
            compare(&t, encode_place(&t, texts[i], ""), encode_place(&t, "Yeraskh", "en"), NULL);

        cr_expect_neq(r.verdict, NORM_MATCH, "\"%s\"", texts[i]);
    }
    close_builtin(&t);
}

Test(match, arguments)
{
    builtin t;
    const norm_name *a;
    norm_match_result r;
    norm_match_opts opts;

    open_builtin(&t, NULL);
    a = encode_place(&t, "Ерасх", "ru");
    cr_expect_eq(norm_compare(NULL, a, a, NULL, &r, NULL), NORM_E_ARG);
    cr_expect_eq(norm_compare(t.ctx, NULL, a, NULL, &r, NULL), NORM_E_ARG);
    cr_expect_eq(norm_compare(t.ctx, a, NULL, NULL, &r, NULL), NORM_E_ARG);
    cr_expect_eq(norm_compare(t.ctx, a, a, NULL, NULL, NULL), NORM_E_ARG);
    memset(&opts, 0, sizeof opts);
    cr_expect_eq(norm_compare(t.ctx, a, a, &opts, &r, NULL), NORM_E_ARG, "no struct_size");
    norm_match_opts_init(&opts);
    cr_expect_eq(norm_compare(t.ctx, a, a, &opts, &r, NULL), NORM_OK);
    opts.prior = 1;
    cr_expect_eq(norm_compare(t.ctx, a, a, &opts, &r, NULL), NORM_E_ARG);
    opts.prior = -0.1;
    cr_expect_eq(norm_compare(t.ctx, a, a, &opts, &r, NULL), NORM_E_ARG);
    close_builtin(&t);
}

Test(match, tables_without_costs_say_so)
{
    builtin t;
    const norm_name *a;
    norm_match_result r;
    norm_explanation why;

    open_builtin(&t, NULL);
    a = encode_place(&t, "Ерасх", "ru");
    t.model->has_costs = false;
    cr_expect_eq(norm_compare(t.ctx, a, a, NULL, &r, NULL), NORM_E_UNSUPPORTED);
    cr_expect_eq(norm_explain(t.ctx, a, a, NULL, &why, NULL), NORM_E_UNSUPPORTED);
    close_builtin(&t);
}
