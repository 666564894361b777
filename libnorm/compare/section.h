/* compare/section.h - section COST: edit costs and calibration in one piece.
 * SPDX-License-Identifier: MIT
 *
 * u32 bytes of the edit costs (compare/costs.c), these, then the terms of the
 * calibration (compare/score.c). */
#ifndef NRM_COMPARE_SECTION_H
#define NRM_COMPARE_SECTION_H

#include "compare/score.h"

/* Compiles the two files of tables/costs. Fails: FORMAT (with line), NOMEM. */
norm_status nrm_cost_section_compile(nrm_arena *arena, norm_str sounds_tsv, norm_str terms_tsv,
                                     const nrm_alphabet *alphabet, norm_str *out, norm_error *err);

/* Fails: NOMEM, FORMAT. */
norm_status nrm_cost_section_open(nrm_arena *arena, nrm_reader section,
                                  const nrm_sound_systems *systems, const nrm_alphabet *alphabet,
                                  nrm_costs *costs, nrm_scorer *scorer, norm_error *err);

#endif
