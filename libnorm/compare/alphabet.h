/* compare/alphabet.h - the sound symbols as small numbers.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_COMPARE_ALPHABET_H
#define NRM_COMPARE_ALPHABET_H

#include "base/str.h"

#define NRM_SOUNDS   64 /* room for symbol numbers; 0 stands for no sound */
#define NRM_NO_SOUND 0

typedef enum nrm_sound_kind {
    NRM_SOUND_VOWEL = 0,
    NRM_SOUND_GLIDE,
    NRM_SOUND_CONSONANT
} nrm_sound_kind;

typedef struct nrm_alphabet {
    uint8_t number_of[256];    /* of a symbol's ASCII byte; 0: none */
    char symbol[NRM_SOUNDS];   /* ASCII byte of a number; '-' for 0 */
    char skeleton[NRM_SOUNDS]; /* class letter in skeleton keys; 0: left out */
    uint8_t kind[NRM_SOUNDS];  /* nrm_sound_kind */
    size_t count;              /* numbers in use, 0 included */
} nrm_alphabet;

/* Reads tables/sounds/alphabet.tsv. Fails: FORMAT (with line). */
norm_status nrm_alphabet_read(norm_str tsv, nrm_alphabet *out, norm_error *err);

#endif
