/* norm/table_out.h - tables on standard output: rows as they were read, results behind them.
 * SPDX-License-Identifier: MIT
 *
 * Where the format stays, a row's own bytes are written, and the results between them and the
 * line end; in JSON, before the closing brace. Where it changes, its values are. */
#ifndef NORM_TABLE_OUT_H
#define NORM_TABLE_OUT_H

#include "table.h"

typedef enum value_type {
    VALUE_TEXT,
    VALUE_NUMBER, /* without quotes in JSON */
    VALUE_RAW     /* as it stands in the cell of a table of the same format */
} value_type;

#define MOST_RESULTS 8

typedef struct result_column {
    const char *name;
    value_type type;
} result_column;

typedef struct table_out {
    norm_app *app;
    table_format format;
    char separator;
    norm_str line_end;
    norm_str *columns; /* of the rows */
    size_t column_count, column_cap;
    bool by_name; /* the tables have unlike columns: rows are written value by value */
    result_column results[MOST_RESULTS];
    char names[MOST_RESULTS][64]; /* of the results; a name that the rows have gets a number */
    size_t result_count;
    mem_pool pool;
    /* On a terminal the rows are held and laid out in columns. */
    bool for_eye;
    norm_str *held;
    size_t held_count, held_cap; /* in cells */
    mem_pool held_pool;
} table_out;

/* Results only, without rows: TSV, or what --to says; on a terminal the same in columns. */
void out_open(table_out *out, norm_app *app, const result_column *results, size_t count);
/* Results behind the rows of a table: its format, or what --to says. To be followed by
 * out_header(). */
void out_like(table_out *out, table *t, const result_column *results, size_t count);
/* Makes room for the columns of one more table, before out_header(). */
void out_join(table_out *out, table *t);
/* Ends the program when t has not the columns of the tables before it. */
void out_check(const table_out *out, const table *t);
void out_header(table_out *out, const table *t);
/* t and row: NULL for results only. values: one a result. */
void out_row(table_out *out, const table *t, const table_row *row, const norm_str *values);
/* Writes the rows that are held for the eye. */
void out_flush(table_out *out);
void out_close(table_out *out);

#endif
