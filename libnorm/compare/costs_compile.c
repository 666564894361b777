/* compare/costs_compile.c - tables/costs/sounds.tsv to the rows of section COST.
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "compare/costs.h"
#include "tables/tsv.h"

typedef struct columns {
    size_t table, place, a, b, nats;
} columns;

typedef struct writer {
    nrm_buf rows;                /* of the table at hand */
    nrm_buf out;                 /* the tables done */
    norm_str tables[NRM_TABLES]; /* "Armn:Cyrl"; the last one is at hand */
    uint32_t table_count;
    int16_t backoff;
    uint32_t row_count;
    nrm_wides *wides; /* of all tables */
} writer;

/* Sounds of one side of an operation, as bytes and as numbers; filled up with 0. */
typedef struct side {
    char symbols[NRM_SIDE];
    uint8_t numbers[NRM_SIDE];
} side;

static norm_status find_columns(const nrm_tsv *tsv, columns *out, norm_error *err)
{
    static const char *const names[] = {"table", "place", "a", "b", "nats"};
    size_t *const slots[] = {&out->table, &out->place, &out->a, &out->b, &out->nats};

    return nrm_tsv_columns(tsv, names, slots, NRM_LEN(names), err);
}

/* Writes the table at hand down. */
static void end_table(writer *w)
{
    norm_str rest;
    norm_str tag_a;

    if (w->table_count == 0)
        return;
    rest = w->tables[w->table_count - 1];
    tag_a = nrm_str_cut(&rest, ':');
    nrm_buf_add_short(&w->out, tag_a);
    nrm_buf_add_short(&w->out, rest);
    nrm_buf_add_u16(&w->out, (uint16_t)w->backoff);
    nrm_buf_add_u32(&w->out, w->row_count);
    nrm_buf_add(&w->out, (norm_str){w->rows.ptr, w->rows.len});
    w->rows.len = 0;
    w->row_count = 0;
    w->backoff = 0;
}

/* "-", or one to three symbols of the alphabet. */
static bool read_side(norm_str text, const nrm_alphabet *alphabet, side *out)
{
    size_t i;

    memset(out, 0, sizeof *out);
    if (nrm_str_eq_c(text, "-"))
        return true;
    for (i = 0; i < text.len && i < NRM_SIDE; i++) {
        out->symbols[i] = text.ptr[i];
        out->numbers[i] = alphabet->number_of[(unsigned char)text.ptr[i]];
        if (out->numbers[i] == NRM_NO_SOUND)
            return false;
    }
    return text.len >= 1 && text.len <= NRM_SIDE;
}

/* Of the sounds that the sides have: 1:1, 1:0, 0:1, 2:1, 1:2, and what is wide. */
static bool is_operation(const side *a, const side *b)
{
    size_t n = nrm_side_len(a->numbers);
    size_t m = nrm_side_len(b->numbers);

    if (nrm_is_wide(a->numbers, b->numbers))
        return true;
    return n + m > 0 && n + m <= 3 && n < 3 && m < 3 && (n + m != 2 || n == m);
}

static norm_status fail_row(const nrm_tsv *tsv, const char *what, norm_error *err)
{
    return nrm_fail_line(err, NORM_E_FORMAT, tsv->line, "costs/sounds.tsv: %s", what);
}

/* Goes on to the table of a row, if it is another one. */
static norm_status change_table(writer *w, const nrm_tsv *tsv, norm_str table, norm_error *err)
{
    uint32_t i;

    if (w->table_count > 0 && nrm_str_eq(w->tables[w->table_count - 1], table))
        return NORM_OK;
    if (table.len > 100 || nrm_str_find(table, ':') == SIZE_MAX)
        return fail_row(tsv, "table is a pair of tags with a colon, like Armn:Cyrl", err);
    for (i = 0; i < w->table_count; i++) {
        if (nrm_str_eq(w->tables[i], table))
            return fail_row(tsv, "the rows of a table stand together", err);
    }
    if (w->table_count == NRM_TABLES)
        return fail_row(tsv, "too many tables", err);
    end_table(w);
    w->tables[w->table_count++] = table;
    return NORM_OK;
}

static void add_row_bytes(writer *w, size_t place, const side *a, const side *b, int16_t nats)
{
    nrm_buf_add_byte(&w->rows, (char)place);
    nrm_buf_add(&w->rows, (norm_str){a->symbols, 2});
    nrm_buf_add(&w->rows, (norm_str){b->symbols, 2});
    nrm_buf_add_byte(&w->rows, a->symbols[2] != '\0' ? a->symbols[2] : b->symbols[2]);
    nrm_buf_add_u16(&w->rows, (uint16_t)nats);
    w->row_count++;
}

static norm_status add_row(writer *w, const nrm_tsv *tsv, const columns *at,
                           const nrm_alphabet *alphabet, norm_error *err)
{
    side a;
    side b;
    int64_t nats;
    size_t place = 0;
    bool is_backoff = nrm_str_eq_c(tsv->cells[at->place], "backoff");

    while (place < NRM_PLACES &&
           !nrm_str_eq_c(tsv->cells[at->place], nrm_place_name((nrm_place)place)))
        place++;
    if (place == NRM_PLACES && !is_backoff)
        return fail_row(tsv, "place is first, inside, last, after or backoff", err);
    if (!read_side(tsv->cells[at->a], alphabet, &a) || !read_side(tsv->cells[at->b], alphabet, &b))
        return fail_row(tsv, "a and b are -, or one to three symbols of alphabet.tsv", err);
    if (!nrm_str_to_i64(tsv->cells[at->nats], &nats) || nats < INT16_MIN || nats > INT16_MAX)
        return fail_row(tsv, "nats is a whole number of 1/1024 nat within 16 bits", err);
    if (is_backoff) {
        w->backoff = (int16_t)nats;
        return NORM_OK;
    }
    if (!is_operation(&a, &b))
        return fail_row(tsv, "operations are 1:1, 1:0, 0:1, 2:1, 1:2, 2:2, 3:1 and 1:3", err);
    if (place == NRM_PLACE_AFTER && (a.symbols[1] != '\0' || b.symbols[1] != '\0'))
        return fail_row(tsv, "an operation of two sounds or more has no place after a vowel", err);
    if (nrm_is_wide(a.numbers, b.numbers) && !nrm_wides_add(w->wides, a.numbers, b.numbers))
        return fail_row(tsv, "too many operations of 2:2, 3:1 and 1:3", err);
    add_row_bytes(w, place, &a, &b, (int16_t)nats);
    return NORM_OK;
}

norm_status nrm_costs_compile(nrm_arena *arena, norm_str tsv_bytes, const nrm_alphabet *alphabet,
                              norm_str *out, norm_error *err)
{
    writer w = {.table_count = 0};
    nrm_tsv tsv;
    columns at;
    bool more = true;
    norm_str body;
    nrm_buf whole;
    norm_status status = nrm_tsv_open(&tsv, norm_str_from("costs/sounds.tsv"), tsv_bytes, err);

    *out = (norm_str){NULL, 0};
    w.wides = nrm_arena_alloc(arena, 1, sizeof *w.wides);
    if (w.wides == NULL)
        return nrm_fail_nomem(err);
    nrm_wides_init(w.wides);
    nrm_buf_init(&w.rows, arena);
    nrm_buf_init(&w.out, arena);
    if (status == NORM_OK)
        status = find_columns(&tsv, &at, err);
    while (status == NORM_OK) {
        status = nrm_tsv_next(&tsv, &more, err);
        if (status != NORM_OK || !more)
            break;
        status = change_table(&w, &tsv, tsv.cells[at.table], err);
        if (status == NORM_OK)
            status = add_row(&w, &tsv, &at, alphabet, err);
    }
    if (status != NORM_OK)
        return status;
    end_table(&w);
    if (w.rows.failed)
        return nrm_fail_nomem(err);
    status = nrm_buf_finish(&w.out, &body, err);
    if (status != NORM_OK)
        return status;
    nrm_buf_init(&whole, arena);
    nrm_buf_add_u32(&whole, w.table_count);
    nrm_buf_add(&whole, body);
    return nrm_buf_finish(&whole, out, err);
}
