/* base/sort.h - stable sorting, the same order on every C library.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_BASE_SORT_H
#define NRM_BASE_SORT_H

#include "base/alloc.h"

typedef int (*nrm_compare_fn)(const void *a, const void *b, const void *user);

/* Stable bottom-up merge sort of count elements of elem_size bytes; takes as
 * much memory again while it runs. Fails: NOMEM, the array then unchanged. */
norm_status nrm_sort(const norm_allocator *alloc, void *array, size_t count, size_t elem_size,
                     nrm_compare_fn compare, const void *user, norm_error *err);

/* A number with a key to sort it by. */
typedef struct nrm_keyed {
    uint64_t key;
    uint64_t value;
} nrm_keyed;

/* Stable by key, least significant byte first (radix), skipping bytes that are
 * the same in all keys. Fails: NOMEM. */
norm_status nrm_sort_keyed(const norm_allocator *alloc, nrm_keyed *array, size_t count,
                           norm_error *err);

#endif
