/* translit/layout.h - writes a rule set as a program (translit/program.h).
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TRANSLIT_LAYOUT_H
#define NRM_TRANSLIT_LAYOUT_H

#include "base/buf.h"
#include "text/ucd.h"
#include "translit/ruleset.h"

/* Letters that lower-casing changes, by code point; nrm_case_pairs_make fills it. */
typedef struct nrm_case_pair {
    uint32_t cp, lower;
} nrm_case_pair;

typedef struct nrm_case_pairs {
    nrm_case_pair *items;
    size_t count;
} nrm_case_pairs;

norm_status nrm_case_pairs_make(nrm_arena *arena, nrm_case how, nrm_case_pairs *out,
                                norm_error *err);

/* Appends the program of checked rules to buf. pairs: of the case of head.from_lang.
 * Fails: LIMIT, FORMAT, NOMEM. */
norm_status nrm_layout_write(nrm_arena *arena, const nrm_rules *rules, const nrm_case_pairs *pairs,
                             nrm_buf *buf, norm_error *err);

/* The letters of a program in order of code point; the number of a letter is its index plus
 * NRM_LETTER_FIRST. */
typedef struct nrm_letters {
    uint32_t *cps;
    size_t count;
} nrm_letters;

norm_status nrm_letters_collect(nrm_arena *arena, const nrm_rules *rules, nrm_letters *out,
                                norm_error *err);
/* The number of a letter that is there. */
uint32_t nrm_letters_number(const nrm_letters *letters, uint32_t cp);
/* NRM_LETTER_ attributes and the flags of a map entry. */
uint32_t nrm_letters_attributes(const nrm_rules *rules, uint32_t cp);
uint32_t nrm_letters_flags(const nrm_rules *rules, uint32_t cp, uint32_t attributes, nrm_case how);

#endif
