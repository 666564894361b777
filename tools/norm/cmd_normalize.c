/* norm/cmd_normalize.c - norm normalize: the tidy form of names.
 * SPDX-License-Identifier: MIT */
#include "lines.h"

typedef struct normalize_options {
    const char *lang;
} normalize_options;

static const opt_spec options[] = {
    {0, "lang", OPT_TEXT, "L", offsetof(normalize_options, lang),
     "language of the names (BCP 47); default is to detect it"},
};

static norm_status one_line(norm_ctx *ctx, void *user, norm_str line, norm_str *out,
                            norm_error *err)
{
    const normalize_options *o = user;

    return norm_normalize(ctx, line, norm_str_from(o->lang), out, err);
}

static int run(norm_app *app, int argc, char **argv)
{
    normalize_options o = {0};
    size_t count = opt_parse(app, argc, argv, &o);

    run_lines(app, argv, count, one_line, &o);
    return EXIT_DONE;
}

const cmd_spec cmd_normalize = {
    "normalize",
    "the tidy form of names",
    "[--lang L] [FILE...]",
    "Writes the tidy display form of each line: NFC, look-alike letters repaired, spaces\n"
    "and quotes regular, case kept.",
    "echo 'Ерасх' | norm normalize",
    options,
    sizeof options / sizeof options[0],
    USE_INPUT,
    run,
};
