/* compare/most.c - the most that the operations of a table bring.
 * SPDX-License-Identifier: MIT
 *
 * Each operation has its cover here, so that a sum of these numbers is never below that of the
 * operations (compare/bound.h). For a word of side a that makes the offer:
 *   x : y              most_a[x][y], inside a word, by where y stands; x may be 0
 *   x : 0              most_a[x][0], wherever it stands
 *   x1x2 : y           most_a[x1][y] or most_a[x2][y], whichever is higher anyway; so 3:1
 *   x : y1y2           together_b[y1y2], with x
 *   x1x2 : y1y2        the same, with x1
 *   x : y1y2y3         most_a[x][y1] and together_b[y2y3], with x
 * and the same for one of side b with a and b exchanged. What the first and the last operation of a
 * word bring above that is nrm_ends_of() (compare/bound.h). An operation of another kind needs a
 * line here. */
#include "compare/most.h"

#include <string.h>

#include "base/fail.h"

/* Two sounds may stand against one at the price of no such operation, where all else costs more:
 * half of it is the least that a sound brings. */
#define LEAST (NRM_COST_NONE / 2)

static void raise(int16_t *most, int16_t nats)
{
    *most = nats > *most ? nats : *most;
}

/* Where no vowel stands before. */
static void set_inside(nrm_pair_costs *pair)
{
    size_t i;
    size_t j;

    for (i = 0; i < NRM_SOUNDS; i++) {
        for (j = 0; j < NRM_SOUNDS; j++) {
            int16_t nats = pair->one[NRM_PLACE_INSIDE][i][j];

            nats = nats > LEAST ? nats : LEAST;
            pair->most_a[i][j] = nats;
            pair->most_b[j][i] = nats;
        }
    }
}

/* After a vowel: as inside, or where one stands before the other sound too. */
static void set_after(nrm_pair_costs *pair)
{
    size_t i;
    size_t j;

    for (i = 0; i < NRM_SOUNDS; i++) {
        memcpy(pair->most_a[i] + NRM_SOUNDS, pair->most_a[i], NRM_SOUNDS * sizeof **pair->most_a);
        memcpy(pair->most_b[i] + NRM_SOUNDS, pair->most_b[i], NRM_SOUNDS * sizeof **pair->most_b);
    }
    for (i = 0; i < NRM_SOUNDS; i++) {
        for (j = 0; j < NRM_SOUNDS; j++) {
            int16_t nats = pair->one[NRM_PLACE_AFTER][i][j];

            raise(&pair->most_a[i][nrm_standing(j, true)], nats);
            raise(&pair->most_b[j][nrm_standing(i, true)], nats);
        }
    }
}

/* Operations of two own sounds with one: twos is [bigram][other sound]. */
static void cover_own_twos(const nrm_costs *costs, const int16_t *twos,
                           int16_t (*most)[NRM_STANDINGS])
{
    size_t i;
    size_t y;

    for (i = 0; i < NRM_SOUNDS * NRM_SOUNDS; i++) {
        int16_t *first = most[i / NRM_SOUNDS];
        int16_t *second = most[i % NRM_SOUNDS];
        size_t bigram = costs->bigram_of[i];

        for (y = 0; bigram != 0 && y < NRM_SOUNDS; y++) {
            int16_t *higher = first[y] > second[y] ? &first[y] : &second[y];

            raise(higher, twos[bigram * NRM_SOUNDS + y]);
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
                             int16_t (*most)[NRM_STANDINGS])
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
        raise(highest, w.nats);
    }
}

static void add_partner(nrm_together *to, uint64_t bit, int32_t nats)
{
    int32_t above = nats - NRM_COST_NONE;

    if (above <= 0)
        return;
    if (bit == to->best) {
        to->most = nrm_larger(to->most, above);
    } else if (above > to->most) {
        to->rest |= to->best;
        to->next = to->most;
        to->best = bit;
        to->most = above;
    } else {
        to->rest |= bit;
        to->next = nrm_larger(to->next, above);
    }
}

/* Operations of one own sound with two. twos is [bigram][own sound]. */
static void add_twos(const nrm_costs *costs, const int16_t *twos, nrm_together *to)
{
    size_t bigram;
    size_t x;

    for (bigram = 1; bigram < costs->bigram_count; bigram++) {
        for (x = 1; x < NRM_SOUNDS; x++) {
            if ((costs->partners[bigram] >> x & 1U) != 0)
                add_partner(&to[bigram], UINT64_C(1) << x, twos[bigram * NRM_SOUNDS + x]);
        }
    }
}

/* Wide operations that take several sounds of the other word. */
static void add_wide(const nrm_costs *costs, const nrm_pair_costs *pair, bool is_b,
                     int16_t (*most)[NRM_STANDINGS], nrm_together *to)
{
    size_t op;

    for (op = 1; op < costs->wides->op_count; op++) {
        wide w = wide_at(costs, pair, op, is_b);
        size_t count = nrm_side_len(w.other);
        int32_t nats = w.nats;

        if (count < 2)
            continue;
        if (count == 3)
            nats -= nrm_larger(most[w.own[0]][w.other[0]], most[0][w.other[0]]);
        add_partner(&to[costs->bigram_of[w.other[count - 2] * NRM_SOUNDS + w.other[count - 1]]],
                    UINT64_C(1) << w.own[0], nats);
    }
}

/* NULL: out of memory. is_b: own sounds are those of b. */
static const nrm_together *together_of(nrm_arena *arena, const nrm_costs *costs,
                                       const nrm_pair_costs *pair, bool is_b,
                                       int16_t (*most)[NRM_STANDINGS])
{
    nrm_together *together = nrm_arena_alloc(arena, costs->bigram_count, sizeof *together);

    if (together == NULL)
        return NULL;
    memset(together, 0, costs->bigram_count * sizeof *together);
    add_twos(costs, is_b ? pair->two_one : pair->one_two, together);
    add_wide(costs, pair, is_b, most, together);
    return together;
}

norm_status nrm_most_of(nrm_arena *arena, const nrm_costs *costs, nrm_pair_costs *pair,
                        norm_error *err)
{
    set_inside(pair);
    cover_own_twos(costs, pair->two_one, pair->most_a);
    cover_own_twos(costs, pair->one_two, pair->most_b);
    cover_own_threes(costs, pair, false, pair->most_a);
    cover_own_threes(costs, pair, true, pair->most_b);
    set_after(pair);
    pair->together_a = together_of(arena, costs, pair, true, pair->most_b);
    pair->together_b = together_of(arena, costs, pair, false, pair->most_a);
    if (pair->together_a == NULL || pair->together_b == NULL)
        return nrm_fail_nomem(err);
    return NORM_OK;
}
