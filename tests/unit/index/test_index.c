/* unit/index/test_index.c - what is put into an index is found, in whatever order it was put in.
 * SPDX-License-Identifier: MIT */
#include "fixture.h"

#include <stdio.h>

#define COUNT NRM_LEN(villages)

static norm_str first_id(const norm_model *model, const nrm_index *index, const char *text,
                         const char *country)
{
    norm_str ids[1] = {{"", 0}};
    size_t count = 1;

    cr_assert_eq(look_up(model, index, text, country, ids, &count), NORM_OK, "%s", text);
    return ids[0];
}

Test(index, finds_every_name_that_was_put_in)
{
    norm_model *model = open_model(NULL);
    norm_str image = build_villages(model);
    nrm_index index;
    size_t i;

    cr_assert_eq(open_image(model, image, true, &index, NULL), NORM_OK);
    cr_expect_eq(index.name_count, COUNT);
    cr_expect_eq(index.entity_count, 10);
    for (i = 0; i < COUNT && villages[i].weight <= 0; i++) {
        norm_str id = first_id(model, &index, villages[i].name, "");

        cr_expect(nrm_str_eq_c(id, villages[i].id), "%s: %.*s", villages[i].name, (int)id.len,
                  id.ptr);
    }
    free_image(image);
    norm_model_close(model);
}

Test(index, finds_spellings_that_were_not_put_in)
{
    static const struct {
        const char *text, *id;
    } rows[] = {
        {"Ərəsx", "am-1"},  {"ერასხი", "am-1"},   {"Eraskh", "am-1"},   {"село Ерасх", "am-1"},
        {"ЕРАСХ", "am-1"},  {"Ерасхаун", "am-2"}, {"Ханкенди", "az-1"}, {"სტეფანაკერტი", "az-1"},
        {"Shusha", "az-2"}, {"Шуша", "az-2"},     {"Тбилиси", "ge-1"},  {"SUSA", "az-2"},
    };
    norm_model *model = open_model(NULL);
    norm_str image = build_villages(model);
    nrm_index index;
    size_t i;

    cr_assert_eq(open_image(model, image, true, &index, NULL), NORM_OK);
    for (i = 0; i < NRM_LEN(rows); i++) {
        norm_str id = first_id(model, &index, rows[i].text, "");

        cr_expect(nrm_str_eq_c(id, rows[i].id), "%s: %.*s", rows[i].text, (int)id.len, id.ptr);
    }
    free_image(image);
    norm_model_close(model);
}

Test(index, breaks_ties_by_country_then_weight_then_id)
{
    norm_model *model = open_model(NULL);
    norm_str image = build_villages(model);
    nrm_index index;
    norm_str ids[4];
    size_t count = 4;

    cr_assert_eq(open_image(model, image, true, &index, NULL), NORM_OK);
    cr_assert_eq(look_up(model, &index, "Yeniköy", "", ids, &count), NORM_OK);
    cr_assert_eq(count, 4);
    cr_expect(nrm_str_eq_c(ids[0], "tr-2"), "200 is more than 30");
    cr_expect(nrm_str_eq_c(ids[1], "az-4"), "30 is more than 10");
    cr_expect(nrm_str_eq_c(ids[2], "tr-0"), "of equals the lower id");
    cr_expect(nrm_str_eq_c(ids[3], "tr-1"), "of equals the higher id");
    cr_expect(nrm_str_eq_c(first_id(model, &index, "Yeniköy", "AZ"), "az-4"), "a country");
    cr_expect(nrm_str_eq_c(first_id(model, &index, "Yeniköy", "az"), "az-4"), "in small letters");
    free_image(image);
    norm_model_close(model);
}

/* A permutation that keeps the first row of each id before its others. */
static void shuffle(size_t *numbers, uint32_t seed)
{
    size_t i;
    size_t k;

    for (i = 0; i < COUNT; i++)
        numbers[i] = i;
    for (i = COUNT - 1; i > 0; i--) {
        size_t j;
        size_t kept = numbers[i];

        seed = seed * 1664525U + 1013904223U; /* Numerical Recipes */
        j = (seed >> 8) % (i + 1);
        numbers[i] = numbers[j];
        numbers[j] = kept;
    }
    for (i = 0; i < COUNT; i++) { /* the least row of an id goes to the first of their places */
        for (k = i + 1; k < COUNT; k++) {
            if (strcmp(villages[numbers[k]].id, villages[numbers[i]].id) == 0 &&
                numbers[k] < numbers[i]) {
                size_t kept = numbers[i];

                numbers[i] = numbers[k];
                numbers[k] = kept;
            }
        }
    }
    numbers[COUNT] = numbers[COUNT / 2]; /* one row twice */
}

Test(index, has_the_same_bytes_for_the_same_rows_in_any_order)
{
    norm_model *model = open_model(NULL);
    norm_str want = build_villages(model);
    uint32_t seed;

    for (seed = 1; seed < 20; seed++) {
        size_t numbers[COUNT + 1];
        norm_str got;

        shuffle(numbers, seed);
        got = build_rows(model, villages, numbers, COUNT + 1);
        cr_expect(nrm_str_eq(got, want), "seed %u", (unsigned)seed);
        free_image(got);
    }
    free_image(want);
    norm_model_close(model);
}

Test(index, shows_an_id_under_its_first_name_as_it_was_given)
{
    static const row rows[] = {
        {"x", "  Ерасх ", "ru", "", 0}, {"x", "Yeraskh", "en", "", 0}, {"x", "Araks", "en", "", 0}};
    norm_model *model = open_model(NULL);
    norm_str image = build_rows(model, rows, NULL, NRM_LEN(rows));
    nrm_index index;
    nrm_index_entity entity;
    nrm_index_name name;

    cr_assert_eq(open_image(model, image, true, &index, NULL), NORM_OK);
    cr_assert(nrm_index_entity_at(&index, 0, &entity));
    cr_expect_eq(entity.count, 3);
    cr_assert(nrm_index_name_at(&index, entity.display, &name));
    cr_expect(nrm_str_eq_c(name.text, "  Ерасх "));
    cr_expect(nrm_str_eq_c(nrm_name_text(name.name), "Ерасх"));
    free_image(image);
    norm_model_close(model);
}

Test(index, finds_each_of_several_thousand_names)
{
    enum {
        NAMES = 5000
    };
    static const char *const heads[] = {"Ka", "Mo", "Te", "Ri", "Sha",
                                        "Gu", "Ne", "Vo", "Pi", "La"};
    norm_model *model = open_model(NULL);
    row *rows = calloc(NAMES, sizeof *rows);
    char(*texts)[48] = calloc(NAMES, sizeof *texts);
    norm_str image;
    nrm_index index;
    size_t i;

    cr_assert(rows != NULL && texts != NULL);
    for (i = 0; i < NAMES; i++) { /* the digits of i as syllables, so each name is another */
        snprintf(texts[i], sizeof texts[i], "%s%s%s%sk", heads[i / 1000], heads[i / 100 % 10],
                 heads[i / 10 % 10], heads[i % 10]);
        rows[i] = (row){texts[i], texts[i], "en", "", 0};
    }
    image = build_rows(model, rows, NULL, NAMES);
    cr_assert_eq(open_image(model, image, true, &index, NULL), NORM_OK);
    for (i = 0; i < NAMES; i += 7)
        cr_expect(nrm_str_eq_c(first_id(model, &index, texts[i], ""), texts[i]), "%s", texts[i]);
    free_image(image);
    free(texts);
    free(rows);
    norm_model_close(model);
}

Test(index, without_names_finds_nothing)
{
    norm_model *model = open_model(NULL);
    norm_str image = build_rows(model, villages, NULL, 0);
    nrm_index index;
    norm_str ids[1];
    size_t count = 1;

    cr_assert_eq(open_image(model, image, true, &index, NULL), NORM_OK);
    cr_assert_eq(look_up(model, &index, "Yeraskh", "", ids, &count), NORM_OK);
    cr_expect_eq(count, 0);
    free_image(image);
    norm_model_close(model);
}
