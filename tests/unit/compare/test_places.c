/* unit/compare/test_places.c - names of one place that sound does not carry.
 * SPDX-License-Identifier: MIT */
#include "builtin.h"

#include "base/buf.h"
#include "compare/contradict.h"
#include "compare/match.h"
#include "compare/places.h"
#include "support/golden.h"

typedef struct place_row {
    const char *a, *lang_a, *b, *lang_b;
    nrm_places want;
} place_row;

static const place_row rows[] = {
    {"Москва", "ru", "Moskau", "de", NRM_PLACES_SAME},
    {"Wien", "", "Վիեննա", "hy", NRM_PLACES_SAME},
    {"Moscou", "en", "Москва", "ru", NRM_PLACES_SAME}, /* French in an English list */
    {"Грузия", "ru", "საქართველო", "ka", NRM_PLACES_SAME},
    {"Georgia", "en", "Грузия", "ru", NRM_PLACES_SAME}, /* the country and the state */
    {"Georgia", "en", "Джорджия", "ru", NRM_PLACES_SAME},
    {"Джорджия", "ru", "Грузия", "ru", NRM_PLACES_DIFFER},
    {"Iran", "en", "Ирак", "ru", NRM_PLACES_DIFFER},
    {"Алжир", "ru", "Algeria", "en", NRM_PLACES_SAME}, /* the city and the country */
    {"Algiers", "en", "Algeria", "en", NRM_PLACES_DIFFER},
    {"Saudi Arabia", "en", "Саудовская Аравия", "ru", NRM_PLACES_SAME},
    {"Yeraskh", "en", "Москва", "ru", NRM_PLACES_UNKNOWN},
    {"Yeraskh", "en", "Ерасх", "ru", NRM_PLACES_UNKNOWN},
};

Test(places, names_of_one_place)
{
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_LEN(rows); i++) {
        const nrm_word *a = nrm_name_words(encode_place(&t, rows[i].a, rows[i].lang_a));
        const nrm_word *b = nrm_name_words(encode_place(&t, rows[i].b, rows[i].lang_b));

        cr_expect_eq(nrm_places_of(a, b), rows[i].want, "%s, %s: %d", rows[i].a, rows[i].b,
                     (int)nrm_places_of(a, b));
        cr_expect_eq(nrm_places_of(b, a), rows[i].want, "%s, %s", rows[i].b, rows[i].a);
    }
    close_builtin(&t);
}

/* Does the name of a row name its place, from its first word to its last? */
static bool is_known(const nrm_names *names, const norm_name *name, norm_str place)
{
    const nrm_word *word = nrm_name_words(name);
    size_t i;

    for (i = 0; i < NRM_CLUSTERS && word->clusters[i] != 0; i++) {
        if (nrm_str_eq(nrm_names_place(names, word->clusters[i]), place))
            return nrm_place_at(name, 0) == name->word_count;
    }
    return false;
}

/* Names of a table that the tokenizer does not know as the place of their row. */
static size_t count_unknown(builtin *t, const char *path, size_t *all)
{
    golden g;
    size_t unknown = 0;

    golden_open(&g, path);
    while (golden_next(&g)) {
        norm_str names = golden_cell(&g, "names");

        while (names.ptr != NULL) {
            norm_str text = nrm_str_cut(&names, '|');
            const norm_name *name;

            norm_ctx_reset(t->ctx);
            cr_assert_eq(
                norm_encode(t->ctx, text, golden_cell(&g, "lang"), NORM_KIND_PLACE, &name, NULL),
                NORM_OK);
            (*all)++;
            if (!is_known(t->model->encoder.names, name, golden_cell(&g, "place"))) {
                unknown++;
                cr_log_info("%s: %.*s\n", golden_at(&g), (int)text.len, text.ptr);
            }
        }
    }
    golden_close(&g);
    return unknown;
}

/* Some are words of a role first: "nice" would be no place if it were an adjective. */
Test(places, nearly_all_names_of_the_tables_are_found)
{
    builtin t;
    size_t all = 0;
    size_t unknown;

    open_builtin(&t, NULL);
    unknown = count_unknown(&t, NORM_SOURCE_ROOT "/tables/names/places.tsv", &all);
    unknown += count_unknown(&t, NORM_SOURCE_ROOT "/tables/names/places_cldr.tsv", &all);
    cr_expect(all > 10000, "%zu names", all);
    cr_expect(unknown * 50 < all, "%zu of %zu", unknown, all);
    close_builtin(&t);
}
