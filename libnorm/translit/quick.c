/* translit/quick.c - run a rule program over a plain text or word in one pass.
 * SPDX-License-Identifier: MIT
 *
 * Most names are of the letters of their script and nothing else. For them the engine's list of
 * items (translit/items.h) would be made only to be read once: here a letter is read, looked up and
 * written before the next but one is looked at. Whatever is not plain is left to the engine: this
 * file decides nothing of its own. */
#include "translit/quick.h"

#include <string.h>

/* What is read: a map entry in the low half, and its bytes in the high half. */
#define SIZE_SHIFT    16
#define END           (NRM_ENTRY_SPECIAL | NRM_LETTER_EDGE) /* of no bytes */
#define NOT_PLAIN     (NRM_ENTRY_SPECIAL | NRM_LETTER_NONE | 1U << SIZE_SHIFT)
#define NOT_ALL       SIZE_MAX
#define PLAIN_MAX     4096U /* bytes of a text; eightfold room is taken for what is written */
#define MAY_NEED_CARE (NRM_ENTRY_SPECIAL | NRM_ENTRY_SECOND)

/* The map of a program, copied: what is written could otherwise be taken for a change of it. */
typedef struct map {
    const uint8_t *block_of, *blocks;
    uint32_t count; /* of block_of */
} map;

static uint32_t entry_at(map m, uint32_t block, uint32_t low, uint32_t size)
{
    size_t index = (size_t)m.block_of[block] * NRM_BLOCK + low;

    return nrm_load_u16(m.blocks + index * 2) | size << SIZE_SHIFT;
}

/* A sequence of three bytes, but not of those whose second byte has a range of its own (Unicode
 * 15.0 table 3-7). */
static uint32_t read_three(map m, const uint8_t *at, const uint8_t *end)
{
    uint32_t lead = at[0];
    uint32_t block;

    if (lead < 0xE1 || lead > 0xEC || end - at < 3 || (at[1] ^ 0x80U) >= NRM_BLOCK ||
        (at[2] ^ 0x80U) >= NRM_BLOCK)
        return NOT_PLAIN;
    block = (lead & 0xFU) << 6 | (at[1] & 0x3FU);
    return block < m.count ? entry_at(m, block, at[2] & 0x3FU, 3) : NOT_PLAIN;
}

/* A block has as many code points as a last byte of UTF-8 has values: what comes before that byte
 * is the number of the block. */
static uint32_t read_letter(map m, const uint8_t *at, const uint8_t *end)
{
    uint32_t lead, low;

    if (at == end)
        return END;
    lead = *at;
    if (lead < 0x80)
        return entry_at(m, lead / NRM_BLOCK, lead % NRM_BLOCK, 1);
    if (lead < 0xC2 || lead > 0xDF)
        return read_three(m, at, end);
    if (end - at < 2)
        return NOT_PLAIN;
    low = at[1] ^ 0x80U;
    return low < NRM_BLOCK ? entry_at(m, lead & 0x1FU, low, 2) : NOT_PLAIN;
}

/* Whether an entry is not plain, or may be the second letter of a `same`. */
static bool needs_care(const nrm_program *program, uint32_t before, uint32_t entry)
{
    const uint8_t *letter = nrm_program_letter(program, before & NRM_LETTER_MASK);
    const uint8_t *row = program->sames + (size_t)nrm_load_u16(letter + 4) * 8;
    uint32_t n;

    if ((entry & MAY_NEED_CARE) == 0)
        return false;
    if ((entry & NRM_ENTRY_SPECIAL) != 0)
        return true;
    for (n = letter[6]; n > 0; n--, row += 8) {
        if (row[4] > 1 &&
            nrm_program_pool(program, nrm_load_u16(row) + 1U) == (entry & NRM_LETTER_MASK))
            return true;
    }
    return false;
}

/* The number of the lowest bit that is set in a set that is not empty. */
static uint32_t lowest(uint32_t set)
{
    uint32_t bit = 0;

    for (; (set & 1U) == 0; set >>= 1)
        bit++;
    return bit;
}

typedef struct pick {
    bool is_sure;        /* false: only the engine can tell */
    const uint8_t *rule; /* NULL: none; the letter goes through */
} pick;

/* The rule that wins for a letter between two others. */
static pick pick_rule(const nrm_program *program, const uint8_t *letter, uint32_t before,
                      uint32_t behind)
{
    uint32_t row = nrm_load_u16(letter + 10);
    const uint8_t *sieve, *rule;
    uint32_t set;

    if (row == NRM_NO_SIEVE)
        return (pick){nrm_load_u16(letter + 2) == 0, NULL};
    sieve = program->sieves + (size_t)row * program->count.columns * 4;
    set = nrm_load_u16(sieve + (size_t)program->columns[before] * 4) &
          (uint32_t)nrm_load_u16(sieve + (size_t)program->columns[behind] * 4 + 2);
    if (set == 0)
        return (pick){true, NULL};
    rule = nrm_program_rule(program, nrm_load_u16(letter) + lowest(set));
    return (pick){rule[7] != 0, rule};
}

typedef struct entries {
    uint32_t before, here, next;
} entries;

typedef enum form {
    FORM_LOWER = 0,
    FORM_TITLE,
    FORM_UPPER,
    FORM_UNKNOWN /* more than the neighbours would have to be asked */
} form;

/* The case of what one letter or two become, as choose_form() of the engine has it. */
static form choose_form(const uint8_t *output, entries e, size_t len)
{
    uint32_t other;

    if (len == 2) {
        if (((e.here | e.next) & NRM_ENTRY_UPPER) == 0)
            return FORM_LOWER;
        if ((e.here & e.next & NRM_ENTRY_CASED) == 0)
            return FORM_UNKNOWN;
        if ((e.here & NRM_ENTRY_UPPER) == 0)
            return FORM_LOWER;
        return (e.next & NRM_ENTRY_UPPER) != 0 ? FORM_UPPER : FORM_TITLE;
    }
    if ((e.here & NRM_ENTRY_UPPER) == 0)
        return FORM_LOWER;
    if (output[7] != 0)
        return FORM_TITLE; /* the same as upper */
    other = (e.next & NRM_ENTRY_WORD) != 0 ? e.next : e.before;
    if ((other & NRM_ENTRY_WORD) == 0)
        return FORM_TITLE;
    if ((other & NRM_ENTRY_CASED) == 0)
        return FORM_UNKNOWN;
    return (other & NRM_ENTRY_UPPER) != 0 ? FORM_UPPER : FORM_TITLE;
}

typedef struct written {
    size_t letters, size; /* letters read, 0: this text is not plain; bytes written */
} written;

/* Writes a letter that has no cell, or is a capital. at: its bytes. */
static written write_letter(const nrm_program *program, entries e, const uint8_t *at, char *to)
{
    const uint8_t *letter = nrm_program_letter(program, e.here & NRM_LETTER_MASK);
    uint32_t number = nrm_load_u16(letter + 8);
    const uint8_t *output;
    size_t len = 1;
    size_t offset = 0;
    form as;

    if (number == NRM_NO_OUTPUT) {
        pick found =
            pick_rule(program, letter, e.before & NRM_LETTER_MASK, e.next & NRM_LETTER_MASK);

        if (!found.is_sure)
            return (written){0, 0};
        if (found.rule == NULL) { /* the letter itself; room has been left for a cell */
            memcpy(to, at, e.here >> SIZE_SHIFT);
            return (written){1, e.here >> SIZE_SHIFT};
        }
        number = nrm_load_u16(found.rule);
        len = found.rule[4];
        if (len == 2 && needs_care(program, e.here, e.next))
            return (written){0, 0};
    }
    output = nrm_program_output(program, number);
    as = choose_form(output, e, len);
    if (as == FORM_UNKNOWN || output[4 + as] > NRM_CELL_BYTES)
        return (written){0, 0};
    if (as != FORM_LOWER)
        offset = output[4] + (as == FORM_UPPER ? (size_t)output[5] : 0);
    /* outputs are followed by NRM_COPY bytes: a copy of fixed size */
    memcpy(to, program->bytes + nrm_load_u32(output) + offset, NRM_CELL_BYTES);
    return (written){len, output[4 + as]};
}

/* Writes all letters; returns the bytes written, or NOT_ALL when the text is not plain. */
static size_t write_all(const nrm_program *program, norm_str text, char *to)
{
    const map m = {program->block_of, program->blocks, program->count.block_of};
    const uint8_t *cells = program->cells;
    const uint8_t *at = (const uint8_t *)text.ptr;
    const uint8_t *end = at + text.len;
    entries e = {END, read_letter(m, at, end), END};
    size_t size = 0;

    for (;;) {
        const uint8_t *cell = cells + (size_t)(e.here & NRM_LETTER_MASK) * 8;
        const uint8_t *next = at + (e.here >> SIZE_SHIFT);

        if ((e.here & MAY_NEED_CARE) != 0 && needs_care(program, e.before, e.here))
            return e.here == END ? size : NOT_ALL;
        e.next = read_letter(m, next, end);
        if (cell[NRM_CELL_BYTES] <= NRM_CELL_BYTES && (e.here & NRM_ENTRY_UPPER) == 0) {
            memcpy(to + size, cell, NRM_CELL_BYTES + 1);
            size += cell[NRM_CELL_BYTES];
        } else {
            written done = write_letter(program, e, at, to + size);

            if (done.letters == 0)
                return NOT_ALL;
            size += done.size;
            if (done.letters == 2) {
                e.here = e.next;
                next += e.here >> SIZE_SHIFT;
                e.next = read_letter(m, next, end);
            }
        }
        e.before = e.here;
        e.here = e.next;
        at = next;
    }
}

bool nrm_translit_plain(nrm_arena *arena, const nrm_system *system, norm_str text, bool reverse,
                        norm_str *out)
{
    size_t room = (text.len + 1) * (NRM_CELL_BYTES + 1); /* each byte a letter, each a whole cell */
    size_t size;
    char *to;

    if (text.len == 0 || text.len > PLAIN_MAX || (reverse && !system->has_reverse))
        return false;
    to = nrm_arena_alloc(arena, room, 1);
    if (to == NULL)
        return false;
    size = write_all(reverse ? &system->back : &system->there, text, to);
    if (size == NOT_ALL) {
        nrm_arena_trim(arena, to, room, 0);
        return false;
    }
    to[size] = '\0'; /* as nrm_arena_copy() does */
    nrm_arena_trim(arena, to, room, size + 1);
    *out = (norm_str){to, size};
    return true;
}
