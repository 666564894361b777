/* compare/reach.h - how high a score can be, from what is known before anything is aligned.
 * SPDX-License-Identifier: MIT
 *
 * For two names of one word each that sounds alone can pair. All that the calibration looks
 * at is known then but what the sounds bring, and of that a bound. The terms are summed up
 * by what they look at into tables of the most that they can give: so much evidence or
 * less, so large a gap or a larger one, and so on. No score is above their sum. */
#ifndef NRM_COMPARE_REACH_H
#define NRM_COMPARE_REACH_H

#include "compare/score.h"

#define NRM_REACH_EVIDENCE 128 /* steps of half a nat from -8 nats on */
#define NRM_REACH_GAPS     64  /* steps of an eighth of a nat */
#define NRM_REACH_WORST    64  /* steps of a quarter of a nat */
#define NRM_REACH_LENGTHS  (NRM_WORD_SOUNDS + 1)
#define NRM_REACH_RARITIES 256

typedef struct nrm_reach {
    int32_t base; /* intercept, and terms that look at nothing of the below */
    int32_t evidence[NRM_REACH_EVIDENCE];
    int32_t gap[NRM_REACH_LENGTHS][NRM_REACH_GAPS];           /* [shorter word] */
    int32_t worst[NRM_REACH_LENGTHS][NRM_REACH_WORST];        /* [shorter word] */
    int32_t length_gap[NRM_REACH_LENGTHS][NRM_REACH_LENGTHS]; /* [shorter word][longer word] */
    int32_t rarity[NRM_REACH_RARITIES]; /* of the less rare one, as encoded names have it */
    uint32_t part[NRM_REACH_LENGTHS];   /* what to multiply by in place of dividing, 1/65536 */
} nrm_reach;

typedef struct nrm_lone { /* two words, each the only one of its name */
    int32_t evidence;     /* what their sounds bring at most */
    int32_t best;         /* what they would bring with ideal partners */
    int32_t worst;        /* what the worst operation lacks at least when not all are ideal */
    uint8_t lengths[2];   /* sounds, <= NRM_WORD_SOUNDS */
    uint8_t rarities[2];
} nrm_lone;

/* The tables of a kind. Fails: NOMEM. */
norm_status nrm_reach_of(nrm_arena *arena, const nrm_scorer *scorer, norm_kind kind,
                         const nrm_reach **out, norm_error *err);

/* Not below nrm_score_unadjusted(), when the words are paired at all. */
int32_t nrm_reach_most(const nrm_reach *reach, const nrm_lone *words);

#endif
