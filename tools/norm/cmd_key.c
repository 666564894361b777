/* norm/cmd_key.c - norm key: the comparison key of names.
 * SPDX-License-Identifier: MIT */
#include "lines.h"

typedef struct key_options {
    const char *lang;
} key_options;

static const opt_spec options[] = {
    {0, "lang", OPT_TEXT, "L", offsetof(key_options, lang),
     "language of the names (BCP 47); default is to detect it"},
};

static norm_status one_line(norm_ctx *ctx, void *user, norm_str line, norm_str *out,
                            norm_error *err)
{
    const key_options *o = user;

    return norm_key(ctx, line, norm_str_from(o->lang), out, err);
}

static int run(norm_app *app, int argc, char **argv)
{
    key_options o = {0};
    size_t count = opt_parse(app, argc, argv, &o);

    run_lines(app, argv, count, one_line, &o);
    return EXIT_DONE;
}

const cmd_spec cmd_key = {
    "key",
    "the comparison key of names",
    "[--lang L] [FILE...]",
    "Writes the comparison key of each line: names that differ only in spelling\n"
    "convention share it.",
    "echo 'Ерасх' | norm key",
    options,
    sizeof options / sizeof options[0],
    USE_INPUT,
    run,
};
