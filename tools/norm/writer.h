/* norm/writer.h - standard output: a buffer, exact failures, no locale.
 * SPDX-License-Identifier: MIT */
#ifndef NORM_WRITER_H
#define NORM_WRITER_H

#include <libnorm/norm.h>

struct norm_app;

typedef struct out_writer {
    struct norm_app *app;
    int fd;
    size_t len;
    char buffer[64 * 1024];
} out_writer;

void writer_init(out_writer *out, struct norm_app *app, int fd);
/* A failed write ends the program: EXIT_RESOURCE with the reason. */
void writer_add(out_writer *out, norm_str text);
void writer_add_c(out_writer *out, const char *text);
void writer_add_byte(out_writer *out, char byte);
/* A string in JSON, with its quotes. Source: RFC 8259 section 7. */
void writer_add_json(out_writer *out, norm_str text);
/* A cell of CSV, quoted where the separator, a quote or a line end asks for it.
 * Source: RFC 4180 section 2. */
void writer_add_csv(out_writer *out, norm_str text, char separator);
void writer_add_blanks(out_writer *out, size_t count);
/* A text for a terminal, filled up to width columns. Control characters show as blanks. */
void writer_add_padded(out_writer *out, norm_str text, size_t width);
void writer_flush(out_writer *out);
/* Flush and close, so that a late failure (a full disk) is seen too. */
void writer_close(out_writer *out);

/* A number from 0 to 1 with so many decimals (at most 9), rounded half up;
 * text: room for 12 bytes. printf's decimal point is the locale's. */
void format_share(double value, unsigned decimals, char *text);

#endif
