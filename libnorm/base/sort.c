/* base/sort.c - stable sorting, the same order on every C library.
 * SPDX-License-Identifier: MIT */
#include "base/sort.h"

#include <string.h>

#include "base/fail.h"

/* Merges the sorted runs [begin, middle) and [middle, end) of from into to. */
static void merge(const char *from, char *to, size_t begin, size_t middle, size_t end,
                  size_t elem_size, nrm_compare_fn compare, const void *user)
{
    size_t left = begin;
    size_t right = middle;
    size_t i;

    for (i = begin; i < end; i++) {
        bool take_left =
            left < middle &&
            (right >= end || compare(from + left * elem_size, from + right * elem_size, user) <= 0);

        memcpy(to + i * elem_size, from + (take_left ? left++ : right++) * elem_size, elem_size);
    }
}

norm_status nrm_sort(const norm_allocator *alloc, void *array, size_t count, size_t elem_size,
                     nrm_compare_fn compare, const void *user, norm_error *err)
{
    char *spare;
    char *from = array;
    char *to;
    size_t width;
    size_t begin;

    if (count < 2)
        return NORM_OK;
    spare = nrm_alloc_array(alloc, count, elem_size);
    if (spare == NULL)
        return nrm_fail_nomem(err);
    to = spare;
    for (width = 1; width < count; width *= 2) {
        char *swap = from;

        for (begin = 0; begin < count; begin += 2 * width) {
            size_t middle = begin + width < count ? begin + width : count;
            size_t end = middle + width < count ? middle + width : count;

            merge(from, to, begin, middle, end, elem_size, compare, user);
        }
        from = to;
        to = swap;
    }
    if (from != (char *)array)
        memcpy(array, from, count * elem_size);
    nrm_free_array(alloc, spare, count, elem_size);
    return NORM_OK;
}

norm_status nrm_sort_keyed(const norm_allocator *alloc, nrm_keyed *array, size_t count,
                           norm_error *err)
{
    nrm_keyed *spare;
    nrm_keyed *from = array;
    nrm_keyed *to;
    unsigned shift;
    size_t i;

    if (count < 2)
        return NORM_OK;
    spare = nrm_alloc_array(alloc, count, sizeof *spare);
    if (spare == NULL)
        return nrm_fail_nomem(err);
    to = spare;
    for (shift = 0; shift < 64; shift += 8) {
        size_t start[257] = {0};
        nrm_keyed *swap = from;

        for (i = 0; i < count; i++)
            start[((from[i].key >> shift) & 0xFF) + 1]++;
        if (start[((from[0].key >> shift) & 0xFF) + 1] == count)
            continue; /* this byte is the same in all keys */
        for (i = 1; i < 257; i++)
            start[i] += start[i - 1];
        for (i = 0; i < count; i++)
            to[start[(from[i].key >> shift) & 0xFF]++] = from[i];
        from = to;
        to = swap;
    }
    if (from != array)
        memcpy(array, from, count * sizeof *array);
    nrm_free_array(alloc, spare, count, sizeof *spare);
    return NORM_OK;
}
