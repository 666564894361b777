/* name/dict.h - words that have a role or a meaning in names.
 * SPDX-License-Identifier: MIT
 *
 * Compiled from the files of tables/names. A look-up is a hash of the word's code
 * points; a phrase is its words with blanks between. */
#ifndef NRM_NAME_DICT_H
#define NRM_NAME_DICT_H

#include "base/arena.h"
#include "base/reader.h"
#include "text/ucd.h"

typedef enum nrm_role {
    NRM_ROLE_WORD = 0, /* part of the name itself */
    NRM_ROLE_GENERIC,  /* village, district: may be missing on one side */
    NRM_ROLE_KIND,     /* lake, bank: says what is named, in any language */
    NRM_ROLE_MEANING,  /* upper, new, second: the same in several languages */
    NRM_ROLE_NUMBER,   /* digits, roman numerals */
    NRM_ROLE_INITIAL,
    NRM_ROLE_PATRONYMIC,    /* Serzhi, Vagif oglu's Vagif, Ivanovich */
    NRM_ROLE_PATRONYM_MARK, /* oglu, kyzy */
    NRM_ROLE_PARTICLE,      /* von, de, ter */
    NRM_ROLE_TITLE,         /* Dr, Mr */
    NRM_ROLE_SUFFIX,        /* Jr, III */
    NRM_ROLE_LEGAL,         /* LLC, JSC */
    NRM_ROLE_STOP,          /* of, and */
    NRM_ROLES
} nrm_role;

/* "word", "generic", ...; static. */
const char *nrm_role_name(nrm_role role);

#define NRM_CLUSTERS 3 /* most given names or places that one word is a form of: Женя, George */

/* Clusters of places are told from those of given names by a bit, those of countries by one more;
 * the rest is the number of the place's tag among the senses. */
#define NRM_CLUSTER_PLACE   0x8000U
#define NRM_CLUSTER_COUNTRY 0x4000U

typedef enum nrm_side {
    NRM_SIDE_BOTH = 0,
    NRM_SIDE_BEFORE,
    NRM_SIDE_AFTER
} nrm_side;

typedef struct nrm_entry {
    nrm_role role;
    nrm_side side;    /* where the word stands, seen from the name */
    uint8_t kind;     /* norm_kind it belongs to; 0: any */
    uint8_t gender;   /* 'm', 'f' or 0 */
    bool dotted;      /* counts only with a dot behind */
    bool diminutive;  /* a short or pet form of its cluster */
    bool joins;       /* what stands on its two sides may be exchanged: and */
    uint16_t lang;    /* number in the language list */
    uint16_t sense;   /* what it means; words of one sense are translations; 0: none */
    uint16_t group;   /* senses of one group contradict each other; 0: none */
    uint16_t cluster; /* given names, or names of a place, that are one; 0: none */
} nrm_entry;

typedef struct nrm_suffix {
    uint8_t type;   /* nrm_suffix_type */
    uint8_t gender; /* 'm', 'f' or 0 */
    nrm_script script;
    const uint8_t *letters; /* code points, u32 little-endian */
    size_t count;
    const uint8_t *given; /* what stands in its place in the father's name: -евич, Серге-й */
    size_t given_count;
} nrm_suffix;

typedef enum nrm_suffix_type {
    NRM_SUFFIX_PATRONYMIC = 0,
    NRM_SUFFIX_SURNAME
} nrm_suffix_type;

typedef struct nrm_names {
    const uint8_t *slots; /* { u64 hash; u32 first; u32 count } */
    size_t slot_mask;
    const uint8_t *entries;
    size_t entry_count;
    const norm_str *langs;
    size_t lang_count;
    const norm_str *senses; /* 0 is "" */
    size_t sense_count;
    const nrm_suffix *suffixes;
    size_t suffix_count;
} nrm_names;

/* Decodes section NAME. Fails: NOMEM, FORMAT. */
norm_status nrm_names_open(nrm_arena *arena, nrm_reader section, nrm_names *out, norm_error *err);

/* Hash of a word or phrase: fold the code points one by one. */
#define NRM_WORD_HASH_START UINT64_C(0x6e616d65)
uint64_t nrm_word_hash_add(uint64_t hash, uint32_t cp);

/* Entries of a word: calls nrm_names_entry for [*first, *first + count). */
size_t nrm_names_find(const nrm_names *names, uint64_t hash, size_t *first);
nrm_entry nrm_names_entry(const nrm_names *names, size_t index);

/* The tag of a cluster of places, "moscow"; empty for one that is none. */
norm_str nrm_names_place(const nrm_names *names, uint16_t cluster);

typedef enum nrm_lang_fit {
    NRM_FIT_FOREIGN = 0, /* of another language */
    NRM_FIT_NEAR,        /* may stand in the name */
    NRM_FIT_SAME         /* of the language of the name */
} nrm_lang_fit;

/* How well a row of language `lang` (a number), of so many letters, fits a
 * name of this language (BCP 47 or empty) and script. */
nrm_lang_fit nrm_names_lang_fit(const nrm_names *names, uint16_t lang, size_t letters,
                                norm_str name_lang, nrm_script script);

typedef struct nrm_names_file {
    norm_str path; /* its last part says what the file holds: "generic.tsv" */
    norm_str bytes;
} nrm_names_file;

/* Compiles the files of tables/names to section NAME. Fails: FORMAT (with line), UTF8, NOMEM. */
norm_status nrm_names_compile(nrm_arena *arena, const nrm_names_file *files, size_t count,
                              norm_str *out, norm_error *err);

#endif
