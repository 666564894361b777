/* text/detect_compile.c - compiles tables/lang/ngrams.tsv to section LANG.
 * SPDX-License-Identifier: MIT
 *
 * The rows of a script stand together, @langs, @prior and @scale first (see the head of the
 * table). */
#include "text/detect.h"

#include "base/buf.h"
#include "base/fail.h"
#include "base/sort.h"
#include "tables/tsv.h"
#include "text/langmodel.h"
#include "text/utf8.h"

#define NGRAM_MAX 3

typedef struct builder {
    nrm_arena *arena;
    norm_str bytes; /* the whole table */
    nrm_tsv tsv;
    size_t col_script, col_ngram, col_costs;
    nrm_buf out;
    size_t script_count;
    /* the script being read */
    norm_str code;
    norm_str langs[NRM_LANG_MAX];
    uint32_t priors[NRM_LANG_MAX];
    size_t lang_count, prior_count;
    uint32_t scale;
    nrm_keyed *rows; /* key: the n-gram; value: offset of its costs in bytes */
    size_t row_count, row_cap;
} builder;

static norm_status fail_row(const builder *b, norm_error *err, const char *what)
{
    return nrm_fail_line(err, NORM_E_FORMAT, b->tsv.line, "lang/ngrams.tsv: %s", what);
}

/* Cost of a sign of the table, 0-9A-Za-z, or -1. */
static int cost_of(char sign)
{
    if (sign >= '0' && sign <= '9')
        return sign - '0';
    if (sign >= 'A' && sign <= 'Z')
        return sign - 'A' + 10;
    return sign >= 'a' && sign <= 'z' ? sign - 'a' + 36 : -1;
}

static norm_status read_langs(builder *b, norm_str cell, norm_error *err)
{
    while (cell.ptr != NULL) {
        norm_str lang = nrm_str_cut(&cell, ' ');

        if (b->lang_count == NRM_LANG_MAX || lang.len == 0 || lang.len >= NRM_LANG_TAG_SIZE)
            return fail_row(b, err, "too many languages, or a bad tag");
        b->langs[b->lang_count++] = lang;
    }
    return NORM_OK;
}

static norm_status read_number(const builder *b, norm_str text, uint32_t *out, norm_error *err)
{
    int64_t value;

    if (!nrm_str_to_i64(text, &value) || value < 0 || value > 1024 * 16)
        return fail_row(b, err, "not a number from 0 to 16384");
    *out = (uint32_t)value;
    return NORM_OK;
}

static norm_status read_priors(builder *b, norm_str cell, norm_error *err)
{
    while (cell.ptr != NULL) {
        norm_status st;

        if (b->prior_count == b->lang_count)
            return fail_row(b, err, "more priors than languages");
        st = read_number(b, nrm_str_cut(&cell, ' '), &b->priors[b->prior_count++], err);
        if (st != NORM_OK)
            return st;
    }
    return NORM_OK;
}

static norm_status read_ngram(const builder *b, norm_str cell, uint64_t *key, norm_error *err)
{
    uint32_t letters[NGRAM_MAX] = {0};
    size_t pos = 0;
    size_t count;

    for (count = 0; pos < cell.len; count++) {
        if (count == NGRAM_MAX)
            return fail_row(b, err, "an n-gram of more than three letters");
        letters[0] = letters[1];
        letters[1] = letters[2];
        letters[2] = nrm_utf8_next(cell, &pos);
    }
    if (count == 0)
        return fail_row(b, err, "an empty n-gram");
    *key = nrm_lang_key(letters[0], letters[1], letters[2]);
    return NORM_OK;
}

static norm_status read_costs(builder *b, norm_str ngram, norm_str cell, norm_error *err)
{
    nrm_keyed row;
    size_t i;
    norm_status st = read_ngram(b, ngram, &row.key, err);

    if (st != NORM_OK)
        return st;
    if (cell.len != b->lang_count || b->lang_count == 0)
        return fail_row(b, err, "not one cost a language");
    for (i = 0; i < cell.len; i++) {
        if (cost_of(cell.ptr[i]) < 0)
            return fail_row(b, err, "a cost that is not 0-9A-Za-z");
    }
    if (b->row_count == b->row_cap) {
        size_t cap = b->row_cap > 0 ? b->row_cap * 2 : 1024;
        nrm_keyed *grown =
            nrm_arena_grow(b->arena, b->rows, b->row_cap * sizeof *grown, cap * sizeof *grown);

        if (grown == NULL)
            return nrm_fail_nomem(err);
        b->rows = grown;
        b->row_cap = cap;
    }
    row.value = (uint64_t)(cell.ptr - b->bytes.ptr);
    b->rows[b->row_count++] = row;
    return NORM_OK;
}

/* Writes the script that was read, if any, and makes ready for the next. */
static norm_status finish_script(builder *b, norm_error *err)
{
    size_t i, j;
    norm_status st;

    if (b->code.len == 0)
        return NORM_OK;
    if (b->lang_count == 0 || b->prior_count != b->lang_count ||
        b->script_count == NRM_SCRIPT_COUNT)
        return fail_row(b, err, "a script needs @langs and as many priors");
    st = nrm_sort_keyed(&b->arena->alloc, b->rows, b->row_count, err);
    if (st != NORM_OK)
        return st;
    nrm_buf_pad(&b->out, 8);
    nrm_buf_add(&b->out, b->code);
    nrm_buf_add_u32(&b->out, (uint32_t)b->lang_count);
    nrm_buf_add_u32(&b->out, b->scale);
    nrm_buf_add_u32(&b->out, (uint32_t)b->row_count);
    for (i = 0; i < b->lang_count; i++) {
        nrm_buf_add(&b->out, b->langs[i]);
        for (j = b->langs[i].len; j < NRM_LANG_TAG_SIZE; j++)
            nrm_buf_add_byte(&b->out, '\0');
    }
    for (i = 0; i < b->lang_count; i++)
        nrm_buf_add_u32(&b->out, b->priors[i]);
    nrm_buf_pad(&b->out, 8);
    for (i = 0; i < b->row_count; i++) {
        if (i > 0 && b->rows[i].key == b->rows[i - 1].key)
            return fail_row(b, err, "an n-gram twice in this script");
        nrm_buf_add_u64(&b->out, b->rows[i].key);
    }
    for (i = 0; i < b->row_count; i++) {
        const char *signs = b->bytes.ptr + b->rows[i].value;

        for (j = 0; j < b->lang_count; j++)
            nrm_buf_add_byte(&b->out, (char)cost_of(signs[j]));
    }
    b->script_count++;
    b->lang_count = b->prior_count = b->row_count = 0;
    return NORM_OK;
}

static norm_status read_row(builder *b, norm_error *err)
{
    norm_str script = b->tsv.cells[b->col_script];
    norm_str ngram = b->tsv.cells[b->col_ngram];
    norm_str costs = b->tsv.cells[b->col_costs];

    if (!nrm_str_eq(script, b->code)) {
        norm_status st = finish_script(b, err);

        if (st != NORM_OK)
            return st;
        if (script.len != 4 || nrm_script_find(script) == NRM_SCRIPT_OTHER)
            return fail_row(b, err, "a script that is not known");
        b->code = script;
        b->scale = 1024;
    }
    if (nrm_str_eq_c(ngram, "@langs"))
        return read_langs(b, costs, err);
    if (nrm_str_eq_c(ngram, "@prior"))
        return read_priors(b, costs, err);
    if (nrm_str_eq_c(ngram, "@scale"))
        return read_number(b, costs, &b->scale, err);
    return read_costs(b, ngram, costs, err);
}

norm_status nrm_lang_compile(nrm_arena *arena, norm_str tsv, norm_str *out, norm_error *err)
{
    builder b = {.arena = arena, .bytes = tsv};
    bool more = true;
    norm_status st;

    *out = (norm_str){NULL, 0};
    nrm_buf_init(&b.out, arena);
    nrm_buf_add_u32(&b.out, NRM_LANG_VERSION);
    nrm_buf_add_u32(&b.out, 0); /* the count of scripts, known at the end */
    st = nrm_utf8_check(tsv, err);
    if (st != NORM_OK)
        return fail_row(&b, err, "not UTF-8");
    st = nrm_tsv_open(&b.tsv, norm_str_from("lang/ngrams.tsv"), tsv, err);
    if (st == NORM_OK)
        st = nrm_tsv_column(&b.tsv, "script", &b.col_script, err);
    if (st == NORM_OK)
        st = nrm_tsv_column(&b.tsv, "ngram", &b.col_ngram, err);
    if (st == NORM_OK)
        st = nrm_tsv_column(&b.tsv, "costs", &b.col_costs, err);
    while (st == NORM_OK) {
        st = nrm_tsv_next(&b.tsv, &more, err);
        if (st != NORM_OK || !more)
            break;
        st = read_row(&b, err);
    }
    if (st == NORM_OK)
        st = finish_script(&b, err);
    if (st == NORM_OK)
        st = nrm_buf_finish(&b.out, out, err);
    if (st == NORM_OK)
        b.out.ptr[4] = (char)b.script_count;
    return st;
}
