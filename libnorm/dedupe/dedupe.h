/* dedupe/dedupe.h - records in, a partition into entities out.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_DEDUPE_DEDUPE_H
#define NRM_DEDUPE_DEDUPE_H

#include "dedupe/nodes.h"

typedef struct nrm_partition {
    uint32_t *entity_of; /* [count] a number below entity_count for each record */
    double *probability; /* [count] that the record belongs there */
    size_t entity_count;
    size_t pairs_scored, blocks_split;
} nrm_partition;

/* The arrays are in the arena. Which records are together depends on the set of
 * records only; the numbers of the entities do too.
 * Fails: NOMEM, UTF8, LIMIT (with the record as line). */
norm_status nrm_dedupe(nrm_arena *arena, const nrm_dedupe_job *job, nrm_partition *out,
                       norm_error *err);

#endif
