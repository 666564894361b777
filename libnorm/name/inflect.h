/* name/inflect.h - what a name of running text may be an inflected form of.
 * SPDX-License-Identifier: MIT
 *
 * Section CASE: u16 rules; for each the strings language, case, ending, base and vowels, of u8
 * length and bytes, and u8 edge. A rule with the ending * has the vowels of its language as base.
 */
#ifndef NRM_NAME_INFLECT_H
#define NRM_NAME_INFLECT_H

#include "base/arena.h"
#include "base/reader.h"
#include "text/ucd.h"

#define NRM_BASE_STEM  3  /* least letters that an ending leaves of a word */
#define NRM_BASE_FORMS 32 /* most base forms that are tried of a name */

typedef struct nrm_inflection {
    norm_str lang, name; /* "ru", "genitive" */
    norm_str ending, base;
    norm_str vowels; /* the last vowel of the stem is one of these; empty: any or none */
    char edge;       /* the stem ends in a vowel 'v', a consonant 'c' or in either '-' */
    nrm_script script;
    norm_str all_vowels; /* of the language */
} nrm_inflection;

typedef struct nrm_inflections {
    const nrm_inflection *rules; /* those of one language and case together */
    size_t count;
} nrm_inflections;

typedef struct nrm_base_form {
    norm_str text;              /* the base form, in the arena */
    size_t begin, end;          /* bytes of the name from the first changed word to the last */
    const nrm_inflection *rule; /* of the last changed word */
} nrm_base_form;

/* The base forms of a tidy name, but for itself: all words in one case, or the last word alone.
 * lang: BCP 47; empty or "und" for the rules of all languages of the script.
 * *out is in the arena. Fails: NOMEM. */
norm_status nrm_base_forms(const nrm_inflections *inflections, nrm_arena *arena, norm_str text,
                           norm_str lang, const nrm_base_form **out, size_t *count,
                           norm_error *err);

/* Reads section CASE. Strings lie in it. Fails: NOMEM, FORMAT. */
norm_status nrm_inflections_open(nrm_arena *arena, nrm_reader section, nrm_inflections *out,
                                 norm_error *err);

/* Compiles tables/lang/cases.tsv. Fails: FORMAT (with line), UTF8, NOMEM. */
norm_status nrm_inflections_compile(nrm_arena *arena, norm_str tsv, norm_str *out, norm_error *err);

#endif
