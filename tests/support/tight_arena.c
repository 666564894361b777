/* support/tight_arena.c - base/arena.c for tests: a block of just its size for each request.
 * SPDX-License-Identifier: MIT
 *
 * Linked in front of the archive it takes the place of the real arena. Every
 * request then reaches the allocator, which can refuse it, and memory is given
 * back at once, so that AddressSanitizer sees each byte past an allocation and
 * each use after a rewind: in the real arena both lie within a large block. */
#include "base/arena.h"

#include <stdalign.h>
#include <string.h>

#include "base/fail.h"

struct nrm_arena_block {
    nrm_arena_block *next; /* the one before it */
    size_t cap;            /* bytes behind the header */
};

#define ALIGN  alignof(max_align_t)
#define HEADER ((sizeof(nrm_arena_block) + ALIGN - 1) / ALIGN * ALIGN)

void nrm_arena_init(nrm_arena *arena, const norm_allocator *alloc)
{
    *arena = (nrm_arena){.alloc = alloc != NULL ? *alloc : nrm_allocator_default};
}

void *nrm_arena_alloc(nrm_arena *arena, size_t count, size_t elem_size)
{
    nrm_arena_block *block;

    if (elem_size != 0 && count > (SIZE_MAX - HEADER) / elem_size)
        return NULL;
    block = nrm_alloc_array(&arena->alloc, HEADER + count * elem_size, 1);
    if (block == NULL)
        return NULL;
    *block = (nrm_arena_block){arena->head, count * elem_size};
    arena->head = block;
    return (char *)block + HEADER;
}

void *nrm_arena_grow(nrm_arena *arena, void *ptr, size_t old_size, size_t new_size)
{
    void *moved;

    if (new_size <= old_size && ptr != NULL)
        return ptr;
    moved = nrm_arena_alloc(arena, new_size, 1);
    if (moved != NULL && old_size > 0)
        memcpy(moved, ptr, old_size);
    return moved;
}

void *nrm_arena_open(nrm_arena *arena, size_t size)
{
    return nrm_arena_alloc(arena, size, 1);
}

void nrm_arena_take(nrm_arena *arena, size_t size)
{
    (void)arena;
    (void)size;
}

norm_status nrm_arena_copy(nrm_arena *arena, norm_str text, norm_str *out, norm_error *err)
{
    char *ptr = nrm_arena_alloc(arena, text.len + 1, 1);

    *out = (norm_str){NULL, 0};
    if (ptr == NULL)
        return nrm_fail_nomem(err);
    if (text.len > 0)
        memcpy(ptr, text.ptr, text.len);
    ptr[text.len] = '\0';
    *out = (norm_str){ptr, text.len};
    return NORM_OK;
}

nrm_mark nrm_arena_mark(const nrm_arena *arena)
{
    return (nrm_mark){arena->head, 0};
}

void nrm_arena_rewind(nrm_arena *arena, nrm_mark mark)
{
    while (arena->head != mark.block) {
        nrm_arena_block *block = arena->head;

        arena->head = block->next;
        nrm_free_array(&arena->alloc, block, HEADER + block->cap, 1);
    }
}

void nrm_arena_reset(nrm_arena *arena)
{
    nrm_arena_rewind(arena, (nrm_mark){NULL, 0});
}

void nrm_arena_dispose(nrm_arena *arena)
{
    nrm_arena_rewind(arena, (nrm_mark){NULL, 0});
}
