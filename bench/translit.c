/* bench/translit.c - transliteration beside ICU's of the same system.
 * SPDX-License-Identifier: MIT
 *
 * Each system has two rows. In the first ICU takes and gives UTF-8, as ours does and as a program
 * with names in files and tables needs it; in the second it gets UTF-16 made beforehand and leaves
 * its result in UTF-16, so that nothing but its transliterator is counted. */
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include <string.h>

#include "bench.h"

#define UTF16_ROOM 512

typedef struct ours {
    norm_ctx *ctx;
    const norm_system *system;
    bench_names names;
} ours;

typedef struct peer {
    UTransliterator *transliterator;
    bench_names names;
    UChar **texts; /* of the names */
    int32_t *lens;
} peer;

static void run_ours(void *data)
{
    const ours *t = data;
    norm_error err;
    norm_str out;
    size_t i;

    for (i = 0; i < t->names.count; i++)
        bench_check(norm_transliterate(t->ctx, t->system, t->names.items[i], false, &out, &err),
                    &err);
    norm_ctx_reset(t->ctx);
}

static void check_icu(UErrorCode status)
{
    if (U_FAILURE(status))
        bench_die("ICU", u_errorName(status));
}

static void run_peer(void *data)
{
    const peer *t = data;
    size_t i;

    for (i = 0; i < t->names.count; i++) {
        UErrorCode status = U_ZERO_ERROR;
        UChar text[UTF16_ROOM];
        int32_t len = t->lens[i];
        int32_t limit = len;

        memcpy(text, t->texts[i], (size_t)len * sizeof *text);
        utrans_transUChars(t->transliterator, text, &len, UTF16_ROOM, 0, &limit, &status);
        check_icu(status);
    }
}

static void run_peer_utf8(void *data)
{
    const peer *t = data;
    size_t i;

    for (i = 0; i < t->names.count; i++) {
        norm_str name = t->names.items[i];
        UErrorCode status = U_ZERO_ERROR;
        UChar text[UTF16_ROOM];
        char out[3 * UTF16_ROOM];
        int32_t out_len, len, limit;

        u_strFromUTF8(text, UTF16_ROOM, &len, name.ptr, (int32_t)name.len, &status);
        limit = len;
        utrans_transUChars(t->transliterator, text, &len, UTF16_ROOM, 0, &limit, &status);
        u_strToUTF8(out, (int32_t)sizeof out, &out_len, text, len, &status);
        check_icu(status);
    }
}

static peer *open_peer(const char *id, bench_names names)
{
    peer *t = bench_alloc(1, sizeof *t);
    UErrorCode status = U_ZERO_ERROR;
    UChar name[UTF16_ROOM];
    int32_t name_len;
    size_t i;

    u_strFromUTF8(name, UTF16_ROOM, &name_len, id, -1, &status);
    t->transliterator = utrans_openU(name, name_len, UTRANS_FORWARD, NULL, 0, NULL, &status);
    t->names = names;
    t->texts = bench_alloc(names.count, sizeof *t->texts);
    t->lens = bench_alloc(names.count, sizeof *t->lens);
    for (i = 0; i < names.count; i++) {
        t->texts[i] = bench_alloc(names.items[i].len + 1, sizeof **t->texts);
        u_strFromUTF8(t->texts[i], (int32_t)names.items[i].len, &t->lens[i], names.items[i].ptr,
                      (int32_t)names.items[i].len, &status);
    }
    check_icu(status);
    return t;
}

static void add_rows(bench_suite *suite, const char *const rows[2], const char *id,
                     const char *lang, const char *icu_id)
{
    bench_names names = bench_names_of(lang);
    ours *t = bench_alloc(1, sizeof *t);
    peer *p = open_peer(icu_id, names);
    bench_task task = {"libnorm", run_ours, t, names.count};

    *t = (ours){suite->ctx, norm_system_find(suite->model, norm_str_from(id)), names};
    if (t->system == NULL)
        bench_die(id, "no such system");
    bench_add(suite, &(bench_row){rows[0], task, {"ICU, UTF-8", run_peer_utf8, p, names.count}});
    bench_add(suite, &(bench_row){rows[1], task, {"ICU, UTF-16", run_peer, p, names.count}});
}

void bench_add_translit(bench_suite *suite)
{
    static const char *const russian[2] = {"translit/ru-bgn", "translit/ru-bgn-utf16"};
    static const char *const armenian[2] = {"translit/hy-bgn", "translit/hy-bgn-utf16"};

    add_rows(suite, russian, "ru-bgn", "ru", "Russian-Latin/BGN");
    add_rows(suite, armenian, "hy-bgn", "hy", "Armenian-Latin/BGN");
}
