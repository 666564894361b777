/* test_casing.c - capitals of what rules write.
 * SPDX-License-Identifier: MIT */
#include "fixture.h"

Test(casing, digraphs_follow_the_case_of_the_word)
{
    static const struct {
        const char *in, *want;
    } rows[] = {
        {"щука", "shchuka"}, {"Щука", "Shchuka"}, {"ЩУКА", "SHCHUKA"}, {"Щ.", "Shch."},
        {"АЩ", "ASHCH"},     {"аЩ", "aShch"},     {"Щ А", "Shch A"},   {"Щ-А", "Shch-A"},
        {"Щ’А", "SHCH’A"},   {"кА", "kA"},        {"щУ", "shchU"},     {"Ыа", "·Ya"},
    };
    nrm_arena arena;
    const nrm_system *x;
    size_t i;

    nrm_arena_init(&arena, NULL);
    x = open_text(&arena,
                  HEAD_OF("ru Cyrl", "Latn", "no") "щ -> shch\nу -> u\nк -> k\nа -> a\nы -> ·y\n");
    for (i = 0; i < NRM_LEN(rows); i++)
        expect_text(&arena, x, false, rows[i].in, rows[i].want);
    nrm_arena_dispose(&arena);
}

Test(casing, turkic_targets_and_sources_have_two_i)
{
    nrm_arena arena;
    const nrm_system *x;

    nrm_arena_init(&arena, NULL);
    x = open_text(&arena, HEAD_OF("az Cyrl", "az Latn", "yes") "и -> i\nы -> ı\n");
    expect_text(&arena, x, false, "ИЫиы", "İIiı");
    expect_text(&arena, x, true, "İIiı", "ИЫиы");
    x = open_text(&arena, HEAD_OF("az Cyrl", "Latn", "no") "и -> i\n");
    expect_text(&arena, x, false, "И", "I");
    nrm_arena_dispose(&arena);
}

Test(casing, armenian_ligature_and_letters_without_one_capital)
{
    static const char rules[] =
        HEAD_OF("hy Armn", "Latn", "yes") "same եւ եվ = և\nև -> ev\nջ -> ǰ\nա -> a\nն -> n\n";
    nrm_arena arena;
    const nrm_system *x;

    nrm_arena_init(&arena, NULL);
    x = open_text(&arena, rules);
    expect_text(&arena, x, false, "ԵՎԱՆ Եվան եւան ԵՎ Եւ", "EVAN Evan evan EV Ev");
    expect_text(&arena, x, false, "ՋԱ Ջա", "J̌A J̌a");
    expect_text(&arena, x, true, "J̌A J̌a ǰa", "ՋԱ Ջա ջա");
    expect_text(&arena, x, true, "EVAN Evan evan", "ԵՎԱՆ Եվան ևան");
    nrm_arena_dispose(&arena);
}

Test(casing, georgian_targets_have_no_capitals)
{
    nrm_arena arena;

    nrm_arena_init(&arena, NULL);
    expect_text(&arena, open_text(&arena, HEAD_OF("ru Cyrl", "ka Geor", "no") "а -> ა\n"), false,
                "АА Аа", "აა აა");
    nrm_arena_dispose(&arena);
}
