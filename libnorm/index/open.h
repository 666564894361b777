/* index/open.h - an index in memory: check it, and read its records.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_INDEX_OPEN_H
#define NRM_INDEX_OPEN_H

#include "compare/encode.h"

typedef struct nrm_index {
    const nrm_encoder *encoder; /* borrowed: what the names are encoded with */
    const uint8_t *entities, *names, *signs, *blocks, *text, *buckets, *keys, *postings;
    size_t entity_count, name_count, key_count, posting_count;
    size_t block_size, text_size; /* bytes */
    unsigned bucket_bits;
    size_t size; /* bytes of all */
} nrm_index;

/* base: 8-aligned, borrowed. Checks the header, that the parts lie where they
 * must, and, with check_parts, the hash of every part; a section of checked
 * tables needs no second one. What the hashes cannot vouch for is checked when
 * a record is read. Fails: FORMAT, VERSION (other tables, another format). */
norm_status nrm_index_open(const void *base, size_t size, uint64_t tables_hash,
                           const nrm_encoder *encoder, bool check_parts, nrm_index *out,
                           norm_error *err);

typedef struct nrm_index_entity {
    uint32_t first, count, display; /* names */
    norm_str id;
    double weight;
} nrm_index_entity;

/* False: there is no such entity, or its record is damaged. */
bool nrm_index_entity_at(const nrm_index *index, size_t number, nrm_index_entity *out);

typedef struct nrm_index_name {
    const norm_name *name;
    uint32_t entity;
    uint32_t country; /* hash; 0: unknown */
    norm_str text;    /* as it was given */
} nrm_index_name;

/* False: there is no such name, or its record is damaged. */
bool nrm_index_name_at(const nrm_index *index, size_t number, nrm_index_name *out);

/* The numbers of the names that have the key: u32 little-endian, *count of them. */
const uint8_t *nrm_index_find(const nrm_index *index, uint64_t hash, size_t *count);

/* A country code as it stands in names; 0 for the empty one. Letter case of ASCII is ignored. */
uint32_t nrm_country_hash(norm_str code);

#endif
