/* norm/stream.c - lines of a file or of standard input, checked for UTF-8.
 * SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include "stream.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_SIZE   ((size_t)64 * 1024)
#define SAMPLE_SIZE ((size_t)512) /* bytes that the check for UTF-16 looks at */

static _Noreturn void fail_io(stream *s, const char *verb, int code)
{
    const char *advice = code == ENOENT ? "check the name" : "check the file and its permissions";

    die(s->app, EXIT_RESOURCE, (say_place){s->name, 0, 0}, "cannot %s: %s; %s", verb,
        strerror(code), advice);
}

static bool is_waiting(const stream *s)
{
    struct pollfd ready = {s->fd, POLLIN, 0};

    return poll(&ready, 1, 0) == 0;
}

/* Waits for input with nothing of ours held back. */
static void flush_before_wait(stream *s)
{
    if (s->app->out.len > 0 && is_waiting(s))
        writer_flush(&s->app->out);
}

/* Reads more bytes; false at the end. */
static bool fill(stream *s)
{
    ssize_t count;

    if (s->at_end)
        return false;
    if (s->begin > 0 && s->end + READ_SIZE > s->cap) {
        memmove(s->buffer, s->buffer + s->begin, s->end - s->begin);
        s->end -= s->begin;
        s->begin = 0;
    }
    s->buffer = mem_grow(s->app, s->buffer, &s->cap, s->end + READ_SIZE, 1);
    flush_before_wait(s);
    do
        count = read(s->fd, s->buffer + s->end, s->cap - s->end);
    while (count < 0 && errno == EINTR);
    if (count < 0)
        fail_io(s, "read", errno);
    s->end += (size_t)count;
    s->at_end = count == 0;
    return count > 0;
}

/* Reads everything and converts it from --encoding. */
static void decode_all(stream *s)
{
    norm_ctx *ctx = app_context(s->app);
    norm_error err = {0};
    norm_str text;
    norm_status status;

    while (fill(s))
        ;
    status = norm_decode(ctx, (norm_str){s->buffer + s->begin, s->end - s->begin},
                         s->app->common.encoding, &text, &err);
    if (status == NORM_E_NOTFOUND)
        die(s->app, EXIT_USAGE, nowhere,
            "there is no encoding '%s'; use a name such as windows-1251, koi8-r or utf-16",
            s->app->common.encoding);
    if (status == NORM_E_UNSUPPORTED)
        die(s->app, EXIT_USAGE, nowhere, "%s; convert the file to UTF-8 first", err.message);
    if (status != NORM_OK)
        die_norm(
            s->app, &err,
            place_in(s, (norm_str){s->buffer, s->end}, 1, err.offset < s->end ? err.offset : 0),
            "is it in another --encoding?");
    s->buffer = mem_grow(s->app, s->buffer, &s->cap, text.len, 1);
    if (text.len > 0)
        memcpy(s->buffer, text.ptr, text.len);
    s->begin = 0;
    s->end = text.len;
    norm_ctx_reset(ctx);
}

void stream_open(stream *s, norm_app *app, const char *path)
{
    struct stat info;

    *s = (stream){.app = app, .name = path};
    if (strcmp(path, "-") == 0) {
        s->name = "stdin";
        s->fd = STDIN_FILENO;
    } else {
        s->fd = open(path, O_RDONLY | O_CLOEXEC);
        if (s->fd < 0)
            fail_io(s, "open", errno);
        if (fstat(s->fd, &info) == 0 && S_ISDIR(info.st_mode))
            fail_io(s, "read", EISDIR);
    }
    if (app->common.encoding != NULL)
        decode_all(s);
}

void stream_close(stream *s)
{
    if (s->fd > STDIN_FILENO)
        (void)close(s->fd);
    free(s->buffer);
    free(s->fixed);
    *s = (stream){.fd = -1};
}

/* Counts pairs of bytes that look like a UTF-16 unit of a script that is in
 * use here: the high byte is that of a block below U+1100 and the text has a NUL. */
static bool has_high_bytes(const unsigned char *bytes, size_t size, size_t parity)
{
    size_t i;
    bool has_nul = false;

    for (i = parity; i < size; i += 2) {
        if (bytes[i] > 0x10)
            return false;
        has_nul = has_nul || bytes[i] == 0;
    }
    return has_nul;
}

static void refuse_utf16(stream *s)
{
    const unsigned char *bytes = (const unsigned char *)s->buffer + s->begin;
    size_t size = s->end - s->begin;
    const char *name = NULL;

    if (size > SAMPLE_SIZE)
        size = SAMPLE_SIZE;
    size -= size % 2;
    if (size >= 2 &&
        ((bytes[0] == 0xff && bytes[1] == 0xfe) || (bytes[0] == 0xfe && bytes[1] == 0xff)))
        name = "utf-16";
    else if (size >= 4 && has_high_bytes(bytes, size, 1))
        name = "utf-16le";
    else if (size >= 4 && has_high_bytes(bytes, size, 0))
        name = "utf-16be";
    if (name != NULL)
        die(s->app, EXIT_DATA, (say_place){s->name, 1, 1},
            "this looks like UTF-16, not UTF-8; give --encoding %s", name);
}

/* What is done once, when the first bytes are there. */
static void start(stream *s)
{
    if (s->started)
        return;
    s->started = true;
    if (s->app->common.encoding == NULL)
        refuse_utf16(s);
    if (s->end - s->begin >= 3 && memcmp(s->buffer + s->begin, "\xef\xbb\xbf", 3) == 0) {
        s->begin += 3;
        s->scanned = 0;
    }
}

/* Bytes from begin to behind the next line end that is not before from. */
static size_t find_line(stream *s, size_t from)
{
    s->scanned = from;
    for (;;) {
        size_t left = s->end - s->begin - s->scanned;
        const char *found = left > 0 ? memchr(s->buffer + s->begin + s->scanned, '\n', left) : NULL;

        if (found != NULL)
            return (size_t)(found - (s->buffer + s->begin)) + 1;
        s->scanned += left;
        if (!fill(s))
            return s->scanned;
    }
}

bool stream_line(stream *s, norm_str *line)
{
    size_t len = find_line(s, 0);

    if (!s->started) {
        start(s);
        len = find_line(s, 0);
    }
    *line = (norm_str){NULL, 0};
    if (len == 0)
        return false;
    *line = (norm_str){s->buffer + s->begin, len};
    s->begin += len;
    s->line++;
    return true;
}

bool stream_would_wait(stream *s)
{
    size_t left = s->end - s->begin;

    if (s->at_end || (left > 0 && memchr(s->buffer + s->begin, '\n', left) != NULL))
        return false;
    return is_waiting(s);
}

bool stream_extend(stream *s, norm_str *record)
{
    size_t before = record->len;
    size_t len;

    s->begin -= record->len; /* the record stands right before what is unread */
    len = find_line(s, record->len);
    *record = (norm_str){s->buffer + s->begin, len};
    s->begin += len;
    s->line += len > before;
    return len > before;
}

norm_str stream_peek(stream *s)
{
    norm_str line;

    if (!stream_line(s, &line))
        return line;
    s->begin -= line.len;
    s->line--;
    return line;
}

norm_str cut_line_end(norm_str *line)
{
    size_t len = line->len;
    norm_str end;

    if (len > 0 && line->ptr[len - 1] == '\n')
        len--;
    if (len < line->len && len > 0 && line->ptr[len - 1] == '\r')
        len--;
    end = (norm_str){line->ptr + len, line->len - len};
    line->len = len;
    return end;
}

say_place place_in(const stream *s, norm_str record, uint64_t line, size_t offset)
{
    size_t begin = 0;
    size_t i;

    for (i = 0; i < offset; i++) {
        if (record.ptr[i] == '\n') {
            line++;
            begin = i + 1;
        }
    }
    return (say_place){s->name, line, offset - begin + 1};
}

/* Bytes before the first that is not UTF-8. */
static size_t good_prefix(norm_str text)
{
    norm_error err = {0};

    if (norm_utf8_check(text, &err) == NORM_OK)
        return text.len;
    return err.offset;
}

/* Bytes of a bad sequence: the first and the continuation bytes that follow,
 * at most three in all. */
static size_t bad_length(norm_str text)
{
    size_t len = 1;

    while (len < 3 && len < text.len && ((unsigned char)text.ptr[len] & 0xc0U) == 0x80U)
        len++;
    return len;
}

norm_str stream_check(stream *s, norm_str record, uint64_t line)
{
    const char *how = s->app->common.on_bad_utf8;
    size_t good = good_prefix(record);
    bool replace;
    size_t len = 0;

    if (good == record.len)
        return record;
    if (how == NULL || strcmp(how, "error") == 0)
        die(s->app, EXIT_DATA, place_in(s, record, line, good),
            "byte 0x%02X is not UTF-8; give --encoding, or --on-bad-utf8 replace or skip",
            (unsigned char)record.ptr[good]);
    replace = strcmp(how, "replace") == 0;
    while (record.len > 0) {
        good = good_prefix(record);
        s->fixed = mem_grow(s->app, s->fixed, &s->fixed_cap, len + good + 3, 1);
        memcpy(s->fixed + len, record.ptr, good);
        len += good;
        record = (norm_str){record.ptr + good, record.len - good};
        if (record.len == 0)
            break;
        if (replace) {
            memcpy(s->fixed + len, "\xef\xbf\xbd", 3);
            len += 3;
        }
        good = bad_length(record);
        record = (norm_str){record.ptr + good, record.len - good};
    }
    return (norm_str){s->fixed, len};
}
