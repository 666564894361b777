/* name/token.h - a name as words with roles.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_NAME_TOKEN_H
#define NRM_NAME_TOKEN_H

#include <libnorm/match.h>

#include "name/dict.h"

#define NRM_TOKENS       24  /* most words of a name; what comes behind is ignored */
#define NRM_NAME_LETTERS 384 /* most letters of a name */

/* Letters of an acronym: more are hardly ever one. In a script without capitals, where any short
 * word may be one, two are too few to tell. */
#define NRM_ACRONYM_MOST     6
#define NRM_ACRONYM_CASELESS 3

typedef struct nrm_token {
    uint32_t begin, end;       /* bytes of the text, half-open */
    uint16_t cp_begin, cp_end; /* letters, in nrm_tokens.cps */
    uint8_t role;              /* nrm_role */
    uint8_t script;            /* nrm_script of the first letter that has one */
    uint8_t gender;            /* of the bearer: 'm', 'f' or 0 */
    bool dotted;               /* a dot stands behind */
    bool is_family;            /* a family name made from the given names clusters[] */
    bool joined;               /* a hyphen before it joins it to the token before */
    bool is_acronym;           /* may stand for the first letters of other words: РЖД */
    bool continues;            /* of the place's name that a token before it begins */
    uint8_t short_forms;       /* bit i: a short or pet form of clusters[i] */
    uint8_t group;             /* see nrm_entry */
    uint16_t sense;
    /* Places or given names; the father's, for NRM_ROLE_PATRONYMIC. */
    uint16_t clusters[NRM_CLUSTERS];
    uint32_t number; /* value, for NRM_ROLE_NUMBER; 1 for a stop word that joins (and) */
} nrm_token;

typedef struct nrm_tokens {
    nrm_token items[NRM_TOKENS];
    size_t count;
    uint32_t cps[NRM_NAME_LETTERS];     /* letters of the words, lower case */
    uint32_t offsets[NRM_NAME_LETTERS]; /* byte where each begins */
    size_t cp_count;
    bool cut; /* the name was longer than there is room for */
} nrm_tokens;

/* Splits a tidy name and finds what each word is. lang: BCP 47 or empty.
 * Never fails; allocates nothing. */
void nrm_tokenize(const nrm_names *names, norm_str text, norm_str lang, norm_kind kind,
                  nrm_tokens *out);

#endif
