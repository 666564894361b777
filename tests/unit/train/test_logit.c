/* unit/train/test_logit.c - logistic regression by Newton's method.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <math.h>

#include "compare/logistic.h"
#include "support/alloc_probe.h"
#include "train/logit.h"

#define ROWS 400

static double value_of(size_t i)
{
    return (double)(i % 20) / 10 - 1;
}

/* Rows 1, x with x from -1 to 0.9; labels are periodic. */
static nrm_logit_row row_of(size_t i)
{
    nrm_logit_row row = {.count = 0};

    nrm_logit_put(&row, 0, 1);
    nrm_logit_put(&row, 1, value_of(i));
    return row;
}

static bool label_of(size_t i)
{
    return i * 7 % 20 < (i % 20) / 2 + 5;
}

static double run_step(nrm_logit *logit, double ridge, double most)
{
    size_t i;

    nrm_logit_clear(logit);
    for (i = 0; i < ROWS; i++) {
        nrm_logit_row row = row_of(i);

        nrm_logit_add(logit, &row, 0, label_of(i), 1);
    }
    if (ridge > 0)
        nrm_logit_ridge(logit, 0, logit->count, ridge);
    return nrm_logit_step(logit, most);
}

/* At the maximum of the likelihood the residuals sum to nothing in each column. */
Test(logit, steps_lead_to_the_maximum)
{
    nrm_arena arena;
    nrm_logit logit;
    double sums[2] = {0, 0};
    int round;
    size_t i;

    nrm_arena_init(&arena, NULL);
    cr_assert_eq(nrm_logit_open(&arena, 2, &logit, NULL), NORM_OK);
    for (round = 0; round < 30; round++)
        (void)run_step(&logit, 0, 3);
    for (i = 0; i < ROWS; i++) {
        nrm_logit_row row = row_of(i);
        double residual = (label_of(i) ? 1 : 0) - nrm_logistic(nrm_logit_odds(&logit, &row));

        sums[0] += residual;
        sums[1] += residual * value_of(i);
    }
    cr_expect(fabs(sums[0]) < 1e-3 && fabs(sums[1]) < 1e-3, "%g %g", sums[0], sums[1]);
    nrm_arena_dispose(&arena);
}

Test(logit, a_ridge_pulls_to_zero_and_a_step_has_a_limit)
{
    nrm_arena arena;
    nrm_logit free_one;
    nrm_logit pulled;
    int round;

    nrm_arena_init(&arena, NULL);
    cr_assert_eq(nrm_logit_open(&arena, 2, &free_one, NULL), NORM_OK);
    cr_assert_eq(nrm_logit_open(&arena, 2, &pulled, NULL), NORM_OK);
    cr_expect_leq(run_step(&free_one, 0, 0.01), 0.01 + 1e-12);
    cr_expect_leq(fabs(free_one.coef[1]), 0.01 + 1e-12);
    for (round = 0; round < 30; round++) {
        (void)run_step(&free_one, 0, 3);
        (void)run_step(&pulled, 100, 3);
    }
    cr_expect_lt(fabs(pulled.coef[1]), fabs(free_one.coef[1]));
    nrm_arena_dispose(&arena);
}

Test(logit, columns_without_rows_have_no_solution)
{
    nrm_arena arena;
    nrm_logit logit;
    nrm_logit_row row = {.count = 0};

    nrm_arena_init(&arena, NULL);
    cr_assert_eq(nrm_logit_open(&arena, 2, &logit, NULL), NORM_OK);
    nrm_logit_put(&row, 0, 1);
    nrm_logit_clear(&logit);
    nrm_logit_add(&logit, &row, 0, true, 1);
    cr_expect_lt(nrm_logit_step(&logit, 3), 0);
    nrm_arena_dispose(&arena);
}

Test(logit, rows_add_up_and_end)
{
    nrm_logit_row row = {.count = 0};
    double coef[NRM_LOGIT_ACTIVE + 9];
    nrm_logit logit = {.count = NRM_LOGIT_ACTIVE + 9, .coef = coef};
    size_t i;

    for (i = 0; i < NRM_LOGIT_ACTIVE + 9; i++)
        coef[i] = 1;
    nrm_logit_put(&row, 3, 1);
    nrm_logit_put(&row, 3, 0.5);
    cr_expect_float_eq(nrm_logit_odds(&logit, &row), 1.5, 1e-12);
    for (i = 0; i < NRM_LOGIT_ACTIVE + 9; i++)
        nrm_logit_put(&row, i, 1);
    cr_expect_leq(row.count, NRM_LOGIT_ACTIVE);
}

Test(logit, out_of_memory)
{
    alloc_probe probe;
    nrm_arena arena;
    nrm_logit logit;

    alloc_probe_init(&probe, 1);
    nrm_arena_init(&arena, &probe.hook);
    cr_expect_eq(nrm_logit_open(&arena, 500, &logit, NULL), NORM_E_NOMEM);
    nrm_arena_dispose(&arena);
    cr_expect(alloc_probe_clean(&probe));
}
