/* norm/workers.c - threads that work through numbered rows, each with a context of its own.
 * SPDX-License-Identifier: MIT */
#include "workers.h"

#include <pthread.h>
#include <stdatomic.h>

#define ROWS_PER_THREAD 16 /* fewer are done before a thread has started */

/* What the threads share. */
typedef struct shared_work {
    void (*work)(void *user, norm_ctx *ctx, size_t row);
    void *user;
    size_t rows;
    atomic_size_t next; /* row that nobody has taken */
} shared_work;

typedef struct worker {
    pthread_t id;
    shared_work *shared;
    norm_ctx *ctx;
} worker;

void workers_open(workers *w, norm_app *app)
{
    norm_error err = {0};
    unsigned i;

    (void)app_context(app); /* opens the model */
    w->count = app_threads(app) < MOST_THREADS ? app_threads(app) : MOST_THREADS;
    for (i = 0; i < w->count; i++)
        if (norm_ctx_open(app->model, &w->contexts[i], &err) != NORM_OK)
            die_norm(app, &err, nowhere, "give it more memory, or fewer threads with -j");
}

static void *work_through(void *user)
{
    const worker *self = user;
    shared_work *shared = self->shared;

    for (;;) {
        size_t row = atomic_fetch_add(&shared->next, 1);

        if (row >= shared->rows)
            return NULL;
        shared->work(shared->user, self->ctx, row);
    }
}

void workers_run(workers *w, size_t rows, void (*work)(void *user, norm_ctx *ctx, size_t row),
                 void *user)
{
    shared_work shared = {.work = work, .user = user, .rows = rows};
    worker threads[MOST_THREADS];
    size_t wanted = rows / ROWS_PER_THREAD + 1;
    size_t started = 1; /* the first is this one */
    size_t i;

    atomic_init(&shared.next, 0);
    for (i = 0; i < w->count; i++)
        threads[i] = (worker){.shared = &shared, .ctx = w->contexts[i]};
    /* A thread that does not start is no fault: the others do its work. */
    while (started < wanted && started < w->count &&
           pthread_create(&threads[started].id, NULL, work_through, &threads[started]) == 0)
        started++;
    (void)work_through(&threads[0]);
    for (i = 1; i < started; i++)
        (void)pthread_join(threads[i].id, NULL);
}

void workers_reset(workers *w)
{
    unsigned i;

    for (i = 0; i < w->count; i++)
        norm_ctx_reset(w->contexts[i]);
}

void workers_close(workers *w)
{
    unsigned i;

    for (i = 0; i < w->count; i++)
        norm_ctx_close(w->contexts[i]);
    w->count = 0;
}
