/* unit/api/test_bulk.c - many names compared at once get what they get pair by pair.
 * SPDX-License-Identifier: MIT */
#include "unit/compare/builtin.h"

#define NAMES 240

typedef struct crowd {
    builtin t;
    const norm_name *names[NAMES];
} crowd;

/* Real-looking names of all kinds in several scripts, half of them of one word and many of these
 * spellings of each other; an empty one and one of many words. */
static void gather(crowd *c)
{
    static const struct {
        const char *text, *lang;
    } words[] = {{"Երասխ", "hy"},     {"Ерасх", "ru"},     {"Yeraskh", "en"},  {"Eraskh", ""},
                 {"Ağdam", "az"},     {"Агдам", "ru"},     {"Aghdam", "en"},   {"Ağcabədi", "az"},
                 {"თბილისი", "ka"},   {"Тбилиси", "ru"},   {"Tbilisi", ""},    {"Petrosyan", "en"},
                 {"Պետրոսյան", "hy"}, {"Петросян", "ru"},  {"Petrosian", ""},  {"Петров", "ru"},
                 {"Petrova", "en"},   {"Norashen", "en"},  {"Норашен", "ru"},  {"Նորաշեն", "hy"},
                 {"تهران", "fa"},     {"Tehran", "en"},    {"Тегеран", "ru"},  {"Խնձորեսկ", "hy"},
                 {"Khndzoresk", ""},  {"Хндзореск", "ru"}, {"Gyumri", "en"},   {"Гюмри", "ru"},
                 {"Basra", "en"},     {"Zabrze", ""},      {"Szczecin", "pl"}, {"Щецин", "ru"}};
    uint64_t state = 11;
    size_t i;

    open_builtin(&c->t, NULL);
    for (i = 0; i < NAMES - 2; i++) {
        size_t word = roll(&state, NRM_LEN(words));

        c->names[i] = i % 2 == 0 ? encode_random(&c->t, &state)
                                 : encode_kind(&c->t, words[word].text, words[word].lang,
                                               (norm_kind)roll(&state, NORM_KIND_ORG + 1));
    }
    c->names[NAMES - 2] = encode_place(&c->t, "", "en");
    c->names[NAMES - 1] = encode_place(&c->t, "A. Верхний Kara Bagh 3 Сан Жуан де Лос", "");
}

static void expect_as_by_pairs(crowd *c, const norm_bulk_opts *opts)
{
    norm_match_opts match;
    const norm_pair *pairs = NULL;
    norm_error err;
    size_t count = 0;
    size_t next = 0;
    size_t i;

    norm_match_opts_init(&match);
    match.kind = opts->kind;
    match.prior = opts->prior;
    cr_assert_eq(
        norm_compare_block(c->t.ctx, c->names, NAMES, c->names, NAMES, opts, &pairs, &count, &err),
        NORM_OK, "%s", err.message);
    for (i = 0; i < (size_t)NAMES * NAMES; i++) {
        norm_match_result want;

        cr_assert_eq(
            norm_compare(c->t.ctx, c->names[i / NAMES], c->names[i % NAMES], &match, &want, &err),
            NORM_OK);
        if (want.probability < opts->least)
            continue;
        cr_assert_lt(next, count, "least %g: %zu with %zu is missing", opts->least, i / NAMES,
                     i % NAMES);
        cr_assert(pairs[next].a == i / NAMES && pairs[next].b == i % NAMES,
                  "least %g: %zu with %zu in place of %zu with %zu", opts->least, pairs[next].a,
                  pairs[next].b, i / NAMES, i % NAMES);
        cr_assert(pairs[next].result.score == want.score &&
                      pairs[next].result.probability == want.probability &&
                      pairs[next].result.verdict == want.verdict,
                  "least %g: %zu with %zu", opts->least, i / NAMES, i % NAMES);
        next++;
    }
    cr_assert_eq(next, count, "least %g: more than there are", opts->least);
    cr_expect_gt(count, 0, "least %g", opts->least);
}

Test(bulk, reports_what_comparing_each_pair_gives)
{
    static const struct {
        double least, prior;
        norm_kind kind;
        unsigned threads;
    } rows[] = {{0, 0, NORM_KIND_ANY, 1},      {0.001, 0, NORM_KIND_ANY, 1},
                {0.2, 0, NORM_KIND_ANY, 1},    {0.5, 0, NORM_KIND_PLACE, 3},
                {0.9, 0.01, NORM_KIND_ANY, 2}, {0.3, 0.9, NORM_KIND_PERSON, 1},
                {0.5, 0, NORM_KIND_ORG, 64},   {0.99, 0, NORM_KIND_PLACE, 1},
                {0.5, 0, NORM_KIND_ANY, 1},    {0.2, 0.001, NORM_KIND_PERSON, 1},
                {0.12, 0, NORM_KIND_PLACE, 1}};
    uint64_t state = 12;
    crowd c;
    size_t i;

    gather(&c);
    for (i = 0; i < 2 * NRM_LEN(rows); i++) {
        const size_t row = i % NRM_LEN(rows);
        norm_bulk_opts opts;

        if (i == NRM_LEN(rows))
            adjust_scores(&c.t, &state);
        norm_bulk_opts_init(&opts);
        opts.least = rows[row].least;
        opts.prior = rows[row].prior;
        opts.kind = rows[row].kind;
        opts.threads = rows[row].threads;
        expect_as_by_pairs(&c, &opts);
    }
    close_builtin(&c.t);
}

/* More than fit into a wave of pieces, so that results are collected several times. */
Test(bulk, threads_cannot_be_seen)
{
    enum {
        MANY = 5000,
        ROWS = 40
    };
    const norm_name **many = malloc(MANY * sizeof *many);
    const norm_pair *one = NULL;
    const norm_pair *three = NULL;
    size_t counts[2] = {0, 0};
    norm_bulk_opts opts;
    norm_error err;
    crowd c;
    size_t i;

    cr_assert_not_null(many);
    gather(&c);
    for (i = 0; i < MANY; i++)
        many[i] = c.names[i * 7 % NAMES];
    norm_bulk_opts_init(&opts);
    opts.least = 0.1;
    cr_assert_eq(
        norm_compare_block(c.t.ctx, c.names, ROWS, many, MANY, &opts, &one, &counts[0], &err),
        NORM_OK);
    opts.threads = 3;
    cr_assert_eq(
        norm_compare_block(c.t.ctx, c.names, ROWS, many, MANY, &opts, &three, &counts[1], &err),
        NORM_OK);
    cr_assert_eq(counts[0], counts[1]);
    cr_assert_gt(counts[0], MANY / NAMES * ROWS, "each finds itself at least");
    for (i = 0; i < counts[0]; i++)
        cr_assert(one[i].a == three[i].a && one[i].b == three[i].b &&
                      one[i].result.score == three[i].result.score,
                  "pair %zu", i);
    cr_assert_eq(
        norm_compare_many(c.t.ctx, c.names[0], many, MANY, &opts, &three, &counts[1], &err),
        NORM_OK);
    for (i = 0; i < counts[1]; i++)
        cr_assert(three[i].a == 0 && three[i].b == one[i].b, "one with many, pair %zu", i);
    free(many);
    close_builtin(&c.t);
}

Test(bulk, bad_arguments_are_told)
{
    const norm_pair *pairs;
    norm_bulk_opts opts;
    norm_bulk_opts bad;
    norm_error err;
    size_t count = 7;
    crowd c;
    norm_ctx *ctx;

    gather(&c);
    ctx = c.t.ctx;
    norm_bulk_opts_init(&opts);
    norm_bulk_opts_init(NULL);
    cr_expect_eq(norm_compare_many(NULL, c.names[0], c.names, 2, &opts, &pairs, &count, &err),
                 NORM_E_ARG);
    cr_expect_eq(norm_compare_many(ctx, NULL, c.names, 2, &opts, &pairs, &count, &err), NORM_E_ARG);
    cr_expect_eq(norm_compare_many(ctx, c.names[0], NULL, 2, &opts, &pairs, &count, &err),
                 NORM_E_ARG);
    cr_expect_eq(norm_compare_many(ctx, c.names[0], c.names, 2, &opts, NULL, &count, &err),
                 NORM_E_ARG);
    cr_expect_eq(norm_compare_many(ctx, c.names[0], c.names, 2, &opts, &pairs, NULL, &err),
                 NORM_E_ARG);
    bad = opts;
    bad.struct_size = 0;
    cr_expect_eq(norm_compare_many(ctx, c.names[0], c.names, 2, &bad, &pairs, &count, &err),
                 NORM_E_ARG);
    bad = opts;
    bad.least = 1.5;
    cr_expect_eq(norm_compare_many(ctx, c.names[0], c.names, 2, &bad, &pairs, &count, &err),
                 NORM_E_ARG);
    cr_expect_eq(norm_compare_many(ctx, c.names[0], NULL, 0, NULL, &pairs, &count, &err), NORM_OK);
    cr_expect_eq(count, 0, "no names, no pairs");
    cr_expect_eq(norm_compare_many(ctx, c.names[0], c.names, 2, NULL, &pairs, &count, &err),
                 NORM_OK);
    cr_expect_eq(count, 2, "all pairs without options");
    close_builtin(&c.t);
}
