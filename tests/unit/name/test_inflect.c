/* unit/name/test_inflect.c - the table of case endings, and the base forms that it gives.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <string.h>

#include "base/str.h"
#include "name/inflect.h"

#define HEADER "lang\tcase\tending\tbase\tedge\tvowels\n"
#define SMALL                                                                                           \
    HEADER                                                                                              \
    "ru\t-\t*\tаеио\t-\t-\nru\tgen\tа\t-|о\tc\t-\nru\tgen\tи\tа\t-\t-\nru\tloc\tе\tа\t-\t-\n" \
    "az\t-\t*\taı\t-\t-\naz\tgen\tnın\t-\tv\taı\n"

static norm_str compile(nrm_arena *arena, const char *tsv)
{
    norm_error err = {.message = ""};
    norm_str section;

    cr_assert_eq(nrm_inflections_compile(arena, norm_str_from(tsv), &section, &err), NORM_OK, "%s",
                 err.message);
    return section;
}

Test(inflect, base_forms_of_a_name)
{
    static const struct {
        const char *text, *lang, *want; /* forms with a | behind each */
    } rows[] = {
        {"Хабара", "ru", "Хабар|Хабаро|"},
        {"ХАБАРА", "ru", "ХАБАР|ХАБАРо|"},
        {"Хабара Мира", "ru",
         "Хабар Мир|Хабара Мир|Хабаро Мир|Хабар Миро|Хабара Миро|Хабаро Миро|"},
        {"Хабара-на-Реке", "ru", "Хабар-на-Реке|Хабара-на-Река|Хабаро-на-Реке|"},
        {"Лены", "ru", ""}, /* ы is not in this table */
        {"Лени", "ru", "Лена|"},
        {"Ани", "ru", ""},  /* two letters are too few */
        {"Реаа", "ru", ""}, /* behind a vowel there is no -а */
        {"Хабара", "", "Хабар|Хабаро|"},
        {"Хабара", "und", "Хабар|Хабаро|"},
        {"Хабара", "ru-RU", "Хабар|Хабаро|"},
        {"Хабара", "uk", ""},
        {"Bakının", "az", "Bakı|"},
        {"Bakının", "ru", ""},
        {"Bakanın", "az", "Baka|"},
        {"Beknın", "az", ""}, /* no vowel of the harmony */
        {"", "ru", ""},
        {"12 - ...", "ru", ""},
    };
    nrm_arena arena;
    nrm_inflections table;
    norm_str section;
    size_t i;

    nrm_arena_init(&arena, NULL);
    section = compile(&arena, SMALL);
    cr_assert_eq(
        nrm_inflections_open(&arena, nrm_reader_over(section.ptr, section.len), &table, NULL),
        NORM_OK);
    for (i = 0; i < NRM_LEN(rows); i++) {
        const nrm_base_form *forms;
        char found[400] = "";
        size_t count;
        size_t k;

        cr_assert_eq(nrm_base_forms(&table, &arena, norm_str_from(rows[i].text),
                                    norm_str_from(rows[i].lang), &forms, &count, NULL),
                     NORM_OK);
        for (k = 0; k < count; k++) {
            strncat(found, forms[k].text.ptr, forms[k].text.len);
            strcat(found, "|");
        }
        cr_expect_str_eq(found, rows[i].want, "%s (%s): %s", rows[i].text, rows[i].lang, found);
    }
    nrm_arena_dispose(&arena);
}

Test(inflect, faults_in_the_table_are_named_with_their_line)
{
    static const struct {
        const char *tsv;
        uint32_t line;
        const char *part;
    } rows[] = {
        {"", 1, "header"},
        {"lang\tcase\tending\tbase\tedge\n", 1, "vowels"},
        {HEADER "ru\tgen\tа\t-\tc\t-\n", 2, "begin with *"},
        {HEADER "ru\t-\t*\tа\t-\t-\nru\t-\t*\tа\t-\t-\n", 3, "begin with *"},
        {HEADER "ru\t-\t*\tа\t-\t-\naz\tgen\ta\t-\t-\t-\n", 3, "begin with *"},
        {HEADER "ru\t-\t*\tа\t-\t-\nru\tgen\tа\t-\tx\t-\n", 3, "edge"},
        {HEADER "ru\t-\t*\tа\t-\t-\nru\tgen\t\t-\tc\t-\n", 3, "empty"},
        {HEADER "ru\t-\t*\tа\t-\t-\nru\tgen\tа\t\tc\t-\n", 3, "empty"},
        {HEADER "ru\t-\t*\t\xff\t-\t-\n", 2, "UTF-8"},
    };
    nrm_arena arena;
    size_t i;

    nrm_arena_init(&arena, NULL);
    for (i = 0; i < NRM_LEN(rows); i++) {
        norm_error err = {.message = ""};
        norm_str out;

        cr_expect_eq(nrm_inflections_compile(&arena, norm_str_from(rows[i].tsv), &out, &err),
                     NORM_E_FORMAT, "row %zu", i);
        cr_expect_eq(err.line, rows[i].line, "row %zu: line %u", i, (unsigned)err.line);
        cr_expect(strstr(err.message, rows[i].part) != NULL, "row %zu: %s", i, err.message);
    }
    nrm_arena_dispose(&arena);
}

Test(inflect, damaged_bytes_are_refused)
{
    nrm_arena arena;
    nrm_inflections table;
    norm_str whole;
    size_t i;

    nrm_arena_init(&arena, NULL);
    whole = compile(&arena, SMALL);
    for (i = 0; i < whole.len; i++)
        cr_expect_eq(nrm_inflections_open(&arena, nrm_reader_over(whole.ptr, i), &table, NULL),
                     NORM_E_FORMAT, "cut at %zu", i);
    nrm_arena_dispose(&arena);
}
