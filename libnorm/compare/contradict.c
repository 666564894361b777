/* compare/contradict.c - what says that two names cannot be one, however alike they are.
 * SPDX-License-Identifier: MIT */
#include "compare/contradict.h"

#include "base/str.h"
#include "compare/places.h"

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
    if (a->role == NRM_ROLE_MEANING && b->role == NRM_ROLE_MEANING && a->sense != b->sense)
        return "contradicted: words of two meanings";
    if (are_two_things(a, b))
        return "contradicted: things of two kinds";
    if (a->role == NRM_ROLE_PATRONYMIC && b->role == NRM_ROLE_PATRONYMIC)
        return "contradicted: two fathers";
    if ((initial_a && (initial_b || b->role == NRM_ROLE_WORD)) ||
        (initial_b && a->role == NRM_ROLE_WORD))
        return "contradicted: an initial that does not fit";
    if (nrm_are_two_countries(a, b))
        return "contradicted: two countries";
    return NULL;
}

const char *nrm_contradiction_of_pair(const norm_name *a, size_t i, const norm_name *b, size_t j)
{
    const nrm_word *word_a = &nrm_name_words(a)[i];
    const nrm_word *word_b = &nrm_name_words(b)[j];

    if (nrm_are_two_places(a, i, b, j))
        return nrm_are_two_countries(word_a, word_b) ? "contradicted: two countries"
                                                     : "contradicted: two places";
    if (nrm_given_names(word_a, word_b) != NRM_GIVEN_DIFFER)
        return NULL;
    return (word_a->short_forms & NRM_FAMILY) != 0 ? "contradicted: family names of two given names"
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

static bool is_same_stop(const norm_name *name, size_t i, const norm_name *other, size_t k)
{
    const nrm_word *stop = &nrm_name_words(name)[i];
    const nrm_word *same = &nrm_name_words(other)[k];

    return same->role == NRM_ROLE_STOP &&
           nrm_str_eq(nrm_str_slice(nrm_name_text(name), stop->begin, stop->end),
                      nrm_str_slice(nrm_name_text(other), same->begin, same->end));
}

/* The pairing that begins with word i of side a or b; NULL when there is none. */
static const nrm_pairing *pairing_of(const nrm_alignment *alignment, bool of_b, size_t i)
{
    size_t k;

    for (k = 0; k < alignment->count; k++) {
        const nrm_pairing *p = &alignment->items[k];

        if ((of_b ? p->b : p->a) == i)
            return p;
    }
    return NULL;
}

/* Stop word i of a and its like, word k of b, stand before words that stand in the other name,
 * but not behind it there. */
static bool are_exchanged(const norm_name *a, const norm_name *b, const nrm_alignment *alignment,
                          size_t i, size_t k)
{
    const nrm_pairing *p = pairing_of(alignment, false, i + 1);
    const nrm_pairing *q = pairing_of(alignment, true, k + 1);

    return p != NULL && q != NULL && p != q && !(p->b > 0 && is_same_stop(a, i, b, p->b - 1U)) &&
           !(q->a > 0 && is_same_stop(a, i, a, q->a - 1U));
}

static bool says_it_otherwise(const norm_name *a, const norm_name *b,
                              const nrm_alignment *alignment)
{
    const nrm_word *words = nrm_name_words(a);
    size_t i;
    size_t k;

    for (i = 0; i + 1 < a->word_count; i++) {
        if (words[i].role != NRM_ROLE_STOP || words[i].number != 0)
            continue;
        for (k = 0; k + 1 < b->word_count; k++) {
            if (is_same_stop(a, i, b, k) && are_exchanged(a, b, alignment, i, k))
                return true;
        }
    }
    return false;
}

const char *nrm_contradiction_of_names(const norm_name *a, const norm_name *b,
                                       const nrm_alignment *alignment)
{
    uint8_t gender_a = gender_of(a);
    uint8_t gender_b = gender_of(b);

    if (gender_a != 0 && gender_b != 0 && gender_a != gender_b)
        return "contradicted: names of a man and of a woman";
    return says_it_otherwise(a, b, alignment) ? "contradicted: the same words in other roles"
                                              : NULL;
}
