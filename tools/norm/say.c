/* norm/say.c - messages on standard error, and the way out after a fault.
 * SPDX-License-Identifier: MIT */
#include "say.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_SIZE 2048 /* longest message; what is over is cut */
#define WORD_SIZE 48   /* longest word that is compared with others */
#define MOST_NEAR 3    /* words that a message offers */

const say_place nowhere = {NULL, 0, 0};

/* Control characters of a file name or of data must not reach the terminal,
 * and a message is one line. */
static void make_printable(char *line)
{
    for (; *line != '\0'; line++)
        if ((unsigned char)*line < 0x20 || *line == 0x7f)
            *line = '?';
}

static size_t add_text(char *line, size_t at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

static size_t add_text(char *line, size_t at, const char *fmt, ...)
{
    va_list args;
    int len;

    va_start(args, fmt);
    len = vsnprintf(line + at, LINE_SIZE - at, fmt, args);
    va_end(args);
    if (len < 0)
        return at;
    return at + (size_t)len < LINE_SIZE ? at + (size_t)len : LINE_SIZE - 1;
}

static void say(const norm_app *app, say_place at, const char *fmt, va_list args)
    __attribute__((format(printf, 3, 0)));

static void say(const norm_app *app, say_place at, const char *fmt, va_list args)
{
    char line[LINE_SIZE];
    size_t len = add_text(line, 0, "norm: ");

    if (app->cmd != NULL)
        len = add_text(line, len, "%s: ", app->cmd->name);
    if (at.file != NULL)
        len = add_text(line, len, "%s:", at.file);
    if (at.file != NULL && at.line > 0)
        len = add_text(line, len, "%llu:", (unsigned long long)at.line);
    if (at.file != NULL && at.line > 0 && at.column > 0)
        len = add_text(line, len, "%llu:", (unsigned long long)at.column);
    if (at.file != NULL)
        len = add_text(line, len, " ");
    (void)vsnprintf(line + len, LINE_SIZE - len, fmt, args);
    make_printable(line);
    fprintf(stderr, "%s\n", line);
}

_Noreturn void die(norm_app *app, int code, say_place at, const char *fmt, ...)
{
    va_list args;

    progress_end(&app->progress);
    writer_flush(&app->out);
    va_start(args, fmt);
    say(app, at, fmt, args);
    va_end(args);
    exit(code);
}

int exit_code_of(norm_status status)
{
    switch (status) {
    case NORM_OK:
        return EXIT_DONE;
    case NORM_E_ARG:
    case NORM_E_NOTFOUND:
    case NORM_E_UNSUPPORTED:
        return EXIT_USAGE;
    case NORM_E_UTF8:
    case NORM_E_LIMIT:
    case NORM_E_FORMAT:
    case NORM_E_VERSION:
        return EXIT_DATA;
    case NORM_E_NOMEM:
    case NORM_E_IO:
    case NORM_E_INTERNAL:
        return EXIT_RESOURCE;
    }
    return EXIT_RESOURCE;
}

_Noreturn void die_norm(norm_app *app, const norm_error *err, say_place at, const char *advice)
{
    const char *message = err->message[0] != '\0' ? err->message : norm_status_text(err->status);

    die(app, exit_code_of(err->status), at, "%s; %s", message, advice);
}

void warn(const norm_app *app, say_place at, const char *fmt, ...)
{
    va_list args;

    if (app->common.quiet)
        return;
    va_start(args, fmt);
    say(app, at, fmt, args);
    va_end(args);
}

void note(const norm_app *app, const char *fmt, ...)
{
    va_list args;

    if (app->common.quiet)
        return;
    va_start(args, fmt);
    vfprintf(stderr, fmt, args);
    va_end(args);
    fputc('\n', stderr);
}

/* Levenshtein distance with swaps of neighbours (Damerau 1964, the restricted form). */
static size_t distance(const char *a, const char *b)
{
    size_t rows[3][WORD_SIZE + 1];
    size_t a_len = strlen(a);
    size_t b_len = strlen(b);
    size_t i, j;

    if (a_len > WORD_SIZE || b_len > WORD_SIZE)
        return WORD_SIZE;
    for (j = 0; j <= b_len; j++)
        rows[0][j] = j;
    for (i = 1; i <= a_len; i++) {
        const size_t *before = rows[(i + 1) % 3]; /* of i - 2 */
        const size_t *above = rows[(i + 2) % 3];  /* of i - 1 */
        size_t *row = rows[i % 3];

        row[0] = i;
        for (j = 1; j <= b_len; j++) {
            size_t best = above[j - 1] + (a[i - 1] != b[j - 1]);

            if (above[j] + 1 < best)
                best = above[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            row[j] = best;
        }
    }
    return rows[a_len % 3][b_len];
}

void nearest_words(const char *word, const char *const *names, size_t count, char *text,
                   size_t size)
{
    const char *found[MOST_NEAR];
    size_t found_count = 0;
    size_t limit = strlen(word) / 3 + 1; /* a third of the letters may be wrong */
    size_t far, i, len;

    for (far = 0; far <= limit; far++)
        for (i = 0; i < count && found_count < MOST_NEAR; i++)
            if (distance(word, names[i]) == far)
                found[found_count++] = names[i];
    text[0] = '\0';
    for (i = 0, len = 0; i < found_count && len < size; i++) {
        const char *joint = i == 0 ? "" : i + 1 == found_count ? " or " : ", ";
        int done = snprintf(text + len, size - len, "%s%s", joint, found[i]);

        len += done > 0 ? (size_t)done : 0;
    }
}
