/* train/appraise.c - how good the calibration is on held-out pairs, by kind and by scripts.
 * SPDX-License-Identifier: MIT */
#include "train/appraise.h"

#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "train/report.h"

#define REPORTED 300 /* pairs that two scripts need for a row of their own */
#define ALL      NRM_SCRIPT_PAIRS
#define EVERY    NRM_KINDS /* every kind, each pair judged by its own */

/* Which pairs to judge together. */
typedef struct choice {
    size_t kind;
    uint8_t scripts;
} choice;

static bool is_chosen(const nrm_held *held, const nrm_held_pair *pair, choice which)
{
    if (which.scripts != ALL && which.scripts != pair->scripts)
        return false;
    return which.kind == EVERY || nrm_held_is_of(held, pair, which.kind);
}

static norm_status judge(const nrm_appraisal *appraisal, choice which, nrm_quality *out,
                         norm_error *err)
{
    const nrm_held *held = appraisal->held;
    nrm_mark mark = nrm_arena_mark(appraisal->scratch);
    nrm_judged *judged = nrm_arena_alloc(appraisal->scratch, held->count, sizeof *judged);
    size_t count = 0;
    size_t i;
    norm_status status;

    if (judged == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < held->count; i++) {
        nrm_held_pair *pair = &held->items[i];

        if (is_chosen(held, pair, which))
            judged[count++] = (nrm_judged){*nrm_held_odds(pair, which.kind), pair->label};
    }
    status = nrm_quality_measure(&appraisal->scratch->alloc, judged, count, appraisal->precision,
                                 out, err);
    nrm_arena_rewind(appraisal->scratch, mark);
    return status;
}

norm_status nrm_appraise_kinds(const nrm_appraisal *appraisal, nrm_quality out[NRM_KINDS],
                               norm_error *err)
{
    norm_status status = NORM_OK;
    size_t kind;

    for (kind = 0; kind < NRM_KINDS && status == NORM_OK; kind++) {
        if (appraisal->held->fitted[kind])
            status = judge(appraisal, (choice){kind, ALL}, &out[kind], err);
    }
    return status;
}

/* "place Latn:Armn", or the scripts alone. */
static norm_str name_of(choice which, char room[24])
{
    char scripts[10];

    nrm_script_pair_name(which.scripts, scripts);
    (void)snprintf(room, 24, "%s%s%s",
                   which.kind == EVERY ? "" : nrm_kind_name((norm_kind)which.kind),
                   which.kind == EVERY ? "" : " ", scripts);
    return norm_str_from(room);
}

typedef void row_writer(nrm_buf *report, norm_str name, const nrm_quality *quality);

/* A row, or several, for each pair of scripts that has so many pairs of the kind. */
static norm_status add_scripts(const nrm_appraisal *appraisal, size_t kind, row_writer *add,
                               nrm_buf *report, norm_error *err)
{
    norm_status status = NORM_OK;
    choice which = {.kind = kind};

    for (; which.scripts < NRM_SCRIPT_PAIRS && status == NORM_OK; which.scripts++) {
        char room[24];
        nrm_quality quality;

        status = judge(appraisal, which, &quality, err);
        if (status == NORM_OK && quality.count >= REPORTED)
            add(report, name_of(which, room), &quality);
    }
    return status;
}

static void add_kinds(const nrm_held *held, const nrm_quality of_kinds[NRM_KINDS], row_writer *add,
                      nrm_buf *report)
{
    size_t kind;

    for (kind = 0; kind < NRM_KINDS; kind++) {
        if (held->fitted[kind])
            add(report, norm_str_from(nrm_kind_name((norm_kind)kind)), &of_kinds[kind]);
    }
}

norm_status nrm_appraise_report(const nrm_appraisal *appraisal,
                                const nrm_quality of_kinds[NRM_KINDS], nrm_buf *report,
                                norm_error *err)
{
    norm_status status;
    size_t kind;

    nrm_report_quality_head(report, "kind", appraisal->precision);
    add_kinds(appraisal->held, of_kinds, nrm_report_quality, report);
    nrm_report_quality_head(report, "scripts", appraisal->precision);
    status = add_scripts(appraisal, EVERY, nrm_report_quality, report, err);
    nrm_report_quality_head(report, "kind and scripts", appraisal->precision);
    for (kind = 0; kind < NRM_KINDS && status == NORM_OK; kind++)
        status = add_scripts(appraisal, kind, nrm_report_quality, report, err);
    nrm_report_bins_head(report);
    add_kinds(appraisal->held, of_kinds, nrm_report_bins, report);
    return status == NORM_OK ? add_scripts(appraisal, EVERY, nrm_report_bins, report, err) : status;
}
