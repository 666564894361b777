/* norm/lines.c - commands that make something of each name: of a line, or of a column's cells.
 * SPDX-License-Identifier: MIT */
#include "lines.h"

#include <string.h>

static void run_lines(norm_app *app, const char *path, const name_job *job)
{
    norm_ctx *ctx = app_context(app);
    norm_str values[MOST_RESULTS];
    norm_error err = {0};
    stream input;
    norm_str line, end;
    size_t i;

    stream_open(&input, app, path);
    while (stream_line(&input, &line)) {
        norm_str text = stream_check(&input, line, input.line);

        end = cut_line_end(&text);
        if (job->fn(ctx, job->user, text, values, &err) != NORM_OK)
            die_norm(app, &err, (say_place){input.name, input.line, 0}, "leave the line out");
        for (i = 0; i < job->result_count; i++) {
            if (i > 0)
                writer_add_byte(&app->out, '\t');
            writer_add(&app->out, values[i]);
        }
        writer_add(&app->out, end.len > 0 ? end : norm_str_from("\n"));
        norm_ctx_reset(ctx);
        progress_tell(&app->progress, "lines", (size_t)input.line, 0);
    }
    stream_close(&input);
}

/* out: opened at the first table. */
static void run_table(norm_app *app, const char *path, const name_job *job, table_out *out)
{
    norm_ctx *ctx = app_context(app);
    norm_str values[MOST_RESULTS];
    norm_error err = {0};
    size_t column;
    table t;

    table_open(&t, app, path);
    column = table_pick(&t, "-c", job->column);
    if (out->app == NULL) {
        out_like(out, &t, job->results, job->result_count);
        out_header(out, &t);
    } else {
        out_check(out, &t);
    }
    while (table_next(&t)) {
        if (job->fn(ctx, job->user, table_cell(&t, column), values, &err) != NORM_OK)
            die_row(&t, t.row.line, &err, "leave the row out");
        out_row(out, &t, &t.row, values);
        norm_ctx_reset(ctx);
    }
    table_close(&t);
}

static void run_one(norm_app *app, const char *path, const name_job *job, table_out *out)
{
    if (job->column != NULL)
        run_table(app, path, job, out);
    else
        run_lines(app, path, job);
}

void run_names(norm_app *app, char **files, size_t count, const name_job *job)
{
    const common_options *common = &app->common;
    const char *to = job->result_count > 1 ? "tsv" : "txt";
    table_out out = {0};
    size_t i;

    if (job->column == NULL && common->from != NULL && strcmp(common->from, "txt") != 0)
        die_usage(app, "--from %s needs -c COL, the column with the names", common->from);
    if (job->column == NULL && common->to != NULL && strcmp(common->to, to) != 0)
        die_usage(app, "--to %s needs a table as input; give -c COL", common->to);
    if (count == 0)
        run_one(app, "-", job, &out);
    for (i = 0; i < count; i++)
        run_one(app, files[i], job, &out);
    if (out.app != NULL)
        out_close(&out);
}
