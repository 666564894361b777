/* norm/stream.h - lines of a file or of standard input, checked for UTF-8.
 * SPDX-License-Identifier: MIT
 *
 * A BOM is stripped. UTF-16 without --encoding is told apart and refused. When
 * a read would block, standard output is flushed first, so that a program that
 * talks to us over two pipes gets its answer. */
#ifndef NORM_STREAM_H
#define NORM_STREAM_H

#include "mem.h"
#include "say.h"

typedef struct stream {
    norm_app *app;
    const char *name; /* for messages: the path, or "stdin" */
    int fd;           /* -1: all is in the buffer */
    bool at_end;      /* nothing more to read from fd */
    bool started;
    char *buffer;
    size_t begin, end, cap; /* unread bytes are [begin, end) */
    size_t scanned;         /* bytes behind begin that hold no line end */
    uint64_t line;          /* number of the line read last, from 1 */
    char *fixed;            /* the record with bad bytes replaced */
    size_t fixed_cap;
} stream;

/* path "-": standard input. A file that is not there ends the program. */
void stream_open(stream *s, norm_app *app, const char *path);
void stream_close(stream *s);

/* The next line with its line end, if it has one; false at the end. The view
 * holds until the next call on s. It may hold bad UTF-8: see stream_check(). */
bool stream_line(stream *s, norm_str *line);
/* Makes *record, the bytes read last, longer by the next line; false at the end. */
bool stream_extend(stream *s, norm_str *record);
/* The first line without reading over it, to guess the format by; empty at the end. */
norm_str stream_peek(stream *s);

/* Whether the next line is not there yet, so that a read would wait for it. */
bool stream_would_wait(stream *s);

/* A record with what --on-bad-utf8 says about bytes that are not UTF-8.
 * line: the number of its first line. */
norm_str stream_check(stream *s, norm_str record, uint64_t line);

/* Cuts the line end "\n" or "\r\n" off and returns it; empty when there is none. */
norm_str cut_line_end(norm_str *line);

/* The place of a byte of a record that starts on a line. */
say_place place_in(const stream *s, norm_str record, uint64_t line, size_t offset);

#endif
