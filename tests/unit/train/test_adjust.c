/* unit/train/test_adjust.c - scripts whose odds are wrong in a known way are put right.
 * SPDX-License-Identifier: MIT */
#include "unit/compare/fixture.h"

#include <math.h>
#include <stdlib.h>

#include "compare/logistic.h"
#include "support/alloc_probe.h"
#include "train/adjust.h"
#include "train/appraise.h"
#include "train/fit.h"

#define PAIRS     12000
#define FEW       80 /* pairs of two more scripts */
#define PRECISION 0.99

enum {
    RIGHT,
    WRONG,
    RARE
}; /* in place of scripts */

static nrm_adjustment adjust[NRM_KINDS][NRM_SCRIPT_PAIRS];

/* Log odds from -8 to 8 of which labels are drawn; those of WRONG are told as one nat less, and
 * so are those of RARE. */
static void make_pairs(nrm_held *held)
{
    uint64_t state = 91;
    size_t i;

    memset(held, 0, sizeof *held);
    held->count = PAIRS + FEW;
    held->items = calloc(held->count, sizeof *held->items);
    held->fitted[NORM_KIND_ANY] = held->fitted[NORM_KIND_PLACE] = true;
    cr_assert_not_null(held->items);
    for (i = 0; i < held->count; i++) {
        nrm_held_pair *pair = &held->items[i];
        double odds = roll(&state, 1600) / 100.0 - 8;

        pair->scripts = i >= PAIRS ? RARE : i % 2 == 0 ? RIGHT : WRONG;
        pair->kind = i % 3 == 0 ? NORM_KIND_ORG : NORM_KIND_PLACE;
        pair->fold = roll(&state, NRM_FOLDS);
        pair->label = roll(&state, 1000000) < 1000000 * nrm_logistic(odds);
        pair->odds[0] = pair->odds[1] = pair->scripts == RIGHT ? odds : odds - 1;
        held->of_scripts[pair->scripts]++;
    }
}

static void learn(nrm_held *held, nrm_arena *arena)
{
    norm_error err = {.message = ""};

    cr_assert_eq(nrm_adjust_learn(held, arena, adjust, &err), NORM_OK, "%s", err.message);
}

static double calibration_error(nrm_held *held, uint8_t scripts)
{
    nrm_judged *judged = calloc(held->count, sizeof *judged);
    nrm_quality quality;
    size_t count = 0;
    size_t i;

    cr_assert_not_null(judged);
    for (i = 0; i < held->count; i++) {
        if (held->items[i].scripts == scripts)
            judged[count++] = (nrm_judged){held->items[i].odds[1], held->items[i].label};
    }
    cr_assert_eq(
        nrm_quality_measure(&nrm_allocator_default, judged, count, PRECISION, &quality, NULL),
        NORM_OK);
    free(judged);
    return quality.ece;
}

Test(train_adjust, puts_right_what_is_wrong_and_nothing_else)
{
    nrm_arena arena;
    nrm_held held;
    double before;

    nrm_arena_init(&arena, NULL);
    make_pairs(&held);
    before = calibration_error(&held, WRONG);
    cr_assert_gt(before, 0.04, "%g", before);
    learn(&held, &arena);
    cr_expect(abs(adjust[NORM_KIND_ANY][WRONG].low - 1024) < 300, "a nat: %d",
              (int)adjust[NORM_KIND_ANY][WRONG].low);
    cr_expect(adjust[NORM_KIND_ANY][WRONG].high > 300, "much of a nat; it ends soon: %d",
              (int)adjust[NORM_KIND_ANY][WRONG].high);
    cr_expect(abs(adjust[NORM_KIND_ANY][RIGHT].low) < 300, "nothing: %d",
              (int)adjust[NORM_KIND_ANY][RIGHT].low);
    cr_expect(abs(adjust[NORM_KIND_ANY][RIGHT].high) < 300, "nothing: %d",
              (int)adjust[NORM_KIND_ANY][RIGHT].high);
    cr_expect_lt(calibration_error(&held, WRONG), 0.015);
    cr_expect_lt(calibration_error(&held, RIGHT), 0.015);
    free(held.items);
    nrm_arena_dispose(&arena);
}

Test(train_adjust, leaves_alone_what_has_few_pairs)
{
    nrm_arena arena;
    nrm_held held;

    nrm_arena_init(&arena, NULL);
    make_pairs(&held);
    learn(&held, &arena);
    cr_expect(adjust[NORM_KIND_ANY][RARE].low == 0 && adjust[NORM_KIND_ANY][RARE].high == 0);
    cr_expect(adjust[NORM_KIND_ORG][WRONG].low == 0 && adjust[NORM_KIND_ORG][WRONG].high == 0,
              "a kind that is judged as any");
    free(held.items);
    nrm_arena_dispose(&arena);
}

/* So that what it says of a pair is not learned from the pair. */
Test(train_adjust, a_fold_is_adjusted_by_the_others)
{
    nrm_arena arena;
    nrm_held held;
    nrm_held turned;
    size_t i;

    nrm_arena_init(&arena, NULL);
    make_pairs(&held);
    make_pairs(&turned);
    for (i = 0; i < turned.count; i++)
        turned.items[i].label ^= turned.items[i].fold == 2;
    learn(&held, &arena);
    learn(&turned, &arena);
    for (i = 0; i < held.count; i++) {
        bool same = fabs(held.items[i].odds[1] - turned.items[i].odds[1]) < 1e-12;

        if (held.items[i].fold == 2)
            cr_assert(same, "pair %zu", i);
        else if (held.items[i].scripts != RARE && fabs(held.items[i].odds[1]) < 3)
            cr_assert_not(same, "pair %zu", i);
        if (held.items[i].kind == NORM_KIND_ORG)
            cr_assert_float_eq(held.items[i].odds[0], held.items[i].odds[1], 0);
    }
    free(held.items);
    free(turned.items);
    nrm_arena_dispose(&arena);
}

/* However wrong: 16 times too sure, or turned round. */
Test(train_adjust, a_score_never_falls_where_the_odds_rise)
{
    static const double factors[] = {16, 0.01, -1};
    size_t f;

    for (f = 0; f < NRM_LEN(factors); f++) {
        nrm_arena arena;
        nrm_held held;
        size_t i;

        nrm_arena_init(&arena, NULL);
        make_pairs(&held);
        for (i = 0; i < held.count; i++)
            held.items[i].odds[0] = held.items[i].odds[1] *= factors[f];
        learn(&held, &arena);
        for (i = 0; i < NRM_SCRIPT_PAIRS; i++)
            cr_assert(nrm_adjustment_is_sane(adjust[NORM_KIND_ANY][i]), "%g: pair %zu", factors[f],
                      i);
        free(held.items);
        nrm_arena_dispose(&arena);
    }
}

Test(train_adjust, what_is_written_can_be_read)
{
    static const char head[] = "kind\tfeature\tat\twith\twith_at\tvalue\n"
                               "any\tprior\t-\t-\t-\t500000\n";
    nrm_adjustment given[NRM_SCRIPT_PAIRS];
    nrm_held held = {.count = 0};
    nrm_arena arena;
    nrm_buf tsv;
    norm_str text;
    norm_str section;
    nrm_scorer scorer;
    uint8_t a;
    uint8_t b;

    nrm_arena_init(&arena, NULL);
    nrm_buf_init(&tsv, &arena);
    nrm_buf_add(&tsv, norm_str_from(head));
    for (a = 0; a < NRM_SCRIPT_PAIRS; a++) {
        given[a] = (nrm_adjustment){7 * a - 100, 11 * a - 200};
        held.of_scripts[a] = a % 2 == 0 ? 1000 : 0;
    }
    nrm_adjust_write(&held, given, "any", &tsv);
    cr_assert_eq(nrm_buf_finish(&tsv, &text, NULL), NORM_OK);
    cr_assert_eq(nrm_terms_compile(&arena, text, &section, NULL), NORM_OK);
    cr_assert_eq(nrm_scorer_open(&arena, nrm_reader_over(section.ptr, section.len), &scorer, NULL),
                 NORM_OK);
    for (a = 0; a < NRM_SCRIPT_COUNT; a++) {
        for (b = a; b < NRM_SCRIPT_COUNT; b++) {
            uint8_t pair = nrm_script_pair(a, b);
            nrm_adjustment got = scorer.adjust[NORM_KIND_ANY][pair];

            if (pair % 2 == 0)
                cr_expect(got.low == given[pair].low && got.high == given[pair].high, "pair %d",
                          pair);
            else if (a == b || a == NRM_SCRIPT_COMMON)
                cr_expect(got.low == 0 && got.high == 0, "pair %d", pair);
            else
                cr_expect(got.low > 0 && got.high > 0, "scripts never seen, pair %d", pair);
        }
    }
    nrm_arena_dispose(&arena);
}

Test(train_adjust, tables_by_kind_and_scripts)
{
    nrm_arena arena;
    nrm_held held;
    nrm_quality of_kinds[NRM_KINDS];
    nrm_buf report;
    norm_str text;

    nrm_arena_init(&arena, NULL);
    make_pairs(&held);
    nrm_buf_init(&report, &arena);
    {
        const nrm_appraisal appraisal = {&held, 0.95, &arena};

        cr_assert_eq(nrm_appraise_kinds(&appraisal, of_kinds, NULL), NORM_OK);
        cr_assert_eq(nrm_appraise_report(&appraisal, of_kinds, &report, NULL), NORM_OK);
    }
    nrm_buf_add_byte(&report, '\0');
    cr_assert_eq(nrm_buf_finish(&report, &text, NULL), NORM_OK);
    cr_expect_eq(of_kinds[NORM_KIND_ANY].count, PAIRS + FEW);
    cr_expect_eq(of_kinds[NORM_KIND_PLACE].count, (PAIRS + FEW) * 2 / 3);
    cr_expect_not_null(strstr(text.ptr, "recall at precision .95\tECE\n"));
    cr_expect_not_null(strstr(text.ptr, "\nany\t12080\t"));
    cr_expect_not_null(strstr(text.ptr, "\nZyyy:Latn\t6000\t"), "scripts 1, as 0 and 1");
    cr_expect_not_null(strstr(text.ptr, "\nplace Zyyy:Latn\t4000\t"));
    cr_expect_not_null(strstr(text.ptr, "\nany Zyyy:Zyyy\t6000\t"));
    cr_expect_null(strstr(text.ptr, "org"), "it is judged as any");
    cr_expect_null(strstr(text.ptr, "Latn:Latn"), "too few");
    free(held.items);
    nrm_arena_dispose(&arena);
}

Test(train_adjust, out_of_memory_at_any_request)
{
    size_t fail_at = 0;
    norm_status status;

    do {
        alloc_probe probe;
        nrm_arena arena;
        nrm_held held;

        make_pairs(&held);
        alloc_probe_init(&probe, ++fail_at);
        nrm_arena_init(&arena, &probe.hook);
        status = nrm_adjust_learn(&held, &arena, adjust, NULL);
        cr_expect_eq(status, probe.refused > 0 ? NORM_E_NOMEM : NORM_OK);
        nrm_arena_dispose(&arena);
        cr_expect(alloc_probe_clean(&probe));
        free(held.items);
    } while (status != NORM_OK);
    cr_expect_gt(fail_at, 1);
}
