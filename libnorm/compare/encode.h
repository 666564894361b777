/* compare/encode.h - a name made ready for comparison.
 * SPDX-License-Identifier: MIT
 *
 * One block of bytes without pointers, so that it can be copied, kept in a
 * file and compared without its source: a header, the words with their roles,
 * the sounds of all words one after another, the rarity and the ending of each
 * word, for each sound the byte of the text where it comes from, and the tidy text. */
#ifndef NRM_COMPARE_ENCODE_H
#define NRM_COMPARE_ENCODE_H

#include <libnorm/match.h>

#include "compare/alphabet.h"
#include "compare/endings.h"
#include "compare/rarity.h"
#include "compare/sounds.h"
#include "name/token.h"
#include "text/detect.h"

/* Of short_forms, beside the bits of the clusters. */
#define NRM_FAMILY    0x80U /* a family name made from the given names clusters[] */
#define NRM_ACRONYM   0x40U /* may stand for the first letters of other words (compare/acronym.h) */
#define NRM_CONTINUES 0x20U /* of the place's name that a word before it begins */
#define NRM_SHORT     ((1U << NRM_CLUSTERS) - 1)

typedef struct nrm_word {
    uint16_t begin, end;  /* bytes of the text */
    uint16_t sound_begin; /* in the name's sounds */
    uint8_t sound_count;  /* <= NRM_WORD_SOUNDS */
    uint8_t system;       /* number of the sound system */
    uint8_t role;         /* nrm_role */
    uint8_t gender;       /* 'm', 'f' or 0 */
    uint8_t short_forms;  /* bit i: a short form of clusters[i]; and NRM_FAMILY, ... */
    uint8_t group;        /* see nrm_entry */
    uint16_t sense;
    uint16_t clusters[NRM_CLUSTERS]; /* given names or places it is a form of; 0: none */
    uint32_t number;                 /* see nrm_token */
} nrm_word;

typedef enum nrm_given {
    NRM_GIVEN_UNKNOWN = 0, /* not both are given names, or not sure enough */
    NRM_GIVEN_DIFFER,      /* made from two given names: Jean, Jeanne; Hasanov, Huseynov */
    NRM_GIVEN_SHORT,       /* one is a short form of the other: Sasha, Alexander */
    NRM_GIVEN_SAME         /* forms of one name: Hovhannes, Oganes */
} nrm_given;

nrm_given nrm_given_names(const nrm_word *a, const nrm_word *b);

/* Family names that both are made from some one given name, whatever their endings. */
bool nrm_have_one_given(const nrm_word *a, const nrm_word *b);

struct norm_name {
    uint32_t size;        /* bytes of the whole block */
    uint16_t text_len;    /* bytes */
    uint16_t sound_count; /* of all words */
    uint8_t word_count;
    uint8_t kind;   /* norm_kind */
    uint8_t script; /* nrm_script of most letters */
    uint8_t cut;    /* 1: longer than there is room for */
    uint32_t spare;
    uint64_t order; /* hash of all but the kind: names that differ in it are ordered by it */
};

static inline const nrm_word *nrm_name_words(const norm_name *name)
{
    return (const nrm_word *)(const void *)(name + 1);
}

static inline const uint8_t *nrm_name_sounds(const norm_name *name)
{
    return (const uint8_t *)(const void *)(nrm_name_words(name) + name->word_count);
}

/* One for each word (compare/rarity.h); 0 when the tables know no rarities. */
static inline const uint8_t *nrm_name_rarities(const norm_name *name)
{
    return nrm_name_sounds(name) + name->sound_count;
}

/* One for each word (compare/endings.h); 0 when it has none, or the tables know none. */
static inline const uint8_t *nrm_name_endings(const norm_name *name)
{
    return nrm_name_rarities(name) + name->word_count;
}

/* Offset in the text of the letters behind a sound. */
size_t nrm_name_origin(const norm_name *name, size_t sound);
norm_str nrm_name_text(const norm_name *name);

/* What encoding reads; all of it immutable. */
typedef struct nrm_encoder {
    const nrm_alphabet *alphabet;
    const nrm_sound_systems *systems;
    const nrm_names *names;
    const nrm_lang_tables *langs;
    const nrm_rarities *rarities; /* NULL: none known */
    const nrm_endings *endings;   /* NULL: none known */
} nrm_encoder;

/* text: any bytes. The block is in the arena.
 * Fails: NOMEM, UTF8, LIMIT (over 60,000 bytes). */
norm_status nrm_encode(const nrm_encoder *encoder, nrm_arena *arena, norm_str text, norm_str lang,
                       norm_kind kind, const norm_name **out, norm_error *err);

/* Reads an encoded name from untrusted bytes at least 8-aligned: NULL unless it is whole and sound.
 */
const norm_name *nrm_name_check(const void *bytes, size_t size, const nrm_encoder *encoder);

#endif
