/* api/dedupe.c - group the records that name the same entity.
 * SPDX-License-Identifier: MIT */
#include <libnorm/dedupe.h>

#include <string.h>

#include "api/internal.h"
#include "base/fail.h"
#include "compare/logistic.h"
#include "dedupe/dedupe.h"
#include "registry/mint.h"

/* Share of matches among the pairs that are compared, and the least probability of a merge
 * (docs/dedupe.md). */
#define PRIOR     0.15
#define THRESHOLD 0.5

void norm_dedupe_opts_init(norm_dedupe_opts *opts)
{
    if (opts == NULL)
        return;
    memset(opts, 0, sizeof *opts);
    opts->struct_size = sizeof *opts;
}

static norm_status check_strings(const norm_str *strings, size_t count, norm_error *err)
{
    norm_status status = NORM_OK;
    size_t i;

    if (strings == NULL && count > 0)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "%zu values are NULL", count);
    for (i = 0; i < count && status == NORM_OK; i++)
        status = nrm_check_tag(strings[i], err);
    return status;
}

static norm_status check_record(const norm_record *record, const norm_record *first,
                                norm_error *err)
{
    norm_status status = nrm_check_tag(record->id, err);

    if (status == NORM_OK)
        status = nrm_check_tag(record->name, err);
    if (status == NORM_OK)
        status = nrm_check_tag(record->lang, err);
    if (status == NORM_OK)
        status = check_strings(record->differ, record->differ_count, err);
    if (status == NORM_OK)
        status = check_strings(record->same, record->same_count, err);
    if (status != NORM_OK)
        return status;
    if (record->kind > NORM_KIND_ORG)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "no such kind");
    if (record->differ_count != first->differ_count || record->same_count != first->same_count)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET,
                        "another number of differ or same values than in the first record");
    return NORM_OK;
}

static norm_status check_records(const norm_record *records, size_t count, norm_error *err)
{
    size_t i;

    if (records == NULL && count > 0)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "records is NULL");
    if (count >= UINT32_MAX)
        return nrm_fail(err, NORM_E_LIMIT, NORM_NO_OFFSET, "%zu records; at most %lu are taken",
                        count, (unsigned long)UINT32_MAX - 1);
    for (i = 0; i < count; i++) {
        norm_status status = check_record(&records[i], &records[0], err);

        if (status != NORM_OK) {
            if (err != NULL)
                err->line = (uint32_t)i + 1;
            return status;
        }
    }
    return NORM_OK;
}

static norm_status check_opts(const norm_dedupe_opts *opts, norm_error *err)
{
    if (opts == NULL)
        return NORM_OK;
    if (opts->struct_size != sizeof *opts)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "options without norm_dedupe_opts_init");
    if (!(opts->threshold >= 0 && opts->threshold < 1))
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "a threshold that is no probability");
    return nrm_check_tag(opts->name_space, err);
}

/* Least log odds of a merge. */
static int32_t threshold_of(const norm_dedupe_opts *opts)
{
    double least = opts->threshold > 0 ? opts->threshold : THRESHOLD;

    return (int32_t)((nrm_log(least) - nrm_log(1 - least)) * NRM_NAT);
}

/* Everything that stays goes to results. */
static norm_status run(norm_ctx *ctx, const norm_record *records, size_t count,
                       const norm_dedupe_opts *opts, norm_dedupe_result *out, norm_error *err)
{
    nrm_dedupe_job job = {.encoder = &ctx->model->encoder,
                          .matcher = &ctx->model->matcher,
                          .alloc = &ctx->model->alloc,
                          .records = records,
                          .count = count,
                          .threads = opts->threads,
                          .prior = PRIOR,
                          .threshold = threshold_of(opts),
                          .progress = {opts->progress, opts->user}};
    nrm_mint_job mint = {opts->name_space, records, count, NULL, 0};
    nrm_partition found;
    const norm_str *ids = NULL;
    norm_entity *entities;
    norm_status status = nrm_dedupe(&ctx->scratch, &job, &found, err);
    size_t i;

    if (mint.name_space.len == 0)
        mint.name_space = norm_str_from("norm");
    mint.entity_of = found.entity_of;
    mint.entity_count = found.entity_count;
    if (status == NORM_OK)
        status = nrm_mint(&ctx->results, &mint, &ids, err);
    if (status != NORM_OK)
        return status;
    entities = nrm_arena_alloc(&ctx->results, count, sizeof *entities);
    if (entities == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < count; i++)
        entities[i] = (norm_entity){ids[found.entity_of[i]], found.probability[i]};
    *out = (norm_dedupe_result){entities, count, found.entity_count, found.pairs_scored,
                                found.blocks_split};
    return NORM_OK;
}

norm_status norm_dedupe(norm_ctx *ctx, const norm_record *records, size_t count,
                        const norm_dedupe_opts *opts, norm_dedupe_result *out, norm_error *err)
{
    norm_dedupe_opts defaults;
    nrm_mark mark;
    norm_status status = nrm_check_match(ctx, NULL, err);

    if (status == NORM_OK)
        status = check_opts(opts, err);
    if (status != NORM_OK)
        return status;
    if (out == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "out is NULL");
    *out = (norm_dedupe_result){0};
    status = check_records(records, count, err);
    if (status != NORM_OK)
        return status;
    norm_dedupe_opts_init(&defaults);
    mark = nrm_arena_mark(&ctx->scratch);
    status = run(ctx, records, count, opts != NULL ? opts : &defaults, out, err);
    nrm_arena_rewind(&ctx->scratch, mark);
    return status;
}
