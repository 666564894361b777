/* norm/term.c - what a terminal needs: widths, colour, a progress line.
 * SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE /* TIOCGWINSZ */

#include "term.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#include <utf8proc.h>

#define SHOW_AFTER_MS 1000
#define SHOW_EVERY_MS 100

bool term_is_terminal(int fd)
{
    return isatty(fd) == 1;
}

size_t term_width(int fd)
{
    struct winsize size;

    if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return 80;
}

size_t term_text_width(norm_str text)
{
    const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text.ptr;
    utf8proc_ssize_t left = (utf8proc_ssize_t)text.len;
    size_t width = 0;

    while (left > 0) {
        utf8proc_int32_t cp;
        utf8proc_ssize_t used = utf8proc_iterate(at, left, &cp);
        int columns;

        if (used <= 0) { /* not UTF-8: a terminal shows one sign for the byte */
            used = 1;
            columns = 1;
        } else {
            columns = utf8proc_charwidth(cp);
        }
        width += columns > 0 ? (size_t)columns : 0;
        at += used;
        left -= used;
    }
    return width;
}

bool term_use_color(int fd, const char *when)
{
    const char *no_color = getenv("NO_COLOR");

    if (when != NULL && strcmp(when, "always") == 0)
        return true;
    if (when != NULL && strcmp(when, "never") == 0)
        return false;
    return term_is_terminal(fd) && (no_color == NULL || no_color[0] == '\0');
}

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void progress_init(progress_line *p, bool wanted)
{
    p->wanted = wanted && term_is_terminal(STDERR_FILENO);
    p->shown = false;
    p->start_ms = now_ms();
    p->last_ms = p->start_ms;
}

void progress_tell(progress_line *p, const char *stage, size_t done, size_t total)
{
    int64_t now;

    if (!p->wanted)
        return;
    now = now_ms();
    if (now - p->start_ms < SHOW_AFTER_MS || (p->shown && now - p->last_ms < SHOW_EVERY_MS))
        return;
    if (total > 0)
        fprintf(stderr, "\r\033[K%s: %zu of %zu (%zu %%)", stage, done, total,
                (size_t)((double)done * 100.0 / (double)total));
    else
        fprintf(stderr, "\r\033[K%s: %zu", stage, done);
    fflush(stderr);
    p->shown = true;
    p->last_ms = now;
}

void progress_end(progress_line *p)
{
    if (p->shown)
        fprintf(stderr, "\r\033[K");
    p->shown = false;
}

void progress_callback(void *user, const char *stage, size_t done, size_t total)
{
    progress_tell(user, stage, done, total);
}
