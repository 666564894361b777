/* compare/lack.h - the least that operations lack to the best of their sounds.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_COMPARE_LACK_H
#define NRM_COMPARE_LACK_H

#include "compare/costs.h"

/* Fills least_a and least_b from the other costs of the table, best_a and best_b too. */
void nrm_lacks_of(const nrm_costs *costs, nrm_pair_costs *pair);

#endif
