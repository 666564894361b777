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

/* A word that is read. The commonest `same` of sound rules, two letters read as the one (нн as н),
 * is followed here; others are not plain. */
typedef struct word {
    const nrm_program *program;
    const uint32_t *cps;
    size_t count;
    size_t at;      /* of the letter that is read next */
    uint32_t ahead; /* its entry */
} word;

static void look_ahead(word *w)
{
    w->ahead = w->at < w->count ? nrm_program_entry(w->program, w->cps[w->at]) : END;
}

/* Joins the letter ahead to the one before it, if the program says so; returns the latter. */
static __attribute__((noinline)) uint32_t join_ahead(word *w, uint32_t before)
{
    const uint8_t *letter = nrm_program_letter(w->program, NRM_ENTRY_LETTER(before));
    const uint8_t *row = w->program->sames + (size_t)nrm_load_u16(letter + 4) * 8;
    uint32_t second = NRM_ENTRY_LETTER(w->ahead);
    bool is_one = false;
    uint32_t n;

    for (n = letter[6]; n > 0; n--, row += 8) {
        if (row[4] < 2 || nrm_program_pool(w->program, nrm_load_u16(row) + 1U) != second)
            continue;
        if (row[4] != 2 || row[5] != 1 || second != NRM_ENTRY_LETTER(before) ||
            nrm_program_pool(w->program, nrm_load_u16(row + 2)) != second)
            return NRM_ENTRY_UNKNOWN;
        is_one = true;
    }
    if (is_one) {
        w->at++;
        look_ahead(w);
    }
    return before;
}

/* The entry of the next letter, END behind the last one. origin: receives its index. */
static inline uint32_t read_sound(word *w, size_t *origin)
{
    uint32_t here = w->ahead;

    *origin = w->at;
    if (here == END)
        return END;
    w->at++;
    look_ahead(w);
    if ((w->ahead & NRM_ENTRY_SECOND) == 0)
        return here;
    /* most letters only join their like */
    if (NRM_ENTRY_LETTER(w->ahead) != NRM_ENTRY_LETTER(here) &&
        (nrm_program_letter(w->program, NRM_ENTRY_LETTER(here))[7] & NRM_LETTER_OTHERS) == 0)
        return here;
    return join_ahead(w, here);
}

typedef enum answer {
    ANSWER_NO,
    ANSWER_YES,
    ANSWER_UNKNOWN
} answer;

static bool is_special(uint32_t entry)
{
    return (entry & NRM_ENTRY_SPECIAL) != 0 && entry != END;
}

/* Whether the letters of A behind its second, and the edge behind them, stand there. w: where the
 * word is read. */
static __attribute__((noinline)) answer rest_stands(const word *w, const uint8_t *rule)
{
    word ahead = *w;
    size_t pool = (size_t)nrm_load_u16(rule + 2) + 1;
    size_t origin;
    size_t i;

    for (i = 2; i < rule[4]; i++, pool++) {
        uint32_t entry = read_sound(&ahead, &origin);

        if (is_special(entry))
            return ANSWER_UNKNOWN;
        if (NRM_ENTRY_LETTER(entry) != nrm_program_pool(ahead.program, pool))
            return ANSWER_NO;
    }
    if (rule[6] != 0 && is_special(ahead.ahead))
        return ANSWER_UNKNOWN;
    return rule[6] == 0 || ahead.ahead == END ? ANSWER_YES : ANSWER_NO;
}

/* The rule that wins for a letter, in *rule, or NULL there. w: read up to behind next. Returns
 * false when only the engine can tell. */
static bool pick_rule(const word *w, uint32_t before, uint32_t here, uint32_t next,
                      const uint8_t **rule)
{
    uint32_t set = find_rules(w->program, before, here, next);

    *rule = NULL;
    if (set == ASK_ENGINE || is_special(next))
        return false;
    for (; set != 0; set &= set - 1) {
        const uint8_t *first = first_rule(w->program, here, set);
        answer stands = ANSWER_YES;

        if (first[7] == NRM_LEFT_LETTERS)
            stands = rest_stands(w, first);
        if (first[7] == NRM_LEFT_CONTEXT || stands == ANSWER_UNKNOWN)
            return false;
        if (stands == ANSWER_YES) {
            *rule = first;
            break;
        }
    }
    return true;
}

/* The output of a letter that has no cell, or NULL. *taken: the letters read; 0: only the engine
 * can tell. */
static __attribute__((noinline)) const uint8_t *
find_output(const word *w, uint32_t before, uint32_t here, uint32_t next, size_t *taken)
{
    const nrm_program *program = w->program;
    uint32_t number = nrm_load_u16(nrm_program_letter(program, NRM_ENTRY_LETTER(here)) + 8);
    const uint8_t *rule;

    *taken = 1;
    if (number == NRM_NO_OUTPUT) {
        *taken = pick_rule(w, before, here, next, &rule);
        if (rule == NULL)
            return NULL;
        number = nrm_load_u16(rule);
        *taken = rule[4];
    }
    return nrm_program_output(program, number);
}

bool nrm_sounds_plain(const nrm_system *system, const uint32_t *cps, size_t count, uint8_t *out,
                      uint16_t *origins, size_t cap, size_t *written)
{
    word w = {&system->there, cps, count, 0, END};
    const nrm_program *program = w.program;
    uint32_t last = NRM_LETTER_MAX; /* the symbol written last; none is as large */
    uint32_t before = END;
    uint32_t here, next;
    size_t origin, next_origin;
    size_t size = 0;
    size_t j;

    look_ahead(&w);
    for (here = read_sound(&w, &origin); here != END; here = next, origin = next_origin) {
        const uint8_t *step = step_of(program, here & ~NRM_ENTRY_UPPER);
        const uint8_t *sieve = program->sieves + (size_t)nrm_load_u16(step) * 4;
        const uint8_t *symbols;
        size_t symbol_count;
        size_t taken = 1;
        uint32_t set;

        /* what is in no word by itself is in one here: the engine knows how that is */
        if ((here & (NRM_ENTRY_WORD | NRM_ENTRY_SPECIAL)) != NRM_ENTRY_WORD)
            return false;
        next = read_sound(&w, &next_origin);
        set = nrm_load_u16(sieve + (size_t)step_of(program, before)[4] * 4);
        set &= nrm_load_u16(sieve + (size_t)step_of(program, next)[4] * 4 + 2);
        symbols = program->cells + ((size_t)nrm_load_u16(step + 2) + lowest(set)) * 8;
        symbol_count = symbols[NRM_CELL_BYTES];
        if (symbol_count > NRM_CELL_BYTES) {
            const uint8_t *output = find_output(&w, before, here, next, &taken);

            if (taken == 0)
                return false;
            symbol_count = output != NULL ? output[4] : 0;
            if (output != NULL)
                symbols = program->bytes + nrm_load_u32(output);
        }
        for (j = 0; j < symbol_count && size < cap; j++) {
            if (symbols[j] == last)
                continue;
            last = symbols[j];
            if (origins != NULL)
                origins[size] = (uint16_t)origin;
            out[size++] = (uint8_t)last;
        }
        for (before = here; taken > 1; taken--) {
            before = next;
            next = read_sound(&w, &next_origin);
        }
    }
    *written = size;
    return true;
}
