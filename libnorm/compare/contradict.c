/* compare/contradict.c - what says that two names cannot be one, however alike they are.
 * SPDX-License-Identifier: MIT */
#include "compare/contradict.h"

static bool is_thing(const nrm_word *word)
{
    return word->role == NRM_ROLE_KIND || word->role == NRM_ROLE_GENERIC;
}

/* A lake is no town, a bank no airline; village and district say too little. */
static bool are_two_things(const nrm_word *a, const nrm_word *b)
{
    return is_thing(a) && is_thing(b) && (a->role == NRM_ROLE_KIND || b->role == NRM_ROLE_KIND) &&
           a->sense != 0 && b->sense != 0 && a->sense != b->sense;
}

const char *nrm_contradiction_of_left(const nrm_word *a, const nrm_word *b)
{
    bool initial_a = a->role == NRM_ROLE_INITIAL;
    bool initial_b = b->role == NRM_ROLE_INITIAL;

    if (a->role == NRM_ROLE_NUMBER && b->role == NRM_ROLE_NUMBER && a->number != b->number)
        return "contradicted: different numbers";
    if (a->group != 0 && a->group == b->group && a->sense != b->sense)
        return "contradicted: opposite meanings";
    if (are_two_things(a, b))
        return "contradicted: things of two kinds";
    if (a->role == NRM_ROLE_PATRONYMIC && b->role == NRM_ROLE_PATRONYMIC)
        return "contradicted: two fathers";
    if ((initial_a && (initial_b || b->role == NRM_ROLE_WORD)) ||
        (initial_b && a->role == NRM_ROLE_WORD))
        return "contradicted: an initial that does not fit";
    return NULL;
}

const char *nrm_contradiction_of_pair(const nrm_word *a, const nrm_word *b)
{
    if (nrm_given_names(a, b) != NRM_GIVEN_DIFFER)
        return NULL;
    return (a->short_forms & NRM_FAMILY) != 0 ? "contradicted: family names of two given names"
                                              : "contradicted: two given names";
}

/* The bearer's gender by given name, patronymic and family name; 0 when they do
 * not tell or do not agree. */
static uint8_t gender_of(const norm_name *name)
{
    uint8_t gender = 0;
    size_t i;

    for (i = 0; i < name->word_count; i++) {
        uint8_t of_word = nrm_name_words(name)[i].gender;

        if (of_word != 0 && gender != 0 && of_word != gender)
            return 0;
        gender = of_word != 0 ? of_word : gender;
    }
    return gender;
}

const char *nrm_contradiction_of_names(const norm_name *a, const norm_name *b)
{
    uint8_t gender_a = gender_of(a);
    uint8_t gender_b = gender_of(b);

    return gender_a != 0 && gender_b != 0 && gender_a != gender_b
               ? "contradicted: names of a man and of a woman"
               : NULL;
}
