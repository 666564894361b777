/* unit/compare/test_given.c - whether two words are forms of one given name.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <libnorm/norm.h>

#include "base/str.h"
#include "compare/encode.h"

typedef struct given_row {
    const char *a, *lang_a, *b, *lang_b; /* names of people, whose last words are compared */
    nrm_given want;
} given_row;

static const given_row rows[] = {
    {"Հովհաննես", "hy", "Оганес", "ru", NRM_GIVEN_SAME},
    {"Garabed", "en", "Կարապետ", "hy", NRM_GIVEN_SAME},
    {"Յակոբ", "hyw", "Акоп", "ru", NRM_GIVEN_SAME},
    {"Гейдар", "ru", "Heydər", "az", NRM_GIVEN_SAME},
    {"გიორგი", "ka", "Георгий", "ru", NRM_GIVEN_SAME},
    {"George", "en", "Джордж", "ru", NRM_GIVEN_SAME}, /* of two names: Георгий and Джордж */
    {"George", "en", "Георгий", "ru", NRM_GIVEN_SAME},
    {"Джордж", "ru", "Георгий", "ru", NRM_GIVEN_DIFFER},
    {"Саша", "ru", "Александр", "ru", NRM_GIVEN_SHORT},
    {"Саша", "ru", "Alexandra", "en", NRM_GIVEN_SHORT}, /* a short form of both */
    {"Саша", "ru", "Пётр", "ru", NRM_GIVEN_UNKNOWN},    /* and of others, not listed */
    {"Jean", "fr", "Jeanne", "fr", NRM_GIVEN_DIFFER},
    {"Aygün", "az", "Aygül", "az", NRM_GIVEN_DIFFER},
    {"Vahan", "en", "Վահագն", "hy", NRM_GIVEN_DIFFER},
    {"Michael", "de", "Майкл", "ru", NRM_GIVEN_SAME},      /* English names in other lists */
    {"Andrzej", "en", "Анджей", "ru", NRM_GIVEN_SAME},     /* Polish in an English list */
    {"Иванов", "ru", "Петр", "ru", NRM_GIVEN_UNKNOWN},     /* a family name and a given name */
    {"Həsənov", "az", "Гусейнов", "ru", NRM_GIVEN_DIFFER}, /* families of two given names */
    {"Petrov", "en", "Петросян", "ru", NRM_GIVEN_UNKNOWN}, /* of one, and yet two families */
    {"Стол", "ru", "Стул", "ru", NRM_GIVEN_UNKNOWN},
};

typedef struct patronymic_row {
    const char *name, *lang;
    size_t word; /* that is the patronymic */
    const char *father, *father_lang;
    char gender; /* of the bearer */
} patronymic_row;

static const patronymic_row patronymics[] = {
    {"Иван Сергеевич Попов", "ru", 1, "Сергей", "ru", 'm'},
    {"Анна Васильевна Попова", "ru", 1, "Василий", "ru", 'f'},
    {"Пётр Ильич Чайковский", "ru", 1, "Илья", "ru", 'm'},
    {"Олена Григорівна Бондар", "uk", 1, "Григорій", "uk", 'f'},
    {"Petrov Ivan Alekseevich", "en", 2, "Aleksei", "en", 'm'},
    {"Պետրոսյան Արմեն Վազգենի", "hy", 2, "Վազգեն", "hy", 0},
    {"Əliyev İlham Heydər oğlu", "az", 2, "Heydər", "az", 'm'},
    {"Rzayeva Arifə Əli qızı", "az", 2, "Əli", "az", 'f'},
};

typedef struct gender_row {
    const char *name, *lang;
    char want; /* of the last word */
} gender_row;

static const gender_row genders[] = {
    {"Анна", "ru", 'f'},     {"Петрова", "ru", 'f'},
    {"Петров", "ru", 0},  /* abroad Anna Petrov */
    {"Щербина", "ru", 0}, /* men bear it too */
    {"Женя", "ru", 0},    /* of Евгений and of Евгения */
    {"Quliyeva", "az", 'f'}, {"Чайковская", "ru", 'f'},
};

static norm_model *model;
static norm_ctx *ctx;

static void open_model(void)
{
    cr_assert_eq(norm_model_open_builtin(NULL, &model, NULL), NORM_OK);
    cr_assert_eq(norm_ctx_open(model, &ctx, NULL), NORM_OK);
}

static void close_model(void)
{
    norm_ctx_close(ctx);
    norm_model_close(model);
}

static const norm_name *person(const char *text, const char *lang)
{
    const norm_name *name;

    cr_assert_eq(
        norm_encode(ctx, norm_str_from(text), norm_str_from(lang), NORM_KIND_PERSON, &name, NULL),
        NORM_OK);
    return name;
}

static const nrm_word *last_word(const char *text, const char *lang)
{
    const norm_name *name = person(text, lang);

    return &nrm_name_words(name)[name->word_count - 1];
}

Test(given, forms_of_one_name, .init = open_model, .fini = close_model)
{
    size_t i;

    for (i = 0; i < NRM_LEN(rows); i++) {
        const nrm_word *a = last_word(rows[i].a, rows[i].lang_a);
        const nrm_word *b = last_word(rows[i].b, rows[i].lang_b);

        cr_expect_eq(nrm_given_names(a, b), rows[i].want, "%s, %s: %d", rows[i].a, rows[i].b,
                     (int)nrm_given_names(a, b));
        cr_expect_eq(nrm_given_names(b, a), rows[i].want, "%s, %s", rows[i].b, rows[i].a);
    }
}

Test(given, patronymics_know_the_father, .init = open_model, .fini = close_model)
{
    size_t i;

    for (i = 0; i < NRM_LEN(patronymics); i++) {
        const patronymic_row *row = &patronymics[i];
        const nrm_word *word = &nrm_name_words(person(row->name, row->lang))[row->word];
        nrm_word father = *last_word(row->father, row->father_lang);

        cr_expect_eq(word->role, NRM_ROLE_PATRONYMIC, "%s", row->name);
        cr_expect_eq(word->gender, row->gender, "%s", row->name);
        cr_expect_eq(nrm_given_names(word, &father), NRM_GIVEN_UNKNOWN, "%s", row->name);
        father.role = NRM_ROLE_PATRONYMIC;
        cr_expect_eq(nrm_given_names(word, &father), NRM_GIVEN_SAME, "%s", row->name);
    }
}

Test(given, genders, .init = open_model, .fini = close_model)
{
    size_t i;

    for (i = 0; i < NRM_LEN(genders); i++)
        cr_expect_eq(last_word(genders[i].name, genders[i].lang)->gender, genders[i].want, "%s",
                     genders[i].name);
}
