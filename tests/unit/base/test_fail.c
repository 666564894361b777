/* test_fail.c - error messages: whole characters, one line, NULL allowed.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"

Test(fail, fills_the_error_and_returns_its_status)
{
    norm_error err;

    cr_expect_eq(nrm_fail(&err, NORM_E_FORMAT, 17, "rule %d: no letter '%s'", 3, "ժ"),
                 NORM_E_FORMAT);
    cr_expect_eq(err.status, NORM_E_FORMAT);
    cr_expect_eq(err.offset, 17);
    cr_expect_eq(err.line, 0);
    cr_expect_str_eq(err.message, "rule 3: no letter 'ժ'");
    cr_expect_eq(nrm_fail_line(&err, NORM_E_UTF8, 12, "x"), NORM_E_UTF8);
    cr_expect_eq(err.line, 12);
    cr_expect_eq(err.offset, NORM_NO_OFFSET);
    cr_expect_eq(nrm_fail_nomem(&err), NORM_E_NOMEM);
    cr_expect_eq(nrm_fail(NULL, NORM_E_IO, 0, "nobody listens"), NORM_E_IO);
    cr_expect_eq(nrm_fail_line(NULL, NORM_E_IO, 1, "nobody listens"), NORM_E_IO);
}

/* The length at which the buffer cuts falls on every byte of the character. */
Test(fail, cuts_a_long_message_between_characters)
{
    static const char *const letters[] = {"a", "я", "ა", "𐔰"};
    size_t i;
    size_t lead;

    for (i = 0; i < NRM_LEN(letters); i++) {
        size_t size = strlen(letters[i]);

        for (lead = 0; lead < 4; lead++) {
            char text[2048] = "";
            norm_error err;
            size_t len;

            memset(text, '.', lead);
            for (len = lead; len + size < 600; len += size)
                memcpy(text + len, letters[i], size);
            text[len] = '\0';
            (void)nrm_fail(&err, NORM_E_IO, 0, "%s", text);
            len = strlen(err.message);
            cr_expect_eq((len - lead) % size, 0, "%s after %zu: %zu bytes", letters[i], lead, len);
            cr_expect_gt(len, sizeof err.message - 1 - size);
            cr_expect_eq(strncmp(err.message, text, len), 0);
        }
    }
}

Test(fail, a_message_is_one_line)
{
    norm_error err;

    (void)nrm_fail(&err, NORM_E_IO, 0, "cannot open %s", "a\nb\tc\x1b[31m\x7f");
    cr_expect_null(strpbrk(err.message, "\n\r\x1b\x7f"), "%s", err.message);
}

Test(fail, every_status_has_words_of_its_own)
{
    int a;
    int b;

    for (a = NORM_OK; a <= NORM_E_INTERNAL; a++) {
        cr_expect_neq(norm_status_text((norm_status)a)[0], '\0');
        for (b = NORM_OK; b < a; b++)
            cr_expect_str_neq(norm_status_text((norm_status)a), norm_status_text((norm_status)b));
    }
    cr_expect_str_eq(norm_status_text((norm_status)999), "unknown status");
    cr_expect_str_eq(norm_version(), NORM_VERSION);
}
