/* compare/most.c - the most that the operations of a table bring.
 * SPDX-License-Identifier: MIT
 *
 * Each operation has its cover here, so that a sum of these numbers is never below that of the
 * operations (compare/bound.h). For a word of side a that makes the offer:
 *   x : y              most_a[x][y], in any place; x may be 0
 *   x : 0              most_a[x][0]
 *   x1x2 : y           most_a[x1][y] or most_a[x2][y], whichever is higher anyway; so 3:1
 *   x : y1y2           most_a[x][y1] + most_a[x][y2] + more_b[y1y2]
 *   x1x2 : y1y2        the most of x1 and x2 for each of y1 and y2, and more_b[y1y2]
 *   x : y1y2y3         the same of three sounds, and more_b[y2y3]
 * and the same for one of side b with a and b exchanged. An operation of another kind needs a line
 * here. */
#include "compare/most.h"

#include <string.h>

#include "base/fail.h"

/* Two sounds may stand against one at the price of no such operation, where all else costs more:
 * half of it is the least that a sound brings. */
#define LEAST (NRM_COST_NONE / 2)

static int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static void set_most_a(nrm_pair_costs *pair)
{
    size_t place;
    size_t i;
    size_t j;

    for (i = 0; i < NRM_SOUNDS; i++) {
        for (j = 0; j < NRM_SOUNDS; j++)
            pair->most_a[i][j] = LEAST;
        for (place = 0; place < NRM_PLACES; place++) {
            for (j = 0; j < NRM_SOUNDS; j++) {
                if (pair->one[place][i][j] > pair->most_a[i][j])
                    pair->most_a[i][j] = pair->one[place][i][j];
            }
        }
    }
}

/* Operations of two own sounds with one: twos is [bigram][other sound]. */
static void cover_own_twos(const nrm_costs *costs, const int16_t *twos, int16_t (*most)[NRM_SOUNDS])
{
    size_t i;
    size_t y;

    for (i = 0; i < NRM_SOUNDS * NRM_SOUNDS; i++) {
        int16_t *first = most[i / NRM_SOUNDS];
        int16_t *second = most[i % NRM_SOUNDS];
        size_t bigram = costs->bigram_of[i];

        for (y = 0; bigram != 0 && y < NRM_SOUNDS; y++) {
            int16_t *higher = first[y] > second[y] ? &first[y] : &second[y];
            int16_t nats = twos[bigram * NRM_SOUNDS + y];

            *higher = nats > *higher ? nats : *higher;
        }
    }
}

typedef struct wide { /* one of them, by the sides of the word that makes the offer */
    const uint8_t *own, *other;
    int16_t nats;
} wide;

static wide wide_at(const nrm_costs *costs, const nrm_pair_costs *pair, size_t op, bool is_b)
{
    const nrm_wides *wides = costs->wides;

    return (wide){wides->sounds[wides->sides[op][is_b ? 1 : 0]],
                  wides->sounds[wides->sides[op][is_b ? 0 : 1]], pair->wide[op]};
}

/* Wide operations that take one sound of the other word. is_b: own sounds are those of b. */
static void cover_own_threes(const nrm_costs *costs, const nrm_pair_costs *pair, bool is_b,
                             int16_t (*most)[NRM_SOUNDS])
{
    size_t op;
    size_t i;

    for (op = 1; op < costs->wides->op_count; op++) {
        wide w = wide_at(costs, pair, op, is_b);
        int16_t *highest = &most[w.own[0]][w.other[0]];

        if (nrm_side_len(w.other) != 1)
            continue;
        for (i = 1; i < nrm_side_len(w.own); i++) {
            int16_t *next = &most[w.own[i]][w.other[0]];

            highest = *next > *highest ? next : highest;
        }
        *highest = w.nats > *highest ? w.nats : *highest;
    }
}

/* Wide operations that take several: the last two of them make up for what is lacking. */
static void add_wide(const nrm_costs *costs, const nrm_pair_costs *pair, bool is_b,
                     int16_t (*most)[NRM_SOUNDS], int32_t *more)
{
    size_t op;
    size_t i;
    size_t k;

    for (op = 1; op < costs->wides->op_count; op++) {
        wide w = wide_at(costs, pair, op, is_b);
        size_t count = nrm_side_len(w.other);
        int32_t lacks = w.nats;
        int32_t *last;

        if (count < 2)
            continue;
        for (i = 0; i < count; i++) {
            int32_t apart = most[0][w.other[i]];

            for (k = 0; k < nrm_side_len(w.own); k++)
                apart = larger(apart, most[w.own[k]][w.other[i]]);
            lacks -= apart;
        }
        last = &more[costs->bigram_of[w.other[count - 2] * NRM_SOUNDS + w.other[count - 1]]];
        *last = larger(*last, lacks);
    }
}

/* Operations of one own sound with two: what they bring above most[] of the two, at most with any
 * sound. twos is [bigram][own sound]. NULL: out of memory. */
static int32_t *more_of(nrm_arena *arena, const nrm_costs *costs, const int16_t *twos,
                        int16_t (*most)[NRM_SOUNDS])
{
    int32_t *more = nrm_arena_alloc(arena, costs->bigram_count, sizeof *more);
    size_t i;
    size_t x;

    if (more == NULL)
        return NULL;
    memset(more, 0, costs->bigram_count * sizeof *more);
    for (i = 0; i < NRM_SOUNDS * NRM_SOUNDS; i++) {
        size_t bigram = costs->bigram_of[i];
        size_t first = i / NRM_SOUNDS;
        size_t second = i % NRM_SOUNDS;

        for (x = 0; bigram != 0 && x < NRM_SOUNDS; x++) {
            int32_t apart =
                larger(most[x][first], most[0][first]) + larger(most[x][second], most[0][second]);

            if ((costs->partners[bigram] >> x & 1U) != 0)
                more[bigram] = larger(more[bigram], twos[bigram * NRM_SOUNDS + x] - apart);
        }
    }
    return more;
}

norm_status nrm_most_of(nrm_arena *arena, const nrm_costs *costs, nrm_pair_costs *pair,
                        norm_error *err)
{
    int32_t *more_a;
    int32_t *more_b;
    size_t i;
    size_t j;

    set_most_a(pair);
    for (i = 0; i < NRM_SOUNDS; i++) {
        for (j = 0; j < NRM_SOUNDS; j++)
            pair->most_b[j][i] = pair->most_a[i][j];
    }
    cover_own_twos(costs, pair->two_one, pair->most_a);
    cover_own_twos(costs, pair->one_two, pair->most_b);
    cover_own_threes(costs, pair, false, pair->most_a);
    cover_own_threes(costs, pair, true, pair->most_b);
    more_a = more_of(arena, costs, pair->two_one, pair->most_b);
    more_b = more_of(arena, costs, pair->one_two, pair->most_a);
    if (more_a == NULL || more_b == NULL)
        return nrm_fail_nomem(err);
    add_wide(costs, pair, true, pair->most_b, more_a);
    add_wide(costs, pair, false, pair->most_a, more_b);
    pair->more_a = more_a;
    pair->more_b = more_b;
    return NORM_OK;
}
