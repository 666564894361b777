/* base/arena.h - memory given out in order and dropped all at once.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_BASE_ARENA_H
#define NRM_BASE_ARENA_H

#include "base/alloc.h"

typedef struct nrm_arena_block nrm_arena_block;

typedef struct nrm_arena {
    norm_allocator alloc;
    nrm_arena_block *head;  /* the block in use, or NULL; older ones hang on it */
    nrm_arena_block *spare; /* blocks that a rewind emptied, kept for reuse */
    size_t used;            /* bytes given out of head */
} nrm_arena;

typedef struct nrm_mark {
    nrm_arena_block *block;
    size_t used;
} nrm_mark;

/* alloc NULL: malloc. Takes no memory yet. */
void nrm_arena_init(nrm_arena *arena, const norm_allocator *alloc);

/* Aligned for any type, not cleared; NULL when out of memory. */
void *nrm_arena_alloc(nrm_arena *arena, size_t count, size_t elem_size);

/* Makes the newest allocation ptr of old_size bytes larger, in place when it
 * is the last one and has room, else by a copy; NULL when out of memory. */
void *nrm_arena_grow(nrm_arena *arena, void *ptr, size_t old_size, size_t new_size);

/* Room for size bytes, aligned for any type, that is not given out yet; NULL when out of memory.
 * For results whose size is known only when they are written: nrm_arena_take() then gives out their
 * bytes, as the next call on this arena. */
void *nrm_arena_open(nrm_arena *arena, size_t size);
void nrm_arena_take(nrm_arena *arena, size_t size);

norm_status nrm_arena_copy(nrm_arena *arena, norm_str text, norm_str *out, norm_error *err);

nrm_mark nrm_arena_mark(const nrm_arena *arena);
/* Drops all that was given out since the mark; the memory is kept. */
void nrm_arena_rewind(nrm_arena *arena, nrm_mark mark);
/* Drops everything and keeps only the largest block. */
void nrm_arena_reset(nrm_arena *arena);
/* Gives all memory back; the arena may be used again. */
void nrm_arena_dispose(nrm_arena *arena);

#endif
