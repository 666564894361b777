/* train/endings.h - what it costs that two words of one name have two endings.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TRAIN_ENDINGS_H
#define NRM_TRAIN_ENDINGS_H

#include "base/buf.h"
#include "train/samples.h"

/* Counts the endings of the words that nrm_align() pairs in names that are the same, and appends
 * the rows of tables/costs/endings.tsv, header included. The cost of a form for another one is
 *   log P(one, other) - (log P(one, one) + log P(other, other)) / 2,
 * how much rarer it is in names that are the same that an ending changes than that it stays; 0 at
 * most. Where there is little to count, the whole class of the endings speaks, and
 * where there is little of that, one change in twenty is assumed.
 * pairs: see nrm_samples_collect. Fails: NOMEM. */
norm_status nrm_endings_learn(const nrm_endings *endings, const nrm_name_pair *pairs, size_t count,
                              const nrm_costs *costs, nrm_arena *scratch, nrm_buf *out,
                              norm_error *err);

#endif
