/* norm/writer.c - standard output: a buffer, exact failures, no locale.
 * SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include "writer.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "say.h"
#include "term.h"

void writer_init(out_writer *out, struct norm_app *app, int fd)
{
    out->app = app;
    out->fd = fd;
    out->len = 0;
}

static _Noreturn void fail(out_writer *out, int code)
{
    const char *advice = code == ENOSPC || code == EDQUOT ? "free some space and try again"
                                                          : "check where it is sent to";

    out->len = 0; /* or die() would come back here */
    die(out->app, EXIT_RESOURCE, nowhere, "cannot write standard output: %s; %s", strerror(code),
        advice);
}

static void write_all(out_writer *out, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t done = write(out->fd, bytes, size);

        if (done < 0 && errno == EINTR)
            continue;
        /* SIGPIPE ends the program before this, unless whoever started it blocks the signal. */
        if (done < 0 && errno == EPIPE)
            _exit(EXIT_DONE);
        if (done <= 0)
            fail(out, done < 0 ? errno : ENOSPC);
        bytes += done;
        size -= (size_t)done;
    }
}

void writer_flush(out_writer *out)
{
    size_t len = out->len;

    out->len = 0;
    write_all(out, out->buffer, len);
}

void writer_add(out_writer *out, norm_str text)
{
    if (text.len > sizeof out->buffer - out->len)
        writer_flush(out);
    if (text.len > sizeof out->buffer) {
        write_all(out, text.ptr, text.len);
        return;
    }
    if (text.len > 0)
        memcpy(out->buffer + out->len, text.ptr, text.len);
    out->len += text.len;
}

void writer_add_c(out_writer *out, const char *text)
{
    writer_add(out, norm_str_from(text));
}

void writer_add_byte(out_writer *out, char byte)
{
    writer_add(out, (norm_str){&byte, 1});
}

static void add_escape(out_writer *out, unsigned char byte)
{
    static const char digits[] = "0123456789abcdef";
    char text[6] = {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]};

    switch (byte) {
    case '"':
        writer_add_c(out, "\\\"");
        break;
    case '\\':
        writer_add_c(out, "\\\\");
        break;
    case '\n':
        writer_add_c(out, "\\n");
        break;
    case '\r':
        writer_add_c(out, "\\r");
        break;
    case '\t':
        writer_add_c(out, "\\t");
        break;
    default:
        writer_add(out, (norm_str){text, sizeof text});
    }
}

void writer_add_json(out_writer *out, norm_str text)
{
    size_t begin = 0;
    size_t i;

    writer_add_byte(out, '"');
    for (i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];

        if (byte >= 0x20 && byte != '"' && byte != '\\')
            continue;
        writer_add(out, (norm_str){text.ptr + begin, i - begin});
        add_escape(out, byte);
        begin = i + 1;
    }
    if (text.len > begin)
        writer_add(out, (norm_str){text.ptr + begin, text.len - begin});
    writer_add_byte(out, '"');
}

void writer_add_csv(out_writer *out, norm_str text, char separator)
{
    bool quoted = false;
    size_t i;

    for (i = 0; i < text.len && !quoted; i++)
        quoted = text.ptr[i] == separator || text.ptr[i] == '"' || text.ptr[i] == '\n' ||
                 text.ptr[i] == '\r';
    if (!quoted) {
        writer_add(out, text);
        return;
    }
    writer_add_byte(out, '"');
    for (i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"')
            writer_add_byte(out, '"');
        writer_add_byte(out, text.ptr[i]);
    }
    writer_add_byte(out, '"');
}

void writer_add_blanks(out_writer *out, size_t count)
{
    while (count-- > 0)
        writer_add_byte(out, ' ');
}

/* Whether a text has letters that run from right to left: U+05C0 to U+07FF. */
static bool runs_left(norm_str text)
{
    size_t i;

    for (i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] >= 0xd7 && (unsigned char)text.ptr[i] <= 0xdf)
            return true;
    return false;
}

void writer_add_padded(out_writer *out, norm_str text, size_t width)
{
    size_t used = term_text_width(text);
    size_t i;

    for (i = 0; i < text.len; i++)
        writer_add_byte(out, (unsigned char)text.ptr[i] < 0x20 ? ' ' : text.ptr[i]);
    if (runs_left(text)) /* U+200E keeps the columns in order around such letters */
        writer_add_c(out, "\xe2\x80\x8e");
    writer_add_blanks(out, used < width ? width - used : 0);
}

void writer_close(out_writer *out)
{
    writer_flush(out);
    if (close(out->fd) != 0 && errno != EINTR)
        fail(out, errno);
}

void format_share(double value, unsigned decimals, char *text)
{
    uint64_t scale = 1;
    uint64_t whole;
    unsigned i;

    for (i = 0; i < decimals; i++)
        scale *= 10;
    if (!(value > 0.0)) /* NaN included */
        value = 0.0;
    if (value > 1.0)
        value = 1.0;
    whole = (uint64_t)(value * (double)scale + 0.5);
    text[0] = (char)('0' + whole / scale);
    text[1] = '.';
    whole %= scale;
    for (i = decimals; i > 0; i--) {
        text[1 + i] = (char)('0' + whole % 10);
        whole /= 10;
    }
    text[2 + decimals] = '\0';
}
