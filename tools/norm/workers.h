/* norm/workers.h - threads that work through numbered rows, each with a context of its own.
 * SPDX-License-Identifier: MIT */
#ifndef NORM_WORKERS_H
#define NORM_WORKERS_H

#include "args.h"

#define MOST_THREADS 64

typedef struct workers {
    norm_ctx *contexts[MOST_THREADS]; /* results live in them until workers_reset() */
    unsigned count;
} workers;

/* As many as -j says. A fault ends the program. */
void workers_open(workers *w, norm_app *app);

/* Calls work for each row of [0, rows), in any order and by any thread; returns when all are
 * done. work writes only to what belongs to its row. */
void workers_run(workers *w, size_t rows, void (*work)(void *user, norm_ctx *ctx, size_t row),
                 void *user);

/* Drops the results. */
void workers_reset(workers *w);
void workers_close(workers *w);

#endif
