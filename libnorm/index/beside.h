/* index/beside.h - what speaks for a name of an index besides how it sounds.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_INDEX_BESIDE_H
#define NRM_INDEX_BESIDE_H

#include "index/open.h"
#include "translit/system.h"

/* A query and what it says besides its name. */
typedef struct nrm_beside {
    const nrm_encoder *encoder;
    const nrm_systems *systems;
    const norm_name *name;
    uint64_t text_key;   /* of the name (index/keys.h) */
    uint64_t proper_key; /* of its nrm_proper_text */
    uint32_t country;    /* hash; 0: unknown */
    norm_kind kind;
} nrm_beside;

/* Evidence in 1/1024 nat of letters, country, kind and language. */
int32_t nrm_beside_evidence(const nrm_beside *query, const nrm_index_name *other);

/* Does a transliteration system of its language make one name of the other? *evidence is 0 when
 * none does, or when both are in one script. Works in the arena. Fails: NOMEM. */
norm_status nrm_beside_standard(const nrm_beside *query, nrm_arena *arena,
                                const nrm_index_name *other, int32_t *evidence, norm_error *err);

#endif
