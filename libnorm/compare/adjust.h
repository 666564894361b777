/* compare/adjust.h - a score made right for the two scripts that the names are in.
 * SPDX-License-Identifier: MIT
 * Source: calibration by a monotone function of the score after Platt 1999, Probabilistic outputs
 * for support vector machines. */
#ifndef NRM_COMPARE_ADJUST_H
#define NRM_COMPARE_ADJUST_H

#include "text/ucd.h"

#define NRM_SCRIPT_PAIRS (NRM_SCRIPT_COUNT * (NRM_SCRIPT_COUNT + 1) / 2) /* without order */

/* Most that a score is moved by, either way, 1/1024 nat. More would turn the order of scores round
 * where the adjustment ends. */
#define NRM_MOST_ADJUSTED 1536

/* What is added to log odds of -2 and of 3 nats, in 1/1024 nat. In between and out to -8 and 5 nats
 * it is in proportion; beyond, nothing is: names that are all but sure are as sure in all scripts,
 * so that the same name in one script is not less sure than a like one in another. */
typedef struct nrm_adjustment {
    int32_t low, high;
} nrm_adjustment;

/* In tables: any two scripts that differ and have no adjustment of their own. */
#define NRM_OTHER_SCRIPTS "*:*"

#define NRM_UNADJUSTED ((nrm_adjustment){0, 0})

/* The number of two scripts, whichever comes first; below NRM_SCRIPT_PAIRS. */
uint8_t nrm_script_pair(uint8_t a, uint8_t b);

/* "Latn:Armn", the lower script first. */
void nrm_script_pair_name(uint8_t pair, char out[10]);

/* The number of what such a name means, in either order; NRM_SCRIPT_PAIRS: nothing. */
uint8_t nrm_script_pair_find(norm_str name);

/* Is it one that nrm_adjust() may be given? */
bool nrm_adjustment_is_sane(nrm_adjustment how);

/* Rises with the score, or stays. */
int32_t nrm_adjust(nrm_adjustment how, int32_t score);

/* The least score that nrm_adjust() makes `adjusted` or more: what is below need not be looked
 * at by who wants that much. */
int32_t nrm_adjust_least(nrm_adjustment how, int32_t adjusted);

/* Where x, in 1/1024 nat, lies between the places of low and high: the shares of the one and of
 * the other that are added to it, from 0 to 1. */
void nrm_adjust_shares(double x, double out[2]);

#endif
