/* unit/api/test_golden_matches.c - the rows of tests/golden that a match must and must not join.
 * SPDX-License-Identifier: MIT
 *
 * The learned costs do not get every row right yet, so each table states how
 * many of its rows may fail; lower the number when more of them hold. The rows
 * that fail are listed with --verbose. */
#include <criterion/criterion.h>

#include <libnorm/norm.h>

#include "base/str.h"
#include "support/golden.h"

#define CONTRADICTIONS_MAY_FAIL 6
#define AGREEMENTS_MAY_FAIL     29

typedef struct judge {
    norm_model *model;
    norm_ctx *ctx;
} judge;

static void open_judge(judge *j)
{
    norm_error err;

    cr_assert_eq(norm_model_open_builtin(NULL, &j->model, &err), NORM_OK, "%s", err.message);
    cr_assert_eq(norm_ctx_open(j->model, &j->ctx, &err), NORM_OK, "%s", err.message);
}

static void close_judge(judge *j)
{
    norm_ctx_close(j->ctx);
    norm_model_close(j->model);
}

static norm_kind kind_of(const golden *g)
{
    norm_str cell = golden_cell(g, "kind");

    if (nrm_str_eq_c(cell, "place"))
        return NORM_KIND_PLACE;
    if (nrm_str_eq_c(cell, "person"))
        return NORM_KIND_PERSON;
    cr_assert(nrm_str_eq_c(cell, "org"), "line %u: kind", (unsigned)g->tsv.line);
    return NORM_KIND_ORG;
}

static norm_match_result judge_row(judge *j, golden *g)
{
    norm_match_opts opts;
    norm_match_result result;
    const norm_name *a;
    const norm_name *b;
    norm_error err;

    norm_ctx_reset(j->ctx);
    norm_match_opts_init(&opts);
    opts.kind = kind_of(g);
    cr_assert_eq(
        norm_encode(j->ctx, golden_cell(g, "a"), golden_cell(g, "lang_a"), opts.kind, &a, &err),
        NORM_OK, "%s: %s", golden_at(g), err.message);
    cr_assert_eq(
        norm_encode(j->ctx, golden_cell(g, "b"), golden_cell(g, "lang_b"), opts.kind, &b, &err),
        NORM_OK, "%s: %s", golden_at(g), err.message);
    cr_assert_eq(norm_compare(j->ctx, a, b, &opts, &result, &err), NORM_OK, "%s: %s", golden_at(g),
                 err.message);
    return result;
}

static void list_row(golden *g, norm_match_result result)
{
    norm_str a = golden_cell(g, "a");
    norm_str b = golden_cell(g, "b");
    norm_str reason = golden_cell(g, "reason");

    cr_log_info("%s: %.3f %.*s = %.*s (%.*s)\n", golden_at(g), result.probability, (int)a.len,
                a.ptr, (int)b.len, b.ptr, (int)reason.len, reason.ptr);
}

Test(golden_matches, different_names_are_no_match)
{
    judge j;
    golden g;
    size_t failing = 0;

    open_judge(&j);
    golden_open(&g, "contradictions.tsv");
    while (golden_next(&g)) {
        norm_match_result result = judge_row(&j, &g);

        if (result.verdict == NORM_MATCH) {
            failing++;
            list_row(&g, result);
        }
    }
    cr_expect(failing <= CONTRADICTIONS_MAY_FAIL, "%zu of %zu contradictions are matches", failing,
              g.rows);
    golden_close(&g);
    close_judge(&j);
}

Test(golden_matches, spellings_of_a_name_are_a_match)
{
    judge j;
    golden g;
    size_t failing = 0;

    open_judge(&j);
    golden_open(&g, "agreements.tsv");
    while (golden_next(&g)) {
        norm_match_result result = judge_row(&j, &g);
        bool is_weak = nrm_str_starts(golden_cell(&g, "reason"), norm_str_from("weak:"));

        if (is_weak ? result.verdict == NORM_DIFFERENT : result.verdict != NORM_MATCH) {
            failing++;
            list_row(&g, result);
        }
    }
    cr_expect(failing <= AGREEMENTS_MAY_FAIL, "%zu of %zu agreements are not matches", failing,
              g.rows);
    golden_close(&g);
    close_judge(&j);
}
