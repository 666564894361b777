/* compare/most.h - the most that the operations of a table bring.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_COMPARE_MOST_H
#define NRM_COMPARE_MOST_H

#include "compare/costs.h"

/* Fills most_a, most_b, together_a and together_b from the other costs of the table; bigrams and
 * partners of costs are known. Fails: NOMEM. */
norm_status nrm_most_of(nrm_arena *arena, const nrm_costs *costs, nrm_pair_costs *pair,
                        norm_error *err);

#endif
