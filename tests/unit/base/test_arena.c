/* test_arena.c - memory given out in order: alignment, growth, rewind, failing allocators.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <stdalign.h>
#include <string.h>

#include "base/arena.h"
#include "support/alloc_probe.h"

Test(arena, gives_aligned_memory_of_any_size_that_does_not_overlap)
{
    static const size_t sizes[] = {0, 1, 3, 16, 17, 16384, 16385, 1, 5000000, 7};
    alloc_probe probe;
    nrm_arena arena;
    char *ptrs[NRM_LEN(sizes)];
    size_t i;
    size_t k;

    alloc_probe_init(&probe, 0);
    nrm_arena_init(&arena, &probe.hook);
    cr_expect_eq(probe.calls, 0, "an arena takes no memory before it is asked");
    for (i = 0; i < NRM_LEN(sizes); i++) {
        ptrs[i] = nrm_arena_alloc(&arena, sizes[i], 1);
        cr_assert_not_null(ptrs[i], "size %zu", sizes[i]);
        cr_expect_eq((uintptr_t)ptrs[i] % alignof(max_align_t), 0, "size %zu", sizes[i]);
        memset(ptrs[i], (int)i + 1, sizes[i]);
    }
    for (i = 0; i < NRM_LEN(sizes); i++) {
        for (k = 0; k < sizes[i]; k++)
            cr_assert_eq(ptrs[i][k], (char)(i + 1), "allocation %zu was overwritten at %zu", i, k);
    }
    nrm_arena_dispose(&arena);
    cr_expect(alloc_probe_clean(&probe), "%zu bytes live, %zu wrong sizes", probe.live_bytes,
              probe.wrong_sizes);
}

Test(arena, refuses_sizes_that_overflow)
{
    alloc_probe probe;
    nrm_arena arena;
    char *ptr;

    alloc_probe_init(&probe, 0);
    nrm_arena_init(&arena, &probe.hook);
    cr_expect_null(nrm_arena_alloc(&arena, SIZE_MAX, 1));
    cr_expect_null(nrm_arena_alloc(&arena, SIZE_MAX / 2, 3));
    cr_expect_null(nrm_arena_alloc(&arena, SIZE_MAX - 64, 1));
    ptr = nrm_arena_alloc(&arena, 8, 1);
    cr_assert_not_null(ptr, "the arena still works");
    cr_expect_null(nrm_arena_grow(&arena, ptr, 8, SIZE_MAX - 8));
    nrm_arena_dispose(&arena);
}

Test(arena, grows_the_last_allocation_in_place_and_others_by_copy)
{
    nrm_arena arena;
    char *first;
    char *second;
    char *grown;

    nrm_arena_init(&arena, NULL);
    first = nrm_arena_alloc(&arena, 10, 1);
    cr_assert_not_null(first);
    memcpy(first, "0123456789", 10);
    cr_expect_eq(nrm_arena_grow(&arena, first, 10, 100), (void *)first);
    second = nrm_arena_alloc(&arena, 10, 1);
    cr_assert_not_null(second);
    grown = nrm_arena_grow(&arena, first, 100, 200);
    cr_assert_not_null(grown);
    cr_expect_neq((void *)grown, (void *)first);
    cr_expect_eq(memcmp(grown, "0123456789", 10), 0);
    grown = nrm_arena_grow(&arena, NULL, 0, 5);
    cr_expect_not_null(grown, "NULL grows to a new allocation");
    nrm_arena_dispose(&arena);
}

Test(arena, gives_out_of_an_open_room_what_is_taken)
{
    nrm_arena arena;
    char *open, *next;

    nrm_arena_init(&arena, NULL);
    open = nrm_arena_open(&arena, 1000);
    cr_assert_not_null(open);
    memset(open, 'x', 1000);
    nrm_arena_take(&arena, 3);
    next = nrm_arena_alloc(&arena, 1000, 1);
    cr_expect(next >= open + 3 && next < open + 1000, "the rest of the room is used again");
    memset(next, 'y', 1000);
    cr_expect_eq(memcmp(open, "xxx", 3), 0);
    open = nrm_arena_open(&arena, 100000);
    cr_assert_not_null(open, "a room may be larger than a block");
    memset(open, 'z', 100000);
    cr_expect_eq(nrm_arena_alloc(&arena, 1, 1), (void *)open, "nothing was taken");
    cr_expect_null(nrm_arena_open(&arena, SIZE_MAX));
    nrm_arena_dispose(&arena);
}

Test(arena, a_steady_load_allocates_once)
{
    alloc_probe probe;
    nrm_arena arena;
    size_t round;
    size_t calls = 0;

    alloc_probe_init(&probe, 0);
    nrm_arena_init(&arena, &probe.hook);
    for (round = 0; round < 100; round++) {
        nrm_mark mark = nrm_arena_mark(&arena);
        size_t i;

        for (i = 0; i < 50; i++)
            cr_assert_not_null(nrm_arena_alloc(&arena, 1000, 1));
        nrm_arena_rewind(&arena, mark);
        if (round == 0)
            calls = probe.calls;
    }
    cr_expect_eq(probe.calls, calls, "%zu requests in round 1, %zu after 100 rounds", calls,
                 probe.calls);
    nrm_arena_reset(&arena);
    cr_expect_eq(probe.live_blocks, 1, "a reset keeps the largest block only");
    nrm_arena_dispose(&arena);
    cr_expect(alloc_probe_clean(&probe));
}

Test(arena, what_stood_before_the_mark_survives_a_rewind)
{
    nrm_arena arena;
    norm_str kept;
    norm_str lost;
    norm_error err;
    nrm_mark mark;

    nrm_arena_init(&arena, NULL);
    cr_assert_eq(nrm_arena_copy(&arena, norm_str_from("Երասխ"), &kept, &err), NORM_OK);
    mark = nrm_arena_mark(&arena);
    cr_assert_eq(nrm_arena_copy(&arena, norm_str_from("gone"), &lost, &err), NORM_OK);
    cr_assert_not_null(nrm_arena_alloc(&arena, 100000, 1));
    nrm_arena_rewind(&arena, mark);
    cr_expect_str_eq(kept.ptr, "Երասխ");
    cr_expect_eq(kept.len, 10);
    cr_assert_eq(nrm_arena_copy(&arena, (norm_str){NULL, 0}, &lost, &err), NORM_OK);
    cr_expect_eq(lost.len, 0);
    cr_expect_not_null(lost.ptr);
    nrm_arena_dispose(&arena);
}

Test(arena, says_so_when_memory_is_short)
{
    alloc_probe probe;
    nrm_arena arena;
    norm_error err;
    norm_str copy = {"", 1};

    alloc_probe_init(&probe, 1);
    nrm_arena_init(&arena, &probe.hook);
    cr_expect_eq(nrm_arena_copy(&arena, norm_str_from("x"), &copy, &err), NORM_E_NOMEM);
    cr_expect_eq(err.status, NORM_E_NOMEM);
    cr_expect_eq(copy.len, 0);
    cr_expect_eq(nrm_arena_copy(&arena, norm_str_from("x"), &copy, &err), NORM_OK,
                 "one failed request does not spoil the arena");
    nrm_arena_dispose(&arena);
    cr_expect(alloc_probe_clean(&probe));
}
