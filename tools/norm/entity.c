/* norm/entity.c - rows of tables asked of an index, many at a time.
 * SPDX-License-Identifier: MIT */
#include "entity.h"

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
    batch->t = NULL;
    batch->index = index;
    batch->limit = limit;
    batch->count = 0;
    batch->pool = (mem_pool){0};
    workers_open(&batch->workers, app);
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
    asked->query.inflected = preset->inflected;
    asked->query.all = preset->all;
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

static void answer_row(void *user, norm_ctx *ctx, size_t row)
{
    ask_batch *batch = user;
    asked_row *asked = &batch->rows[row];

    asked->status = norm_lookup(ctx, batch->index, &asked->query, batch->limit, &asked->hits,
                                &asked->hit_count, &asked->err);
}

void batch_ask(ask_batch *batch)
{
    size_t i;

    if (batch->count == 0)
        return;
    workers_run(&batch->workers, batch->count, answer_row, batch);
    for (i = 0; i < batch->count; i++)
        if (batch->rows[i].status != NORM_OK)
            die_row(batch->t, batch->rows[i].row.line, &batch->rows[i].err, "leave the row out");
}

void batch_clear(ask_batch *batch)
{
    batch->count = 0;
    pool_reset(&batch->pool);
    workers_reset(&batch->workers);
}

void batch_close(ask_batch *batch)
{
    workers_close(&batch->workers);
    pool_free(&batch->pool);
}
