/* unit/compare/test_adjust.c - scores made right for two scripts: in order, and back again.
 * SPDX-License-Identifier: MIT */
#include "fixture.h"

#define MOST NRM_MOST_ADJUSTED

static const nrm_adjustment examples[] = {{0, 0},        {MOST, MOST},   {MOST, -MOST},
                                          {-MOST, MOST}, {-MOST, -MOST}, {300, -77},
                                          {1, -1},       {-717, 3}};

Test(adjust, two_scripts_have_one_number_whichever_comes_first)
{
    bool taken[NRM_SCRIPT_PAIRS] = {false};
    uint8_t a;
    uint8_t b;

    for (a = 0; a < NRM_SCRIPT_COUNT; a++) {
        for (b = a; b < NRM_SCRIPT_COUNT; b++) {
            uint8_t pair = nrm_script_pair(a, b);
            char name[10];
            char turned[10];

            cr_assert_lt(pair, NRM_SCRIPT_PAIRS);
            cr_expect_not(taken[pair], "%d and %d", a, b);
            taken[pair] = true;
            cr_expect_eq(nrm_script_pair(b, a), pair);
            nrm_script_pair_name(pair, name);
            cr_expect(memcmp(name, nrm_script_code((nrm_script)a), 4) == 0 && name[4] == ':', "%s",
                      name);
            memcpy(turned, name + 5, 4);
            memcpy(turned + 5, name, 4);
            turned[4] = ':';
            turned[9] = '\0';
            cr_expect_eq(nrm_script_pair_find(norm_str_from(name)), pair, "%s", name);
            cr_expect_eq(nrm_script_pair_find(norm_str_from(turned)), pair, "%s", turned);
        }
    }
}

Test(adjust, what_names_no_scripts)
{
    static const char *const names[] = {"",          ":",         "Latn",      "Latn:",
                                        ":Latn",     "Latn:Abcd", "latn:armn", "Latn:Armn:Geor",
                                        "Latn-Armn", "Latn:Arm",  "Latn:Armn "};
    size_t i;

    for (i = 0; i < NRM_LEN(names); i++)
        cr_expect_eq(nrm_script_pair_find(norm_str_from(names[i])), NRM_SCRIPT_PAIRS, "\"%s\"",
                     names[i]);
}

Test(adjust, adds_low_and_high_and_in_proportion_between)
{
    static const struct {
        int32_t at, want; /* nats and 1/1024 nat */
    } rows[] = {{-9, 0}, {-8, 0}, {-5, 500}, {-2, 1000}, {3, -600}, {4, -300}, {5, 0}, {6, 0}};
    const nrm_adjustment how = {1000, -600};
    int32_t score;
    size_t i;

    for (i = 0; i < NRM_LEN(rows); i++) {
        double shares[2];

        score = rows[i].at * NRM_NAT;
        nrm_adjust_shares(score, shares);
        cr_expect_eq(nrm_adjust(how, score) - score, rows[i].want, "row %zu: %d", i,
                     (int)nrm_adjust(how, score) - score);
        cr_expect_float_eq(shares[0] * how.low + shares[1] * how.high, rows[i].want, 1e-9);
    }
    cr_expect_eq(nrm_adjust(how, 512) - 512, 200, "half way from low to high");
    for (score = -50000; score <= 50000; score += 7)
        cr_assert_eq(nrm_adjust(NRM_UNADJUSTED, score), score);
}

Test(adjust, never_turns_more_into_less)
{
    size_t i;

    for (i = 0; i < NRM_LEN(examples); i++) {
        int32_t before = nrm_adjust(examples[i], INT32_MIN);
        int32_t score;

        cr_assert(nrm_adjustment_is_sane(examples[i]));
        for (score = -9000; score <= 9000; score++) {
            int32_t here = nrm_adjust(examples[i], score);

            cr_assert_geq(here, before, "row %zu at %d", i, score);
            before = here;
        }
        cr_expect_geq(nrm_adjust(examples[i], INT32_MAX), before);
    }
}

Test(adjust, the_least_score_that_reaches_another)
{
    size_t i;

    for (i = 0; i < NRM_LEN(examples); i++) {
        int32_t wanted;

        for (wanted = -9000; wanted <= 9000; wanted++) {
            int32_t least = nrm_adjust_least(examples[i], wanted);

            cr_assert_geq(nrm_adjust(examples[i], least), wanted, "row %zu: %d", i, wanted);
            cr_assert_lt(nrm_adjust(examples[i], least - 1), wanted, "row %zu: %d", i, wanted);
        }
        cr_expect_eq(nrm_adjust_least(examples[i], INT32_MIN), INT32_MIN);
        cr_expect_eq(nrm_adjust_least(examples[i], INT32_MAX), INT32_MAX);
    }
}
