/* norm/term.h - what a terminal needs: widths, colour, a progress line.
 * SPDX-License-Identifier: MIT */
#ifndef NORM_TERM_H
#define NORM_TERM_H

#include <libnorm/norm.h>

bool term_is_terminal(int fd);
/* Columns of the terminal; 80 when it does not say. */
size_t term_width(int fd);
/* Columns that a text takes: marks none, wide letters two. */
size_t term_text_width(norm_str text);
/* By --color and NO_COLOR (no-color.org). when: "auto", "always", "never" or NULL. */
bool term_use_color(int fd, const char *when);

/* One line on standard error that says how far the work is. It shows up after
 * a second, on a terminal only, and goes away at the end. */
typedef struct progress_line {
    bool wanted; /* a terminal, and neither --quiet nor --no-progress */
    bool shown;
    int64_t start_ms, last_ms;
} progress_line;

void progress_init(progress_line *p, bool wanted);
/* total 0: unknown. */
void progress_tell(progress_line *p, const char *stage, size_t done, size_t total);
void progress_end(progress_line *p);
/* progress_tell() as the library calls it; user is a progress. */
void progress_callback(void *user, const char *stage, size_t done, size_t total);

#endif
