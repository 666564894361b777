/* test_mint.c - minted ids: from content only, all different, the same for ever.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <string.h>

#include "base/str.h"
#include "registry/mint.h"
#include "support/alloc_probe.h"

#define S(text)                                                                                    \
    {                                                                                              \
        text, sizeof text - 1                                                                      \
    }

static const norm_str armenia[] = {S("AM")};
static const norm_str azerbaijan[] = {S("AZ")};

static norm_record record(const char *id, const char *name)
{
    return (norm_record){.id = norm_str_from(id),
                         .name = norm_str_from(name),
                         .kind = NORM_KIND_PLACE,
                         .differ = armenia,
                         .differ_count = 1};
}

/* The id of an entity of these records. */
static norm_str mint(nrm_arena *arena, const norm_record *records, size_t count, const char *space)
{
    const uint32_t entity_of[8] = {0};
    nrm_mint_job job = {norm_str_from(space), records, count, entity_of, 1};
    const norm_str *ids = NULL;

    cr_assert_leq(count, NRM_LEN(entity_of));
    cr_assert_eq(nrm_mint(arena, &job, &ids, NULL), NORM_OK);
    return ids[0];
}

/* These must never change: people have stored them. Made by a second implementation of
 * nrm_hash and the digits, in Python. */
Test(mint, ids_of_known_records_are_for_ever)
{
    static const struct {
        const char *space, *id, *name, *want;
    } rows[] = {
        {"norm", "r1", "Eraskh", "norm:1s5nsakbn52shqz9"},
        {"norm", "", "Երասխ", "norm:zza4s6rd5zemjd5g"},
        {"my", "r1", "Eraskh", "my:ys8a42fd4sakbxwv"},
    };
    nrm_arena arena;
    size_t i;

    nrm_arena_init(&arena, NULL);
    for (i = 0; i < NRM_LEN(rows); i++) {
        norm_record r = record(rows[i].id, rows[i].name);
        norm_str got = mint(&arena, &r, 1, rows[i].space);

        cr_expect(nrm_str_eq_c(got, rows[i].want), "row %zu: %.*s", i, (int)got.len, got.ptr);
    }
    nrm_arena_dispose(&arena);
}

Test(mint, an_id_is_the_name_space_a_colon_and_sixteen_digits_that_cannot_be_confused)
{
    nrm_arena arena;
    norm_record r = record("r1", "Eraskh");
    norm_str got;
    size_t i;

    nrm_arena_init(&arena, NULL);
    got = mint(&arena, &r, 1, "norm");
    cr_assert_eq(got.len, strlen("norm:") + NRM_MINT_DIGITS);
    cr_expect(nrm_str_starts(got, norm_str_from("norm:")));
    for (i = 5; i < got.len; i++)
        cr_expect_neq(strchr("0123456789abcdefghjkmnpqrstvwxyz", got.ptr[i]), NULL);
    nrm_arena_dispose(&arena);
}

Test(mint, younger_records_leave_the_id_and_order_does_not_matter)
{
    norm_record records[] = {record("9", "Ерасх"), record("10", "Eraskh"), record("11", "Երասխ")};
    norm_record turned[] = {records[2], records[1], records[0]};
    nrm_arena arena;
    norm_str alone;

    nrm_arena_init(&arena, NULL);
    alone = mint(&arena, records, 1, "norm");
    cr_expect(nrm_str_eq(mint(&arena, records, 3, "norm"), alone));
    cr_expect(nrm_str_eq(mint(&arena, turned, 3, "norm"), alone));
    cr_expect_not(nrm_str_eq(mint(&arena, records + 1, 2, "norm"), alone));
    nrm_arena_dispose(&arena);
}

/* The records are base with one field changed. */
static void expect_other_ids(norm_record base, bool others_matter)
{
    norm_record others[6];
    nrm_arena arena;
    norm_str id;
    size_t i;

    for (i = 0; i < NRM_LEN(others); i++)
        others[i] = base;
    others[0].id = norm_str_from("r2");
    others[1].name = norm_str_from("Yeraskh");
    others[2].lang = norm_str_from("hy");
    others[3].kind = NORM_KIND_ANY;
    others[4].differ = azerbaijan;
    others[5].same = armenia;
    others[5].same_count = 1;
    nrm_arena_init(&arena, NULL);
    id = mint(&arena, &base, 1, "norm");
    for (i = 0; i < NRM_LEN(others); i++)
        cr_expect_eq(nrm_str_eq(mint(&arena, &others[i], 1, "norm"), id), i > 1 && !others_matter,
                     "field %zu", i);
    nrm_arena_dispose(&arena);
}

Test(mint, a_record_with_an_id_keeps_it_through_corrections_of_all_but_id_and_name)
{
    expect_other_ids(record("r1", "Eraskh"), false);
}

Test(mint, a_record_without_an_id_is_known_by_all_its_fields)
{
    expect_other_ids(record("", "Eraskh"), true);
}

Test(mint, an_empty_column_changes_no_id)
{
    static const norm_str nothing[] = {S(""), S("")};
    norm_record with = record("", "Eraskh");
    norm_record without = with;
    nrm_arena arena;

    with.same = nothing;
    with.same_count = NRM_LEN(nothing);
    nrm_arena_init(&arena, NULL);
    cr_expect(nrm_str_eq(mint(&arena, &with, 1, "norm"), mint(&arena, &without, 1, "norm")));
    nrm_arena_dispose(&arena);
}

Test(mint, fields_do_not_run_into_each_other)
{
    norm_record a = record("ab", "c");
    norm_record b = record("a", "bc");
    nrm_arena arena;

    nrm_arena_init(&arena, NULL);
    cr_expect_not(nrm_str_eq(mint(&arena, &a, 1, "norm"), mint(&arena, &b, 1, "norm")));
    nrm_arena_dispose(&arena);
}

Test(mint, a_hash_that_is_taken_gives_other_digits_each_time)
{
    const uint64_t hash[2] = {1, 2};
    char first[NRM_MINT_DIGITS];
    char second[NRM_MINT_DIGITS];
    char third[NRM_MINT_DIGITS];
    char again[NRM_MINT_DIGITS];

    nrm_mint_digits(hash, 0, first);
    nrm_mint_digits(hash, 1, second);
    nrm_mint_digits(hash, 2, third);
    nrm_mint_digits(hash, 1, again);
    cr_expect_neq(memcmp(first, second, NRM_MINT_DIGITS), 0);
    cr_expect_neq(memcmp(second, third, NRM_MINT_DIGITS), 0);
    cr_expect_eq(memcmp(second, again, NRM_MINT_DIGITS), 0);
}

/* Two entities with one senior record would share the hash: the caller's
 * partition never does that, and yet the ids differ. */
Test(mint, entities_that_share_a_hash_have_different_ids)
{
    norm_record records[] = {record("r1", "Eraskh"), record("r1", "Eraskh")};
    const uint32_t entity_of[] = {0, 1};
    nrm_mint_job job = {norm_str_from("norm"), records, 2, entity_of, 2};
    const norm_str *ids = NULL;
    nrm_arena arena;

    nrm_arena_init(&arena, NULL);
    cr_assert_eq(nrm_mint(&arena, &job, &ids, NULL), NORM_OK);
    cr_expect_not(nrm_str_eq(ids[0], ids[1]));
    nrm_arena_dispose(&arena);
}

Test(mint, every_failed_allocation_is_reported)
{
    norm_record records[] = {record("r1", "Eraskh"), record("r2", "Yeraskhahun")};
    const uint32_t entity_of[] = {0, 1};
    nrm_mint_job job = {norm_str_from("norm"), records, 2, entity_of, 2};
    norm_status status = NORM_E_NOMEM;
    size_t fail_at;

    for (fail_at = 1; status != NORM_OK && fail_at < 50; fail_at++) {
        const norm_str *ids = NULL;
        alloc_probe probe;
        nrm_arena arena;

        alloc_probe_init(&probe, fail_at);
        nrm_arena_init(&arena, &probe.hook);
        status = nrm_mint(&arena, &job, &ids, NULL);
        cr_expect(status == NORM_OK ? probe.refused == 0 : status == NORM_E_NOMEM);
        nrm_arena_dispose(&arena);
        cr_expect(alloc_probe_clean(&probe), "request %zu", fail_at);
    }
    cr_expect_eq(status, NORM_OK);
    cr_expect_gt(fail_at, 2);
}
