/* unit/index/test_beside.c - what speaks for a name besides its sounds.
 * SPDX-License-Identifier: MIT */
#include "fixture.h"

#include "index/beside.h"
#include "index/keys.h"

typedef struct scene {
    norm_model *model;
    nrm_arena arena;
} scene;

static const norm_name *encode(scene *s, const char *text, const char *lang, norm_kind kind)
{
    const norm_name *name;

    cr_assert_eq(nrm_encode(&s->model->encoder, &s->arena, norm_str_from(text), norm_str_from(lang),
                            kind, &name, NULL),
                 NORM_OK);
    return name;
}

static nrm_beside ask(scene *s, const char *text, const char *lang, const char *country,
                      norm_kind kind)
{
    const norm_name *name = encode(s, text, lang, kind);

    return (nrm_beside){&s->model->encoder,
                        s->model->systems,
                        name,
                        nrm_text_key(nrm_name_text(name)),
                        nrm_text_key(nrm_proper_text(name)),
                        nrm_country_hash(norm_str_from(country)),
                        kind};
}

static nrm_index_name name_of(scene *s, const char *text, const char *lang, const char *country,
                              norm_kind kind)
{
    const norm_name *name = encode(s, text, lang, kind);

    return (nrm_index_name){.name = name,
                            .country = nrm_country_hash(norm_str_from(country)),
                            .text = nrm_name_text(name)};
}

static void open_scene(scene *s)
{
    s->model = open_model(NULL);
    nrm_arena_init(&s->arena, NULL);
}

static void close_scene(scene *s)
{
    nrm_arena_dispose(&s->arena);
    norm_model_close(s->model);
}

Test(beside, letters_words_country_and_kind_speak_in_their_order)
{
    scene s;
    nrm_beside plain;
    nrm_index_name other;

    open_scene(&s);
    plain = ask(&s, "Kiz Kalesi", "", "", NORM_KIND_ANY);
    other = name_of(&s, "Kız Kalesi", "tr", "TR", NORM_KIND_PLACE);
    {
        nrm_index_name joined = name_of(&s, "Kızkalesi", "tr", "TR", NORM_KIND_PLACE);
        nrm_index_name unlike = name_of(&s, "Kız Kulesi", "tr", "TR", NORM_KIND_PLACE);

        cr_expect_gt(nrm_beside_evidence(&plain, &other), nrm_beside_evidence(&plain, &joined));
        cr_expect_gt(nrm_beside_evidence(&plain, &joined), 0);
        cr_expect_eq(nrm_beside_evidence(&plain, &unlike), 0);
    }
    {
        nrm_beside here = ask(&s, "Kiz Kalesi", "", "tr", NORM_KIND_ANY);
        nrm_beside there = ask(&s, "Kiz Kalesi", "", "AZ", NORM_KIND_ANY);
        nrm_beside person = ask(&s, "Kiz Kalesi", "", "", NORM_KIND_PERSON);

        cr_expect_gt(nrm_beside_evidence(&here, &other), nrm_beside_evidence(&plain, &other));
        cr_expect_lt(nrm_beside_evidence(&there, &other), nrm_beside_evidence(&plain, &other));
        cr_expect_lt(nrm_beside_evidence(&person, &other), nrm_beside_evidence(&plain, &other));
    }
    close_scene(&s);
}

Test(beside, a_romanization_speaks_for_names_of_its_language)
{
    scene s;
    nrm_beside query;
    nrm_index_name armenian;
    nrm_index_name azerbaijani;

    open_scene(&s);
    query = ask(&s, "Dalar", "hy-Latn", "", NORM_KIND_PLACE);
    armenian = name_of(&s, "Դալար", "hy", "", NORM_KIND_PLACE);
    azerbaijani = name_of(&s, "Dəllər", "az", "", NORM_KIND_PLACE);
    cr_expect_gt(nrm_beside_evidence(&query, &armenian), 0);
    cr_expect_eq(nrm_beside_evidence(&query, &azerbaijani), 0);
    close_scene(&s);
}

Test(beside, standards_know_what_they_make)
{
    static const struct {
        const char *query, *query_lang, *other, *other_lang;
        bool made;
    } rows[] = {
        {"Kutol", "", "კუტოლი", "ka", false}, /* that is Kutoli */
        {"Kutoli", "", "კუტოლი", "ka", true},
        {"village of Kutoli", "", "კუტოლი", "ka", true},
        {"Kutoli", "", "სოფელი კუტოლი", "ka", false}, /* another may be without the word */
        {"Yeraskh", "", "Երասխ", "hy", true},
        {"Eraskh", "", "Երասխ", "hy", true}, /* ALA-LC, Hübschmann-Meillet */
        {"Ерасх", "ru", "Երասխ", "hy", true},
        {"Երասխ", "hy", "Yeraskh", "en", true}, /* the other way round */
        {"Shusha", "", "Шуша", "ru", true},
        {"Szusza", "pl", "Шуша", "ru", false},
        {"Шуша", "ru", "Шуша", "ru", false}, /* one script: no standard needed */
    };
    scene s;
    size_t i;

    open_scene(&s);
    for (i = 0; i < NRM_LEN(rows); i++) {
        nrm_beside query = ask(&s, rows[i].query, rows[i].query_lang, "", NORM_KIND_PLACE);
        nrm_index_name other = name_of(&s, rows[i].other, rows[i].other_lang, "", NORM_KIND_PLACE);
        int32_t evidence = 0;

        cr_assert_eq(nrm_beside_standard(&query, &s.arena, &other, &evidence, NULL), NORM_OK);
        cr_expect_eq(evidence > 0, rows[i].made, "%s of %s", rows[i].query, rows[i].other);
    }
    close_scene(&s);
}

/* Of a town and its district of one name, the word beside it says which is meant. */
Test(beside, a_town_is_not_its_district)
{
    static const struct {
        const char *query, *likely, *unlikely;
    } rows[] = {
        {"town of Lachin", "Lachin", "Lachin District"},
        {"г. Шуша", "Шуша", "Шушинский район"},
        {"село Товуз", "Товуз", "Tovuz rayonu"},
        {"Fizuli region", "Fizuli District", "Fizuli"},
        {"Fizuli region", "Fizuli Region", "Fizuli District"},
        {"Ağdam rayonu", "Aghdam District", "Ağdam şəhəri"},
        {"Lachin", "Lachin", "Lachin District"},
        {"г. Шуша", "Şuşa şəhəri", "Шуша"},
    };
    scene s;
    size_t i;

    open_scene(&s);
    for (i = 0; i < NRM_LEN(rows); i++) {
        nrm_beside query = ask(&s, rows[i].query, "", "", NORM_KIND_PLACE);
        nrm_index_name likely = name_of(&s, rows[i].likely, "", "", NORM_KIND_PLACE);
        nrm_index_name unlikely = name_of(&s, rows[i].unlikely, "", "", NORM_KIND_PLACE);

        query.text_key = query.proper_key = 0; /* what is beside the name speaks, not its letters */
        cr_expect_gt(nrm_beside_evidence(&query, &likely), nrm_beside_evidence(&query, &unlikely),
                     "%s: %s, %s", rows[i].query, rows[i].likely, rows[i].unlikely);
    }
    close_scene(&s);
}
