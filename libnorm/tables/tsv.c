/* tables/tsv.c - reads the project's own TSV tables: `#` comments, a header row.
 * SPDX-License-Identifier: MIT */
#include "tables/tsv.h"

#include "base/fail.h"

/* The next line that is neither empty nor a comment; NULL ptr at the end. */
static norm_str next_line(nrm_tsv *tsv)
{
    while (tsv->rest.ptr != NULL && tsv->rest.len > 0) {
        norm_str line = nrm_str_cut(&tsv->rest, '\n');

        tsv->line++;
        if (line.len > 0 && line.ptr[line.len - 1] == '\r')
            line.len--;
        if (line.len > 0 && line.ptr[0] != '#')
            return line;
    }
    return (norm_str){NULL, 0};
}

static norm_status split(const nrm_tsv *tsv, norm_str line, norm_str cells[NRM_TSV_COLUMNS],
                         size_t *count, norm_error *err)
{
    *count = 0;
    while (line.ptr != NULL) {
        if (*count == NRM_TSV_COLUMNS)
            return nrm_fail_line(err, NORM_E_FORMAT, tsv->line, "%.*s: more than %d columns",
                                 (int)tsv->path.len, tsv->path.ptr, NRM_TSV_COLUMNS);
        cells[(*count)++] = nrm_str_cut(&line, '\t');
    }
    return NORM_OK;
}

norm_status nrm_tsv_open(nrm_tsv *tsv, norm_str path, norm_str bytes, norm_error *err)
{
    norm_str line;

    *tsv = (nrm_tsv){.rest = bytes, .path = path};
    line = next_line(tsv);
    if (line.ptr == NULL)
        return nrm_fail_line(err, NORM_E_FORMAT, 1, "%.*s: no header row", (int)path.len, path.ptr);
    return split(tsv, line, tsv->header, &tsv->column_count, err);
}

norm_status nrm_tsv_column(const nrm_tsv *tsv, const char *name, size_t *column, norm_error *err)
{
    for (*column = 0; *column < tsv->column_count; (*column)++) {
        if (nrm_str_eq_c(tsv->header[*column], name))
            return NORM_OK;
    }
    return nrm_fail_line(err, NORM_E_FORMAT, tsv->line, "%.*s: no column %s in the header",
                         (int)tsv->path.len, tsv->path.ptr, name);
}

norm_status nrm_tsv_columns(const nrm_tsv *tsv, const char *const *names, size_t *const *slots,
                            size_t count, norm_error *err)
{
    norm_status status = NORM_OK;
    size_t i;

    for (i = 0; i < count && status == NORM_OK; i++)
        status = nrm_tsv_column(tsv, names[i], slots[i], err);
    return status;
}

norm_status nrm_tsv_next(nrm_tsv *tsv, bool *more, norm_error *err)
{
    norm_str line = next_line(tsv);
    size_t count;
    norm_status status;

    *more = line.ptr != NULL;
    if (!*more)
        return NORM_OK;
    status = split(tsv, line, tsv->cells, &count, err);
    if (status != NORM_OK)
        return status;
    if (count > tsv->column_count)
        return nrm_fail_line(err, NORM_E_FORMAT, tsv->line, "%.*s: %zu cells under %zu columns",
                             (int)tsv->path.len, tsv->path.ptr, count, tsv->column_count);
    for (; count < NRM_TSV_COLUMNS; count++)
        tsv->cells[count] = (norm_str){"", 0};
    return NORM_OK;
}
