/* dedupe/workers.c - a range of work shared by threads.
 * SPDX-License-Identifier: MIT
 *
 * Pieces are handed out in ascending order and nothing is handed out after a
 * failure, so every piece before the failed one has been done: the least
 * failure seen is the least there is. */
#include "dedupe/workers.h"

#include <pthread.h>
#include <stdatomic.h>

typedef struct pool {
    const nrm_work *work;
    atomic_size_t next; /* piece to hand out */
    atomic_size_t done;
    atomic_bool failed;
} pool;

typedef struct worker {
    pool *pool;
    pthread_t thread;
    unsigned number;
    norm_status status;
    size_t failed_at; /* first piece of the failed hand-out */
    norm_error err;
} worker;

unsigned nrm_workers(unsigned threads)
{
    if (threads < 1)
        return 1;
    return threads < NRM_WORKERS ? threads : NRM_WORKERS;
}

static void tell(const nrm_work *work, size_t done)
{
    const nrm_progress *progress = work->progress;

    if (progress != NULL && progress->tell != NULL)
        progress->tell(progress->user, work->stage, done, work->count);
}

static void *toil(void *argument)
{
    worker *self = argument;
    const nrm_work *work = self->pool->work;

    while (!atomic_load(&self->pool->failed)) {
        size_t begin = atomic_fetch_add(&self->pool->next, work->step);
        size_t end;

        if (begin >= work->count)
            break;
        end = work->count - begin < work->step ? work->count : begin + work->step;
        self->status = work->run(work->user, self->number, begin, end, &self->err);
        if (self->status != NORM_OK) {
            self->failed_at = begin;
            atomic_store(&self->pool->failed, true);
            break;
        }
        atomic_fetch_add(&self->pool->done, end - begin);
        if (self->number == 0)
            tell(work, atomic_load(&self->pool->done));
    }
    return NULL;
}

norm_status nrm_work_run(const nrm_work *work, unsigned threads, norm_error *err)
{
    worker workers[NRM_WORKERS];
    pool shared = {.work = work};
    const worker *first = NULL;
    unsigned started = 1;
    unsigned i;

    for (i = 0; i < nrm_workers(threads); i++)
        workers[i] = (worker){.pool = &shared, .number = i, .status = NORM_OK};
    while (started < nrm_workers(threads) && started < work->count &&
           pthread_create(&workers[started].thread, NULL, toil, &workers[started]) == 0)
        started++;
    toil(&workers[0]);
    for (i = 1; i < started; i++)
        pthread_join(workers[i].thread, NULL);
    for (i = 0; i < started; i++) {
        if (workers[i].status != NORM_OK &&
            (first == NULL || workers[i].failed_at < first->failed_at))
            first = &workers[i];
    }
    if (first == NULL) {
        tell(work, work->count);
        return NORM_OK;
    }
    if (err != NULL)
        *err = first->err;
    return first->status;
}
