/* translit/sieve.c - what a letter becomes, given its two neighbours.
 * SPDX-License-Identifier: MIT */
#include "translit/sieve.h"

#include <string.h>

#include "base/fail.h"

#define WIDTH_MAX 255U

typedef enum fit {
    FIT_NO,
    FIT_MAYBE, /* what stands further off decides */
    FIT_REST,  /* letters of A decide, or the edge behind them */
    FIT_YES
} fit;

/* Whether a group of the class may lie over a neighbour: its nearest letter is this one. */
static bool group_may_fit(const nrm_program *program, uint32_t class, uint32_t letter,
                          bool is_behind)
{
    uint32_t first = class & 0xFFFFU;
    uint32_t i;

    for (i = 0; i < class >> 16; i++) {
        uint32_t group = nrm_load_u32(program->groups + (size_t)(first + i) * 4);
        uint32_t nearest = (group & 0xFFFFU) + (is_behind ? 0 : (group >> 16) - 1);

        if (nrm_program_pool(program, nearest) == letter)
            return true;
    }
    return false;
}

/* An element that takes letters, of which this one is the nearest. */
static fit fit_element(const nrm_program *program, uint32_t e, uint32_t letter, bool is_behind)
{
    uint32_t arg = NRM_ELEM_ARG(e);
    bool negated = (e & NRM_ELEM_NEGATED) != 0;
    uint32_t class;
    uint32_t bits;
    bool has;

    switch (NRM_ELEM_KIND(e)) {
    case NRM_ELEM_LETTER:
        return (letter == arg) != negated ? FIT_YES : FIT_NO;
    case NRM_ELEM_GROUP:
        arg += is_behind ? 0 : NRM_ELEM_LEN(e) - 1;
        return negated || nrm_program_pool(program, arg) == letter ? FIT_MAYBE : FIT_NO;
    default:
        class = nrm_load_u32(program->classes + (size_t)arg * 4);
        bits = program->class_bits[(size_t)arg * program->class_stride + letter / 8];
        has = (bits >> letter % 8 & 1U) != 0;
        if (!has && group_may_fit(program, class, letter, is_behind))
            return FIT_MAYBE;
        if (has == negated)
            return FIT_NO;
        return class >> 16 == 0 ? FIT_YES : FIT_MAYBE;
    }
}

/* A context whose nearest letter is this one. An edge takes no letter: the element behind it asks
 * of the same one. */
static fit fit_context(const nrm_program *program, const bool *in_word, size_t element,
                       size_t count, uint32_t letter, bool is_behind)
{
    for (; count > 0; count--, element++) {
        uint32_t e = nrm_load_u32(program->elements + element * 4);
        fit found;

        if (NRM_ELEM_KIND(e) != NRM_ELEM_EDGE) {
            found = fit_element(program, e, letter, is_behind);
            return found == FIT_YES && count > 1 ? FIT_MAYBE : found;
        }
        if (in_word[letter] == ((e & NRM_ELEM_NEGATED) == 0))
            return FIT_NO;
    }
    return FIT_YES;
}

/* The second letter of A. The others, and the edge of a word, may be left to be looked at. */
static fit fit_rest(const nrm_program *program, const uint8_t *rule, uint32_t letter)
{
    size_t right = ((size_t)nrm_load_u16(rule + 8) + rule[5]) * 4;

    if (nrm_program_pool(program, nrm_load_u16(rule + 2)) != letter)
        return FIT_NO;
    if (rule[6] == 0) /* then there may be no elements at all */
        return rule[4] == 2 ? FIT_YES : FIT_REST;
    return rule[6] == 1 && nrm_load_u32(program->elements + right) == NRM_ELEM_EDGE << 16
               ? FIT_REST
               : FIT_MAYBE;
}

/* Adds a rule to the sets of all letters, as the given bit; returns what they leave to be looked
 * at (NRM_LEFT_). masks: of the row, by letter. */
static uint8_t add_rule(const nrm_program *program, const bool *in_word, uint32_t number,
                        uint32_t bit, uint16_t *masks)
{
    const uint8_t *rule = nrm_program_rule(program, number);
    size_t element = nrm_load_u16(rule + 8);
    uint8_t left = NRM_LEFT_NOTHING;
    uint32_t letter;

    for (letter = 0; letter < program->count.letters; letter++, masks += 2) {
        fit before = fit_context(program, in_word, element, rule[5], letter, false);
        fit behind = rule[4] > 1
                         ? fit_rest(program, rule, letter)
                         : fit_context(program, in_word, element + rule[5], rule[6], letter, true);

        masks[0] = (uint16_t)(masks[0] | (unsigned)(before != FIT_NO) << bit);
        masks[1] = (uint16_t)(masks[1] | (unsigned)(behind != FIT_NO) << bit);
        if (before == FIT_MAYBE || behind == FIT_MAYBE)
            left = NRM_LEFT_CONTEXT;
        else if (behind == FIT_REST && left == NRM_LEFT_NOTHING)
            left = NRM_LEFT_LETTERS;
    }
    return left;
}

typedef struct maker {
    const nrm_program *program;
    const bool *in_word;
    nrm_sieve *sieve;
    uint16_t *rows;   /* row of each letter; 0: plain, or without a sieve */
    uint8_t *columns; /* column of each letter */
    uint16_t *all;    /* the sets by row and letter: behind it, before it */
    size_t row_size;  /* elements of all in a row */
} maker;

static bool has_sieve(const nrm_program *program, uint32_t letter)
{
    const uint8_t *row = nrm_program_letter(program, letter);
    uint32_t count = nrm_load_u16(row + 2);

    return count > 0 && count <= NRM_SIEVE_RULES && nrm_load_u16(row + 8) == NRM_NO_OUTPUT;
}

/* The sets of all letters. Row 0 is for plain letters: cell 0, whatever the neighbours. In the
 * others the bit behind those of the rules is for no rule. */
static void fill_sets(maker *m)
{
    size_t i;
    uint32_t letter, bit;

    for (i = 0; i < m->row_size; i++)
        m->all[i] = 1;
    m->sieve->row_count = 1;
    for (letter = 0; letter < m->program->count.letters; letter++) {
        uint32_t first = nrm_load_u16(nrm_program_letter(m->program, letter));
        uint32_t count = nrm_load_u16(nrm_program_letter(m->program, letter) + 2);
        uint16_t *masks = m->all + m->sieve->row_count * m->row_size;

        m->rows[letter] = 0;
        if (!has_sieve(m->program, letter))
            continue;
        for (bit = 0; bit < count; bit++)
            m->sieve->left[first + bit] = add_rule(m->program, m->in_word, first + bit, bit, masks);
        for (i = 0; i < m->row_size; i++)
            masks[i] = (uint16_t)(masks[i] | 1U << count);
        m->rows[letter] = (uint16_t)m->sieve->row_count++;
    }
}

static bool are_alike(const maker *m, uint32_t a, uint32_t b)
{
    size_t row;

    for (row = 0; row < m->sieve->row_count; row++) {
        const uint16_t *masks = m->all + row * m->row_size;

        if (masks[2 * (size_t)a] != masks[2 * (size_t)b] ||
            masks[2 * (size_t)a + 1] != masks[2 * (size_t)b + 1])
            return false;
    }
    return true;
}

/* Gives letters that are alike as neighbours one column. Returns false when there are too many. */
static bool number_columns(maker *m, uint32_t representatives[WIDTH_MAX])
{
    uint32_t width = 0;
    uint32_t letter, column;

    for (letter = 0; letter < m->program->count.letters; letter++) {
        for (column = 0; column < width; column++) {
            if (are_alike(m, letter, representatives[column]))
                break;
        }
        if (column == WIDTH_MAX)
            return false;
        if (column == width)
            representatives[width++] = letter;
        m->columns[letter] = (uint8_t)column;
    }
    m->sieve->width = width;
    return m->sieve->row_count * width <= UINT16_MAX;
}

/* Numbers the columns and writes the sets; of row 0 alone when there are too many. */
static void put_sieves(maker *m)
{
    uint32_t representatives[WIDTH_MAX] = {0};
    uint32_t row, column;

    if (!number_columns(m, representatives)) {
        m->sieve->row_count = 1; /* in which all letters are alike */
        memset(m->rows, 0, m->program->count.letters * sizeof *m->rows);
        (void)number_columns(m, representatives);
    }
    for (row = 0; row < m->sieve->row_count; row++) {
        for (column = 0; column < m->sieve->width; column++) {
            const uint16_t *masks =
                m->all + row * m->row_size + 2 * (size_t)representatives[column];

            nrm_buf_add_u16(&m->sieve->sieves, masks[0]);
            nrm_buf_add_u16(&m->sieve->sieves, masks[1]);
        }
    }
}

/* A cell: the output, if it is short and its form is sure. A capital: where title and upper case
 * are the same. */
static void put_cell(maker *m, uint32_t number, bool is_capital)
{
    char cell[NRM_CELL_BYTES + 1] = {0};

    cell[NRM_CELL_BYTES] = (char)NRM_CELL_ASK;
    if (number != NRM_NO_OUTPUT) {
        const uint8_t *output = nrm_program_output(m->program, number);
        size_t offset = nrm_load_u32(output) + (is_capital ? (size_t)output[4] : 0);
        size_t len = output[is_capital ? 5 : 4];

        if (len <= NRM_CELL_BYTES && (!is_capital || output[7] != 0)) {
            memcpy(cell, m->program->bytes + offset, len);
            cell[NRM_CELL_BYTES] = (char)len;
        }
    }
    nrm_buf_add(&m->sieve->cells, (norm_str){cell, sizeof cell});
    m->sieve->cell_count++;
}

/* The step of a letter, small or capital, and its cells. */
static void put_step(maker *m, uint32_t letter, bool is_capital)
{
    const uint8_t *row = nrm_program_letter(m->program, letter);
    uint32_t first = nrm_load_u16(row);
    uint32_t count = m->rows[letter] != 0 ? nrm_load_u16(row + 2) : 0;
    nrm_buf *steps = &m->sieve->steps;
    uint32_t i;

    nrm_buf_add_u16(steps, (uint16_t)(m->rows[letter] * m->sieve->width));
    nrm_buf_add_u16(steps, (uint16_t)m->sieve->cell_count);
    nrm_buf_add_u32(steps, m->columns[letter]);
    for (i = 0; i < count; i++) {
        const uint8_t *rule = nrm_program_rule(m->program, first + i);
        bool is_all = rule[4] == 1 && m->sieve->left[first + i] == NRM_LEFT_NOTHING;

        put_cell(m, is_all ? nrm_load_u16(rule) : NRM_NO_OUTPUT, is_capital);
    }
    put_cell(m, count == 0 ? nrm_load_u16(row + 8) : NRM_NO_OUTPUT, is_capital);
}

norm_status nrm_sieve_make(nrm_arena *arena, const nrm_program *program, const bool *in_word,
                           nrm_sieve *out, norm_error *err)
{
    size_t letters = program->count.letters;
    size_t all_size = 2 * letters * (letters + 1);
    maker m = {.program = program,
               .in_word = in_word,
               .sieve = out,
               .rows = nrm_arena_alloc(arena, letters, sizeof *m.rows),
               .columns = nrm_arena_alloc(arena, letters, sizeof *m.columns),
               .all = nrm_alloc_zeroed(&arena->alloc, all_size, sizeof *m.all),
               .row_size = 2 * letters};
    uint32_t letter;

    *out = (nrm_sieve){.left = nrm_arena_alloc(arena, program->count.rules + 1, sizeof *out->left)};
    nrm_buf_init(&out->steps, arena);
    nrm_buf_init(&out->cells, arena);
    nrm_buf_init(&out->sieves, arena);
    if (m.rows != NULL && m.columns != NULL && m.all != NULL && out->left != NULL) {
        memset(out->left, NRM_LEFT_CONTEXT, program->count.rules);
        fill_sets(&m);
        put_sieves(&m);
        for (letter = 0; letter < letters; letter++) {
            put_step(&m, letter, false);
            put_step(&m, letter, true);
        }
    } else {
        out->cells.failed = true;
    }
    nrm_free_array(&arena->alloc, m.all, all_size, sizeof *m.all);
    if (out->steps.failed || out->cells.failed || out->sieves.failed)
        return nrm_fail_nomem(err);
    return NORM_OK;
}
