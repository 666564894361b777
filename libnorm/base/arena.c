/* base/arena.c - memory given out in order and dropped all at once.
 * SPDX-License-Identifier: MIT
 *
 * Blocks of growing size in a list, newest first. A rewind moves the blocks
 * that fall empty to a spare list, from where the next request takes them
 * back, so a steady load allocates nothing. */
#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <string.h>

#include "base/fail.h"

#define ALIGN       alignof(max_align_t)
#define FIRST_BLOCK ((size_t)16 * 1024)
#define GROWTH_CAP  ((size_t)4 * 1024 * 1024) /* blocks double up to here */

struct nrm_arena_block {
    nrm_arena_block *next;
    size_t cap; /* bytes behind the header */
};

/* The header rounded up, so that the bytes behind it are aligned. */
#define HEADER ((sizeof(nrm_arena_block) + ALIGN - 1) / ALIGN * ALIGN)

static char *block_bytes(nrm_arena_block *block)
{
    return (char *)block + HEADER;
}

void nrm_arena_init(nrm_arena *arena, const norm_allocator *alloc)
{
    arena->alloc = alloc != NULL ? *alloc : nrm_allocator_default;
    arena->head = NULL;
    arena->spare = NULL;
    arena->used = 0;
}

/* A block with room for size bytes: from the spare ones or a new one. */
static nrm_arena_block *take_block(nrm_arena *arena, size_t size)
{
    nrm_arena_block **link = &arena->spare;
    nrm_arena_block *block;
    size_t cap = FIRST_BLOCK;

    for (; *link != NULL; link = &(*link)->next) {
        if ((*link)->cap >= size) {
            block = *link;
            *link = block->next;
            return block;
        }
    }
    if (arena->head != NULL)
        cap = arena->head->cap < GROWTH_CAP ? arena->head->cap * 2 : GROWTH_CAP;
    if (cap < size)
        cap = size;
    if (cap > SIZE_MAX - HEADER)
        return NULL;
    block = nrm_alloc_array(&arena->alloc, HEADER + cap, 1);
    if (block != NULL)
        block->cap = cap;
    return block;
}

static bool has_room(const nrm_arena *arena, size_t size)
{
    return arena->head != NULL && arena->head->cap - arena->used >= size;
}

static bool add_block(nrm_arena *arena, size_t size)
{
    nrm_arena_block *block = take_block(arena, size);

    if (block == NULL)
        return false;
    block->next = arena->head;
    arena->head = block;
    arena->used = 0;
    return true;
}

void *nrm_arena_open(nrm_arena *arena, size_t size)
{
    if (size > SIZE_MAX - ALIGN ||
        (!has_room(arena, size + ALIGN) && !add_block(arena, size + ALIGN)))
        return NULL;
    return block_bytes(arena->head) + arena->used;
}

void nrm_arena_take(nrm_arena *arena, size_t size)
{
    assert(has_room(arena, size));
    arena->used += (size + ALIGN - 1) / ALIGN * ALIGN;
}

void *nrm_arena_alloc(nrm_arena *arena, size_t count, size_t elem_size)
{
    size_t size;

    if (elem_size != 0 && count > (SIZE_MAX - ALIGN) / elem_size)
        return NULL;
    size = (count * elem_size + ALIGN - 1) / ALIGN * ALIGN;
    if (!has_room(arena, size) && !add_block(arena, size))
        return NULL;
    arena->used += size;
    return block_bytes(arena->head) + arena->used - size;
}

void *nrm_arena_grow(nrm_arena *arena, void *ptr, size_t old_size, size_t new_size)
{
    size_t old_room = (old_size + ALIGN - 1) / ALIGN * ALIGN;
    void *moved;

    if (new_size <= old_room && ptr != NULL)
        return ptr;
    if (ptr != NULL && new_size <= SIZE_MAX - ALIGN) {
        size_t new_room = (new_size + ALIGN - 1) / ALIGN * ALIGN;
        bool is_last = arena->head != NULL && arena->used >= old_room &&
                       (char *)ptr == block_bytes(arena->head) + arena->used - old_room;

        if (is_last && arena->head->cap - arena->used >= new_room - old_room) {
            arena->used += new_room - old_room;
            return ptr;
        }
    }
    moved = nrm_arena_alloc(arena, new_size, 1);
    if (moved != NULL && old_size > 0)
        memcpy(moved, ptr, old_size);
    return moved;
}

norm_status nrm_arena_copy(nrm_arena *arena, norm_str text, norm_str *out, norm_error *err)
{
    char *ptr = nrm_arena_alloc(arena, text.len + 1, 1);

    *out = (norm_str){NULL, 0};
    if (ptr == NULL)
        return nrm_fail_nomem(err);
    if (text.len > 0)
        memcpy(ptr, text.ptr, text.len);
    ptr[text.len] = '\0'; /* so that messages may print it */
    *out = (norm_str){ptr, text.len};
    return NORM_OK;
}

nrm_mark nrm_arena_mark(const nrm_arena *arena)
{
    return (nrm_mark){arena->head, arena->used};
}

void nrm_arena_rewind(nrm_arena *arena, nrm_mark mark)
{
    while (arena->head != mark.block) {
        nrm_arena_block *block = arena->head;

        arena->head = block->next;
        block->next = arena->spare;
        arena->spare = block;
    }
    arena->used = mark.used;
}

static void free_blocks(nrm_arena *arena, nrm_arena_block *block)
{
    while (block != NULL) {
        nrm_arena_block *next = block->next;

        nrm_free_array(&arena->alloc, block, HEADER + block->cap, 1);
        block = next;
    }
}

void nrm_arena_reset(nrm_arena *arena)
{
    nrm_arena_block *largest;
    nrm_arena_block **link;
    nrm_arena_block **largest_link = &arena->spare;

    nrm_arena_rewind(arena, (nrm_mark){NULL, 0});
    for (link = &arena->spare; *link != NULL; link = &(*link)->next) {
        if ((*link)->cap > (*largest_link)->cap)
            largest_link = link;
    }
    largest = *largest_link;
    if (largest == NULL)
        return;
    *largest_link = largest->next;
    free_blocks(arena, arena->spare);
    largest->next = NULL;
    arena->spare = largest;
}

void nrm_arena_dispose(nrm_arena *arena)
{
    free_blocks(arena, arena->head);
    free_blocks(arena, arena->spare);
    arena->head = NULL;
    arena->spare = NULL;
    arena->used = 0;
}
