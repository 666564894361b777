/* base/buf.h - bytes appended one after another in an arena.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_BASE_BUF_H
#define NRM_BASE_BUF_H

#include "base/arena.h"

typedef struct nrm_buf {
    nrm_arena *arena; /* borrowed */
    char *ptr;
    size_t len, cap; /* bytes */
    bool failed;     /* out of memory; later appends do nothing */
} nrm_buf;

void nrm_buf_init(nrm_buf *buf, nrm_arena *arena);
void nrm_buf_add(nrm_buf *buf, norm_str text);
void nrm_buf_add_byte(nrm_buf *buf, char byte);
void nrm_buf_add_u16(nrm_buf *buf, uint16_t value); /* little-endian */
void nrm_buf_add_u32(nrm_buf *buf, uint32_t value); /* little-endian */
void nrm_buf_add_u64(nrm_buf *buf, uint64_t value); /* little-endian */
/* A byte with the length, at most 255, and the text. */
void nrm_buf_add_short(nrm_buf *buf, norm_str text);
void nrm_buf_pad(nrm_buf *buf, size_t align); /* zeros up to a multiple of align */
/* printf without floating point. */
void nrm_buf_addf(nrm_buf *buf, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Room for extra bytes at ptr + len, to be written by the caller, who then
 * adds to len; NULL when out of memory. */
char *nrm_buf_reserve(nrm_buf *buf, size_t extra);

/* *out is a view of the buffer. Fails: NOMEM, when any append failed. */
norm_status nrm_buf_finish(const nrm_buf *buf, norm_str *out, norm_error *err);

#endif
