/* norm/cmd_detect.c - norm detect: script and language of each name.
 * SPDX-License-Identifier: MIT */
#include "args.h"
#include "lines.h"

typedef struct detect_options {
    const char *column;
} detect_options;

static const opt_spec options[] = {
    COLUMN_OPTION(detect_options),
};

static const result_column results[] = {
    {"norm_script", VALUE_TEXT}, {"norm_lang", VALUE_TEXT}, {"norm_probability", VALUE_NUMBER}};

typedef struct detected {
    norm_detection found;
    char share[SHARE_SIZE];
} detected;

static norm_status one_name(norm_ctx *ctx, void *user, norm_str name, norm_str *values,
                            norm_error *err)
{
    detected *d = user;
    norm_status status = norm_detect(ctx, name, &d->found, err);

    if (status != NORM_OK)
        return status;
    format_share(d->found.probability, 4, d->share);
    values[0] = norm_str_from(d->found.script);
    values[1] = norm_str_from(d->found.lang);
    values[2] = norm_str_from(d->share);
    return NORM_OK;
}

static int run(norm_app *app, int argc, char **argv)
{
    detect_options o = {0};
    size_t count = opt_parse(app, argc, argv, &o);
    detected d;
    const name_job job = {o.column, results, 3, one_name, &d};

    if (o.column == NULL)
        writer_add_c(&app->out, "script\tlang\tprobability\n");
    run_names(app, argv, count, &job);
    return EXIT_DONE;
}

const cmd_spec cmd_detect = {
    "detect",
    "script and language of names",
    "[-c COL] [FILE...]",
    "Says for each line the script (ISO 15924), the language (BCP 47) and how probable the\n"
    "language is, as TSV with a header row. With -c it appends them to the rows of a table\n"
    "as norm_script, norm_lang and norm_probability.",
    "echo Երասխ | norm detect\n"
    "norm detect -c name villages.csv",
    options,
    sizeof options / sizeof options[0],
    USE_INPUT | USE_OUTPUT,
    run,
};
