/* index/candidates.h - which names of an index are worth comparing with a name in full.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_INDEX_CANDIDATES_H
#define NRM_INDEX_CANDIDATES_H

#include "base/arena.h"
#include "compare/costs.h"
#include "index/open.h"

#define NRM_CANDIDATES 176 /* most of one search */

typedef struct nrm_search {
    const nrm_index *index;
    const nrm_costs *costs;
    const norm_name *name;
    uint32_t
        country; /* hash; 0: unknown. Names of the country go before others that are as alike */
} nrm_search;

typedef struct nrm_candidates {
    uint32_t names[NRM_CANDIDATES]; /* ascending */
    size_t count;
} nrm_candidates;

/* Names that share keys with the name: those that share most and the rarest, and
 * those that sound most alike; names of the very same text before all. Of those that it may be an
 * acronym of, or that may be one of it, the heaviest.
 * Works in the arena. Fails: NOMEM, FORMAT (a damaged record). */
norm_status nrm_candidates_by_keys(const nrm_search *search, nrm_arena *arena, nrm_candidates *out,
                                   norm_error *err);

/* The names of the whole index that sound most alike. For small indexes. Fails: NOMEM, FORMAT. */
norm_status nrm_candidates_by_scan(const nrm_search *search, nrm_arena *arena, nrm_candidates *out,
                                   norm_error *err);

#endif
