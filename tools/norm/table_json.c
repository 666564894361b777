/* norm/table_json.c - the rows of JSON lines and of FollowTheMoney entities.
 * SPDX-License-Identifier: MIT
 *
 * Sources: RFC 8259; jsonlines.org; followthemoney.tech for the names of the keys. */
#include "table.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

void json_drop(table *t)
{
    json_decref(t->object);
    t->object = NULL;
    pool_reset(&t->values);
}

/* Reads the next line that holds an object; false at the end. */
static bool read_object(table *t)
{
    json_error_t fault;
    norm_str line;

    json_drop(t);
    do {
        if (!stream_line(&t->input, &line))
            return false;
        t->row.line = t->input.line;
        line = stream_check(&t->input, line, t->row.line);
        t->row.end = cut_line_end(&line);
    } while (str_trim(line).len == 0);
    t->row.raw = line;
    t->object = json_loadb(line.ptr, line.len, JSON_ALLOW_NUL, &fault);
    if (t->object == NULL) {
        size_t at = fault.position > 0 ? (size_t)fault.position - 1 : 0;

        die(t->app, EXIT_DATA, place_in(&t->input, line, t->row.line, at < line.len ? at : 0),
            "not JSON: %s; write an object a line", fault.text);
    }
    if (!json_is_object((json_t *)t->object))
        die(t->app, EXIT_DATA, table_place(t), "not an object; write {\"name\": ...} a line");
    return true;
}

/* Keys of FollowTheMoney that stand for columns of ours. */
static const char *key_of(const table *t, const char *column)
{
    return t->format == TABLE_FTM && strcmp(column, "kind") == 0 ? "schema" : column;
}

static const json_t *find_value(const table *t, const char *column)
{
    const json_t *object = t->object;
    const char *key = key_of(t, column);
    const json_t *value = json_object_get(object, key);

    if (value == NULL && t->format == TABLE_FTM)
        value = json_object_get(json_object_get(object, "properties"), key);
    return value;
}

bool json_has(const table *t, const char *name)
{
    return find_value(t, name) != NULL;
}

static void add_column(table *t, const char *name)
{
    size_t count = t->column_count + 1;
    norm_str text = norm_str_from(name);

    text.len++; /* keys are asked for as C strings */
    t->columns = mem_grow(t->app, t->columns, &t->column_cap, count, sizeof(norm_str));
    t->columns[t->column_count] = pool_copy(t->app, &t->names, text);
    t->columns[t->column_count++].len--;
    t->row.cells = mem_grow(t->app, t->row.cells, &t->cell_cap, count, sizeof(norm_str));
    t->row.cells[count - 1] = (norm_str){NULL, 0};
}

size_t json_column(table *t, const char *name)
{
    add_column(t, name);
    return t->column_count - 1;
}

void json_first(table *t)
{
    const char *key;
    json_t *value;

    t->held = read_object(t);
    t->header.end = t->row.end.len == 2 ? norm_str_from("\r\n") : norm_str_from("\n");
    if (!t->held)
        return;
    json_object_foreach((json_t *)t->object, key, value) add_column(t, key);
    t->header_count = t->column_count;
}

/* The JSON text of a value. */
static norm_str dump(table *t, const json_t *value)
{
    size_t flags = JSON_ENCODE_ANY | JSON_COMPACT;
    char *text = json_dumps(value, flags | JSON_REAL_PRECISION(17));
    norm_str copy;

    if (text == NULL)
        die(t->app, EXIT_RESOURCE, table_place(t), "out of memory; give it less at a time");
    copy = pool_copy(t->app, &t->values, norm_str_from(text));
    free(text);
    return copy;
}

/* A value as the text of a cell. is_asked: the first of an array, else the array as JSON. */
static norm_str cell_of(table *t, const json_t *value, bool is_asked)
{
    if (is_asked && json_is_array(value))
        value = json_array_get(value, 0);
    if (json_is_string(value))
        return (norm_str){json_string_value(value), json_string_length(value)};
    if (value == NULL || json_is_null(value))
        return (norm_str){NULL, 0};
    if ((json_is_object(value) || json_is_array(value)) && (is_asked || !t->nested))
        return (norm_str){NULL, 0};
    return dump(t, value);
}

/* A row has no place for a key that the header has not. */
static void refuse_new_keys(const table *t)
{
    const char *key;
    json_t *value;
    size_t i;

    json_object_foreach((json_t *)t->object, key, value)
    {
        for (i = 0; i < t->header_count && !str_is(t->columns[i], key); i++)
            ;
        if (i == t->header_count)
            die(t->app, EXIT_DATA, table_place(t),
                "the first object has no key '%s', so there is no column for it; give --to jsonl",
                key);
    }
}

bool json_next(table *t)
{
    size_t i;

    if (!t->held && !read_object(t))
        return false;
    t->held = false;
    if (t->nested)
        refuse_new_keys(t);
    for (i = 0; i < t->column_count; i++) {
        const json_t *value = i < t->header_count ? json_object_get(t->object, t->columns[i].ptr)
                                                  : find_value(t, t->columns[i].ptr);

        t->row.cells[i] = cell_of(t, value, i >= t->header_count);
    }
    progress_tell(&t->app->progress, "rows", (size_t)t->input.line, 0);
    return true;
}

size_t table_value_count(const table *t, size_t column)
{
    const json_t *value;

    if (column == NO_COLUMN)
        return 0;
    value = t->object != NULL ? find_value(t, t->columns[column].ptr) : NULL;
    return json_is_array(value) ? json_array_size(value) : 1;
}

norm_str table_value(const table *t, size_t column, size_t index)
{
    const json_t *value = t->object != NULL ? find_value(t, t->columns[column].ptr) : NULL;

    if (!json_is_array(value))
        return table_cell(t, column);
    value = json_array_get(value, index);
    return (norm_str){json_string_value(value), json_string_length(value)};
}
