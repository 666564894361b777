/* api/bulk.c - compare one name or many with many.
 * SPDX-License-Identifier: MIT
 *
 * The pairs are cut into pieces: one name of a with a run of names of b.
 * Pieces go to threads in waves; each writes into room of its own, and after a
 * wave the caller's thread collects what they found in their order. So threads
 * take no memory, and how many there are cannot be seen in the results. */
#include <libnorm/match.h>

#include <string.h>

#include "api/internal.h"
#include "base/fail.h"
#include "dedupe/workers.h"

#define RUN  4096U /* most names of b in a piece */
#define WAVE 32U   /* most pieces between two collections */

typedef struct block {
    const nrm_matcher *matcher;
    nrm_judging judging;
    const norm_name *const *a;
    const norm_name *const *b;
    size_t b_count;
    size_t runs;  /* pieces for each name of a */
    size_t first; /* first piece of the wave */
    norm_pair *rooms;
    size_t room; /* pairs in each */
    size_t found[WAVE];
} block;

typedef struct pair_list {
    norm_pair *items;
    size_t count, capacity;
} pair_list;

void norm_bulk_opts_init(norm_bulk_opts *opts)
{
    if (opts == NULL)
        return;
    memset(opts, 0, sizeof *opts);
    opts->struct_size = sizeof *opts;
}

static void compare_piece(block *job, size_t piece)
{
    size_t a = (job->first + piece) / job->runs;
    size_t b = (job->first + piece) % job->runs * RUN;
    size_t end = job->b_count - b < RUN ? job->b_count : b + RUN;
    norm_pair *out = job->rooms + piece * job->room;
    nrm_glance glance;

    nrm_glance_at(job->matcher->costs, job->a[a], &glance);
    for (; b < end; b++) {
        if (nrm_match_least(job->matcher, &job->judging, &glance, job->b[b], &out->result)) {
            out->a = a;
            out->b = b;
            out++;
        }
    }
    job->found[piece] = (size_t)(out - (job->rooms + piece * job->room));
}

static norm_status compare_pieces(void *user, unsigned worker, size_t begin, size_t end,
                                  norm_error *err)
{
    (void)worker;
    (void)err;
    for (; begin < end; begin++)
        compare_piece(user, begin);
    return NORM_OK;
}

static norm_status collect(nrm_arena *arena, const block *job, size_t pieces, pair_list *list,
                           norm_error *err)
{
    size_t piece;

    for (piece = 0; piece < pieces; piece++) {
        size_t found = job->found[piece];

        if (found > list->capacity - list->count) {
            size_t capacity = list->capacity + list->capacity / 2 + RUN;
            norm_pair *items = nrm_arena_grow(arena, list->items, list->capacity * sizeof *items,
                                              capacity * sizeof *items);

            if (items == NULL)
                return nrm_fail_nomem(err);
            list->items = items;
            list->capacity = capacity;
        }
        if (found > 0)
            memcpy(list->items + list->count, job->rooms + piece * job->room,
                   found * sizeof *list->items);
        list->count += found;
    }
    return NORM_OK;
}

/* All pieces, to a list in the scratch arena. */
static norm_status run(nrm_arena *scratch, block *job, size_t a_count, unsigned threads,
                       pair_list *list, norm_error *err)
{
    size_t pieces = a_count * job->runs;
    size_t wave = pieces < WAVE ? pieces : WAVE;
    nrm_work work = {.run = compare_pieces, .user = job, .step = 1};
    norm_status status = NORM_OK;

    job->room = job->b_count < RUN ? job->b_count : RUN;
    job->rooms = nrm_arena_alloc(scratch, wave * job->room, sizeof *job->rooms);
    list->items = nrm_arena_alloc(scratch, RUN, sizeof *list->items);
    list->capacity = RUN;
    if (job->rooms == NULL || list->items == NULL)
        return nrm_fail_nomem(err);
    for (job->first = 0; job->first < pieces && status == NORM_OK; job->first += work.count) {
        work.count = pieces - job->first < wave ? pieces - job->first : wave;
        status = nrm_work_run(&work, threads, err);
        if (status == NORM_OK)
            status = collect(scratch, job, work.count, list, err);
    }
    return status;
}

static norm_status check_names(const norm_name *const *names, size_t count, norm_error *err)
{
    size_t i;

    if (names == NULL && count > 0)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "an array of names is NULL");
    for (i = 0; i < count; i++) {
        if (names[i] == NULL)
            return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "name %zu is NULL", i);
    }
    return NORM_OK;
}

static norm_status check_opts(const norm_ctx *ctx, const norm_bulk_opts *opts, norm_error *err)
{
    norm_match_opts match;

    norm_match_opts_init(&match);
    match.kind = opts->kind;
    match.prior = opts->prior;
    if (opts->struct_size != sizeof *opts || !(opts->least >= 0 && opts->least <= 1))
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET,
                        "options without norm_bulk_opts_init, or least is no probability");
    return nrm_check_match(ctx, &match, err);
}

norm_status norm_compare_block(norm_ctx *ctx, const norm_name *const *a, size_t a_count,
                               const norm_name *const *b, size_t b_count,
                               const norm_bulk_opts *opts, const norm_pair **pairs,
                               size_t *pair_count, norm_error *err)
{
    block job = {.a = a, .b = b, .b_count = b_count, .runs = b_count / RUN + (b_count % RUN != 0)};
    pair_list list = {NULL, 0, 0};
    norm_bulk_opts defaults;
    nrm_mark mark;
    norm_str kept = {NULL, 0};
    norm_status status = nrm_check_match(ctx, NULL, err);

    norm_bulk_opts_init(&defaults);
    opts = opts != NULL ? opts : &defaults;
    if (status == NORM_OK)
        status = check_opts(ctx, opts, err);
    if (status == NORM_OK)
        status = check_names(a, a_count, err);
    if (status == NORM_OK)
        status = check_names(b, b_count, err);
    if (status != NORM_OK)
        return status;
    if (pairs == NULL || pair_count == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "pairs or pair_count is NULL");
    *pairs = NULL;
    *pair_count = 0;
    if (a_count == 0 || b_count == 0)
        return NORM_OK;
    if (a_count > SIZE_MAX / sizeof(norm_pair) / b_count)
        return nrm_fail(err, NORM_E_LIMIT, NORM_NO_OFFSET, "too many pairs to count");
    job.matcher = &ctx->model->matcher;
    nrm_judging_init(job.matcher->scorer, opts->kind, opts->prior, opts->least, &job.judging);
    mark = nrm_arena_mark(&ctx->scratch);
    status = run(&ctx->scratch, &job, a_count, opts->threads, &list, err);
    if (status == NORM_OK)
        status = nrm_arena_copy(
            &ctx->results, (norm_str){(const char *)list.items, list.count * sizeof *list.items},
            &kept, err);
    if (status == NORM_OK) {
        *pairs = (const norm_pair *)(const void *)kept.ptr;
        *pair_count = list.count;
    }
    nrm_arena_rewind(&ctx->scratch, mark);
    return status;
}

norm_status norm_compare_many(norm_ctx *ctx, const norm_name *a, const norm_name *const *names,
                              size_t count, const norm_bulk_opts *opts, const norm_pair **pairs,
                              size_t *pair_count, norm_error *err)
{
    return norm_compare_block(ctx, &a, 1, names, count, opts, pairs, pair_count, err);
}
