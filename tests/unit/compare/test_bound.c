/* unit/compare/test_bound.c - what words can bring at most is never below what they bring.
 * SPDX-License-Identifier: MIT */
#include "fixture.h"

#include "compare/bound.h"

#define LONGEST 12

/* Costs of all kinds, also those where sounds that are left out bring something. */
static const int lows[] = {-500, -3000, -5000, -7000};

typedef struct taken {
    int32_t sums[LONGEST + 1];
    nrm_edit_most most;
    int32_t in_all;
} taken;

static void take_all(const nrm_costs *costs, const nrm_pair_costs *pair, bool is_b,
                     nrm_sounds_view giver, nrm_sounds_view taker, taken *out)
{
    nrm_bound_side side = nrm_bound_side_of(costs, pair, is_b);
    nrm_taker takers[LONGEST];
    nrm_offer offer;
    nrm_ends ends;

    nrm_offer_by(&side, giver, &offer);
    nrm_takers_of(&side, taker, takers);
    nrm_offer_take(&offer, takers, taker.len, out->sums);
    ends = nrm_ends_of(&side, &offer, giver, takers, taker.len);
    out->most = (nrm_edit_most){offer.spare + ends.last, out->sums};
    out->in_all = out->most.spare + ends.first + out->sums[taker.len];
}

Test(bound, no_alignment_brings_more)
{
    uint64_t state = 3;
    small_world w;
    size_t close = 0;
    size_t round;
    size_t i;

    open_world(&w);
    for (round = 0; round < 40; round++) {
        nrm_costs costs;

        open_costs(&w, random_rows(&w, &state, lows[round % 4], lows[round % 4] + 2500, false),
                   &costs);
        for (i = 0; i < 500; i++) {
            uint8_t room_a[LONGEST];
            uint8_t room_b[LONGEST];
            nrm_sounds_view a = random_word(&state, room_a, LONGEST);
            nrm_sounds_view b = random_word(&state, room_b, LONGEST);
            int32_t score = nrm_edit_score(&costs, &costs.pairs[0], a, b);
            taken by_a;
            taken by_b;

            take_all(&costs, &costs.pairs[0], false, a, b, &by_a);
            take_all(&costs, &costs.pairs[0], true, b, a, &by_b);
            cr_assert_leq(score, by_a.in_all, "round %zu, pair %zu", round, i);
            cr_assert_leq(score, by_b.in_all, "round %zu, pair %zu", round, i);
            close += by_a.in_all - score < 2048 || by_b.in_all - score < 2048;
        }
    }
    cr_expect_gt(close, 1000, "%zu of 20000 bounds are within two nats", close);
    close_world(&w);
}

Test(bound, a_score_is_exact_above_the_bar)
{
    uint64_t state = 4;
    small_world w;
    size_t above = 0;
    size_t given_up = 0;
    size_t round;
    size_t i;

    open_world(&w);
    for (round = 0; round < 40; round++) {
        nrm_costs costs;

        open_costs(&w, random_rows(&w, &state, lows[round % 4], lows[round % 4] + 2500, false),
                   &costs);
        for (i = 0; i < 500; i++) {
            uint8_t room_a[LONGEST];
            uint8_t room_b[LONGEST];
            nrm_sounds_view a = random_word(&state, room_a, LONGEST);
            nrm_sounds_view b = random_word(&state, room_b, LONGEST);
            int32_t score = nrm_edit_score(&costs, &costs.pairs[0], a, b);
            nrm_edit_bar bar;
            taken by_a;
            taken by_b;
            int32_t found;

            take_all(&costs, &costs.pairs[0], false, a, b, &by_a);
            take_all(&costs, &costs.pairs[0], true, b, a, &by_b);
            bar = (nrm_edit_bar){score - 3000 + (int32_t)roll(&state, 6000), by_b.most, by_a.most};
            found = nrm_edit_score_above(&costs, &costs.pairs[0], a, b, &bar);
            if (score > bar.limit)
                cr_assert_eq(found, score, "round %zu, pair %zu", round, i);
            else
                cr_assert_leq(found, bar.limit, "round %zu, pair %zu", round, i);
            above += score > bar.limit;
            given_up += found != score;
        }
    }
    cr_expect_gt(above, 5000, "%zu are above", above);
    cr_expect_gt(given_up, 1000, "%zu are given up", given_up);
    close_world(&w);
}
