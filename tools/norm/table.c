/* norm/table.c - the rows of a table: opening, the header, CSV, TSV and plain lines.
 * SPDX-License-Identifier: MIT */
#include "table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A quoted cell that is not closed would take in the rest of the file. */
#define MOST_RECORD ((size_t)64 * 1024 * 1024)
#define MOST_NAMED  8 /* columns that a message lists */

static bool is_json(table_format format)
{
    return format == TABLE_JSONL || format == TABLE_FTM;
}

table_format format_of(const char *word)
{
    static const char *const words[] = {"txt", "csv", "tsv", "jsonl", "ftm"};
    size_t i = 0;

    while (i + 1 < sizeof words / sizeof words[0] && strcmp(words[i], word) != 0)
        i++;
    return (table_format)i;
}

static bool ends_with(const char *path, const char *ending)
{
    size_t len = strlen(path);
    size_t end = strlen(ending);

    return len > end && strcmp(path + len - end, ending) == 0;
}

static bool has_text(norm_str line, const char *text)
{
    size_t len = strlen(text);
    size_t i;

    for (i = 0; i + len <= line.len; i++)
        if (memcmp(line.ptr + i, text, len) == 0)
            return true;
    return false;
}

static size_t count_byte(norm_str line, char byte)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < line.len; i++)
        count += line.ptr[i] == byte;
    return count;
}

/* By the ending, else by the first line. */
static table_format guess_format(const char *path, norm_str first)
{
    first = str_trim(first);
    if (ends_with(path, ".csv"))
        return TABLE_CSV;
    if (ends_with(path, ".tsv") || ends_with(path, ".tab"))
        return TABLE_TSV;
    if (first.len > 0 && first.ptr[0] == '{' && has_text(first, "\"schema\"") &&
        has_text(first, "\"properties\""))
        return TABLE_FTM;
    if (ends_with(path, ".jsonl") || ends_with(path, ".ndjson") ||
        (first.len > 0 && first.ptr[0] == '{'))
        return TABLE_JSONL;
    return count_byte(first, '\t') > 0 ? TABLE_TSV : TABLE_CSV;
}

/* The bytes of the next record, line end included; false at the end. */
static bool next_record(table *t, norm_str *record)
{
    csv_scan scan = {0};

    if (!stream_line(&t->input, record))
        return false;
    t->row.line = t->input.line;
    while (t->format == TABLE_CSV && !csv_is_whole(&scan, *record, t->separator))
        if (record->len > MOST_RECORD || !stream_extend(&t->input, record))
            die(t->app, EXIT_DATA, place_in(&t->input, *record, t->row.line, scan.quote),
                "this quote is not closed; close it, or double quotes that belong to the text");
    return true;
}

static _Noreturn void fail_cell_count(const table *t, size_t count, size_t at)
{
    say_place place = place_in(&t->input, t->row.raw, t->row.line, at);

    if (count > t->header_count)
        die(t->app, EXIT_DATA, place,
            "the row has more cells than the header, which has %zu; quote cells that hold the "
            "separator",
            t->header_count);
    die(t->app, EXIT_DATA, place,
        "the row has fewer cells (%zu) than the header (%zu); complete the row", count,
        t->header_count);
}

/* Cuts t->row.raw into cells; most: as many as the header has, or 0 for the header itself. */
static size_t split(table *t, size_t most)
{
    csv_cursor cursor = {t->row.raw, 0, t->separator, false};
    csv_cell cell;
    csv_result result;
    size_t count = 0;
    char *room;

    t->scratch = mem_grow(t->app, t->scratch, &t->scratch_cap, t->row.raw.len + 1, 1);
    room = t->scratch;
    for (;;) {
        size_t at = cursor.at;

        result = csv_next(&cursor, &cell);
        if (result != CSV_CELL)
            break;
        count++;
        if (most > 0 && count > most)
            fail_cell_count(t, count, at);
        t->row.cells = mem_grow(t->app, t->row.cells, &t->cell_cap, count, sizeof(norm_str));
        t->raw_cells = mem_grow(t->app, t->raw_cells, &t->raw_cap, count, sizeof(norm_str));
        t->raw_cells[count - 1] = cell.raw;
        t->row.cells[count - 1] = csv_value(&cell, room);
        if (cell.has_doubled)
            room += t->row.cells[count - 1].len;
    }
    if (result == CSV_FAULT)
        die(t->app, EXIT_DATA, place_in(&t->input, t->row.raw, t->row.line, cursor.at),
            "text behind a closing quote; double quotes that belong to the text");
    if (count < most)
        fail_cell_count(t, count, t->row.raw.len);
    return count;
}

static bool next_text_row(table *t)
{
    norm_str record;

    do {
        if (!next_record(t, &record))
            return false;
        record = stream_check(&t->input, record, t->row.line);
        t->row.end = cut_line_end(&record);
        t->row.raw = record;
    } while (record.len == 0 && t->header_count > 1);
    if (t->format == TABLE_TXT) {
        t->row.cells[0] = record;
        t->raw_cells[0] = record;
    } else {
        (void)split(t, t->header_count);
    }
    progress_tell(&t->app->progress, "rows", (size_t)t->input.line, 0);
    return true;
}

bool table_next(table *t)
{
    if (is_json(t->format))
        return json_next(t);
    return next_text_row(t);
}

static void add_column(table *t, norm_str name)
{
    size_t count = t->column_count + 1;

    t->columns = mem_grow(t->app, t->columns, &t->column_cap, count, sizeof(norm_str));
    t->columns[t->column_count++] = pool_copy(t->app, &t->names, name);
}

static void read_header(table *t)
{
    size_t count, i;

    do {
        norm_str record;

        if (!next_record(t, &record))
            die(t->app, EXIT_DATA, (say_place){t->input.name, 0, 0},
                "the table is empty; it needs a header row");
        record = stream_check(&t->input, record, t->row.line);
        t->row.end = cut_line_end(&record);
        t->row.raw = record;
    } while (t->row.raw.len == 0);
    count = split(t, 0);
    for (i = 0; i < count; i++)
        add_column(t, t->row.cells[i]);
    t->header_count = count;
    t->header = t->row;
    t->header.cells = t->columns;
    t->header.raw = pool_copy(t->app, &t->names, t->row.raw);
    t->header.end = t->row.end.len == 2 ? norm_str_from("\r\n") : norm_str_from("\n");
}

void table_open(table *t, norm_app *app, const char *path)
{
    norm_str first;

    *t = (table){.app = app};
    stream_open(&t->input, app, path);
    first = stream_peek(&t->input);
    t->format = app->common.from != NULL ? format_of(app->common.from) : guess_format(path, first);
    t->separator = '\t';
    if (t->format == TABLE_CSV)
        t->separator = count_byte(first, ';') > count_byte(first, ',') ? ';' : ',';
    if (is_json(t->format)) {
        json_first(t);
    } else if (t->format == TABLE_TXT) {
        add_column(t, norm_str_from("name"));
        t->header_count = 1;
        t->row.cells = mem_grow(app, NULL, &t->cell_cap, 1, sizeof(norm_str));
        t->raw_cells = mem_grow(app, NULL, &t->raw_cap, 1, sizeof(norm_str));
        t->header = (table_row){t->columns[0], norm_str_from("\n"), 0, t->columns};
    } else {
        read_header(t);
    }
}

void table_close(table *t)
{
    json_drop(t);
    stream_close(&t->input);
    free(t->columns);
    free(t->row.cells);
    free(t->raw_cells);
    free(t->scratch);
    pool_free(&t->names);
    pool_free(&t->values);
}

static size_t find_column(const table *t, const char *name)
{
    size_t i;

    for (i = 0; i < t->header_count; i++)
        if (str_is(t->columns[i], name))
            return i;
    return NO_COLUMN;
}

size_t table_column(table *t, const char *name)
{
    return is_json(t->format) ? json_column(t, name) : find_column(t, name);
}

/* "a, b, c and 4 more" */
static const char *list_columns(const table *t, char *text, size_t size)
{
    size_t len = 0;
    size_t i;

    (void)snprintf(text, size, "none");
    for (i = 0; i < t->header_count && i < MOST_NAMED && len < size; i++)
        len += (size_t)snprintf(text + len, size - len, "%s%.*s", i > 0 ? ", " : "",
                                (int)(t->columns[i].len < 60 ? t->columns[i].len : 60),
                                t->columns[i].ptr);
    if (i < t->header_count && len < size)
        (void)snprintf(text + len, size - len, " and %zu more", t->header_count - i);
    return text;
}

/* Whether a column is there: in JSON, in the first object. */
static bool is_there(const table *t, const char *name)
{
    if (is_json(t->format))
        return !t->held || json_has(t, name);
    return find_column(t, name) != NO_COLUMN;
}

size_t table_need(table *t, const char *name)
{
    char list[600];

    if (!is_there(t, name))
        die(t->app, EXIT_DATA, (say_place){t->input.name, 1, 0},
            "there is no column '%s'; the columns are %s", name,
            list_columns(t, list, sizeof list));
    return table_column(t, name);
}

/* A number from 1, or 0 when text is none. */
static size_t column_number(const char *text)
{
    size_t number = 0;

    for (; *text >= '0' && *text <= '9' && number < 1000000; text++)
        number = number * 10 + (size_t)(*text - '0');
    return *text == '\0' ? number : 0;
}

size_t table_pick(table *t, const char *option, const char *column)
{
    char list[600];
    size_t number = column_number(column);

    if (is_there(t, column))
        return table_column(t, column);
    if (number >= 1 && number <= t->header_count)
        return is_json(t->format) ? json_column(t, t->columns[number - 1].ptr) : number - 1;
    die_usage(t->app, "%s: %s names no column '%s'; the columns are %s", t->input.name, option,
              column, list_columns(t, list, sizeof list));
}

norm_str table_cell(const table *t, size_t column)
{
    return column != NO_COLUMN ? t->row.cells[column] : (norm_str){NULL, 0};
}

norm_str table_raw_cell(const table *t, size_t column)
{
    return is_json(t->format) || column == NO_COLUMN ? table_cell(t, column) : t->raw_cells[column];
}

say_place table_place(const table *t)
{
    return (say_place){t->input.name, t->row.line, 0};
}

_Noreturn void die_row(const table *t, uint64_t line, const norm_error *err, const char *advice)
{
    const char *message = err->message[0] != '\0' ? err->message : norm_status_text(err->status);
    int code = err->status == NORM_E_ARG ? EXIT_DATA : exit_code_of(err->status);

    if (err->status == NORM_E_LIMIT)
        advice = "cut it short or leave it out";
    die(t->app, code, (say_place){t->input.name, line, 0}, "%s; %s", message, advice);
}

norm_kind table_kind(const table *t, size_t column)
{
    /* Schemas: those of FollowTheMoney that have names of their own. */
    static const struct {
        const char *word;
        norm_kind kind;
    } words[] = {{"", NORM_KIND_ANY},          {"any", NORM_KIND_ANY},
                 {"place", NORM_KIND_PLACE},   {"Address", NORM_KIND_PLACE},
                 {"person", NORM_KIND_PERSON}, {"Person", NORM_KIND_PERSON},
                 {"org", NORM_KIND_ORG},       {"Organization", NORM_KIND_ORG},
                 {"Company", NORM_KIND_ORG},   {"LegalEntity", NORM_KIND_ORG},
                 {"PublicBody", NORM_KIND_ORG}};
    norm_str text = str_trim(table_cell(t, column));
    size_t i;

    for (i = 0; i < sizeof words / sizeof words[0]; i++)
        if (str_is(text, words[i].word))
            return words[i].kind;
    if (t->format == TABLE_FTM) /* a schema whose names are not of one of the kinds */
        return NORM_KIND_ANY;
    die(t->app, EXIT_DATA, table_place(t), "there is no kind '%.*s'; use place, person, org or any",
        (int)(text.len < 60 ? text.len : 60), text.ptr);
}

/* A text of the row in the copy of the row, or copied too. */
static norm_str keep_text(const table *t, mem_pool *pool, norm_str raw, norm_str text)
{
    uintptr_t from = (uintptr_t)t->row.raw.ptr;
    uintptr_t at = (uintptr_t)text.ptr;

    if (text.len > 0 && at >= from && at - from < t->row.raw.len)
        return (norm_str){raw.ptr + (at - from), text.len};
    return pool_copy(t->app, pool, text);
}

table_row table_keep(const table *t, mem_pool *pool)
{
    table_row row = t->row;
    size_t i;

    row.raw = pool_copy(t->app, pool, t->row.raw);
    row.end = row.end.len == 2 ? norm_str_from("\r\n") : norm_str_from("\n");
    row.cells = pool_array(t->app, pool, t->column_count);
    for (i = 0; i < t->column_count; i++)
        row.cells[i] = keep_text(t, pool, row.raw, t->row.cells[i]);
    return row;
}
