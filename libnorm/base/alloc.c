/* base/alloc.c - the allocator hook, with overflow checks.
 * SPDX-License-Identifier: MIT */
#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

static void *default_resize(void *user, void *ptr, size_t old_size, size_t new_size)
{
    (void)user;
    (void)old_size;
    if (new_size == 0) {
        free(ptr);
        return NULL;
    }
    return realloc(ptr, new_size);
}

const norm_allocator nrm_allocator_default = {default_resize, NULL};

/* Bytes of an array, at least 1, or 0 on overflow. */
static size_t array_size(size_t count, size_t elem_size)
{
    if (elem_size != 0 && count > SIZE_MAX / elem_size)
        return 0;
    return count * elem_size > 0 ? count * elem_size : 1;
}

void *nrm_alloc_array(const norm_allocator *alloc, size_t count, size_t elem_size)
{
    return nrm_resize_array(alloc, NULL, 0, count, elem_size);
}

void *nrm_alloc_zeroed(const norm_allocator *alloc, size_t count, size_t elem_size)
{
    void *ptr = nrm_alloc_array(alloc, count, elem_size);

    if (ptr != NULL)
        memset(ptr, 0, count * elem_size);
    return ptr;
}

void *nrm_resize_array(const norm_allocator *alloc, void *ptr, size_t old_count, size_t count,
                       size_t elem_size)
{
    size_t size = array_size(count, elem_size);

    if (size == 0)
        return NULL;
    return alloc->resize(alloc->user, ptr, ptr == NULL ? 0 : array_size(old_count, elem_size),
                         size);
}

void nrm_free_array(const norm_allocator *alloc, void *ptr, size_t count, size_t elem_size)
{
    if (ptr != NULL)
        alloc->resize(alloc->user, ptr, array_size(count, elem_size), 0);
}
