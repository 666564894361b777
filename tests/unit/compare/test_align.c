/* unit/compare/test_align.c - which word goes with which.
 * SPDX-License-Identifier: MIT */
#include "fixture.h"

#include "compare/align.h"

static const norm_name *encode(small_world *w, const char *text, const char *lang)
{
    const norm_name *name = NULL;

    cr_assert_eq(nrm_encode(&w->encoder, &w->arena, norm_str_from(text), norm_str_from(lang),
                            NORM_KIND_PLACE, &name, NULL),
                 NORM_OK);
    return name;
}

/* A name of `count` words of three letters that each have one sound. */
static const norm_name *random_words(small_world *w, uint64_t *state, size_t count)
{
    static const char letters[] = "aebprs";
    char text[NRM_TOKENS * 4 + 1] = "";
    size_t i;
    size_t k;
    const norm_name *name;

    for (i = 0; i < count; i++) {
        for (k = 0; k < 3; k++)
            text[4 * i + k] = letters[(roll(state, 3) + 2 * k) % 6]; /* no double letters */
        text[4 * i + 3] = ' ';
    }
    text[4 * count] = '\0';
    name = encode(w, text, "en");
    cr_assert_eq(name->word_count, count, "%s", text);
    return name;
}

/* Most evidence when words i.. of a each take a free word of b; words have one length,
 * and every pair brings something, so no word is left that could be paired. */
static int32_t best_pairs(const nrm_costs *costs, const norm_name *a, const norm_name *b, size_t i,
                          uint32_t taken)
{
    int32_t best = 0;
    size_t j;

    if (i == a->word_count)
        return 0;
    for (j = 0; j < b->word_count; j++) {
        int32_t value;

        if ((taken >> j & 1U) != 0)
            continue;
        value = nrm_edit_score(costs, costs->pairs, nrm_word_sounds(a, i, 1),
                               nrm_word_sounds(b, j, 1)) +
                best_pairs(costs, a, b, i + 1, taken | UINT32_C(1) << j);
        if (value > best)
            best = value;
    }
    return best;
}

/* Each word is in one pairing at most, pairings are in order of a, the bits say which. */
static int32_t check(const nrm_alignment *found)
{
    uint32_t a_used = 0;
    uint32_t b_used = 0;
    int32_t sum = 0;
    size_t i;

    for (i = 0; i < found->count; i++) {
        const nrm_pairing *p = &found->items[i];
        uint32_t a = ((UINT32_C(1) << p->a_words) - 1) << p->a;
        uint32_t b = ((UINT32_C(1) << p->b_words) - 1) << p->b;

        cr_assert_eq(a_used & a, 0);
        cr_assert_eq(b_used & b, 0);
        cr_assert(i == 0 || p->a > found->items[i - 1].a);
        a_used |= a;
        b_used |= b;
        sum += p->nats;
    }
    cr_assert_eq(a_used, found->a_used);
    cr_assert_eq(b_used, found->b_used);
    return sum;
}

Test(align, is_the_best_assignment_of_up_to_six_words)
{
    uint64_t state = 11;
    small_world w;
    nrm_costs costs;
    size_t i;

    open_world(&w);
    for (i = 0; i < 120; i++) {
        size_t n = 1 + roll(&state, NRM_ALIGN_EXACT);
        size_t m = n + roll(&state, (uint32_t)(NRM_ALIGN_EXACT - n + 1));
        const norm_name *a;
        const norm_name *b;
        nrm_alignment found;

        if (i % 10 == 0) /* every operation of one sound brings 1 to 3000 */
            open_costs(&w, random_rows(&w, &state, 1, 3000, false), &costs);
        a = random_words(&w, &state, n);
        b = random_words(&w, &state, m);
        nrm_align(&costs, a, b, &found);
        cr_expect_eq(check(&found), best_pairs(&costs, a, b, 0, 0), "try %zu: %zu to %zu", i, n, m);
        cr_expect_eq(found.count, n);
    }
    close_world(&w);
}

Test(align, long_names_are_aligned_too)
{
    uint64_t state = 12;
    small_world w;
    nrm_costs costs;
    size_t n;

    open_world(&w);
    open_costs(&w, random_rows(&w, &state, 1, 3000, false), &costs);
    for (n = NRM_ALIGN_EXACT + 1; n <= NRM_TOKENS; n++) {
        const norm_name *a = random_words(&w, &state, n);
        const norm_name *b = random_words(&w, &state, NRM_TOKENS + 1 - n);
        nrm_alignment found;

        nrm_align(&costs, a, b, &found);
        (void)check(&found);
        cr_expect_eq(found.count, n < b->word_count ? n : b->word_count);
    }
    close_world(&w);
}

/* Rows under which equal sounds bring much and all else takes much. */
#define STRICT                                                                                     \
    "*:*\tinside\ta\ta\t2000\n*:*\tinside\tb\tb\t2000\n*:*\tinside\tr\tr\t2000\n"                  \
    "*:*\tinside\ts\ts\t2000\n*:*\tinside\tp\tp\t2000\n*:*\tinside\te\te\t2000\n"

Test(align, two_words_stand_for_one)
{
    static const char *const rows[][2] = {
        {"bara sabe", "barasabe"}, {"bara-sabe", "Barasabe"}, {"barasabe", "bara sabe"}};
    small_world w;
    nrm_costs costs;
    size_t i;

    open_world(&w);
    open_costs(&w, STRICT, &costs);
    for (i = 0; i < NRM_LEN(rows); i++) {
        nrm_alignment found;

        nrm_align(&costs, encode(&w, rows[i][0], "en"), encode(&w, rows[i][1], "en"), &found);
        cr_assert_eq(found.count, 1, "row %zu", i);
        cr_expect_eq(found.items[0].nats, 8 * 2000, "row %zu", i);
        cr_expect_eq(found.items[0].a_words + found.items[0].b_words, 3, "row %zu", i);
    }
    close_world(&w);
}

Test(align, words_of_different_sounds_stay_alone)
{
    small_world w;
    nrm_costs costs;
    nrm_alignment found;

    open_world(&w);
    open_costs(&w, STRICT, &costs);
    nrm_align(&costs, encode(&w, "bara sepe", "en"), encode(&w, "papa bara", "en"), &found);
    cr_expect_eq(found.count, 1);
    cr_expect_eq(found.a_used, 1U);
    cr_expect_eq(found.b_used, 2U);
    nrm_align(&costs, encode(&w, "", "en"), encode(&w, "bara", "en"), &found);
    cr_expect_eq(found.count, 0);
    nrm_align(&costs, encode(&w, "", "en"), encode(&w, "", "en"), &found);
    cr_expect_eq(found.count, 0);
    close_world(&w);
}

Test(align, costs_of_a_table_serve_both_ways)
{
    small_world w;
    nrm_costs costs;
    nrm_alignment there;
    nrm_alignment back;
    const norm_name *ru;
    const norm_name *en;

    open_world(&w);
    open_costs(&w, STRICT "en:ru\tinside\te\tye\t1500\n", &costs);
    ru = encode(&w, "беса", "ru");
    en = encode(&w, "besa", "en");
    nrm_align(&costs, ru, en, &there);
    nrm_align(&costs, en, ru, &back);
    cr_assert_eq(there.count, 1);
    cr_assert_eq(back.count, 1);
    cr_expect_eq(there.items[0].nats, 3 * 2000 + 1500);
    cr_expect_eq(back.items[0].nats, there.items[0].nats);
    cr_expect_eq(back.items[0].best, there.items[0].best);
    close_world(&w);
}
