/* text/detect.h - script and language of a name.
 * SPDX-License-Identifier: MIT
 *
 * Script: the one that most letters have. Language: among those that are written in the
 * script, by letters that only one has and by character n-grams
 * (naive Bayes over letter bigrams and trigrams with word edges, section LANG of the tables). Costs
 * are integers (1/1024 nat), and the probability comes from them by a table, so that it is the same
 * on every machine. */
#ifndef NRM_TEXT_DETECT_H
#define NRM_TEXT_DETECT_H

#include "tables/blob.h"
#include "text/ucd.h"

typedef struct nrm_lang_tables nrm_lang_tables; /* immutable, in the arena it was opened in */

/* Fails: NOMEM, FORMAT. */
norm_status nrm_lang_open(const nrm_blob *blob, nrm_arena *arena, const nrm_lang_tables **out,
                          norm_error *err);

typedef struct nrm_detected {
    nrm_script script;
    const char *lang;     /* BCP 47, "und" when there is no letter; from the tables */
    uint32_t probability; /* of lang, in millionths */
} nrm_detected;

/* text is valid, tidy UTF-8. Never fails; allocates nothing. */
nrm_detected nrm_detect(const nrm_lang_tables *tables, norm_str text);

/* Script alone; a few ns a letter. */
nrm_script nrm_detect_script(norm_str text);

/* Compiles tables/lang/ngrams.tsv to section LANG. Fails: FORMAT (with line), NOMEM. */
norm_status nrm_lang_compile(nrm_arena *arena, norm_str tsv, norm_str *out, norm_error *err);

#endif
