/* base/buf.c - bytes appended one after another in an arena.
 * SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"

#define FIRST_CAP 64

void nrm_buf_init(nrm_buf *buf, nrm_arena *arena)
{
    *buf = (nrm_buf){.arena = arena};
}

char *nrm_buf_reserve(nrm_buf *buf, size_t extra)
{
    size_t cap = buf->cap > 0 ? buf->cap : FIRST_CAP;
    char *grown;

    if (buf->failed)
        return NULL;
    if (extra <= buf->cap - buf->len && buf->ptr != NULL)
        return buf->ptr + buf->len;
    while (cap - buf->len < extra) {
        if (cap > SIZE_MAX / 2) {
            buf->failed = true;
            return NULL;
        }
        cap *= 2;
    }
    grown = nrm_arena_grow(buf->arena, buf->ptr, buf->cap, cap);
    if (grown == NULL) {
        buf->failed = true;
        return NULL;
    }
    buf->ptr = grown;
    buf->cap = cap;
    return buf->ptr + buf->len;
}

void nrm_buf_add(nrm_buf *buf, norm_str text)
{
    char *at = nrm_buf_reserve(buf, text.len);

    if (at == NULL || text.len == 0)
        return;
    memcpy(at, text.ptr, text.len);
    buf->len += text.len;
}

void nrm_buf_add_byte(nrm_buf *buf, char byte)
{
    nrm_buf_add(buf, (norm_str){&byte, 1});
}

static void add_int(nrm_buf *buf, uint64_t value, size_t size)
{
    char bytes[8];
    size_t i;

    for (i = 0; i < size; i++)
        bytes[i] = (char)(unsigned char)(value >> (8 * i));
    nrm_buf_add(buf, (norm_str){bytes, size});
}

void nrm_buf_add_short(nrm_buf *buf, norm_str text)
{
    nrm_buf_add_byte(buf, (char)(unsigned char)text.len);
    nrm_buf_add(buf, text);
}

void nrm_buf_add_u16(nrm_buf *buf, uint16_t value)
{
    add_int(buf, value, 2);
}

void nrm_buf_add_u32(nrm_buf *buf, uint32_t value)
{
    add_int(buf, value, 4);
}

void nrm_buf_add_u64(nrm_buf *buf, uint64_t value)
{
    add_int(buf, value, 8);
}

void nrm_buf_pad(nrm_buf *buf, size_t align)
{
    while (!buf->failed && buf->len % align != 0)
        nrm_buf_add_byte(buf, '\0');
}

void nrm_buf_addf(nrm_buf *buf, const char *fmt, ...)
{
    va_list args;
    va_list again;
    int need;
    char *at;

    va_start(args, fmt);
    va_copy(again, args);
    need = vsnprintf(NULL, 0, fmt, args);
    buf->failed = buf->failed || need < 0;
    at = nrm_buf_reserve(buf, need < 0 ? 0 : (size_t)need + 1);
    if (at != NULL) {
        vsnprintf(at, (size_t)need + 1, fmt, again);
        buf->len += (size_t)need;
    }
    va_end(again);
    va_end(args);
}

norm_status nrm_buf_finish(const nrm_buf *buf, norm_str *out, norm_error *err)
{
    *out = (norm_str){NULL, 0};
    if (buf->failed)
        return nrm_fail_nomem(err);
    *out = (norm_str){buf->ptr != NULL ? buf->ptr : "", buf->len};
    return NORM_OK;
}
