/* translit/quick.c - run a rule program over a plain text or word in one pass.
 * SPDX-License-Identifier: MIT
 *
 * Most names are of the letters of their script and nothing else. For them the engine's list of
 * items (translit/items.h) would be made only to be read once: here a letter is read, looked up and
 * written while the next one is known. Most letters become what their cell says; the others ask
 * their sieve. Whatever is not plain is left to the engine: this file decides nothing of its own.
 */
#include "translit/quick.h"

#include <string.h>

/* The entry behind the last letter: an edge, and no entry of a map. */
#define END           (NRM_ENTRY_SPECIAL | NRM_ENTRY(NRM_LETTER_EDGE))
#define MAY_NEED_CARE (NRM_ENTRY_SPECIAL | NRM_ENTRY_SECOND)
#define TEXT_MAX      4096U /* bytes; eightfold room is taken for what is written */

/* Three bytes or more, but for those whose second byte has a range of its own (Unicode 15.0 table
 * 3-7). */
static uint32_t read_three(const nrm_program *program, const uint8_t *at, const uint8_t *end)
{
    if (at[0] < 0xE1 || at[0] > 0xEC || end - at < 3 || (at[1] & 0xC0U) != 0x80 ||
        (at[2] & 0xC0U) != 0x80)
        return NRM_ENTRY_UNKNOWN;
    return nrm_program_entry(program,
                             (at[0] & 0xFU) << 12 | (at[1] & 0x3FU) << 6 | (at[2] & 0x3FU));
}

/* Whether an entry is not plain, or may be the second letter of a `same`. */
static bool needs_care(const nrm_program *program, uint32_t before, uint32_t entry)
{
    const uint8_t *letter = nrm_program_letter(program, NRM_ENTRY_LETTER(before));
    const uint8_t *row = program->sames + (size_t)nrm_load_u16(letter + 4) * 8;
    uint32_t n;

    if ((entry & MAY_NEED_CARE) == 0)
        return false;
    if ((entry & NRM_ENTRY_SPECIAL) != 0)
        return true;
    for (n = letter[6]; n > 0; n--, row += 8) {
        if (row[4] > 1 &&
            nrm_program_pool(program, nrm_load_u16(row) + 1U) == NRM_ENTRY_LETTER(entry))
            return true;
    }
    return false;
}

/* The number of the lowest bit of a set that is not empty: the isolated bit, times a sequence in
 * which each four bits are different (de Bruijn), has the number in its upper four bits. */
static uint32_t lowest(uint32_t set)
{
    static const uint8_t number[16] = {0, 1, 2, 5, 3, 9, 6, 11, 15, 4, 8, 10, 14, 7, 13, 12};

    return number[((set & (0U - set)) * 0x09AFU & 0xFFFFU) >> 12];
}

typedef struct pick {
    bool is_sure;        /* false: only the engine can tell */
    const uint8_t *rule; /* NULL: none; the letter goes through */
} pick;

/* The rule that wins for a letter between its neighbours. All arguments of this kind are entries.
 */
static inline pick pick_rule(const nrm_program *program, uint32_t before, uint32_t here,
                             uint32_t next)
{
    const uint8_t *letter = nrm_program_letter(program, NRM_ENTRY_LETTER(here));
    uint32_t row = nrm_load_u16(letter + 10);
    const uint8_t *sieve, *rule;
    uint32_t set;

    if (row == NRM_NO_SIEVE)
        return (pick){nrm_load_u16(letter + 2) == 0, NULL};
    sieve = program->sieves + (size_t)row * program->count.columns * 4;
    set = nrm_load_u16(sieve + (size_t)program->columns[NRM_ENTRY_LETTER(before)] * 4);
    set &= nrm_load_u16(sieve + (size_t)program->columns[NRM_ENTRY_LETTER(next)] * 4 + 2);
    if (set == 0)
        return (pick){true, NULL};
    rule = nrm_program_rule(program, nrm_load_u16(letter) + lowest(set));
    if (rule[4] == 2 && needs_care(program, here, next))
        return (pick){false, NULL};
    return (pick){rule[7] != 0, rule};
}

typedef enum form {
    FORM_LOWER = 0,
    FORM_TITLE,
    FORM_UPPER,
    FORM_UNKNOWN /* more than the neighbours would have to be asked */
} form;

/* The case of what one letter or two become, as choose_form() of the engine has it. */
static form choose_form(const uint8_t *output, size_t len, uint32_t before, uint32_t here,
                        uint32_t next)
{
    uint32_t other;

    if (len == 2) {
        if (((here | next) & NRM_ENTRY_UPPER) == 0)
            return FORM_LOWER;
        if ((here & next & NRM_ENTRY_CASED) == 0)
            return FORM_UNKNOWN;
        if ((here & NRM_ENTRY_UPPER) == 0)
            return FORM_LOWER;
        return (next & NRM_ENTRY_UPPER) != 0 ? FORM_UPPER : FORM_TITLE;
    }
    if ((here & NRM_ENTRY_UPPER) == 0)
        return FORM_LOWER;
    if (output[7] != 0)
        return FORM_TITLE; /* the same as upper */
    other = (next & NRM_ENTRY_WORD) != 0 ? next : before;
    if ((other & NRM_ENTRY_WORD) == 0)
        return FORM_TITLE;
    if ((other & NRM_ENTRY_CASED) == 0)
        return FORM_UNKNOWN;
    return (other & NRM_ENTRY_UPPER) != 0 ? FORM_UPPER : FORM_TITLE;
}

typedef struct progress {
    size_t letters, size; /* letters read, 0: this text is not plain; bytes written */
} progress;

/* The letter itself goes through. behind: the byte behind it. */
static progress copy_letter(const uint8_t *behind, char *to)
{
    size_t len = 1;
    size_t i;

    while ((behind[-(ptrdiff_t)len] & 0xC0) == 0x80)
        len++;
    for (i = 0; i < len; i++) /* no longer than a cell */
        to[i] = (char)behind[i - len];
    return (progress){1, len};
}

/* Writes a letter that has no cell. Not a part of the loop, whose variables then are in
 * registers. */
static __attribute__((noinline)) progress write_letter(const nrm_program *program, uint32_t before,
                                                       uint32_t here, uint32_t next,
                                                       const uint8_t *behind, char *to)
{
    uint32_t number = nrm_load_u16(nrm_program_letter(program, NRM_ENTRY_LETTER(here)) + 8);
    const uint8_t *output;
    size_t len = 1;
    size_t offset = 0;
    form as;

    if (number == NRM_NO_OUTPUT) {
        pick found = pick_rule(program, before, here, next);

        if (!found.is_sure)
            return (progress){0, 0};
        if (found.rule == NULL)
            return copy_letter(behind, to);
        number = nrm_load_u16(found.rule);
        len = found.rule[4];
    }
    output = nrm_program_output(program, number);
    as = choose_form(output, len, before, here, next);
    if (as == FORM_UNKNOWN || output[4 + as] > NRM_CELL_BYTES)
        return (progress){0, 0};
    if (as != FORM_LOWER)
        offset = output[4] + (as == FORM_UPPER ? (size_t)output[5] : 0);
    /* outputs are followed by NRM_COPY bytes: a copy of fixed size */
    memcpy(to, program->bytes + nrm_load_u32(output) + offset, NRM_CELL_BYTES + 1);
    return (progress){len, output[4 + as]};
}

/* Reads letters one ahead of the one that is written. */
typedef struct reader {
    const nrm_program *program;
    /* of the program: a byte that is written could be a part of it, for all the compiler knows */
    const uint8_t *block_of, *blocks;
    const uint16_t *leads;
    const uint8_t *at, *end;
} reader;

/* The entry of the letter at r->at. The text does not end in a lead byte: a second one is there. */
static inline uint32_t read_letter(reader *r)
{
    uint32_t lead, low;
    size_t index;

    if (r->at == r->end)
        return END;
    lead = r->at[0];
    if (lead < 0x80) {
        index = (size_t)r->block_of[lead / NRM_BLOCK] * NRM_BLOCK + lead % NRM_BLOCK;
        r->at += 1;
    } else if (lead < 0xE0) {
        low = r->at[1] ^ 0x80U;
        if (low >= NRM_BLOCK)
            return NRM_ENTRY_UNKNOWN;
        index = (size_t)r->leads[lead - 0x80] + low;
        r->at += 2;
    } else {
        uint32_t entry = read_three(r->program, r->at, r->end);

        r->at += 3;
        return entry;
    }
    return nrm_load_u16(r->blocks + index * 2);
}

/* Writes all letters; returns the end of what is written, or NULL when the text is not plain. */
static char *write_all(const nrm_program *program, norm_str text, char *to)
{
    const uint8_t *bytes = (const uint8_t *)text.ptr;
    const uint8_t *cells = program->cells;
    reader r = {program, program->block_of, program->blocks, program->leads,
                bytes,   bytes + text.len};
    uint32_t before = END;
    uint32_t here = read_letter(&r);
    uint32_t next;

    for (;; before = here, here = next) {
        const uint8_t *cell = cells + (size_t)NRM_ENTRY_CELL(here) * 8;
        const uint8_t *behind = r.at;
        progress done;

        if ((here & MAY_NEED_CARE) != 0 && needs_care(program, before, here))
            return here == END ? to : NULL;
        next = read_letter(&r);
        if (cell[NRM_CELL_BYTES] <= NRM_CELL_BYTES) {
            memcpy(to, cell, NRM_CELL_BYTES + 1);
            to += cell[NRM_CELL_BYTES];
            continue;
        }
        done = write_letter(program, before, here, next, behind, to);
        if (done.letters == 0)
            return NULL;
        to += done.size;
        if (done.letters == 2) {
            here = next;
            next = read_letter(&r);
        }
    }
}

bool nrm_translit_plain(nrm_arena *arena, const nrm_system *system, norm_str text, bool reverse,
                        norm_str *out)
{
    size_t room = (text.len + 1) * (NRM_CELL_BYTES + 1); /* each byte a letter, each a whole cell */
    char *to, *end;

    if (text.len == 0 || text.len > TEXT_MAX || (reverse && !system->has_reverse) ||
        (uint8_t)text.ptr[text.len - 1] >= 0xC0) /* a lead byte without the rest */
        return false;
    to = nrm_arena_open(arena, room);
    if (to == NULL)
        return false;
    end = write_all(reverse ? &system->back : &system->there, text, to);
    if (end == NULL)
        return false;
    *end = '\0'; /* as nrm_arena_copy() does */
    *out = (norm_str){to, (size_t)(end - to)};
    nrm_arena_take(arena, out->len + 1);
    return true;
}

/* The symbols of a letter that has no cell. Returns the letters read, or 0. */
static size_t read_symbols(const nrm_program *program, uint32_t before, uint32_t here,
                           uint32_t next, const uint8_t **symbols, size_t *count)
{
    uint32_t number = nrm_load_u16(nrm_program_letter(program, NRM_ENTRY_LETTER(here)) + 8);
    const uint8_t *output;
    size_t len = 1;

    *count = 0;
    if (number == NRM_NO_OUTPUT) {
        pick found = pick_rule(program, before, here, next);

        if (!found.is_sure)
            return 0;
        if (found.rule == NULL)
            return 1; /* no sound */
        number = nrm_load_u16(found.rule);
        len = found.rule[4];
    }
    output = nrm_program_output(program, number);
    *symbols = program->bytes + nrm_load_u32(output);
    *count = output[4];
    return len;
}

/* The entry of a letter of a word. */
static uint32_t entry_of(const nrm_program *program, const uint32_t *cps, size_t count, size_t i)
{
    return i < count ? nrm_program_entry(program, cps[i]) : END;
}

bool nrm_sounds_plain(const nrm_system *system, const uint32_t *cps, size_t count, uint8_t *out,
                      uint16_t *origins, size_t cap, size_t *written)
{
    const nrm_program *program = &system->there;
    uint32_t before = END;
    uint32_t here = entry_of(program, cps, count, 0);
    uint32_t next;
    uint32_t last = NRM_LETTER_MAX; /* the symbol written last; none is as large */
    size_t size = 0;
    size_t i, j, taken;

    for (i = 0; i < count; i += taken, here = next) {
        const uint8_t *symbols =
            program->cells + (size_t)(NRM_ENTRY_CELL(here) & ~NRM_ENTRY_UPPER) * 8;
        size_t symbol_count = symbols[NRM_CELL_BYTES];

        /* what is in no word by itself is in one here: the engine knows how that is */
        if ((here & NRM_ENTRY_WORD) == 0 || needs_care(program, before, here))
            return false;
        next = entry_of(program, cps, count, i + 1);
        taken = 1;
        if (symbol_count > NRM_CELL_BYTES)
            taken = read_symbols(program, before, here, next, &symbols, &symbol_count);
        if (taken == 0)
            return false;
        for (j = 0; j < symbol_count && size < cap; j++) {
            if (symbols[j] == last)
                continue;
            last = symbols[j];
            if (origins != NULL)
                origins[size] = (uint16_t)i;
            out[size++] = (uint8_t)last;
        }
        before = here;
        if (taken == 2) {
            before = next;
            next = entry_of(program, cps, count, i + 2);
        }
    }
    *written = size;
    return true;
}
