/* dedupe/workers.h - a range of work shared by threads.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_DEDUPE_WORKERS_H
#define NRM_DEDUPE_WORKERS_H

#include <libnorm/base.h>

#define NRM_WORKERS 64 /* most threads; more are not started */

/* Whom to tell how far it is; called on the caller's thread only. */
typedef struct nrm_progress {
    void (*tell)(void *user, const char *stage, size_t done, size_t total); /* or NULL */
    void *user;
} nrm_progress;

typedef struct nrm_work {
    /* Does [begin, end); worker is below nrm_workers(threads). */
    norm_status (*run)(void *user, unsigned worker, size_t begin, size_t end, norm_error *err);
    void *user;
    size_t count; /* of pieces */
    size_t step;  /* pieces handed out at once */
    const char *stage;
    const nrm_progress *progress; /* or NULL */
} nrm_work;

/* How many workers there are at most for so many threads asked for; at least 1. */
unsigned nrm_workers(unsigned threads);

/* Runs all pieces; with 0 or 1 threads on the caller's only. Threads that the system does not
 * give are done without. Fails as run does: of several failures, that of the least piece, so
 * that the message does not depend on the threads. */
norm_status nrm_work_run(const nrm_work *work, unsigned threads, norm_error *err);

#endif
