/* unit/index/test_candidates.c - the names worth comparing hold the right one among many alike.
 * SPDX-License-Identifier: MIT */
#include "fixture.h"

#include <stdio.h>

#include "index/candidates.h"

#define CROWD 4000

/* Names of one skeleton and one pattern of vowels: Karat, Keret, Kirut, Goradi... */
static void make_crowd(row *rows, char (*texts)[32])
{
    static const char vowels[] = "aeiou";
    static const char *const firsts[] = {"K", "G", "Q", "X"};
    static const char *const lasts[] = {"t", "d", "tt", "dd"};
    size_t i;

    for (i = 0; i < CROWD; i++) {
        snprintf(texts[i], sizeof texts[i], "%s%cr%c%s%c", firsts[i % 4], vowels[i / 4 % 5],
                 vowels[i / 20 % 5], lasts[i / 100 % 4], vowels[i / 400 % 5]);
        snprintf(texts[i] + strlen(texts[i]), 8, "%s", i < 2000 ? "" : "n");
        rows[i] = (row){texts[i], texts[i], "", "", 0};
    }
}

static norm_status candidates_of(const norm_model *model, const nrm_index *index, const char *text,
                                 bool scan, nrm_candidates *out)
{
    nrm_arena arena;
    nrm_search search = {index, model->matcher.costs, NULL, 0};
    norm_status status;

    nrm_arena_init(&arena, NULL);
    cr_assert_eq(nrm_encode(&model->encoder, &arena, norm_str_from(text), norm_str_from(""),
                            NORM_KIND_ANY, &search.name, NULL),
                 NORM_OK);
    status = scan ? nrm_candidates_by_scan(&search, &arena, out, NULL)
                  : nrm_candidates_by_keys(&search, &arena, out, NULL);
    nrm_arena_dispose(&arena);
    return status;
}

static bool hold_text(const nrm_index *index, const nrm_candidates *candidates, const char *text)
{
    size_t i;

    for (i = 0; i < candidates->count; i++) {
        nrm_index_name name;

        if (nrm_index_name_at(index, candidates->names[i], &name) && nrm_str_eq_c(name.text, text))
            return true;
    }
    return false;
}

Test(candidates, hold_the_very_text_however_many_share_its_keys)
{
    norm_model *model = open_model(NULL);
    row *rows = calloc(CROWD, sizeof *rows);
    char(*texts)[32] = calloc(CROWD, sizeof *texts);
    norm_str image;
    nrm_index index;
    size_t i;

    cr_assert(rows != NULL && texts != NULL);
    make_crowd(rows, texts);
    image = build_rows(model, rows, NULL, CROWD);
    cr_assert_eq(open_image(model, image, true, &index, NULL), NORM_OK);
    for (i = 0; i < CROWD; i += 37) {
        nrm_candidates found;

        cr_assert_eq(candidates_of(model, &index, texts[i], false, &found), NORM_OK);
        cr_expect(hold_text(&index, &found, texts[i]), "%s", texts[i]);
        cr_expect_leq(found.count, NRM_CANDIDATES);
    }
    free_image(image);
    free(texts);
    free(rows);
    norm_model_close(model);
}

Test(candidates, are_ascending_and_do_not_repeat)
{
    norm_model *model = open_model(NULL);
    norm_str image = build_villages(model);
    nrm_index index;
    int scan;

    cr_assert_eq(open_image(model, image, true, &index, NULL), NORM_OK);
    for (scan = 0; scan < 2; scan++) {
        nrm_candidates found;
        size_t i;

        cr_assert_eq(candidates_of(model, &index, "Ерасх", scan == 1, &found), NORM_OK);
        cr_assert_gt(found.count, 2);
        for (i = 1; i < found.count; i++)
            cr_expect_lt(found.names[i - 1], found.names[i]);
    }
    free_image(image);
    norm_model_close(model);
}

/* Two consonants of another class: no key is shared, but it sounds alike. */
Test(candidates, of_a_scan_need_no_key)
{
    norm_model *model = open_model(NULL);
    norm_str image = build_villages(model);
    nrm_index index;
    nrm_candidates found;

    cr_assert_eq(open_image(model, image, true, &index, NULL), NORM_OK);
    cr_assert_eq(candidates_of(model, &index, "Stemalakert", false, &found), NORM_OK);
    cr_expect_not(hold_text(&index, &found, "Stepanakert"));
    cr_assert_eq(candidates_of(model, &index, "Stemalakert", true, &found), NORM_OK);
    cr_expect(hold_text(&index, &found, "Stepanakert"));
    free_image(image);
    norm_model_close(model);
}
