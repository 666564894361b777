/* translit/program.h - a compiled rule file, read in place from section SYST.
 * SPDX-License-Identifier: MIT
 *
 * Section SYST, little-endian:
 *   u32 version, u32 systems, u32 transliteration systems (they come first, by id)
 *   systems { 11 strings of the head: u32 length, bytes; zeros to a multiple of 4;
 *             u32 1 when there is a reverse; program; the reverse program }
 * A program:
 *   u32 counts in the order of nrm_program_counts, then one array after another in the same
 *   order, each beginning at a multiple of 4:
 *   block_of   u8        number of the block of 64 code points; code points behind have none;
 *                        the last block has no letters
 *   blocks     u16 [64]  entries: letter number and flags (NRM_ENTRY_)
 *   letters    12 bytes  u16 first rule, u16 rules, u16 first same, u8 sames, u8 attributes
 *                        (NRM_LETTER_), u16 output of its only, plain rule or NRM_NO_OUTPUT, u16 0
 *   rules      16 bytes  u16 output, u16 pool index of A without its first letter, u8 length of A,
 *                        u8 elements left, u8 elements right, u8 what the sieve leaves to be
 *                        looked at (NRM_LEFT_), u16 first element, u16 0, u32 line
 *   outputs    8 bytes   u32 offset, u8 length in lower, title and upper case, which follow each
 *                        other, u8 1 when title and upper case are the same
 *   bytes      u8        text of the outputs, then NRM_COPY zeros so that copying may overshoot
 *   pool       u16       letter numbers
 *   elements   u32       NRM_ELEM_; the left ones from the place outwards, then the right ones
 *   classes    u32       first group, groups << 16
 *   class_bits u8        a bit for each letter, (letters + 7) / 8 bytes a class
 *   groups     u32       pool index, length << 16; the longest of a class first
 *   sames      8 bytes   u16 pool index from, u16 pool index to, u8 length from, u8 length to,
 *                        u16 0; the longest first
 *   steps      8 bytes   two a letter, small and capital: u16 first element of its row of sieves,
 *                        u16 first cell, u8 its column of sieves, u8 0, u16 0 (translit/sieve.h)
 *   cells      8 bytes   what a letter becomes by a rule, up to 7 bytes; u8 their number, or
 *                        NRM_CELL_ASK; the last cell of a letter is for no rule
 *   sieves     4 bytes   count.columns each row: u16 rules that may win behind such a letter, u16
 *                        before one; bit i is rule i of the letter. Row 0 is for letters without
 *                        a sieve
 * Rules of one first letter stand together, the one that wins first. */
#ifndef NRM_TRANSLIT_PROGRAM_H
#define NRM_TRANSLIT_PROGRAM_H

#include "base/arena.h"
#include "base/reader.h"

#define NRM_SYST_VERSION 3U
#define NRM_BLOCK        64U
#define NRM_BLOCKS_LEAST 32U /* in block_of: those of two bytes of UTF-8 need no check */
#define NRM_COPY         16U
#define NRM_NO_OUTPUT    0xFFFFU
#define NRM_LEFT_CONTEXT 0U
#define NRM_LEFT_NOTHING 1U
#define NRM_LEFT_LETTERS 2U  /* the third letter of A and on; with a context, the edge of a word */
#define NRM_SIEVE_RULES  15U /* a letter with more has no row of its own */
#define NRM_CELL_BYTES   7U
#define NRM_CELL_ASK     0xFFU

/* Letter numbers below NRM_LETTER_FIRST are not of the rules. */
#define NRM_LETTER_NONE  0U /* to be asked of text/ucd.h */
#define NRM_LETTER_EDGE  1U /* surely no part of a word */
#define NRM_LETTER_DROP  2U
#define NRM_LETTER_FIRST 3U
#define NRM_LETTER_MAX   0x07FFU

/* A map entry: the letter number with flags around it. Its low bits are the number of a step. */
#define NRM_ENTRY(letter)   ((letter) << 1)
#define NRM_ENTRY_LETTER(e) ((e) >> 1 & NRM_LETTER_MAX)
#define NRM_ENTRY_STEP(e)   ((e)&0x0FFFU)
#define NRM_ENTRY_UPPER     0x0001U
#define NRM_ENTRY_SECOND    0x1000U /* the second letter of a `same` */
#define NRM_ENTRY_SPECIAL   0x2000U /* look at the letter's attributes */
#define NRM_ENTRY_WORD      0x4000U /* letter or mark */
#define NRM_ENTRY_CASED     0x8000U
#define NRM_ENTRY_UNKNOWN   (NRM_ENTRY_SPECIAL | NRM_ENTRY(NRM_LETTER_NONE))

/* Attributes of a letter. */
#define NRM_LETTER_SIGN   1U /* part of a word only between letters */
#define NRM_LETTER_SAMES  2U /* a `same` is about it alone */
#define NRM_LETTER_NFC    4U /* text with it may not be in NFC */
#define NRM_LETTER_OTHERS 8U /* begins a `same` whose second letter is another one; not special */

/* A context element: argument, kind, negation, length. */
#define NRM_ELEM_ARG(e)  ((e)&0xFFFFU)
#define NRM_ELEM_KIND(e) ((e) >> 16 & 0xFU)
#define NRM_ELEM_EDGE    0U
#define NRM_ELEM_LETTER  1U /* argument: letter */
#define NRM_ELEM_GROUP   2U /* argument: pool index */
#define NRM_ELEM_CLASS   3U /* argument: class */
#define NRM_ELEM_NEGATED 0x100000U
#define NRM_ELEM_LEN(e)  ((e) >> 24)

typedef struct nrm_program_counts {
    uint32_t block_of, blocks, letters, rules, outputs, bytes, pool, elements, classes, groups,
        sames, cells, columns, sieves;
} nrm_program_counts;

#define NRM_PROGRAM_COUNTS 14U

typedef struct nrm_program {
    nrm_program_counts count;
    uint32_t limit;        /* code points from here on have no letter */
    uint16_t leads[128];   /* number of the first entry of the block that a lead byte of UTF-8 above
                              7F begins; of the last block for leads of other than two bytes */
    uint32_t class_stride; /* bytes a class in class_bits */
    const uint8_t *block_of, *blocks, *letters, *rules, *outputs, *bytes, *pool, *elements,
        *classes, *class_bits, *groups, *sames, *steps, *cells, *sieves;
} nrm_program;

/* Reads a program and checks every number in it. Fails: FORMAT. */
norm_status nrm_program_read(nrm_reader *reader, nrm_program *out, norm_error *err);

static inline uint32_t nrm_program_entry(const nrm_program *program, uint32_t cp)
{
    const uint8_t *block;

    if (cp >= program->limit)
        return NRM_ENTRY_UNKNOWN;
    block = program->blocks + (size_t)program->block_of[cp / NRM_BLOCK] * NRM_BLOCK * 2;
    return nrm_load_u16(block + (size_t)(cp % NRM_BLOCK) * 2);
}

static inline const uint8_t *nrm_program_letter(const nrm_program *program, uint32_t letter)
{
    return program->letters + (size_t)letter * 12;
}

static inline const uint8_t *nrm_program_rule(const nrm_program *program, uint32_t rule)
{
    return program->rules + (size_t)rule * 16;
}

static inline const uint8_t *nrm_program_output(const nrm_program *program, uint32_t output)
{
    return program->outputs + (size_t)output * 8;
}

static inline uint32_t nrm_program_pool(const nrm_program *program, size_t index)
{
    return nrm_load_u16(program->pool + index * 2);
}

#endif
