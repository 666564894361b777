/* norm/say.h - messages on standard error, and the way out after a fault.
 * SPDX-License-Identifier: MIT
 *
 * One line each: "norm: SUB: FILE:LINE:COL: what is wrong; what to do". */
#ifndef NORM_SAY_H
#define NORM_SAY_H

#include "cmd.h"

typedef struct say_place {
    const char *file; /* NULL: nowhere */
    uint64_t line;    /* from 1; 0: the whole file */
    uint64_t column;  /* byte of the line, from 1; 0: the whole line */
} say_place;

extern const say_place nowhere;

/* Writes out what standard output holds so far, says the fault, ends. */
_Noreturn void die(norm_app *app, int code, say_place at, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* A fault that the library reports; the code follows from its status. advice: what to do. */
_Noreturn void die_norm(norm_app *app, const norm_error *err, say_place at, const char *advice);

/* Silent with --quiet. */
void warn(const norm_app *app, say_place at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* A line of a report; silent with --quiet. */
void note(const norm_app *app, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* The exit code of a status. */
int exit_code_of(norm_status status);

/* The words of names[0..count) that are nearest to word, as "a, b or c" in
 * text; empty when none is near. */
void nearest_words(const char *word, const char *const *names, size_t count, char *text,
                   size_t size);

#endif
