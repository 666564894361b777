/* oom/calls.h - every public function, called so that it does all its work.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TEST_OOM_CALLS_H
#define NRM_TEST_OOM_CALLS_H

#include <libnorm/norm.h>

#include "support/alloc_probe.h"

#define OOM_PAIRS 160 /* to learn from: as few as norm_train() takes */

/* What calls work on, made while memory lasts. */
typedef struct scene {
    alloc_probe probe; /* the allocator of all below */
    norm_model *model;
    norm_ctx *ctx; /* a new one for each attempt */
    norm_index *index;
    norm_index_builder *builder; /* a new one, with rows */
    const norm_name *names[2];   /* in a context of their own */
    norm_ctx *names_ctx;
    char tables_path[64], index_path[64], new_path[64];
    char texts[OOM_PAIRS][2][64];
    norm_train_pair pairs[OOM_PAIRS];
} scene;

/* Calls the function. *answer: a hash of all that it gave, when it succeeds. */
typedef norm_status (*call)(scene *s, uint64_t *answer, norm_error *err);

typedef struct call_row {
    const char *functions; /* by their names in the headers, separated by blanks */
    call run;
    bool takes_memory;
    bool is_slow;
} call_row;

extern const call_row call_rows[];
extern const size_t call_row_count;

norm_status call_dedupe_by(scene *s, unsigned threads, uint64_t *answer, norm_error *err);

#endif
