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
    uint32_t reserved;
    uint64_t offset, size, hash;
} entry;

static entry read_entry(const nrm_blob *blob, uint32_t index)
{
    const uint8_t *at = blob->base + HEADER_SIZE + (size_t)index * ENTRY_SIZE;
    entry result;

    memcpy(result.id, at, 4);
    result.reserved = nrm_load_u32(at + 4);
    result.offset = nrm_load_u64(at + 8);
    result.size = nrm_load_u64(at + 16);
    result.hash = nrm_load_u64(at + 24);
    return result;
}

static uint64_t hash_bytes(const uint8_t *base, size_t size)
{
    return nrm_hash((norm_str){(const char *)base, size}, HASH_SEED);
}

static size_t aligned(size_t size)
{
    return (size + 7) / 8 * 8;
}

/* *at: where the section must start; then where the next one must. */
static norm_status check_entry(const nrm_blob *blob, uint32_t index, size_t *at, norm_error *err)
{
    entry e = read_entry(blob, index);
    size_t i;

    if (e.reserved != 0 || e.offset != *at || e.size > blob->size - *at ||
        aligned((size_t)e.size) > blob->size - *at)
        return nrm_fail(err, NORM_E_FORMAT, HEADER_SIZE + (size_t)index * ENTRY_SIZE,
                        "damaged tables: section %.4s does not lie where it must", e.id);
    if (hash_bytes(blob->base + *at, (size_t)e.size) != e.hash)
        return nrm_fail(err, NORM_E_FORMAT, *at,
                        "damaged tables: section %.4s has another hash than its entry", e.id);
    for (i = (size_t)e.size; i < aligned((size_t)e.size); i++) {
        if (blob->base[*at + i] != 0)
            return nrm_fail(err, NORM_E_FORMAT, *at + i,
                            "damaged tables: bytes behind section %.4s", e.id);
    }
    *at += aligned((size_t)e.size);
    return NORM_OK;
}

static norm_status check_sections(const nrm_blob *blob, norm_error *err)
{
    size_t at = HEADER_SIZE + (size_t)blob->section_count * ENTRY_SIZE;
    uint32_t i;

    for (i = 0; i < blob->section_count; i++) {
        norm_status status = check_entry(blob, i, &at, err);

        if (status != NORM_OK)
            return status;
    }
    if (at != blob->size)
        return nrm_fail(err, NORM_E_FORMAT, at, "damaged tables: bytes behind the last section");
    return NORM_OK;
}

norm_status nrm_blob_open(const void *base, size_t size, nrm_blob *out, norm_error *err)
{
    nrm_reader reader = nrm_reader_over(base, size);
    norm_str got = nrm_read_bytes(&reader, sizeof magic);
    uint32_t count = nrm_read_u32(&reader);
    uint32_t reserved = nrm_read_u32(&reader);
    uint64_t whole = nrm_read_u64(&reader);
    uint64_t hash = nrm_read_u64(&reader);
    norm_status status;

    *out = (nrm_blob){NULL, 0, 0};
    if (reader.failed || memcmp(got.ptr, magic, 7) != 0)
        return nrm_fail(err, NORM_E_FORMAT, 0, "not a table file of libnorm");
    if (got.ptr[7] != magic[7])
        return nrm_fail(err, NORM_E_VERSION, 7, "tables of format %c, this library reads %c",
                        got.ptr[7], magic[7]);
    if (whole != size || reserved != 0 || count > MAX_SECTIONS ||
        size < HEADER_SIZE + (size_t)count * ENTRY_SIZE)
        return nrm_fail(err, NORM_E_FORMAT, 16,
                        "damaged tables: %zu bytes where %llu are announced", size,
                        (unsigned long long)whole);
    if (hash_bytes(reader.base + HEADER_SIZE, (size_t)count * ENTRY_SIZE) != hash)
        return nrm_fail(err, NORM_E_FORMAT, 24,
                        "damaged tables: the directory has another hash than the head");
    *out = (nrm_blob){base, size, count};
    status = check_sections(out, err);
    if (status != NORM_OK)
        *out = (nrm_blob){NULL, 0, 0};
    return status;
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

/* The entries of the parts; *whole: size of the blob. */
static norm_status build_entries(nrm_arena *arena, const nrm_blob_part *parts, size_t count,
                                 norm_str *out, size_t *whole, norm_error *err)
{
    nrm_buf buf;
    size_t i;

    *whole = HEADER_SIZE + count * ENTRY_SIZE;
    nrm_buf_init(&buf, arena);
    for (i = 0; i < count; i++) {
        const nrm_blob_part *part = &parts[i];

        nrm_buf_add(&buf, (norm_str){part->id, 4});
        nrm_buf_add_u32(&buf, 0);
        nrm_buf_add_u64(&buf, *whole);
        nrm_buf_add_u64(&buf, part->bytes.len);
        nrm_buf_add_u64(&buf, nrm_hash(part->bytes, HASH_SEED));
        *whole += aligned(part->bytes.len);
    }
    return nrm_buf_finish(&buf, out, err);
}

norm_status nrm_blob_build(nrm_arena *arena, const nrm_blob_part *parts, size_t count,
                           norm_str *out, norm_error *err)
{
    nrm_buf buf;
    norm_str entries;
    size_t whole;
    size_t i;
    norm_status status;

    *out = (norm_str){NULL, 0};
    if (count > MAX_SECTIONS)
        return nrm_fail(err, NORM_E_LIMIT, NORM_NO_OFFSET, "more than %u sections", MAX_SECTIONS);
    status = build_entries(arena, parts, count, &entries, &whole, err);
    if (status != NORM_OK)
        return status;
    nrm_buf_init(&buf, arena);
    nrm_buf_add(&buf, (norm_str){magic, sizeof magic});
    nrm_buf_add_u32(&buf, (uint32_t)count);
    nrm_buf_add_u32(&buf, 0);
    nrm_buf_add_u64(&buf, whole);
    nrm_buf_add_u64(&buf, nrm_hash(entries, HASH_SEED));
    nrm_buf_add(&buf, entries);
    for (i = 0; i < count; i++) {
        nrm_buf_add(&buf, parts[i].bytes);
        nrm_buf_pad(&buf, 8);
    }
    return nrm_buf_finish(&buf, out, err);
}

norm_status nrm_blob_replace(nrm_arena *arena, const nrm_blob *blob, const char id[4],
                             norm_str bytes, norm_str *out, norm_error *err)
{
    nrm_blob_part *parts = nrm_arena_alloc(arena, blob->section_count + 1, sizeof *parts);
    size_t count = 0;
    uint32_t i;

    *out = (norm_str){NULL, 0};
    if (parts == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < blob->section_count; i++) {
        entry e = read_entry(blob, i);

        if (memcmp(e.id, id, 4) == 0)
            continue;
        memcpy(parts[count].id, e.id, 4);
        parts[count++].bytes = (norm_str){(const char *)blob->base + e.offset, (size_t)e.size};
    }
    memcpy(parts[count].id, id, 4);
    parts[count++].bytes = bytes;
    return nrm_blob_build(arena, parts, count, out, err);
}
