/* translit/sieve.c - which rules of a letter its two neighbours leave possible.
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
    const uint8_t *right = program->elements + ((size_t)nrm_load_u16(rule + 8) + rule[5]) * 4;

    if (nrm_program_pool(program, nrm_load_u16(rule + 2)) != letter)
        return FIT_NO;
    if (rule[6] == 0)
        return rule[4] == 2 ? FIT_YES : FIT_REST;
    return rule[6] == 1 && nrm_load_u32(right) == NRM_ELEM_EDGE << 16 ? FIT_REST : FIT_MAYBE;
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

/* Gives equal letters one column. all: the sets by row and letter. */
static void number_columns(const nrm_program *program, const uint16_t *all, nrm_sieve *sieve)
{
    uint32_t letters = program->count.letters;
    uint32_t representatives[WIDTH_MAX] = {0};
    uint32_t letter, column, row;

    for (letter = 0; letter < letters; letter++) {
        for (column = 0; column < sieve->width; column++) {
            const uint16_t *a = all + 2 * (size_t)letter;
            const uint16_t *b = all + 2 * (size_t)representatives[column];

            for (row = 0; row < sieve->row_count; row++) {
                size_t at = (size_t)row * letters * 2;

                if (a[at] != b[at] || a[at + 1] != b[at + 1])
                    break;
            }
            if (row == sieve->row_count)
                break;
        }
        if (column == WIDTH_MAX) { /* too many kinds: no sieve */
            sieve->row_count = 0;
            return;
        }
        if (column == sieve->width)
            representatives[sieve->width++] = letter;
        sieve->columns[letter] = (uint8_t)column;
    }
    for (row = 0; row < sieve->row_count; row++) {
        for (column = 0; column < sieve->width; column++)
            memcpy(sieve->masks + ((size_t)row * sieve->width + column) * 2,
                   all + ((size_t)row * letters + representatives[column]) * 2,
                   2 * sizeof *sieve->masks);
    }
}

norm_status nrm_sieve_make(nrm_arena *arena, const nrm_program *program, const bool *in_word,
                           nrm_sieve *out, norm_error *err)
{
    size_t letters = program->count.letters;
    size_t all_size = letters * letters * 2 + 1;
    uint16_t *all = nrm_alloc_zeroed(&arena->alloc, all_size, sizeof *all);
    uint32_t letter, i;

    *out = (nrm_sieve){.columns = nrm_arena_alloc(arena, letters, sizeof *out->columns),
                       .rows = nrm_arena_alloc(arena, letters, sizeof *out->rows),
                       .left = nrm_arena_alloc(arena, program->count.rules + 1, sizeof *out->left),
                       .masks = nrm_arena_alloc(arena, all_size, sizeof *out->masks)};
    if (all == NULL || out->columns == NULL || out->rows == NULL || out->left == NULL ||
        out->masks == NULL) {
        nrm_free_array(&arena->alloc, all, all_size, sizeof *all);
        return nrm_fail_nomem(err);
    }
    memset(out->columns, 0, letters);
    memset(out->left, NRM_LEFT_CONTEXT, program->count.rules);
    for (letter = 0; letter < letters; letter++) {
        const uint8_t *row = nrm_program_letter(program, letter);
        uint32_t count = nrm_load_u16(row + 2);

        out->rows[letter] = NRM_NO_SIEVE;
        if (count == 0 || count > NRM_SIEVE_RULES || nrm_load_u16(row + 8) != NRM_NO_OUTPUT)
            continue;
        for (i = 0; i < count; i++)
            out->left[nrm_load_u16(row) + i] = add_rule(program, in_word, nrm_load_u16(row) + i, i,
                                                        all + (size_t)out->row_count * letters * 2);
        out->rows[letter] = (uint16_t)out->row_count++;
    }
    number_columns(program, all, out);
    for (letter = 0; letter < letters && out->row_count == 0; letter++)
        out->rows[letter] = NRM_NO_SIEVE;
    nrm_free_array(&arena->alloc, all, all_size, sizeof *all);
    return NORM_OK;
}
