/* train/adjust.h - learn what makes scores right for two scripts.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TRAIN_ADJUST_H
#define NRM_TRAIN_ADJUST_H

#include "base/buf.h"
#include "train/held.h"

/* Learns an adjustment for each kind and pair of scripts with 100 pairs of both labels or
 * more; others stay unadjusted. The odds of held are adjusted, those of each fold by what the
 * other folds teach. Fails: NOMEM. */
norm_status nrm_adjust_learn(nrm_held *held, nrm_arena *scratch,
                             nrm_adjustment out[NRM_KINDS][NRM_SCRIPT_PAIRS], norm_error *err);

/* Appends the rows of tables/costs/terms.tsv for a kind, without a header: those of the scripts
 * that were seen, and one for all others. */
void nrm_adjust_write(const nrm_held *held, const nrm_adjustment of_kind[NRM_SCRIPT_PAIRS],
                      const char *kind, nrm_buf *out);

#endif
