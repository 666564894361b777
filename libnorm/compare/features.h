/* compare/features.h - the evidence of two names, as numbers for the calibration.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_COMPARE_FEATURES_H
#define NRM_COMPARE_FEATURES_H

#include "compare/adjust.h"
#include "compare/align.h"

/* All in 1/1024: nats, sounds or counts. The names are those of
 * tables/costs/terms.tsv. */
typedef enum nrm_feature {
    NRM_F_EVIDENCE = 0, /* nats of all pairings */
    NRM_F_GAP,          /* nats a sound that the pairings by sounds lack to their best */
    NRM_F_WORST,        /* the same of the worst pairing */
    NRM_F_LENGTH,       /* sounds of the shorter name's words that count */
    NRM_F_BOTH_LEFT,    /* sounds of words without a partner, on the side that has fewer */
    NRM_F_ONE_LEFT,     /* how many more the other side has */
    NRM_F_LEFT_SHARE,   /* share of sounds without a partner */
    NRM_F_CONTRADICTED, /* senses, numbers, initials, patronymics, genders that exclude each other
                         */
    NRM_F_KIND,         /* words for what is named: agree (> 0), differ (< 0) */
    NRM_F_LENGTH_GAP,   /* share by which the longer side of the pairings is longer */
    NRM_F_INITIALS,     /* initials that stand for a word */
    NRM_F_ORDER,        /* pairings out of order */
    NRM_F_MINOR_LEFT,   /* minor words (kind, meaning, number) left on one side only */
    NRM_F_MINOR_BOTH,   /* minor words left on both sides */
    NRM_F_ASSUMED,      /* pairings by sense, as known forms of a given name or as an acronym */
    NRM_F_JOINED,       /* pairings by sounds of two words with one */
    NRM_F_RARITY,       /* nats of rarity of the words that agree by their sounds */
    NRM_F_LEAST_RARE,   /* the same of the least rare of them */
    NRM_F_RARE_BOTH,    /* nats of rarity of words without a partner, on the side that has less */
    NRM_F_RARE_ONE,     /* how much more the other side has */
    NRM_F_LETTERS,      /* nats of acronyms, when nothing else is paired; for the cap alone */
    NRM_F_WORST_OP,     /* nats that the worst operation on sounds lacks to its best */
    NRM_F_SAME_SCRIPT,  /* 1 when both names are in one script, where a letter for another says more
                         */
    NRM_FEATURES
} nrm_feature;

typedef struct nrm_features {
    int32_t v[NRM_FEATURES];
    uint8_t scripts; /* in which the names are for the most part (nrm_script_pair) */
} nrm_features;

const char *nrm_feature_name(nrm_feature feature);

/* Symmetric when the caller passes a and b in a fixed order (nrm_in_order). */
void nrm_features_of(const norm_name *a, const norm_name *b, const nrm_alignment *alignment,
                     nrm_features *out);

/* False: exchange a and b before aligning. A total order by content, so that
 * comparing a with b and b with a is the same computation. */
bool nrm_in_order(const norm_name *a, const norm_name *b);

#endif
