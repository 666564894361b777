/* train/held.h - labelled pairs with the odds of fits that have not seen them.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TRAIN_HELD_H
#define NRM_TRAIN_HELD_H

#include "compare/score.h"

typedef struct nrm_held_pair {
    double odds[2]; /* log odds in nats: as its own kind, as any */
    uint32_t fold;  /* the one that the pair was held out with, below NRM_FOLDS */
    uint8_t kind;   /* norm_kind */
    uint8_t scripts;
    bool label;
} nrm_held_pair;

typedef struct nrm_held {
    nrm_held_pair *items;
    size_t count;
    bool fitted[NRM_KINDS]; /* has a calibration of its own; others are judged as any */
    size_t of_scripts[NRM_SCRIPT_PAIRS]; /* pairs given, those for the costs only as well */
} nrm_held;

/* Whether the calibration of this kind judges the pair. */
static inline bool nrm_held_is_of(const nrm_held *held, const nrm_held_pair *pair, size_t kind)
{
    return held->fitted[kind] && (kind == NORM_KIND_ANY || pair->kind == kind);
}

/* The odds by the calibration of the kind, if it is not ANY the pair's own. */
static inline double *nrm_held_odds(nrm_held_pair *pair, size_t kind)
{
    return &pair->odds[kind == NORM_KIND_ANY ? 1 : 0];
}

#endif
