/* dedupe/likeness.h - how much speaks for two names of a data set being one entity's.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_DEDUPE_LIKENESS_H
#define NRM_DEDUPE_LIKENESS_H

#include "compare/match.h"

/* At most so much for names that exclude each other. */
#define NRM_EXCLUDED (-8 * NRM_NAT)

typedef struct nrm_likeness {
    const nrm_matcher *matcher;
    int32_t shift[NRM_KINDS]; /* of the score: by the prior, less the threshold */
} nrm_likeness;

/* prior: share of matches among the pairs that are compared. threshold: least log odds of a
 * merge, 1/1024 nat. */
void nrm_likeness_init(nrm_likeness *likeness, const nrm_matcher *matcher, double prior,
                       int32_t threshold);

/* Log odds less the threshold, 1/1024 nat. Symmetric; allocates nothing. */
int32_t nrm_likeness_of(const nrm_likeness *likeness, const norm_name *a, const norm_name *b);

#endif
