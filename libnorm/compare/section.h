/* compare/section.h - section COST: edit costs, costs of endings and calibration in one piece.
 * SPDX-License-Identifier: MIT
 *
 * u32 bytes of the edit costs (compare/costs.c), these; the same of the costs of endings
 * (compare/endings.h), none when there are none; then the terms of the calibration
 * (compare/score.c). */
#ifndef NRM_COMPARE_SECTION_H
#define NRM_COMPARE_SECTION_H

#include "compare/encode.h"
#include "compare/score.h"

typedef struct nrm_cost_files { /* of tables/costs */
    norm_str sounds, terms;
    norm_str endings; /* ptr NULL: no such file */
} nrm_cost_files;

/* Fails: FORMAT (with line), NOMEM. */
norm_status nrm_cost_section_compile(nrm_arena *arena, const nrm_cost_files *files,
                                     const nrm_alphabet *alphabet, norm_str *out, norm_error *err);

/* encoder: for its alphabet, systems and endings. costs will point to endings. Fails: NOMEM,
 * FORMAT. */
norm_status nrm_cost_section_open(nrm_arena *arena, nrm_reader section, const nrm_encoder *encoder,
                                  nrm_costs *costs, nrm_ending_costs *endings, nrm_scorer *scorer,
                                  norm_error *err);

#endif
