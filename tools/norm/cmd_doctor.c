/* norm/cmd_doctor.c - norm doctor: what is installed, and whether it works.
 * SPDX-License-Identifier: MIT */
#include <libnorm/index.h>

#include <stdio.h>
#include <string.h>

#include "args.h"

/* One village in three spellings: the checks ask for what is well known of it. */
static const char armenian[] = "Երասխ";
static const char russian[] = "Ерасх";
static const char english[] = "Yeraskh";

typedef norm_status (*check_fn)(norm_app *app, char *seen, size_t size, norm_error *err);

/* Of the checks: seen says in a few words what came out, and starts with '!' when it is wrong. */

static norm_status check_translit(norm_app *app, char *seen, size_t size, norm_error *err)
{
    const norm_system *system = norm_system_find(app->model, norm_str_from("hy-bgn"));
    norm_str made;
    norm_status status;

    if (system == NULL) {
        (void)snprintf(seen, size, "!there is no system hy-bgn");
        return NORM_OK;
    }
    status = norm_transliterate(app->ctx, system, norm_str_from(armenian), false, &made, err);
    if (status == NORM_OK)
        (void)snprintf(seen, size, "%s%s is %.*s by hy-bgn", str_is(made, english) ? "" : "!",
                       armenian, (int)made.len, made.ptr);
    return status;
}

static norm_status check_match(norm_app *app, char *seen, size_t size, norm_error *err)
{
    const norm_str unknown = {NULL, 0};
    const norm_name *a, *b;
    norm_match_result result;
    char share[SHARE_SIZE];
    norm_status status =
        norm_encode(app->ctx, norm_str_from(russian), unknown, NORM_KIND_PLACE, &a, err);

    if (status == NORM_OK)
        status = norm_encode(app->ctx, norm_str_from(english), unknown, NORM_KIND_PLACE, &b, err);
    if (status == NORM_OK)
        status = norm_compare(app->ctx, a, b, NULL, &result, err);
    if (status != NORM_OK)
        return status;
    format_share(result.probability, 3, share);
    (void)snprintf(seen, size, "%s%s and %s: %s, %s", result.verdict == NORM_MATCH ? "" : "!",
                   russian, english, share, verdict_word(result.verdict));
    return NORM_OK;
}

static norm_status check_lookup(norm_app *app, char *seen, size_t size, norm_error *err)
{
    norm_query query = {.text = norm_str_from(russian)};
    norm_index_info info;
    norm_index *index;
    const norm_hit *hits;
    size_t count;
    norm_status status = norm_index_open_builtin(app->model, &index, err);

    if (status != NORM_OK)
        return status;
    norm_index_describe(index, &info);
    status = norm_lookup(app->ctx, index, &query, 1, &hits, &count, err);
    if (status == NORM_OK && count == 0)
        (void)snprintf(seen, size, "!nothing found for %s among %zu names", russian, info.names);
    else if (status == NORM_OK)
        (void)snprintf(seen, size, "%s%s is %.*s (%.*s), of %zu names of %zu entities",
                       hits[0].verdict == NORM_MATCH ? "" : "!", russian, (int)hits[0].name.len,
                       hits[0].name.ptr, (int)hits[0].id.len, hits[0].id.ptr, info.names,
                       info.entities);
    norm_index_close(index);
    return status;
}

static void add_line(norm_app *app, const char *what, const char *text)
{
    size_t i;

    writer_add_c(&app->out, what);
    for (i = strlen(what); i < 8; i++)
        writer_add_byte(&app->out, ' ');
    writer_add_c(&app->out, text);
    writer_add_byte(&app->out, '\n');
}

static bool run_check(norm_app *app, const char *what, check_fn fn)
{
    char seen[512];
    char line[600];
    norm_error err = {0};
    bool is_good;

    if (fn(app, seen, sizeof seen, &err) != NORM_OK)
        (void)snprintf(seen, sizeof seen, "!%s", err.message);
    norm_ctx_reset(app->ctx);
    is_good = seen[0] != '!';
    (void)snprintf(line, sizeof line, "%s: %s", is_good ? "works" : "FAILS", seen + !is_good);
    add_line(app, what, line);
    return is_good;
}

static int run(norm_app *app, int argc, char **argv)
{
    size_t count = opt_parse(app, argc, argv, NULL);
    norm_model_info info;
    char text[64];
    bool is_good;

    if (count > 0)
        die_usage(app, "'%s' is one argument too many", argv[0]);
    print_version(app);
    norm_model_describe(app->model, &info);
    (void)snprintf(text, sizeof text, "%zu transliteration systems, %zu bytes of tables",
                   norm_system_count(app->model), info.size);
    add_line(app, "has", text);
    add_line(app, "ICU",
             info.has_icu ? "yes: legacy encodings and scripts without tables"
                          : "no: no legacy encodings, no scripts without tables");
    is_good = run_check(app, "system", check_translit);
    is_good = run_check(app, "match", check_match) && is_good;
    is_good = run_check(app, "lookup", check_lookup) && is_good;
    return is_good ? EXIT_DONE : EXIT_NOTHING;
}

const cmd_spec cmd_doctor = {
    "doctor",
    "say what is installed, and whether it works",
    "",
    "Writes the versions of the library, its tables and its model, what they hold, and the\n"
    "results of a few checks. Exit status 1 when one of them fails.",
    "norm doctor\n"
    "norm --model mine.nblob doctor",
    NULL,
    0,
    0,
    run,
};
