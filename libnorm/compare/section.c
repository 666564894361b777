/* compare/section.c - section COST: edit costs, costs of endings and calibration in one piece.
 * SPDX-License-Identifier: MIT */
#include "compare/section.h"

#include "base/buf.h"
#include "base/fail.h"

norm_status nrm_cost_section_compile(nrm_arena *arena, const nrm_cost_files *files,
                                     const nrm_alphabet *alphabet, norm_str *out, norm_error *err)
{
    norm_str costs;
    norm_str endings = {"", 0};
    norm_str terms = {NULL, 0};
    nrm_buf buf;
    norm_status status = nrm_costs_compile(arena, files->sounds, alphabet, &costs, err);

    *out = (norm_str){NULL, 0};
    if (status == NORM_OK && files->endings.ptr != NULL)
        status = nrm_ending_costs_compile(arena, files->endings, &endings, err);
    if (status == NORM_OK)
        status = nrm_terms_compile(arena, files->terms, &terms, err);
    if (status != NORM_OK)
        return status;
    nrm_buf_init(&buf, arena);
    nrm_buf_add_u32(&buf, (uint32_t)costs.len);
    nrm_buf_add(&buf, costs);
    nrm_buf_add_u32(&buf, (uint32_t)endings.len);
    nrm_buf_add(&buf, endings);
    nrm_buf_add(&buf, terms);
    return nrm_buf_finish(&buf, out, err);
}

norm_status nrm_cost_section_open(nrm_arena *arena, nrm_reader section, const nrm_encoder *encoder,
                                  nrm_costs *costs, nrm_ending_costs *endings, nrm_scorer *scorer,
                                  norm_error *err)
{
    norm_str rows = nrm_read_bytes(&section, nrm_read_u32(&section));
    norm_str ending_rows = nrm_read_bytes(&section, nrm_read_u32(&section));
    norm_status status;

    if (section.failed)
        return nrm_fail(err, NORM_E_FORMAT, section.pos, "damaged tables: section COST");
    status = nrm_costs_open(arena, nrm_reader_over(rows.ptr, rows.len), encoder->systems,
                            encoder->alphabet, costs, err);
    if (status == NORM_OK && ending_rows.len > 0 && encoder->endings != NULL) {
        status = nrm_ending_costs_open(nrm_reader_over(ending_rows.ptr, ending_rows.len),
                                       encoder->endings, endings, err);
        costs->endings = endings;
    }
    if (status != NORM_OK)
        return status;
    return nrm_scorer_open(arena,
                           nrm_reader_over(section.base + section.pos, section.size - section.pos),
                           scorer, err);
}
