/* test_sort.c - both sorts against a naive stable one.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <string.h>

#include "base/sort.h"
#include "support/alloc_probe.h"

#define MOST 300

/* A linear congruential generator (Knuth's MMIX constants): the same rows everywhere. */
static uint64_t next_number(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 33;
}

/* Insertion sort: slow, stable and plain to see. */
static void naive_sort(nrm_keyed *array, size_t count)
{
    size_t i;

    for (i = 1; i < count; i++) {
        nrm_keyed item = array[i];
        size_t at = i;

        for (; at > 0 && array[at - 1].key > item.key; at--)
            array[at] = array[at - 1];
        array[at] = item;
    }
}

static int by_key(const void *a, const void *b, const void *user)
{
    uint64_t x = ((const nrm_keyed *)a)->key;
    uint64_t y = ((const nrm_keyed *)b)->key;

    (void)user;
    return (x > y) - (x < y);
}

/* Few distinct keys, so that stability shows; shift moves them to other bytes. */
static void fill(nrm_keyed *array, size_t count, uint64_t *state, unsigned shift)
{
    size_t i;

    for (i = 0; i < count; i++)
        array[i] = (nrm_keyed){next_number(state) % 20 << shift, i};
}

Test(sort, both_agree_with_the_naive_stable_sort)
{
    uint64_t state = 1;
    size_t count;
    alloc_probe probe;

    alloc_probe_init(&probe, 0);
    for (count = 0; count <= MOST; count++) {
        nrm_keyed want[MOST];
        nrm_keyed merged[MOST];
        nrm_keyed radix[MOST];

        fill(want, count, &state, (unsigned)(count % 60));
        memcpy(merged, want, count * sizeof *want);
        memcpy(radix, want, count * sizeof *want);
        naive_sort(want, count);
        cr_assert_eq(nrm_sort(&probe.hook, merged, count, sizeof *merged, by_key, NULL, NULL),
                     NORM_OK);
        cr_assert_eq(nrm_sort_keyed(&probe.hook, radix, count, NULL), NORM_OK);
        cr_assert_eq(memcmp(merged, want, count * sizeof *want), 0, "merge, %zu rows", count);
        cr_assert_eq(memcmp(radix, want, count * sizeof *want), 0, "radix, %zu rows", count);
    }
    cr_expect(alloc_probe_clean(&probe));
}

Test(sort, leaves_the_array_alone_when_memory_is_short)
{
    uint64_t state = 9;
    nrm_keyed rows[50];
    nrm_keyed before[50];
    alloc_probe probe;
    norm_error err;

    fill(rows, NRM_LEN(rows), &state, 0);
    memcpy(before, rows, sizeof rows);
    alloc_probe_init(&probe, 1);
    probe.fail_count = SIZE_MAX;
    cr_expect_eq(nrm_sort(&probe.hook, rows, NRM_LEN(rows), sizeof *rows, by_key, NULL, &err),
                 NORM_E_NOMEM);
    cr_expect_eq(nrm_sort_keyed(&probe.hook, rows, NRM_LEN(rows), &err), NORM_E_NOMEM);
    cr_expect_eq(memcmp(rows, before, sizeof rows), 0);
    cr_expect_eq(probe.refused, 2);
}
