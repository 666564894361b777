/* test_buf.c - bytes appended in an arena: growth, numbers, failure kept until the end.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <string.h>

#include "base/buf.h"
#include "support/alloc_probe.h"

Test(buf, holds_what_was_appended_whatever_the_growth)
{
    nrm_arena arena;
    nrm_buf buf;
    norm_str all;
    size_t i;

    nrm_arena_init(&arena, NULL);
    nrm_buf_init(&buf, &arena);
    for (i = 0; i < 100000; i++)
        nrm_buf_add_byte(&buf, (char)(i % 251));
    cr_assert_eq(nrm_buf_finish(&buf, &all, NULL), NORM_OK);
    cr_assert_eq(all.len, 100000);
    for (i = 0; i < all.len; i++)
        cr_assert_eq(all.ptr[i], (char)(i % 251), "byte %zu", i);
    nrm_arena_dispose(&arena);
}

Test(buf, an_empty_one_has_a_pointer)
{
    nrm_arena arena;
    nrm_buf buf;
    norm_str all;

    nrm_arena_init(&arena, NULL);
    nrm_buf_init(&buf, &arena);
    nrm_buf_add(&buf, (norm_str){NULL, 0});
    cr_assert_eq(nrm_buf_finish(&buf, &all, NULL), NORM_OK);
    cr_expect_eq(all.len, 0);
    cr_expect_not_null(all.ptr);
    nrm_arena_dispose(&arena);
}

Test(buf, numbers_are_little_endian_and_padding_is_zero)
{
    static const unsigned char want[] = {0x02, 0x01, 0x06, 0x05, 0x04, 0x03, 0xFF, 0, 0, 0, 0, 0,
                                         0,    0,    0,    0,    8,    7,    6,    5, 4, 3, 2, 1};
    nrm_arena arena;
    nrm_buf buf;

    nrm_arena_init(&arena, NULL);
    nrm_buf_init(&buf, &arena);
    nrm_buf_add_u16(&buf, 0x0102);
    nrm_buf_add_u32(&buf, 0x03040506);
    nrm_buf_add_byte(&buf, (char)0xFF);
    nrm_buf_pad(&buf, 8);
    nrm_buf_pad(&buf, 8);
    nrm_buf_add_u64(&buf, 0);
    buf.len -= 8;
    nrm_buf_pad(&buf, 16);
    nrm_buf_add_u64(&buf, UINT64_C(0x0102030405060708));
    cr_assert_eq(buf.len, sizeof want + 0);
    cr_expect_eq(memcmp(buf.ptr, want, 7), 0);
    cr_expect_eq(memcmp(buf.ptr + buf.len - 8, want + 16, 8), 0);
    cr_expect_eq(buf.ptr[7], 0);
    nrm_arena_dispose(&arena);
}

Test(buf, formats_text_longer_than_its_room)
{
    nrm_arena arena;
    nrm_buf buf;
    size_t i;

    nrm_arena_init(&arena, NULL);
    nrm_buf_init(&buf, &arena);
    for (i = 0; i < 1000; i++)
        nrm_buf_addf(&buf, "%zu:%s,", i, "Ерасх");
    cr_assert_not(buf.failed);
    cr_expect_eq(memcmp(buf.ptr, "0:Ерасх,1:Ерасх,", 26), 0);
    cr_expect_eq(memcmp(buf.ptr + buf.len - 15, "999:Ерасх,", 15), 0);
    nrm_arena_dispose(&arena);
}

Test(buf, keeps_a_failure_until_finish)
{
    alloc_probe probe;
    nrm_arena arena;
    nrm_buf buf;
    norm_str all = {"x", 1};
    norm_error err;

    alloc_probe_init(&probe, 1);
    nrm_arena_init(&arena, &probe.hook);
    nrm_buf_init(&buf, &arena);
    nrm_buf_add(&buf, norm_str_from("lost"));
    nrm_buf_add(&buf, norm_str_from("after"));
    nrm_buf_addf(&buf, "%d", 1);
    cr_expect_null(nrm_buf_reserve(&buf, 1));
    cr_expect_eq(buf.len, 0);
    cr_expect_eq(nrm_buf_finish(&buf, &all, &err), NORM_E_NOMEM);
    cr_expect_eq(all.len, 0);
    nrm_arena_dispose(&arena);
    cr_expect(alloc_probe_clean(&probe));
}

Test(buf, refuses_a_reserve_that_overflows)
{
    alloc_probe probe;
    nrm_arena arena;
    nrm_buf buf;

    alloc_probe_init(&probe, 0);
    nrm_arena_init(&arena, &probe.hook);
    nrm_buf_init(&buf, &arena);
    nrm_buf_add(&buf, norm_str_from("x"));
    cr_expect_null(nrm_buf_reserve(&buf, SIZE_MAX - 1));
    cr_expect(buf.failed);
    nrm_arena_dispose(&arena);
}
