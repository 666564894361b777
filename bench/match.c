/* bench/match.c - encoding names and comparing encoded ones.
 * SPDX-License-Identifier: MIT
 *
 * Rows of neighbours pair names that stand beside each other in the lists of two languages: some
 * are one place, many are alike. Rows of strangers pair names that are far apart: nearly all are to
 * be rejected. A peer that runs in another process (peer_rapidfuzz.py) gets the same pairs from
 * `norm-bench --pairs`. */
#include <stdio.h>
#include <string.h>

#include "bench.h"

#define PAIRS 1000
#define MANY  10 /* names that are each compared with PAIRS others */

typedef struct encoding {
    norm_ctx *ctx;
    norm_str lang;
    bench_names names;
} encoding;

typedef struct pairs {
    norm_str a[PAIRS], b[PAIRS];
} pairs;

typedef struct comparing {
    norm_ctx *ctx;
    norm_ctx *keeper; /* holds the encoded names */
    const norm_name *a[PAIRS], *b[PAIRS];
} comparing;

static void run_encode(void *data)
{
    const encoding *t = data;
    const norm_name *out;
    norm_error err;
    size_t i;

    for (i = 0; i < t->names.count; i++)
        bench_check(norm_encode(t->ctx, t->names.items[i], t->lang, NORM_KIND_PLACE, &out, &err),
                    &err);
    norm_ctx_reset(t->ctx);
}

static void run_compare(void *data)
{
    const comparing *t = data;
    norm_match_result out;
    norm_error err;
    size_t i;

    for (i = 0; i < PAIRS; i++)
        bench_check(norm_compare(t->ctx, t->a[i], t->b[i], NULL, &out, &err), &err);
    norm_ctx_reset(t->ctx);
}

/* One name with all others, and the next. Strangers but for the few that are alike. */
static void run_many(void *data)
{
    const comparing *t = data;
    const norm_pair *found;
    norm_bulk_opts opts;
    size_t count;
    norm_error err;

    norm_bulk_opts_init(&opts);
    opts.least = 0.5;
    bench_check(norm_compare_block(t->ctx, t->a, MANY, t->b, PAIRS, &opts, &found, &count, &err),
                &err);
    norm_ctx_reset(t->ctx);
}

static size_t word_count(norm_str name)
{
    size_t count = 1;
    size_t i;

    for (i = 0; i < name.len; i++)
        count += name.ptr[i] == ' ' || name.ptr[i] == '-';
    return count;
}

/* Names of one word of a language, joined by threes when words is 3. */
static bench_names names_of_words(const char *lang, size_t words)
{
    bench_names all = bench_names_of(lang);
    bench_names out = {bench_alloc(all.count, sizeof *out.items), 0};
    size_t single = 0;
    size_t i, k;

    for (i = 0; i < all.count; i++) {
        if (word_count(all.items[i]) == 1)
            all.items[single++] = all.items[i];
    }
    for (i = 0; i + words <= single; i += words) {
        char text[1024];
        size_t len = 0;
        char *copy;

        for (k = 0; k < words; k++) {
            norm_str word = all.items[i + k];

            if (len + word.len + 1 > sizeof text)
                bench_die("names", "a word is too long");
            if (k > 0)
                text[len++] = ' ';
            memcpy(text + len, word.ptr, word.len);
            len += word.len;
        }
        copy = bench_alloc(len + 1, 1);
        memcpy(copy, text, len);
        out.items[out.count++] = (norm_str){copy, len};
    }
    return out;
}

static const struct {
    const char *name;
    size_t words;
    size_t distance;  /* places in the list of names between the two of a pair */
    const char *many; /* the row of the same names, ten with all others; or NULL */
} kinds[] = {
    {"compare/1-token", 1, 0, NULL},
    {"compare/1-token-strangers", 1, 313, "compare/1-token-many"},
    {"compare/3-tokens", 3, 0, NULL},
    {"compare/3-tokens-strangers", 3, 313, "compare/3-tokens-many"},
};

#define KINDS (sizeof kinds / sizeof kinds[0])

/* English names in turn with Russian and with English ones. The lists run along the same
 * entities. */
static pairs *make_pairs(size_t words, size_t distance)
{
    bench_names en = names_of_words("en", words);
    bench_names ru = names_of_words("ru", words);
    pairs *out = bench_alloc(1, sizeof *out);
    size_t i;

    for (i = 0; i < PAIRS; i++) {
        out->a[i] = en.items[i % en.count];
        out->b[i] = i % 2 == 0 ? ru.items[(i + distance) % ru.count]
                               : en.items[(i + 1 + distance) % en.count];
    }
    return out;
}

static void add_encode(bench_suite *suite, const char *row, const char *lang)
{
    encoding *t = bench_alloc(1, sizeof *t);

    *t = (encoding){suite->ctx, norm_str_from(lang), bench_names_of(lang)};
    bench_add(suite, &(bench_row){.name = row, .ours = {"libnorm", run_encode, t, t->names.count}});
}

static void add_compare(bench_suite *suite, size_t kind)
{
    const char *row = kinds[kind].name;
    comparing *t = bench_alloc(1, sizeof *t);
    pairs *p = make_pairs(kinds[kind].words, kinds[kind].distance);
    norm_str none = {NULL, 0};
    norm_match_result result;
    norm_error err;
    norm_status status;
    size_t i;

    t->ctx = suite->ctx;
    bench_check(norm_ctx_open(suite->model, &t->keeper, &err), &err);
    for (i = 0; i < PAIRS; i++) {
        bench_check(norm_encode(t->keeper, p->a[i], none, NORM_KIND_PLACE, &t->a[i], &err), &err);
        bench_check(norm_encode(t->keeper, p->b[i], none, NORM_KIND_PLACE, &t->b[i], &err), &err);
    }
    status = norm_compare(t->ctx, t->a[0], t->b[0], NULL, &result, &err);
    if (status == NORM_E_UNSUPPORTED) {
        fprintf(stderr, "%s: left out, %s\n", row, err.message);
        return;
    }
    bench_check(status, &err);
    bench_add(suite, &(bench_row){.name = row, .ours = {"libnorm", run_compare, t, PAIRS}});
    if (kinds[kind].many != NULL)
        bench_add(suite, &(bench_row){.name = kinds[kind].many,
                                      .ours = {"libnorm", run_many, t, (size_t)MANY * PAIRS}});
}

void bench_add_match(bench_suite *suite)
{
    size_t i;

    add_encode(suite, "encode/en", "en");
    add_encode(suite, "encode/ru", "ru");
    add_encode(suite, "encode/hy", "hy");
    add_encode(suite, "encode/az", "az");
    add_encode(suite, "encode/ka", "ka");
    add_encode(suite, "encode/fa", "fa");
    for (i = 0; i < KINDS; i++)
        add_compare(suite, i);
}

void bench_print_pairs(void)
{
    size_t i, k;

    for (k = 0; k < KINDS; k++) {
        const pairs *p = make_pairs(kinds[k].words, kinds[k].distance);

        for (i = 0; i < PAIRS; i++)
            printf("%s\t%.*s\t%.*s\n", kinds[k].name, (int)p->a[i].len, p->a[i].ptr,
                   (int)p->b[i].len, p->b[i].ptr);
    }
}
