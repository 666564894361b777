/* norm/lines.h - commands that make something of each name: of a line, or of a column's cells.
 * SPDX-License-Identifier: MIT */
#ifndef NORM_LINES_H
#define NORM_LINES_H

#include "table_out.h"

/* Makes one text a result out of a name; they may live in the context. */
typedef norm_status (*name_fn)(norm_ctx *ctx, void *user, norm_str name, norm_str *values,
                               norm_error *err);

typedef struct name_job {
    const char *column;           /* -c; NULL: each line is a name */
    const result_column *results; /* what fn makes; in lines they are joined by tabs */
    size_t result_count;
    name_fn fn;
    void *user;
} name_job;

/* Runs a job over the files, over standard input when there are none. */
void run_names(norm_app *app, char **files, size_t count, const name_job *job);

/* The option -c, for the options of a command. */
#define COLUMN_OPTION(type)                                                                        \
    {                                                                                              \
        'c', "column", OPT_TEXT, "COL", offsetof(type, column),                                    \
            "the names stand in this column of a table: its header or its number from 1"           \
    }

#endif
