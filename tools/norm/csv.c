/* norm/csv.c - records of CSV and TSV: where they end, and the cells in them.
 * SPDX-License-Identifier: MIT */
#include "csv.h"

#include <string.h>

/* Bytes before the next byte, or len when it is not there. */
static size_t find_byte(norm_str text, size_t from, char byte)
{
    const char *found = from < text.len ? memchr(text.ptr + from, byte, text.len - from) : NULL;

    return found != NULL ? (size_t)(found - text.ptr) : text.len;
}

bool csv_is_whole(csv_scan *scan, norm_str record, char separator)
{
    while (separator != '\t' && scan->at < record.len) {
        char byte = record.ptr[scan->at];

        if (scan->in_quotes && !scan->after_quote) {
            scan->at = find_byte(record, scan->at, '"');
            if (scan->at == record.len)
                break;
            scan->after_quote = true;
        } else if (scan->after_quote && byte == '"') {
            scan->after_quote = false;
        } else if (byte == separator) {
            scan->in_cell = scan->in_quotes = scan->after_quote = false;
            scan->at++;
            continue;
        } else if (byte == '"' && !scan->in_cell) {
            scan->in_quotes = true;
            scan->quote = scan->at;
        } else {
            scan->in_quotes = scan->after_quote = false;
        }
        scan->in_cell = true;
        scan->at++;
    }
    return !scan->in_quotes || scan->after_quote;
}

/* The closing quote of the cell that opens at from; record.len when there is none. */
static size_t closing_quote(norm_str record, size_t from, bool *has_doubled)
{
    size_t at = from + 1;

    *has_doubled = false;
    for (;;) {
        at = find_byte(record, at, '"');
        if (at + 1 >= record.len || record.ptr[at + 1] != '"')
            return at;
        *has_doubled = true;
        at += 2;
    }
}

csv_result csv_next(csv_cursor *cursor, csv_cell *cell)
{
    norm_str record = cursor->record;
    size_t begin = cursor->at;
    size_t end = begin;

    *cell = (csv_cell){{record.ptr + begin, 0}, false, false};
    if (cursor->at_end)
        return CSV_END;
    if (begin < record.len && record.ptr[begin] == '"' && cursor->separator != '\t') {
        end = closing_quote(record, begin, &cell->has_doubled);
        cell->is_quoted =
            end < record.len && (end + 1 == record.len || record.ptr[end + 1] == cursor->separator);
        if (!cell->is_quoted) {
            cursor->at = end < record.len ? end + 1 : begin;
            return CSV_FAULT;
        }
    }
    if (cell->is_quoted) {
        end++;
    } else {
        cell->has_doubled = false;
        end = find_byte(record, begin, cursor->separator);
    }
    cell->raw.len = end - begin;
    cursor->at_end = end == record.len;
    cursor->at = end + !cursor->at_end;
    return CSV_CELL;
}

norm_str csv_value(const csv_cell *cell, char *room)
{
    norm_str inside;
    size_t len = 0;
    size_t i;

    if (!cell->is_quoted)
        return cell->raw;
    inside = (norm_str){cell->raw.ptr + 1, cell->raw.len - 2};
    if (!cell->has_doubled)
        return inside;
    for (i = 0; i < inside.len; i++) {
        room[len++] = inside.ptr[i];
        i += inside.ptr[i] == '"'; /* the second of two */
    }
    return (norm_str){room, len};
}

bool csv_needs_quotes(norm_str value, char separator)
{
    return find_byte(value, 0, '\n') < value.len || find_byte(value, 0, '\r') < value.len ||
           find_byte(value, 0, separator) < value.len ||
           (separator != '\t' && find_byte(value, 0, '"') < value.len);
}
