/* name/inflect_compile.c - tables/lang/cases.tsv to section CASE.
 * SPDX-License-Identifier: MIT */
#include "base/buf.h"
#include "base/fail.h"
#include "name/inflect.h"
#include "tables/tsv.h"
#include "text/utf8.h"

#define MOST_BYTES 100 /* of a cell */
#define MOST_RULES 4000

typedef struct columns {
    size_t lang, name, ending, base, edge, vowels;
} columns;

typedef struct draft {
    nrm_buf rules;
    size_t count;
    norm_str lang; /* of the row before */
} draft;

static norm_status fail_row(const nrm_tsv *tsv, const char *what, norm_error *err)
{
    return nrm_fail_line(err, NORM_E_FORMAT, tsv->line, "lang/cases.tsv: %s", what);
}

static norm_status find_columns(const nrm_tsv *tsv, columns *out, norm_error *err)
{
    static const char *const names[] = {"lang", "case", "ending", "base", "edge", "vowels"};
    size_t *const slots[] = {&out->lang, &out->name, &out->ending,
                             &out->base, &out->edge, &out->vowels};

    return nrm_tsv_columns(tsv, names, slots, NRM_LEN(names), err);
}

static norm_str or_nothing(norm_str cell)
{
    return nrm_str_eq_c(cell, "-") ? (norm_str){"", 0} : cell;
}

static norm_status check_row(const draft *d, const nrm_tsv *tsv, const columns *at, norm_error *err)
{
    const size_t cells[] = {at->lang, at->name, at->ending, at->base, at->vowels};
    bool is_vowels = nrm_str_eq_c(tsv->cells[at->ending], "*");
    norm_str edge = tsv->cells[at->edge];
    size_t i;

    for (i = 0; i < NRM_LEN(cells); i++) {
        norm_str cell = tsv->cells[cells[i]];

        if (cell.len > MOST_BYTES || (cell.len == 0 && i < 4))
            return fail_row(tsv, "a cell is empty or longer than 100 bytes", err);
        if (nrm_utf8_check(cell, NULL) != NORM_OK)
            return fail_row(tsv, "not UTF-8", err);
    }
    if (is_vowels == nrm_str_eq(tsv->cells[at->lang], d->lang))
        return fail_row(tsv, "the rows of a language begin with * and its vowels", err);
    if (!is_vowels && !nrm_str_eq_c(edge, "v") && !nrm_str_eq_c(edge, "c") &&
        !nrm_str_eq_c(edge, "-") && edge.len > 0)
        return fail_row(tsv, "edge is v, c or -", err);
    return NORM_OK;
}

/* One rule for each base. */
static void add_row(draft *d, const nrm_tsv *tsv, const columns *at)
{
    norm_str bases = tsv->cells[at->base];
    norm_str edge = tsv->cells[at->edge];

    while (bases.ptr != NULL) {
        norm_str base = nrm_str_cut(&bases, '|');

        nrm_buf_add_short(&d->rules, tsv->cells[at->lang]);
        nrm_buf_add_short(&d->rules, tsv->cells[at->name]);
        nrm_buf_add_short(&d->rules, tsv->cells[at->ending]);
        nrm_buf_add_short(&d->rules, or_nothing(base));
        nrm_buf_add_short(&d->rules, or_nothing(tsv->cells[at->vowels]));
        nrm_buf_add_byte(&d->rules, edge.len > 0 ? edge.ptr[0] : '-');
        d->count++;
    }
    d->lang = tsv->cells[at->lang];
}

norm_status nrm_inflections_compile(nrm_arena *arena, norm_str tsv_bytes, norm_str *out,
                                    norm_error *err)
{
    draft d = {.count = 0};
    columns at = {0};
    nrm_tsv tsv;
    nrm_buf whole;
    bool more = true;
    norm_status status = nrm_tsv_open(&tsv, norm_str_from("lang/cases.tsv"), tsv_bytes, err);

    *out = (norm_str){NULL, 0};
    nrm_buf_init(&d.rules, arena);
    if (status == NORM_OK)
        status = find_columns(&tsv, &at, err);
    while (status == NORM_OK) {
        status = nrm_tsv_next(&tsv, &more, err);
        if (status != NORM_OK || !more)
            break;
        status = check_row(&d, &tsv, &at, err);
        if (status == NORM_OK)
            add_row(&d, &tsv, &at);
        if (status == NORM_OK && d.count > MOST_RULES)
            status = fail_row(&tsv, "too many rules", err);
    }
    if (status != NORM_OK)
        return status;
    if (d.rules.failed)
        return nrm_fail_nomem(err);
    nrm_buf_init(&whole, arena);
    nrm_buf_add_u16(&whole, (uint16_t)d.count);
    nrm_buf_add(&whole, (norm_str){d.rules.ptr, d.rules.len});
    return nrm_buf_finish(&whole, out, err);
}
