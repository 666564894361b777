/* name/scan.h - a name being cut into words, for the files that find what the words are.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_NAME_SCAN_H
#define NRM_NAME_SCAN_H

#include "name/token.h"

typedef struct nrm_scanner {
    const nrm_names *names;
    norm_str text;
    norm_str lang;
    norm_kind kind;
    nrm_case casing;
    nrm_tokens *out;
    nrm_token *part; /* the part being read, or NULL */
    bool joined;     /* the next part follows a hyphen */
    bool upper[NRM_NAME_LETTERS];
} nrm_scanner;

typedef struct nrm_cluster_list {
    nrm_lang_fit fit; /* of the nearest row */
    size_t count;
    nrm_entry items[NRM_CLUSTERS];
} nrm_cluster_list;

/* What a phrase is: the one row of a role that suits best, and all given names
 * and places it is a form of. */
typedef struct nrm_finding {
    nrm_entry entry;
    int entry_rank; /* 0: none */
    nrm_cluster_list given;
    nrm_cluster_list places;
} nrm_finding;

/* What the rows of a hash say about parts [i, i + n). False: there is no role and no given name;
 * places may have been found all the same. */
bool nrm_find_entries(const nrm_scanner *s, uint64_t hash, size_t i, size_t n, nrm_finding *out);

/* Makes parts [i, i + n) one token. */
void nrm_join_tokens(nrm_tokens *tokens, size_t i, size_t n);

/* The token is a form of the given names that were found. */
void nrm_set_given(nrm_token *token, const nrm_finding *f);

/* Finds the longest phrase of the dictionary at each part, and makes each one token. */
void nrm_find_words(nrm_scanner *s);

#endif
