/* compare/reach.c - how high a score can be, from what is known before anything is aligned.
 * SPDX-License-Identifier: MIT
 *
 * Why no score is above: a term is taken at its most over a box, all values that its features may
 * have. Between two knots a line rises or falls, and a surface does so in each direction, so that
 * the most over a box is at a corner, or where a knot lies inside. Each term is in one table. */
#include "compare/reach.h"

#include <string.h>

#include "base/fail.h"

#define ONE            1024
#define FIRST_EVIDENCE (-8 * NRM_NAT)
#define EVIDENCE_STEP  (NRM_NAT / 2)
#define GAP_STEP       (NRM_NAT / 8)
#define WORST_STEP     (NRM_NAT / 4)

typedef struct range {
    int32_t low, high;
} range;

typedef struct box {
    range of[NRM_FEATURES];
} box;

/* A value over a grid is rounded three times on its way, by less than one each time, and so is that
 * of a corner. */
#define ROUNDING 6

#define ANY_COUNT ((range){0, INT32_MAX})

/* What holds of two lone words whatever they are. A feature that is not named is 0. */
static box box_of_all(void)
{
    box all;

    memset(&all, 0, sizeof all); /* nothing is left, assumed, joined or out of order */
    all.of[NRM_F_EVIDENCE] = (range){INT32_MIN, INT32_MAX};
    all.of[NRM_F_GAP] = ANY_COUNT;
    all.of[NRM_F_WORST] = ANY_COUNT;
    all.of[NRM_F_WORST_OP] = ANY_COUNT;
    all.of[NRM_F_LENGTH] = ANY_COUNT;
    all.of[NRM_F_LENGTH_GAP] = ANY_COUNT;
    all.of[NRM_F_RARITY] = ANY_COUNT;
    all.of[NRM_F_LEAST_RARE] = ANY_COUNT;
    all.of[NRM_F_CONTRADICTED] = ANY_COUNT;
    all.of[NRM_F_SAME_SCRIPT] = (range){0, ONE};
    return all;
}

/* The ends of a range and the knots inside. at: room for NRM_KNOTS + 2. */
static size_t points_of(const int32_t *knots, size_t count, range r, int32_t *at)
{
    size_t n = 0;
    size_t i;

    at[n++] = r.low;
    for (i = 0; i < count; i++) {
        if (knots[i] > r.low && knots[i] < r.high)
            at[n++] = knots[i];
    }
    if (r.high > r.low)
        at[n++] = r.high;
    return n;
}

static int32_t most_of_values(const nrm_term *term)
{
    int32_t most = term->values[0];
    size_t i;

    for (i = 1; i < (size_t)term->x_count * term->y_count; i++)
        most = term->values[i] > most ? term->values[i] : most;
    return most;
}

static int32_t most_of_term(const nrm_term *term, const box *where)
{
    int32_t x[NRM_KNOTS + 2];
    int32_t y[NRM_KNOTS + 2] = {0};
    size_t x_count = points_of(term->x, term->x_count, where->of[term->x_feature], x);
    size_t y_count = 1;
    nrm_features features = {{0}, 0};
    int32_t most = INT32_MIN;
    size_t i;
    size_t k;

    if (term->y_feature == term->x_feature)
        return most_of_values(term); /* a surface over its diagonal, which may rise in between */
    if (term->y_feature != NRM_NO_FEATURE)
        y_count = points_of(term->y, term->y_count, where->of[term->y_feature], y);
    for (i = 0; i < x_count; i++) {
        for (k = 0; k < y_count; k++) {
            int32_t value;

            if (term->y_feature != NRM_NO_FEATURE)
                features.v[term->y_feature] = y[k];
            features.v[term->x_feature] = x[i];
            value = nrm_term_value(term, &features);
            most = value > most ? value : most;
        }
    }
    return y_count > 1 ? most + ROUNDING : most;
}

typedef enum group {
    GROUP_GAP,
    GROUP_WORST,
    GROUP_LENGTH_GAP,
    GROUP_EVIDENCE,
    GROUP_RARITY,
    GROUP_BASE
} group;

static group group_of_feature(uint8_t feature)
{
    if (feature == NRM_F_GAP || feature == NRM_F_WORST)
        return GROUP_GAP;
    if (feature == NRM_F_WORST_OP)
        return GROUP_WORST;
    if (feature == NRM_F_LENGTH_GAP || feature == NRM_F_LENGTH)
        return GROUP_LENGTH_GAP;
    if (feature == NRM_F_EVIDENCE)
        return GROUP_EVIDENCE;
    return feature == NRM_F_RARITY || feature == NRM_F_LEAST_RARE ? GROUP_RARITY : GROUP_BASE;
}

static group group_of(const nrm_term *term)
{
    group x = group_of_feature(term->x_feature);
    group y = group_of_feature(term->y_feature);

    return x < y ? x : y;
}

/* Terms of a group at their most, in all. */
static int32_t most_of(const nrm_scorer *scorer, norm_kind kind, group which, const box *where)
{
    int32_t sum = 0;
    size_t i;

    for (i = 0; i < scorer->term_count[kind]; i++) {
        if (group_of(&scorer->terms[kind][i]) == which)
            sum += most_of_term(&scorer->terms[kind][i], where);
    }
    return sum;
}

static range exactly(int32_t value)
{
    return (range){value, value};
}

static void fill_evidence(const nrm_scorer *scorer, norm_kind kind, nrm_reach *out)
{
    box where = box_of_all();
    size_t i;

    for (i = 0; i < NRM_REACH_EVIDENCE; i++) {
        where.of[NRM_F_EVIDENCE].high = i + 1 < NRM_REACH_EVIDENCE
                                            ? FIRST_EVIDENCE + ((int32_t)i + 1) * EVIDENCE_STEP
                                            : INT32_MAX;
        out->evidence[i] = most_of(scorer, kind, GROUP_EVIDENCE, &where);
    }
}

/* The last knot of the length of names in terms of a group; beyond it nothing changes. */
static int32_t last_length(const nrm_scorer *scorer, norm_kind kind, group which)
{
    int32_t last = 0;
    size_t i;

    for (i = 0; i < scorer->term_count[kind]; i++) {
        const nrm_term *term = &scorer->terms[kind][i];

        if (group_of(term) != which)
            continue;
        if (term->x_feature == NRM_F_LENGTH && term->x[term->x_count - 1] > last)
            last = term->x[term->x_count - 1];
        if (term->y_feature == NRM_F_LENGTH && term->y[term->y_count - 1] > last)
            last = term->y[term->y_count - 1];
    }
    return last;
}

/* Terms of a group by the length of the shorter word, and by how much is lacking, in steps: so much
 * or more. out: [length][step]. */
static void fill_lacking(const nrm_scorer *scorer, norm_kind kind, group which, int32_t step,
                         size_t steps, int32_t *out)
{
    int32_t last = last_length(scorer, kind, which);
    box where = box_of_all();
    size_t length;
    size_t i;

    for (length = 0; length < NRM_REACH_LENGTHS; length++, out += steps) {
        if (length > 0 && ((int32_t)length - 1) * ONE >= last) {
            memcpy(out, out - steps, steps * sizeof *out);
            continue;
        }
        where.of[NRM_F_LENGTH] = exactly((int32_t)length * ONE);
        for (i = 0; i < steps; i++) {
            int32_t lacking = (int32_t)i * step;

            if (which == GROUP_WORST) {
                where.of[NRM_F_WORST_OP].low = lacking;
            } else {
                where.of[NRM_F_GAP].low = lacking;
                where.of[NRM_F_WORST].low = lacking;
            }
            out[i] = most_of(scorer, kind, which, &where);
        }
    }
}

static void fill_lengths(const nrm_scorer *scorer, norm_kind kind, nrm_reach *out)
{
    box where = box_of_all();
    int32_t shorter;
    int32_t longer;

    for (shorter = 1; shorter < NRM_REACH_LENGTHS; shorter++) {
        where.of[NRM_F_LENGTH] = exactly(shorter * ONE);
        for (longer = shorter; longer < NRM_REACH_LENGTHS; longer++) {
            where.of[NRM_F_LENGTH_GAP] =
                exactly((longer - shorter) * ONE / ((shorter + longer + 1) / 2));
            out->length_gap[shorter][longer] = most_of(scorer, kind, GROUP_LENGTH_GAP, &where);
        }
    }
}

static void fill_rarities(const nrm_scorer *scorer, norm_kind kind, nrm_reach *out)
{
    box where = box_of_all();
    int32_t i;

    for (i = 0; i < NRM_REACH_RARITIES; i++) {
        where.of[NRM_F_RARITY] = exactly(i * (ONE / NRM_RARITY_UNITS));
        where.of[NRM_F_LEAST_RARE] = where.of[NRM_F_RARITY];
        out->rarity[i] = most_of(scorer, kind, GROUP_RARITY, &where);
    }
}

norm_status nrm_reach_of(nrm_arena *arena, const nrm_scorer *scorer, norm_kind kind,
                         const nrm_reach **out, norm_error *err)
{
    nrm_reach *reach = nrm_arena_alloc(arena, 1, sizeof *reach);
    box all = box_of_all();
    uint32_t i;

    if (reach == NULL)
        return nrm_fail_nomem(err);
    memset(reach, 0, sizeof *reach);
    reach->base = scorer->intercept[kind] + most_of(scorer, kind, GROUP_BASE, &all);
    fill_evidence(scorer, kind, reach);
    fill_lacking(scorer, kind, GROUP_GAP, GAP_STEP, NRM_REACH_GAPS, reach->gap[0]);
    fill_lacking(scorer, kind, GROUP_WORST, WORST_STEP, NRM_REACH_WORST, reach->worst[0]);
    fill_lengths(scorer, kind, reach);
    fill_rarities(scorer, kind, reach);
    for (i = 1; i < NRM_REACH_LENGTHS; i++)
        reach->part[i] = 65536U / i; /* rounded down, so that no gap is taken for larger */
    *out = reach;
    return NORM_OK;
}

static size_t step_of_evidence(int32_t evidence)
{
    size_t step;

    if (evidence <= FIRST_EVIDENCE)
        return 0;
    step = (size_t)(evidence - FIRST_EVIDENCE - 1) / EVIDENCE_STEP;
    return step < NRM_REACH_EVIDENCE ? step : NRM_REACH_EVIDENCE - 1;
}

/* The step of the worst operation. Of no more operations than there are sounds on both sides the
 * worst one lacks no less than they do on average, the rounding of each aside. */
static size_t step_of_worst(const nrm_lone *words, int32_t gap)
{
    int32_t worst = gap / 2 - 1;
    size_t step;

    worst = words->worst > worst ? words->worst : worst;
    if (words->best - words->evidence <= NRM_WORST_FREE || worst <= NRM_WORST_FREE)
        return 0;
    step = (size_t)(worst - NRM_WORST_FREE) / WORST_STEP;
    return step < NRM_REACH_WORST ? step : NRM_REACH_WORST - 1;
}

int32_t nrm_reach_most(const nrm_reach *reach, const nrm_lone *words)
{
    bool is_first = words->lengths[0] < words->lengths[1];
    size_t shorter = words->lengths[is_first ? 0 : 1];
    size_t longer = words->lengths[is_first ? 1 : 0];
    int32_t lacks = words->best - words->evidence;
    uint64_t lacking = lacks > 0 ? (uint64_t)lacks : 0;
    int32_t gap = (int32_t)(lacking * reach->part[(shorter + longer + 1) / 2] >> 16);
    size_t step = (size_t)gap / GAP_STEP;
    uint8_t rarity =
        words->rarities[0] < words->rarities[1] ? words->rarities[0] : words->rarities[1];

    step = step < NRM_REACH_GAPS ? step : NRM_REACH_GAPS - 1;
    return reach->base + reach->evidence[step_of_evidence(words->evidence)] +
           reach->gap[shorter][step] + reach->worst[shorter][step_of_worst(words, gap)] +
           reach->length_gap[shorter][longer] + reach->rarity[rarity];
}
