/* index/quick.h - how alike two names sound, for choosing whom to compare in full.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_INDEX_QUICK_H
#define NRM_INDEX_QUICK_H

#include "compare/costs.h"
#include "compare/encode.h"

#define NRM_QUICK_SOUNDS 40 /* a name's sounds that are looked at */

/* A name as it is compared in a hurry. */
typedef struct nrm_quick {
    uint8_t sounds[NRM_QUICK_SOUNDS]; /* of the words that make keys, in a row */
    size_t count;
    uint8_t system; /* sound system of the first of them */
} nrm_quick;

void nrm_quick_of(const norm_name *name, nrm_quick *out);

/* Evidence in 1/1024 nat by the learned costs of one sound against one or none,
 * words taken as one and places not told apart: a fifth of the work of comparing. */
int32_t nrm_quick_score(const nrm_costs *costs, const nrm_quick *a, const nrm_quick *b);

#endif
