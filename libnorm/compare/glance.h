/* compare/glance.h - seeing at a glance that two names are not worth aligning.
 * SPDX-License-Identifier: MIT
 *
 * For one name against many. What each sound can bring at most with the sounds of the
 * one name is put into a table (compare/bound.h), so that another name costs one addition
 * a sound. The sum is never below the evidence of any alignment, so that names told apart
 * here are those that nrm_align() leaves without a pairing, though not all of them; and
 * of names of one word it bounds the score (compare/reach.h). */
#ifndef NRM_COMPARE_GLANCE_H
#define NRM_COMPARE_GLANCE_H

#include "compare/bound.h"
#include "compare/reach.h"

#define NRM_GLANCE_SLOTS                                                                           \
    8 /* sound systems of other names with a table; further ones go without                        \
       */

/* Two sounds of a higher number have no place in the tables and take longer. */
#define NRM_GLANCE_BIGRAMS 512

/* This name on its side of a pair of costs. */
typedef struct nrm_glance_side {
    nrm_bound_side own, other; /* when this name makes the offer, and when the other one does */
    nrm_offer offer;           /* of all sounds of this name */
    int32_t best;              /* what these would bring with ideal partners, twice */
    const int16_t *best_other; /* the same of each sound of the other name */
    int16_t least[NRM_SOUNDS]; /* what the operation lacks at least that takes a sound of the other
                                  name */
    uint16_t more[NRM_GLANCE_BIGRAMS]; /* nrm_offer_more() of two sounds, by their number */
    nrm_ends ends[NRM_SOUNDS];         /* by the sound of the other word that stands there; 0: for
                                          one without sounds */
} nrm_glance_side;

typedef struct nrm_glance_slot {
    size_t system;                /* of the other name's words */
    nrm_glance_side sides[2];     /* [1]: this name is the first one (nrm_in_order) */
    int32_t endings[NRM_ENDINGS]; /* what an ending of the other name brings at most as another
                                     form of one of this name's */
} nrm_glance_slot;

typedef struct nrm_glance {
    const nrm_costs *costs;
    const norm_name *name;
    unsigned ways;    /* of the other name's words, by which they may be paired without sounds */
    bool is_blind;    /* nothing can be said of this name */
    bool is_lone;     /* it is one word, which counts */
    int32_t apart_to; /* a word of the other name that brings no more has no partner, unless both
                         names are lone words */
    nrm_glance_slot slots[NRM_GLANCE_SLOTS];
    size_t slot_count;
} nrm_glance;

void nrm_glance_at(const nrm_costs *costs, const norm_name *name, nrm_glance *out);

typedef enum nrm_glimpse {
    NRM_GLIMPSE_NOTHING = 0, /* they have to be aligned */
    NRM_GLIMPSE_APART, /* no words of the two bring evidence above 0, in order (nrm_in_order) */
    NRM_GLIMPSE_LONE   /* as nothing; each is one word, and `lone` says what they can bring */
} nrm_glimpse;

nrm_glimpse nrm_glance_upon(nrm_glance *glance, const norm_name *other, nrm_lone *lone);

/* After NRM_GLIMPSE_LONE. */
typedef struct nrm_closer_look {
    const nrm_glance_side *side;
    const norm_name *other;
    int32_t spare;
    int32_t sums[NRM_WORD_SOUNDS + 1]; /* what the sounds of this name take of the other's offer */
} nrm_closer_look;

/* Lowers lone->evidence and raises lone->worst where it can. */
void nrm_glance_closer(const nrm_glance *glance, const norm_name *other, nrm_lone *lone,
                       nrm_closer_look *out);

/* Whether aligning the words brings more than the limit; it ends where that is out of reach. */
bool nrm_glance_brings(const nrm_glance *glance, const nrm_closer_look *look, int32_t limit);

#endif
