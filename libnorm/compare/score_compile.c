/* compare/score_compile.c - tables/costs/terms.tsv to the terms of section COST.
 * SPDX-License-Identifier: MIT
 *
 * Rows: kind, x feature (or intercept, match_from, review_from, prior), x knot,
 * y feature or -, y knot, value. The rows of a term stand together, x ascending
 * and then y ascending, over the whole grid. A kind without rows is judged as any.
 * The feature `scripts` has a pair of scripts for a knot and low or high beside it; the row of
 * *:* goes for all pairs without rows, other than those of one script and of names without letters.
 */
#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "compare/score.h"
#include "tables/tsv.h"

#define MILLION 1000000 /* priors are in millionths */

typedef struct columns {
    size_t kind, x_name, x, y_name, y, value;
} columns;

typedef struct draft { /* one kind */
    int32_t scalars[3];
    int64_t prior;
    nrm_term terms[NRM_TERMS];
    int32_t values[NRM_TERMS][NRM_KNOTS * NRM_KNOTS];
    size_t filled[NRM_TERMS];
    size_t count;
    nrm_adjustment adjust[NRM_SCRIPT_PAIRS + 1]; /* the last: of other scripts */
    bool has_low[NRM_SCRIPT_PAIRS + 1], has_high[NRM_SCRIPT_PAIRS + 1];
} draft;

static norm_status fail_row(const nrm_tsv *tsv, const char *what, norm_error *err)
{
    return nrm_fail_line(err, NORM_E_FORMAT, tsv->line, "costs/terms.tsv: %s", what);
}

static norm_status find_columns(const nrm_tsv *tsv, columns *out, norm_error *err)
{
    static const char *const names[] = {"kind", "feature", "at", "with", "with_at", "value"};
    size_t *const slots[] = {&out->kind, &out->x_name, &out->x, &out->y_name, &out->y, &out->value};

    return nrm_tsv_columns(tsv, names, slots, NRM_LEN(names), err);
}

static bool find_feature(norm_str name, uint8_t *out)
{
    for (*out = 0; *out < NRM_FEATURES; (*out)++) {
        if (nrm_str_eq_c(name, nrm_feature_name((nrm_feature)*out)))
            return true;
    }
    return false;
}

static bool read_int(norm_str text, int32_t *out)
{
    int64_t value;

    if (!nrm_str_to_i64(text, &value) || value < INT32_MIN / 4 || value > INT32_MAX / 4)
        return false;
    *out = (int32_t)value;
    return true;
}

/* The number of a knot on an axis, an old one or the next one up; NRM_KNOTS when it
 * can be neither. */
static size_t put_knot(int32_t *axis, uint8_t *count, int32_t at)
{
    uint8_t i;

    for (i = 0; i < *count; i++) {
        if (axis[i] == at)
            return i;
    }
    if (*count == NRM_KNOTS || (*count > 0 && at < axis[*count - 1]))
        return NRM_KNOTS;
    axis[(*count)++] = at;
    return i;
}

static norm_status add_value(draft *d, const nrm_tsv *tsv, const columns *at, int32_t value,
                             norm_error *err)
{
    uint8_t x_feature;
    uint8_t y_feature = NRM_NO_FEATURE;
    int32_t x;
    int32_t y = 0;
    size_t row;
    size_t column;
    nrm_term *term = d->count > 0 ? &d->terms[d->count - 1] : NULL;

    if (!find_feature(tsv->cells[at->x_name], &x_feature))
        return fail_row(tsv, "no such feature", err);
    if (!nrm_str_eq_c(tsv->cells[at->y_name], "-") &&
        !find_feature(tsv->cells[at->y_name], &y_feature))
        return fail_row(tsv, "no such feature in column with", err);
    if (!read_int(tsv->cells[at->x], &x) ||
        (y_feature != NRM_NO_FEATURE && !read_int(tsv->cells[at->y], &y)))
        return fail_row(tsv, "a knot is a whole number", err);
    if (term == NULL || term->x_feature != x_feature || term->y_feature != y_feature) {
        if (d->count == NRM_TERMS)
            return fail_row(tsv, "too many terms", err);
        term = &d->terms[d->count++];
        term->x_feature = x_feature;
        term->y_feature = y_feature;
    }
    row = put_knot(term->x, &term->x_count, x);
    column = put_knot(term->y, &term->y_count, y);
    if (row == NRM_KNOTS || column == NRM_KNOTS ||
        row * term->y_count + column != d->filled[d->count - 1])
        return fail_row(tsv, "knots must ascend, x and then y, at most 16 an axis", err);
    d->values[d->count - 1][d->filled[d->count - 1]++] = value;
    return NORM_OK;
}

static norm_status add_adjustment(draft *d, const nrm_tsv *tsv, const columns *at, int32_t value,
                                  norm_error *err)
{
    bool is_other = nrm_str_eq_c(tsv->cells[at->x], NRM_OTHER_SCRIPTS);
    uint8_t pair = nrm_script_pair_find(tsv->cells[at->x]); /* NRM_SCRIPT_PAIRS for others, too */
    bool is_low = nrm_str_eq_c(tsv->cells[at->y_name], "low");
    bool *has;

    if (pair == NRM_SCRIPT_PAIRS && !is_other)
        return fail_row(tsv, "no such pair of scripts; Latn:Armn is one", err);
    if (!is_low && !nrm_str_eq_c(tsv->cells[at->y_name], "high"))
        return fail_row(tsv, "scripts are adjusted at low and at high", err);
    has = is_low ? &d->has_low[pair] : &d->has_high[pair];
    if (*has)
        return fail_row(tsv, "these scripts have that already", err);
    *has = true;
    *(is_low ? &d->adjust[pair].low : &d->adjust[pair].high) = value;
    if (!nrm_adjustment_is_sane(d->adjust[pair]))
        return fail_row(tsv, "scripts are adjusted by -1536 to 1536", err);
    return NORM_OK;
}

static norm_status add_row(draft *drafts, const nrm_tsv *tsv, const columns *at, norm_error *err)
{
    static const char *const scalars[] = {"intercept", "match_from", "review_from"};
    size_t kind = 0;
    size_t i;
    int32_t value;

    while (kind < NRM_KINDS && !nrm_str_eq_c(tsv->cells[at->kind], nrm_kind_name((norm_kind)kind)))
        kind++;
    if (kind == NRM_KINDS)
        return fail_row(tsv, "kind is any, place, person or org", err);
    if (!read_int(tsv->cells[at->value], &value) || value < -NRM_MOST_NATS || value > NRM_MOST_NATS)
        return fail_row(tsv, "value is a whole number of 1/1024 nat", err);
    for (i = 0; i < NRM_LEN(scalars); i++) {
        if (nrm_str_eq_c(tsv->cells[at->x_name], scalars[i])) {
            drafts[kind].scalars[i] = value;
            return NORM_OK;
        }
    }
    if (nrm_str_eq_c(tsv->cells[at->x_name], "prior")) {
        drafts[kind].prior = value;
        return NORM_OK;
    }
    if (nrm_str_eq_c(tsv->cells[at->x_name], "scripts"))
        return add_adjustment(&drafts[kind], tsv, at, value, err);
    return add_value(&drafts[kind], tsv, at, value, err);
}

static void use_other_scripts(draft *d)
{
    uint8_t a;
    uint8_t b;

    for (a = NRM_SCRIPT_LATN; a < NRM_SCRIPT_COUNT; a++) {
        for (b = a + 1; b < NRM_SCRIPT_COUNT; b++) {
            uint8_t pair = nrm_script_pair(a, b);

            if (!d->has_low[pair] && !d->has_high[pair])
                d->adjust[pair] = d->adjust[NRM_SCRIPT_PAIRS];
        }
    }
}

static norm_status write_draft(const draft *d, nrm_buf *out, norm_error *err)
{
    size_t i;
    size_t k;

    if (d->prior <= 0 || d->prior >= MILLION)
        return nrm_fail(err, NORM_E_FORMAT, NORM_NO_OFFSET,
                        "costs/terms.tsv: kind any needs a prior, and priors are between 0 and %d",
                        MILLION);
    for (i = 0; i < 3; i++)
        nrm_buf_add_u32(out, (uint32_t)d->scalars[i]);
    nrm_buf_add_u32(out, (uint32_t)d->prior);
    nrm_buf_add_u32(out, (uint32_t)d->count);
    for (i = 0; i < d->count; i++) {
        const nrm_term *term = &d->terms[i];

        if (d->filled[i] != (size_t)term->x_count * term->y_count)
            return nrm_fail(err, NORM_E_FORMAT, NORM_NO_OFFSET,
                            "costs/terms.tsv: the grid of %s has %zu values, not %d",
                            nrm_feature_name((nrm_feature)term->x_feature), d->filled[i],
                            term->x_count * term->y_count);
        nrm_buf_add_byte(out, (char)term->x_feature);
        nrm_buf_add_byte(out, (char)term->y_feature);
        nrm_buf_add_byte(out, (char)term->x_count);
        nrm_buf_add_byte(out, (char)term->y_count);
        for (k = 0; k < term->x_count; k++)
            nrm_buf_add_u32(out, (uint32_t)term->x[k]);
        for (k = 0; k < term->y_count; k++)
            nrm_buf_add_u32(out, (uint32_t)term->y[k]);
        for (k = 0; k < d->filled[i]; k++)
            nrm_buf_add_u32(out, (uint32_t)d->values[i][k]);
    }
    for (i = 0; i < NRM_SCRIPT_PAIRS; i++) {
        nrm_buf_add_u32(out, (uint32_t)d->adjust[i].low);
        nrm_buf_add_u32(out, (uint32_t)d->adjust[i].high);
    }
    return NORM_OK;
}

static draft *new_drafts(nrm_arena *arena)
{
    draft *drafts = nrm_arena_alloc(arena, NRM_KINDS, sizeof *drafts);
    size_t kind;
    size_t i;

    if (drafts == NULL)
        return NULL;
    memset(drafts, 0, NRM_KINDS * sizeof *drafts);
    for (kind = 0; kind < NRM_KINDS; kind++) {
        for (i = 0; i <= NRM_SCRIPT_PAIRS; i++)
            drafts[kind].adjust[i] = NRM_UNADJUSTED;
    }
    return drafts;
}

norm_status nrm_terms_compile(nrm_arena *arena, norm_str tsv_bytes, norm_str *out, norm_error *err)
{
    draft *drafts = new_drafts(arena);
    nrm_tsv tsv;
    columns at;
    bool more;
    nrm_buf buf;
    size_t kind;
    norm_status status = nrm_tsv_open(&tsv, norm_str_from("costs/terms.tsv"), tsv_bytes, err);

    *out = (norm_str){NULL, 0};
    if (drafts == NULL)
        return nrm_fail_nomem(err);
    if (status == NORM_OK)
        status = find_columns(&tsv, &at, err);
    while (status == NORM_OK) {
        status = nrm_tsv_next(&tsv, &more, err);
        if (status != NORM_OK || !more)
            break;
        status = add_row(drafts, &tsv, &at, err);
    }
    nrm_buf_init(&buf, arena);
    for (kind = 0; kind < NRM_KINDS; kind++)
        use_other_scripts(&drafts[kind]);
    for (kind = 0; kind < NRM_KINDS && status == NORM_OK; kind++)
        status = write_draft(&drafts[drafts[kind].prior > 0 ? kind : NORM_KIND_ANY], &buf, err);
    return status == NORM_OK ? nrm_buf_finish(&buf, out, err) : status;
}
