/* index/postings.h - which names have which key, as the parts of an index file.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_INDEX_POSTINGS_H
#define NRM_INDEX_POSTINGS_H

#include "base/alloc.h"
#include "compare/encode.h"

/* The parts BUCKETS, KEYS and POSTINGS (index/format.h) as numbers. */
typedef struct nrm_postings {
    norm_allocator alloc;
    unsigned bucket_bits;
    uint32_t *buckets; /* (1 << bucket_bits) + 1 */
    uint32_t *keys;    /* two numbers a key */
    size_t key_count, key_room;
    uint32_t *items;
    size_t count, room;
} nrm_postings;

/* Fails: NOMEM, LIMIT (over 2^32 postings); *out must be disposed of in any case. */
norm_status nrm_postings_make(const norm_allocator *alloc, const nrm_alphabet *alphabet,
                              const norm_name *const *names, size_t count, nrm_postings *out,
                              norm_error *err);
void nrm_postings_dispose(nrm_postings *postings);

#endif
