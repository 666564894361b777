/* unit/compare/test_edit.c - the best alignment of two words and what it is worth.
 * SPDX-License-Identifier: MIT */
#include "fixture.h"

#define TRIES 400

typedef struct bench {
    const nrm_costs *costs;
    const nrm_pair_costs *pair;
    nrm_sounds_view a, b;
} bench;

/* The cost of one operation, from its own words; false: there is none. */
static bool cost_at(const bench *t, size_t i, size_t j, size_t di, size_t dj, int32_t *cost)
{
    uint8_t a[NRM_SIDE] = {0};
    uint8_t b[NRM_SIDE] = {0};
    bool after = (i == 0 || (t->costs->vowels >> t->a.at[i - 1] & 1U) != 0) &&
                 (j == 0 || (t->costs->vowels >> t->b.at[j - 1] & 1U) != 0);
    nrm_place place = i == 0 && j == 0                           ? NRM_PLACE_FIRST
                      : i + di == t->a.len && j + dj == t->b.len ? NRM_PLACE_LAST
                      : after                                    ? NRM_PLACE_AFTER
                                                                 : NRM_PLACE_INSIDE;

    memcpy(a, t->a.at + i, di);
    memcpy(b, t->b.at + j, dj);
    if (nrm_is_wide(a, b)) {
        const nrm_wides *wides = t->costs->wides;
        size_t op;

        for (op = 1; op < wides->op_count; op++) {
            if (memcmp(wides->sounds[wides->sides[op][0]], a, NRM_SIDE) == 0 &&
                memcmp(wides->sounds[wides->sides[op][1]], b, NRM_SIDE) == 0) {
                *cost = t->pair->wide[op];
                return true;
            }
        }
        return false;
    }
    if (di == 2)
        *cost = t->pair->two_one[t->costs->bigram_of[a[0] * NRM_SOUNDS + a[1]] * NRM_SOUNDS + b[0]];
    else if (dj == 2)
        *cost = t->pair->one_two[t->costs->bigram_of[b[0] * NRM_SOUNDS + b[1]] * NRM_SOUNDS + a[0]];
    else
        *cost = t->pair->one[place][a[0]][b[0]];
    return true;
}

/* The best evidence from (i, j) on, by trying everything; for words of few sounds. */
static int32_t best_from(const bench *t, size_t i, size_t j)
{
    static const uint8_t shapes[][2] = {{1, 0}, {0, 1}, {1, 1}, {2, 1},
                                        {1, 2}, {2, 2}, {3, 1}, {1, 3}};
    int32_t best = INT32_MIN / 2;
    size_t k;

    if (i == t->a.len && j == t->b.len)
        return 0;
    for (k = 0; k < NRM_LEN(shapes); k++) {
        size_t di = shapes[k][0];
        size_t dj = shapes[k][1];
        int32_t cost;

        if (i + di > t->a.len || j + dj > t->b.len || !cost_at(t, i, j, di, dj, &cost))
            continue;
        cost += best_from(t, i + di, j + dj);
        if (cost > best)
            best = cost;
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
            open_costs(&w, random_rows_with(&w, &state, -3000, 3000, false, 120), &costs);
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
            open_costs(&w, random_rows_with(&w, &state, -3000, 3000, false, 120), &costs);
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
    open_costs(&w, random_rows_with(&w, &state, -3000, 3000, true, 60), &costs);
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

typedef struct golden_row {
    char a[8], b[8]; /* of the small alphabet */
    int32_t nats;
    char steps[32]; /* the operations, and of those of one sound the place */
} golden_row;

/* The sounds of symbols. */
static nrm_sounds_view word_of(const small_world *w, const char *symbols, uint8_t *room)
{
    size_t n = 0;

    for (; symbols[n] != '\0'; n++)
        room[n] = w->alphabet.number_of[(unsigned char)symbols[n]];
    return (nrm_sounds_view){room, n};
}

/* "22 11f 10a": what an alignment takes, and where. */
static void spell_out(const nrm_edit_op *ops, size_t count, char *out)
{
    size_t k;

    for (k = 0; k < count; k++) {
        if (k > 0)
            *out++ = ' ';
        *out++ = (char)('0' + ops[k].a_len);
        *out++ = (char)('0' + ops[k].b_len);
        if (ops[k].a_len + ops[k].b_len < 3)
            *out++ = nrm_place_name((nrm_place)ops[k].place)[0];
    }
    *out = '\0';
}

/* Each kind of operation where it is best, and just not where its sounds or its place differ. */
Test(edit, operations_of_two_and_three_and_after_a_vowel)
{
    static const golden_row rows[] = {
        {"psa", "spa", 80 + 10, "22 11l"},
        {"bpsa", "bspa", 10 + 80 + 10, "11f 22 11l"},
        {"spa", "psa", -20 + 10 - 20 + 10, ""}, /* the mirror has no row */
        {"pesa", "ra", 70 + 10, "31 11l"},
        {"ra", "pesa", 60 + 10, "13 11l"},
        {"bra", "bpesa", 10 + 60 + 10, "11f 13 11l"},
        {"aya", "aa", 10 + 5 + 10, "11f 10a 11l"},
        {"aa", "aya", 10 + 6 + 10, "11f 01a 11l"},
        {"bya", "ba", 10 - 20 + 10, "11f 10i 11l"},
        {"ay", "a", 10 - 20, "11f 10l"},
        {"abya", "aya", 10 - 20 + 10 + 10, "11f 10a 11i 11l"},
        {"aba", "apa", 10 + 7 + 10, "11f 11a 11l"},
        {"rba", "rpa", 10 - 30 + 10, "11f 11i 11l"},
    };
    small_world w;
    nrm_costs costs;
    nrm_buf tsv;
    size_t i;
    size_t k;

    open_world(&w);
    nrm_buf_init(&tsv, &w.arena);
    for (i = 0; i < w.alphabet.count; i++) {
        for (k = i == 0 ? 1 : 0; k < w.alphabet.count; k++)
            nrm_buf_addf(&tsv, "*:*\tinside\t%c\t%c\t%d\n", w.alphabet.symbol[i],
                         w.alphabet.symbol[k],
                         i == k       ? 10
                         : i * k == 0 ? -20
                                      : -30);
    }
    nrm_buf_addf(&tsv, "*:*\tafter\ty\t-\t5\n*:*\tafter\t-\ty\t6\n*:*\tafter\tb\tp\t7\n"
                       "*:*\tinside\tps\tsp\t80\n*:*\tinside\tpes\tr\t70\n"
                       "*:*\tinside\tr\tpes\t60\n");
    nrm_buf_add_byte(&tsv, '\0');
    open_costs(&w, tsv.ptr, &costs);
    for (i = 0; i < NRM_LEN(rows); i++) {
        uint8_t room[2][8];
        nrm_edit_op ops[NRM_EDIT_OPS];
        nrm_sounds_view a = word_of(&w, rows[i].a, room[0]);
        nrm_sounds_view b = word_of(&w, rows[i].b, room[1]);
        char steps[200];

        spell_out(ops, nrm_edit_align(&costs, costs.pairs, a, b, ops), steps);
        check_alignment(&costs, a, b);
        cr_expect_eq(nrm_edit_score(&costs, costs.pairs, a, b), rows[i].nats, "row %zu: %d", i,
                     (int)nrm_edit_score(&costs, costs.pairs, a, b));
        cr_expect(rows[i].steps[0] == '\0' || strcmp(steps, rows[i].steps) == 0, "row %zu: %s", i,
                  steps);
    }
    close_world(&w);
}
