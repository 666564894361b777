/* tables/tsv.h - reads the project's own TSV tables: `#` comments, a header row.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TABLES_TSV_H
#define NRM_TABLES_TSV_H

#include "base/str.h"

#define NRM_TSV_COLUMNS 16 /* most columns of a table */

typedef struct nrm_tsv {
    norm_str rest;       /* what is not read yet */
    norm_str path;       /* for messages */
    uint32_t line;       /* of the row read last, from 1 */
    size_t column_count; /* of the header */
    norm_str header[NRM_TSV_COLUMNS];
    norm_str cells[NRM_TSV_COLUMNS]; /* of the row read last; missing ones are empty */
} nrm_tsv;

/* Reads the header, the first line that is no comment. Fails: FORMAT. */
norm_status nrm_tsv_open(nrm_tsv *tsv, norm_str path, norm_str bytes, norm_error *err);

/* *column: number of the named column. Fails: FORMAT when there is none. */
norm_status nrm_tsv_column(const nrm_tsv *tsv, const char *name, size_t *column, norm_error *err);

/* The same of several, into the slot of each. */
norm_status nrm_tsv_columns(const nrm_tsv *tsv, const char *const *names, size_t *const *slots,
                            size_t count, norm_error *err);

/* Reads the next row, skipping comments and empty lines; *more is false at the end. Fails: FORMAT
 * (too many cells). */
norm_status nrm_tsv_next(nrm_tsv *tsv, bool *more, norm_error *err);

#endif
