/* norm/cmd_translit.c - norm translit: transliterate lines by a system.
 * SPDX-License-Identifier: MIT */
#include "lines.h"

typedef struct translit_options {
    const char *column, *system;
    bool reverse;
} translit_options;

static const opt_spec options[] = {
    COLUMN_OPTION(translit_options),
    {'s', "system", OPT_TEXT, "SYSTEM", offsetof(translit_options, system),
     "id or alias of the system; norm systems lists them"},
    {0, "reverse", OPT_FLAG, NULL, offsetof(translit_options, reverse),
     "run a reversible system backwards"},
};

typedef struct translit_job {
    const norm_system *system;
    bool reverse;
} translit_job;

static norm_status one_name(norm_ctx *ctx, void *user, norm_str name, norm_str *values,
                            norm_error *err)
{
    const translit_job *job = user;

    return norm_transliterate(ctx, job->system, name, job->reverse, &values[0], err);
}

static _Noreturn void unknown_system(norm_app *app, const char *id)
{
    const norm_system *near[3];
    norm_system_info info[3] = {0};
    size_t count = norm_system_suggest(app->model, norm_str_from(id), near, 3);
    size_t i;

    for (i = 0; i < count; i++)
        norm_system_describe(near[i], &info[i]);
    if (count == 0)
        die_usage(app, "there is no system '%s'; norm systems lists them", id);
    die_usage(app, "there is no system '%s'; the nearest are %.*s%s%.*s%s%.*s", id,
              (int)info[0].id.len, info[0].id.ptr, count > 1 ? ", " : "", (int)info[1].id.len,
              count > 1 ? info[1].id.ptr : "", count > 2 ? ", " : "", (int)info[2].id.len,
              count > 2 ? info[2].id.ptr : "");
}

static int run(norm_app *app, int argc, char **argv)
{
    static const result_column result = {"norm_translit", VALUE_TEXT};
    translit_options o = {0};
    size_t count = opt_parse(app, argc, argv, &o);
    norm_system_info info;
    translit_job job;

    if (o.system == NULL)
        die_usage(app, "no system is given; give -s SYSTEM");
    (void)app_context(app);
    job.system = norm_system_find(app->model, norm_str_from(o.system));
    job.reverse = o.reverse;
    if (job.system == NULL)
        unknown_system(app, o.system);
    norm_system_describe(job.system, &info);
    if (o.reverse && str_is(info.reversible, "no"))
        die_usage(app, "%s cannot be run backwards", o.system);
    run_names(app, argv, count, &(name_job){o.column, &result, 1, one_name, &job});
    return EXIT_DONE;
}

const cmd_spec cmd_translit = {
    "translit",
    "transliterate names by a system",
    "-s SYSTEM [--reverse] [-c COL] [FILE...]",
    "Transliterates each line of the files or of standard input. Characters that the\n"
    "system has no rule for go through unchanged. With -c it appends norm_translit to the\n"
    "rows of a table.",
    "echo Երասխ | norm translit -s hy-bgn\n"
    "norm translit -s ru-bgn names.txt\n"
    "norm translit -s hy-bgn -c name villages.csv",
    options,
    sizeof options / sizeof options[0],
    USE_INPUT | USE_OUTPUT,
    run,
};
