/* tables/blob.c - the compiled tables: a directory of checked sections.
 * SPDX-License-Identifier: MIT */
#include "tables/blob.h"

#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "base/hash.h"

#define HEADER_SIZE  32U
#define ENTRY_SIZE   32U
#define MAX_SECTIONS 64U
#define HASH_SEED    UINT64_C(0x4e524d424c4f4231) /* the magic, so that an index never passes */

static const char magic[8] = {'N', 'R', 'M', 'B', 'L', 'O', 'B', '1'};

typedef struct entry {
    char id[4];
    uint64_t offset, size, hash;
} entry;

static entry read_entry(const nrm_blob *blob, uint32_t index)
{
    const uint8_t *at = blob->base + HEADER_SIZE + (size_t)index * ENTRY_SIZE;
    entry result;

    memcpy(result.id, at, 4);
    result.offset = nrm_load_u64(at + 8);
    result.size = nrm_load_u64(at + 16);
    result.hash = nrm_load_u64(at + 24);
    return result;
}

static uint64_t hash_bytes(const uint8_t *base, size_t size)
{
    return nrm_hash((norm_str){(const char *)base, size}, HASH_SEED);
}

static norm_status check_entry(const nrm_blob *blob, uint32_t index, norm_error *err)
{
    entry e = read_entry(blob, index);

    if (e.offset > blob->size || e.size > blob->size - e.offset || e.offset % 8 != 0)
        return nrm_fail(err, NORM_E_FORMAT, HEADER_SIZE + (size_t)index * ENTRY_SIZE,
                        "damaged tables: section %.4s lies outside of the file", e.id);
    if (hash_bytes(blob->base + e.offset, (size_t)e.size) != e.hash)
        return nrm_fail(err, NORM_E_FORMAT, (size_t)e.offset,
                        "damaged tables: section %.4s has another hash than its entry", e.id);
    return NORM_OK;
}

norm_status nrm_blob_open(const void *base, size_t size, nrm_blob *out, norm_error *err)
{
    nrm_reader reader = nrm_reader_over(base, size);
    norm_str got = nrm_read_bytes(&reader, sizeof magic);
    uint32_t count = nrm_read_u32(&reader);
    uint64_t whole;
    uint32_t i;

    *out = (nrm_blob){NULL, 0, 0};
    (void)nrm_read_u32(&reader);
    whole = nrm_read_u64(&reader);
    (void)nrm_read_u64(&reader);
    if (reader.failed || memcmp(got.ptr, magic, 7) != 0)
        return nrm_fail(err, NORM_E_FORMAT, 0, "not a table file of libnorm");
    if (got.ptr[7] != magic[7])
        return nrm_fail(err, NORM_E_VERSION, 7, "tables of format %c, this library reads %c",
                        got.ptr[7], magic[7]);
    if (whole != size || count > MAX_SECTIONS || size < HEADER_SIZE + (size_t)count * ENTRY_SIZE)
        return nrm_fail(err, NORM_E_FORMAT, 16,
                        "damaged tables: %zu bytes where %llu are announced", size,
                        (unsigned long long)whole);
    *out = (nrm_blob){base, size, count};
    for (i = 0; i < count; i++) {
        norm_status status = check_entry(out, i, err);

        if (status != NORM_OK) {
            *out = (nrm_blob){NULL, 0, 0};
            return status;
        }
    }
    return NORM_OK;
}

static bool find_entry(const nrm_blob *blob, const char id[4], entry *out)
{
    uint32_t i;

    for (i = 0; i < blob->section_count; i++) {
        *out = read_entry(blob, i);
        if (memcmp(out->id, id, 4) == 0)
            return true;
    }
    return false;
}

norm_status nrm_blob_section(const nrm_blob *blob, const char id[4], nrm_reader *out,
                             norm_error *err)
{
    entry e;

    *out = nrm_reader_over("", 0);
    if (!find_entry(blob, id, &e))
        return nrm_fail(err, NORM_E_NOTFOUND, NORM_NO_OFFSET, "tables without a section %.4s", id);
    *out = nrm_reader_over(blob->base + e.offset, (size_t)e.size);
    return NORM_OK;
}

uint64_t nrm_blob_section_hash(const nrm_blob *blob, const char id[4])
{
    entry e;

    return find_entry(blob, id, &e) ? e.hash : 0;
}

static size_t aligned(size_t size)
{
    return (size + 7) / 8 * 8;
}

norm_status nrm_blob_build(nrm_arena *arena, const nrm_blob_part *parts, size_t count,
                           norm_str *out, norm_error *err)
{
    size_t offset = HEADER_SIZE + count * ENTRY_SIZE;
    size_t whole = offset;
    nrm_buf buf;
    size_t i;

    *out = (norm_str){NULL, 0};
    if (count > MAX_SECTIONS)
        return nrm_fail(err, NORM_E_LIMIT, NORM_NO_OFFSET, "more than %u sections", MAX_SECTIONS);
    for (i = 0; i < count; i++)
        whole += aligned(parts[i].bytes.len);
    nrm_buf_init(&buf, arena);
    nrm_buf_add(&buf, (norm_str){magic, sizeof magic});
    nrm_buf_add_u32(&buf, (uint32_t)count);
    nrm_buf_add_u32(&buf, 0);
    nrm_buf_add_u64(&buf, whole);
    nrm_buf_add_u64(&buf, 0);
    for (i = 0; i < count; i++) {
        const nrm_blob_part *part = &parts[i];

        nrm_buf_add(&buf, (norm_str){part->id, 4});
        nrm_buf_add_u32(&buf, 0);
        nrm_buf_add_u64(&buf, offset);
        nrm_buf_add_u64(&buf, part->bytes.len);
        nrm_buf_add_u64(&buf, nrm_hash(part->bytes, HASH_SEED));
        offset += aligned(part->bytes.len);
    }
    for (i = 0; i < count; i++) {
        nrm_buf_add(&buf, parts[i].bytes);
        nrm_buf_pad(&buf, 8);
    }
    return nrm_buf_finish(&buf, out, err);
}
