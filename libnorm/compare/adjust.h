/* compare/adjust.h - a score made right for the two scripts that the names are in.
 * SPDX-License-Identifier: MIT
 * Source: Platt 1999, Probabilistic outputs for support vector machines. */
#ifndef NRM_COMPARE_ADJUST_H
#define NRM_COMPARE_ADJUST_H

#include "text/ucd.h"

#define NRM_SCRIPT_PAIRS (NRM_SCRIPT_COUNT * (NRM_SCRIPT_COUNT + 1) / 2) /* without order */

/* Unsure by nature or by lack of data: neither end may make much of little. */
#define NRM_LEAST_SLOPE 512  /* 1/1024 */
#define NRM_MOST_SLOPE  2048 /* 1/1024 */
#define NRM_MOST_SHIFT  4096 /* 1/1024 nat, either way */

typedef struct nrm_adjustment { /* of log odds in 1/1024 nat */
    int32_t slope;              /* 1/1024, over 0: more never becomes less */
    int32_t shift;
} nrm_adjustment;

/* In tables: any two scripts that differ and have no adjustment of their own. */
#define NRM_OTHER_SCRIPTS "*:*"

#define NRM_UNADJUSTED ((nrm_adjustment){1024, 0})

/* The number of two scripts, whichever comes first; below NRM_SCRIPT_PAIRS. */
uint8_t nrm_script_pair(uint8_t a, uint8_t b);

/* "Latn:Armn", the lower script first. */
void nrm_script_pair_name(uint8_t pair, char out[10]);

/* The number of what such a name means, in either order; NRM_SCRIPT_PAIRS: nothing. */
uint8_t nrm_script_pair_find(norm_str name);

/* Is it one that nrm_adjust() may be given? */
bool nrm_adjustment_is_sane(nrm_adjustment how);

/* score * slope + shift, rounded down. Rises with the score, or stays. */
int32_t nrm_adjust(nrm_adjustment how, int32_t score);

/* The least score that nrm_adjust() makes `adjusted` or more: what is below need not be looked
 * at by who wants that much. INT32_MAX when none does. */
int32_t nrm_adjust_least(nrm_adjustment how, int32_t adjusted);

#endif
