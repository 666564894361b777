/* compare/lack.c - the least that operations lack to the best of their sounds.
 * SPDX-License-Identifier: MIT
 *
 * Some operation takes each sound of a word. It lacks no less than the least of all that may take
 * the sound, and the worst operation no less than that of any sound. For a sound y of side b and a
 * word of side a:
 *   x : y               least_a[x][y], in any place; x may be 0
 *   x1x2 : y            least_a[x1][y] or least_a[x2][y], whichever is less anyway; so 3:1
 *   x : y1y2            least_a[x][y1] and least_a[x][y2]; so the other wide ones, with some x
 * and the same with a and b exchanged. An operation of another kind needs a line here. */
#include "compare/lack.h"

#include <string.h>

/* What is lacking beyond this is not told apart. An operation that does not exist can be had at
 * NRM_COST_NONE and lacks more than this, if its sounds, four at most, bring WORTH at best. */
#define MOST  (14 * NRM_NAT)
#define WORTH (-7500)

/* A table as one side sees it: own sounds are those of the word. */
typedef struct view {
    const nrm_costs *costs;
    const nrm_pair_costs *pair;
    bool is_b; /* own sounds are those of b */
    const int16_t *best_own, *best_other;
    int16_t (*least)[NRM_SOUNDS]; /* [own][other] */
} view;

static int32_t best_of(const int16_t *best, const uint8_t *sounds, size_t count)
{
    int32_t sum = 0;
    size_t i;

    for (i = 0; i < count; i++)
        sum += best[sounds[i]];
    return sum;
}

/* An operation that takes these. */
static void lower(const view *v, const uint8_t *own, size_t own_count, const uint8_t *other,
                  size_t other_count, int32_t nats)
{
    int32_t best =
        best_of(v->best_own, own, own_count) + best_of(v->best_other, other, other_count);
    int32_t lacks = best / 2 - nats;
    size_t i;
    size_t k;

    lacks = lacks < 0 ? 0 : lacks;
    for (i = 0; i < other_count; i++) {
        int16_t *least = &v->least[own_count > 0 ? own[0] : 0][other[i]];

        for (k = 1; k < own_count; k++) {
            int16_t *next = &v->least[own[k]][other[i]];

            least = *next < *least ? next : least;
        }
        if (lacks < *least)
            *least = (int16_t)lacks;
    }
}

static void add_ones(const view *v)
{
    size_t place;
    size_t x;
    size_t y;

    for (place = 0; place < NRM_PLACES; place++) {
        for (x = 0; x < NRM_SOUNDS; x++) {
            for (y = 1; y < NRM_SOUNDS; y++) {
                uint8_t own = (uint8_t)x;
                uint8_t other = (uint8_t)y;

                lower(v, &own, x > 0 ? 1 : 0, &other, 1,
                      v->is_b ? v->pair->one[place][y][x] : v->pair->one[place][x][y]);
            }
        }
    }
}

static void add_twos(const view *v)
{
    const int16_t *own_twos = v->is_b ? v->pair->one_two : v->pair->two_one;
    const int16_t *other_twos = v->is_b ? v->pair->two_one : v->pair->one_two;
    size_t bigram;
    size_t s;

    for (bigram = 1; bigram < v->costs->bigram_count; bigram++) {
        const nrm_bigram *two = &v->costs->bigrams[bigram];
        const uint8_t sounds[2] = {two->first, two->second};

        for (s = 1; s < NRM_SOUNDS; s++) {
            uint8_t one = (uint8_t)s;

            if ((v->costs->partners[bigram] >> s & 1U) == 0)
                continue;
            lower(v, sounds, 2, &one, 1, own_twos[bigram * NRM_SOUNDS + s]);
            lower(v, &one, 1, sounds, 2, other_twos[bigram * NRM_SOUNDS + s]);
        }
    }
}

static void add_wides(const view *v)
{
    const nrm_wides *wides = v->costs->wides;
    size_t op;

    for (op = 1; op < wides->op_count; op++) {
        const uint8_t *own = wides->sounds[wides->sides[op][v->is_b ? 1 : 0]];
        const uint8_t *other = wides->sounds[wides->sides[op][v->is_b ? 0 : 1]];

        lower(v, own, nrm_side_len(own), other, nrm_side_len(other), v->pair->wide[op]);
    }
}

static void fill(const view *v)
{
    size_t x;
    size_t y;

    for (x = 0; x < NRM_SOUNDS; x++) {
        for (y = 0; y < NRM_SOUNDS; y++)
            v->least[x][y] =
                (x > 0 && v->best_own[x] < WORTH) || v->best_other[y] < WORTH ? 0 : MOST;
    }
    add_ones(v);
    add_twos(v);
    add_wides(v);
}

void nrm_lacks_of(const nrm_costs *costs, nrm_pair_costs *pair)
{
    const view a = {costs, pair, false, pair->best_a, pair->best_b, pair->least_a};
    const view b = {costs, pair, true, pair->best_b, pair->best_a, pair->least_b};

    fill(&a);
    fill(&b);
}
