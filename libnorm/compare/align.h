/* compare/align.h - which word of one name goes with which word of the other.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_COMPARE_ALIGN_H
#define NRM_COMPARE_ALIGN_H

#include "compare/costs.h"
#include "compare/edit.h"
#include "compare/encode.h"

typedef enum nrm_how {
    NRM_HOW_SOUNDS = 0, /* by the edit costs */
    NRM_HOW_SENSE,      /* words of one meaning: Verin, Upper */
    NRM_HOW_CLUSTER,    /* given names that are one name: Hovhannes, Oganes */
    NRM_HOW_PLACE,      /* names of one place: Wien, Vienna */
    NRM_HOW_NUMBER,     /* the same number */
    NRM_HOW_INITIAL,    /* an initial and a word that begins so */
    NRM_HOW_ACRONYM     /* a word and those whose first letters it has: РЖД */
} nrm_how;

/* What the worst operation of a pairing may lack without being called bad: the same sounds lack
 * that much of what the best of their kind bring. */
#define NRM_WORST_FREE (3 * NRM_NAT / 2)

typedef struct nrm_pairing {
    uint8_t a, a_words, b, b_words; /* words [a, a + a_words) with [b, b + b_words) */
    uint8_t how;                    /* nrm_how */
    uint8_t sounds;                 /* half of the sounds of both sides; letters of an acronym */
    bool by_ending;                 /* of one word each: the edit costs pair what is before their
                                       endings, which are forms of one */
    int32_t nats;                   /* evidence, 1/1024 nat */
    int32_t best;                   /* what the same sounds bring with ideal partners */
    int32_t worst; /* most that one operation lacks to its best, beyond NRM_WORST_FREE; 0 if not
                      by sounds */
} nrm_pairing;

typedef struct nrm_alignment {
    nrm_pairing items[NRM_TOKENS]; /* in order of a */
    size_t count;
    uint32_t a_used, b_used; /* bit i: word i is in a pairing */
} nrm_alignment;

/* What a word left without a partner costs at most while pairings are chosen: words are paired
 * only when that brings more than to leave them. */
#define NRM_LEFT_MOST (2 * NRM_NAT)

/* The same of two names of one word each, together: with nothing else to go by, how unlike the two
 * are still puts one look-up's answer before another. */
#define NRM_LEFT_LONE (8 * NRM_NAT)

/* What a first letter that agrees brings at most: an initial's, or one of an acronym. */
#define NRM_INITIAL_MOST (2 * NRM_NAT)

/* The best assignment of words: exact for names of up to NRM_ALIGN_EXACT words
 * a side, else pairing by pairing from the best on. Two words in a row may
 * stand against one (Kara-Bagh, Karabagh). */
#define NRM_ALIGN_EXACT 6
void nrm_align(const nrm_costs *costs, const norm_name *a, const norm_name *b, nrm_alignment *out);

/* The sounds of words [i, i + n), cut at NRM_WORD_SOUNDS. */
nrm_sounds_view nrm_word_sounds(const norm_name *name, size_t i, size_t n);

/* The sounds that the edit costs compare in a pairing: those of words [i, i + n), or of word i
 * without its ending. */
nrm_sounds_view nrm_paired_sounds(const nrm_costs *costs, const norm_name *name, size_t i, size_t n,
                                  bool without_ending);

/* What two endings bring as forms of one: what equal ones would, less their cost. a and b in the
 * order of the pair's tags; the cost must not be NRM_ENDING_APART. */
int32_t nrm_ending_nats(const nrm_costs *costs, const nrm_pair_costs *pair, uint8_t a, uint8_t b);

/* The costs for two words, and whether a and b must be exchanged. */
const nrm_pair_costs *nrm_costs_for(const nrm_costs *costs, size_t system_a, size_t system_b,
                                    bool *exchange);

#endif
