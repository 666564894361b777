/* compare/builtin.h - names encoded with the built-in tables.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TEST_COMPARE_BUILTIN_H
#define NRM_TEST_COMPARE_BUILTIN_H

#include <libnorm/norm.h>

#include "api/internal.h"
#include "fixture.h"
#include "support/alloc_probe.h"

typedef struct builtin {
    norm_model *model;
    norm_ctx *ctx;
} builtin;

static inline void open_builtin(builtin *t, const norm_allocator *alloc)
{
    norm_error err = {.message = ""};

    cr_assert_eq(norm_model_open_builtin(alloc, &t->model, &err), NORM_OK, "%s", err.message);
    cr_assert_eq(norm_ctx_open(t->model, &t->ctx, &err), NORM_OK, "%s", err.message);
}

static inline void close_builtin(builtin *t)
{
    norm_ctx_close(t->ctx);
    norm_model_close(t->model);
}

static inline const norm_name *encode_kind(builtin *t, const char *text, const char *lang,
                                           norm_kind kind)
{
    norm_error err = {.message = ""};
    const norm_name *name = NULL;

    cr_assert_eq(norm_encode(t->ctx, norm_str_from(text), norm_str_from(lang), kind, &name, &err),
                 NORM_OK, "%s: %s", text, err.message);
    return name;
}

static inline const norm_name *encode_place(builtin *t, const char *text, const char *lang)
{
    return encode_kind(t, text, lang, NORM_KIND_PLACE);
}

/* A name that looks real, of any kind. */
static inline const norm_name *encode_random(builtin *t, uint64_t *state)
{
    real_name name;

    random_name(state, &name);
    return encode_kind(t, name.text, name.lang, (norm_kind)roll(state, NORM_KIND_ORG + 1));
}

/* Adjusts the scores of all pairs of scripts, as much as costs may. */
static inline void adjust_scores(builtin *t, uint64_t *state)
{
    size_t kind;
    size_t i;

    for (kind = 0; kind < NRM_KINDS; kind++) {
        for (i = 0; i < NRM_SCRIPT_PAIRS; i++)
            t->model->scorer.adjust[kind][i] = (nrm_adjustment){
                (int32_t)roll(state, 2 * NRM_MOST_ADJUSTED + 1) - NRM_MOST_ADJUSTED,
                (int32_t)roll(state, 2 * NRM_MOST_ADJUSTED + 1) - NRM_MOST_ADJUSTED};
    }
}

/* Bytes as they may come: what to make of them is the caller's. */
typedef struct hostile_text {
    const char *why;
    norm_str text;
    norm_status want; /* of norm_encode */
} hostile_text;

#define HOSTILE_TEXTS 12
#define HUGE_TEXT     10000000 /* bytes */

/* huge: HUGE_TEXT bytes of room. */
static inline void hostile_texts(char *huge, hostile_text out[HOSTILE_TEXTS])
{
    static char words[2001];
    static char letters[30001];
    const hostile_text rows[HOSTILE_TEXTS] = {
        {"empty", {"", 0}, NORM_OK},
        {"empty and NULL", {NULL, 0}, NORM_OK},
        {"only blanks", {" \t \xC2\xA0  ", 7}, NORM_OK},
        {"only signs", {"--..''&!?", 9}, NORM_OK},
        {"NUL inside", {"Er\0askh", 7}, NORM_OK},
        {"not UTF-8", {"Er\xFF", 3}, NORM_E_UTF8},
        {"half a letter", {"\xD5", 1}, NORM_E_UTF8},
        {"combining marks alone", {"\xCC\x81\xCC\x81\xCC\x81", 6}, NORM_OK},
        {"a thousand words", {words, 2000}, NORM_OK},
        {"a word of 30,000 letters", {letters, 30000}, NORM_OK},
        {"10 MB", {huge, HUGE_TEXT}, NORM_E_LIMIT},
        {"a noncharacter", {"a\xEF\xBF\xBF", 4}, NORM_OK},
    };
    size_t i;

    for (i = 0; i < 2000; i++)
        words[i] = i % 2 == 0 ? 'b' : ' ';
    memset(letters, 'k', 30000);
    memset(huge, 'x', HUGE_TEXT);
    memcpy(out, rows, sizeof rows);
}

#endif
