/* norm/lines.h - commands that make one line out of each line.
 * SPDX-License-Identifier: MIT */
#ifndef NORM_LINES_H
#define NORM_LINES_H

#include "stream.h"

/* Makes *out of a line; the result may live in the context. */
typedef norm_status (*line_fn)(norm_ctx *ctx, void *user, norm_str line, norm_str *out,
                               norm_error *err);

/* Runs fn over all lines of the files, of standard input when there are none. */
void run_lines(norm_app *app, char **files, size_t count, line_fn fn, void *user);

#endif
