/* unit/compare/test_encode.c - names as blocks of bytes: whole, movable, and refused when damaged.
 * SPDX-License-Identifier: MIT */
#include "builtin.h"

#include <stddef.h>
#include <stdlib.h>

/* A copy of a block at another place, 8-aligned. */
static norm_name *copy_of(nrm_arena *arena, const norm_name *name)
{
    norm_name *copy = nrm_arena_alloc(arena, name->size, 1);

    cr_assert_not_null(copy);
    memcpy(copy, name, name->size);
    return copy;
}

Test(encode, what_is_encoded_passes_the_check)
{
    uint64_t state = 41;
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < 500; i++) {
        const norm_name *name = encode_random(&t, &state);

        cr_expect(nrm_name_check(name, name->size, &t.model->encoder) == name, "%.*s",
                  (int)name->text_len, nrm_name_text(name).ptr);
    }
    close_builtin(&t);
}

Test(encode, the_same_name_is_the_same_bytes)
{
    builtin t;
    builtin other;
    const norm_name *a;
    const norm_name *b;

    open_builtin(&t, NULL);
    open_builtin(&other, NULL);
    (void)encode_place(&t, "Վերին Արթիկ", "hy");
    a = encode_place(&t, "Нор-Артик, село", "ru");
    b = encode_place(&other, "Нор-Артик, село", "ru");
    cr_assert_eq(a->size, b->size);
    cr_expect_eq(memcmp(a, b, a->size), 0, "no pointer, no padding, nothing left over");
    close_builtin(&other);
    close_builtin(&t);
}

Test(encode, words_sounds_and_where_they_come_from)
{
    builtin t;
    const norm_name *name;
    const nrm_word *words;
    norm_str text;
    size_t i;
    size_t k;

    open_builtin(&t, NULL);
    name = encode_place(&t, "  село\tЩербаковка ", "ru");
    text = nrm_name_text(name);
    words = nrm_name_words(name);
    cr_expect(nrm_str_eq_c(text, "село Щербаковка"), "the tidy text");
    cr_assert_eq(name->word_count, 2);
    cr_expect_eq(words[0].role, NRM_ROLE_GENERIC);
    cr_expect_eq(words[1].role, NRM_ROLE_WORD);
    cr_expect(nrm_str_eq_c(nrm_str_slice(text, words[1].begin, words[1].end), "Щербаковка"));
    cr_expect_eq(words[1].sound_count, 10, "S e r b a k o v k a");
    for (i = 0; i < 2; i++) {
        for (k = 0; k < words[i].sound_count; k++) {
            size_t at = nrm_name_origin(name, words[i].sound_begin + k);

            cr_expect(at >= words[i].begin && at < words[i].end, "sound %zu of word %zu", k, i);
            cr_expect_eq(at % 2, i == 0 ? 0 : 1, "at a letter");
        }
    }
    close_builtin(&t);
}

Test(encode, a_block_may_be_moved)
{
    uint64_t state = 42;
    nrm_arena arena;
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    nrm_arena_init(&arena, NULL);
    for (i = 0; i < 200; i++) {
        const norm_name *a = encode_random(&t, &state);
        const norm_name *b = encode_random(&t, &state);
        norm_name *moved = copy_of(&arena, a);
        norm_match_result here;
        norm_match_result there;

        cr_assert_eq(norm_compare(t.ctx, a, b, NULL, &here, NULL), NORM_OK);
        cr_assert_eq(norm_compare(t.ctx, moved, copy_of(&arena, b), NULL, &there, NULL), NORM_OK);
        cr_expect_eq(here.score, there.score, "try %zu", i);
        cr_assert_eq(norm_compare(t.ctx, a, moved, NULL, &here, NULL), NORM_OK);
        cr_assert_eq(norm_compare(t.ctx, a, a, NULL, &there, NULL), NORM_OK);
        cr_expect_eq(here.score, there.score, "try %zu", i);
    }
    nrm_arena_dispose(&arena);
    close_builtin(&t);
}

/* Is the name refused when `width` bytes at `at` hold this value? */
static bool refuses(const builtin *t, nrm_arena *arena, const norm_name *good, size_t at,
                    size_t width, uint32_t value)
{
    norm_name *bad = copy_of(arena, good);
    size_t k;

    for (k = 0; k < width; k++)
        ((uint8_t *)bad)[at + k] = (uint8_t)(value >> (8 * k));
    return nrm_name_check(bad, good->size, &t->model->encoder) == NULL;
}

/* Each field that a reader relies on, out of its range. */
Test(encode, damaged_fields_are_refused)
{
    nrm_arena arena;
    builtin t;
    const norm_name *good;
    const nrm_word *words;
    size_t word;
    size_t sounds;
    size_t i;

    open_builtin(&t, NULL);
    nrm_arena_init(&arena, NULL);
    good = encode_place(&t, "Нор-Артик", "ru");
    words = nrm_name_words(good);
    word = sizeof *good;
    sounds = word + good->word_count * sizeof(nrm_word);
    {
        const struct {
            const char *what;
            size_t at, width;
            uint32_t value;
        } rows[] = {
            {"size beyond", offsetof(norm_name, size), 4, good->size + 8},
            {"odd size", offsetof(norm_name, size), 4, good->size - 1},
            {"small size", offsetof(norm_name, size), 4, 8},
            {"text", offsetof(norm_name, text_len), 2, 60000},
            {"sounds", offsetof(norm_name, sound_count), 2, UINT16_MAX},
            {"words", offsetof(norm_name, word_count), 1, NRM_TOKENS + 1},
            {"kind", offsetof(norm_name, kind), 1, NORM_KIND_ORG + 1},
            {"script", offsetof(norm_name, script), 1, NRM_SCRIPT_COUNT},
            {"sounds overlap", word + sizeof *words + offsetof(nrm_word, sound_begin), 2, 0},
            {"sounds far", word + offsetof(nrm_word, sound_begin), 2, UINT16_MAX},
            {"a sound too many", word + sizeof *words + offsetof(nrm_word, sound_count), 1,
             words[1].sound_count + 1U},
            {"long word", word + offsetof(nrm_word, sound_count), 1, NRM_WORD_SOUNDS + 1},
            {"system", word + offsetof(nrm_word, system), 1,
             (uint32_t)t.model->encoder.systems->count},
            {"role", word + offsetof(nrm_word, role), 1, NRM_ROLES},
            {"sense", word + offsetof(nrm_word, sense), 2,
             (uint32_t)t.model->encoder.names->sense_count},
            {"end", word + offsetof(nrm_word, end), 2, UINT16_MAX},
            {"begin", word + offsetof(nrm_word, begin), 2, words[0].end + 1U},
            {"no sound", sounds, 1, 0},
            {"symbol", sounds, 1, (uint32_t)t.model->encoder.alphabet->count},
        };

        for (i = 0; i < NRM_LEN(rows); i++)
            cr_expect(refuses(&t, &arena, good, rows[i].at, rows[i].width, rows[i].value), "%s",
                      rows[i].what);
    }
    cr_expect_not(refuses(&t, &arena, good, 0, 0, 0), "an undamaged one is taken");
    cr_expect_null(nrm_name_check(good, good->size - 8, &t.model->encoder), "cut");
    cr_expect_null(nrm_name_check(good, 0, &t.model->encoder), "nothing");
    nrm_arena_dispose(&arena);
    close_builtin(&t);
}

/* Whatever passes the check can be compared, explained and keyed without harm. */
Test(encode, random_damage_does_no_harm)
{
    uint64_t state = 43;
    nrm_arena arena;
    builtin t;
    size_t passed = 0;
    size_t i;

    open_builtin(&t, NULL);
    nrm_arena_init(&arena, NULL);
    for (i = 0; i < 4000; i++) {
        const norm_name *name = encode_random(&t, &state);
        norm_name *bad = copy_of(&arena, name);
        uint8_t *bytes = (uint8_t *)bad;
        norm_explanation why;

        bytes[roll(&state, name->size)] = (uint8_t)roll(&state, 256);
        if (nrm_name_check(bad, name->size, &t.model->encoder) != NULL) {
            passed++;
            cr_assert_eq(norm_explain(t.ctx, bad, name, NULL, &why, NULL), NORM_OK);
        }
        norm_ctx_reset(t.ctx);
        nrm_arena_reset(&arena);
    }
    cr_expect(passed > 100 && passed < 4000, "%zu", passed);
    nrm_arena_dispose(&arena);
    close_builtin(&t);
}

Test(encode, hostile_text)
{
    char *huge = malloc(HUGE_TEXT);
    hostile_text rows[HOSTILE_TEXTS];
    builtin t;
    size_t i;

    cr_assert_not_null(huge);
    hostile_texts(huge, rows);
    open_builtin(&t, NULL);
    for (i = 0; i < HOSTILE_TEXTS; i++) {
        const norm_name *name = NULL;
        norm_error err = {.message = ""};
        norm_status status =
            norm_encode(t.ctx, rows[i].text, norm_str_from(""), NORM_KIND_ANY, &name, &err);

        cr_expect_eq(status, rows[i].want, "%s: %s", rows[i].why, err.message);
        cr_expect_eq(name != NULL, status == NORM_OK, "%s", rows[i].why);
        if (name != NULL)
            cr_expect_not_null(nrm_name_check(name, name->size, &t.model->encoder), "%s",
                               rows[i].why);
    }
    close_builtin(&t);
    free(huge);
}

Test(encode, what_is_beyond_the_room_is_cut_and_said)
{
    char words[401];
    builtin t;
    const norm_name *name;
    size_t i;

    for (i = 0; i < 400; i++)
        words[i] = i % 4 == 3 ? ' ' : (char)('a' + i / 4 % 20);
    words[400] = '\0';
    open_builtin(&t, NULL);
    name = encode_place(&t, words, "en");
    cr_expect_eq(name->word_count, NRM_TOKENS);
    cr_expect_eq(name->cut, 1);
    cr_expect_eq(encode_place(&t, "Ерасх", "ru")->cut, 0);
    close_builtin(&t);
}

/* A script that no table reads still gives names that can be told apart, with ICU. */
Test(encode, scripts_without_tables)
{
    builtin t;
    const norm_name *name;
    norm_model_info info;

    open_builtin(&t, NULL);
    norm_model_describe(t.model, &info);
    name = encode_place(&t, "漢字", "");
    cr_assert_eq(name->word_count, 1);
    cr_expect_eq(nrm_name_words(name)->sound_count > 0, info.has_icu);
    cr_expect_not_null(nrm_name_check(name, name->size, &t.model->encoder));
    close_builtin(&t);
}

Test(encode, arguments)
{
    builtin t;
    const norm_name *name = NULL;
    norm_str text = norm_str_from("Ерасх");

    open_builtin(&t, NULL);
    cr_expect_eq(norm_encode(NULL, text, text, NORM_KIND_ANY, &name, NULL), NORM_E_ARG);
    cr_expect_eq(norm_encode(t.ctx, text, text, NORM_KIND_ANY, NULL, NULL), NORM_E_ARG);
    cr_expect_eq(norm_encode(t.ctx, (norm_str){NULL, 3}, text, NORM_KIND_ANY, &name, NULL),
                 NORM_E_ARG);
    cr_expect_eq(norm_encode(t.ctx, text, (norm_str){NULL, 3}, NORM_KIND_ANY, &name, NULL),
                 NORM_E_ARG);
    cr_expect_eq(
        norm_encode(t.ctx, text, norm_str_from("no such language"), NORM_KIND_ANY, &name, NULL),
        NORM_OK, "the script tells enough");
    close_builtin(&t);
}

Test(encode, out_of_memory_at_any_request)
{
    size_t fail_at = 0;
    bool refused;

    do {
        alloc_probe probe;
        builtin t;
        const norm_name *name = NULL;
        norm_status status;

        alloc_probe_init(&probe, 0);
        open_builtin(&t, &probe.hook);
        probe.fail_count = 1;
        probe.fail_at = probe.calls + ++fail_at;
        status = norm_encode(t.ctx, norm_str_from("  Верин  Артик 漢字"), norm_str_from("ru"),
                             NORM_KIND_PLACE, &name, NULL);
        refused = probe.refused > 0;
        cr_expect_eq(status, refused ? NORM_E_NOMEM : NORM_OK, "request %zu", fail_at);
        cr_expect_eq(name != NULL, !refused, "request %zu", fail_at);
        close_builtin(&t);
        cr_expect(alloc_probe_clean(&probe), "request %zu", fail_at);
    } while (refused);
    cr_expect_gt(fail_at, 1);
}
