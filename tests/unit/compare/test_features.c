/* unit/compare/test_features.c - what is seen in two aligned names.
 * SPDX-License-Identifier: MIT */
#include "builtin.h"

static nrm_features features_of(builtin *t, const char *a, const char *lang_a, const char *b,
                                const char *lang_b, norm_kind kind)
{
    nrm_features out;

    nrm_evidence_of(&t->model->costs, encode_kind(t, a, lang_a, kind),
                    encode_kind(t, b, lang_b, kind), &out);
    return out;
}

Test(features, names_that_differ_are_ordered_one_way)
{
    uint64_t state = 21;
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < 300; i++) {
        const norm_name *a = encode_random(&t, &state);
        const norm_name *b = encode_random(&t, &state);
        bool same = nrm_str_eq(nrm_name_text(a), nrm_name_text(b));

        cr_expect(nrm_in_order(a, a));
        cr_expect(same || nrm_in_order(a, b) != nrm_in_order(b, a), "try %zu", i);
    }
    close_builtin(&t);
}

Test(features, the_kind_is_no_part_of_the_order)
{
    builtin t;
    const norm_name *a;
    const norm_name *b;

    open_builtin(&t, NULL);
    a = encode_kind(&t, "Ерасх", "ru", NORM_KIND_ANY);
    b = encode_kind(&t, "Ерасх", "ru", NORM_KIND_PLACE);
    cr_expect(nrm_in_order(a, b) && nrm_in_order(b, a));
    close_builtin(&t);
}

Test(features, have_names_that_differ)
{
    size_t i;
    size_t k;

    for (i = 0; i < NRM_FEATURES; i++) {
        for (k = 0; k < i; k++)
            cr_expect_str_neq(nrm_feature_name((nrm_feature)i), nrm_feature_name((nrm_feature)k));
    }
}

Test(features, a_name_lacks_nothing_to_itself)
{
    static const char *const names[][2] = {
        {"Нор-Артик", "ru"}, {"Վերին Սզնեկ", "hy"}, {"Yuxarı Qarabağ 2", "az"}, {"Tel Aviv", ""}};
    static const nrm_feature zero[] = {NRM_F_BOTH_LEFT,    NRM_F_ONE_LEFT,  NRM_F_LEFT_SHARE,
                                       NRM_F_CONTRADICTED, NRM_F_ORDER,     NRM_F_MINOR_LEFT,
                                       NRM_F_LENGTH_GAP,   NRM_F_RARE_BOTH, NRM_F_RARE_ONE};
    builtin t;
    size_t i;
    size_t k;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_LEN(names); i++) {
        nrm_features f =
            features_of(&t, names[i][0], names[i][1], names[i][0], names[i][1], NORM_KIND_PLACE);

        cr_expect_gt(f.v[NRM_F_EVIDENCE], 0, "%s", names[i][0]);
        for (k = 0; k < NRM_LEN(zero); k++)
            cr_expect_eq(f.v[zero[k]], 0, "%s: %s", names[i][0], nrm_feature_name(zero[k]));
    }
    close_builtin(&t);
}

Test(features, contradictions_are_counted)
{
    static const struct {
        const char *a, *lang_a, *b, *lang_b;
        norm_kind kind;
        bool contradicted;
    } rows[] = {
        {"Верин Артик", "ru", "Nerkin Artik", "hy-Latn", NORM_KIND_PLACE, true},
        {"Верин Артик", "ru", "Verin Artik", "hy-Latn", NORM_KIND_PLACE, false},
        {"Верин Артик", "ru", "Artik", "hy-Latn", NORM_KIND_PLACE, false},
        {"Артик 1", "ru", "Artik 2", "en", NORM_KIND_PLACE, true},
        {"Артик 2", "ru", "Artik 2", "en", NORM_KIND_PLACE, false},
        {"Петров А.", "ru", "Petrov B.", "en", NORM_KIND_PERSON, true},
        {"Петров А.", "ru", "Petrov A.", "en", NORM_KIND_PERSON, false},
    };
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_LEN(rows); i++) {
        nrm_features f =
            features_of(&t, rows[i].a, rows[i].lang_a, rows[i].b, rows[i].lang_b, rows[i].kind);

        cr_expect_eq(f.v[NRM_F_CONTRADICTED] > 0, rows[i].contradicted, "%s, %s: %d", rows[i].a,
                     rows[i].b, (int)f.v[NRM_F_CONTRADICTED]);
    }
    close_builtin(&t);
}

Test(features, words_left_and_words_beside_the_name)
{
    builtin t;
    nrm_features f;

    open_builtin(&t, NULL);
    f = features_of(&t, "село Ерасх", "ru", "Yeraskh", "en", NORM_KIND_PLACE);
    cr_expect_eq(f.v[NRM_F_ONE_LEFT], 0, "село is no part of the name");
    f = features_of(&t, "Ерасх Мармашен", "ru", "Yeraskh", "en", NORM_KIND_PLACE);
    cr_expect_eq(f.v[NRM_F_ONE_LEFT], 8 * 1024, "m a r m a S e n");
    cr_expect_eq(f.v[NRM_F_BOTH_LEFT], 0);
    f = features_of(&t, "Верин Артик", "ru", "Artik", "en", NORM_KIND_PLACE);
    cr_expect_eq(f.v[NRM_F_MINOR_LEFT], 1024);
    f = features_of(&t, "Верин Артик", "ru", "Upper Artik", "en", NORM_KIND_PLACE);
    cr_expect_eq(f.v[NRM_F_MINOR_LEFT], 0);
    cr_expect_eq(f.v[NRM_F_ASSUMED], 1024, "paired by meaning");
    f = features_of(&t, "озеро Севан", "ru", "Lake Sevan", "en", NORM_KIND_PLACE);
    cr_expect_gt(f.v[NRM_F_KIND], 0);
    f = features_of(&t, "озеро Севан", "ru", "Sevan river", "en", NORM_KIND_PLACE);
    cr_expect_lt(f.v[NRM_F_KIND], 0);
    f = features_of(&t, "Петров Иван", "ru", "Ivan Petrov", "en", NORM_KIND_PERSON);
    cr_expect_eq(f.v[NRM_F_ORDER], 1024);
    f = features_of(&t, "Петров И.", "ru", "Petrov Ivan", "en", NORM_KIND_PERSON);
    cr_expect_eq(f.v[NRM_F_INITIALS], 1024);
    close_builtin(&t);
}

Test(features, rarity_is_that_of_the_less_rare_side)
{
    builtin t;
    nrm_features rare;
    nrm_features frequent;
    nrm_features left;

    open_builtin(&t, NULL);
    rare =
        features_of(&t, "Армен Джигарханян", "ru", "Armen Dzhigarkhanyan", "en", NORM_KIND_PERSON);
    frequent = features_of(&t, "Армен Петросян", "ru", "Armen Petrosyan", "en", NORM_KIND_PERSON);
    left = features_of(&t, "Армен Джигарханян", "ru", "Dzhigarkhanyan", "en", NORM_KIND_PERSON);
    cr_expect_gt(rare.v[NRM_F_RARITY], frequent.v[NRM_F_RARITY]);
    cr_expect_lt(rare.v[NRM_F_LEAST_RARE], rare.v[NRM_F_RARITY] / 2, "Armen is less rare");
    cr_expect_eq(rare.v[NRM_F_RARE_ONE], 0);
    cr_expect_eq(left.v[NRM_F_LEAST_RARE], left.v[NRM_F_RARITY], "one pairing");
    cr_expect_eq(left.v[NRM_F_RARE_ONE], rare.v[NRM_F_LEAST_RARE], "Armen is left");
    cr_expect_eq(left.v[NRM_F_RARE_BOTH], 0);
    close_builtin(&t);
}
