/* unit/api/test_gazetteer.c - the built-in gazetteer gives one id for all names of a place.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <libnorm/norm.h>

#include "base/str.h"

#define NAMES 12

typedef struct place {
    const char *id;
    const char *names[NAMES]; /* up to the first NULL */
} place;

static const place places[] = {
    {"nrm:am-yeraskh", {"Eraskh", "Yeraskh", "Ерасх", "Երասխ", "Ərəsx", "ერასხი", "село Ерасх"}},
    {"nrm:am-yeraskhahun", {"Yeraskhahun", "Երասխահուն"}},
    {"iso:AZ-XA",
     {"Stepanakert", "Xankəndi", "Ханкенди", "Khankendi", "Степанакерт", "Ստեփանակերտ"}},
    {"nrm:az-shusha", {"Shusha", "Shushi", "Şuşa", "Шуша", "Шуши", "Շուշի", "შუშა"}},
    {"nrm:az-nagorno-karabakh",
     {"Nagorno-Karabakh", "Artsakh", "Dağlıq Qarabağ", "Нагорный Карабах", "Арцах", "Արցախ",
      "Լեռնային Ղարաբաղ"}},
    {"iso:AZ-NV", {"Nakhchivan", "Naxçıvan", "Нахичевань", "Նախիջևան", "Nakhichevan", "NAXÇIVAN"}},
    {"iso:AZ-GA", {"Ganja", "Gəncə", "Гянджа", "Kirovabad"}},
    {"iso:AM-ER", {"Yerevan", "Երևան", "Երեւան", "Ереван", "İrəvan", "Erivan", "ერევანი"}},
    {"nrm:az-lachin", {"Lachin", "Laçın", "Лачин", "town of Lachin", "г. Лачин"}},
    {"iso:AZ-LAC", {"Lachin District", "Laçın rayonu", "Лачинский район", "Lachin raion"}},
    {"nrm:az-shusha", {"г. Шуша", "ქალაქი შუშა", "Şuşa şəhəri", "city of Shushi"}},
    {"iso:AZ-SUS",
     {"Шушинский район", "Шушинского района", "Շուշիի շրջան", "Şuşa rayonu", "Shusha region"}},
    {"nrm:az-aghjabadi", {"Ağcabədi", "Ağcabədi şəhəri"}},
    {"iso:AZ-AGM", {"Ağdam rayonu", "Aghdam region", "Agdam raion"}},
    {"iso:RU-MOW", {"Moscow", "Moskau", "Moscou", "Mosca", "Moskwa", "Москва"}},
    {"iso:GE-TB", {"Tbilisi", "Tiflis", "Tyflis", "Тифлис", "Թիֆլիս"}},
    {"iso:TR-34", {"Konstantinopel", "Стамбул", "Պոլիս"}},
    {"iso:DE", {"Germany", "Deutschland", "Almaniya"}},
    {"nrm:sy-aleppo", {"Aleppo", "Haleb", "Հալեպ", "حلب"}},
    {"nrm:iq-mosul", {"Mosul", "Мосул", "الموصل"}},
    {"nrm:ua-lviv", {"Lviv", "Lwów", "Lemberg"}},
    {"nrm:ge-tskhinvali", {"Tskhinvali", "Stalinir", "Сталинири"}},
    {"nrm:ge-gori", {"Gori", "Gori Municipality", "გორის მუნიციპალიტეტი"}},
    {"nrm:az-marzili", {"Marzili", "Mərzili", "Марзили", "село Марзили"}},
    {"nrm:az-mashanli", {"Mashanli", "Maşanlı", "Машанлы"}},
    {"iso:AZ-FUZ", {"Fizuli region", "Fuzuli District", "Физулинский район"}},
};

typedef struct fixture {
    norm_model *model;
    norm_ctx *ctx;
    norm_index *index;
} fixture;

static void open_all(fixture *f)
{
    norm_error err = {.message = ""};

    cr_assert_eq(norm_model_open_builtin(NULL, &f->model, &err), NORM_OK, "%s", err.message);
    cr_assert_eq(norm_ctx_open(f->model, &f->ctx, &err), NORM_OK, "%s", err.message);
    cr_assert_eq(norm_index_open_builtin(f->model, &f->index, &err), NORM_OK, "%s", err.message);
}

static void close_all(fixture *f)
{
    norm_index_close(f->index);
    norm_ctx_close(f->ctx);
    norm_model_close(f->model);
}

Test(gazetteer, gives_one_id_for_all_names_of_a_place)
{
    fixture f;
    size_t i;
    size_t k;

    open_all(&f);
    for (i = 0; i < sizeof places / sizeof *places; i++) {
        for (k = 0; k < NAMES && places[i].names[k] != NULL; k++) {
            norm_query query = {.text = norm_str_from(places[i].names[k])};
            const norm_hit *hits;
            size_t count;

            cr_assert_eq(norm_lookup(f.ctx, f.index, &query, 5, &hits, &count, NULL), NORM_OK);
            cr_assert_gt(count, 0, "%s", places[i].names[k]);
            cr_expect(nrm_str_eq_c(hits[0].id, places[i].id), "%s: %.*s", places[i].names[k],
                      (int)hits[0].id.len, hits[0].id.ptr);
            cr_expect_eq(hits[0].verdict, NORM_MATCH, "%s: verdict %d", places[i].names[k],
                         (int)hits[0].verdict);
        }
    }
    close_all(&f);
}

/* Eraskh is no short form of Yeraskhahun, which lies elsewhere. */
Test(gazetteer, keeps_a_longer_name_apart)
{
    static const char *const names[] = {"Yeraskhahun", "Երասխահուն", "Ерасхаун"};
    fixture f;
    size_t i;
    size_t k;

    open_all(&f);
    for (i = 0; i < sizeof names / sizeof *names; i++) {
        norm_query query = {.text = norm_str_from(names[i])};
        const norm_hit *hits;
        size_t count;

        cr_assert_eq(norm_lookup(f.ctx, f.index, &query, 5, &hits, &count, NULL), NORM_OK);
        for (k = 0; k < count; k++)
            cr_expect(!nrm_str_eq_c(hits[k].id, "nrm:am-yeraskh") ||
                          hits[k].verdict == NORM_DIFFERENT,
                      "%s", names[i]);
    }
    close_all(&f);
}

Test(gazetteer, has_probabilities_that_share_one)
{
    static const char *const names[] = {"Martuni", "Shusha", "Daşkənd", "Novoselovka"};
    fixture f;
    size_t i;
    size_t k;

    open_all(&f);
    for (i = 0; i < sizeof names / sizeof *names; i++) {
        norm_query query = {.text = norm_str_from(names[i])};
        const norm_hit *hits;
        size_t count;
        double sum = 0;

        cr_assert_eq(norm_lookup(f.ctx, f.index, &query, 50, &hits, &count, NULL), NORM_OK);
        for (k = 0; k < count; k++) {
            sum += hits[k].probability;
            cr_expect(k == 0 || hits[k].probability <= hits[k - 1].probability, "%s", names[i]);
        }
        cr_expect(sum <= 1, "%s: %g", names[i], sum);
    }
    close_all(&f);
}

/* Two places of one name share it until the country is told. */
Test(gazetteer, tells_places_of_one_name_apart_by_country)
{
    norm_query query = {.text = {"Martuni", 7}, .country = {"AM", 2}};
    const norm_hit *hits;
    size_t count;
    fixture f;

    open_all(&f);
    cr_assert_eq(norm_lookup(f.ctx, f.index, &query, 5, &hits, &count, NULL), NORM_OK);
    cr_assert_gt(count, 1);
    cr_expect(nrm_str_eq_c(hits[0].id, "nrm:am-martuni"));
    cr_expect_gt(hits[0].probability, 0.9);
    query.country = (norm_str){"AZ", 2};
    cr_assert_eq(norm_lookup(f.ctx, f.index, &query, 5, &hits, &count, NULL), NORM_OK);
    cr_expect(nrm_str_eq_c(hits[0].id, "nrm:az-khojavend"));
    close_all(&f);
}
