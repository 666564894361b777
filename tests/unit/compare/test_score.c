/* unit/compare/test_score.c - terms: lines and surfaces through knots, and what is refused.
 * SPDX-License-Identifier: MIT */
#include "fixture.h"

#include "support/alloc_probe.h"

#define HEADER "kind\tfeature\tat\twith\twith_at\tvalue\n"
#define PRIORS                                                                                     \
    "any\tprior\t-\t-\t-\t250000\nplace\tprior\t-\t-\t-\t500000\n"                                 \
    "person\tprior\t-\t-\t-\t500000\norg\tprior\t-\t-\t-\t500000\n"
#define GRID                                                                                       \
    "any\tgap\t0\tlength\t0\t0\nany\tgap\t0\tlength\t10\t100\n"                                    \
    "any\tgap\t100\tlength\t0\t1000\nany\tgap\t100\tlength\t10\t2100\n"
#define SMALL_TERMS                                                                                \
    HEADER PRIORS "any\tintercept\t-\t-\t-\t-50\nany\tmatch_from\t-\t-\t-\t300\n"                  \
                  "any\treview_from\t-\t-\t-\t-300\n"                                              \
                  "any\tevidence\t-100\t-\t-\t-1000\nany\tevidence\t0\t-\t-\t0\n"                  \
                  "any\tevidence\t1000\t-\t-\t500\n" GRID

static norm_str compile_terms(nrm_arena *arena, const char *tsv)
{
    norm_error err = {.message = ""};
    norm_str section;

    cr_assert_eq(nrm_terms_compile(arena, norm_str_from(tsv), &section, &err), NORM_OK, "%s",
                 err.message);
    return section;
}

static void open_scorer(nrm_arena *arena, const char *tsv, nrm_scorer *out)
{
    norm_str section = compile_terms(arena, tsv);

    cr_assert_eq(nrm_scorer_open(arena, nrm_reader_over(section.ptr, section.len), out, NULL),
                 NORM_OK);
}

Test(score, a_term_is_a_line_through_its_knots)
{
    static const struct {
        int32_t at, want;
    } rows[] = {{-500, -1000}, {-100, -1000},    {-50, -500},       {-1, -10},
                {0, 0},        {1, 0},           {500, 250},        {999, 499},
                {1000, 500},   {INT32_MAX, 500}, {INT32_MIN, -1000}};
    nrm_scorer scorer;
    nrm_arena arena;
    size_t i;

    nrm_arena_init(&arena, NULL);
    open_scorer(&arena, SMALL_TERMS, &scorer);
    cr_assert_eq(scorer.term_count[NORM_KIND_ANY], 2);
    for (i = 0; i < NRM_LEN(rows); i++) {
        nrm_features f = {.v[NRM_F_EVIDENCE] = rows[i].at};
        int32_t got = nrm_term_value(&scorer.terms[NORM_KIND_ANY][0], &f);

        cr_expect(got - rows[i].want <= 1 && rows[i].want - got <= 1, "at %d: %d, not %d",
                  rows[i].at, got, rows[i].want);
    }
    nrm_arena_dispose(&arena);
}

Test(score, a_term_of_two_features_is_a_surface)
{
    static const struct {
        int32_t x, y, want;
    } rows[] = {{0, 0, 0},    {0, 10, 100},     {100, 0, 1000}, {100, 10, 2100},
                {50, 0, 500}, {0, 5, 50},       {50, 10, 1100}, {50, 5, 800},
                {-9, -9, 0},  {900, 900, 2100}, {900, -9, 1000}};
    nrm_scorer scorer;
    nrm_arena arena;
    size_t i;

    nrm_arena_init(&arena, NULL);
    open_scorer(&arena, SMALL_TERMS, &scorer);
    for (i = 0; i < NRM_LEN(rows); i++) {
        nrm_features f = {.v[NRM_F_GAP] = rows[i].x, .v[NRM_F_LENGTH] = rows[i].y};
        int32_t got = nrm_term_value(&scorer.terms[NORM_KIND_ANY][1], &f);

        cr_expect(got - rows[i].want <= 1 && rows[i].want - got <= 1, "%d, %d: %d, not %d",
                  rows[i].x, rows[i].y, got, rows[i].want);
    }
    nrm_arena_dispose(&arena);
}

Test(score, is_the_sum_of_intercept_and_terms)
{
    uint64_t state = 31;
    nrm_scorer scorer;
    nrm_arena arena;
    size_t i;

    nrm_arena_init(&arena, NULL);
    open_scorer(&arena, SMALL_TERMS, &scorer);
    for (i = 0; i < 500; i++) {
        nrm_features f = {.v[NRM_F_EVIDENCE] = (int32_t)roll(&state, 2000) - 500,
                          .v[NRM_F_GAP] = (int32_t)roll(&state, 200) - 50,
                          .v[NRM_F_LENGTH] = (int32_t)roll(&state, 20)};

        cr_expect_eq(nrm_score(&scorer, NORM_KIND_ANY, &f),
                     -50 + nrm_term_value(&scorer.terms[NORM_KIND_ANY][0], &f) +
                         nrm_term_value(&scorer.terms[NORM_KIND_ANY][1], &f));
        cr_expect_eq(nrm_score(&scorer, NORM_KIND_ORG, &f), 0, "no terms");
    }
    nrm_arena_dispose(&arena);
}

Test(score, is_adjusted_to_the_scripts)
{
    nrm_features f = {.v[NRM_F_EVIDENCE] = 1000};
    nrm_scorer scorer;
    nrm_arena arena;
    int32_t plain;

    nrm_arena_init(&arena, NULL);
    open_scorer(&arena,
                SMALL_TERMS "any\tscripts\tArmn:Latn\tlow\t-\t1000\n"
                            "any\tscripts\tLatn:Armn\thigh\t-\t-500\n"
                            "any\tscripts\tGeor:Geor\thigh\t-\t500\n",
                &scorer);
    plain = nrm_score_unadjusted(&scorer, NORM_KIND_ANY, &f);
    cr_expect_eq(plain, 450);
    f.scripts = nrm_script_pair(NRM_SCRIPT_ARMN, NRM_SCRIPT_LATN);
    cr_expect_eq(nrm_score(&scorer, NORM_KIND_ANY, &f),
                 nrm_adjust((nrm_adjustment){1000, -500}, 450));
    cr_expect_eq(nrm_score_unadjusted(&scorer, NORM_KIND_ANY, &f), plain);
    cr_expect_eq(nrm_score(&scorer, NORM_KIND_PLACE, &f), 0, "a kind of its own has its own");
    f.scripts = nrm_script_pair(NRM_SCRIPT_GEOR, NRM_SCRIPT_GEOR);
    cr_expect_eq(nrm_score(&scorer, NORM_KIND_ANY, &f), nrm_adjust((nrm_adjustment){0, 500}, 450));
    f.scripts = nrm_script_pair(NRM_SCRIPT_LATN, NRM_SCRIPT_CYRL);
    cr_expect_eq(nrm_score(&scorer, NORM_KIND_ANY, &f), plain, "not listed: as it is");
    nrm_arena_dispose(&arena);
}

Test(score, other_scripts_than_those_listed_have_a_row_of_their_own)
{
    static const struct {
        uint8_t a, b;
        int32_t high;
    } rows[] = {{NRM_SCRIPT_LATN, NRM_SCRIPT_ARMN, 0},   {NRM_SCRIPT_LATN, NRM_SCRIPT_CYRL, 90},
                {NRM_SCRIPT_OTHER, NRM_SCRIPT_LATN, 90}, {NRM_SCRIPT_GEOR, NRM_SCRIPT_GEOR, 0},
                {NRM_SCRIPT_OTHER, NRM_SCRIPT_OTHER, 0}, {NRM_SCRIPT_COMMON, NRM_SCRIPT_LATN, 0}};
    nrm_scorer scorer;
    nrm_arena arena;
    size_t i;

    nrm_arena_init(&arena, NULL);
    open_scorer(&arena,
                SMALL_TERMS "any\tscripts\t*:*\thigh\t-\t90\n"
                            "any\tscripts\tLatn:Armn\tlow\t-\t0\n",
                &scorer);
    for (i = 0; i < NRM_LEN(rows); i++)
        cr_expect_eq(scorer.adjust[NORM_KIND_ANY][nrm_script_pair(rows[i].a, rows[i].b)].high,
                     rows[i].high, "row %zu", i);
    nrm_arena_dispose(&arena);
}

Test(score, thresholds_decide_and_another_prior_shifts)
{
    nrm_scorer scorer;
    nrm_arena arena;

    nrm_arena_init(&arena, NULL);
    open_scorer(&arena, SMALL_TERMS, &scorer);
    cr_expect_eq(nrm_judge(&scorer, NORM_KIND_ANY, 300).verdict, NORM_MATCH);
    cr_expect_eq(nrm_judge(&scorer, NORM_KIND_ANY, 299).verdict, NORM_REVIEW);
    cr_expect_eq(nrm_judge(&scorer, NORM_KIND_ANY, -300).verdict, NORM_REVIEW);
    cr_expect_eq(nrm_judge(&scorer, NORM_KIND_ANY, -301).verdict, NORM_DIFFERENT);
    cr_expect_eq(nrm_judge(&scorer, NORM_KIND_ANY, -301).score, -301);
    cr_expect_float_eq(nrm_judge(&scorer, NORM_KIND_ANY, 0).probability, 0.5, 1e-12);
    cr_expect_float_eq(nrm_judge(&scorer, NORM_KIND_ANY, 1024).probability, 0.7310585786, 1e-9,
                       "1 / (1 + 1/e)");
    cr_expect_eq(nrm_prior_shift(&scorer, NORM_KIND_ANY, 0), 0, "the calibration's own");
    cr_expect_eq(nrm_prior_shift(&scorer, NORM_KIND_ANY, 0.25), 0, "the same");
    cr_expect_eq(nrm_prior_shift(&scorer, NORM_KIND_ANY, 0.5), 1124, "ln 3, down to 1/1024");
    cr_expect_lt(nrm_prior_shift(&scorer, NORM_KIND_ANY, 0.01), -3000);
    cr_expect_gt(nrm_prior_shift(&scorer, NORM_KIND_ANY, 1), 10000, "finite");
    nrm_arena_dispose(&arena);
}

Test(score, the_kind_is_what_is_asked_or_agreed_on)
{
    static const struct {
        uint8_t a, b;
        norm_kind asked, want;
    } rows[] = {
        {NORM_KIND_PLACE, NORM_KIND_PLACE, NORM_KIND_ANY, NORM_KIND_PLACE},
        {NORM_KIND_PLACE, NORM_KIND_ANY, NORM_KIND_ANY, NORM_KIND_PLACE},
        {NORM_KIND_ANY, NORM_KIND_ORG, NORM_KIND_ANY, NORM_KIND_ORG},
        {NORM_KIND_PLACE, NORM_KIND_ORG, NORM_KIND_ANY, NORM_KIND_ANY},
        {NORM_KIND_ANY, NORM_KIND_ANY, NORM_KIND_ANY, NORM_KIND_ANY},
        {NORM_KIND_PLACE, NORM_KIND_PLACE, NORM_KIND_PERSON, NORM_KIND_PERSON},
    };
    size_t i;

    for (i = 0; i < NRM_LEN(rows); i++) {
        norm_name a = {.kind = rows[i].a};
        norm_name b = {.kind = rows[i].b};

        cr_expect_eq(nrm_common_kind(&a, &b, rows[i].asked), rows[i].want, "row %zu", i);
        cr_expect_eq(nrm_common_kind(&b, &a, rows[i].asked), rows[i].want, "row %zu turned", i);
    }
}

Test(score, a_fault_in_the_file_is_named_with_its_line)
{
    static const struct {
        const char *rows;
        uint32_t line; /* 0: of the whole file */
        const char *part;
    } rows[] = {
        {"all\tgap\t0\t-\t-\t1\n", 6, "kind"},
        {"any\tgaps\t0\t-\t-\t1\n", 6, "no such feature"},
        {"any\tgap\t0\tlengths\t1\t1\n", 6, "with"},
        {"any\tgap\tx\t-\t-\t1\n", 6, "knot"},
        {"any\tgap\t0\tlength\t-\t1\n", 6, "knot"},
        {"any\tgap\t0\t-\t-\t0.5\n", 6, "value"},
        {"any\tgap\t0\t-\t-\t100000000\n", 6, "value"},
        {"any\tgap\t0\t-\t-\t1\nany\tgap\t-1\t-\t-\t1\n", 7, "ascend"},
        {"any\tgap\t0\t-\t-\t1\nany\tgap\t0\t-\t-\t1\n", 7, "ascend"},
        {"any\tgap\t0\tlength\t0\t1\nany\tgap\t1\tlength\t0\t1\n"
         "any\tgap\t0\tlength\t1\t1\nany\tgap\t1\tlength\t1\t1\n",
         8, "x and then y"},
        {"any\tscripts\tLatn\tlow\t-\t0\n", 6, "pair of scripts"},
        {"any\tscripts\t*\tlow\t-\t0\n", 6, "pair of scripts"},
        {"any\tscripts\tLatn:*\tlow\t-\t0\n", 6, "pair of scripts"},
        {"any\tscripts\tLatn:Abcd\tlow\t-\t0\n", 6, "pair of scripts"},
        {"any\tscripts\tLatn:Armn\t-\t-\t0\n", 6, "at low and at high"},
        {"any\tscripts\tLatn:Armn\tlow\t-\t1537\n", 6, "-1536 to 1536"},
        {"any\tscripts\tLatn:Armn\thigh\t-\t-1537\n", 6, "-1536 to 1536"},
        {"any\tscripts\tLatn:Armn\thigh\t-\t0.5\n", 6, "value"},
        {"any\tscripts\tLatn:Armn\tlow\t-\t1\nany\tscripts\tArmn:Latn\tlow\t-\t1\n", 7, "already"},
        {"any\tscripts\t*:*\tlow\t-\t1\nany\tscripts\t*:*\tlow\t-\t1\n", 7, "already"},
        {GRID "any\tgap\t200\tlength\t0\t1\n", 0, "grid"},
        {"any\tprior\t-\t-\t-\t0\n", 0, "needs a prior"},
        {"org\tprior\t-\t-\t-\t1000000\n", 0, "priors"},
    };
    nrm_arena arena;
    size_t i;

    nrm_arena_init(&arena, NULL);
    for (i = 0; i < NRM_LEN(rows); i++) {
        char tsv[600] = HEADER PRIORS;
        norm_error err = {.message = ""};
        norm_str out;

        strncat(tsv, rows[i].rows, 300);
        cr_expect_eq(nrm_terms_compile(&arena, norm_str_from(tsv), &out, &err), NORM_E_FORMAT,
                     "row %zu", i);
        cr_expect_eq(err.line, rows[i].line, "row %zu: line %u", i, (unsigned)err.line);
        cr_expect(strstr(err.message, rows[i].part) != NULL, "row %zu: %s", i, err.message);
    }
    nrm_arena_dispose(&arena);
}

Test(score, a_kind_without_rows_is_judged_as_any)
{
    nrm_scorer scorer;
    nrm_arena arena;

    nrm_arena_init(&arena, NULL);
    open_scorer(&arena, HEADER "any\tprior\t-\t-\t-\t250000\n" GRID, &scorer);
    cr_expect_eq(scorer.term_count[NORM_KIND_PERSON], 1);
    nrm_arena_dispose(&arena);
}

Test(score, damaged_bytes_do_no_harm)
{
    uint64_t state = 32;
    nrm_arena arena;
    norm_str whole;
    size_t i;

    nrm_arena_init(&arena, NULL);
    whole = compile_terms(&arena, SMALL_TERMS);
    for (i = 0; i < whole.len; i++) {
        nrm_scorer scorer;

        cr_expect_eq(nrm_scorer_open(&arena, nrm_reader_over(whole.ptr, i), &scorer, NULL),
                     NORM_E_FORMAT, "cut at %zu", i);
    }
    for (i = 0; i < 2000; i++) {
        char *bytes = nrm_arena_alloc(&arena, whole.len, 1);
        nrm_features f = {.v[NRM_F_EVIDENCE] = INT32_MAX, .v[NRM_F_GAP] = INT32_MIN};
        nrm_scorer scorer;

        memcpy(bytes, whole.ptr, whole.len);
        bytes[roll(&state, (uint32_t)whole.len)] ^= (char)(1U << roll(&state, 8));
        if (nrm_scorer_open(&arena, nrm_reader_over(bytes, whole.len), &scorer, NULL) == NORM_OK)
            (void)nrm_score(&scorer, NORM_KIND_ANY, &f);
    }
    nrm_arena_dispose(&arena);
}

Test(score, values_that_do_not_add_up_are_refused)
{
    nrm_arena arena;
    norm_str whole;
    nrm_scorer scorer;
    char *bytes;

    nrm_arena_init(&arena, NULL);
    whole = compile_terms(&arena, SMALL_TERMS);
    bytes = nrm_arena_alloc(&arena, whole.len, 1);
    memcpy(bytes, whole.ptr, whole.len);
    bytes[3] = 0x7f; /* the intercept of kind any */
    cr_expect_eq(nrm_scorer_open(&arena, nrm_reader_over(bytes, whole.len), &scorer, NULL),
                 NORM_E_FORMAT);
    nrm_arena_dispose(&arena);
}

Test(score, out_of_memory_at_any_request)
{
    nrm_arena arena;
    norm_str section;
    size_t fail_at = 0;
    norm_status status;

    nrm_arena_init(&arena, NULL);
    section = compile_terms(&arena, SMALL_TERMS);
    do {
        alloc_probe probe;
        nrm_arena tight;
        nrm_scorer scorer;

        alloc_probe_init(&probe, ++fail_at);
        nrm_arena_init(&tight, &probe.hook);
        status = nrm_scorer_open(&tight, nrm_reader_over(section.ptr, section.len), &scorer, NULL);
        cr_expect_eq(status, probe.refused > 0 ? NORM_E_NOMEM : NORM_OK);
        nrm_arena_dispose(&tight);
        cr_expect(alloc_probe_clean(&probe));
    } while (status != NORM_OK);
    nrm_arena_dispose(&arena);
}
