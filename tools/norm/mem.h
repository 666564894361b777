/* norm/mem.h - memory that ends the program when there is none.
 * SPDX-License-Identifier: MIT */
#ifndef NORM_MEM_H
#define NORM_MEM_H

#include "cmd.h"

/* Room for need elements at ptr; *cap counts elements and grows by doubling. */
void *mem_grow(norm_app *app, void *ptr, size_t *cap, size_t need, size_t elem_size);
/* Cleared memory. */
void *mem_zeroed(norm_app *app, size_t count, size_t elem_size);

/* Strings kept until the pool is freed. */
typedef struct pool_block pool_block;

typedef struct mem_pool {
    pool_block *head;
    size_t used; /* bytes of head */
} mem_pool;

/* Room for count strings. */
norm_str *pool_array(norm_app *app, mem_pool *pool, size_t count);
norm_str pool_copy(norm_app *app, mem_pool *pool, norm_str text);
/* a and b one after the other. */
norm_str pool_join(norm_app *app, mem_pool *pool, norm_str a, norm_str b);
/* Drops the strings and keeps one block. */
void pool_reset(mem_pool *pool);
void pool_free(mem_pool *pool);

/* Small things about norm_str. */
bool str_is(norm_str text, const char *word);
bool str_equal(norm_str a, norm_str b);
norm_str str_trim(norm_str text); /* without ASCII blanks at both ends */

#endif
