/* test_cluster.c - edges to entities: no chaining, cannot-links, must-links, no order.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <string.h>

#include "base/sort.h"
#include "dedupe/cluster.h"
#include "support/alloc_probe.h"

#define MOST 8
#define NO   (-6 * NRM_NAT)

/* Scores of all pairs, in nats, and one column of values. */
typedef struct world {
    size_t count;
    int32_t scores[MOST][MOST];
    uint64_t values[MOST];
    nrm_keyed musts[MOST];
    size_t must_count;
} world;

static int32_t score_of(const void *user, uint32_t a, uint32_t b)
{
    const world *w = user;

    return w->scores[a < b ? a : b][a < b ? b : a];
}

static int by_strength(const void *first, const void *second, const void *user)
{
    const nrm_edge *a = first;
    const nrm_edge *b = second;

    (void)user;
    return a->score > b->score ? -1 : a->score < b->score;
}

static norm_status cluster(const world *w, const norm_allocator *alloc, nrm_clusters *out)
{
    nrm_edge edges[MOST * MOST];
    nrm_cluster_job job = {.alloc = alloc,
                           .node_count = w->count,
                           .edges = edges,
                           .musts = w->musts,
                           .must_count = w->must_count,
                           .columns = 1,
                           .values = w->values,
                           .score = score_of,
                           .user = w,
                           .threads = 1};
    uint32_t i;
    uint32_t j;

    for (i = 0; i < w->count; i++) {
        for (j = i + 1; j < w->count; j++) {
            bool agree = nrm_values_agree(&w->values[i], &w->values[j], 1);

            if (agree && w->scores[i][j] >= 0)
                edges[job.edge_count++] = (nrm_edge){i, j, w->scores[i][j]};
        }
    }
    cr_assert_eq(nrm_sort(&nrm_allocator_default, edges, job.edge_count, sizeof *edges, by_strength,
                          NULL, NULL),
                 NORM_OK);
    return nrm_cluster(&job, out, NULL);
}

/* want: a letter for each node, the same for those of one entity. */
static void expect_clusters(const world *w, const char *want)
{
    nrm_clusters out;
    size_t i;
    size_t j;

    cr_assert_eq(strlen(want), w->count);
    cr_assert_eq(cluster(w, &nrm_allocator_default, &out), NORM_OK);
    for (i = 0; i < w->count; i++) {
        for (j = 0; j < w->count; j++)
            cr_expect_eq(out.of_node[i] == out.of_node[j], want[i] == want[j],
                         "%s: nodes %zu and %zu", want, i, j);
    }
    nrm_clusters_dispose(&out);
}

static void set(world *w, size_t a, size_t b, int32_t nats)
{
    w->scores[a][b] = nats * NRM_NAT;
}

static world no_pair_alike(size_t count)
{
    world w = {.count = count};
    size_t i;
    size_t j;

    for (i = 0; i < MOST; i++) {
        for (j = 0; j < MOST; j++)
            w.scores[i][j] = NO;
    }
    return w;
}

Test(cluster, nodes_without_edges_stay_alone)
{
    world w = no_pair_alike(3);

    expect_clusters(&w, "abc");
    w.count = 0;
    expect_clusters(&w, "");
}

Test(cluster, a_chain_of_likeness_is_cut_where_it_is_weakest)
{
    world w = no_pair_alike(4);

    set(&w, 0, 1, 3);
    set(&w, 1, 2, 1);
    set(&w, 2, 3, 3);
    expect_clusters(&w, "aabb");
}

Test(cluster, a_name_between_two_that_exclude_each_other_goes_to_the_nearer)
{
    world w = no_pair_alike(3);

    set(&w, 0, 1, 2);
    set(&w, 1, 2, 3);
    expect_clusters(&w, "abb");
}

Test(cluster, one_weak_pair_does_not_part_what_the_others_hold_together)
{
    world w = no_pair_alike(4);
    size_t i;
    size_t j;

    for (i = 0; i < 4; i++) {
        for (j = i + 1; j < 4; j++)
            set(&w, i, j, 4);
    }
    set(&w, 0, 3, -2);
    expect_clusters(&w, "aaaa");
}

Test(cluster, known_values_that_differ_are_never_together)
{
    world w = no_pair_alike(3);

    set(&w, 0, 1, 5);
    set(&w, 0, 2, 5);
    set(&w, 1, 2, 5);
    w.values[0] = 1;
    w.values[2] = 2;
    expect_clusters(&w, "aab"); /* the one that is not known joins the lesser of two equals */
    w.values[1] = 2;
    expect_clusters(&w, "abb");
}

Test(cluster, a_must_outranks_the_names_and_a_cannot_outranks_the_must)
{
    world w = no_pair_alike(4);

    w.musts[0] = (nrm_keyed){7, 0};
    w.musts[1] = (nrm_keyed){7, 2};
    w.musts[2] = (nrm_keyed){7, 3};
    w.must_count = 3;
    expect_clusters(&w, "abaa");
    w.values[0] = 1;
    w.values[2] = 2;
    w.values[3] = 1;
    expect_clusters(&w, "abca");
}

Test(cluster, musts_of_two_columns_add_up)
{
    world w = no_pair_alike(4);

    w.musts[0] = (nrm_keyed){7, 0};
    w.musts[1] = (nrm_keyed){7, 1};
    w.musts[2] = (nrm_keyed){8, 1};
    w.musts[3] = (nrm_keyed){8, 3};
    w.must_count = 4;
    expect_clusters(&w, "aaba");
}

Test(cluster, the_mean_score_tells_how_sure_a_node_is)
{
    world w = no_pair_alike(4);
    nrm_clusters out;

    set(&w, 0, 1, 4);
    set(&w, 0, 2, 2);
    set(&w, 1, 2, 6);
    cr_assert_eq(cluster(&w, &nrm_allocator_default, &out), NORM_OK);
    cr_expect_eq(out.mean[0], 3 * NRM_NAT);
    cr_expect_eq(out.mean[1], 5 * NRM_NAT);
    cr_expect_eq(out.mean[3], INT32_MAX);
    cr_expect_eq(out.scored, 3);
    nrm_clusters_dispose(&out);
}

static int32_t always_alike(const void *user, uint32_t a, uint32_t b)
{
    (void)user;
    (void)a;
    (void)b;
    return 4 * NRM_NAT;
}

/* A ring of far more nodes than a component may have. */
Test(cluster, names_alone_make_no_component_above_the_bound)
{
    enum {
        NODES = 3 * NRM_COMPONENT_MOST
    };
    static nrm_edge edges[NODES];
    static uint64_t values[NODES];
    nrm_cluster_job job = {.alloc = &nrm_allocator_default,
                           .node_count = NODES,
                           .edges = edges,
                           .edge_count = NODES - 1,
                           .columns = 1,
                           .values = values,
                           .score = always_alike};
    static uint32_t size[NODES];
    nrm_clusters out;
    uint32_t i;

    for (i = 0; i + 1 < NODES; i++)
        edges[i] = (nrm_edge){i, i + 1, 4 * NRM_NAT};
    cr_assert_eq(nrm_cluster(&job, &out, NULL), NORM_OK);
    for (i = 0; i < NODES; i++)
        size[out.of_node[i]]++;
    cr_expect_eq(size[0], NRM_COMPONENT_MOST);
    for (i = 0; i < NODES; i++)
        cr_expect_leq(size[i], NRM_COMPONENT_MOST);
    nrm_clusters_dispose(&out);
}

Test(cluster, what_must_be_together_may_be_larger_than_the_bound)
{
    enum {
        NODES = 2 * NRM_COMPONENT_MOST
    };
    static nrm_keyed musts[NODES];
    static uint64_t values[NODES];
    nrm_cluster_job job = {.alloc = &nrm_allocator_default,
                           .node_count = NODES,
                           .musts = musts,
                           .must_count = NODES,
                           .columns = 1,
                           .values = values,
                           .score = always_alike};
    nrm_clusters out;
    uint32_t i;

    for (i = 0; i < NODES; i++)
        musts[i] = (nrm_keyed){1, i};
    cr_assert_eq(nrm_cluster(&job, &out, NULL), NORM_OK);
    for (i = 0; i < NODES; i++)
        cr_assert_eq(out.of_node[i], 0);
    nrm_clusters_dispose(&out);
}

Test(cluster, every_failed_allocation_is_reported)
{
    world w = no_pair_alike(3);
    norm_status status = NORM_E_NOMEM;
    size_t fail_at;

    set(&w, 0, 1, 2);
    for (fail_at = 1; status != NORM_OK && fail_at < 100; fail_at++) {
        nrm_clusters out;
        alloc_probe probe;

        alloc_probe_init(&probe, fail_at);
        status = cluster(&w, &probe.hook, &out);
        cr_expect(status == NORM_OK ? probe.refused == 0 : status == NORM_E_NOMEM);
        nrm_clusters_dispose(&out);
        cr_expect(alloc_probe_clean(&probe), "request %zu", fail_at);
    }
    cr_expect_eq(status, NORM_OK);
    cr_expect_gt(fail_at, 3);
}
