/* translit/rules.h - a rule file as records: what docs/tables.md describes, read and nothing more.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TRANSLIT_RULES_H
#define NRM_TRANSLIT_RULES_H

#include "translit/compile.h"
#include "translit/system.h"

#define NRM_RULE_FROM_MAX 64 /* most letters of a group, of A, of one side of `same` */
#define NRM_CONTEXT_MAX   16 /* most elements on one side of a context */

/* Code points: one letter, or a group of letters. */
typedef struct nrm_cps {
    const uint32_t *ptr;
    size_t len;
} nrm_cps;

typedef enum nrm_element_kind {
    NRM_ELEMENT_EDGE = 0, /* # */
    NRM_ELEMENT_CLASS,
    NRM_ELEMENT_LETTERS
} nrm_element_kind;

/* One element of a context. */
typedef struct nrm_element {
    nrm_element_kind kind;
    bool negated;
    norm_str name;   /* of a class */
    nrm_cps letters; /* of LETTERS */
} nrm_element;

/* Both sides, the element nearest to the place first. */
typedef struct nrm_context {
    nrm_element *left, *right;
    size_t left_count, right_count;
} nrm_context;

typedef enum nrm_rule_kind {
    NRM_RULE_PLAIN = 0, /* A -> B */
    NRM_RULE_WORD,      /* word A -> B */
    NRM_RULE_BACK       /* back A -> B */
} nrm_rule_kind;

typedef struct nrm_rule {
    nrm_rule_kind kind;
    nrm_cps from;
    norm_str to; /* UTF-8; of a sound file its symbols, one byte each */
    nrm_context context;
    norm_str path; /* of the file that it stands in, which `use` may have taken in */
    uint32_t line;
} nrm_rule;

typedef struct nrm_class {
    norm_str name;
    nrm_cps *members;
    size_t count;
    uint32_t line;
} nrm_class;

/* `same from = to`, or `drop from` when to is empty. */
typedef struct nrm_same {
    nrm_cps from, to;
    uint32_t line;
} nrm_same;

typedef struct nrm_letter_line {
    nrm_cps letters;
    uint32_t line;
} nrm_letter_line;

typedef struct nrm_use {
    norm_str name;
    uint32_t line;
} nrm_use;

typedef struct nrm_rules {
    norm_str path;
    nrm_system_head head;
    bool is_sounds; /* `to Zsnd` */
    nrm_class *classes;
    size_t class_count;
    nrm_same *sames;
    size_t same_count;
    nrm_letter_line *alphabet;
    size_t alphabet_count;
    nrm_use *uses;
    size_t use_count;
    nrm_rule *rules;
    size_t rule_count;
    nrm_golden *goldens;
    size_t golden_count;
} nrm_rules;

/* Reads one file. *out points into the arena and into file. Fails: FORMAT (syntax, unknown
 * keywords, missing head lines), UTF8, NOMEM. */
norm_status nrm_rules_read(nrm_arena *arena, const nrm_rule_file *file, nrm_rules *out,
                           norm_error *err);

bool nrm_cps_eq(nrm_cps a, nrm_cps b);
bool nrm_context_eq(const nrm_context *a, const nrm_context *b);
const nrm_class *nrm_rules_class(const nrm_rules *rules, norm_str name);

/* items, which has count elements, with room for one more; NULL when out of memory. */
void *nrm_list_room(nrm_arena *arena, void *items, size_t count, size_t elem_size);

/* UTF-8 of letters, for messages; cut short to fit. */
typedef struct nrm_cps_text {
    char text[64];
} nrm_cps_text;
nrm_cps_text nrm_cps_show(nrm_cps letters);

#endif
