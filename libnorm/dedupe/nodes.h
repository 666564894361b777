/* dedupe/nodes.h - records that cannot be told apart, as one node.
 * SPDX-License-Identifier: MIT
 *
 * A node is a distinct name: 500 records of one name, kind and differ values
 * are one node and are compared once. Nodes are numbered in an order of their
 * content, so that all that follows may break ties by the number and depends
 * neither on the order of the records nor on how often one is repeated. */
#ifndef NRM_DEDUPE_NODES_H
#define NRM_DEDUPE_NODES_H

#include <libnorm/dedupe.h>

#include "base/arena.h"
#include "dedupe/likeness.h"
#include "dedupe/workers.h"

/* What is asked for, and what it is done with. */
typedef struct nrm_dedupe_job {
    const nrm_encoder *encoder;
    const nrm_matcher *matcher;
    const norm_allocator *alloc; /* safe to call from several threads when threads > 1 */
    const norm_record *records;
    size_t count; /* below UINT32_MAX */
    unsigned threads;
    double prior;      /* share of matches among the pairs that are compared */
    int32_t threshold; /* least log odds of a merge, 1/1024 nat */
    nrm_progress progress;
} nrm_dedupe_job;

typedef struct nrm_node {
    const norm_name *name;
    uint64_t content; /* hash of all that makes the node */
    uint32_t record;  /* one of its records */
    int32_t self;     /* score of the name against itself */
} nrm_node;

typedef struct nrm_nodes {
    nrm_arena arena;
    nrm_arena encoded[NRM_WORKERS]; /* the names, by the worker that encoded them */
    unsigned worker_count;
    nrm_node *items;
    size_t count;
    uint32_t *of_record; /* node of each record */
    size_t columns;      /* the kind and the differ values */
    /* [node * columns + column]: hash of the value, 0 when it is unknown. Nodes with unequal
     * known values in a column are never in one entity. */
    uint64_t *values;
    nrm_likeness likeness;
} nrm_nodes;

/* Fails: NOMEM, UTF8, LIMIT (with the record as line); *out is then empty but must be disposed
 * of all the same. */
norm_status nrm_nodes_make(const nrm_dedupe_job *job, nrm_nodes *out, norm_error *err);
void nrm_nodes_dispose(nrm_nodes *nodes);

/* Do the known values of two rows of columns agree? */
bool nrm_values_agree(const uint64_t *a, const uint64_t *b, size_t columns);

/* nrm_likeness_of their names. */
int32_t nrm_nodes_score(const nrm_nodes *nodes, uint32_t a, uint32_t b);

#endif
