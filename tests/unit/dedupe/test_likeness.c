/* unit/dedupe/test_likeness.c - what merges two names of a data set, however likely a merge is.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <libnorm/norm.h>

#include "api/internal.h"
#include "base/str.h"
#include "dedupe/likeness.h"

typedef struct row {
    const char *a, *b;
    bool may_merge;
} row;

static const row rows[] = {
    {"IMF", "International Monetary Fund", false},
    {"ZCMC", "Zangezur Copper Molybdenum Combine", false},
    {"ADNSU", "Azerbaijan Drilling Navigation Shipping Union", true},
    {"IMF Tbilisi", "International Monetary Fund Tbilisi", true},
    {"Tbilisi State University", "Tbilisi State University 2", true},
    {"University 1", "University 2", false},
};

Test(likeness, letters_alone_and_contradictions_merge_nothing)
{
    norm_model *model = NULL;
    nrm_likeness likeness;
    nrm_arena arena;
    norm_error err;
    size_t i;

    cr_assert_eq(norm_model_open_builtin(NULL, &model, &err), NORM_OK, "%s", err.message);
    nrm_arena_init(&arena, NULL);
    nrm_likeness_init(&likeness, &model->matcher, 0.999999, 0);
    for (i = 0; i < NRM_LEN(rows); i++) {
        const norm_name *a = NULL;
        const norm_name *b = NULL;
        int32_t score;

        cr_assert_eq(nrm_encode(&model->encoder, &arena, norm_str_from(rows[i].a),
                                norm_str_from("en"), NORM_KIND_ORG, &a, NULL),
                     NORM_OK);
        cr_assert_eq(nrm_encode(&model->encoder, &arena, norm_str_from(rows[i].b),
                                norm_str_from("en"), NORM_KIND_ORG, &b, NULL),
                     NORM_OK);
        score = nrm_likeness_of(&likeness, a, b);
        cr_expect_eq(score >= 0, rows[i].may_merge, "%s, %s: %d", rows[i].a, rows[i].b, (int)score);
        cr_expect_eq(score, nrm_likeness_of(&likeness, b, a));
    }
    nrm_arena_dispose(&arena);
    norm_model_close(model);
}
