/* base/reader.h - bounded little-endian reads from untrusted bytes.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_BASE_READER_H
#define NRM_BASE_READER_H

#include <libnorm/base.h>

typedef struct nrm_reader {
    const uint8_t *base; /* borrowed */
    size_t size, pos;    /* bytes; pos <= size always */
    bool failed;         /* a read went past the end; values are 0 since */
} nrm_reader;

nrm_reader nrm_reader_over(const void *base, size_t size);
uint8_t nrm_read_u8(nrm_reader *reader);
uint16_t nrm_read_u16(nrm_reader *reader);
uint32_t nrm_read_u32(nrm_reader *reader);
uint64_t nrm_read_u64(nrm_reader *reader);
/* A view of len bytes. */
norm_str nrm_read_bytes(nrm_reader *reader, size_t len);
/* A view of count elements of elem_size bytes; NULL on failure. No alignment
 * is promised: read the elements with the nrm_load functions. */
const uint8_t *nrm_read_array(nrm_reader *reader, size_t count, size_t elem_size);
void nrm_read_align(nrm_reader *reader, size_t align);

static inline uint16_t nrm_load_u16(const uint8_t *at)
{
    return (uint16_t)(at[0] | at[1] << 8);
}

static inline uint32_t nrm_load_u32(const uint8_t *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static inline uint64_t nrm_load_u64(const uint8_t *at)
{
    return (uint64_t)nrm_load_u32(at) | (uint64_t)nrm_load_u32(at + 4) << 32;
}

#endif
