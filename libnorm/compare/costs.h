/* compare/costs.h - the learned edit costs, ready for the inner loop.
 * SPDX-License-Identifier: MIT
 *
 * A cost is evidence in 1/1024 nat: the logarithm of how much more often two
 * sounds stand for each other in names that are the same than in names that
 * are not, log P(x:y) - log P(x) - log P(y). Sums of them are log likelihood
 * ratios. Operations are 1:1, 1:0, 0:1 with four places (first, inside, last of a
 * word, and inside after a vowel on both sides), and without place 2:1, 1:2 and the wide
 * ones, 2:2, 3:1, 1:3.
 *
 * Tables are named by a pair of tags, each a language, a script or `*`; a pair
 * of sound systems takes the most specific table that exists (az:ru, else
 * Latn:Cyrl, else *:*). What a table does not list costs as much as in the next
 * more general one, less the table's own backoff. Rows of the table +:+ are added
 * to all tables, both ways: what tells the same from the alike (train/sharpen.h). */
#ifndef NRM_COMPARE_COSTS_H
#define NRM_COMPARE_COSTS_H

#include "base/arena.h"
#include "base/reader.h"
#include "compare/alphabet.h"
#include "compare/endings.h"
#include "compare/sounds.h"
#include "compare/wide.h"

#define NRM_NAT       1024 /* units in a nat */
#define NRM_NO_TABLE  0xFFU
#define NRM_COST_NONE (-30000) /* an operation that does not exist; loses to any other */
#define NRM_TABLES    250      /* most tables of edit costs; their numbers are bytes */

typedef enum nrm_place {
    NRM_PLACE_FIRST = 0,
    NRM_PLACE_INSIDE,
    NRM_PLACE_LAST,
    NRM_PLACE_AFTER, /* inside, and what stands before it on each side, if anything, is a vowel */
    NRM_PLACES
} nrm_place;

/* As tables/costs/sounds.tsv has it: "first", "inside", "last", "after"; static. */
const char *nrm_place_name(nrm_place place);

typedef struct nrm_bigram {
    uint8_t first, second;
} nrm_bigram;

/* What two sounds in a row bring together at most, above NRM_COST_NONE: with a word that has
 * the sound of bit `best`, and with one that has another one of the bits `rest`. */
typedef struct nrm_together {
    uint64_t best, rest;
    int32_t most, next;
} nrm_together;

static inline int32_t nrm_larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/* Sounds by whether a vowel stands before them. */
#define NRM_STANDINGS (2 * NRM_SOUNDS)

/* after: a vowel stands before the sound, or nothing. */
static inline size_t nrm_standing(size_t sound, bool after)
{
    return after ? NRM_SOUNDS + sound : sound;
}

typedef struct nrm_pair_costs {
    int16_t one[NRM_PLACES][NRM_SOUNDS][NRM_SOUNDS]; /* [place][a][b]; row or column 0: no sound */
    const int16_t *two_one;                          /* [bigram of a][b] */
    const int16_t *one_two;                          /* [bigram of b][a] */
    const int16_t *wide;                             /* [operation of nrm_wides] */
    int16_t best_a[NRM_SOUNDS]; /* what a sound of a brings with its best partner */
    int16_t best_b[NRM_SOUNDS];
    /* The most that operations bring (compare/most.c). */
    int16_t most_a[NRM_SOUNDS][NRM_STANDINGS]; /* [a][b]: a sound of b with a word that has this
                                                  a; see nrm_standing() */
    int16_t most_b[NRM_SOUNDS][NRM_STANDINGS]; /* [b][a]: a sound of a with one that has this b */
    const nrm_together *together_a;            /* [bigram of a]: with a word of b */
    const nrm_together *together_b;            /* [bigram of b]: with a word of a */
    /* The least that they lack to the best of their sounds (compare/lack.c). */
    int16_t least_a[NRM_SOUNDS][NRM_SOUNDS]; /* [a][b]: with a word that has this a */
    int16_t least_b[NRM_SOUNDS][NRM_SOUNDS]; /* [b][a]: with a word that has this b */
    norm_str tag_a, tag_b;                   /* what the table is for: hy and ru; in the tables */
    int16_t backoff;                         /* taken off what comes from the parent */
    uint8_t parent;         /* index of the next more general table; NRM_NO_TABLE: none */
    uint8_t parent_swapped; /* 1: the parent has its tags the other way round */
    bool has_after;         /* else the costs after a vowel are those inside */
} nrm_pair_costs;

typedef struct nrm_costs {
    const uint16_t *bigram_of; /* [NRM_SOUNDS * NRM_SOUNDS]; 0: no operation takes it */
    size_t bigram_count;       /* 0 included */
    const nrm_bigram *bigrams; /* [bigram]: its sounds */
    const uint64_t *partners;  /* [bigram], bit s: some operation takes the bigram with sound s */
    const nrm_wides *wides;
    uint64_t vowels; /* bit s: sound s is one */
    const nrm_pair_costs *pairs;
    size_t pair_count;
    const uint8_t *pair_of; /* [systems * systems], index into pairs */
    const uint8_t *swapped; /* [systems * systems], 1: call with a and b exchanged */
    size_t system_count;
    const nrm_ending_costs *endings; /* NULL: none known; nrm_costs_open() sets none */
} nrm_costs;

/* Decodes the rows of section COST for the sound systems at hand.
 * Fails: NOMEM, FORMAT. */
norm_status nrm_costs_open(nrm_arena *arena, nrm_reader rows, const nrm_sound_systems *systems,
                           const nrm_alphabet *alphabet, nrm_costs *out, norm_error *err);

typedef struct nrm_operation {
    size_t pair;                      /* index of the table */
    uint8_t a[NRM_SIDE], b[NRM_SIDE]; /* filled up with 0 */
    uint8_t place;
} nrm_operation;

/* The same operation in the table where its row stands: the pair's own, or the one
 * that it inherits the cost from. */
nrm_operation nrm_costs_origin(const nrm_costs *costs, nrm_operation op);

/* Compiles tables/costs/sounds.tsv to rows. Fails: FORMAT (with line), NOMEM. */
norm_status nrm_costs_compile(nrm_arena *arena, norm_str tsv, const nrm_alphabet *alphabet,
                              norm_str *out, norm_error *err);

#endif
