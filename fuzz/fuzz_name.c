/* fuzz/fuzz_name.c - names of any bytes, through every call that takes one.
 * SPDX-License-Identifier: MIT
 *
 * The input is one name, or two when a line break stands in it. */
#include "fuzz.h"

#include <libnorm/norm.h>

#include "base/str.h"
#include "text/utf8.h"

#define MOST_INFLECTED 80 /* bytes of a name that is looked up in its base forms */

static void must_be_text(norm_status status, norm_str out)
{
    fuzz_must(status == NORM_OK || status == NORM_E_LIMIT);
    fuzz_must(status != NORM_OK || nrm_utf8_check(out, NULL) == NORM_OK);
}

/* Tidy text stays as it is. */
static void check_tidy(norm_ctx *ctx, norm_str name)
{
    norm_detection found;
    norm_str once;
    norm_str twice;
    norm_str key;
    norm_status status = norm_normalize(ctx, name, norm_str_from(""), &once, NULL);

    must_be_text(status, once);
    fuzz_must(status != NORM_OK ||
              (norm_normalize(ctx, once, norm_str_from(""), &twice, NULL) == NORM_OK &&
               nrm_str_eq(once, twice)));
    must_be_text(norm_key(ctx, name, norm_str_from(""), &key, NULL), key);
    fuzz_must(norm_detect(ctx, name, &found, NULL) == NORM_OK || status == NORM_E_LIMIT);
}

static void check_systems(norm_ctx *ctx, const norm_model *model, norm_str name)
{
    size_t i;

    for (i = name.len % 5; i < norm_system_count(model); i += 5) {
        const norm_system *system = norm_system_at(model, i);
        norm_str out;
        norm_status status = norm_transliterate(ctx, system, name, true, &out, NULL);

        if (status != NORM_E_UNSUPPORTED)
            must_be_text(status, out);
        must_be_text(norm_transliterate(ctx, system, name, false, &out, NULL), out);
    }
}

/* Base forms may only be more like b than a is. */
static void check_inflected(norm_ctx *ctx, const norm_name *a, const norm_name *b,
                            const norm_match_result *plain)
{
    norm_match_opts opts;
    norm_match_result result;
    norm_explanation why;
    int64_t sum = 0;
    size_t i;

    norm_match_opts_init(&opts);
    opts.inflected = true;
    fuzz_must(norm_compare(ctx, a, b, &opts, &result, NULL) == NORM_OK);
    fuzz_must(result.score >= plain->score);
    fuzz_must(norm_explain(ctx, a, b, &opts, &why, NULL) == NORM_OK);
    for (i = 0; i < why.reason_count; i++)
        sum += why.reasons[i].nats;
    fuzz_must(why.result.score == result.score && sum == result.score);
}

/* Both ways the same, and what is explained is what was found. */
static void check_pair(norm_ctx *ctx, const norm_name *a, const norm_name *b)
{
    norm_match_result there;
    norm_match_result back;
    norm_explanation why;
    int64_t sum = 0;
    size_t i;

    fuzz_must(norm_compare(ctx, a, b, NULL, &there, NULL) == NORM_OK);
    fuzz_must(norm_compare(ctx, b, a, NULL, &back, NULL) == NORM_OK);
    fuzz_must(there.score == back.score && there.verdict == back.verdict);
    fuzz_must(there.probability >= 0 && there.probability <= 1);
    fuzz_must(norm_explain(ctx, a, b, NULL, &why, NULL) == NORM_OK);
    for (i = 0; i < why.reason_count; i++)
        sum += why.reasons[i].nats;
    fuzz_must(why.result.score == there.score && sum == there.score);
    check_inflected(ctx, a, b, &there);
}

static void check_lookup(norm_ctx *ctx, const norm_index *index, norm_str name)
{
    norm_query query = {.text = name};
    const norm_hit *hits;
    size_t count;
    int turn;

    /* Base forms are looked up one by one; long names have the most, and teach the least. */
    for (turn = 0; turn < (name.len < MOST_INFLECTED ? 2 : 1); turn++) {
        norm_status status;

        query.inflected = turn == 1;
        status = norm_lookup(ctx, index, &query, 5, &hits, &count, NULL);
        fuzz_must(status == NORM_OK || status == NORM_E_LIMIT);
        fuzz_must(status != NORM_OK || count <= 5);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static norm_model *model;
    static norm_index *index;
    const norm_name *names[2] = {NULL, NULL};
    norm_str rest = {(const char *)data, size};
    norm_ctx *ctx;
    size_t i;

    if (model == NULL)
        fuzz_must(norm_model_open_builtin(NULL, &model, NULL) == NORM_OK &&
                  norm_index_open_builtin(model, &index, NULL) == NORM_OK);
    fuzz_must(norm_ctx_open(model, &ctx, NULL) == NORM_OK);
    for (i = 0; i < 2; i++) {
        norm_str name = nrm_str_cut(&rest, '\n');
        norm_status status =
            norm_encode(ctx, name, norm_str_from(""), NORM_KIND_ANY, &names[i], NULL);

        if (nrm_utf8_check(name, NULL) != NORM_OK) {
            fuzz_must(status == NORM_E_UTF8);
            break;
        }
        fuzz_must(status == NORM_OK || status == NORM_E_LIMIT);
        check_tidy(ctx, name);
        check_systems(ctx, model, name);
        check_lookup(ctx, index, name);
    }
    if (names[0] != NULL && names[1] != NULL)
        check_pair(ctx, names[0], names[1]);
    norm_ctx_close(ctx);
    return 0;
}
