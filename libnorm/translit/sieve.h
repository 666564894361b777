/* translit/sieve.h - what a letter becomes, given its two neighbours.
 * SPDX-License-Identifier: MIT
 *
 * Nearly all contexts are one element wide. Each letter has a row; each kind of neighbour has a
 * column; where they meet stand two sets of rules: those that may win behind such a letter, and
 * those that may win before it. The lowest rule in both is the winner, and has a cell with what it
 * writes: no loop, no branch. Where a rule looks further, or writes what depends on more, the cell
 * says to ask. */
#ifndef NRM_TRANSLIT_SIEVE_H
#define NRM_TRANSLIT_SIEVE_H

#include "base/buf.h"
#include "translit/program.h"

/* Arrays of a program (translit/program.h). */
typedef struct nrm_sieve {
    uint8_t *left; /* of each rule: NRM_LEFT_ */
    nrm_buf steps, cells, sieves;
    uint32_t cell_count, row_count, width;
} nrm_sieve;

/* program: its letters, rules, outputs, elements, classes, groups and pool. in_word: for each
 * letter, whether it is part of a word wherever it stands. A program with too many kinds of
 * neighbours gets the row of plain letters only. Fails: NOMEM. */
norm_status nrm_sieve_make(nrm_arena *arena, const nrm_program *program, const bool *in_word,
                           nrm_sieve *out, norm_error *err);

#endif
