/* unit/train/test_em.c - edit costs learned from pairs of words whose making is known.
 * SPDX-License-Identifier: MIT */
#include "unit/compare/fixture.h"

#include "support/alloc_probe.h"
#include "train/em.h"

#define SAMPLES 3000 /* enough for a pair of languages to get a table of its own */

typedef struct bench {
    small_world world;
    nrm_em_sample samples[SAMPLES];
    uint8_t sounds[SAMPLES][2][20];
} bench;

static bench shared; /* too large for a stack; each test is a process of its own */

/* Words of hy and what becomes of them in ru: b is p, e is y e, s is lost at the end in
 * one of two words, one sound of fifty is any other; the rest stays. */
static void make_samples(bench *t)
{
    uint64_t state = 7;
    const uint8_t *number = t->world.alphabet.number_of;
    size_t i;
    size_t k;

    open_world(&t->world);
    for (i = 0; i < SAMPLES; i++) {
        uint8_t *a = t->sounds[i][0];
        uint8_t *b = t->sounds[i][1];
        nrm_sounds_view word;
        size_t n = 0;

        do {
            word = random_word(&state, a, 7);
        } while (word.len == 0);
        for (k = 0; k < word.len; k++) {
            if (k + 1 == word.len && n > 0 && a[k] == number['s'] && roll(&state, 2) == 0)
                continue;
            if (a[k] == number['e'])
                b[n++] = number['y'];
            b[n++] = roll(&state, 50) == 0 ? (uint8_t)(1 + roll(&state, 8))
                     : a[k] == number['b'] ? number['p']
                                           : a[k];
        }
        t->samples[i] = (nrm_em_sample){.a = a,
                                        .b = b,
                                        .a_len = (uint8_t)word.len,
                                        .b_len = (uint8_t)n,
                                        .a_system = (uint8_t)system_number(&t->world, "hy"),
                                        .b_system = (uint8_t)system_number(&t->world, "ru")};
    }
}

static norm_str learn(bench *t, unsigned rounds)
{
    nrm_em_task task = {.samples = t->samples,
                        .count = SAMPLES,
                        .systems = &t->world.systems,
                        .alphabet = &t->world.alphabet,
                        .rounds = rounds};
    norm_error err = {.message = ""};
    nrm_buf buf;
    norm_str out;

    nrm_buf_init(&buf, &t->world.arena);
    cr_assert_eq(nrm_em_learn(&task, &t->world.arena, &buf, &err), NORM_OK, "%s", err.message);
    cr_assert_eq(nrm_buf_finish(&buf, &out, &err), NORM_OK);
    return out;
}

/* The learned costs as they are used; hy is a. */
static const nrm_pair_costs *open_learned(bench *t, norm_str tsv, nrm_costs *costs)
{
    small_world *w = &t->world;
    size_t at = system_number(w, "hy") * w->systems.count + system_number(w, "ru");
    norm_error err = {.message = ""};
    norm_str section;

    cr_assert_eq(nrm_costs_compile(&w->arena, tsv, &w->alphabet, &section, &err), NORM_OK,
                 "line %u: %s", (unsigned)err.line, err.message);
    cr_assert_eq(nrm_costs_open(&w->arena, nrm_reader_over(section.ptr, section.len), &w->systems,
                                &w->alphabet, costs, &err),
                 NORM_OK, "%s", err.message);
    cr_assert_eq(costs->swapped[at], 0, "hy stands before ru");
    return &costs->pairs[costs->pair_of[at]];
}

Test(em, finds_what_the_pairs_were_made_with)
{
    bench *t = &shared;
    const uint8_t *number;
    const nrm_pair_costs *pair;
    nrm_costs costs;
    uint16_t ye;

    make_samples(t);
    number = t->world.alphabet.number_of;
    pair = open_learned(t, learn(t, 6), &costs);
    cr_expect(nrm_str_eq_c(pair->tag_a, "hy") && nrm_str_eq_c(pair->tag_b, "ru"),
              "a table of its own");
    cr_expect_gt(pair->one[NRM_PLACE_INSIDE][number['b']][number['p']], NRM_NAT);
    cr_expect_gt(pair->one[NRM_PLACE_INSIDE][number['r']][number['r']], NRM_NAT);
    cr_expect_lt(pair->one[NRM_PLACE_INSIDE][number['b']][number['b']],
                 pair->one[NRM_PLACE_INSIDE][number['b']][number['p']] - NRM_NAT);
    cr_expect_lt(pair->one[NRM_PLACE_INSIDE][number['r']][number['a']], 0);
    cr_expect_gt(pair->one[NRM_PLACE_LAST][number['s']][0],
                 pair->one[NRM_PLACE_INSIDE][number['s']][0] + NRM_NAT, "lost at the end only");
    ye = costs.bigram_of[number['y'] * NRM_SOUNDS + number['e']];
    cr_assert_neq(ye, 0);
    cr_expect_gt(pair->one_two[ye * NRM_SOUNDS + number['e']], 2 * NRM_NAT);
    close_world(&t->world);
}

/* Words of hy put together from pieces, in three languages at once: ps is turned round, pes is one
 * sound, and y is lost after a vowel only. */
static void make_planted(bench *t)
{
    static const struct {
        char a[4], b[4];
    } pieces[] = {{"ps", "sp"}, {"pes", "J"}, {"ay", "a"}, {"ey", "e"}, {"by", "by"}, {"ry", "ry"},
                  {"a", "a"},   {"e", "e"},   {"r", "r"},  {"s", "s"},  {"b", "b"},   {"p", "p"}};
    static const char *const langs[] = {"ru", "en", "de"};
    uint64_t state = 11;
    size_t i;

    open_world(&t->world);
    for (i = 0; i < SAMPLES; i++) {
        const uint8_t *number = t->world.alphabet.number_of;
        size_t left = 2 + roll(&state, 4);
        size_t len[2] = {0, 0};

        for (; left > 0; left--) {
            size_t k = roll(&state, NRM_LEN(pieces));
            const char *c;

            for (c = pieces[k].a; *c != '\0'; c++)
                t->sounds[i][0][len[0]++] = number[(unsigned char)*c];
            for (c = pieces[k].b; *c != '\0'; c++)
                t->sounds[i][1][len[1]++] = number[(unsigned char)*c];
        }
        t->samples[i] =
            (nrm_em_sample){.a = t->sounds[i][0],
                            .b = t->sounds[i][1],
                            .a_len = (uint8_t)len[0],
                            .b_len = (uint8_t)len[1],
                            .a_system = (uint8_t)system_number(&t->world, "hy"),
                            .b_system = (uint8_t)system_number(&t->world, langs[i % 3])};
    }
}

/* What a wide operation from hy costs; NRM_COST_NONE when it was not chosen. */
static int wide_cost(const bench *t, const nrm_costs *costs, const nrm_pair_costs *pair,
                     const char *from, const char *to)
{
    const uint8_t *number = t->world.alphabet.number_of;
    uint8_t a[NRM_SIDE] = {0};
    uint8_t b[NRM_SIDE] = {0};
    size_t op;
    size_t i;

    for (i = 0; from[i] != '\0'; i++)
        a[i] = number[(unsigned char)from[i]];
    for (i = 0; to[i] != '\0'; i++)
        b[i] = number[(unsigned char)to[i]];
    op = costs->wides->op_of[nrm_wides_group(costs->wides, a)][nrm_wides_group(costs->wides, b)];
    return op == 0 ? NRM_COST_NONE : pair->wide[op];
}

Test(em, finds_two_for_two_three_for_one_and_what_follows_a_vowel)
{
    bench *t = &shared;
    const uint8_t *number;
    const nrm_pair_costs *pair;
    nrm_costs costs;
    uint8_t y;

    make_planted(t);
    number = t->world.alphabet.number_of;
    y = number['y'];
    pair = open_learned(t, learn(t, 6), &costs);
    cr_expect_gt(wide_cost(t, &costs, pair, "ps", "sp"), 2 * NRM_NAT);
    cr_expect_gt(wide_cost(t, &costs, pair, "pes", "J"), 2 * NRM_NAT);
    cr_expect_lt(wide_cost(t, &costs, pair, "sp", "ps"),
                 wide_cost(t, &costs, pair, "ps", "sp") - NRM_NAT, "one way only");
    cr_expect_leq(costs.wides->op_count, 1 + 2 * 6, "%zu: what nothing speaks for is not there",
                  costs.wides->op_count);
    cr_expect_gt(pair->one[NRM_PLACE_AFTER][y][0], pair->one[NRM_PLACE_INSIDE][y][0] + 2 * NRM_NAT);
    cr_expect_gt(pair->one[NRM_PLACE_INSIDE][y][y], pair->one[NRM_PLACE_AFTER][y][y] + NRM_NAT);
    close_world(&t->world);
}

/* Two languages are not several: that may be a peculiarity of one. */
Test(em, an_operation_of_two_languages_is_not_taken)
{
    bench *t = &shared;
    nrm_costs costs;
    size_t i;

    make_planted(t);
    for (i = 0; i < SAMPLES; i++)
        t->samples[i].b_system = t->samples[i % 2].b_system;
    (void)open_learned(t, learn(t, 4), &costs);
    cr_expect_eq(costs.wides->op_count, 1);
    close_world(&t->world);
}

/* The evidence of the pairs it learns from; more rounds explain them better. */
Test(em, no_round_makes_it_worse)
{
    bench *t = &shared;
    double before = -1e300;
    unsigned rounds;

    make_samples(t);
    for (rounds = 1; rounds <= 6; rounds++) {
        nrm_costs costs;
        const nrm_pair_costs *pair = open_learned(t, learn(t, rounds), &costs);
        double sum = 0;
        size_t i;

        for (i = 0; i < SAMPLES; i++)
            sum += nrm_edit_score(&costs, pair,
                                  (nrm_sounds_view){t->samples[i].a, t->samples[i].a_len},
                                  (nrm_sounds_view){t->samples[i].b, t->samples[i].b_len});
        /* 0.2 %: counts are discounted, and the best alignment stands for all. */
        cr_expect_gt(sum, before * (before > 0 ? 0.998 : 1), "round %u: %.0f after %.0f", rounds,
                     sum, before);
        before = sum;
    }
    cr_expect_gt(before / SAMPLES, 2 * NRM_NAT, "pairs are told from chance");
    close_world(&t->world);
}

Test(em, gives_the_same_bytes_again)
{
    bench *t = &shared;
    norm_str once;

    make_samples(t);
    once = learn(t, 2);
    cr_expect(nrm_str_eq(once, learn(t, 2)));
    close_world(&t->world);
}

/* Written to be exchanged: a pair and the pair turned round teach the same. */
Test(em, the_sides_may_be_exchanged)
{
    bench *t = &shared;
    norm_str straight;
    size_t i;

    make_samples(t);
    straight = learn(t, 2);
    for (i = 0; i < SAMPLES; i++) {
        nrm_em_sample s = t->samples[i];

        t->samples[i] = (nrm_em_sample){.a = s.b,
                                        .b = s.a,
                                        .a_len = s.b_len,
                                        .b_len = s.a_len,
                                        .a_system = s.b_system,
                                        .b_system = s.a_system};
    }
    cr_expect(nrm_str_eq(straight, learn(t, 2)));
    close_world(&t->world);
}

Test(em, costs_within_one_language_are_the_same_both_ways)
{
    bench *t = &shared;
    nrm_costs costs;
    const nrm_pair_costs *pair;
    uint8_t en;
    size_t i;
    size_t k;

    make_samples(t);
    en = (uint8_t)system_number(&t->world, "en");
    for (i = 0; i < SAMPLES; i++)
        t->samples[i].a_system = t->samples[i].b_system = en;
    (void)open_learned(t, learn(t, 3), &costs);
    pair = &costs.pairs[costs.pair_of[en * costs.system_count + en]];
    for (i = 1; i < t->world.alphabet.count; i++) {
        for (k = 0; k < t->world.alphabet.count; k++)
            cr_expect_eq(pair->one[NRM_PLACE_INSIDE][i][k], pair->one[NRM_PLACE_INSIDE][k][i]);
    }
    close_world(&t->world);
}

Test(em, pairs_are_few_or_none)
{
    bench *t = &shared;
    nrm_em_task task = {
        .samples = t->samples, .systems = &t->world.systems, .alphabet = &t->world.alphabet};
    size_t count;

    make_samples(t);
    task.rounds = 2;
    for (count = 0; count < 3; count++) {
        nrm_costs costs;
        nrm_buf buf;

        task.count = count;
        nrm_buf_init(&buf, &t->world.arena);
        cr_assert_eq(nrm_em_learn(&task, &t->world.arena, &buf, NULL), NORM_OK);
        (void)open_learned(t, (norm_str){buf.ptr, buf.len}, &costs);
    }
    close_world(&t->world);
}

Test(em, out_of_memory_at_any_request)
{
    bench *t = &shared;
    nrm_em_task task = {.samples = t->samples,
                        .count = 20,
                        .systems = &t->world.systems,
                        .alphabet = &t->world.alphabet,
                        .rounds = 1};
    size_t fail_at = 0;
    norm_status status;

    make_samples(t);
    do {
        alloc_probe probe;
        nrm_arena tight;
        nrm_buf buf;

        alloc_probe_init(&probe, ++fail_at);
        nrm_arena_init(&tight, &probe.hook);
        nrm_buf_init(&buf, &tight);
        status = nrm_em_learn(&task, &tight, &buf, NULL);
        cr_expect_eq(status, probe.refused > 0 ? NORM_E_NOMEM : NORM_OK, "request %zu", fail_at);
        nrm_arena_dispose(&tight);
        cr_expect(alloc_probe_clean(&probe));
    } while (status != NORM_OK);
    cr_expect_gt(fail_at, 1);
    close_world(&t->world);
}
