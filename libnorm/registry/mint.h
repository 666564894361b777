/* registry/mint.h - canonical ids of entities, from nothing but their content.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_REGISTRY_MINT_H
#define NRM_REGISTRY_MINT_H

#include <libnorm/dedupe.h>

#include "base/arena.h"

#define NRM_MINT_DIGITS 16 /* of 5 bits: 80 bits of hash */

typedef struct nrm_mint_job {
    norm_str name_space; /* stands before the colon */
    const norm_record *records;
    size_t count;
    const uint32_t *entity_of; /* [count], numbers below entity_count; none is without a record */
    size_t entity_count;
} nrm_mint_job;

/* *ids: one an entity, "NAMESPACE:0123456789abcdef" in Crockford's base 32, lower case; all
 * different. An id depends on its entity's senior record: the one with the least id (shorter
 * before longer, so that 9 comes before 10; the name stands in where there is none), then by its
 * other fields. Adding younger records to an entity leaves its id.
 * Strings and array are in the arena. Fails: NOMEM. */
norm_status nrm_mint(nrm_arena *arena, const nrm_mint_job *job, const norm_str **ids,
                     norm_error *err);

/* The digits of a hash and of how often it has been taken already (0: never). */
void nrm_mint_digits(const uint64_t hash[2], uint64_t taken, char out[NRM_MINT_DIGITS]);

#endif
