/* norm/args.c - options and columns that the commands about names share.
 * SPDX-License-Identifier: MIT */
#include "args.h"

#include <string.h>

norm_kind kind_of(const char *word)
{
    if (word == NULL || strcmp(word, "any") == 0)
        return NORM_KIND_ANY;
    if (strcmp(word, "place") == 0)
        return NORM_KIND_PLACE;
    return strcmp(word, "person") == 0 ? NORM_KIND_PERSON : NORM_KIND_ORG;
}

pair_columns find_pair_columns(table *t)
{
    pair_columns found;

    found.a = table_need(t, "a");
    found.b = table_need(t, "b");
    found.lang_a = table_column(t, "lang_a");
    found.lang_b = table_column(t, "lang_b");
    found.kind = table_column(t, "kind");
    return found;
}

const char *verdict_word(norm_verdict verdict)
{
    switch (verdict) {
    case NORM_DIFFERENT:
        return "different";
    case NORM_REVIEW:
        return "review";
    case NORM_MATCH:
        return "match";
    }
    return "different";
}
