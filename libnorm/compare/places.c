/* compare/places.c - names of one place that sound does not carry: Wien, Vienna, Вена.
 * SPDX-License-Identifier: MIT */
#include "compare/places.h"

static bool is_place(const nrm_word *word)
{
    return (word->clusters[0] & NRM_CLUSTER_PLACE) != 0;
}

uint16_t nrm_shared_place(const nrm_word *a, const nrm_word *b)
{
    size_t i;
    size_t j;

    for (i = 0; i < NRM_CLUSTERS && is_place(a) && a->clusters[i] != 0; i++) {
        for (j = 0; j < NRM_CLUSTERS && b->clusters[j] != 0; j++) {
            if (a->clusters[i] == b->clusters[j])
                return a->clusters[i];
        }
    }
    return 0;
}

nrm_places nrm_places_of(const nrm_word *a, const nrm_word *b)
{
    if (!is_place(a) || !is_place(b))
        return NRM_PLACES_UNKNOWN;
    if (nrm_shared_place(a, b) != 0)
        return NRM_PLACES_SAME;
    /* A full list may have lost some. */
    return a->clusters[NRM_CLUSTERS - 1] != 0 || b->clusters[NRM_CLUSTERS - 1] != 0
               ? NRM_PLACES_UNKNOWN
               : NRM_PLACES_DIFFER;
}

bool nrm_has_place(const norm_name *name, const nrm_word *word)
{
    size_t i;

    for (i = 0; i < name->word_count; i++) {
        if (nrm_shared_place(&nrm_name_words(name)[i], word) != 0)
            return true;
    }
    return false;
}

size_t nrm_place_at(const norm_name *name, size_t i)
{
    const nrm_word *words = nrm_name_words(name);
    size_t end = i + 1;

    if (!is_place(&words[i]) || (words[i].short_forms & NRM_CONTINUES) != 0)
        return 0;
    while (end < name->word_count && (words[end].short_forms & NRM_CONTINUES) != 0)
        end++;
    return end - i;
}

/* Is there a word of the opposite meaning beside the place? */
static bool has_opposite(const norm_name *name, nrm_place_words place, const nrm_word *word)
{
    size_t i;

    for (i = 0; i < name->word_count && word->group != 0; i++) {
        const nrm_word *other = &nrm_name_words(name)[i];

        if ((i < place.begin || i >= place.end) && word->group == other->group &&
            word->sense != other->sense)
            return true;
    }
    return false;
}

bool nrm_hides_opposite(const norm_name *a, nrm_place_words in_a, const norm_name *b,
                        nrm_place_words in_b)
{
    size_t i;

    for (i = in_a.begin; i < in_a.end; i++) {
        if (has_opposite(b, in_b, &nrm_name_words(a)[i]))
            return true;
    }
    for (i = in_b.begin; i < in_b.end; i++) {
        if (has_opposite(a, in_a, &nrm_name_words(b)[i]))
            return true;
    }
    return false;
}

/* Is word i one of several of a place's name? */
static bool is_part(const norm_name *name, size_t i)
{
    return nrm_place_at(name, i) != 1;
}

/* Is word i all that the name consists of, but for what stands beside names? */
static bool is_alone(const norm_name *name, size_t i)
{
    size_t k;

    for (k = 0; k < name->word_count; k++) {
        if (k != i && nrm_name_words(name)[k].role == NRM_ROLE_WORD)
            return false;
    }
    return true;
}

bool nrm_are_two_places(const norm_name *a, size_t i, const norm_name *b, size_t j)
{
    bool part_a = is_part(a, i);

    if (nrm_places_of(&nrm_name_words(a)[i], &nrm_name_words(b)[j]) != NRM_PLACES_DIFFER)
        return false;
    if (part_a == is_part(b, j))
        return true;
    return part_a ? is_alone(b, j) : is_alone(a, i);
}

static bool is_country(const nrm_word *word)
{
    size_t i;

    for (i = 0; i < NRM_CLUSTERS && word->clusters[i] != 0; i++) {
        if ((word->clusters[i] & NRM_CLUSTER_COUNTRY) == 0)
            return false;
    }
    return i > 0;
}

bool nrm_are_two_countries(const nrm_word *a, const nrm_word *b)
{
    return nrm_places_of(a, b) == NRM_PLACES_DIFFER && is_country(a) && is_country(b);
}
