/* dedupe/blocks.h - which nodes stand under one key.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_DEDUPE_BLOCKS_H
#define NRM_DEDUPE_BLOCKS_H

#include "base/sort.h"
#include "dedupe/nodes.h"

/* Most nodes of a block: pairs grow with its square. Of 24,000 records, 64 compares a quarter
 * fewer pairs than 200 and finds 1 in 10,000 of those of one entity less. */
#define NRM_BLOCK_MOST 64

typedef struct nrm_blocks {
    norm_allocator alloc;
    nrm_keyed *members; /* { block, node }, in order of block; none of a single node */
    size_t member_count, member_cap;
    size_t *begins; /* [count + 1]: where each block begins in members */
    size_t count;
    uint32_t *of_node;      /* blocks of the nodes, ascending for each */
    size_t *of_node_begins; /* [nodes + 1] */
    size_t node_count;
    size_t split; /* keys with too many nodes for one block */
} nrm_blocks;

/* Fails: NOMEM; *out must be disposed of all the same. */
norm_status nrm_blocks_make(const nrm_dedupe_job *job, const nrm_nodes *nodes, nrm_blocks *out,
                            norm_error *err);
void nrm_blocks_dispose(nrm_blocks *blocks);

/* The least block that both nodes are in; UINT32_MAX: none. */
uint32_t nrm_blocks_first_shared(const nrm_blocks *blocks, uint32_t a, uint32_t b);

#endif
