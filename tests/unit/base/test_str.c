/* test_str.c - slices of bytes: compare, cut, trim, numbers.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <string.h>

#include "base/alloc.h"
#include "base/str.h"

static norm_str s(const char *text)
{
    return norm_str_from(text);
}

Test(str, of_a_c_string_or_null)
{
    cr_expect_eq(s("Ağdam").len, 6);
    cr_expect_eq(s(NULL).len, 0);
    cr_expect(nrm_str_eq(s(NULL), s("")));
}

Test(str, order_is_by_bytes_and_then_by_length)
{
    static const struct {
        const char *a, *b;
        int order;
    } rows[] = {
        {"", "", 0},     {"", "a", -1},     {"a", "", 1},      {"a", "b", -1},   {"ab", "a", 1},
        {"a", "ab", -1}, {"abc", "abc", 0}, {"z", "\xD0", -1}, {"\xD0", "z", 1},
    };
    size_t i;

    for (i = 0; i < NRM_LEN(rows); i++) {
        int got = nrm_str_cmp(s(rows[i].a), s(rows[i].b));

        cr_expect_eq((got > 0) - (got < 0), rows[i].order, "row %zu: %d", i, got);
        cr_expect_eq(nrm_str_eq(s(rows[i].a), s(rows[i].b)), rows[i].order == 0, "row %zu", i);
    }
    cr_expect(nrm_str_eq_ascii_nocase(s("HY-Bgn"), s("hy-bGN")));
    cr_expect_not(nrm_str_eq_ascii_nocase(s("Я"), s("я")), "ASCII only");
    cr_expect_not(nrm_str_eq_ascii_nocase(s("["), s("{")), "letters only");
}

Test(str, slices_never_leave_the_string)
{
    cr_expect(nrm_str_eq_c(nrm_str_slice(s("abcdef"), 2, 4), "cd"));
    cr_expect(nrm_str_eq_c(nrm_str_slice(s("abcdef"), 4, 100), "ef"));
    cr_expect(nrm_str_eq_c(nrm_str_slice(s("abcdef"), 100, 200), ""));
    cr_expect(nrm_str_eq_c(nrm_str_slice(s("abcdef"), 4, 2), ""));
    cr_expect_eq(nrm_str_slice(s(NULL), 0, 5).len, 0);
    cr_expect(nrm_str_starts(s("norm"), s("no")));
    cr_expect_not(nrm_str_starts(s("no"), s("norm")));
    cr_expect(nrm_str_ends(s("norm"), s("rm")));
    cr_expect_not(nrm_str_ends(s("rm"), s("norm")));
    cr_expect(nrm_str_starts(s(NULL), s("")));
}

Test(str, trims_blanks_at_both_ends_only)
{
    cr_expect(nrm_str_eq_c(nrm_str_trim(s(" \t a b \r")), "a b"));
    cr_expect_eq(nrm_str_trim(s(" \t\r ")).len, 0);
    cr_expect_eq(nrm_str_trim(s(NULL)).len, 0);
}

Test(str, cutting_gives_every_piece_once)
{
    static const char *const rows[][6] = {
        {"a,b,c", "a", "b", "c"}, {"", ""}, {",", "", ""}, {"a,", "a", ""}, {"abc", "abc"},
    };
    size_t i;

    for (i = 0; i < NRM_LEN(rows); i++) {
        norm_str rest = s(rows[i][0]);
        size_t n = 1;

        while (rest.ptr != NULL) {
            norm_str piece = nrm_str_cut(&rest, ',');

            cr_assert_not_null(rows[i][n], "row %zu has no piece %zu", i, n);
            cr_expect(nrm_str_eq_c(piece, rows[i][n]), "row %zu piece %zu", i, n);
            n++;
        }
        cr_expect_null(rows[i][n], "row %zu ended after %zu pieces", i, n - 1);
    }
}

Test(str, numbers_are_decimal_and_nothing_else)
{
    static const struct {
        const char *text;
        bool ok;
        int64_t value;
    } rows[] = {
        {"0", true, 0},
        {"-1", true, -1},
        {"007", true, 7},
        {"9223372036854775807", true, INT64_MAX},
        {"-9223372036854775807", true, -INT64_MAX},
        {"-9223372036854775808", true, INT64_MIN},
        {"9223372036854775808", false, 0},
        {"-9223372036854775809", false, 0},
        {"99999999999999999999", false, 0},
        {"", false, 0},
        {"-", false, 0},
        {"+1", false, 0},
        {" 1", false, 0},
        {"1 ", false, 0},
        {"0x1", false, 0},
        {"1.5", false, 0},
        {"--1", false, 0},
        {"٣", false, 0},
    };
    size_t i;

    for (i = 0; i < NRM_LEN(rows); i++) {
        int64_t value = 42;

        cr_expect_eq(nrm_str_to_i64(s(rows[i].text), &value), rows[i].ok, "%s", rows[i].text);
        cr_expect_eq(value, rows[i].ok ? rows[i].value : 42, "%s", rows[i].text);
    }
}
