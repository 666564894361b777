/* unit/api/test_inflected.c - names of running text, matched and looked up without their case
 * endings. SPDX-License-Identifier: MIT */
#include "unit/compare/builtin.h"

#include <libnorm/index.h>

static const struct {
    const char *text, *lang, *base;
    bool is_place; /* of the gazetteer */
} inflected[] = {
    {"Еревана", "ru", "Ереван", true},
    {"Еревану", "ru", "Ереван", true},
    {"Ереваном", "ru", "Ереван", true},
    {"Ереване", "ru", "Ереван", true},
    {"Москвы", "ru", "Москва", true},
    {"Москве", "ru", "Москва", true},
    {"Москвой", "ru", "Москва", true},
    {"Москву", "ru", "Москва", true},
    {"Казани", "ru", "Казань", true},
    {"Казанью", "ru", "Казань", true},
    {"Ставрополе", "ru", "Ставрополь", true},
    {"Армении", "ru", "Армения", true},
    {"Армению", "ru", "Армения", true},
    {"Нагорном Карабахе", "ru", "Нагорный Карабах", true},
    {"Нагорного Карабаха", "ru", "Нагорный Карабах", true},
    {"Нагорным Карабахом", "ru", "Нагорный Карабах", true},
    {"Ростова-на-Дону", "ru", "Ростов-на-Дону", true},
    {"Ивана Петрова", "ru", "Иван Петров", false},
    {"Анны Петровой", "ru", "Анна Петрова", false},
    {"Пушкиным", "ru", "Пушкин", false},
    {"Երևանի", "hy", "Երևան", true},
    {"Երևանում", "hy", "Երևան", true},
    {"Երևանից", "hy", "Երևան", true},
    {"Երևանով", "hy", "Երևան", true},
    {"Երևանը", "hy", "Երևան", true},
    {"Գյումրու", "hy", "Գյումրի", true},
    {"Գյումրում", "hy", "Գյումրի", true},
    {"Գյումրիում", "hy", "Գյումրի", true},
    {"Գյումրուց", "hy", "Գյումրի", true},
    {"Գյումրին", "hy", "Գյումրի", true},
    {"Մոսկվայի", "hy", "Մոսկվա", true},
    {"Մոսկվայում", "hy", "Մոսկվա", true},
    {"Վերին Արտաշատում", "hy", "Վերին Արտաշատ", false},
    {"Ստեփանակերտի", "hy", "Ստեփանակերտ", true},
    {"Nikol Paşinyanın", "az", "Nikol Paşinyan", false},
    {"Yerevanda", "az", "Yerevan", true},
    {"Yerevanın", "az", "Yerevan", true},
    {"Yerevandan", "az", "Yerevan", true},
    {"Yerevana", "az", "Yerevan", true},
    {"Bakının", "az", "Bakı", true},
    {"Bakıda", "az", "Bakı", true},
    {"Bakıdan", "az", "Bakı", true},
    {"Bakıya", "az", "Bakı", true},
    {"Gəncədə", "az", "Gəncə", true},
    {"Gəncənin", "az", "Gəncə", true},
    {"Şuşaya", "az", "Şuşa", true},
    {"Laçına", "az", "Laçın", true},
    {"Ağdamda", "az", "Ağdam", true},
    {"Kəlbəcərin", "az", "Kəlbəcər", true},
    {"Dağlıq Qarabağda", "az", "Dağlıq Qarabağ", true},
    {"Qubadlının", "az", "Qubadlı", true},
    {"თბილისში", "ka", "თბილისი", true},
    {"თბილისის", "ka", "თბილისი", true},
    {"თბილისს", "ka", "თბილისი", true},
    {"თბილისიდან", "ka", "თბილისი", true},
    {"თბილისამდე", "ka", "თბილისი", true},
    {"ბათუმში", "ka", "ბათუმი", true},
    {"ბაქოში", "ka", "ბაქო", true},
    {"ბაქოდან", "ka", "ბაქო", true},
    {"მცხეთაში", "ka", "მცხეთა", true},
    {"მცხეთის", "ka", "მცხეთა", true},
    {"ქუთაისიდან", "ka", "ქუთაისი", true},
    {"გიორგის", "ka", "გიორგი", false},
};

/* What may not be taken for a case of the other one. */
static const struct {
    const char *text, *lang, *base;
} apart[] = {
    /* not a case of the language */
    {"Горис", "ru", "Гори"},
    {"Масис", "ru", "Маси"},
    {"Раздан", "ru", "Разд"},
    {"Ванадзор", "ru", "Ван"},
    {"Еревано", "ru", "Ереван"},
    {"Москвич", "ru", "Москва"},
    {"Գորիս", "hy", "Գորի"},
    {"Մասիս", "hy", "Մասի"},
    {"Երևանցի", "hy", "Երևան"},
    {"Երասխահուն", "hy", "Երասխ"},
    {"Վանաձոր", "hy", "Վան"},
    {"Bakılı", "az", "Bakı"},
    {"Şuşakənd", "az", "Şuşa"},
    {"Ağdamlar", "az", "Ağdam"},
    {"თბილისელი", "ka", "თბილისი"},
    {"გორისა", "ka", "გორი"},
    {"ბაქოელი", "ka", "ბაქო"},
    /* the vowels do not agree */
    {"Bakıdə", "az", "Bakı"},
    {"Gəncəda", "az", "Gəncə"},
    {"Yerevanün", "az", "Yerevan"},
    {"Yerevanin", "az", "Yerevan"},
    {"Şuşayə", "az", "Şuşa"},
    {"Ağdamdən", "az", "Ağdam"},
    /* the ending does not go with what is before it */
    {"Bakıın", "az", "Bakı"},
    {"Yerevanya", "az", "Yerevan"},
    {"Yerevannın", "az", "Yerevan"},
    {"ბაქოის", "ka", "ბაქო"},
    {"Երևանյի", "hy", "Երևան"},
    /* too little would be left */
    {"Ани", "ru", "Ан"},
    {"Оша", "ru", "Ош"},
    {"Անի", "hy", "Ան"},
    /* of another language */
    {"Yerevanda", "tr", "Yerevan"},
    {"Еревана", "uk", "Ереван"},
};

static norm_match_result match(builtin *t, const norm_name *a, const norm_name *b,
                               bool is_inflected)
{
    norm_match_opts opts;
    norm_match_result result;
    norm_error err = {.message = ""};

    norm_match_opts_init(&opts);
    opts.inflected = is_inflected;
    cr_assert_eq(norm_compare(t->ctx, a, b, &opts, &result, &err), NORM_OK, "%s", err.message);
    return result;
}

static norm_explanation explain(builtin *t, const norm_name *a, const norm_name *b)
{
    norm_match_opts opts;
    norm_explanation why;

    norm_match_opts_init(&opts);
    opts.inflected = true;
    cr_assert_eq(norm_explain(t->ctx, a, b, &opts, &why, NULL), NORM_OK);
    return why;
}

static bool names_a_case(const norm_explanation *why)
{
    return why->reason_count > 0 && nrm_str_eq_c(why->reasons[0].operation, "case ending");
}

/* No less than the base form itself, less what taking the ending off costs. */
Test(inflected, names_are_their_base_forms)
{
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_LEN(inflected); i++) {
        norm_str text = norm_str_from(inflected[i].text);
        const norm_name *a = encode_kind(&t, text.ptr, inflected[i].lang, NORM_KIND_ANY);
        const norm_name *b = encode_kind(&t, inflected[i].base, inflected[i].lang, NORM_KIND_ANY);
        norm_match_result found = match(&t, a, b, true);
        norm_explanation why = explain(&t, a, b);
        int32_t sum = 0;
        size_t k;

        cr_expect_geq(found.score, match(&t, b, b, false).score - NRM_INFLECTED_NATS, "%s",
                      text.ptr);
        cr_expect_geq(found.score, match(&t, a, b, false).score, "%s", text.ptr);
        cr_expect_eq(found.score, why.result.score, "%s", text.ptr);
        for (k = 0; k < why.reason_count; k++)
            sum += why.reasons[k].nats;
        cr_expect_eq(sum, found.score, "%s", text.ptr);
        norm_ctx_reset(t.ctx);
    }
    close_builtin(&t);
}

/* The first hit; an empty id when there is none. */
static norm_hit look_up(builtin *t, const norm_index *index, const char *text, const char *lang,
                        bool is_inflected)
{
    norm_query query = {
        .text = norm_str_from(text), .lang = norm_str_from(lang), .inflected = is_inflected};
    norm_error err = {.message = ""};
    const norm_hit *hits;
    size_t count;

    cr_assert_eq(norm_lookup(t->ctx, index, &query, 5, &hits, &count, &err), NORM_OK, "%s",
                 err.message);
    return count > 0 ? hits[0] : (norm_hit){.id = {"", 0}};
}

Test(inflected, names_are_looked_up_as_their_base_forms)
{
    norm_index *index;
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    cr_assert_eq(norm_index_open_builtin(t.model, &index, NULL), NORM_OK);
    for (i = 0; i < NRM_LEN(inflected); i++) {
        const char *lang = inflected[i].lang;
        norm_hit found = look_up(&t, index, inflected[i].text, lang, true);
        norm_hit base = look_up(&t, index, inflected[i].base, lang, false);

        if (!inflected[i].is_place)
            continue;
        cr_expect(base.id.len > 0 && nrm_str_eq(found.id, base.id), "%s is %.*s", inflected[i].text,
                  (int)found.id.len, found.id.ptr);
        cr_expect_geq(found.verdict, NORM_REVIEW, "%s", inflected[i].text);
    }
    norm_index_close(index);
    close_builtin(&t);
}

Test(inflected, other_names_are_not)
{
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_LEN(apart); i++) {
        const norm_name *a = encode_kind(&t, apart[i].text, apart[i].lang, NORM_KIND_PLACE);
        const norm_name *b = encode_kind(&t, apart[i].base, apart[i].lang, NORM_KIND_PLACE);
        norm_str text = norm_str_from(apart[i].base);
        nrm_inflected forms;
        size_t k;

        cr_assert_eq(nrm_find_inflected(t.ctx, a, &forms, NULL), NORM_OK);
        for (k = 0; k < forms.count; k++)
            cr_expect(!nrm_str_eq(forms.forms[k].text, text), "%s became %s", apart[i].text,
                      apart[i].base);
        cr_expect(nrm_name_check(b, b->size, &t.model->encoder) != NULL);
    }
    close_builtin(&t);
}

/* A base form is as good as it was. */
Test(inflected, a_name_as_it_stands_is_tried_first)
{
    static const char *const names[][2] = {{"Гюмри", "ru"}, {"Сочи", "ru"},    {"Ереван", "ru"},
                                           {"Երևան", "hy"}, {"Yerevan", "az"}, {"თბილისი", "ka"}};
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_LEN(names); i++) {
        const norm_name *a = encode_place(&t, names[i][0], names[i][1]);
        norm_explanation why = explain(&t, a, a);

        cr_expect_eq(match(&t, a, a, true).score, match(&t, a, a, false).score, "%s", names[i][0]);
        cr_expect(!names_a_case(&why), "%s", names[i][0]);
    }
    close_builtin(&t);
}

Test(inflected, the_reason_says_what_was_read)
{
    builtin t;
    norm_explanation why;

    open_builtin(&t, NULL);
    why = explain(&t, encode_place(&t, "Горным Карабахом", "ru"),
                  encode_place(&t, "Горный Карабах", "ru"));
    cr_assert(names_a_case(&why));
    cr_expect(nrm_str_eq_c(why.reasons[0].what, "instrumental, read as Горный Карабах"), "%.*s",
              (int)why.reasons[0].what.len, why.reasons[0].what.ptr);
    cr_expect(nrm_str_eq_c(why.reasons[0].a_text, "Горным Карабахом"));
    cr_expect(nrm_str_eq_c(why.reasons[0].source, "lang/cases.tsv ru instrumental ом"));
    cr_expect_eq(why.reasons[0].nats, -NRM_INFLECTED_NATS);
    close_builtin(&t);
}

/* Names of one script and no language have the rules of all languages of the script. */
Test(inflected, no_language_is_needed)
{
    builtin t;

    open_builtin(&t, NULL);
    cr_expect_eq(
        match(&t, encode_place(&t, "Ереваном", ""), encode_place(&t, "Ереван", ""), true).score,
        match(&t, encode_place(&t, "Ереван", ""), encode_place(&t, "Ереван", ""), false).score -
            NRM_INFLECTED_NATS);
    cr_expect_eq(
        match(&t, encode_place(&t, "Yerevandan", ""), encode_place(&t, "Yerevan", ""), true).score,
        match(&t, encode_place(&t, "Yerevan", ""), encode_place(&t, "Yerevan", ""), false).score -
            NRM_INFLECTED_NATS);
    close_builtin(&t);
}

Test(inflected, tables_without_cases_say_so)
{
    norm_match_opts opts;
    norm_match_result result;
    const norm_name *a;
    builtin t;

    open_builtin(&t, NULL);
    t.model->inflections.count = 0;
    a = encode_place(&t, "Ереваном", "ru");
    norm_match_opts_init(&opts);
    opts.inflected = true;
    cr_expect_eq(norm_compare(t.ctx, a, a, &opts, &result, NULL), NORM_E_UNSUPPORTED);
    close_builtin(&t);
}
