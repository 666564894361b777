/* norm/csv.h - records of CSV and TSV: where they end, and the cells in them.
 * SPDX-License-Identifier: MIT
 *
 * CSV as in RFC 4180, with any separator. A quote inside a cell that does not start with one
 * is a letter like any other. TSV, whose separator is the tab, has a record a line and no quoting
 * (IANA text/tab-separated-values): a quotation mark there belongs to the name. Nothing here needs
 * the rest of the program. */
#ifndef NORM_CSV_H
#define NORM_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include <libnorm/base.h>

/* How far a record has been looked at; starts as {0}. */
typedef struct csv_scan {
    size_t at;        /* bytes seen */
    size_t quote;     /* where the quoted cell opened that is open now */
    bool in_cell;     /* behind the first byte of a cell */
    bool in_quotes;   /* in a quoted cell */
    bool after_quote; /* behind a quote in a quoted cell: it closes, or is one half of two */
} csv_scan;

/* Whether record, which is made of whole lines, ends outside quotes. When not, call again with
 * a longer one. */
bool csv_is_whole(csv_scan *scan, norm_str record, char separator);

typedef struct csv_cell {
    norm_str raw;     /* as written, quotes included */
    bool is_quoted;   /* the value stands in quotes */
    bool has_doubled; /* and has doubled quotes in it */
} csv_cell;

/* A walk over the cells of one record without its line end. A record has one cell at least. */
typedef struct csv_cursor {
    norm_str record;
    size_t at; /* of the next cell, or of the fault */
    char separator;
    bool at_end;
} csv_cursor;

typedef enum csv_result {
    CSV_CELL,
    CSV_END,
    CSV_FAULT /* text behind the closing quote, or no closing quote: at cursor->at */
} csv_result;

csv_result csv_next(csv_cursor *cursor, csv_cell *cell);

/* The value of a cell. room: at least raw.len bytes, used when quotes are doubled in it. */
norm_str csv_value(const csv_cell *cell, char *room);

/* Whether a value must be quoted, for csv_next() to give it back; in TSV, whether it cannot be
 * written at all. */
bool csv_needs_quotes(norm_str value, char separator);

#endif
