/* dedupe/candidates.c - the pairs of nodes that are more likely one entity than not.
 * SPDX-License-Identifier: MIT
 *
 * A pair that shares several blocks is compared in the least of them only, so
 * no table of pairs that have been seen is needed, and threads need not talk. */
#include "dedupe/candidates.h"

#include <string.h>

#include "base/fail.h"

#define BLOCK_STEP 32 /* blocks handed to a worker at once */

typedef struct found { /* edges of one worker */
    nrm_edge *edges;
    size_t count, cap;
    size_t scored;
} found;

typedef struct search {
    const nrm_dedupe_job *job;
    const nrm_nodes *nodes;
    const nrm_blocks *blocks;
    found by_worker[NRM_WORKERS];
} search;

static norm_status add_edge(const search *s, found *to, nrm_edge edge, norm_error *err)
{
    if (to->count == to->cap) {
        size_t cap = to->cap < 256 ? 256 : to->cap * 2;
        nrm_edge *edges = nrm_resize_array(s->job->alloc, to->edges, to->cap, cap, sizeof *edges);

        if (edges == NULL)
            return nrm_fail_nomem(err);
        to->edges = edges;
        to->cap = cap;
    }
    to->edges[to->count++] = edge;
    return NORM_OK;
}

static bool worth_comparing(const search *s, uint32_t block, uint32_t a, uint32_t b)
{
    const nrm_nodes *nodes = s->nodes;

    return nrm_values_agree(nodes->values + a * nodes->columns, nodes->values + b * nodes->columns,
                            nodes->columns) &&
           nrm_blocks_first_shared(s->blocks, a, b) == block;
}

static norm_status compare_block(search *s, found *to, uint32_t block, norm_error *err)
{
    size_t end = s->blocks->begins[block + 1];
    norm_status status = NORM_OK;
    size_t i;
    size_t j;

    for (i = s->blocks->begins[block]; i < end; i++) {
        uint32_t a = (uint32_t)s->blocks->members[i].value;

        for (j = i + 1; j < end && status == NORM_OK; j++) {
            uint32_t b = (uint32_t)s->blocks->members[j].value;
            int32_t score;

            if (!worth_comparing(s, block, a, b))
                continue;
            to->scored++;
            score = nrm_nodes_score(s->nodes, a, b);
            if (score >= 0)
                status = add_edge(s, to, (nrm_edge){a < b ? a : b, a < b ? b : a, score}, err);
        }
    }
    return status;
}

static norm_status compare_blocks(void *user, unsigned worker, size_t begin, size_t end,
                                  norm_error *err)
{
    search *s = user;
    norm_status status = NORM_OK;
    size_t i;

    for (i = begin; i < end && status == NORM_OK; i++)
        status = compare_block(s, &s->by_worker[worker], (uint32_t)i, err);
    return status;
}

static int compare_edges(const void *first, const void *second, const void *user)
{
    const nrm_edge *x = first;
    const nrm_edge *y = second;

    (void)user;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

/* The edges of all workers in one order, whoever found them. */
static norm_status gather(search *s, nrm_candidates *out, norm_error *err)
{
    size_t count = 0;
    unsigned i;

    for (i = 0; i < NRM_WORKERS; i++)
        count += s->by_worker[i].count;
    out->edges = nrm_alloc_array(&out->alloc, count, sizeof *out->edges);
    if (out->edges == NULL)
        return nrm_fail_nomem(err);
    out->count = count;
    for (count = 0, i = 0; i < NRM_WORKERS; i++) {
        if (s->by_worker[i].count > 0)
            memcpy(out->edges + count, s->by_worker[i].edges,
                   s->by_worker[i].count * sizeof *out->edges);
        count += s->by_worker[i].count;
        out->scored += s->by_worker[i].scored;
    }
    return nrm_sort(&out->alloc, out->edges, out->count, sizeof *out->edges, compare_edges, NULL,
                    err);
}

norm_status nrm_candidates_find(const nrm_dedupe_job *job, const nrm_nodes *nodes,
                                const nrm_blocks *blocks, nrm_candidates *out, norm_error *err)
{
    search s = {.job = job, .nodes = nodes, .blocks = blocks};
    nrm_work work = {compare_blocks, &s, blocks->count, BLOCK_STEP, "comparing", &job->progress};
    norm_status status;
    size_t i;

    memset(out, 0, sizeof *out);
    out->alloc = *job->alloc;
    status = nrm_work_run(&work, job->threads, err);
    if (status == NORM_OK)
        status = gather(&s, out, err);
    for (i = 0; i < NRM_WORKERS; i++)
        nrm_free_array(job->alloc, s.by_worker[i].edges, s.by_worker[i].cap, sizeof(nrm_edge));
    return status;
}

void nrm_candidates_dispose(nrm_candidates *candidates)
{
    nrm_free_array(&candidates->alloc, candidates->edges, candidates->count,
                   sizeof *candidates->edges);
}
