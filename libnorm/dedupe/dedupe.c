/* dedupe/dedupe.c - records in, a partition into entities out.
 * SPDX-License-Identifier: MIT */
#include "dedupe/dedupe.h"

#include "base/fail.h"
#include "base/hash.h"
#include "compare/logistic.h"
#include "dedupe/cluster.h"

typedef struct run { /* what is alive while records are grouped */
    const nrm_dedupe_job *job;
    nrm_nodes nodes;
    nrm_blocks blocks;
    nrm_candidates candidates;
    nrm_clusters clusters;
    nrm_keyed *musts;
    size_t must_cap, must_count;
} run;

static int32_t score_of(const void *user, uint32_t a, uint32_t b)
{
    const run *r = user;

    return nrm_nodes_score(&r->nodes, a, b);
}

static int compare_musts(const void *first, const void *second, const void *user)
{
    const nrm_keyed *a = first;
    const nrm_keyed *b = second;

    (void)user;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->value < b->value ? -1 : a->value > b->value;
}

/* The nodes by the `same` values of their records. */
static norm_status list_musts(run *r, norm_error *err)
{
    const nrm_dedupe_job *job = r->job;
    size_t columns = job->count > 0 ? job->records[0].same_count : 0;
    size_t i;
    size_t k;

    if (columns == 0)
        return NORM_OK;
    if (job->count > SIZE_MAX / columns)
        return nrm_fail_nomem(err);
    r->must_cap = job->count * columns;
    r->musts = nrm_alloc_array(job->alloc, r->must_cap, sizeof *r->musts);
    if (r->musts == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < job->count; i++) {
        for (k = 0; k < columns; k++) {
            norm_str value = job->records[i].same[k];

            if (value.len > 0)
                r->musts[r->must_count++] = (nrm_keyed){nrm_hash(value, k), r->nodes.of_record[i]};
        }
    }
    return nrm_sort(job->alloc, r->musts, r->must_count, sizeof *r->musts, compare_musts, NULL,
                    err);
}

static norm_status pair_up(run *r, norm_error *err)
{
    const nrm_progress *progress = &r->job->progress;
    norm_status status;

    if (progress->tell != NULL)
        progress->tell(progress->user, "pairing", 0, r->nodes.count);
    status = nrm_blocks_make(r->job, &r->nodes, &r->blocks, err);
    if (status == NORM_OK && progress->tell != NULL)
        progress->tell(progress->user, "pairing", r->nodes.count, r->nodes.count);
    return status;
}

static norm_status group(run *r, norm_error *err)
{
    const nrm_dedupe_job *job = r->job;
    nrm_cluster_job cluster = {.alloc = job->alloc,
                               .node_count = r->nodes.count,
                               .edges = r->candidates.edges,
                               .edge_count = r->candidates.count,
                               .musts = r->musts,
                               .must_count = r->must_count,
                               .columns = r->nodes.columns,
                               .values = r->nodes.values,
                               .score = score_of,
                               .user = r,
                               .threads = job->threads,
                               .progress = &job->progress};

    return nrm_cluster(&cluster, &r->clusters, err);
}

/* Log odds less the threshold, back to a probability. */
static double probability_of(const run *r, int32_t score)
{
    return nrm_logistic(((double)score + r->job->threshold) / NRM_NAT);
}

/* Entities are numbered in the order of their least nodes. */
static norm_status give_out(const run *r, nrm_arena *arena, nrm_partition *out, norm_error *err)
{
    size_t count = r->job->count;
    uint32_t *number = nrm_arena_alloc(arena, r->nodes.count, sizeof *number);
    uint32_t *copies = nrm_arena_alloc(arena, r->nodes.count, sizeof *copies);
    size_t i;

    out->entity_of = nrm_arena_alloc(arena, count, sizeof *out->entity_of);
    out->probability = nrm_arena_alloc(arena, count, sizeof *out->probability);
    if (number == NULL || copies == NULL || out->entity_of == NULL || out->probability == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < r->nodes.count; i++) {
        copies[i] = 0;
        if (r->clusters.of_node[i] == i)
            number[i] = (uint32_t)out->entity_count++;
        else
            number[i] = number[r->clusters.of_node[i]];
    }
    for (i = 0; i < count; i++)
        copies[r->nodes.of_record[i]]++;
    for (i = 0; i < count; i++) {
        uint32_t node = r->nodes.of_record[i];
        int32_t mean = r->clusters.mean[node];

        out->entity_of[i] = number[node];
        if (mean == INT32_MAX)
            mean = r->nodes.items[node].self;
        out->probability[i] = copies[node] == 1 && r->clusters.mean[node] == INT32_MAX
                                  ? 1.0
                                  : probability_of(r, mean);
    }
    out->pairs_scored = r->candidates.scored + r->clusters.scored;
    out->blocks_split = r->blocks.split;
    return NORM_OK;
}

norm_status nrm_dedupe(nrm_arena *arena, const nrm_dedupe_job *job, nrm_partition *out,
                       norm_error *err)
{
    run r = {.job = job};
    norm_status status = nrm_nodes_make(job, &r.nodes, err);

    *out = (nrm_partition){0};
    if (status == NORM_OK)
        status = list_musts(&r, err);
    if (status == NORM_OK)
        status = pair_up(&r, err);
    if (status == NORM_OK)
        status = nrm_candidates_find(job, &r.nodes, &r.blocks, &r.candidates, err);
    if (status == NORM_OK)
        status = group(&r, err);
    if (status == NORM_OK)
        status = give_out(&r, arena, out, err);
    nrm_clusters_dispose(&r.clusters);
    nrm_candidates_dispose(&r.candidates);
    nrm_blocks_dispose(&r.blocks);
    nrm_free_array(job->alloc, r.musts, r.must_cap, sizeof *r.musts);
    nrm_nodes_dispose(&r.nodes);
    return status;
}
