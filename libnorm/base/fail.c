/* base/fail.c - set an error and return its status, in one line.
 * SPDX-License-Identifier: MIT */
#include "base/fail.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Takes off the bytes of a character that the end of the buffer cut in two. */
static void trim_broken_tail(char *text)
{
    size_t len = strlen(text);
    size_t back = 0;
    unsigned char lead;
    size_t need;

    while (back < 3 && back < len && ((unsigned char)text[len - 1 - back] & 0xC0U) == 0x80U)
        back++;
    if (back >= len)
        return;
    lead = (unsigned char)text[len - 1 - back];
    need = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    if (back < need)
        text[len - 1 - back] = '\0';
}

/* A path or a cell may hold anything; the message stays one line and harmless on a terminal. */
static void blank_controls(char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < 0x20 || *text == 0x7F)
            *text = '?';
    }
}

static void __attribute__((format(printf, 5, 0)))
fill(norm_error *err, norm_status status, uint32_t line, size_t offset, const char *fmt,
     va_list args)
{
    if (err == NULL)
        return;
    err->status = status;
    err->line = line;
    err->offset = offset;
    vsnprintf(err->message, sizeof err->message, fmt, args);
    trim_broken_tail(err->message);
    blank_controls(err->message);
}

norm_status nrm_fail(norm_error *err, norm_status status, size_t offset, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    fill(err, status, 0, offset, fmt, args);
    va_end(args);
    return status;
}

norm_status nrm_fail_line(norm_error *err, norm_status status, uint32_t line, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    fill(err, status, line, NORM_NO_OFFSET, fmt, args);
    va_end(args);
    return status;
}

norm_status nrm_fail_nomem(norm_error *err)
{
    return nrm_fail(err, NORM_E_NOMEM, NORM_NO_OFFSET, "out of memory");
}
