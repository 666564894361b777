/* norm/explain.c - why two names are held to be one: a picture, or JSON.
 * SPDX-License-Identifier: MIT */
#include "explain.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "args.h"

#define INDENT      2
#define GAP         2 /* blanks between columns */
#define NATS_SIZE   24
#define NO_TEXT     "\xc2\xb7" /* a middle dot: nothing stands there */
#define MOST_COLUMN 32 /* columns of a terminal that a part of a name may take in the list */

/* 1/1024 nat as a decimal with so many digits, rounded half away from zero. */
static void format_nats(int32_t nats, unsigned decimals, char *text)
{
    uint64_t scale = 1;
    uint64_t size = nats < 0 ? (uint64_t) - (int64_t)nats : (uint64_t)nats;
    char digits[NATS_SIZE];
    size_t count = 0;
    size_t len = 0;
    unsigned i;

    for (i = 0; i < decimals; i++)
        scale *= 10;
    size = (size * scale + 512) / 1024;
    while (count <= decimals || size > 0) {
        digits[count++] = (char)('0' + size % 10);
        size /= 10;
    }
    text[len++] = nats < 0 ? '-' : '+';
    while (count > 0) {
        text[len++] = digits[--count];
        if (count == decimals && decimals > 0)
            text[len++] = '.';
    }
    text[len] = '\0';
}

/* As it is, without a plus and without zeros at the end: 1/1024 has ten decimals. */
static void add_exact(out_writer *out, int32_t nats)
{
    char text[NATS_SIZE];
    size_t len;

    format_nats(nats, 10, text);
    len = strlen(text);
    while (text[len - 1] == '0')
        len--;
    len -= text[len - 1] == '.';
    writer_add(out, (norm_str){text + (text[0] == '+'), len - (text[0] == '+')});
}

static norm_str or_dot(norm_str text)
{
    return text.len > 0 ? text : norm_str_from(NO_TEXT);
}

static size_t max_of(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t segment_width(const norm_reason *reason)
{
    char nats[NATS_SIZE];

    format_nats(reason->nats, 2, nats);
    return max_of(strlen(nats), max_of(term_text_width(or_dot(reason->a_text)),
                                       term_text_width(or_dot(reason->b_text))));
}

/* A line of the picture: of the reasons [begin, end) the a, the b or the nats. */
static void add_picture_line(out_writer *out, const norm_reason *reasons, size_t begin, size_t end,
                             unsigned line)
{
    char nats[NATS_SIZE];
    size_t i;

    writer_add_blanks(out, INDENT);
    for (i = begin; i < end; i++) {
        const norm_reason *reason = &reasons[i];
        size_t width = i + 1 < end ? segment_width(reason) + GAP : 0;

        format_nats(reason->nats, 2, nats);
        writer_add_padded(out,
                          line == 0   ? or_dot(reason->a_text)
                          : line == 1 ? or_dot(reason->b_text)
                                      : norm_str_from(nats),
                          width);
    }
    writer_add_byte(out, '\n');
}

/* Whether a reason has a place in the picture: what is aligned with what. */
static bool is_drawn(const norm_reason *reason)
{
    return reason->type == NORM_REASON_SEGMENT ||
           (reason->type == NORM_REASON_TOKEN && reason->a_text.len > 0 && reason->b_text.len > 0);
}

static void add_picture(norm_app *app, const norm_explanation *why)
{
    out_writer *out = &app->out;
    size_t most = term_is_terminal(STDOUT_FILENO) ? term_width(STDOUT_FILENO) : 80;
    size_t i = 0;

    while (i < why->reason_count) {
        size_t width = INDENT;
        size_t begin = i;
        unsigned line;

        while (i < why->reason_count && is_drawn(&why->reasons[i])) {
            size_t more = segment_width(&why->reasons[i]) + GAP;

            if (i > begin && width + more > most)
                break;
            width += more;
            i++;
        }
        if (i == begin) {
            i++;
            continue;
        }
        for (line = 0; line < 3; line++)
            add_picture_line(out, why->reasons, begin, i, line);
        writer_add_byte(out, '\n');
    }
}

typedef struct list_widths {
    size_t a, b, what;
} list_widths;

static list_widths measure(const norm_explanation *why)
{
    list_widths w = {1, 1, 1};
    size_t i;

    for (i = 0; i < why->reason_count; i++) {
        w.a = max_of(w.a, term_text_width(why->reasons[i].a_text));
        w.b = max_of(w.b, term_text_width(why->reasons[i].b_text));
        w.what = max_of(w.what, term_text_width(why->reasons[i].what));
    }
    w.a = w.a < MOST_COLUMN ? w.a : MOST_COLUMN;
    w.b = w.b < MOST_COLUMN ? w.b : MOST_COLUMN;
    return w;
}

static void add_nats(norm_app *app, int32_t nats, bool color)
{
    const char *paint = nats > 0 ? "\x1b[32m" : nats < 0 ? "\x1b[31m" : "";
    char text[NATS_SIZE];

    format_nats(nats, 3, text);
    writer_add_blanks(&app->out, INDENT + (strlen(text) < 8 ? 8 - strlen(text) : 0));
    if (color)
        writer_add_c(&app->out, paint);
    writer_add_c(&app->out, text);
    if (color && paint[0] != '\0')
        writer_add_c(&app->out, "\x1b[0m");
    writer_add_blanks(&app->out, GAP);
}

static void add_reason(norm_app *app, const norm_reason *reason, const list_widths *w, bool color)
{
    out_writer *out = &app->out;
    bool is_term = reason->type == NORM_REASON_TERM; /* of the whole names, not of a part */

    add_nats(app, reason->nats, color);
    writer_add_padded(out, is_term ? reason->a_text : or_dot(reason->a_text), w->a + GAP);
    writer_add_padded(out, is_term ? reason->b_text : or_dot(reason->b_text), w->b + GAP);
    writer_add_padded(out, reason->what, reason->source.len > 0 ? w->what + GAP : 0);
    writer_add(out, reason->source);
    writer_add_byte(out, '\n');
}

void explain_text(norm_app *app, const norm_explanation *why)
{
    bool color = term_use_color(STDOUT_FILENO, app->common.color);
    list_widths widths = measure(why);
    size_t i;

    writer_add_byte(&app->out, '\n');
    add_picture(app, why);
    for (i = 0; i < why->reason_count; i++)
        add_reason(app, &why->reasons[i], &widths, color);
    writer_add_c(&app->out, "  --------\n");
    add_nats(app, why->result.score, color);
    writer_add_c(&app->out, "the sum in nats: log odds of the probability\n");
}

static void add_key(out_writer *out, const char *key, norm_str text)
{
    writer_add_json(out, norm_str_from(key));
    writer_add_byte(out, ':');
    writer_add_json(out, text);
    writer_add_byte(out, ',');
}

static const char *type_word(norm_reason_type type)
{
    switch (type) {
    case NORM_REASON_SEGMENT:
        return "segment";
    case NORM_REASON_TOKEN:
        return "token";
    case NORM_REASON_TERM:
        return "term";
    }
    return "term";
}

void explain_json(norm_app *app, norm_str a, norm_str b, const norm_explanation *why)
{
    out_writer *out = &app->out;
    char share[SHARE_SIZE];
    size_t i;

    writer_add_byte(out, '{');
    add_key(out, "a", a);
    add_key(out, "b", b);
    format_share(why->result.probability, SHARE_DECIMALS, share);
    writer_add_c(out, "\"probability\":");
    writer_add_c(out, share);
    writer_add_byte(out, ',');
    add_key(out, "verdict", norm_str_from(verdict_word(why->result.verdict)));
    writer_add_c(out, "\"score\":");
    add_exact(out, why->result.score);
    writer_add_c(out, ",\"reasons\":[");
    for (i = 0; i < why->reason_count; i++) {
        const norm_reason *reason = &why->reasons[i];

        writer_add_c(out, i > 0 ? ",{" : "{");
        add_key(out, "type", norm_str_from(type_word(reason->type)));
        add_key(out, "a", reason->a_text);
        add_key(out, "b", reason->b_text);
        add_key(out, "operation", reason->operation);
        add_key(out, "what", reason->what);
        add_key(out, "source", reason->source);
        writer_add_c(out, "\"nats\":");
        add_exact(out, reason->nats);
        writer_add_byte(out, '}');
    }
    writer_add_c(out, "]}\n");
}
