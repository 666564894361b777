/* compare/endings_compile.c - the tables of endings and of their costs, compiled.
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "compare/endings.h"
#include "tables/tsv.h"

#define MOST_NAME 40 /* bytes of the name of a family or form */

/* Costs are bytes of a u16 for each; far more than the forms that there may be. */
#define MOST_COSTS 10000

typedef struct item { /* an ending as its symbols */
    norm_str symbols;
    uint8_t form;
    bool is_patronymic;
} item;

typedef struct draft {
    const nrm_alphabet *alphabet;
    const nrm_tsv *tsv;
    nrm_buf forms;
    size_t form_count;
    norm_str families[NRM_ENDING_FORMS], names[NRM_ENDING_FORMS];
    item items[NRM_ENDINGS];
    size_t count;
} draft;

static norm_status fail_row(const nrm_tsv *tsv, const char *what, norm_error *err)
{
    return nrm_fail_line(err, NORM_E_FORMAT, tsv->line, "%.*s: %s", (int)tsv->path.len,
                         tsv->path.ptr, what);
}

static norm_status find_columns(const nrm_tsv *tsv, const char *const *names, size_t *columns,
                                size_t count, norm_error *err)
{
    norm_status status = NORM_OK;
    size_t i;

    for (i = 0; i < count && status == NORM_OK; i++)
        status = nrm_tsv_column(tsv, names[i], &columns[i], err);
    return status;
}

static bool is_name(norm_str text)
{
    return text.len > 0 && text.len <= MOST_NAME;
}

static char last_of(const item *i)
{
    return i->symbols.len > 0 ? i->symbols.ptr[i->symbols.len - 1] : '\0';
}

/* Endings with one last symbol together, the longer ones first. */
static bool comes_before(const item *a, const item *b)
{
    if (last_of(a) != last_of(b))
        return last_of(a) < last_of(b);
    return a->symbols.len > b->symbols.len;
}

static norm_status add_item(draft *d, norm_str symbols, bool is_patronymic, norm_error *err)
{
    item new = {symbols, (uint8_t)d->form_count, is_patronymic};
    size_t i;

    if (nrm_str_eq_c(symbols, "-")) {
        if (!is_patronymic)
            return fail_row(d->tsv, "only a patronymic may have no ending", err);
        new.symbols.len = 0;
    } else if (symbols.len == 0 || symbols.len > NRM_ENDING_SOUNDS) {
        return fail_row(d->tsv, "an ending has 1 to 8 sounds, or is -", err);
    }
    for (i = 0; i < new.symbols.len; i++) {
        if (d->alphabet->number_of[(unsigned char)symbols.ptr[i]] == NRM_NO_SOUND)
            return fail_row(d->tsv, "sounds are symbols of alphabet.tsv", err);
    }
    for (i = 0; i < d->count; i++) {
        if (d->items[i].is_patronymic == is_patronymic &&
            nrm_str_eq(d->items[i].symbols, new.symbols))
            return fail_row(d->tsv, "an ending that stands in the table already", err);
    }
    if (d->count + 1 == NRM_ENDINGS)
        return fail_row(d->tsv, "too many endings", err);
    for (i = d->count++; i > 0 && comes_before(&new, &d->items[i - 1]); i--)
        d->items[i] = d->items[i - 1];
    d->items[i] = new;
    return NORM_OK;
}

static int class_of(norm_str text)
{
    static const char *const names[NRM_ENDING_CLASSES] = {"family", "feminine", "patronymic"};
    int i;

    for (i = 0; i < NRM_ENDING_CLASSES; i++) {
        if (nrm_str_eq_c(text, names[i]))
            return i;
    }
    return -1;
}

/* columns: family, form, class, sounds, source. */
static norm_status add_form(draft *d, const size_t columns[5], norm_error *err)
{
    norm_str family = d->tsv->cells[columns[0]];
    norm_str name = d->tsv->cells[columns[1]];
    norm_str sounds = d->tsv->cells[columns[3]];
    int class = class_of(d->tsv->cells[columns[2]]);
    norm_status status;
    size_t i;

    if (!is_name(family) || !is_name(name))
        return fail_row(d->tsv, "a family and a form have a name of 1 to 40 bytes", err);
    if (class < 0)
        return fail_row(d->tsv, "class is family, feminine or patronymic", err);
    if (d->tsv->cells[columns[4]].len == 0)
        return fail_row(d->tsv, "a row without its source", err);
    if (d->form_count == NRM_ENDING_FORMS)
        return fail_row(d->tsv, "too many forms", err);
    for (i = 0; i < d->form_count; i++) {
        if (nrm_str_eq(d->families[i], family) && nrm_str_eq(d->names[i], name))
            return fail_row(d->tsv, "a form that stands in the table already", err);
    }
    do {
        status = add_item(d, nrm_str_cut(&sounds, '|'), class == NRM_ENDING_PATRONYMIC, err);
    } while (sounds.ptr != NULL && status == NORM_OK);
    d->families[d->form_count] = family;
    d->names[d->form_count++] = name;
    nrm_buf_add_byte(&d->forms, (char)class);
    nrm_buf_add_short(&d->forms, family);
    nrm_buf_add_short(&d->forms, name);
    return status;
}

norm_status nrm_endings_compile(nrm_arena *arena, norm_str tsv_bytes, const nrm_alphabet *alphabet,
                                norm_str *out, norm_error *err)
{
    static const char *const names[] = {"family", "form", "class", "sounds", "source"};
    size_t columns[NRM_LEN(names)];
    nrm_tsv tsv;
    draft d = {.alphabet = alphabet, .tsv = &tsv};
    nrm_buf whole;
    bool more = true;
    size_t i;
    norm_status status = nrm_tsv_open(&tsv, norm_str_from("sounds/endings.tsv"), tsv_bytes, err);

    *out = (norm_str){NULL, 0};
    nrm_buf_init(&d.forms, arena);
    if (status == NORM_OK)
        status = find_columns(&tsv, names, columns, NRM_LEN(names), err);
    while (status == NORM_OK) {
        status = nrm_tsv_next(&tsv, &more, err);
        if (status != NORM_OK || !more)
            break;
        status = add_form(&d, columns, err);
    }
    if (status != NORM_OK)
        return status;
    if (d.forms.failed)
        return nrm_fail_nomem(err);
    nrm_buf_init(&whole, arena);
    nrm_buf_add_byte(&whole, (char)(unsigned char)d.form_count);
    nrm_buf_add(&whole, (norm_str){d.forms.ptr, d.forms.len});
    nrm_buf_add_byte(&whole, (char)(unsigned char)d.count);
    for (i = 0; i < d.count; i++) {
        nrm_buf_add_byte(&whole, (char)(unsigned char)d.items[i].form);
        nrm_buf_add_short(&whole, d.items[i].symbols);
    }
    return nrm_buf_finish(&whole, out, err);
}

/* ---- tables/costs/endings.tsv ---- */

norm_status nrm_ending_costs_compile(nrm_arena *arena, norm_str tsv_bytes, norm_str *out,
                                     norm_error *err)
{
    static const char *const names[] = {"family", "a", "b", "nats"};
    size_t columns[NRM_LEN(names)];
    nrm_tsv tsv;
    nrm_buf rows;
    nrm_buf whole;
    size_t count = 0;
    bool more = true;
    norm_status status = nrm_tsv_open(&tsv, norm_str_from("costs/endings.tsv"), tsv_bytes, err);

    *out = (norm_str){NULL, 0};
    nrm_buf_init(&rows, arena);
    if (status == NORM_OK)
        status = find_columns(&tsv, names, columns, NRM_LEN(names), err);
    while (status == NORM_OK) {
        int64_t nats = 0;
        size_t i;

        status = nrm_tsv_next(&tsv, &more, err);
        if (status != NORM_OK || !more)
            break;
        if (!nrm_str_to_i64(tsv.cells[columns[3]], &nats) || nats > 0 || nats <= NRM_ENDING_APART)
            status = fail_row(&tsv, "nats is a whole number of 1/1024 nat from -32767 to 0", err);
        for (i = 0; i < 3 && status == NORM_OK; i++) {
            if (!is_name(tsv.cells[columns[i]]))
                status = fail_row(&tsv, "a family and two of its forms are named", err);
            nrm_buf_add_short(&rows, tsv.cells[columns[i]]);
        }
        nrm_buf_add_u16(&rows, (uint16_t)(int16_t)nats);
        if (++count > MOST_COSTS && status == NORM_OK)
            status = fail_row(&tsv, "too many rows", err);
    }
    if (status != NORM_OK)
        return status;
    if (rows.failed)
        return nrm_fail_nomem(err);
    nrm_buf_init(&whole, arena);
    nrm_buf_add_u16(&whole, (uint16_t)count);
    nrm_buf_add(&whole, (norm_str){rows.ptr, rows.len});
    return nrm_buf_finish(&whole, out, err);
}
