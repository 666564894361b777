/* compare/bound.h - what words can bring at most, without aligning them.
 * SPDX-License-Identifier: MIT
 *
 * A word makes an offer: what each sound there is brings at most with the sounds of this
 * word, wherever they stand. What the sounds of another word take from it, added up, is
 * never below the score of any alignment: an alignment is a sum of operations, and what
 * each of them brings is covered by the sounds of the other word that it takes, or by
 * `spare` when it takes none (compare/most.c). The first and the last operation have costs
 * of their own; what these bring above that is known of the sounds at the ends. */
#ifndef NRM_COMPARE_BOUND_H
#define NRM_COMPARE_BOUND_H

#include "compare/align.h"

/* The costs as the word sees them that makes the offer. */
typedef struct nrm_bound_side {
    const nrm_costs *costs;
    const nrm_pair_costs *pair;
    bool is_b;                            /* it is on side b */
    const int16_t (*most)[NRM_STANDINGS]; /* most_a or most_b of nrm_pair_costs */
    const int16_t (*least)[NRM_SOUNDS];   /* least_a or least_b */
    const nrm_together *together;         /* together_b or together_a */
} nrm_bound_side;

typedef struct nrm_offer {
    int16_t most[NRM_STANDINGS]; /* what a sound of the other word brings at most, by
                                    nrm_standing() */
    int32_t spare;               /* what the sounds of this word bring by themselves at most */
    uint64_t set;                /* bit s: sound s is in this word */
} nrm_offer;

/* is_b: the word is on side b of the costs. */
nrm_bound_side nrm_bound_side_of(const nrm_costs *costs, const nrm_pair_costs *pair, bool is_b);

void nrm_offer_by(const nrm_bound_side *side, nrm_sounds_view word, nrm_offer *out);

/* least: what the operation that takes a sound of the other word lacks at least. */
void nrm_lacks_by(const nrm_bound_side *side, nrm_sounds_view word, int16_t least[NRM_SOUNDS]);

/* What two sounds in a row take together above what they take each, which is `first` and `second`.
 */
static inline int32_t nrm_offer_more(const nrm_offer *offer, const nrm_together *two, int32_t first,
                                     int32_t second)
{
    /* Masks and no branches: whether the word has such a sound is anyone's guess. */
    int32_t best = two->most & -(int32_t)((two->best & offer->set) != 0);
    int32_t next = two->next & -(int32_t)((two->rest & offer->set) != 0);
    int32_t more = NRM_COST_NONE + (best > next ? best : next) - first - second;

    return more > 0 ? more : 0;
}

/* A sound that takes. */
typedef struct nrm_taker {
    const nrm_together *two; /* it and the one before */
    size_t standing;         /* nrm_standing() */
} nrm_taker;

/* side: of the word that makes the offer. */
void nrm_takers_of(const nrm_bound_side *side, nrm_sounds_view word, nrm_taker *out);

/* sums[k]: what the first k of the sounds take, the first one by itself. Those in [i, k) bring no
 * more than spare + sums[k] - sums[i]. sums: room for count + 1. */
void nrm_offer_take(const nrm_offer *offer, const nrm_taker *takers, size_t count, int32_t *sums);

/* What the first and the last operation of two words bring at most above what the sounds that they
 * take are given elsewhere in the word; not below 0. */
typedef struct nrm_ends {
    int32_t first, last;
} nrm_ends;

/* What the operation at one end brings so; place: NRM_PLACE_FIRST or NRM_PLACE_LAST. own: the sound
 * there of the word that makes the offer; other: nrm_standing() of that of the other word; 0: the
 * word is empty. */
int32_t nrm_end_more(const nrm_bound_side *side, const nrm_offer *offer, nrm_place place,
                     size_t own, size_t other);

nrm_ends nrm_ends_of(const nrm_bound_side *side, const nrm_offer *offer, nrm_sounds_view word,
                     const nrm_taker *takers, size_t count);

/* What the words of one name offer to those of another one. */
#define NRM_BOUND_SOUNDS 128
typedef struct nrm_offers {
    nrm_bound_side side;
    const norm_name *name;
    const norm_name *other;
    nrm_taker takers[NRM_BOUND_SOUNDS]; /* all sounds of the other name */
    uint32_t made;                      /* bit i: word i has made its offer */
    nrm_offer by[NRM_TOKENS];
} nrm_offers;

typedef struct nrm_bounds {
    bool are_known; /* else the names are of several sound systems, or too long */
    bool is_turned; /* b is on the first side of the costs */
    nrm_offers of_a;
    nrm_offers of_b;
} nrm_bounds;

void nrm_bounds_of(const nrm_costs *costs, const norm_name *a, const norm_name *b, nrm_bounds *out);

/* The bar for the words of a pairing. False: no alignment of theirs brings more than the limit.
 * room: for the sums of the bar. bounds: known. */
bool nrm_bounds_bar(nrm_bounds *bounds, const nrm_pairing *p, int32_t limit,
                    int32_t room[2][NRM_WORD_SOUNDS + 1], nrm_edit_bar *out);

#endif
