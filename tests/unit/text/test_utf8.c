/* unit/text/test_utf8.c - strict UTF-8: what is refused, and where.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "text/utf8.h"

typedef struct bad_row {
    char bytes[12];
    size_t len, offset; /* of the first bad byte */
    size_t next;        /* where nrm_utf8_next goes on: behind the maximal subpart */
    const char *why;
} bad_row;

static const bad_row bad_rows[] = {
    {"\x80", 1, 0, 1, "a lone continuation byte"},
    {"ab\xBF", 3, 2, 3, "a continuation byte after ASCII"},
    {"\xC0\x80", 2, 0, 1, "overlong NUL"},
    {"\xC1\xBF", 2, 0, 1, "overlong DEL"},
    {"\xE0\x80\x80", 3, 0, 1, "overlong in three bytes"},
    {"\xE0\x9F\xBF", 3, 0, 1, "the largest overlong in three bytes"},
    {"\xF0\x8F\xBF\xBF", 4, 0, 1, "overlong in four bytes"},
    {"\xED\xA0\x80", 3, 0, 1, "the first surrogate"},
    {"\xED\xBF\xBF", 3, 0, 1, "the last surrogate"},
    {"\xF4\x90\x80\x80", 4, 0, 1, "110000"},
    {"\xF5\x80\x80\x80", 4, 0, 1, "a lead byte beyond the range"},
    {"\xFF", 1, 0, 1, "never in UTF-8"},
    {"a\xD0", 2, 1, 2, "cut after the first of two"},
    {"\xE1\x83", 2, 0, 2, "cut after the second of three"},
    {"\xF0\x9F\x98", 3, 0, 3, "cut after the third of four"},
    {"\xE1\x83z", 3, 0, 2, "a letter instead of the third byte"},
    {"\xD0\xD0\x90", 3, 0, 1, "a lead byte instead of the second"},
    {"12345678\xC2", 9, 8, 9, "behind eight bytes of ASCII"},
};

Test(utf8, malformed_sequences_are_refused_at_their_first_byte)
{
    size_t i;

    for (i = 0; i < sizeof bad_rows / sizeof bad_rows[0]; i++) {
        const bad_row *row = &bad_rows[i];
        norm_error err = {0};
        size_t pos = row->offset;

        cr_expect_eq(nrm_utf8_check((norm_str){row->bytes, row->len}, &err), NORM_E_UTF8, "%s",
                     row->why);
        cr_expect_eq(err.offset, row->offset, "%s: offset %zu", row->why, err.offset);
        cr_expect_eq(nrm_utf8_next((norm_str){row->bytes, row->len}, &pos), NRM_CP_INVALID, "%s",
                     row->why);
        cr_expect_eq(pos, row->next, "%s: goes on at %zu", row->why, pos);
    }
}

Test(utf8, a_nul_byte_inside_and_the_empty_text_are_valid)
{
    cr_expect_eq(nrm_utf8_check((norm_str){"a\0b", 3}, NULL), NORM_OK);
    cr_expect_eq(nrm_utf8_check((norm_str){NULL, 0}, NULL), NORM_OK);
}

Test(utf8, every_code_point_comes_back)
{
    uint32_t cp;

    for (cp = 0; cp <= NRM_CP_MAX; cp++) {
        char bytes[4];
        size_t pos = 0;
        norm_str text;

        if (cp == 0xD800)
            cp = 0xE000;
        text = (norm_str){bytes, nrm_utf8_put(bytes, cp)};
        cr_assert_eq(nrm_utf8_check(text, NULL), NORM_OK, "U+%04X", cp);
        cr_assert_eq(nrm_utf8_next(text, &pos), cp, "U+%04X", cp);
        cr_assert_eq(pos, text.len, "U+%04X", cp);
        cr_assert_eq(nrm_utf8_count(text), 1, "U+%04X", cp);
        cr_assert_eq(nrm_is_ascii(text), cp < 0x80, "U+%04X", cp);
    }
}
