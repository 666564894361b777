/* unit/text/test_icu.c - legacy encodings and the fallback romanization.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "base/str.h"
#include "text/icu.h"

typedef struct decode_row {
    char bytes[24];
    size_t len;
    char encoding[16], want[32];
} decode_row;

static const decode_row rows[] = {
    {"\xC5\xF0\xE0\xF1\xF5", 5, "windows-1251", "Ерасх"},
    {"\xE5\xD2\xC1\xD3\xC8", 5, "koi8-r", "Ерасх"},
    {"\xDDzmir \xF0\xFE", 8, "windows-1254", "İzmir ğş"},
    {"\xFF\xFE\x15\x04\x40\x04", 6, "utf-16", "Ер"},
    {"\xD8\x3D\xDE\x00", 4, "utf-16be", "\xF0\x9F\x98\x80"},
    {"\xBA\xF1\xB3\xEB\xCB", 5, "armscii-8", "Երասխ"},
    {"\xBA\xF1\xA2\xB3\xDD.", 6, "ArmSCII-8", "Երևան."},
    {"", 0, "windows-1251", ""},
    {"a\0b", 3, "windows-1251", "a"},
};

Test(icu, legacy_encodings)
{
    nrm_arena arena;
    size_t i;

    nrm_arena_init(&arena, NULL);
    for (i = 0; i < NRM_LEN(rows); i++) {
        norm_str bytes = {rows[i].bytes, rows[i].len};
        norm_error err = {0};
        norm_str got;
        norm_status st = nrm_icu_decode(&arena, bytes, rows[i].encoding, &got, &err);

        cr_assert_eq(st, NORM_OK, "row %zu: %s", i, err.message);
        if (rows[i].len == 3)
            cr_expect(nrm_str_eq(got, bytes), "a NUL byte is text");
        else
            cr_expect(nrm_str_eq_c(got, rows[i].want), "row %zu: %.*s", i, (int)got.len, got.ptr);
    }
    nrm_arena_dispose(&arena);
}

Test(icu, bad_bytes_and_names_are_refused)
{
    nrm_arena arena;
    norm_error err;
    norm_str got;

    nrm_arena_init(&arena, NULL);
    cr_expect_eq(nrm_icu_decode(&arena, norm_str_from("a"), "no-such-thing", &got, &err),
                 NORM_E_NOTFOUND);
    cr_expect_eq(nrm_icu_decode(&arena, norm_str_from("a"), "", &got, &err), NORM_E_NOTFOUND);
    cr_expect_eq(nrm_icu_decode(&arena, norm_str_from("a\xFF"), "armscii-8", &got, &err),
                 NORM_E_UTF8);
    cr_expect_eq(err.offset, 1);
    cr_expect_eq(nrm_icu_decode(&arena, norm_str_from("ab\xFFz"), "utf-8", &got, &err),
                 NORM_E_UTF8);
    cr_expect_eq(err.offset, 2);
    cr_expect_eq(nrm_icu_decode(&arena, (norm_str){"\0a\xD8", 3}, "utf-16be", &got, &err),
                 NORM_E_UTF8);
    nrm_arena_dispose(&arena);
}

Test(icu, long_input_crosses_the_chunks)
{
    static char bytes[5000];
    nrm_arena arena;
    norm_str got;
    size_t i;

    nrm_arena_init(&arena, NULL);
    for (i = 0; i < sizeof bytes; i += 4) {
        bytes[i] = (char)0x3D; /* U+1F600 in UTF-16LE */
        bytes[i + 1] = (char)0xD8;
        bytes[i + 2] = (char)0x00;
        bytes[i + 3] = (char)0xDE;
    }
    bytes[0] = 'a'; /* one unit first, so that a pair lies across each border */
    bytes[1] = 0;
    bytes[2] = 'b';
    bytes[3] = 0;
    cr_assert_eq(nrm_icu_decode(&arena, (norm_str){bytes, 4998}, "utf-16le", &got, NULL),
                 NORM_E_UTF8);
    cr_assert_eq(nrm_icu_decode(&arena, (norm_str){bytes, 5000}, "utf-16le", &got, NULL), NORM_OK);
    cr_expect_eq(got.len, 2 + 1249 * 4);
    nrm_arena_dispose(&arena);
}

Test(icu, scripts_without_tables_are_romanized)
{
    nrm_arena arena;
    norm_str got;

    nrm_arena_init(&arena, NULL);
    cr_assert(nrm_icu_present());
    cr_assert_eq(nrm_icu_romanize(&arena, norm_str_from("ひらがな"), &got, NULL), NORM_OK);
    cr_expect(nrm_str_eq_c(got, "hiragana"), "%.*s", (int)got.len, got.ptr);
    nrm_arena_dispose(&arena);
}
