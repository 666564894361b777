/* norm/args.h - options and columns that the commands about names share.
 * SPDX-License-Identifier: MIT */
#ifndef NORM_ARGS_H
#define NORM_ARGS_H

#include "table.h"

#define KIND_CHOICES "any|place|person|org"

/* A choice of KIND_CHOICES, or NULL for any. */
norm_kind kind_of(const char *word);

/* Ends the program when the value of an option has not the shape of a BCP 47 tag (RFC 5646
 * section 2.1). NULL is none. */
void check_lang_option(norm_app *app, const char *option, const char *lang);

/* Columns of a table of pairs: a, b, and what else is there. */
typedef struct pair_columns {
    size_t a, b, lang_a, lang_b, kind;
} pair_columns;

pair_columns find_pair_columns(table *t);

/* "match", "review" or "different". */
const char *verdict_word(norm_verdict verdict);

#define SHARE_DECIMALS 6
#define SHARE_SIZE     12 /* bytes that format_share() may need */

#endif
