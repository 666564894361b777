/* norm/say.h - messages on standard error, and the way out after a fault.
 * SPDX-License-Identifier: MIT
 *
 * One line each: "norm: SUB: FILE:LINE:COL: what is wrong; what to do". */
#ifndef NORM_SAY_H
#define NORM_SAY_H

#include "cmd.h"

typedef struct place {
    const char *file; /* NULL: nowhere */
    uint64_t line;    /* from 1; 0: the whole file */
    uint64_t column;  /* byte of the line, from 1; 0: the whole line */
} place;

extern const place nowhere;

/* Writes out what standard output holds so far, says the fault, ends. */
_Noreturn void die(app *app, int code, place at, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* A fault that the library reports; the code follows from its status. advice: what to do. */
_Noreturn void die_norm(app *app, const norm_error *err, place at, const char *advice);

/* Silent with --quiet. */
void warn(const app *app, place at, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* A line of a report; silent with --quiet. */
void note(const app *app, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* The exit code of a status. */
int exit_code_of(norm_status status);

/* The words of names[0..count) that are nearest to word, as "a, b or c" in
 * text; empty when none is near. */
void nearest_words(const char *word, const char *const *names, size_t count, char *text,
                   size_t size);

#endif
