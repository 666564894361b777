/* index/open.c - an index in memory: check it, and read its records.
 * SPDX-License-Identifier: MIT */
#include "index/open.h"

#include <string.h>

#include "base/fail.h"
#include "base/hash.h"
#include "base/reader.h"
#include "index/format.h"

#define COUNTRY_SEED UINT64_C(0x636f756e747279) /* "country" */

typedef struct part {
    uint64_t offset, size, hash;
} part;

static norm_status fail_damaged(norm_error *err, size_t offset, const char *what)
{
    return nrm_fail(err, NORM_E_FORMAT, offset, "damaged index: %s", what);
}

static uint64_t hash_bytes(const uint8_t *at, size_t size)
{
    return nrm_hash((norm_str){(const char *)at, size}, NRM_INDEX_SEED);
}

/* The magic, the size, the hash of the header and that of the tables. */
static norm_status check_header(const uint8_t *base, size_t size, uint64_t tables_hash,
                                norm_error *err)
{
    const size_t stem = sizeof NRM_INDEX_MAGIC - 2; /* without the number of the format */

    if (size < NRM_INDEX_HEADER || memcmp(base, NRM_INDEX_MAGIC, stem) != 0)
        return nrm_fail(err, NORM_E_FORMAT, 0, "not an index of libnorm");
    if (base[stem] != (uint8_t)NRM_INDEX_MAGIC[stem])
        return nrm_fail(err, NORM_E_VERSION, stem, "an index of another format than %c",
                        NRM_INDEX_MAGIC[stem]);
    if (hash_bytes(base, NRM_INDEX_CHECK) != nrm_load_u64(base + NRM_INDEX_CHECK))
        return fail_damaged(err, NRM_INDEX_CHECK, "the header has another hash than it says");
    if (nrm_load_u64(base + 8) != size)
        return fail_damaged(err, 8, "cut short, or bytes behind the end");
    if (nrm_load_u64(base + 16) != tables_hash)
        return nrm_fail(err, NORM_E_VERSION, 16,
                        "an index built with other tables; build it anew with norm index");
    return NORM_OK;
}

/* The parts follow one another from the header to the end. */
static norm_status check_parts(const uint8_t *base, size_t size, bool check_hashes,
                               const uint8_t *at[NRM_PARTS], size_t sizes[NRM_PARTS],
                               norm_error *err)
{
    uint64_t next = NRM_INDEX_HEADER;
    size_t i;

    for (i = 0; i < NRM_PARTS; i++) {
        const uint8_t *entry = base + NRM_INDEX_DIRECTORY + i * sizeof(part);
        part p = {nrm_load_u64(entry), nrm_load_u64(entry + 8), nrm_load_u64(entry + 16)};

        if (p.offset != next || p.size % 8 != 0 || p.size > size - next)
            return fail_damaged(err, NRM_INDEX_DIRECTORY + i * sizeof(part),
                                "a part does not lie where it must");
        if (check_hashes && hash_bytes(base + p.offset, (size_t)p.size) != p.hash)
            return fail_damaged(err, (size_t)p.offset, "a part has another hash than it must");
        at[i] = base + p.offset;
        sizes[i] = (size_t)p.size;
        next += p.size;
    }
    return next == size ? NORM_OK : fail_damaged(err, (size_t)next, "bytes behind the last part");
}

/* Do count records take size bytes, up to the padding to 8? */
static bool fills(size_t size, uint64_t count, size_t record)
{
    return count <= size / record && (count * record + 7) / 8 * 8 == size;
}

norm_status nrm_index_open(const void *base, size_t size, uint64_t tables_hash,
                           const nrm_encoder *encoder, bool check_hashes, nrm_index *out,
                           norm_error *err)
{
    const uint8_t *bytes = base;
    const uint8_t *at[NRM_PARTS];
    size_t sizes[NRM_PARTS];
    uint64_t bits;
    norm_status status = check_header(bytes, size, tables_hash, err);

    memset(out, 0, sizeof *out);
    if (status == NORM_OK)
        status = check_parts(bytes, size, check_hashes, at, sizes, err);
    if (status != NORM_OK)
        return status;
    bits = nrm_load_u64(bytes + 56);
    if (bits > NRM_BUCKET_BITS ||
        !fills(sizes[NRM_PART_ENTITIES], nrm_load_u64(bytes + 24), NRM_ENTITY_SIZE) ||
        !fills(sizes[NRM_PART_NAMES], nrm_load_u64(bytes + 32), NRM_NAME_SIZE) ||
        !fills(sizes[NRM_PART_SIGNS], nrm_load_u64(bytes + 32), NRM_SIGN_SIZE) ||
        !fills(sizes[NRM_PART_KEYS], nrm_load_u64(bytes + 40), NRM_KEY_SIZE) ||
        !fills(sizes[NRM_PART_POSTINGS], nrm_load_u64(bytes + 48), NRM_POSTING_SIZE) ||
        !fills(sizes[NRM_PART_BUCKETS], (UINT64_C(1) << bits) + 1, NRM_BUCKET_SIZE))
        return fail_damaged(err, 24, "the counts do not fit the parts");
    *out = (nrm_index){.encoder = encoder,
                       .entities = at[NRM_PART_ENTITIES],
                       .names = at[NRM_PART_NAMES],
                       .signs = at[NRM_PART_SIGNS],
                       .blocks = at[NRM_PART_BLOCKS],
                       .text = at[NRM_PART_TEXT],
                       .buckets = at[NRM_PART_BUCKETS],
                       .keys = at[NRM_PART_KEYS],
                       .postings = at[NRM_PART_POSTINGS],
                       .entity_count = (size_t)nrm_load_u64(bytes + 24),
                       .name_count = (size_t)nrm_load_u64(bytes + 32),
                       .key_count = (size_t)nrm_load_u64(bytes + 40),
                       .posting_count = (size_t)nrm_load_u64(bytes + 48),
                       .block_size = sizes[NRM_PART_BLOCKS],
                       .text_size = sizes[NRM_PART_TEXT],
                       .bucket_bits = (unsigned)bits,
                       .size = size};
    return NORM_OK;
}

static bool read_text(const nrm_index *index, uint32_t offset, uint32_t size, norm_str *out)
{
    if (offset > index->text_size || size > index->text_size - offset)
        return false;
    *out = (norm_str){(const char *)index->text + offset, size};
    return true;
}

bool nrm_index_entity_at(const nrm_index *index, size_t number, nrm_index_entity *out)
{
    const uint8_t *at = index->entities + number * NRM_ENTITY_SIZE;
    uint64_t weight;

    if (number >= index->entity_count)
        return false;
    out->first = nrm_load_u32(at);
    out->count = nrm_load_u32(at + 4);
    out->display = nrm_load_u32(at + 8);
    weight = nrm_load_u64(at + 24);
    memcpy(&out->weight, &weight, sizeof weight);
    return out->first <= index->name_count && out->count <= index->name_count - out->first &&
           out->display < index->name_count &&
           read_text(index, nrm_load_u32(at + 12), nrm_load_u32(at + 16), &out->id);
}

bool nrm_index_name_at(const nrm_index *index, size_t number, nrm_index_name *out)
{
    const uint8_t *at = index->names + number * NRM_NAME_SIZE;
    uint64_t block;
    uint32_t text;

    if (number >= index->name_count)
        return false;
    block = (uint64_t)nrm_load_u32(at) * 8;
    if (block > index->block_size)
        return false;
    out->name =
        nrm_name_check(index->blocks + block, index->block_size - (size_t)block, index->encoder);
    out->entity = nrm_load_u32(at + 4);
    out->country = nrm_load_u32(at + 8);
    text = nrm_load_u32(at + 12);
    if (out->name == NULL || out->entity >= index->entity_count)
        return false;
    if (text == NRM_SAME_TEXT) {
        out->text = nrm_name_text(out->name);
        return true;
    }
    return read_text(index, text, nrm_load_u32(at + 16), &out->text);
}

static uint32_t key_rest(const nrm_index *index, size_t key)
{
    return nrm_load_u32(index->keys + key * NRM_KEY_SIZE);
}

static uint32_t key_end(const nrm_index *index, size_t key)
{
    return nrm_load_u32(index->keys + key * NRM_KEY_SIZE + 4);
}

const uint8_t *nrm_index_find(const nrm_index *index, uint64_t hash, size_t *count)
{
    unsigned bits = index->bucket_bits;
    size_t bucket = bits > 0 ? (size_t)(hash >> (64 - bits)) : 0;
    uint32_t rest = (uint32_t)(hash << bits >> 32);
    size_t low = nrm_load_u32(index->buckets + bucket * NRM_BUCKET_SIZE);
    size_t high = nrm_load_u32(index->buckets + (bucket + 1) * NRM_BUCKET_SIZE);
    size_t end;
    size_t begin;

    *count = 0;
    if (high > index->key_count)
        high = index->key_count;
    end = high;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (key_rest(index, middle) < rest)
            low = middle + 1;
        else
            high = middle;
    }
    if (low >= end || key_rest(index, low) != rest)
        return index->postings;
    begin = low > 0 ? key_end(index, low - 1) : 0;
    end = key_end(index, low);
    if (begin > end || end > index->posting_count)
        return index->postings;
    *count = end - begin;
    return index->postings + begin * NRM_POSTING_SIZE;
}

uint32_t nrm_country_hash(norm_str code)
{
    char upper[16];
    size_t count = code.len < sizeof upper ? code.len : sizeof upper;
    uint32_t hash;
    size_t i;

    if (code.len == 0)
        return 0;
    for (i = 0; i < count; i++)
        upper[i] = code.ptr[i] >= 'a' && code.ptr[i] <= 'z' ? (char)(code.ptr[i] - 'a' + 'A')
                                                            : code.ptr[i];
    hash = (uint32_t)(nrm_hash((norm_str){upper, count}, COUNTRY_SEED) >> 32);
    return hash != 0 ? hash : 1;
}
