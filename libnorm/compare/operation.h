/* compare/operation.h - what an aligned segment of two words is called.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_COMPARE_OPERATION_H
#define NRM_COMPARE_OPERATION_H

#include "compare/edit.h"

typedef struct nrm_segment {
    nrm_sounds_view words[2];
    size_t begin[2], count[2]; /* the sounds of each word that stand for each other */
    norm_str letters[2];       /* that they are read from */
} nrm_segment;

/* "same", "spelling", or what is behind one sound more on one side: "doubled letter" (Anna, Ana),
 * "final vowel" (Margar, Margara), "hiatus y" (Maria, Mariya). The same both ways; static. */
const char *nrm_operation_name(const nrm_alphabet *alphabet, const nrm_segment *segment);

#endif
