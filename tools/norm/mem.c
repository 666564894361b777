/* norm/mem.c - memory that ends the program when there is none.
 * SPDX-License-Identifier: MIT */
#include "mem.h"

#include <stdlib.h>
#include <string.h>

#include "say.h"

#define BLOCK_SIZE ((size_t)256 * 1024)

struct pool_block {
    pool_block *next;
    size_t cap;
    char bytes[];
};

static _Noreturn void no_memory(norm_app *app)
{
    die(app, EXIT_RESOURCE, nowhere, "out of memory; give it less at a time");
}

void *mem_grow(norm_app *app, void *ptr, size_t *cap, size_t need, size_t elem_size)
{
    size_t grown = *cap;

    if (need <= *cap)
        return ptr;
    while (grown < need)
        grown = grown < 16 ? 16 : grown > SIZE_MAX / 2 ? need : grown * 2;
    if (grown > SIZE_MAX / elem_size)
        no_memory(app);
    ptr = realloc(ptr, grown * elem_size);
    if (ptr == NULL)
        no_memory(app);
    *cap = grown;
    return ptr;
}

void *mem_zeroed(norm_app *app, size_t count, size_t elem_size)
{
    void *ptr = calloc(count > 0 ? count : 1, elem_size);

    if (ptr == NULL)
        no_memory(app);
    return ptr;
}

/* Room for bytes; for anything when align is that of a pointer. */
static char *pool_take(norm_app *app, mem_pool *pool, size_t size, size_t align)
{
    if (pool->head != NULL)
        pool->used = (pool->used + align - 1) / align * align;
    if (pool->head == NULL || pool->used > pool->head->cap || pool->head->cap - pool->used < size) {
        size_t cap = size > BLOCK_SIZE ? size : BLOCK_SIZE;
        pool_block *block = cap < SIZE_MAX - sizeof *block ? malloc(sizeof *block + cap) : NULL;

        if (block == NULL)
            no_memory(app);
        block->next = pool->head;
        block->cap = cap;
        pool->head = block;
        pool->used = 0;
    }
    pool->used += size;
    return pool->head->bytes + pool->used - size;
}

norm_str pool_join(norm_app *app, mem_pool *pool, norm_str a, norm_str b)
{
    char *to = pool_take(app, pool, a.len + b.len, 1);

    if (a.len > 0)
        memcpy(to, a.ptr, a.len);
    if (b.len > 0)
        memcpy(to + a.len, b.ptr, b.len);
    return (norm_str){to, a.len + b.len};
}

norm_str *pool_array(norm_app *app, mem_pool *pool, size_t count)
{
    size_t size = count < SIZE_MAX / sizeof(norm_str) ? count * sizeof(norm_str) : SIZE_MAX;

    return (norm_str *)(void *)pool_take(app, pool, size, sizeof(norm_str *));
}

norm_str pool_copy(norm_app *app, mem_pool *pool, norm_str text)
{
    return pool_join(app, pool, text, (norm_str){NULL, 0});
}

void pool_reset(mem_pool *pool)
{
    while (pool->head != NULL && pool->head->next != NULL) {
        pool_block *next = pool->head->next;

        free(pool->head);
        pool->head = next;
    }
    pool->used = 0;
}

void pool_free(mem_pool *pool)
{
    pool_reset(pool);
    free(pool->head);
    pool->head = NULL;
}

bool str_is(norm_str text, const char *word)
{
    return text.len == strlen(word) && (text.len == 0 || memcmp(text.ptr, word, text.len) == 0);
}

bool str_equal(norm_str a, norm_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

norm_str str_trim(norm_str text)
{
    while (text.len > 0 && is_blank(text.ptr[0])) {
        text.ptr++;
        text.len--;
    }
    while (text.len > 0 && is_blank(text.ptr[text.len - 1]))
        text.len--;
    return text;
}
