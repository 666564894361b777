/* compare/places.h - names of one place that sound does not carry: Wien, Vienna, Вена.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_COMPARE_PLACES_H
#define NRM_COMPARE_PLACES_H

#include "compare/encode.h"

typedef enum nrm_places {
    NRM_PLACES_UNKNOWN = 0, /* not both are known, or a name that many places bear */
    NRM_PLACES_DIFFER,
    NRM_PLACES_SAME
} nrm_places;

/* Are two words names of one known place, or of its parts: Saudi of Saudi Arabia? */
nrm_places nrm_places_of(const nrm_word *a, const nrm_word *b);

/* The first cluster that both have; 0: none. */
uint16_t nrm_shared_place(const nrm_word *a, const nrm_word *b);

/* Does a word of the name stand for a place that this one stands for? */
bool nrm_has_place(const norm_name *name, const nrm_word *word);

/* How many words the name of a known place has that begins at word i; 0: none does. */
size_t nrm_place_at(const norm_name *name, size_t i);

typedef struct nrm_place_words {
    size_t begin, end; /* words of a name that name a place */
} nrm_place_words;

/* Has a word of one place its opposite beside the other? North Macedonia is Makedonya, but not
 * Güney Makedonya. */
bool nrm_hides_opposite(const norm_name *a, nrm_place_words in_a, const norm_name *b,
                        nrm_place_words in_b);

/* Are words i and j, which go together, of two places? A part of a longer name is no place by
 * itself, for that may be a spelling which is not in the dictionary: Bissau of Gvineya-Bisau. */
bool nrm_are_two_places(const norm_name *a, size_t i, const norm_name *b, size_t j);

/* Words of two countries? */
bool nrm_are_two_countries(const nrm_word *a, const nrm_word *b);

#endif
