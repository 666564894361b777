/* text/detect.c - script and language of a name.
 * SPDX-License-Identifier: MIT
 *
 * A letter model of each language: what a letter costs after the two before it, from the longest
 * n-gram that the table has. The sum, scaled because letters are not independent, and the prior
 * give the probability by a softmax in whole numbers. */
#include "text/detect.h"

#include <string.h>

#include "base/fail.h"
#include "text/langmodel.h"
#include "text/utf8.h"

#define MILLION 1000000U

typedef struct script_model {
    nrm_script script;
    size_t lang_count, row_count;
    uint32_t scale;        /* 1/1024 */
    const char *langs;     /* lang_count tags of NRM_LANG_TAG_SIZE bytes */
    const uint8_t *priors; /* u32 a language */
    const uint8_t *keys;   /* u64 a row, ascending */
    const uint8_t *costs;  /* u8 a row and language */
} script_model;

struct nrm_lang_tables {
    size_t count;
    script_model scripts[NRM_SCRIPT_COUNT];
};

static norm_status fail_format(norm_error *err, size_t offset, const char *what)
{
    return nrm_fail(err, NORM_E_FORMAT, offset, "damaged section LANG: %s", what);
}

static norm_status check_model(const script_model *model, size_t offset, norm_error *err)
{
    size_t i;

    for (i = 0; i < model->lang_count; i++) {
        if (memchr(model->langs + i * NRM_LANG_TAG_SIZE, '\0', NRM_LANG_TAG_SIZE) == NULL)
            return fail_format(err, offset, "a language without an end");
    }
    for (i = 1; i < model->row_count; i++) {
        if (nrm_load_u64(model->keys + 8 * (i - 1)) >= nrm_load_u64(model->keys + 8 * i))
            return fail_format(err, offset, "n-grams out of order");
    }
    return NORM_OK;
}

static norm_status read_model(nrm_reader *reader, script_model *model, norm_error *err)
{
    norm_str code;
    size_t offset;

    nrm_read_align(reader, 8);
    offset = reader->pos;
    code = nrm_read_bytes(reader, 4);
    model->lang_count = nrm_read_u32(reader);
    model->scale = nrm_read_u32(reader);
    model->row_count = nrm_read_u32(reader);
    if (reader->failed || model->lang_count == 0 || model->lang_count > NRM_LANG_MAX ||
        model->scale > 1024 * 16)
        return fail_format(err, offset, "head of a script");
    model->script = nrm_script_find(code);
    model->langs = nrm_read_bytes(reader, model->lang_count * NRM_LANG_TAG_SIZE).ptr;
    model->priors = nrm_read_array(reader, model->lang_count, 4);
    nrm_read_align(reader, 8);
    model->keys = nrm_read_array(reader, model->row_count, 8);
    model->costs = nrm_read_array(reader, model->row_count, model->lang_count);
    if (reader->failed)
        return fail_format(err, offset, "cut off");
    return check_model(model, offset, err);
}

norm_status nrm_lang_open(const nrm_blob *blob, nrm_arena *arena, const nrm_lang_tables **out,
                          norm_error *err)
{
    nrm_lang_tables *tables;
    nrm_reader reader;
    uint32_t version;
    size_t i;
    norm_status st;

    *out = NULL;
    st = nrm_blob_section(blob, "LANG", &reader, err);
    if (st != NORM_OK)
        return st == NORM_E_NOTFOUND ? fail_format(err, NORM_NO_OFFSET, "not there") : st;
    tables = nrm_arena_alloc(arena, 1, sizeof *tables);
    if (tables == NULL)
        return nrm_fail_nomem(err);
    version = nrm_read_u32(&reader);
    tables->count = nrm_read_u32(&reader);
    if (reader.failed || version != NRM_LANG_VERSION || tables->count > NRM_SCRIPT_COUNT)
        return fail_format(err, 0, "head");
    for (i = 0; i < tables->count; i++) {
        st = read_model(&reader, &tables->scripts[i], err);
        if (st != NORM_OK)
            return st;
    }
    *out = tables;
    return NORM_OK;
}

nrm_script nrm_detect_script(norm_str text)
{
    size_t count[NRM_SCRIPT_COUNT] = {0};
    nrm_script best = NRM_SCRIPT_COMMON;
    size_t pos = 0;
    unsigned i;

    while (pos < text.len) {
        uint32_t cp = nrm_utf8_next(text, &pos);

        if (nrm_cp_is_letter(cp))
            count[nrm_cp_script(cp)]++;
    }
    count[NRM_SCRIPT_COMMON] = 0; /* letters that all scripts share */
    for (i = 1; i < NRM_SCRIPT_COUNT; i++) {
        if (count[i] > count[best])
            best = (nrm_script)i;
    }
    return best;
}

/* The row of a key, or row_count. */
static size_t find_row(const script_model *model, uint64_t key)
{
    size_t low = 0;
    size_t high = model->row_count;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        uint64_t there = nrm_load_u64(model->keys + 8 * mid);

        if (there == key)
            return mid;
        if (there < key)
            low = mid + 1;
        else
            high = mid;
    }
    return model->row_count;
}

/* The last three signs of the text as the model sees it; 0: none yet. */
typedef struct window {
    uint32_t a, b, c;
} window;

/* Adds the costs of the newest sign. */
static void add_costs(const script_model *model, const window *w, int64_t *sums)
{
    size_t row = model->row_count;
    size_t i;

    if (w->a != 0)
        row = find_row(model, nrm_lang_key(w->a, w->b, w->c));
    if (row == model->row_count)
        row = find_row(model, nrm_lang_key(0, w->b, w->c));
    if (row == model->row_count)
        row = find_row(model, nrm_lang_key(0, 0, w->c));
    if (row == model->row_count)
        return;
    for (i = 0; i < model->lang_count; i++)
        sums[i] += model->costs[row * model->lang_count + i];
}

static void push(const script_model *model, window *w, uint32_t sign, int64_t *sums)
{
    w->a = w->b;
    w->b = w->c;
    w->c = sign;
    add_costs(model, w, sums);
}

/* A small letter of the script, an apostrophe behind one, or an edge. İ keeps its case: it is
 * Azerbaijani or Turkish. */
static uint32_t sign_of(const script_model *model, uint32_t cp, uint32_t before)
{
    if (nrm_cp_is_apostrophe(cp))
        return before != NRM_LANG_EDGE ? 0x2019 : NRM_LANG_EDGE;
    if (!nrm_cp_is_letter(cp) || nrm_cp_script(cp) != model->script)
        return NRM_LANG_EDGE;
    return cp == 0x0130 ? cp : nrm_cp_lower(cp, NRM_CASE_ROOT);
}

/* e^-x in 2^-30 for x of 1/1024 nat, rounded down to a multiple of 1/32 nat. The constants are
 * round(2^30 e^-i) and round(2^30 e^(-i/32)). */
static uint64_t exp_minus(uint64_t x)
{
    static const uint32_t whole[] = {1073741824, 395007542, 145315154, 53458458, 19666268, 7234816,
                                     2661540,    979126,    360200,    132510,   48748,    17933,
                                     6597,       2427,      893,       328,      121,      44,
                                     16,         6,         2};
    static const uint32_t part[32] = {
        1073741824, 1040706261, 1008687096, 977653056, 947573834, 918420052, 890163238, 862775794,
        836230973,  810502851,  785566300,  761396966, 737971244, 715266256, 693259826, 671930464,
        651257337,  631220255,  611799650,  592976553, 574732583, 557049920, 539911296, 523299971,
        507199724,  491594829,  476470046,  461810604, 447602185, 433830914, 420483340, 407546428};
    size_t nat = (size_t)(x >> 10 < NRM_LEN(whole) ? x >> 10 : NRM_LEN(whole));

    if (nat == NRM_LEN(whole))
        return 0;
    return (uint64_t)whole[nat] * part[x >> 5 & 31] >> 30;
}

/* Turns sums of costs into the best language and its probability. */
static nrm_detected conclude(const script_model *model, const int64_t *sums)
{
    int64_t total[NRM_LANG_MAX];
    uint64_t weight = 0;
    size_t best = 0;
    size_t i;

    for (i = 0; i < model->lang_count; i++) {
        total[i] = sums[i] * NRM_LANG_UNIT * (int64_t)model->scale / 1024 +
                   (int64_t)nrm_load_u32(model->priors + 4 * i);
        if (total[i] < total[best])
            best = i;
    }
    for (i = 0; i < model->lang_count; i++)
        weight += exp_minus((uint64_t)(total[i] - total[best]));
    return (nrm_detected){model->script, model->langs + best * NRM_LANG_TAG_SIZE,
                          (uint32_t)((exp_minus(0) * MILLION + weight / 2) / weight)};
}

nrm_detected nrm_detect(const nrm_lang_tables *tables, norm_str text)
{
    nrm_detected found = {nrm_detect_script(text), "und", 0};
    const script_model *model = NULL;
    window w = {0, 0, NRM_LANG_EDGE};
    int64_t sums[NRM_LANG_MAX] = {0};
    size_t pos = 0;
    size_t i;

    for (i = 0; i < tables->count; i++) {
        if (tables->scripts[i].script == found.script)
            model = &tables->scripts[i];
    }
    if (model == NULL || found.script == NRM_SCRIPT_COMMON || found.script == NRM_SCRIPT_OTHER)
        return found;
    while (pos < text.len) {
        uint32_t sign = sign_of(model, nrm_utf8_next(text, &pos), w.c);

        if (sign != NRM_LANG_EDGE || w.c != NRM_LANG_EDGE)
            push(model, &w, sign, sums);
    }
    if (w.c != NRM_LANG_EDGE)
        push(model, &w, NRM_LANG_EDGE, sums);
    return conclude(model, sums);
}
