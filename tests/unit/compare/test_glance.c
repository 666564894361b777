/* unit/compare/test_glance.c - names told apart at a glance are those without evidence.
 * SPDX-License-Identifier: MIT */
#include "fixture.h"

#include "compare/align.h"
#include "compare/glance.h"

#define NAMES 120

/* Up to three words of a few letters, in one of two languages; some are acronyms. */
static const norm_name *random_words(small_world *w, uint64_t *state)
{
    static const char letters[] = "aebprs";
    char text[64];
    size_t len = 0;
    size_t words = 1 + roll(state, 3);
    const norm_name *name = NULL;
    norm_error err;

    while (words-- > 0) {
        bool is_acronym = roll(state, 3) == 0;
        size_t left;

        for (left = 1 + roll(state, 5); left > 0; left--) {
            char letter = letters[roll(state, sizeof letters - 1)];

            text[len++] = is_acronym ? (char)(letter - 'a' + 'A') : letter;
        }
        text[len++] = ' ';
    }
    cr_assert_eq(nrm_encode(&w->encoder, &w->arena, (norm_str){text, len},
                            norm_str_from(roll(state, 2) == 0 ? "en" : "de"), NORM_KIND_ORG, &name,
                            &err),
                 NORM_OK, "%s", err.message);
    return name;
}

/* A word of some of the pieces. */
static const norm_name *piece_by_piece(small_world *w, uint64_t *state)
{
    static const char *const pieces[] = {"ps", "be", "pes", "r", "a"};
    char text[32] = "";
    size_t left;
    const norm_name *name = NULL;
    norm_error err;

    for (left = 1 + roll(state, 3); left > 0; left--)
        strcat(text, pieces[roll(state, NRM_LEN(pieces))]);
    cr_assert_eq(nrm_encode(&w->encoder, &w->arena, norm_str_from(text), norm_str_from("en"),
                            NORM_KIND_PLACE, &name, &err),
                 NORM_OK, "%s", err.message);
    return name;
}

/* Nothing brings anything but one operation of two for two or with three sounds. */
Test(glance, operations_of_two_and_three_are_seen)
{
    static const char *const rows[] = {"ps\tbe", "be\tps", "pes\tr", "r\tpes", "pes\ta"};
    uint64_t state = 6;
    small_world w;
    size_t told = 0;
    size_t paired = 0;
    size_t round;

    open_world(&w);
    for (round = 0; round < 50; round++) {
        const norm_name *one = piece_by_piece(&w, &state);
        nrm_glance glance;
        nrm_costs costs;
        nrm_buf tsv;
        size_t i;

        nrm_buf_init(&tsv, &w.arena);
        nrm_buf_add(&tsv, norm_str_from(random_rows_with(&w, &state, -3000, -2000, false, 0)));
        nrm_buf_addf(&tsv, "*:*\tinside\t%s\t9000\n", rows[round % NRM_LEN(rows)]);
        nrm_buf_add_byte(&tsv, '\0');
        open_costs(&w, tsv.ptr, &costs);
        nrm_glance_at(&costs, one, &glance);
        for (i = 0; i < NAMES; i++) {
            const norm_name *other = piece_by_piece(&w, &state);
            bool is_apart = told_apart(&glance, other);
            nrm_alignment there;

            align_in_order(&costs, one, other, &there);
            paired += there.count > 0;
            told += is_apart;
            cr_expect(!is_apart || bring_nothing(one, other, &there), "round %zu, name %zu", round,
                      i);
        }
    }
    cr_expect_gt(told, 100, "%zu are told apart", told);
    cr_expect_gt(paired, 100, "%zu are paired", paired);
    close_world(&w);
}

/* Costs of all kinds, also those where sounds that are left out bring something. */
Test(glance, names_told_apart_have_no_words_to_pair)
{
    static const int lows[] = {-500, -3000, -5000, -7000};
    uint64_t state = 5;
    small_world w;
    size_t told = 0;
    size_t paired = 0;
    size_t by_letters = 0;
    size_t round;

    open_world(&w);
    for (round = 0; round < 60; round++) {
        const norm_name *one = random_words(&w, &state);
        nrm_glance glance;
        nrm_costs costs;
        size_t i;

        open_costs(&w, random_rows(&w, &state, lows[round % 4], lows[round % 4] + 2500, false),
                   &costs);
        nrm_glance_at(&costs, one, &glance);
        for (i = 0; i < NAMES; i++) {
            const norm_name *other = random_words(&w, &state);
            bool is_apart = told_apart(&glance, other);
            nrm_alignment there;

            align_in_order(&costs, one, other, &there);
            paired += there.count > 0;
            by_letters += there.count > 0 && there.items[0].how == NRM_HOW_ACRONYM;
            told += is_apart;
            cr_expect(!is_apart || bring_nothing(one, other, &there), "round %zu, name %zu", round,
                      i);
        }
    }
    cr_expect_gt(told, 100, "%zu are told apart", told);
    cr_expect_gt(paired, 100, "%zu are paired", paired);
    cr_expect_gt(by_letters, 20, "%zu by the letters of an acronym", by_letters);
    close_world(&w);
}

/* What is said of two lone words holds of their alignment, where sounds alone pair them. */
static void expect_lone(nrm_glance *glance, const norm_name *other, const nrm_pairing *found,
                        const nrm_lone *lone)
{
    nrm_lone closer = *lone;
    nrm_closer_look look;
    int32_t limit;

    cr_expect_eq(found->how, NRM_HOW_SOUNDS);
    cr_expect_leq(found->nats, lone->evidence);
    cr_expect_eq(found->best, lone->best);
    cr_expect_eq(found->sounds, (lone->lengths[0] + lone->lengths[1] + 1) / 2);
    nrm_glance_closer(glance, other, &closer, &look);
    cr_expect_leq(closer.evidence, lone->evidence);
    cr_expect_geq(closer.worst, lone->worst);
    /* Who looks at the bound takes off what is free, and only where more is lacking. */
    if (closer.best - closer.evidence > NRM_WORST_FREE)
        cr_expect_geq(found->worst + NRM_WORST_FREE, closer.worst);
    cr_expect_leq(found->nats, closer.evidence);
    for (limit = found->nats - 2000; limit <= found->nats + 2000; limit += 1000)
        cr_expect_eq(nrm_glance_brings(glance, &look, limit), found->nats > limit, "limit %d of %d",
                     limit, found->nats);
}

Test(glance, lone_words_bring_no_more_than_is_said)
{
    uint64_t state = 7;
    small_world w;
    size_t lone = 0;
    size_t apart = 0;
    size_t round;

    open_world(&w);
    for (round = 0; round < 60; round++) {
        const norm_name *one = piece_by_piece(&w, &state);
        int low = -(int)(round % 4) * 1500 - 500;
        nrm_glance glance;
        nrm_costs costs;
        size_t i;

        open_costs(&w, random_rows(&w, &state, low, low + 3500, false), &costs);
        nrm_glance_at(&costs, one, &glance);
        for (i = 0; i < NAMES; i++) {
            const norm_name *other = piece_by_piece(&w, &state);
            nrm_alignment found;
            nrm_lone words;
            nrm_glimpse seen = nrm_glance_upon(&glance, other, &words);

            align_in_order(&costs, one, other, &found);
            apart += seen == NRM_GLIMPSE_APART;
            lone += seen == NRM_GLIMPSE_LONE && found.count == 1;
            cr_expect(seen != NRM_GLIMPSE_APART || bring_nothing(one, other, &found));
            if (seen == NRM_GLIMPSE_LONE && found.count == 1)
                expect_lone(&glance, other, &found.items[0], &words);
        }
    }
    cr_expect_gt(lone, 500, "%zu pairs of lone words", lone);
    cr_expect_gt(apart, 100, "%zu are told apart", apart);
    close_world(&w);
}
