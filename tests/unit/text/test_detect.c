/* unit/text/test_detect.c - script and language of names, with the table of the project.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "text/detect.h"

typedef struct detect_row {
    const char *name, *lang, *script;
    unsigned percent; /* the least probability */
} detect_row;

static const detect_row rows[] = {
    {"Երևան", "hy", "Armn", 90},
    {"Յովհաննէս", "hyw", "Armn", 60},
    {"Պետրոսեան", "hyw", "Armn", 60},
    {"Новосибирская", "ru", "Cyrl", 80},
    {"Кам’янець-Подільський", "uk", "Cyrl", 95},
    {"Їжакевич", "uk", "Cyrl", 80},
    {"Магілёў", "be", "Cyrl", 90},
    {"Велико Търново", "bg", "Cyrl", 60},
    {"Һејдәр Әлијев", "az-Cyrl", "Cyrl", 95},
    {"Hacı Zeynalabdin Tağıyev", "az", "Latn", 80},
    {"Həsən", "az", "Latn", 95},
    {"Yukarıköy", "tr", "Latn", 80},
    {"თბილისი", "ka", "Geor", 99},
    {"القاهرة", "ar", "Arab", 80},
    {"گرگان", "fa", "Arab", 80},
    {"Αθήνα", "el", "Grek", 99},
    {"ירושלים", "he", "Hebr", 99},
    {"Green River", "en", "Latn", 40},
    {"Mets Tagh’er", "hy-Latn", "Latn", 40},
};

typedef struct fixture {
    nrm_arena arena;
    norm_str section;
    norm_str blob_bytes;
    nrm_blob blob;
    const nrm_lang_tables *tables;
} fixture;

static norm_status open_section(fixture *f, norm_str section, norm_error *err)
{
    nrm_blob_part part = {{'L', 'A', 'N', 'G'}, section};
    norm_status st = nrm_blob_build(&f->arena, &part, 1, &f->blob_bytes, err);

    if (st == NORM_OK)
        st = nrm_blob_open(f->blob_bytes.ptr, f->blob_bytes.len, &f->blob, err);
    if (st == NORM_OK)
        st = nrm_lang_open(&f->blob, &f->arena, &f->tables, err);
    return st;
}

static void set_up(fixture *f)
{
    norm_error err = {0};
    nrm_map map;

    nrm_arena_init(&f->arena, NULL);
    cr_assert_eq(nrm_map_open(NORM_SOURCE_ROOT "/tables/lang/ngrams.tsv", &map, &err), NORM_OK);
    cr_assert_eq(nrm_lang_compile(&f->arena, (norm_str){(const char *)map.base, map.size},
                                  &f->section, &err),
                 NORM_OK, "%s", err.message);
    nrm_map_close(&map);
    cr_assert_eq(open_section(f, f->section, &err), NORM_OK, "%s", err.message);
}

Test(detect, languages_by_their_spelling)
{
    fixture f;
    size_t i;

    set_up(&f);
    for (i = 0; i < NRM_LEN(rows); i++) {
        nrm_detected found = nrm_detect(f.tables, norm_str_from(rows[i].name));

        cr_expect_str_eq(found.lang, rows[i].lang, "%s: %s", rows[i].name, found.lang);
        cr_expect_str_eq(nrm_script_code(found.script), rows[i].script, "%s", rows[i].name);
        cr_expect(found.probability >= rows[i].percent * 10000 && found.probability <= 1000000,
                  "%s: %s %u", rows[i].name, found.lang, (unsigned)found.probability);
    }
    nrm_arena_dispose(&f.arena);
}

Test(detect, no_letters_is_no_language)
{
    static const char names[][16] = {"", "123", "«»", "漢字", " "};
    fixture f;
    size_t i;

    set_up(&f);
    for (i = 0; i < NRM_LEN(names); i++) {
        nrm_detected found = nrm_detect(f.tables, norm_str_from(names[i]));

        cr_expect_str_eq(found.lang, "und", "%s", names[i]);
        cr_expect_eq(found.probability, 0, "%s", names[i]);
    }
    cr_expect_eq(nrm_detect_script(norm_str_from("漢字")), NRM_SCRIPT_OTHER);
    cr_expect_eq(nrm_detect_script(norm_str_from("ab Где")), NRM_SCRIPT_CYRL);
    nrm_arena_dispose(&f.arena);
}

/* A letter says little, so the prior must show through. */
Test(detect, one_letter_leaves_doubt)
{
    fixture f;

    set_up(&f);
    cr_expect_lt(nrm_detect(f.tables, norm_str_from("A")).probability, 700000);
    nrm_arena_dispose(&f.arena);
}

/* Cut or changed at any of many places, the section is refused or still safe to use; the hash of
 * the blob is right each time, so this is the reader's own defence. */
Test(detect, a_damaged_section_does_no_harm)
{
    fixture f;
    size_t refused = 0;
    size_t i;

    set_up(&f);
    for (i = 0; i < 400; i++) {
        size_t at = i < 200 ? i : (i - 200) * (f.section.len / 200);
        nrm_mark mark = nrm_arena_mark(&f.arena);
        norm_str copy;
        char *bytes = nrm_arena_alloc(&f.arena, f.section.len, 1);

        cr_assert_not_null(bytes);
        memcpy(bytes, f.section.ptr, f.section.len);
        bytes[at] = (char)(bytes[at] ^ 0xFF);
        copy = (norm_str){bytes, i % 3 == 0 ? at : f.section.len};
        if (open_section(&f, copy, NULL) != NORM_OK)
            refused++;
        else
            (void)nrm_detect(f.tables, norm_str_from("Yerevan ევ Ереван"));
        nrm_arena_rewind(&f.arena, mark);
    }
    cr_expect_gt(refused, 100);
    nrm_arena_dispose(&f.arena);
}

Test(detect, wrong_tables_are_refused_with_their_line)
{
    static const struct {
        char text[80];
        unsigned line;
    } bad[] = {
        {"script\tngram\n", 1},
        {"script\tngram\tcosts\nXxxx\t@langs\ta\n", 2},
        {"script\tngram\tcosts\nLatn\ta\t0\n", 2},
        {"script\tngram\tcosts\nLatn\t@langs\ta b\nLatn\t@prior\t1 2\nLatn\ta\t0\n", 4},
        {"script\tngram\tcosts\nLatn\t@langs\ta b\nLatn\t@prior\t1 2\nLatn\ta\t0?\n", 4},
        {"script\tngram\tcosts\nLatn\t@langs\ta\nLatn\t@prior\t1\nLatn\tabcd\t0\n", 4},
        {"script\tngram\tcosts\nLatn\t@langs\ta\nLatn\t@prior\tx\n", 3},
        {"script\tngram\tcosts\nLatn\t@langs\ta\nLatn\t@prior\t1 2\n", 3},
        {"script\tngram\tcosts\nLatn\t@langs\ta\nLatn\t@scale\t-1\n", 3},
        {"script\tngram\tcosts\nLatn\t@langs\tthirteen-long\n", 2},
    };
    nrm_arena arena;
    size_t i;

    nrm_arena_init(&arena, NULL);
    for (i = 0; i < NRM_LEN(bad); i++) {
        norm_error err = {0};
        norm_str out;

        cr_expect_eq(nrm_lang_compile(&arena, norm_str_from(bad[i].text), &out, &err),
                     NORM_E_FORMAT, "row %zu", i);
        cr_expect_eq(err.line, bad[i].line, "row %zu: line %u, %s", i, (unsigned)err.line,
                     err.message);
    }
    nrm_arena_dispose(&arena);
}
