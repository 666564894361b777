/* index/lookup.h - which entities of an index a name may name, with probabilities.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_INDEX_LOOKUP_H
#define NRM_INDEX_LOOKUP_H

#include "compare/match.h"
#include "index/candidates.h"
#include "translit/system.h"

typedef struct nrm_hit {
    uint32_t entity;
    uint32_t name;      /* which of its names matched */
    int32_t score;      /* log odds of the pair, 1/1024 nat, with what the query says besides */
    bool same_text;     /* the very letters of the query */
    double probability; /* among the entities that compete */
    norm_verdict verdict;
} nrm_hit;

typedef struct nrm_lookup {
    const nrm_index *index;
    const nrm_matcher *matcher;
    const nrm_systems *systems;
    const norm_name *name;
    uint32_t country; /* hash; 0: unknown */
    norm_kind kind;
    int32_t less; /* taken off every score: what it costs to read the name so */
} nrm_lookup;

/* Best first; *out is in the arena. Fails: NOMEM, FORMAT (a damaged record). */
norm_status nrm_look_up(const nrm_lookup *lookup, nrm_arena *arena, const nrm_hit **out,
                        size_t *count, norm_error *err);

#endif
