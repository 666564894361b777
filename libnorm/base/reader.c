/* base/reader.c - bounded little-endian reads from untrusted bytes.
 * SPDX-License-Identifier: MIT */
#include "base/reader.h"

nrm_reader nrm_reader_over(const void *base, size_t size)
{
    return (nrm_reader){base != NULL ? base : "", size, 0, false};
}

const uint8_t *nrm_read_array(nrm_reader *reader, size_t count, size_t elem_size)
{
    const uint8_t *at = reader->base + reader->pos;

    if (reader->failed || (elem_size != 0 && count > (reader->size - reader->pos) / elem_size)) {
        reader->failed = true;
        return NULL;
    }
    reader->pos += count * elem_size;
    return at;
}

uint8_t nrm_read_u8(nrm_reader *reader)
{
    const uint8_t *at = nrm_read_array(reader, 1, 1);

    return at != NULL ? *at : 0;
}

uint16_t nrm_read_u16(nrm_reader *reader)
{
    const uint8_t *at = nrm_read_array(reader, 1, 2);

    return at != NULL ? nrm_load_u16(at) : 0;
}

uint32_t nrm_read_u32(nrm_reader *reader)
{
    const uint8_t *at = nrm_read_array(reader, 1, 4);

    return at != NULL ? nrm_load_u32(at) : 0;
}

uint64_t nrm_read_u64(nrm_reader *reader)
{
    const uint8_t *at = nrm_read_array(reader, 1, 8);

    return at != NULL ? nrm_load_u64(at) : 0;
}

norm_str nrm_read_bytes(nrm_reader *reader, size_t len)
{
    const uint8_t *at = nrm_read_array(reader, len, 1);

    return at != NULL ? (norm_str){(const char *)at, len} : (norm_str){NULL, 0};
}

void nrm_read_align(nrm_reader *reader, size_t align)
{
    size_t over = reader->pos % align;

    if (over != 0)
        (void)nrm_read_array(reader, align - over, 1);
}
