/* base/alloc.h - the allocator hook, with overflow checks.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_BASE_ALLOC_H
#define NRM_BASE_ALLOC_H

#include <libnorm/base.h>

#define NRM_LEN(array) (sizeof(array) / sizeof((array)[0]))

/* malloc, realloc and free. */
extern const norm_allocator nrm_allocator_default;

/* NULL when count * elem_size overflows or the allocator says no. A size of 0
 * gives a pointer that may be freed. */
void *nrm_alloc_array(const norm_allocator *alloc, size_t count, size_t elem_size);
void *nrm_alloc_zeroed(const norm_allocator *alloc, size_t count, size_t elem_size);
void *nrm_resize_array(const norm_allocator *alloc, void *ptr, size_t old_count, size_t count,
                       size_t elem_size);
void nrm_free_array(const norm_allocator *alloc, void *ptr, size_t count, size_t elem_size);

#endif
