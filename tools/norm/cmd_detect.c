/* norm/cmd_detect.c - norm detect: script and language of each name.
 * SPDX-License-Identifier: MIT */
#include "lines.h"

#include <string.h>

typedef struct detect_job {
    char text[64];
} detect_job;

static norm_status one_line(norm_ctx *ctx, void *user, norm_str line, norm_str *out,
                            norm_error *err)
{
    detect_job *job = user;
    norm_detection found;
    norm_status status = norm_detect(ctx, line, &found, err);
    size_t len;

    if (status != NORM_OK)
        return status;
    len = strlen(found.script);
    memcpy(job->text, found.script, len);
    job->text[len++] = '\t';
    memcpy(job->text + len, found.lang, strlen(found.lang));
    len += strlen(found.lang);
    job->text[len++] = '\t';
    format_share(found.probability, 4, job->text + len);
    *out = norm_str_from(job->text);
    return NORM_OK;
}

static int run(norm_app *app, int argc, char **argv)
{
    detect_job job;
    size_t count = opt_parse(app, argc, argv, NULL);

    writer_add_c(&app->out, "script\tlang\tprobability\n");
    run_lines(app, argv, count, one_line, &job);
    return EXIT_DONE;
}

const cmd_spec cmd_detect = {
    "detect",
    "script and language of names",
    "[FILE...]",
    "Says for each line the script (ISO 15924), the language (BCP 47) and how\n"
    "probable the language is, as TSV with a header row.",
    "echo Երասխ | norm detect",
    NULL,
    0,
    USE_INPUT,
    run,
};
