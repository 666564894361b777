/* fuzz/fuzz_csv.c - records of CSV and TSV of any bytes: cells that cover the record, and back.
 * SPDX-License-Identifier: MIT */
#include "fuzz.h"

#include <string.h>

#include "../tools/norm/csv.h"

/* Where the first record ends: grown line by line, as the reader does it. */
static size_t first_record(norm_str data, char separator)
{
    csv_scan scan = {0};
    csv_scan again = {0};
    norm_str record = {data.ptr, 0};
    bool whole;

    do {
        const char *found = memchr(data.ptr + record.len, '\n', data.len - record.len);

        record.len = found != NULL ? (size_t)(found - data.ptr) + 1 : data.len;
        whole = csv_is_whole(&scan, record, separator);
    } while (!whole && record.len < data.len);
    fuzz_must(csv_is_whole(&again, record, separator) == whole);
    fuzz_must(whole || record.ptr[scan.quote] == '"');
    return record.len;
}

/* A value that needs no quotes is read back as it is. */
static void check_value(const csv_cell *cell, norm_str value, char separator)
{
    csv_cursor cursor = {value, 0, separator, false};
    csv_cell again;

    fuzz_must(value.len <= cell->raw.len);
    if (csv_needs_quotes(value, separator))
        return;
    fuzz_must(csv_next(&cursor, &again) == CSV_CELL && !again.is_quoted);
    fuzz_must(again.raw.len == value.len && cursor.at_end);
}

static void check_record(norm_str record, char separator)
{
    csv_cursor cursor = {record, 0, separator, false};
    char *room = malloc(record.len + 1);
    size_t at = 0;
    csv_cell cell;
    csv_result result;

    fuzz_must(room != NULL);
    for (;;) {
        result = csv_next(&cursor, &cell);
        if (result != CSV_CELL)
            break;
        fuzz_must(cell.raw.ptr == record.ptr + at && cell.raw.len <= record.len - at);
        at += cell.raw.len;
        fuzz_must(at == record.len || record.ptr[at] == separator);
        at += at < record.len;
        check_value(&cell, csv_value(&cell, room), separator);
    }
    fuzz_must(result == CSV_FAULT ? separator != '\t' && cursor.at <= record.len
                                  : at == record.len);
    free(room);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char separators[] = {',', ';', '\t'};
    norm_str text = {size > 0 ? (const char *)data : "", size};
    size_t i;

    for (i = 0; i < sizeof separators; i++) {
        size_t end = first_record(text, separators[i]);

        if (end > 0 && text.ptr[end - 1] == '\n')
            end--;
        check_record((norm_str){text.ptr, end}, separators[i]);
    }
    return 0;
}
