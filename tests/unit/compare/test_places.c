/* unit/compare/test_places.c - names of one place that sound does not carry.
 * SPDX-License-Identifier: MIT */
#include "builtin.h"

#include "compare/contradict.h"
#include "compare/glance.h"
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

/* How many words of a name are known as a place's. */
static size_t count_places(const norm_name *name)
{
    size_t words = 0;
    size_t i;

    for (i = 0; i < name->word_count; i++)
        words += nrm_place_at(name, i);
    return words;
}

Test(places, are_none_in_names_of_people)
{
    static const struct {
        const char *text, *lang;
        norm_kind kind;
        size_t want;
    } names[] = {
        {"Jack London", "en", NORM_KIND_PERSON, 0},
        {"London", "en", NORM_KIND_PERSON, 0},
        {"Bank of London", "en", NORM_KIND_ORG, 1},
        {"Londres", "fr", NORM_KIND_PLACE, 1},
        {"Москва", "ru", NORM_KIND_ANY, 1},
        {"София", "ru", NORM_KIND_ANY, 0}, /* a given name, where it may be one */
        {"София", "ru", NORM_KIND_PLACE, 1},
        {"Саудовская Аравия", "ru", NORM_KIND_PLACE, 2},
        {"Посольство Саудовской Аравии", "ru", NORM_KIND_ORG, 2},
        {"Венский университет", "ru", NORM_KIND_ORG, 1},
        {"Киевская область", "ru", NORM_KIND_PLACE, 0}, /* is not Kiev */
        {"Papua New Guinea", "en", NORM_KIND_PLACE, 3}, /* and no Guinea in it */
    };
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_LEN(names); i++) {
        size_t words = count_places(encode_kind(&t, names[i].text, names[i].lang, names[i].kind));

        cr_expect_eq(words, names[i].want, "%s: %zu", names[i].text, words);
    }
    close_builtin(&t);
}

typedef struct pair_row {
    const char *a, *b; /* names of places in English */
    size_t i, j;       /* words that go together */
    bool want;         /* are they of two places? */
} pair_row;

Test(places, a_part_of_a_longer_name_is_no_place)
{
    static const pair_row pairs[] = {
        {"Guinea", "Equatorial Guinea", 0, 1, true}, /* all of a name against a part */
        {"Guinea", "Guinea-Bissau", 0, 0, true},
        {"Bissau", "Gvineya Bissau", 0, 1, false}, /* one place, whatever is beside it */
        {"Guinea-Bissau", "Gvineya Bissau", 1, 1, false},
        {"Guinea-Bissau", "Equatorial Guinea", 0, 1, true},
        {"Iran", "Iraq", 0, 0, true},
    };
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_LEN(pairs); i++) {
        const pair_row *row = &pairs[i];
        const norm_name *a = encode_place(&t, row->a, "en");
        const norm_name *b = encode_place(&t, row->b, "en");

        cr_expect_eq(nrm_are_two_places(a, row->i, b, row->j), row->want, "%s, %s", row->a, row->b);
        cr_expect_eq(nrm_are_two_places(b, row->j, a, row->i), row->want, "%s, %s", row->b, row->a);
        cr_expect_eq(nrm_contradiction_of_pair(a, row->i, b, row->j) != NULL, row->want, "%s, %s",
                     row->a, row->b);
    }
    close_builtin(&t);
}

/* What is paired by the table: how, and of how many words on each side. */
Test(places, of_several_words_are_one_side_of_a_pairing)
{
    static const struct {
        const char *a, *lang_a, *b, *lang_b;
        uint8_t how;
        size_t words; /* of both sides in the pairing of most words */
    } pairs[] = {
        {"United Kingdom", "en", "Великобритания", "ru", NRM_HOW_PLACE, 3},
        {"Papua New Guinea", "en", "Папуа — Новая Гвинея", "ru", NRM_HOW_PLACE, 6},
        {"North Macedonia", "en", "Makedonya", "tr", NRM_HOW_PLACE, 3},
        {"North Macedonia", "en", "Güney Makedonya", "tr", NRM_HOW_SOUNDS, 2}, /* south */
    };
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_LEN(pairs); i++) {
        nrm_alignment alignment;
        const nrm_pairing *most = NULL;
        size_t k;

        nrm_align(t.model->matcher.costs, encode_place(&t, pairs[i].a, pairs[i].lang_a),
                  encode_place(&t, pairs[i].b, pairs[i].lang_b), &alignment);
        for (k = 0; k < alignment.count; k++) {
            const nrm_pairing *p = &alignment.items[k];

            if (most == NULL || p->a_words + p->b_words > most->a_words + most->b_words)
                most = p;
        }
        cr_assert_not_null(most, "%s", pairs[i].a);
        cr_expect_eq(most->how, pairs[i].how, "%s: %d", pairs[i].b, (int)most->how);
        cr_expect_eq((size_t)most->a_words + most->b_words, pairs[i].words, "%s", pairs[i].b);
    }
    close_builtin(&t);
}

#define GLANCED 400 /* so many that the glance has its tables */

/* The first names of a table. */
static void encode_table(builtin *t, const char *path, const norm_name *out[GLANCED])
{
    golden g;
    size_t count = 0;

    golden_open(&g, path);
    while (count < GLANCED && golden_next(&g)) {
        norm_str names = golden_cell(&g, "names");

        cr_assert_eq(norm_encode(t->ctx, nrm_str_cut(&names, '|'), golden_cell(&g, "lang"),
                                 NORM_KIND_PLACE, &out[count++], NULL),
                     NORM_OK);
    }
    cr_assert_eq(count, GLANCED);
    golden_close(&g);
}

Test(places, of_one_place_are_not_told_apart_at_a_glance)
{
    const norm_name *names[GLANCED];
    builtin t;
    size_t by_place = 0;
    size_t told = 0;
    size_t i;
    size_t k;

    open_builtin(&t, NULL);
    encode_table(&t, NORM_SOURCE_ROOT "/tables/names/places_cldr.tsv", names);
    for (i = 0; i < GLANCED; i += 3) {
        const nrm_costs *costs = t.model->matcher.costs;
        nrm_glance glance;

        nrm_glance_at(costs, names[i], &glance);
        for (k = 0; k < GLANCED; k++) {
            bool is_apart = told_apart(&glance, names[k]);
            nrm_alignment found;

            align_in_order(costs, names[i], names[k], &found);
            told += is_apart;
            by_place += found.count == 1 && found.items[0].how == NRM_HOW_PLACE;
            cr_expect(!is_apart || bring_nothing(names[i], names[k], &found), "names %zu and %zu",
                      i, k);
        }
    }
    cr_expect_gt(told, 100, "%zu are told apart", told);
    cr_expect_gt(by_place, 100, "%zu are paired as one place", by_place);
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

/* Names of a table that the tokenizer does not know as the place of their row, in names of
 * organisations, where all count. */
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
                norm_encode(t->ctx, text, golden_cell(&g, "lang"), NORM_KIND_ORG, &name, NULL),
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

/* Some are words of a role first: mali is small in Croatian. */
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
