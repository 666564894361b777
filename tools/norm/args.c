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

/* Bytes of letters and, when they are allowed, digits. */
static size_t subtag_length(const char *at, bool with_digits)
{
    size_t len = 0;

    while ((at[len] >= 'a' && at[len] <= 'z') || (at[len] >= 'A' && at[len] <= 'Z') ||
           (with_digits && at[len] >= '0' && at[len] <= '9'))
        len++;
    return len;
}

void check_lang_option(norm_app *app, const char *option, const char *lang)
{
    const char *at = lang;
    size_t len;

    if (lang == NULL)
        return;
    len = subtag_length(at, false);
    /* two or three letters of ISO 639; longer ones are reserved and none is registered */
    while (len >= 1 && len <= 8 && (at != lang || len == 2 || len == 3)) {
        at += len;
        if (*at == '\0')
            return;
        if (*at++ != '-')
            break;
        len = subtag_length(at, true);
    }
    die_usage(app, "--%s takes a BCP 47 tag such as hy, az-Cyrl or und, not '%s'", option, lang);
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
