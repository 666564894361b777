/* translit/engine.c - run a rule program over a text: longest match with left and right context.
 * SPDX-License-Identifier: MIT
 *
 * The program was checked when it was opened (translit/program.c): numbers in it need no check
 * here. Matching stops at the sentinels, whose letter no rule names. */
#include "translit/engine.h"

#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "text/nfx.h"
#include "text/utf8.h"
#include "translit/items.h"
#include "translit/quick.h"

#define STACK_ITEMS 384U
#define TEXT_MAX    (UINT32_C(1) << 28) /* bytes; spans count in 32 bits */

/* Whether pool letters [first, first + len) stand at item, going right (step 1), or end there,
 * going left (step -1). */
static bool letters_match(const nrm_program *program, size_t first, size_t len,
                          const nrm_item *item, ptrdiff_t step)
{
    size_t i;

    for (i = 0; i < len; i++, item += step) {
        size_t index = step > 0 ? first + i : first + len - 1 - i;

        if (item->letter != nrm_program_pool(program, index))
            return false;
    }
    return true;
}

/* How many letters of a class stand at item; 0: none of it. */
static size_t class_match(const nrm_program *program, uint32_t number, const nrm_item *item,
                          ptrdiff_t step)
{
    uint32_t class = nrm_load_u32(program->classes + (size_t)number * 4);
    const uint8_t *group = program->groups + (size_t)(class & 0xFFFFU) * 4;
    const uint8_t *bits = program->class_bits + (size_t)number * program->class_stride;
    uint32_t n;

    for (n = class >> 16; n > 0; n--, group += 4) {
        uint32_t code = nrm_load_u32(group);

        if (letters_match(program, code & 0xFFFFU, code >> 16, item, step))
            return code >> 16;
    }
    return bits[item->letter / 8] >> item->letter % 8 & 1U;
}

/* Elements of one side of a context, from item on. */
static bool context_match(const nrm_program *program, size_t element, size_t count,
                          const nrm_item *item, ptrdiff_t step)
{
    for (; count > 0; count--, element++) {
        uint32_t e = nrm_load_u32(program->elements + element * 4);
        size_t len = 0;
        bool ok;

        switch (NRM_ELEM_KIND(e)) {
        case NRM_ELEM_EDGE:
            ok = (item->flags & NRM_ITEM_WORD) == 0;
            if (ok == ((e & NRM_ELEM_NEGATED) != 0))
                return false;
            continue;
        case NRM_ELEM_LETTER:
            len = item->letter == NRM_ELEM_ARG(e);
            break;
        case NRM_ELEM_GROUP:
            len = letters_match(program, NRM_ELEM_ARG(e), NRM_ELEM_LEN(e), item, step)
                      ? NRM_ELEM_LEN(e)
                      : 0;
            break;
        default:
            len = class_match(program, NRM_ELEM_ARG(e), item, step);
            break;
        }
        if ((len > 0) == ((e & NRM_ELEM_NEGATED) != 0))
            return false;
        if (len == 0) /* not X: one letter, but never past the end */
            len = (item->flags & NRM_ITEM_END) == 0;
        item += step * (ptrdiff_t)len;
    }
    return true;
}

/* The rule that wins at item, or NULL. */
static const uint8_t *find_rule(const nrm_program *program, const nrm_item *item,
                                const uint8_t *letter)
{
    const uint8_t *rule = nrm_program_rule(program, nrm_load_u16(letter));
    uint32_t n;

    for (n = nrm_load_u16(letter + 2); n > 0; n--, rule += 16) {
        size_t element = nrm_load_u16(rule + 8);

        if (letters_match(program, nrm_load_u16(rule + 2), rule[4] - 1U, item + 1, 1) &&
            (rule[5] == 0 || context_match(program, element, rule[5], item - 1, -1)) &&
            (rule[6] == 0 || context_match(program, element + rule[5], rule[6], item + rule[4], 1)))
            return rule;
    }
    return NULL;
}

typedef enum form {
    FORM_LOWER = 0,
    FORM_TITLE,
    FORM_UPPER
} form;

/* Whether the nearest cased letter of the word says capitals: the next one, at the end of a word
 * the one before ("Case" of docs/tables.md). */
static form form_of_neighbours(const nrm_item *item, size_t len)
{
    const nrm_item *at;

    for (at = item + len; (at->flags & NRM_ITEM_WORD) != 0; at++) {
        if ((at->flags & NRM_ITEM_CASED) != 0)
            return (at->flags & NRM_ITEM_UPPER) != 0 ? FORM_UPPER : FORM_TITLE;
    }
    for (at = item - 1; (at->flags & NRM_ITEM_WORD) != 0; at--) {
        if ((at->flags & NRM_ITEM_CASED) != 0)
            return (at->flags & NRM_ITEM_UPPER) != 0 ? FORM_UPPER : FORM_TITLE;
    }
    return FORM_TITLE;
}

/* Case of the output for len letters at item. */
static form choose_form(const nrm_item *item, size_t len, const uint8_t *output)
{
    size_t cased = 0;
    size_t upper = 0;
    bool first_is_upper = false;
    size_t i;

    for (i = 0; i < len; i++) {
        if ((item[i].flags & NRM_ITEM_CASED) == 0)
            continue;
        if (cased == 0)
            first_is_upper = (item[i].flags & NRM_ITEM_UPPER) != 0;
        cased++;
        upper += (item[i].flags & NRM_ITEM_UPPER) != 0;
    }
    if (!first_is_upper)
        return FORM_LOWER;
    if (output[7] != 0 || (item->flags & NRM_ITEM_UPPERS) != 0)
        return FORM_UPPER;
    if (cased > 1)
        return upper == cased ? FORM_UPPER : FORM_TITLE;
    return form_of_neighbours(item, len);
}

typedef struct run {
    const nrm_program *program;
    norm_str text;
    nrm_items items;
    nrm_buf out;
    nrm_buf spans; /* of nrm_span, when with_spans */
    bool with_spans;
} run;

/* Bytes of the UTF-8 sequence that a lead byte begins. */
static size_t sequence_len(uint8_t lead)
{
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* The code point at *pos of valid UTF-8. */
static uint32_t decode(const uint8_t *at, uint8_t lead)
{
    if (lead < 0xE0)
        return (lead & 0x1FU) << 6 | (at[1] & 0x3FU);
    if (lead < 0xF0)
        return (lead & 0xFU) << 12 | (at[1] & 0x3FU) << 6 | (at[2] & 0x3FU);
    return (lead & 7U) << 18 | (at[1] & 0x3FU) << 12 | (at[2] & 0x3FU) << 6 | (at[3] & 0x3FU);
}

static void read_items(const nrm_program *program, norm_str text, nrm_items *items)
{
    const uint8_t *base = (const uint8_t *)text.ptr;
    const uint8_t *block_of = program->block_of;
    const uint8_t *blocks = program->blocks;
    uint32_t limit = program->limit;
    nrm_item *out = items->at;
    size_t pos = 0;

    while (pos < text.len) {
        uint8_t lead = base[pos];
        uint32_t cp = lead < 0x80 ? lead : decode(base + pos, lead);
        uint32_t entry = NRM_ENTRY_UNKNOWN;

        if (cp < limit)
            entry = nrm_load_u16(
                blocks + ((size_t)block_of[cp / NRM_BLOCK] * NRM_BLOCK + cp % NRM_BLOCK) * 2);
        if ((entry & (NRM_ENTRY_SPECIAL | NRM_ENTRY_SECOND)) == 0) {
            *out++ = (nrm_item){(uint32_t)pos, (uint16_t)NRM_ENTRY_LETTER(entry),
                                (uint8_t)NRM_ITEM_FLAGS(entry)};
        } else {
            items->count = (size_t)(out - items->at);
            nrm_items_special(program, items, cp, entry, (uint32_t)pos);
            out = items->at + items->count;
        }
        pos += sequence_len(lead);
    }
    items->count = (size_t)(out - items->at);
}

static void write_bytes(nrm_buf *out, const uint8_t *from, size_t len)
{
    char *to = out->ptr + out->len;

    /* outputs are followed by NRM_COPY bytes, and so is what is written: a copy of fixed size */
    if (out->failed || out->cap - out->len < NRM_COPY || len > NRM_COPY) {
        nrm_buf_add(out, (norm_str){(const char *)from, len});
        return;
    }
    memcpy(to, from, NRM_COPY);
    out->len += len;
}

static void add_span(run *r, size_t item, size_t len, size_t out_begin, uint32_t line)
{
    size_t next = item + len;
    nrm_span span = {item == 0 ? 0 : r->items.at[item].pos,
                     next == r->items.count ? (uint32_t)r->text.len : r->items.at[next].pos,
                     (uint32_t)out_begin, (uint32_t)r->out.len, line};
    char *room = nrm_buf_reserve(&r->spans, sizeof span);

    if (room == NULL)
        return;
    memcpy(room, &span, sizeof span);
    r->spans.len += sizeof span;
}

/* Writes what stands at item i; returns how many items it took. */
static size_t step(run *r, size_t i)
{
    const nrm_program *program = r->program;
    const nrm_item *item = r->items.at + i;
    const uint8_t *letter = nrm_program_letter(program, item->letter);
    uint32_t number = nrm_load_u16(letter + 8);
    const uint8_t *rule = NULL;
    size_t begin = r->out.len;
    size_t len = 1;

    if (number == NRM_NO_OUTPUT && nrm_load_u16(letter + 2) > 0) {
        rule = find_rule(program, item, letter);
        if (rule != NULL) {
            number = nrm_load_u16(rule);
            len = rule[4];
        }
    }
    if (number == NRM_NO_OUTPUT) {
        const char *at = r->text.ptr + item->pos;

        nrm_buf_add(&r->out, (norm_str){at, sequence_len((uint8_t)*at)});
    } else {
        const uint8_t *output = nrm_program_output(program, number);
        const uint8_t *bytes = program->bytes + nrm_load_u32(output);
        form as = choose_form(item, len, output);

        if (as != FORM_LOWER)
            bytes += output[4] + (as == FORM_UPPER ? output[5] : 0U);
        write_bytes(&r->out, bytes, output[4 + as]);
        if (rule == NULL)
            rule = nrm_program_rule(program, nrm_load_u16(letter));
    }
    if (r->with_spans)
        add_span(r, i, len, begin, rule != NULL ? nrm_load_u32(rule + 12) : 0);
    return len;
}

/* Writes all items. The loop is for the common case: one rule, no context, a small letter. */
static void write_all(run *r)
{
    const uint8_t *letters = r->program->letters;
    const uint8_t *outputs = r->program->outputs;
    const uint8_t *bytes = r->program->bytes;
    const nrm_item *items = r->items.at;
    size_t count = r->items.count;
    bool with_spans = r->with_spans;
    size_t i = 0;

    while (i < count) {
        /* kept in registers: what is written may not be taken for a change of *r */
        char *to = r->out.ptr;
        size_t len = r->out.len;
        size_t cap = r->out.failed ? 0 : r->out.cap;

        for (; i < count && cap >= NRM_COPY && len <= cap - NRM_COPY; i++) {
            uint32_t number = nrm_load_u16(letters + (size_t)items[i].letter * 12 + 8);
            const uint8_t *output = outputs + (size_t)number * 8;

            if (number == NRM_NO_OUTPUT || (items[i].flags & NRM_ITEM_UPPER) != 0 || with_spans ||
                output[4] > NRM_COPY)
                break;
            memcpy(to + len, bytes + nrm_load_u32(output), NRM_COPY);
            len += output[4];
        }
        r->out.len = len;
        if (i < count)
            i += step(r, i);
    }
}

/* Items of text; again when it was not in NFC. */
static norm_status prepare(run *r, nrm_arena *arena, nrm_script script, norm_error *err)
{
    read_items(r->program, r->text, &r->items);
    if (r->items.ask_nfc && !nrm_is_nfc_quick(r->text)) {
        norm_status status = nrm_to_nfc(arena, r->text, &r->text, err);

        if (status != NORM_OK)
            return status;
        if (r->text.len > r->items.room)
            return nrm_fail(err, NORM_E_INTERNAL, NORM_NO_OFFSET, "NFC is longer than it can be");
        r->items = (nrm_items){.at = r->items.at, .room = r->items.room};
        read_items(r->program, r->text, &r->items);
    }
    nrm_items_finish(r->program, r->text, script, &r->items);
    return NORM_OK;
}

/* Puts what was written, and its spans, into the results. */
static norm_status finish(run *r, nrm_arena *arena, norm_str *out, nrm_spans *spans,
                          norm_error *err)
{
    norm_status status = nrm_buf_finish(&r->out, out, err);
    norm_str written = *out;
    norm_str items;

    /* a mark that went through may join the letter written before it */
    if (status == NORM_OK && r->items.has_mark)
        status = nrm_to_nfc(arena, written, out, err);
    if (status != NORM_OK || !r->with_spans)
        return status;
    if (out->ptr != written.ptr && out->len != written.len) {
        r->spans.len = 0;
        r->out.len = out->len;
        if (r->items.count > 0)
            add_span(r, 0, r->items.count, 0, 0);
    }
    status = nrm_buf_finish(&r->spans, &items, err);
    *spans = (nrm_spans){r->text, (const nrm_span *)(const void *)items.ptr,
                         items.len / sizeof(nrm_span)};
    return status;
}

norm_status nrm_translit_whole(nrm_arena *arena, const nrm_system *system, norm_str text,
                               bool reverse, norm_str *out, nrm_spans *spans, norm_error *err)
{
    nrm_item local[STACK_ITEMS];
    run r = {.program = reverse ? &system->back : &system->there,
             .text = text,
             .with_spans = spans != NULL};
    /* NFC lengthens UTF-8 at most threefold (UAX #15, section 12.1) */
    size_t room = 3 * text.len;
    nrm_item *items = local;
    norm_status status;

    *out = (norm_str){"", 0};
    if (spans != NULL)
        *spans = (nrm_spans){text, NULL, 0};
    status = nrm_utf8_check(text, err);
    if (status != NORM_OK)
        return status;
    if (reverse && !system->has_reverse)
        return nrm_fail(err, NORM_E_UNSUPPORTED, NORM_NO_OFFSET, "%.*s has no reverse",
                        (int)system->head.id.len, system->head.id.ptr);
    if (text.len > TEXT_MAX)
        return nrm_fail(err, NORM_E_LIMIT, NORM_NO_OFFSET, "a text of more than 256 MiB");
    if (text.len == 0)
        return NORM_OK;
    if (room > STACK_ITEMS - 2)
        items = nrm_alloc_array(&arena->alloc, room + 2, sizeof *items);
    if (items == NULL)
        return nrm_fail_nomem(err);
    r.items = (nrm_items){.at = items + 1, .room = room};
    status = prepare(&r, arena, reverse ? system->to_script : system->from_script, err);
    nrm_buf_init(&r.out, arena);
    nrm_buf_init(&r.spans, arena);
    (void)nrm_buf_reserve(&r.out, 2 * text.len + NRM_COPY);
    if (status == NORM_OK) {
        write_all(&r);
        status = finish(&r, arena, out, spans, err);
    }
    if (items != local)
        nrm_free_array(&arena->alloc, items, room + 2, sizeof *items);
    return status;
}

norm_status nrm_translit(nrm_arena *arena, const nrm_system *system, norm_str text, bool reverse,
                         norm_str *out, nrm_spans *spans, norm_error *err)
{
    if (spans == NULL && nrm_translit_plain(arena, system, text, reverse, out))
        return NORM_OK;
    return nrm_translit_whole(arena, system, text, reverse, out, spans, err);
}

/* Reads the letters of a word. */
static void read_word(const nrm_program *program, const uint32_t *cps, size_t count,
                      nrm_items *items)
{
    size_t i;

    for (i = 0; i < count; i++) {
        uint32_t entry = nrm_program_entry(program, cps[i]);

        if ((entry & NRM_ENTRY_SPECIAL) != 0) {
            nrm_items_special(program, items, cps[i], entry, (uint32_t)i);
        } else {
            if (nrm_items_may_join(program, items, entry))
                items->has_sames = true;
            items->at[items->count++] =
                (nrm_item){(uint32_t)i, (uint16_t)NRM_ENTRY_LETTER(entry), NRM_ITEM_WORD};
        }
    }
    nrm_items_finish_word(program, items);
}

size_t nrm_sounds(const nrm_system *system, const uint32_t *cps, size_t count, uint8_t *out,
                  uint16_t *origins, size_t cap)
{
    const nrm_program *program = &system->there;
    const uint8_t *letters = program->letters;
    const uint8_t *outputs = program->outputs;
    const uint8_t *bytes = program->bytes;
    nrm_item local[2 * NRM_SOUNDS_LETTERS + 2]; /* a `same` may double the letters */
    nrm_items items = {.at = local + 1, .room = 2 * NRM_SOUNDS_LETTERS};
    size_t written = 0;
    int last = -1; /* the symbol written last */
    size_t i, j;

    if (nrm_sounds_plain(system, cps, count < NRM_SOUNDS_LETTERS ? count : NRM_SOUNDS_LETTERS, out,
                         origins, cap, &written))
        return written;
    read_word(program, cps, count < NRM_SOUNDS_LETTERS ? count : NRM_SOUNDS_LETTERS, &items);
    for (i = 0; i < items.count;) {
        const nrm_item *item = items.at + i;
        const uint8_t *letter = letters + (size_t)item->letter * 12;
        uint32_t number = nrm_load_u16(letter + 8);
        const uint8_t *output;
        const uint8_t *symbols;
        size_t len = 1;

        if (number == NRM_NO_OUTPUT && nrm_load_u16(letter + 2) > 0) {
            const uint8_t *rule = find_rule(program, item, letter);

            if (rule != NULL) {
                number = nrm_load_u16(rule);
                len = rule[4];
            }
        }
        i += len;
        if (number == NRM_NO_OUTPUT)
            continue;
        output = outputs + (size_t)number * 8;
        symbols = bytes + nrm_load_u32(output);
        for (j = 0; j < output[4] && written < cap; j++) {
            if (symbols[j] == last)
                continue;
            last = symbols[j];
            if (origins != NULL)
                origins[written] = (uint16_t)item->pos;
            out[written++] = (uint8_t)last;
        }
    }
    return written;
}
