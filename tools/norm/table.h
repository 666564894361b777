/* norm/table.h - the rows of a table: CSV, TSV, JSON lines, FollowTheMoney entities, plain lines.
 * SPDX-License-Identifier: MIT
 *
 * One row at a time, whatever the length of the file. A row keeps its own bytes, so that it can
 * be written as it was read. Blank lines of a table with several columns are no rows. */
#ifndef NORM_TABLE_H
#define NORM_TABLE_H

#include "csv.h"
#include "stream.h"

typedef enum table_format {
    TABLE_TXT, /* a name a line: one column "name", no header */
    TABLE_CSV, /* RFC 4180; the separator is a comma, or the semicolon when the header has that */
    TABLE_TSV,
    TABLE_JSONL, /* an object a line (RFC 8259); its keys are the columns */
    TABLE_FTM    /* the same with "schema" and "properties"; both levels are columns */
} table_format;

#define NO_COLUMN SIZE_MAX

typedef struct table_row {
    norm_str raw;    /* as read, without the line end */
    norm_str end;    /* "\n" or "\r\n"; empty at the end of a file without one */
    uint64_t line;   /* its first line */
    norm_str *cells; /* values, one a column of the table */
} table_row;

typedef struct table {
    norm_app *app;
    stream input;
    table_format format;
    char separator;
    norm_str *columns;   /* names: the header's, then those asked for by table_column() */
    size_t column_count; /* all of them */
    size_t header_count; /* of the header, or the keys of the first object */
    size_t column_cap;
    table_row header; /* of CSV and TSV */
    table_row row;    /* the one read last */
    norm_str *raw_cells;
    size_t cell_cap, raw_cap;
    char *scratch; /* values whose bytes do not stand in the row */
    size_t scratch_cap;
    mem_pool names;  /* of columns */
    mem_pool values; /* of JSON; dropped with each row */
    void *object;    /* of JSON: the row */
    bool held;       /* the first object was read for its keys and is the next row */
    bool nested;     /* values of JSON that are no scalars are wanted as JSON text */
} table;

/* Opens a table and reads its header. path "-": standard input. The format is --from's, or
 * guessed. A fault ends the program. */
void table_open(table *t, norm_app *app, const char *path);
void table_close(table *t);

/* Reads the next row into t->row; false at the end. It holds until the next call. */
bool table_next(table *t);

/* A column that may be missing: NO_COLUMN then. For JSON it is found row by row. */
size_t table_column(table *t, const char *name);
/* A column that must be there: EXIT_DATA with the name when it is not. */
size_t table_need(table *t, const char *name);
/* What -c says: a name of the header or a number from 1. EXIT_USAGE when there is none. */
size_t table_pick(table *t, const char *option, const char *column);

/* The value of a column in the row; empty for NO_COLUMN. */
norm_str table_cell(const table *t, size_t column);
/* The same as it is written in CSV or TSV, quotes included. */
norm_str table_raw_cell(const table *t, size_t column);
/* Values of a column in the row: several where JSON has an array of texts. */
size_t table_value_count(const table *t, size_t column);
norm_str table_value(const table *t, size_t column, size_t index);

/* Where the row stands, for messages. */
say_place table_place(const table *t);
/* A fault that the library finds in a row that starts on a line: an argument that comes from the
 * data is bad data. */
_Noreturn void die_row(const table *t, uint64_t line, const norm_error *err, const char *advice);
/* The kind in a row: place, person, org, any, empty, or a schema of FollowTheMoney. */
norm_kind table_kind(const table *t, size_t column);

/* A copy of the row, its bytes in pool. */
table_row table_keep(const table *t, mem_pool *pool);

/* --from or --to as a format; NULL is not allowed. */
table_format format_of(const char *word);

/* The JSON part of the reader, for table.c only. */
void json_first(table *t);                       /* reads the keys of the first object */
bool json_next(table *t);                        /* table_next() */
size_t json_column(table *t, const char *name);  /* asks for a value of each row */
bool json_has(const table *t, const char *name); /* whether the object has it */
void json_drop(table *t);                        /* frees the object */

#endif
