/* test_reader.c - reads from untrusted bytes never pass the end.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

#include "base/reader.h"

Test(reader, reads_little_endian)
{
    static const uint8_t bytes[] = {1, 2, 1, 4, 3, 2, 1, 8, 7, 6, 5, 4, 3, 2, 1, 'x'};
    nrm_reader r = nrm_reader_over(bytes, sizeof bytes);

    cr_expect_eq(nrm_read_u8(&r), 1);
    cr_expect_eq(nrm_read_u16(&r), 0x0102);
    cr_expect_eq(nrm_read_u32(&r), 0x01020304U);
    cr_expect_eq(nrm_read_u64(&r), UINT64_C(0x0102030405060708));
    cr_expect_eq(nrm_read_bytes(&r, 1).ptr[0], 'x');
    cr_expect_not(r.failed);
    cr_expect_eq(r.pos, sizeof bytes);
}

Test(reader, fails_at_the_end_and_stays_failed)
{
    size_t size;

    for (size = 0; size < 8; size++) {
        uint8_t *bytes = malloc(size + 1); /* ASan sees a read past it */
        nrm_reader r;

        cr_assert_not_null(bytes);
        memset(bytes, 0xFF, size + 1);
        r = nrm_reader_over(bytes, size);
        cr_expect_eq(nrm_read_u64(&r), 0, "8 bytes of %zu", size);
        cr_expect(r.failed);
        cr_expect_eq(nrm_read_u8(&r), 0, "a failed reader gives zeros");
        cr_expect_null(nrm_read_bytes(&r, 0).ptr);
        free(bytes);
    }
}

Test(reader, refuses_counts_that_overflow)
{
    static const uint8_t bytes[16] = {0};
    nrm_reader r = nrm_reader_over(bytes, sizeof bytes);

    cr_expect_null(nrm_read_array(&r, SIZE_MAX / 2 + 1, 2));
    r = nrm_reader_over(bytes, sizeof bytes);
    cr_expect_null(nrm_read_array(&r, SIZE_MAX, SIZE_MAX));
    r = nrm_reader_over(bytes, sizeof bytes);
    cr_expect_null(nrm_read_array(&r, 17, 1));
    r = nrm_reader_over(bytes, sizeof bytes);
    cr_expect_eq(nrm_read_array(&r, 2, 8), (const void *)bytes);
    cr_expect_not(r.failed);
}

Test(reader, aligns_and_fails_when_the_padding_is_cut_off)
{
    static const uint8_t bytes[10] = {0};
    nrm_reader r = nrm_reader_over(bytes, sizeof bytes);

    nrm_read_align(&r, 8);
    cr_expect_eq(r.pos, 0);
    (void)nrm_read_u8(&r);
    nrm_read_align(&r, 8);
    cr_expect_eq(r.pos, 8);
    (void)nrm_read_u8(&r);
    nrm_read_align(&r, 8);
    cr_expect(r.failed);
}

Test(reader, an_empty_one_may_have_no_base)
{
    nrm_reader r = nrm_reader_over(NULL, 0);

    cr_expect_eq(nrm_read_bytes(&r, 0).len, 0);
    cr_expect_eq(nrm_read_u8(&r), 0);
    cr_expect(r.failed);
}
