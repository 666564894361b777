/* norm/lines.c - commands that make one line out of each line.
 * SPDX-License-Identifier: MIT */
#include "lines.h"

static void run_file(norm_app *app, const char *path, line_fn fn, void *user)
{
    norm_ctx *ctx = app_context(app);
    norm_error err = {0};
    stream input;
    norm_str line, end, made;

    stream_open(&input, app, path);
    while (stream_line(&input, &line)) {
        norm_str text = stream_check(&input, line, input.line);

        end = cut_line_end(&text);
        if (fn(ctx, user, text, &made, &err) != NORM_OK)
            die_norm(app, &err, (say_place){input.name, input.line, 0}, "leave the line out");
        writer_add(&app->out, made);
        writer_add(&app->out, end.len > 0 ? end : norm_str_from("\n"));
        norm_ctx_reset(ctx);
        progress_tell(&app->progress, "lines", (size_t)input.line, 0);
    }
    stream_close(&input);
}

void run_lines(norm_app *app, char **files, size_t count, line_fn fn, void *user)
{
    size_t i;

    if (count == 0)
        run_file(app, "-", fn, user);
    for (i = 0; i < count; i++)
        run_file(app, files[i], fn, user);
}
