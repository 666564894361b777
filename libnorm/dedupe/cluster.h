/* dedupe/cluster.h - from edges between nodes to entities.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_DEDUPE_CLUSTER_H
#define NRM_DEDUPE_CLUSTER_H

#include "base/alloc.h"
#include "dedupe/candidates.h"
#include "dedupe/workers.h"

/* Most nodes of a component, and so of an entity, that names alone hold together. */
#define NRM_COMPONENT_MOST 256

typedef struct nrm_cluster_job {
    const norm_allocator *alloc;
    size_t node_count;
    const nrm_edge *edges; /* strongest first, ties in a fixed order */
    size_t edge_count;
    /* { group, node }, sorted: nodes of a group belong together whatever their scores. */
    const nrm_keyed *musts;
    size_t must_count;
    size_t columns;
    const uint64_t *values; /* [node * columns + column], see nrm_nodes */
    int32_t (*score)(const void *user, uint32_t a, uint32_t b); /* of any pair */
    const void *user;
    unsigned threads;
    const nrm_progress *progress;
} nrm_cluster_job;

typedef struct nrm_clusters {
    norm_allocator alloc;
    uint32_t *of_node; /* the least node of the cluster that each node is in */
    int32_t *mean;     /* of each node's scores with the others of its cluster; INT32_MAX: alone */
    size_t node_count;
    size_t scored; /* pairs compared to know the components whole */
} nrm_clusters;

/* Fails: NOMEM; *out must be disposed of all the same. */
norm_status nrm_cluster(const nrm_cluster_job *job, nrm_clusters *out, norm_error *err);
void nrm_clusters_dispose(nrm_clusters *clusters);

#endif
