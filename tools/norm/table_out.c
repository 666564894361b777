/* norm/table_out.c - tables on standard output: rows as they were read, results behind them.
 * SPDX-License-Identifier: MIT */
#include "table_out.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MOST_HELD  4000 /* cells that are laid out together */
#define COLUMN_GAP 2    /* blanks between columns */

static bool is_json(table_format format)
{
    return format == TABLE_JSONL || format == TABLE_FTM;
}

static char separator_of(table_format format)
{
    return format == TABLE_CSV ? ',' : '\t';
}

/* A name of a result that no column of the rows has: "norm_id", "norm_id_2"... */
static void name_result(table_out *out, size_t index)
{
    char *name = out->names[index];
    unsigned number = 1;
    size_t i;

    (void)snprintf(name, sizeof out->names[0], "%s", out->results[index].name);
    for (i = 0; i < out->column_count; i++) {
        if (!str_is(out->columns[i], name))
            continue;
        (void)snprintf(name, sizeof out->names[0], "%s_%u", out->results[index].name, ++number);
        i = SIZE_MAX; /* look again from the first */
    }
}

static void set_up(table_out *out, norm_app *app, const result_column *results, size_t count)
{
    size_t i;

    *out = (table_out){.app = app, .result_count = count};
    out->format = TABLE_TSV;
    out->separator = '\t';
    out->line_end = norm_str_from("\n");
    for (i = 0; i < count; i++) {
        out->results[i] = results[i];
        name_result(out, i);
    }
}

void out_open(table_out *out, norm_app *app, const result_column *results, size_t count)
{
    set_up(out, app, results, count);
    out->for_eye = app->common.to == NULL && term_is_terminal(STDOUT_FILENO);
    if (app->common.to == NULL)
        return;
    out->format = format_of(app->common.to);
    out->separator = separator_of(out->format);
    if (out->format == TABLE_TXT || out->format == TABLE_FTM)
        die_usage(app, "--to takes tsv, csv or jsonl here, not '%s'", app->common.to);
}

static void check_to(const table_out *out, const table *t)
{
    if (out->format == TABLE_TXT)
        die_usage(out->app, "results of a table do not fit lines; give --to tsv, csv or jsonl");
    if (out->format == TABLE_FTM && !is_json(t->format))
        die_usage(out->app, "--to ftm needs FollowTheMoney entities as input");
}

static bool has_column(const table_out *out, norm_str name)
{
    size_t i;

    for (i = 0; i < out->column_count; i++)
        if (str_equal(out->columns[i], name))
            return true;
    return false;
}

void out_join(table_out *out, table *t)
{
    bool is_like = t->header_count == out->column_count || is_json(out->format);
    size_t before = out->column_count;
    size_t i;

    for (i = 0; i < t->header_count; i++) {
        if (before > 0 && has_column(out, t->columns[i])) {
            is_like =
                is_like && (is_json(out->format) || str_equal(out->columns[i], t->columns[i]));
            continue;
        }
        out->columns = mem_grow(out->app, out->columns, &out->column_cap, out->column_count + 1,
                                sizeof(norm_str));
        out->columns[out->column_count++] = pool_copy(out->app, &out->pool, t->columns[i]);
    }
    out->by_name = out->by_name || (before > 0 && !is_like);
    t->nested = !is_json(out->format);
    for (i = 0; i < out->result_count; i++)
        name_result(out, i);
}

void out_like(table_out *out, table *t, const result_column *results, size_t count)
{
    set_up(out, t->app, results, count);
    out->format = t->format;
    if (t->app->common.to != NULL)
        out->format = format_of(t->app->common.to);
    else if (t->format == TABLE_TXT)
        out->format = TABLE_TSV;
    check_to(out, t);
    out->separator = out->format == t->format ? t->separator : separator_of(out->format);
    out->line_end = t->header.end;
    out_join(out, t);
}

void out_check(const table_out *out, const table *t)
{
    size_t i;

    for (i = 0; i < t->header_count && i < out->column_count; i++)
        if (!str_equal(out->columns[i], t->columns[i]))
            break;
    if (is_json(out->format) || (i == t->header_count && i == out->column_count))
        return;
    die(out->app, EXIT_DATA, (say_place){t->input.name, 1, 0},
        "the columns are not those of the table before; give tables with the same header row");
}

static void add_text(table_out *out, norm_str text)
{
    out_writer *to = &out->app->out;

    if (!csv_needs_quotes(text, out->separator)) {
        writer_add(to, text);
        return;
    }
    if (out->format == TABLE_TSV)
        die(out->app, EXIT_DATA, nowhere,
            "a value holds a tab or line end, which TSV has no room for; give --to csv or jsonl");
    writer_add_csv(to, text, out->separator);
}

/* The names of the results or, with values, those. first: no cell stands before them. */
static void add_results(table_out *out, const norm_str *values, bool first)
{
    out_writer *to = &out->app->out;
    size_t i;

    for (i = 0; i < out->result_count; i++) {
        if (!first || i > 0)
            writer_add_byte(to, out->separator);
        if (values == NULL)
            writer_add_c(to, out->names[i]);
        else if (out->results[i].type == VALUE_RAW)
            writer_add(to, values[i]);
        else
            add_text(out, values[i]);
    }
}

static void add_pair(table_out *out, norm_str key, norm_str value, value_type type, bool *first)
{
    out_writer *to = &out->app->out;

    if (!*first)
        writer_add_byte(to, ',');
    *first = false;
    writer_add_json(to, key);
    writer_add_byte(to, ':');
    if (type == VALUE_NUMBER && value.len > 0)
        writer_add(to, value);
    else if (type == VALUE_NUMBER)
        writer_add_c(to, "null");
    else
        writer_add_json(to, value);
}

static void json_row(table_out *out, const table *t, const table_row *row, const norm_str *values)
{
    out_writer *to = &out->app->out;
    norm_str tail = {NULL, 0};
    bool first = true;
    size_t i;

    if (row != NULL && is_json(t->format)) {
        size_t brace = row->raw.len - 1;

        while (row->raw.ptr[brace] != '}')
            brace--;
        writer_add(to, (norm_str){row->raw.ptr, brace});
        tail = (norm_str){row->raw.ptr + brace + 1, row->raw.len - brace - 1};
        first = str_trim((norm_str){row->raw.ptr, brace}).len == 1;
    } else {
        writer_add_byte(to, '{');
        for (i = 0; row != NULL && i < t->header_count; i++)
            add_pair(out, t->columns[i], row->cells[i], VALUE_TEXT, &first);
    }
    for (i = 0; i < out->result_count; i++)
        add_pair(out, norm_str_from(out->names[i]), values[i], out->results[i].type, &first);
    writer_add_byte(to, '}');
    writer_add(to, tail);
}

/* The values of a row by the columns of the output; empty where the table has not the column. */
static void add_cells(table_out *out, const table *t, const table_row *row)
{
    size_t i, j;

    for (i = 0; i < out->column_count; i++) {
        if (i > 0)
            writer_add_byte(&out->app->out, out->separator);
        j = 0;
        while (j < t->header_count && !str_equal(t->columns[j], out->columns[i]))
            j++;
        if (j < t->header_count)
            add_text(out, row->cells[j]);
    }
}

static bool goes_through(const table_out *out, const table *t)
{
    return !out->by_name && t->format == out->format && t->separator == out->separator;
}

static void hold(table_out *out, norm_str value)
{
    out->held =
        mem_grow(out->app, out->held, &out->held_cap, out->held_count + 1, sizeof(norm_str));
    out->held[out->held_count++] = pool_copy(out->app, &out->held_pool, value);
}

void out_flush(table_out *out)
{
    size_t widths[MOST_RESULTS] = {0};
    size_t i;

    for (i = 0; i < out->held_count; i++) {
        size_t width = term_text_width(out->held[i]);
        size_t *widest = &widths[i % out->result_count];

        *widest = width > *widest ? width : *widest;
    }
    for (i = 0; i < out->held_count; i++) {
        size_t column = i % out->result_count;
        bool is_last = column + 1 == out->result_count;

        writer_add_padded(&out->app->out, out->held[i], is_last ? 0 : widths[column] + COLUMN_GAP);
        if (is_last)
            writer_add_byte(&out->app->out, '\n');
    }
    out->held_count = 0;
    pool_reset(&out->held_pool);
}

void out_header(table_out *out, const table *t)
{
    out_writer *to = &out->app->out;
    size_t i;

    if (out->for_eye)
        for (i = 0; i < out->result_count; i++)
            hold(out, norm_str_from(out->names[i]));
    if (is_json(out->format) || out->for_eye)
        return;
    if (t != NULL && goes_through(out, t)) {
        writer_add(to, t->header.raw);
    } else {
        for (i = 0; i < out->column_count; i++) {
            if (i > 0)
                writer_add_byte(to, out->separator);
            add_text(out, out->columns[i]);
        }
    }
    add_results(out, NULL, out->column_count == 0);
    writer_add(to, out->line_end);
}

void out_row(table_out *out, const table *t, const table_row *row, const norm_str *values)
{
    out_writer *to = &out->app->out;
    size_t i;

    if (out->for_eye) {
        for (i = 0; i < out->result_count; i++)
            hold(out, values[i]);
        if (out->held_count > MOST_HELD)
            out_flush(out);
        return;
    }
    if (is_json(out->format)) {
        json_row(out, t, row, values);
    } else {
        if (row != NULL && goes_through(out, t))
            writer_add(to, row->raw);
        else if (row != NULL)
            add_cells(out, t, row);
        add_results(out, values, row == NULL);
    }
    writer_add(to, row != NULL && row->end.len > 0 ? row->end : out->line_end);
}

void out_close(table_out *out)
{
    out_flush(out);
    free(out->held);
    pool_free(&out->held_pool);
    free(out->columns);
    pool_free(&out->pool);
}
