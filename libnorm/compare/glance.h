/* compare/glance.h - seeing at a glance that two names have no words to pair.
 * SPDX-License-Identifier: MIT
 *
 * For one name against many. What each sound can bring with the sounds of the
 * one name at most is put into a table, so that another name costs one addition
 * a sound. The sum is never below the evidence of any alignment, so that names
 * told apart here are those that nrm_align() leaves without a pairing, though
 * not all of them. */
#ifndef NRM_COMPARE_GLANCE_H
#define NRM_COMPARE_GLANCE_H

#include "compare/costs.h"
#include "compare/encode.h"

#define NRM_GLANCE_SLOTS                                                                           \
    8 /* sound systems of other names with a table; further ones go without                        \
       */

typedef struct nrm_glance_slot {
    size_t system; /* of the other name's words */
    size_t uses;
    int32_t most[NRM_SOUNDS];     /* what a sound of the other name brings at most */
    int32_t endings[NRM_ENDINGS]; /* what an ending of the other name brings at most as another
                                     form of one of this name's */
    int32_t spare;                /* what the sounds of this name bring by themselves at most */
} nrm_glance_slot;

typedef struct nrm_glance {
    const nrm_costs *costs;
    const norm_name *name;
    uint64_t set;               /* bit s: sound s is in the name */
    uint8_t sounds[NRM_SOUNDS]; /* those, each once */
    size_t sound_count;
    unsigned ways;    /* of the other name's words, by which they may be paired without sounds */
    bool is_blind;    /* nothing can be said of this name */
    int32_t apart_to; /* a word of the other name that brings no more has no partner */
    nrm_glance_slot slots[NRM_GLANCE_SLOTS];
    size_t slot_count;
} nrm_glance;

void nrm_glance_at(const nrm_costs *costs, const norm_name *name, nrm_glance *out);

/* True: no words of the two names are paired, so that their evidence is 0. */
bool nrm_glance_apart(nrm_glance *glance, const norm_name *other);

#endif
