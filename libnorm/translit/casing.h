/* translit/casing.h - the capitals of what a rule writes.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TRANSLIT_CASING_H
#define NRM_TRANSLIT_CASING_H

#include "base/arena.h"
#include "text/ucd.h"

#define NRM_UPPER_MAX 3 /* most code points that one capital takes */

/* The capital of cp in full (SpecialCasing.txt): ǰ gives J and a caron, և ԵՎ. title: as the first
 * of a word, Եվ. Returns how many code points it wrote. Georgian letters stay as they are: their
 * ordinary text has no capitals. */
size_t nrm_upper_full(uint32_t cp, nrm_case how, bool title, uint32_t out[NRM_UPPER_MAX]);

/* lower as it stands for a capital. *title: the first letter that has a capital gets it, the rest
 * is kept; *upper: all letters get it. Both are in the arena. Fails: NOMEM. */
norm_status nrm_case_output(nrm_arena *arena, norm_str lower, nrm_case how, norm_str *title,
                            norm_str *upper, norm_error *err);

#endif
