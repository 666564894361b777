/* translit/items.c - a text as letters of a program: what the rules see.
 * SPDX-License-Identifier: MIT */
#include "translit/items.h"

#include <string.h>

#include "text/tidy.h"
#include "text/utf8.h"

static void push(nrm_items *items, uint32_t letter, uint32_t flags, uint32_t pos)
{
    if (items->count < items->room)
        items->at[items->count++] = (nrm_item){pos, (uint16_t)letter, (uint8_t)flags};
}

/* A character that is not in the map. */
static void push_unknown(nrm_items *items, uint32_t cp, uint32_t pos)
{
    items->ask_nfc = true;
    if (nrm_cp_is_letter(cp)) {
        bool upper = nrm_cp_is_upper(cp);
        bool cased = upper || nrm_cp_upper(cp, NRM_CASE_ROOT) != cp;

        items->has_unknown = true;
        push(items, NRM_LETTER_NONE,
             NRM_ITEM_WORD | NRM_ITEM_UNKNOWN | (cased ? NRM_ITEM_CASED : 0U) |
                 (upper ? NRM_ITEM_UPPER : 0U),
             pos);
    } else if (nrm_cp_is_mark(cp)) {
        items->has_mark = true;
        push(items, NRM_LETTER_NONE, NRM_ITEM_WORD, pos);
    } else if (nrm_cp_is_apostrophe(cp)) {
        items->has_signs = true;
        push(items, NRM_LETTER_NONE, NRM_ITEM_SIGN, pos);
    } else {
        push(items, NRM_LETTER_EDGE, 0, pos);
    }
}

void nrm_items_special(const nrm_program *program, nrm_items *items, uint32_t cp, uint32_t entry,
                       uint32_t pos)
{
    uint32_t letter = NRM_ENTRY_LETTER(entry);
    uint32_t attributes = nrm_program_letter(program, letter)[7];

    if (letter == NRM_LETTER_NONE) {
        push_unknown(items, cp, pos);
        return;
    }
    if (letter == NRM_LETTER_DROP) {
        items->ask_nfc = items->ask_nfc || cp >= 0x300; /* a dropped mark may be part of a letter */
        return;
    }
    items->ask_nfc = items->ask_nfc || (attributes & NRM_LETTER_NFC) != 0;
    items->has_sames = items->has_sames || (attributes & NRM_LETTER_SAMES) != 0 ||
                       nrm_items_may_join(program, items, entry);
    items->has_signs = items->has_signs || (attributes & NRM_LETTER_SIGN) != 0;
    push(items, letter,
         NRM_ITEM_FLAGS(entry) | ((attributes & NRM_LETTER_SIGN) != 0 ? NRM_ITEM_SIGN : 0U), pos);
}

/* Repairs the letters [begin, end) of one word: all unknown ones have a twin, or none changes. */
static void repair_word(const nrm_program *program, norm_str text, nrm_script script,
                        nrm_items *items, size_t begin, size_t end)
{
    size_t known = 0;
    size_t i;
    int pass; /* 0: look, 1: change */

    for (i = begin; i < end; i++)
        known += items->at[i].letter >= NRM_LETTER_FIRST && (items->at[i].flags & NRM_ITEM_WORD);
    for (pass = 0; pass < 2 && known > 0; pass++) {
        for (i = begin; i < end; i++) {
            size_t pos = items->at[i].pos;
            uint32_t twin, entry;

            if ((items->at[i].flags & NRM_ITEM_UNKNOWN) == 0)
                continue;
            twin = nrm_lookalike(nrm_utf8_next(text, &pos), (int)script);
            entry = twin == 0 ? 0 : nrm_program_entry(program, twin);
            if (NRM_ENTRY_LETTER(entry) < NRM_LETTER_FIRST)
                return;
            if (pass == 0)
                continue;
            items->at[i].letter = (uint16_t)NRM_ENTRY_LETTER(entry);
            items->at[i].flags = (uint8_t)NRM_ITEM_FLAGS(entry);
            items->has_sames = true;
        }
    }
}

static void repair(const nrm_program *program, norm_str text, nrm_script script, nrm_items *items)
{
    size_t begin = 0;

    while (begin < items->count) {
        size_t end = begin;

        while (end < items->count && (items->at[end].flags & (NRM_ITEM_WORD | NRM_ITEM_SIGN)) != 0)
            end++;
        repair_word(program, text, script, items, begin, end);
        begin = end + 1;
    }
}

/* The `same` row that matches at item, or NULL. */
static const uint8_t *find_same(const nrm_program *program, const nrm_item *item, size_t left)
{
    const uint8_t *letter = nrm_program_letter(program, item->letter);
    const uint8_t *row = program->sames + (size_t)nrm_load_u16(letter + 4) * 8;
    uint32_t n, i;

    for (n = letter[6]; n > 0; n--, row += 8) {
        uint32_t from = nrm_load_u16(row);

        for (i = 0; i < row[4] && i < left; i++) {
            if (item[i].letter != nrm_program_pool(program, (size_t)from + i))
                break;
        }
        if (i == row[4])
            return row;
    }
    return NULL;
}

/* Flags of what len letters are read as: those of the first, and whether several are capitals. */
static uint8_t joined_flags(const nrm_item *item, size_t len)
{
    uint8_t flags = item->flags;
    size_t cased = 0;
    size_t upper = 0;
    size_t i;

    for (i = 0; i < len; i++) {
        cased += (item[i].flags & NRM_ITEM_CASED) != 0;
        upper += (item[i].flags & NRM_ITEM_UPPER) != 0;
    }
    if (cased > 1 && upper == cased)
        flags |= NRM_ITEM_UPPERS;
    return flags;
}

/* Reads from the tail of the room and writes at its head, so that a `same` may lengthen as far as
 * the room goes: the bytes of a text are room enough for its letters. */
static void apply_sames(const nrm_program *program, nrm_items *items)
{
    nrm_item *out = items->at;
    nrm_item *tail = items->at + (items->room - items->count);
    nrm_item *end = items->at + items->room;

    memmove(tail, items->at, items->count * sizeof *tail);
    while (tail < end) {
        const uint8_t *row = find_same(program, tail, (size_t)(end - tail));
        nrm_item first = *tail;
        uint32_t i;

        if (row == NULL) {
            *out++ = *tail++;
            continue;
        }
        first.flags = joined_flags(tail, row[4]);
        tail += row[4];
        for (i = 0; i < row[5] && out < tail; i++) {
            first.letter = (uint16_t)nrm_program_pool(program, (size_t)nrm_load_u16(row + 2) + i);
            *out++ = first;
        }
    }
    items->count = (size_t)(out - items->at);
}

/* A run of signs is inside a word when letters stand on both sides. */
static void settle_signs(nrm_items *items)
{
    size_t i = 0;

    while (i < items->count) {
        size_t end = i;
        bool inside;

        while (end < items->count && (items->at[end].flags & NRM_ITEM_SIGN) != 0)
            end++;
        inside = i > 0 && end < items->count && (items->at[i - 1].flags & NRM_ITEM_WORD) != 0 &&
                 (items->at[end].flags & NRM_ITEM_WORD) != 0;
        for (; i < end; i++) {
            if (inside)
                items->at[i].flags |= NRM_ITEM_WORD;
        }
        i++;
    }
}

static void set_sentinels(nrm_items *items)
{
    items->at[-1] = (nrm_item){0, NRM_LETTER_EDGE, NRM_ITEM_END};
    items->at[items->count] = (nrm_item){0, NRM_LETTER_EDGE, NRM_ITEM_END};
}

void nrm_items_finish(const nrm_program *program, norm_str text, nrm_script script,
                      nrm_items *items)
{
    if (items->has_unknown)
        repair(program, text, script, items);
    if (items->has_sames)
        apply_sames(program, items);
    if (items->has_signs)
        settle_signs(items);
    set_sentinels(items);
}

void nrm_items_finish_word(const nrm_program *program, nrm_items *items)
{
    size_t i;

    if (items->has_sames)
        apply_sames(program, items);
    for (i = 0; items->has_signs && i < items->count; i++)
        items->at[i].flags |= NRM_ITEM_WORD;
    set_sentinels(items);
}
