/* compare/contradict.h - what says that two names cannot be one, however alike they are.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_COMPARE_CONTRADICT_H
#define NRM_COMPARE_CONTRADICT_H

#include "compare/align.h"

/* Why two words that are both without a partner cannot be of one name; NULL
 * when they can: numbers, opposite meanings, things of two kinds, fathers,
 * initials, countries. */
const char *nrm_contradiction_of_left(const nrm_word *a, const nrm_word *b);

/* The same of words i and j, which go together: two given names, Jean and Jeanne; two places, Iran
 * and Iraq. */
const char *nrm_contradiction_of_pair(const norm_name *a, size_t i, const norm_name *b, size_t j);

/* The same of whole names: of a man and of a woman; the same words, but "in" or "of" before
 * others of them: an embassy of Russia in Armenia, of Armenia in Russia. */
const char *nrm_contradiction_of_names(const norm_name *a, const norm_name *b,
                                       const nrm_alignment *alignment);

#endif
