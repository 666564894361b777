/* translit/sieve.h - which rules of a letter its two neighbours leave possible.
 * SPDX-License-Identifier: MIT
 *
 * Nearly all contexts are one element wide. For each letter with several rules there is a row, for
 * each kind of neighbour a column, and in it two sets of rules: those that may win when such a
 * letter stands before, and when one stands behind. Both sets together give the winner without a
 * loop. A rule that looks further is not `sure`: the sieve says only that it may win. */
#ifndef NRM_TRANSLIT_SIEVE_H
#define NRM_TRANSLIT_SIEVE_H

#include "translit/program.h"

typedef struct nrm_sieve {
    uint8_t *columns; /* column of each letter */
    uint16_t *rows;   /* row of each letter, or NRM_NO_SIEVE */
    uint8_t *left;    /* of each rule: NRM_LEFT_ */
    uint16_t *masks;  /* rows * width * 2: before, behind; bit i is rule i of the letter */
    uint32_t row_count, width;
} nrm_sieve;

/* program: its letters, rules, elements, classes, groups and pool. in_word: for each letter,
 * whether it is part of a word wherever it stands. A program that has more than 255 kinds of
 * neighbours gets no rows. Fails: NOMEM. */
norm_status nrm_sieve_make(nrm_arena *arena, const nrm_program *program, const bool *in_word,
                           nrm_sieve *out, norm_error *err);

#endif
