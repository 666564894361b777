/* norm/entity.h - rows of tables asked of an index, many at a time.
 * SPDX-License-Identifier: MIT */
#ifndef NORM_ENTITY_H
#define NORM_ENTITY_H

#include <libnorm/index.h>

#include "workers.h"

/* The index in a file, or the built-in gazetteer for NULL. A fault ends the program. */
norm_index *open_index(norm_app *app, const char *path);

/* Columns of a table that say more about a name; NO_COLUMN when they do not exist. */
typedef struct query_columns {
    size_t text, lang, kind, country;
} query_columns;

/* A row, what is asked about it, and the answer. */
typedef struct asked_row {
    table_row row;
    norm_query query;
    norm_str shown; /* the name as it stands in the table, quotes included */
    const norm_hit *hits;
    size_t hit_count;
    norm_status status;
    norm_error err;
} asked_row;

#define MOST_ASKED 256 /* rows of a batch: enough work for threads, little memory */

/* Rows that are asked together. They are answered by several threads and come out in the order in
 * which they went in. */
typedef struct ask_batch {
    const table *t;
    const norm_index *index;
    size_t limit; /* most answers to a row */
    asked_row rows[MOST_ASKED];
    size_t count;
    mem_pool pool; /* of the rows */
    workers workers;
} ask_batch;

void batch_open(ask_batch *batch, norm_app *app, const norm_index *index, size_t limit);
/* Takes the next row of a table. preset: what holds where the table has no column. */
void batch_add(ask_batch *batch, const table *t, const query_columns *columns,
               const norm_query *preset);
/* Whether the batch is to be answered before more is read: it is full, or whoever writes the
 * table waits for us. */
bool batch_is_due(const ask_batch *batch, table *t);
/* Answers all rows. A fault in a row ends the program. */
void batch_ask(ask_batch *batch);
/* Drops the rows and their answers. */
void batch_clear(ask_batch *batch);
void batch_close(ask_batch *batch);

#endif
