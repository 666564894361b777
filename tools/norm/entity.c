/* norm/entity.c - rows of tables asked of an index, many at a time.
 * SPDX-License-Identifier: MIT */
#include "entity.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#define ROWS_PER_THREAD 16 /* fewer are answered before a thread has started */
#define MOST_THREADS    64

norm_index *open_index(norm_app *app, const char *path)
{
    norm_index *index = NULL;
    norm_error err = {0};
    norm_status status;

    (void)app_context(app);
    if (path != NULL)
        status = norm_index_open_file(app->model, path, &index, &err);
    else
        status = norm_index_open_builtin(app->model, &index, &err);
    if (status == NORM_E_IO)
        die_norm(app, &err, (say_place){path, 0, 0}, "check the name");
    if (status != NORM_OK)
        die_norm(app, &err, (say_place){path, 0, 0},
                 path != NULL ? "make the index again with norm index" : "give an index with -i");
    return index;
}

void batch_open(ask_batch *batch, norm_app *app, const norm_index *index, size_t limit)
{
    norm_error err = {0};
    unsigned i;

    batch->t = NULL;
    batch->index = index;
    batch->limit = limit;
    batch->count = 0;
    batch->pool = (mem_pool){0};
    batch->threads = app_threads(app) < MOST_THREADS ? app_threads(app) : MOST_THREADS;
    batch->contexts = mem_zeroed(app, batch->threads, sizeof(norm_ctx *));
    for (i = 0; i < batch->threads; i++)
        if (norm_ctx_open(app->model, &batch->contexts[i], &err) != NORM_OK)
            die_norm(app, &err, nowhere, "give it more memory, or fewer threads with -j");
}

static norm_str cell_or(const table_row *row, size_t column, norm_str preset)
{
    return column != NO_COLUMN ? row->cells[column] : preset;
}

void batch_add(ask_batch *batch, const table *t, const query_columns *columns,
               const norm_query *preset)
{
    asked_row *asked = &batch->rows[batch->count++];
    const table_row *row = &asked->row;

    batch->t = t;
    *asked = (asked_row){.row = table_keep(t, &batch->pool)};
    asked->shown = pool_copy(t->app, &batch->pool, table_raw_cell(t, columns->text));
    asked->query.text = row->cells[columns->text];
    asked->query.lang = cell_or(row, columns->lang, preset->lang);
    asked->query.country = cell_or(row, columns->country, preset->country);
    asked->query.kind = columns->kind != NO_COLUMN ? table_kind(t, columns->kind) : preset->kind;
}

bool batch_is_due(const ask_batch *batch, table *t)
{
    return batch->count == MOST_ASKED ||
           (batch->count > 0 && !t->held && stream_would_wait(&t->input));
}

/* What the threads of a batch share. */
typedef struct ask_work {
    ask_batch *batch;
    atomic_size_t next; /* row that nobody has taken */
} ask_work;

typedef struct ask_thread {
    pthread_t id;
    ask_work *work;
    norm_ctx *ctx;
} ask_thread;

static void *answer_rows(void *user)
{
    const ask_thread *self = user;
    ask_batch *batch = self->work->batch;

    for (;;) {
        size_t i = atomic_fetch_add(&self->work->next, 1);
        asked_row *asked = &batch->rows[i < batch->count ? i : 0];

        if (i >= batch->count)
            return NULL;
        asked->status = norm_lookup(self->ctx, batch->index, &asked->query, batch->limit,
                                    &asked->hits, &asked->hit_count, &asked->err);
    }
}

void batch_ask(ask_batch *batch)
{
    ask_work work = {.batch = batch};
    ask_thread threads[MOST_THREADS];
    size_t wanted = batch->count / ROWS_PER_THREAD + 1;
    size_t started = 1; /* the first is this one */
    size_t i;

    if (batch->count == 0)
        return;
    atomic_init(&work.next, 0);
    for (i = 0; i < batch->threads; i++)
        threads[i] = (ask_thread){.work = &work, .ctx = batch->contexts[i]};
    /* A thread that does not start is no fault: the others do its work. */
    while (started < wanted && started < batch->threads &&
           pthread_create(&threads[started].id, NULL, answer_rows, &threads[started]) == 0)
        started++;
    (void)answer_rows(&threads[0]);
    for (i = 1; i < started; i++)
        (void)pthread_join(threads[i].id, NULL);
    for (i = 0; i < batch->count; i++)
        if (batch->rows[i].status != NORM_OK)
            die_row(batch->t, batch->rows[i].row.line, &batch->rows[i].err, "leave the row out");
}

void batch_clear(ask_batch *batch)
{
    unsigned i;

    batch->count = 0;
    pool_reset(&batch->pool);
    for (i = 0; i < batch->threads; i++)
        norm_ctx_reset(batch->contexts[i]);
}

void batch_close(ask_batch *batch)
{
    unsigned i;

    for (i = 0; i < batch->threads; i++)
        norm_ctx_close(batch->contexts[i]);
    free(batch->contexts);
    pool_free(&batch->pool);
}
