/* dedupe/cluster.c - from edges between nodes to entities.
 * SPDX-License-Identifier: MIT
 *
 * 1. Nodes that must be together are joined, unless their values exclude it.
 * 2. Edges join nodes to components, the strongest first and none that would
 *    make a component larger than NRM_COMPONENT_MOST.
 * 3. In each component all pairs are compared, and the two clusters whose
 *    pairs have the highest mean score are joined, again and again, while that
 *    mean is not below 0 (average linkage, Sokal & Michener 1958). So A like B
 *    and B like C do not make one entity of A and C that contradict each other.
 *
 * Nothing is merged in step 3 whose mean is below the threshold, and a mean
 * that is not below it needs one pair that is not, hence an edge: step 2 loses
 * nothing but by the bound. */
#include "dedupe/cluster.h"

#include <string.h>

#include "base/fail.h"

#define COMPONENT_STEP 16 /* components handed to a worker at once */
/* Clusters of one must group that exclude each other and are all tried for the next node. */
#define ROOTS_MOST 64
/* Scores are cut here before they are averaged: one pair that is worse than
 * hopeless, or better than sure, must not outweigh all the others. */
#define SCORE_LEAST NRM_EXCLUDED
#define SCORE_MOST  (8 * NRM_NAT)
#define CERTAIN     (32 * NRM_NAT) /* of nodes that must be together */

typedef struct forest { /* union-find over the nodes; a root is the least node of its tree */
    uint32_t *parent;
    uint32_t *size;
    uint64_t *values; /* known values of all nodes of a root's tree */
    size_t columns;
} forest;

typedef struct bench { /* one worker's room for one component of m nodes */
    const uint32_t *nodes;
    size_t m;
    int64_t *sums;    /* [m * m] of the scores between two clusters */
    int32_t *scores;  /* [m * m] between two nodes */
    uint32_t *label;  /* [m] cluster of each node: its least node */
    uint32_t *size;   /* [m] nodes of a cluster, 0 when it was joined to another */
    uint32_t *best;   /* [m] the best partner behind a cluster; m: none */
    uint64_t *values; /* [m * columns] */
} bench;

typedef struct agglomeration {
    const nrm_cluster_job *job;
    nrm_clusters *out;
    const uint32_t *nodes;  /* by component */
    const size_t *begins;   /* [components + 1] */
    const uint32_t *musts;  /* root of each node's must group */
    const uint64_t *values; /* of the roots of must groups */
    nrm_arena arenas[NRM_WORKERS];
    size_t scored[NRM_WORKERS];
} agglomeration;

static uint32_t find(const forest *f, uint32_t node)
{
    while (f->parent[node] != node) {
        f->parent[node] = f->parent[f->parent[node]]; /* halve the path */
        node = f->parent[node];
    }
    return node;
}

static void merge_values(uint64_t *into, const uint64_t *from, size_t columns)
{
    size_t i;

    for (i = 0; i < columns; i++)
        into[i] = into[i] != 0 ? into[i] : from[i];
}

/* Joins two roots; the lesser one is the root of both. */
static uint32_t join(forest *f, uint32_t a, uint32_t b)
{
    uint32_t root = a < b ? a : b;
    uint32_t other = a < b ? b : a;

    f->parent[other] = root;
    f->size[root] += f->size[other];
    merge_values(f->values + root * f->columns, f->values + other * f->columns, f->columns);
    return root;
}

/* Joins a run of nodes to as few trees as their values allow. */
static void join_group(forest *f, const nrm_keyed *run, size_t count)
{
    uint32_t roots[ROOTS_MOST];
    size_t root_count = 0;
    size_t i;
    size_t k;

    for (i = 0; i < count; i++) {
        uint32_t root = find(f, (uint32_t)run[i].value);

        for (k = 0; k < root_count; k++) {
            uint32_t other = find(f, roots[k]);

            if (other == root)
                break;
            if (nrm_values_agree(f->values + root * f->columns, f->values + other * f->columns,
                                 f->columns)) {
                join(f, root, other);
                break;
            }
        }
        if (k == root_count && root_count < ROOTS_MOST)
            roots[root_count++] = root;
    }
}

static void join_musts(const nrm_cluster_job *job, forest *f)
{
    size_t begin;
    size_t end;

    for (begin = 0; begin < job->must_count; begin = end) {
        for (end = begin; end < job->must_count; end++) {
            if (job->musts[end].key != job->musts[begin].key)
                break;
        }
        join_group(f, job->musts + begin, end - begin);
    }
}

static void join_edges(const nrm_cluster_job *job, forest *f)
{
    size_t i;

    for (i = 0; i < job->edge_count; i++) {
        uint32_t a = find(f, job->edges[i].a);
        uint32_t b = find(f, job->edges[i].b);

        if (a != b && f->size[a] + f->size[b] <= NRM_COMPONENT_MOST)
            join(f, a, b);
    }
}

static bool make_bench(const agglomeration *all, nrm_arena *arena, size_t component, bench *out)
{
    size_t m = all->begins[component + 1] - all->begins[component];

    out->nodes = all->nodes + all->begins[component];
    out->m = m;
    out->sums = nrm_arena_alloc(arena, m * m, sizeof *out->sums);
    out->scores = nrm_arena_alloc(arena, m * m, sizeof *out->scores);
    out->label = nrm_arena_alloc(arena, m, sizeof *out->label);
    out->size = nrm_arena_alloc(arena, m, sizeof *out->size);
    out->best = nrm_arena_alloc(arena, m, sizeof *out->best);
    out->values = nrm_arena_alloc(arena, m, all->job->columns * sizeof *out->values);
    return out->sums != NULL && out->scores != NULL && out->label != NULL && out->size != NULL &&
           out->best != NULL && out->values != NULL;
}

static bool may_join(const agglomeration *all, const bench *b, size_t i, size_t j)
{
    size_t columns = all->job->columns;

    return nrm_values_agree(b->values + i * columns, b->values + j * columns, columns);
}

static int32_t bounded(int32_t score)
{
    if (score < SCORE_LEAST)
        return SCORE_LEAST;
    return score > SCORE_MOST ? SCORE_MOST : score;
}

/* Every node a cluster of its own, and the scores of all pairs. */
static void compare_all(agglomeration *all, unsigned worker, bench *b)
{
    const nrm_cluster_job *job = all->job;
    size_t i;
    size_t j;

    for (i = 0; i < b->m; i++) {
        b->label[i] = (uint32_t)i;
        b->size[i] = 1;
        memcpy(b->values + i * job->columns, all->values + all->musts[b->nodes[i]] * job->columns,
               job->columns * sizeof *b->values);
        b->sums[i * b->m + i] = 0;
        b->scores[i * b->m + i] = 0;
        for (j = 0; j < i; j++) {
            int32_t score = SCORE_LEAST;

            if (all->musts[b->nodes[i]] == all->musts[b->nodes[j]]) {
                score = CERTAIN;
            } else if (may_join(all, b, i, j)) {
                score = bounded(job->score(job->user, b->nodes[j], b->nodes[i]));
                all->scored[worker]++;
            }
            b->scores[i * b->m + j] = score;
            b->scores[j * b->m + i] = score;
            b->sums[i * b->m + j] = score;
            b->sums[j * b->m + i] = score;
        }
    }
}

/* Is the mean score of clusters i and j above that of k and l? Sums and sizes are
 * small enough for the products: 2^8 nodes, 2^15 a score. */
static bool is_closer(const bench *b, size_t i, size_t j, size_t k, size_t l)
{
    return b->sums[i * b->m + j] * b->size[k] * b->size[l] >
           b->sums[k * b->m + l] * b->size[i] * b->size[j];
}

/* Sets the best partner of cluster i among those behind it. */
static void find_best(const agglomeration *all, bench *b, size_t i)
{
    size_t best = b->m;
    size_t j;

    for (j = i + 1; j < b->m; j++) {
        if (b->size[j] > 0 && (best == b->m || is_closer(b, i, j, i, best)) &&
            may_join(all, b, i, j))
            best = j;
    }
    b->best[i] = (uint32_t)best;
}

/* Joins cluster j to i; i < j. */
static void join_clusters(const agglomeration *all, bench *b, size_t i, size_t j)
{
    size_t columns = all->job->columns;
    size_t k;

    for (k = 0; k < b->m; k++) {
        b->sums[i * b->m + k] += b->sums[j * b->m + k];
        b->sums[k * b->m + i] = b->sums[i * b->m + k];
        if (b->label[k] == j)
            b->label[k] = (uint32_t)i;
    }
    b->size[i] += b->size[j];
    b->size[j] = 0;
    merge_values(b->values + i * columns, b->values + j * columns, columns);
}

static void join_must_nodes(const agglomeration *all, bench *b)
{
    size_t i;
    size_t j;

    for (j = 1; j < b->m; j++) {
        for (i = 0; i < j; i++) {
            if (b->label[i] == i && all->musts[b->nodes[i]] == all->musts[b->nodes[j]]) {
                join_clusters(all, b, i, j);
                break;
            }
        }
    }
}

/* Joins the closest two clusters until none are close enough. Of equal means
 * the clusters of the least nodes go first, and those are by content. */
static void join_closest(const agglomeration *all, bench *b)
{
    size_t i;

    for (i = 0; i < b->m; i++)
        find_best(all, b, i);
    for (;;) {
        size_t from = b->m;
        size_t with;

        for (i = 0; i < b->m; i++) {
            if (b->size[i] > 0 && b->best[i] < b->m &&
                (from == b->m || is_closer(b, i, b->best[i], from, b->best[from])))
                from = i;
        }
        if (from == b->m || b->sums[from * b->m + b->best[from]] < 0)
            return;
        with = b->best[from];
        join_clusters(all, b, from, with);
        for (i = 0; i < with; i++) {
            /* A mean with the joined cluster lies between those with its halves. */
            if (b->size[i] > 0 && (i == from || b->best[i] == from || b->best[i] == with))
                find_best(all, b, i);
        }
    }
}

/* Mean score of node i with the others of its cluster. */
static int32_t mean_of(const bench *b, size_t i)
{
    int64_t sum = 0;
    int64_t others = 0;
    size_t j;

    for (j = 0; j < b->m; j++) {
        if (j != i && b->label[j] == b->label[i]) {
            sum += b->scores[i * b->m + j];
            others++;
        }
    }
    return others > 0 ? (int32_t)(sum / others) : INT32_MAX;
}

static norm_status cluster_component(agglomeration *all, unsigned worker, size_t component,
                                     norm_error *err)
{
    nrm_mark mark = nrm_arena_mark(&all->arenas[worker]);
    bench b;
    size_t i;

    if (!make_bench(all, &all->arenas[worker], component, &b))
        return nrm_fail_nomem(err);
    compare_all(all, worker, &b);
    join_must_nodes(all, &b);
    join_closest(all, &b);
    for (i = 0; i < b.m; i++) {
        all->out->of_node[b.nodes[i]] = b.nodes[b.label[i]];
        all->out->mean[b.nodes[i]] = mean_of(&b, i);
    }
    nrm_arena_rewind(&all->arenas[worker], mark);
    return NORM_OK;
}

/* Only nodes that must be together make a component larger than the bound. */
static void take_whole(agglomeration *all, size_t component)
{
    size_t i;

    for (i = all->begins[component]; i < all->begins[component + 1]; i++) {
        all->out->of_node[all->nodes[i]] = all->nodes[all->begins[component]];
        all->out->mean[all->nodes[i]] = CERTAIN;
    }
}

static norm_status cluster_components(void *user, unsigned worker, size_t begin, size_t end,
                                      norm_error *err)
{
    agglomeration *all = user;
    norm_status status = NORM_OK;
    size_t i;

    for (i = begin; i < end && status == NORM_OK; i++) {
        size_t m = all->begins[i + 1] - all->begins[i];

        if (m > NRM_COMPONENT_MOST)
            take_whole(all, i);
        else if (m > 1)
            status = cluster_component(all, worker, i, err);
    }
    return status;
}

/* Lists the nodes by component: begins has room for node_count + 1, of which
 * the number of components + 1 are used. */
static size_t list_components(const forest *f, size_t node_count, uint32_t *nodes, size_t *begins,
                              uint32_t *slot)
{
    size_t components = 0;
    size_t next = 0;
    size_t i;

    for (i = 0; i < node_count; i++) {
        uint32_t root = find(f, (uint32_t)i); /* the least of its tree, hence seen first */

        if (root == i) {
            begins[components++] = next;
            slot[i] = (uint32_t)next;
            next += f->size[i];
        }
        nodes[slot[root]++] = (uint32_t)i;
    }
    begins[components] = next;
    return components;
}

static bool plant(nrm_arena *arena, const nrm_cluster_job *job, size_t columns, forest *f)
{
    size_t i;

    f->columns = columns;
    f->parent = nrm_arena_alloc(arena, job->node_count, sizeof *f->parent);
    f->size = nrm_arena_alloc(arena, job->node_count, sizeof *f->size);
    f->values = nrm_arena_alloc(arena, job->node_count, columns * sizeof *f->values);
    if (f->parent == NULL || f->size == NULL || f->values == NULL)
        return false;
    for (i = 0; i < job->node_count; i++) {
        f->parent[i] = (uint32_t)i;
        f->size[i] = 1;
    }
    if (columns > 0 && job->node_count > 0)
        memcpy(f->values, job->values, job->node_count * columns * sizeof *f->values);
    return true;
}

static norm_status run(agglomeration *all, nrm_arena *arena, norm_error *err)
{
    const nrm_cluster_job *job = all->job;
    nrm_work work = {cluster_components, all, 0, COMPONENT_STEP, "clustering", job->progress};
    uint32_t *nodes = nrm_arena_alloc(arena, job->node_count, sizeof *nodes);
    uint32_t *musts = nrm_arena_alloc(arena, job->node_count, sizeof *musts);
    uint32_t *slot = nrm_arena_alloc(arena, job->node_count, sizeof *slot);
    size_t *begins = nrm_arena_alloc(arena, job->node_count + 1, sizeof *begins);
    forest must_trees;
    forest trees;
    size_t i;

    if (nodes == NULL || musts == NULL || slot == NULL || begins == NULL ||
        !plant(arena, job, job->columns, &must_trees) || !plant(arena, job, 0, &trees))
        return nrm_fail_nomem(err);
    join_musts(job, &must_trees);
    for (i = 0; i < job->node_count; i++) {
        musts[i] = find(&must_trees, (uint32_t)i);
        if (musts[i] != i)
            join(&trees, find(&trees, musts[i]), (uint32_t)i);
    }
    join_edges(job, &trees);
    work.count = list_components(&trees, job->node_count, nodes, begins, slot);
    all->nodes = nodes;
    all->begins = begins;
    all->musts = musts;
    all->values = must_trees.values;
    return nrm_work_run(&work, job->threads, err);
}

norm_status nrm_cluster(const nrm_cluster_job *job, nrm_clusters *out, norm_error *err)
{
    agglomeration all = {.job = job, .out = out};
    nrm_arena arena;
    norm_status status;
    size_t i;

    *out = (nrm_clusters){.alloc = *job->alloc, .node_count = job->node_count};
    out->of_node = nrm_alloc_array(job->alloc, job->node_count, sizeof *out->of_node);
    out->mean = nrm_alloc_array(job->alloc, job->node_count, sizeof *out->mean);
    if (out->of_node == NULL || out->mean == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < job->node_count; i++) {
        out->of_node[i] = (uint32_t)i;
        out->mean[i] = INT32_MAX;
    }
    nrm_arena_init(&arena, job->alloc);
    for (i = 0; i < NRM_WORKERS; i++)
        nrm_arena_init(&all.arenas[i], job->alloc);
    status = run(&all, &arena, err);
    for (i = 0; i < NRM_WORKERS; i++) {
        nrm_arena_dispose(&all.arenas[i]);
        out->scored += all.scored[i];
    }
    nrm_arena_dispose(&arena);
    return status;
}

void nrm_clusters_dispose(nrm_clusters *clusters)
{
    nrm_free_array(&clusters->alloc, clusters->of_node, clusters->node_count,
                   sizeof *clusters->of_node);
    nrm_free_array(&clusters->alloc, clusters->mean, clusters->node_count, sizeof *clusters->mean);
}
