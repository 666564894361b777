/* dedupe/candidates.h - the pairs of nodes that are more likely one entity than not.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_DEDUPE_CANDIDATES_H
#define NRM_DEDUPE_CANDIDATES_H

#include "dedupe/blocks.h"

typedef struct nrm_edge {
    uint32_t a, b; /* a < b */
    int32_t score; /* log odds less the threshold, 1/1024 nat; >= 0 */
} nrm_edge;

typedef struct nrm_candidates {
    norm_allocator alloc;
    nrm_edge *edges; /* strongest first, then by (a, b) */
    size_t count;
    size_t scored; /* pairs that were compared */
} nrm_candidates;

/* Compares every pair that shares a block, once. Fails: NOMEM; *out must be disposed of all the
 * same. */
norm_status nrm_candidates_find(const nrm_dedupe_job *job, const nrm_nodes *nodes,
                                const nrm_blocks *blocks, nrm_candidates *out, norm_error *err);
void nrm_candidates_dispose(nrm_candidates *candidates);

#endif
