/* translit/quick.c - run a rule program over a plain text or word in one pass.
 * SPDX-License-Identifier: MIT
 *
 * Most names are of the letters of their script and nothing else. For them the engine's list of
 * items (translit/items.h) would be made only to be read once: here a letter is read, looked up and
 * written while the next one is known (translit/sieve.h). Whatever is not plain is left to the
 * engine: this file decides nothing of its own.
 */
#include "translit/quick.h"

#include <string.h>

#include "translit/engine.h"

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

/* The number of the lowest bit of a set that is not empty. */
#if defined(__GNUC__)
static inline uint32_t lowest(uint32_t set)
{
    return (uint32_t)__builtin_ctz(set);
}
#else
static inline uint32_t lowest(uint32_t set)
{
    uint32_t bit = 0;

    for (; (set & 1U) == 0; set >>= 1)
        bit++;
    return bit;
}
#endif

#define ASK_ENGINE UINT32_MAX

static const uint8_t *step_of(const nrm_program *program, uint32_t entry)
{
    return program->steps + (size_t)NRM_ENTRY_STEP(entry) * 8;
}

/* The set of rules of a letter that may win between its neighbours. All arguments of this kind are
 * entries. */
static inline uint32_t find_rules(const nrm_program *program, uint32_t before, uint32_t here,
                                  uint32_t next)
{
    uint32_t count = nrm_load_u16(nrm_program_letter(program, NRM_ENTRY_LETTER(here)) + 2);
    uint32_t row = nrm_load_u16(step_of(program, here));
    const uint8_t *sieve = program->sieves + (size_t)row * 4;
    uint32_t set;

    if (row == 0)
        return count == 0 ? 0 : ASK_ENGINE;
    set = nrm_load_u16(sieve + (size_t)step_of(program, before)[4] * 4);
    set &= nrm_load_u16(sieve + (size_t)step_of(program, next)[4] * 4 + 2);
    return set & ((1U << count) - 1); /* without the bit for no rule */
}

/* The first rule of a set, which is not empty. */
static inline const uint8_t *first_rule(const nrm_program *program, uint32_t here, uint32_t set)
{
    const uint8_t *letter = nrm_program_letter(program, NRM_ENTRY_LETTER(here));

    return nrm_program_rule(program, nrm_load_u16(letter) + lowest(set));
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
        to[i] = (char)(behind - len)[i];
    return (progress){1, len};
}

/* Writes a letter that has no cell. What is rare is kept out of the loops (noinline), whose
 * variables then are in registers. */
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
        uint32_t set = find_rules(program, before, here, next);
        const uint8_t *rule;

        if (set == ASK_ENGINE)
            return (progress){0, 0};
        if (set == 0)
            return copy_letter(behind, to);
        rule = first_rule(program, here, set);
        len = rule[4];
        if (rule[7] != NRM_LEFT_NOTHING || (len == 2 && needs_care(program, here, next)))
            return (progress){0, 0};
        number = nrm_load_u16(rule);
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
        low = r->at[1] - 0x80U;
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
    const uint8_t *steps = program->steps;
    const uint8_t *sieves = program->sieves;
    const uint8_t *cells = program->cells;
    reader r = {program, program->block_of, program->blocks, program->leads,
                bytes,   bytes + text.len};
    uint32_t before = END;
    uint32_t here = read_letter(&r);
    const uint8_t *step = steps + (size_t)NRM_ENTRY_STEP(here) * 8;
    size_t column = steps[(size_t)NRM_ENTRY_STEP(END) * 8 + 4]; /* of the letter before */

    for (;;) {
        const uint8_t *sieve = sieves + (size_t)nrm_load_u16(step) * 4;
        const uint8_t *cell = cells + (size_t)nrm_load_u16(step + 2) * 8;
        const uint8_t *behind = r.at;
        uint32_t next, set;

        if (here == END)
            return to;
        if ((here & MAY_NEED_CARE) != 0 && needs_care(program, before, here))
            return NULL;
        set = nrm_load_u16(sieve + column * 4);
        column = step[4];
        next = read_letter(&r);
        step = steps + (size_t)NRM_ENTRY_STEP(next) * 8;
        set &= nrm_load_u16(sieve + (size_t)step[4] * 4 + 2);
        cell += (size_t)lowest(set) * 8;
        if (cell[NRM_CELL_BYTES] <= NRM_CELL_BYTES) {
            memcpy(to, cell, NRM_CELL_BYTES + 1);
            to += cell[NRM_CELL_BYTES];
        } else {
            progress done = write_letter(program, before, here, next, behind, to);

            if (done.letters == 0)
                return NULL;
            to += done.size;
            if (done.letters == 2) {
                here = next;
                column = step[4];
                next = read_letter(&r);
                step = steps + (size_t)NRM_ENTRY_STEP(next) * 8;
            }
        }
        before = here;
        here = next;
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

/* The letters of a word between an END and two, with the place of each in the word. */
typedef struct letters {
    size_t count; /* without the ENDs */
    uint16_t entries[NRM_SOUNDS_LETTERS + 3];
    uint16_t origins[NRM_SOUNDS_LETTERS + 1];
} letters;

typedef enum join {
    JOIN_NONE,
    JOIN_DOUBLE, /* two letters read as the one: нн as н, the commonest `same` of sound rules */
    JOIN_OTHER
} join;

/* How a letter joins the one before it. */
static join find_join(const nrm_program *program, uint32_t before, uint32_t entry)
{
    const uint8_t *letter = nrm_program_letter(program, NRM_ENTRY_LETTER(before));
    const uint8_t *row = program->sames + (size_t)nrm_load_u16(letter + 4) * 8;
    uint32_t second = NRM_ENTRY_LETTER(entry);
    join found = JOIN_NONE;
    uint32_t n;

    for (n = letter[6]; n > 0; n--, row += 8) {
        if (row[4] < 2 || nrm_program_pool(program, nrm_load_u16(row) + 1U) != second)
            continue;
        if (row[4] != 2 || row[5] != 1 || second != NRM_ENTRY_LETTER(before) ||
            nrm_program_pool(program, nrm_load_u16(row + 2)) != second)
            return JOIN_OTHER;
        found = JOIN_DOUBLE;
    }
    return found;
}

static bool joins_others(const nrm_program *program, uint32_t entry)
{
    return (nrm_program_letter(program, NRM_ENTRY_LETTER(entry))[7] & NRM_LETTER_OTHERS) != 0;
}

/* Reads a word, its double letters once; false when it is not plain. What is no part of words by
 * itself is in one here: the engine knows how that is. */
static bool read_word(const nrm_program *program, const uint32_t *cps, size_t count, letters *out)
{
    bool is_double = false; /* the last letter stands for two, and joins no third */
    uint32_t before = END;
    size_t n = 0;
    size_t i;

    out->entries[0] = END;
    for (i = 0; i < count; i++) {
        uint32_t entry = nrm_program_entry(program, cps[i]);

        if ((entry & (NRM_ENTRY_WORD | NRM_ENTRY_SPECIAL)) != NRM_ENTRY_WORD)
            return false;
        /* most letters only join their like: that is asked first, for it is rare */
        if ((NRM_ENTRY_LETTER(entry) == NRM_ENTRY_LETTER(before) ||
             joins_others(program, before)) &&
            (entry & NRM_ENTRY_SECOND) != 0 && !is_double) {
            join found = find_join(program, before, entry);

            if (found == JOIN_OTHER)
                return false;
            is_double = found == JOIN_DOUBLE;
            if (is_double)
                continue;
        }
        is_double = false;
        before = entry;
        out->entries[++n] = (uint16_t)entry;
        out->origins[n] = (uint16_t)i;
    }
    out->entries[n + 1] = END;
    out->entries[n + 2] = END; /* behind a rule of two letters, whatever its tables say */
    out->count = n;
    return true;
}

/* Whether the letters of A behind its second, and the edge behind them, stand at a letter: no rule
 * names END. */
static bool rest_stands(const nrm_program *program, const uint16_t *at, const uint8_t *rule)
{
    size_t pool = nrm_load_u16(rule + 2);
    size_t i;

    for (i = 2; i < rule[4]; i++) {
        if (NRM_ENTRY_LETTER((uint32_t)at[i]) != nrm_program_pool(program, pool + i - 1))
            return false;
    }
    return rule[6] == 0 || at[rule[4]] == END;
}

/* The output of a letter that has no cell, or NULL. *taken: the letters read; 0: only the engine
 * can tell. */
static __attribute__((noinline)) const uint8_t *find_output(const nrm_program *program,
                                                            const uint16_t *at, size_t *taken)
{
    uint32_t number =
        nrm_load_u16(nrm_program_letter(program, NRM_ENTRY_LETTER((uint32_t)*at)) + 8);
    uint32_t set;

    *taken = 1;
    if (number != NRM_NO_OUTPUT)
        return nrm_program_output(program, number);
    set = find_rules(program, at[-1], at[0], at[1]);
    if (set == ASK_ENGINE) {
        *taken = 0;
        return NULL;
    }
    for (; set != 0; set &= set - 1) {
        const uint8_t *rule = first_rule(program, at[0], set);

        if (rule[7] == NRM_LEFT_LETTERS && !rest_stands(program, at, rule))
            continue;
        *taken = rule[7] != NRM_LEFT_CONTEXT ? rule[4] : 0;
        return nrm_program_output(program, nrm_load_u16(rule));
    }
    return NULL;
}

/* The symbols of the letter at *at, which takes *taken letters: 0, when only the engine can tell.
 */
static inline const uint8_t *find_symbols(const nrm_program *program, const uint16_t *at,
                                          size_t *count, size_t *taken)
{
    const uint8_t *step = step_of(program, at[0] & ~NRM_ENTRY_UPPER);
    const uint8_t *sieve = program->sieves + (size_t)nrm_load_u16(step) * 4;
    const uint8_t *cell = program->cells + (size_t)nrm_load_u16(step + 2) * 8;
    uint32_t set = nrm_load_u16(sieve + (size_t)step_of(program, at[-1])[4] * 4);
    const uint8_t *output;

    set &= nrm_load_u16(sieve + (size_t)step_of(program, at[1])[4] * 4 + 2);
    cell += (size_t)lowest(set) * 8;
    *taken = 1;
    *count = cell[NRM_CELL_BYTES];
    if (*count <= NRM_CELL_BYTES)
        return cell;
    output = find_output(program, at, taken);
    *count = output != NULL ? output[4] : 0;
    return output != NULL ? program->bytes + nrm_load_u32(output) : cell;
}

bool nrm_sounds_plain(const nrm_system *system, const uint32_t *cps, size_t count, uint8_t *out,
                      uint16_t *origins, size_t cap, size_t *written)
{
    const nrm_program *program = &system->there;
    uint32_t last = NRM_LETTER_MAX; /* the symbol written last; none is as large */
    size_t size = 0;
    size_t i, j, taken;
    letters read;

    if (count > NRM_SOUNDS_LETTERS || !read_word(program, cps, count, &read))
        return false;
    for (i = 1; i <= read.count; i += taken) {
        size_t symbol_count;
        const uint8_t *symbols = find_symbols(program, read.entries + i, &symbol_count, &taken);

        if (taken == 0)
            return false;
        for (j = 0; j < symbol_count && size < cap; j++) {
            out[size] = symbols[j];
            if (origins != NULL)
                origins[size] = read.origins[i];
            size += symbols[j] != last; /* a repeat is written over */
            last = symbols[j];
        }
    }
    *written = size;
    return true;
}
