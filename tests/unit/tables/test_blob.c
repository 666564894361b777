/* test_blob.c - the compiled tables: round trip, and no damage goes unseen.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "support/alloc_probe.h"
#include "tables/blob.h"

static const nrm_blob_part parts[] = {
    {"VERS", {"0.1.0", 5}},
    {"SYST", {"a\0b\0c", 5}},
    {"NAME", {NULL, 0}},
    {"COST", {"0123456789abcdef", 16}},
};

/* A copy in memory of just its size, so that ASan sees any read past the end. */
static uint8_t *copy_of(norm_str bytes, size_t size)
{
    uint8_t *copy = malloc(size > 0 ? size : 1);

    cr_assert_not_null(copy);
    if (size > 0)
        memcpy(copy, bytes.ptr, size);
    return copy;
}

static norm_str build(nrm_arena *arena)
{
    norm_str bytes;

    cr_assert_eq(nrm_blob_build(arena, parts, NRM_LEN(parts), &bytes, NULL), NORM_OK);
    return bytes;
}

Test(blob, gives_back_what_was_put_in)
{
    nrm_arena arena;
    nrm_blob blob;
    norm_str bytes;
    size_t i;

    nrm_arena_init(&arena, NULL);
    bytes = build(&arena);
    cr_assert_eq(nrm_blob_open(bytes.ptr, bytes.len, &blob, NULL), NORM_OK);
    cr_expect_eq(blob.section_count, NRM_LEN(parts));
    for (i = 0; i < NRM_LEN(parts); i++) {
        nrm_reader reader;

        cr_assert_eq(nrm_blob_section(&blob, parts[i].id, &reader, NULL), NORM_OK);
        cr_expect_eq((uintptr_t)reader.base % 8, 0, "section %zu is not aligned", i);
        cr_expect(nrm_str_eq(nrm_read_bytes(&reader, reader.size), parts[i].bytes), "part %zu", i);
        cr_expect_eq(reader.size, parts[i].bytes.len);
    }
    nrm_arena_dispose(&arena);
}

Test(blob, a_replaced_section_is_the_only_thing_that_changes)
{
    static const nrm_blob_part changed[] = {{"SYST", {"new", 3}}, {"WORD", {"more", 4}}};
    nrm_arena arena;
    size_t k;

    nrm_arena_init(&arena, NULL);
    for (k = 0; k < NRM_LEN(changed); k++) {
        norm_str bytes = build(&arena);
        nrm_blob blob;
        size_t i;

        cr_assert_eq(nrm_blob_open(bytes.ptr, bytes.len, &blob, NULL), NORM_OK);
        cr_assert_eq(nrm_blob_replace(&arena, &blob, changed[k].id, changed[k].bytes, &bytes, NULL),
                     NORM_OK);
        cr_assert_eq(nrm_blob_open(bytes.ptr, bytes.len, &blob, NULL), NORM_OK);
        cr_expect_eq(blob.section_count, NRM_LEN(parts) + k);
        for (i = 0; i <= NRM_LEN(parts); i++) {
            const nrm_blob_part *want = i < NRM_LEN(parts) ? &parts[i] : &changed[k];
            nrm_reader reader;

            if (i < NRM_LEN(parts) && memcmp(want->id, changed[k].id, 4) == 0)
                continue;
            cr_assert_eq(nrm_blob_section(&blob, want->id, &reader, NULL), NORM_OK);
            cr_expect(nrm_str_eq(nrm_read_bytes(&reader, reader.size), want->bytes), "%.4s",
                      want->id);
        }
    }
    nrm_arena_dispose(&arena);
}

Test(blob, says_which_section_is_missing)
{
    nrm_arena arena;
    nrm_blob blob;
    nrm_reader reader;
    norm_error err;
    norm_str bytes;

    nrm_arena_init(&arena, NULL);
    bytes = build(&arena);
    cr_assert_eq(nrm_blob_open(bytes.ptr, bytes.len, &blob, NULL), NORM_OK);
    cr_expect_eq(nrm_blob_section(&blob, "GAZE", &reader, &err), NORM_E_NOTFOUND);
    cr_expect_str_eq(err.message, "tables without a section GAZE");
    cr_expect_eq(reader.size, 0);
    cr_expect_eq(nrm_blob_section_hash(&blob, "GAZE"), 0);
    cr_expect_neq(nrm_blob_section_hash(&blob, "COST"), nrm_blob_section_hash(&blob, "SYST"));
    nrm_arena_dispose(&arena);
}

Test(blob, is_refused_when_cut_at_any_length)
{
    nrm_arena arena;
    norm_str bytes;
    size_t size;

    nrm_arena_init(&arena, NULL);
    bytes = build(&arena);
    for (size = 0; size < bytes.len; size++) {
        uint8_t *cut = copy_of(bytes, size);
        nrm_blob blob;

        cr_expect_eq(nrm_blob_open(cut, size, &blob, NULL), NORM_E_FORMAT, "%zu bytes", size);
        cr_expect_null(blob.base);
        free(cut);
    }
    nrm_arena_dispose(&arena);
}

Test(blob, is_refused_when_any_byte_is_changed)
{
    static const uint8_t masks[] = {0x01, 0x80, 0xFF};
    nrm_arena arena;
    norm_str bytes;
    size_t at;
    size_t i;

    nrm_arena_init(&arena, NULL);
    bytes = build(&arena);
    for (at = 0; at < bytes.len; at++) {
        for (i = 0; i < NRM_LEN(masks); i++) {
            uint8_t *changed = copy_of(bytes, bytes.len);
            nrm_blob blob;
            norm_status want = at == 7 ? NORM_E_VERSION : NORM_E_FORMAT;

            changed[at] ^= masks[i];
            cr_expect_eq(nrm_blob_open(changed, bytes.len, &blob, NULL), want,
                         "byte %zu changed by %02x", at, masks[i]);
            free(changed);
        }
    }
    nrm_arena_dispose(&arena);
}

Test(blob, bytes_behind_its_end_are_refused)
{
    nrm_arena arena;
    norm_str bytes;
    uint8_t *longer;
    nrm_blob blob;

    nrm_arena_init(&arena, NULL);
    bytes = build(&arena);
    longer = malloc(bytes.len + 8);
    cr_assert_not_null(longer);
    memcpy(longer, bytes.ptr, bytes.len);
    memset(longer + bytes.len, 0, 8);
    cr_expect_eq(nrm_blob_open(longer, bytes.len + 8, &blob, NULL), NORM_E_FORMAT);
    free(longer);
    nrm_arena_dispose(&arena);
}

Test(blob, an_empty_one_is_valid_and_too_many_sections_are_not)
{
    static nrm_blob_part many[65];
    nrm_arena arena;
    nrm_blob blob;
    norm_str bytes;

    nrm_arena_init(&arena, NULL);
    cr_assert_eq(nrm_blob_build(&arena, NULL, 0, &bytes, NULL), NORM_OK);
    cr_expect_eq(nrm_blob_open(bytes.ptr, bytes.len, &blob, NULL), NORM_OK);
    cr_expect_eq(nrm_blob_build(&arena, many, NRM_LEN(many), &bytes, NULL), NORM_E_LIMIT);
    nrm_arena_dispose(&arena);
}

Test(blob, building_reports_a_failed_allocation)
{
    alloc_probe probe;
    nrm_arena arena;
    norm_str bytes;

    alloc_probe_init(&probe, 1);
    nrm_arena_init(&arena, &probe.hook);
    cr_expect_eq(nrm_blob_build(&arena, parts, NRM_LEN(parts), &bytes, NULL), NORM_E_NOMEM);
    nrm_arena_dispose(&arena);
    cr_expect(alloc_probe_clean(&probe));
}
