/* unit/compare/test_edit.c - the best alignment of two words and what it is worth.
 * SPDX-License-Identifier: MIT */
#include "fixture.h"

#define TRIES 400

typedef struct bench {
    const nrm_costs *costs;
    const nrm_pair_costs *pair;
    nrm_sounds_view a, b;
} bench;

/* The best evidence from (i, j) on, by trying everything; for words of few sounds. */
static int32_t best_from(const bench *t, size_t i, size_t j)
{
    int32_t best = INT32_MIN / 2;
    size_t di;
    size_t dj;

    if (i == t->a.len && j == t->b.len)
        return 0;
    for (di = 0; di <= 2; di++) {
        for (dj = 0; dj <= 2; dj++) {
            uint8_t a = i < t->a.len ? t->a.at[i] : 0;
            uint8_t b = j < t->b.len ? t->b.at[j] : 0;
            nrm_place place = i == 0 && j == 0                           ? NRM_PLACE_FIRST
                              : i + di == t->a.len && j + dj == t->b.len ? NRM_PLACE_LAST
                                                                         : NRM_PLACE_INSIDE;
            int32_t cost;

            if (di + dj == 0 || di + dj > 3 || (di == 2 && dj == 0) || (dj == 2 && di == 0) ||
                i + di > t->a.len || j + dj > t->b.len)
                continue;
            if (di == 2)
                cost = t->pair->two_one[t->costs->bigram_of[a * NRM_SOUNDS + t->a.at[i + 1]] *
                                            NRM_SOUNDS +
                                        b];
            else if (dj == 2)
                cost = t->pair->one_two[t->costs->bigram_of[b * NRM_SOUNDS + t->b.at[j + 1]] *
                                            NRM_SOUNDS +
                                        a];
            else
                cost = t->pair->one[place][di == 1 ? a : 0][dj == 1 ? b : 0];
            cost += best_from(t, i + di, j + dj);
            if (cost > best)
                best = cost;
        }
    }
    return best;
}

Test(edit, score_is_the_best_of_all_alignments)
{
    uint64_t state = 1;
    small_world w;
    size_t i;

    open_world(&w);
    for (i = 0; i < TRIES; i++) {
        uint8_t room[2][5];
        nrm_costs costs;
        bench t;

        if (i % 20 == 0)
            open_costs(&w, random_rows(&w, &state, -3000, 3000, false), &costs);
        t = (bench){&costs, &costs.pairs[0], random_word(&state, room[0], 5),
                    random_word(&state, room[1], 5)};
        cr_expect_eq(nrm_edit_score(&costs, t.pair, t.a, t.b), best_from(&t, 0, 0),
                     "try %zu: %zu sounds against %zu", i, t.a.len, t.b.len);
    }
    close_world(&w);
}

/* The operations cover both words in order, and their nats add up to the score. */
static void check_alignment(const nrm_costs *costs, nrm_sounds_view a, nrm_sounds_view b)
{
    const nrm_pair_costs *pair = &costs->pairs[0];
    nrm_edit_op ops[NRM_EDIT_OPS];
    size_t count = nrm_edit_align(costs, pair, a, b, ops);
    size_t i = 0;
    size_t j = 0;
    int32_t sum = 0;
    size_t k;

    cr_assert_leq(count, NRM_EDIT_OPS);
    for (k = 0; k < count; k++) {
        cr_assert_eq(ops[k].a_begin, i);
        cr_assert_eq(ops[k].b_begin, j);
        cr_assert_gt(ops[k].a_len + ops[k].b_len, 0);
        cr_assert_lt(ops[k].place, NRM_PLACES);
        i += ops[k].a_len;
        j += ops[k].b_len;
        sum += ops[k].nats;
    }
    cr_assert_eq(i, a.len);
    cr_assert_eq(j, b.len);
    cr_assert_eq(sum, nrm_edit_score(costs, pair, a, b), "%zu against %zu", a.len, b.len);
}

Test(edit, alignment_adds_up_to_the_score)
{
    uint64_t state = 2;
    small_world w;
    nrm_costs costs;
    size_t i;

    open_world(&w);
    for (i = 0; i < TRIES; i++) {
        uint8_t room[2][NRM_WORD_SOUNDS];
        size_t most = i % 3 == 0 ? NRM_WORD_SOUNDS : 9;
        nrm_sounds_view a;
        nrm_sounds_view b;

        if (i % 20 == 0)
            open_costs(&w, random_rows(&w, &state, -3000, 3000, false), &costs);
        a = random_word(&state, room[0], most);
        b = random_word(&state, room[1], most);
        check_alignment(&costs, a, b);
    }
    close_world(&w);
}

Test(edit, exchanged_words_score_the_same_under_symmetric_costs)
{
    uint64_t state = 3;
    small_world w;
    nrm_costs costs;
    size_t i;

    open_world(&w);
    open_costs(&w, random_rows(&w, &state, -3000, 3000, true), &costs);
    for (i = 0; i < TRIES; i++) {
        uint8_t room[2][12];
        nrm_sounds_view a = random_word(&state, room[0], 12);
        nrm_sounds_view b = random_word(&state, room[1], 12);

        cr_expect_eq(nrm_edit_score(&costs, &costs.pairs[0], a, b),
                     nrm_edit_score(&costs, &costs.pairs[0], b, a), "try %zu", i);
    }
    close_world(&w);
}

Test(edit, longest_words_and_empty_ones)
{
    uint8_t ones[NRM_WORD_SOUNDS];
    nrm_sounds_view none = {ones, 0};
    nrm_sounds_view full = {ones, NRM_WORD_SOUNDS};
    nrm_edit_op ops[NRM_EDIT_OPS];
    small_world w;
    nrm_costs costs;

    open_world(&w);
    open_costs(&w, "*:*\tinside\ta\ta\t100\n*:*\tinside\ta\t-\t-7\n*:*\tinside\t-\ta\t-9\n",
               &costs);
    memset(ones, w.alphabet.number_of['a'], sizeof ones);
    cr_expect_eq(nrm_edit_score(&costs, costs.pairs, none, none), 0);
    cr_expect_eq(nrm_edit_align(&costs, costs.pairs, none, none, ops), 0);
    cr_expect_eq(nrm_edit_score(&costs, costs.pairs, full, full), 100 * NRM_WORD_SOUNDS);
    cr_expect_eq(nrm_edit_score(&costs, costs.pairs, full, none), -7 * NRM_WORD_SOUNDS);
    cr_expect_eq(nrm_edit_score(&costs, costs.pairs, none, full), -9 * NRM_WORD_SOUNDS);
    check_alignment(&costs, full, none);
    check_alignment(&costs, none, full);
    close_world(&w);
}

Test(edit, two_sounds_stand_for_one_where_a_row_says_so)
{
    small_world w;
    nrm_costs costs;
    nrm_edit_op ops[NRM_EDIT_OPS];
    uint8_t ya[2];
    uint8_t e[1];
    nrm_sounds_view a = {ya, 2};
    nrm_sounds_view b = {e, 1};

    open_world(&w);
    ya[0] = w.alphabet.number_of['y'];
    ya[1] = w.alphabet.number_of['a'];
    e[0] = w.alphabet.number_of['e'];
    open_costs(&w,
               "*:*\tinside\ta\te\t10\n*:*\tinside\ty\t-\t-50\n*:*\tinside\ta\t-\t-60\n"
               "*:*\tinside\t-\te\t-60\n*:*\tinside\ty\te\t-40\n*:*\tinside\tya\te\t30\n",
               &costs);
    cr_expect_eq(nrm_edit_score(&costs, costs.pairs, a, b), 30);
    cr_assert_eq(nrm_edit_align(&costs, costs.pairs, a, b, ops), 1);
    cr_expect_eq(ops[0].a_len, 2);
    cr_expect_eq(ops[0].b_len, 1);
    close_world(&w);
}
