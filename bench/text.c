/* bench/text.c - tidying a name beside utf8proc's NFKC_Casefold, script by script.
 * SPDX-License-Identifier: MIT
 *
 * The two do not do the same: ours keeps case and repairs look-alikes, utf8proc folds case. What
 * they share is the place in a program: the first step over every name. */
#include <stdlib.h>
#include <utf8proc.h>

#include "bench.h"

typedef struct task {
    norm_ctx *ctx;
    norm_str lang;
    bench_names names;
} task;

static void run_ours(void *data)
{
    const task *t = data;
    norm_error err;
    norm_str out;
    size_t i;

    for (i = 0; i < t->names.count; i++)
        bench_check(norm_normalize(t->ctx, t->names.items[i], t->lang, &out, &err), &err);
    norm_ctx_reset(t->ctx);
}

/* utf8proc_NFKC_Casefold() with a length in place of the NUL at the end. */
static void run_peer(void *data)
{
    const task *t = data;
    size_t i;

    for (i = 0; i < t->names.count; i++) {
        norm_str name = t->names.items[i];
        utf8proc_uint8_t *out = NULL;
        utf8proc_ssize_t len =
            utf8proc_map((const utf8proc_uint8_t *)name.ptr, (utf8proc_ssize_t)name.len, &out,
                         UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                             UTF8PROC_IGNORE);

        if (len < 0)
            bench_die("utf8proc", utf8proc_errmsg(len));
        free(out);
    }
}

static void add_row(bench_suite *suite, const char *row, const char *lang, bench_names names)
{
    task *t = bench_alloc(1, sizeof *t);

    *t = (task){suite->ctx, norm_str_from(lang), names};
    bench_add(suite, &(bench_row){.name = row,
                                  .ours = {"libnorm", run_ours, t, names.count},
                                  .peer = {"utf8proc NFKC_Casefold", run_peer, t, names.count}});
}

void bench_add_text(bench_suite *suite)
{
    add_row(suite, "normalize/en", "en", bench_names_of("en"));
    add_row(suite, "normalize/ru", "ru", bench_names_of("ru"));
    add_row(suite, "normalize/hy", "hy", bench_names_of("hy"));
    add_row(suite, "normalize/az", "az", bench_names_of("az"));
    add_row(suite, "normalize/ka", "ka", bench_names_of("ka"));
    add_row(suite, "normalize/fa", "fa", bench_names_of("fa"));
    add_row(suite, "normalize/ru-look-alikes", "ru", bench_names_with_twins("ru"));
}
