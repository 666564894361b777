/* norm/cmd_normalize.c - norm normalize and norm key: the tidy form and the comparison key.
 * SPDX-License-Identifier: MIT */
#include "args.h"
#include "lines.h"

typedef struct normalize_options {
    const char *column, *lang;
} normalize_options;

static const opt_spec options[] = {
    COLUMN_OPTION(normalize_options),
    {0, "lang", OPT_TEXT, "L", offsetof(normalize_options, lang),
     "language of the names (BCP 47); default is to detect it"},
};

static norm_status tidy_name(norm_ctx *ctx, void *user, norm_str name, norm_str *values,
                             norm_error *err)
{
    const normalize_options *o = user;

    return norm_normalize(ctx, name, norm_str_from(o->lang), &values[0], err);
}

static norm_status key_of_name(norm_ctx *ctx, void *user, norm_str name, norm_str *values,
                               norm_error *err)
{
    const normalize_options *o = user;

    return norm_key(ctx, name, norm_str_from(o->lang), &values[0], err);
}

static int run_as(norm_app *app, int argc, char **argv, const result_column *result, name_fn fn)
{
    normalize_options o = {0};
    size_t count = opt_parse(app, argc, argv, &o);
    const name_job job = {o.column, result, 1, fn, &o};

    check_lang_option(app, "lang", o.lang);
    run_names(app, argv, count, &job);
    return EXIT_DONE;
}

static int run_normalize(norm_app *app, int argc, char **argv)
{
    static const result_column result = {"norm_normalized", VALUE_TEXT};

    return run_as(app, argc, argv, &result, tidy_name);
}

static int run_key(norm_app *app, int argc, char **argv)
{
    static const result_column result = {"norm_key", VALUE_TEXT};

    return run_as(app, argc, argv, &result, key_of_name);
}

const cmd_spec cmd_normalize = {
    "normalize",
    "the tidy form of names",
    "[-c COL] [--lang L] [FILE...]",
    "Writes the tidy display form of each line: NFC, look-alike letters repaired, spaces\n"
    "and quotes regular, case kept. With -c it appends norm_normalized to the rows of a\n"
    "table.",
    "echo 'Ерасх' | norm normalize\n"
    "norm normalize -c name villages.csv",
    options,
    sizeof options / sizeof options[0],
    USE_INPUT | USE_OUTPUT,
    run_normalize,
};

const cmd_spec cmd_key = {
    "key",
    "the comparison key of names",
    "[-c COL] [--lang L] [FILE...]",
    "Writes the comparison key of each line: names that differ only in spelling\n"
    "convention (case, romanization, look-alike letters, generic words) share it. With -c\n"
    "it appends norm_key to the rows of a table.",
    "echo 'село Ерасх' | norm key\n"
    "norm key -c name villages.csv",
    options,
    sizeof options / sizeof options[0],
    USE_INPUT | USE_OUTPUT,
    run_key,
};
