/* test_engine.c - which rule wins, what contexts see, what spans and sounds say.
 * SPDX-License-Identifier: MIT */
#include "fixture.h"

#include <stdlib.h>
#include <string.h>

#include "support/alloc_probe.h"

#define CYRL HEAD_OF("ru Cyrl", "Latn", "no")

typedef struct row {
    const char *rules, *in, *want;
} row;

static void expect_rows(const row *rows, size_t count)
{
    nrm_arena arena;
    size_t i;

    nrm_arena_init(&arena, NULL);
    for (i = 0; i < count; i++)
        expect_text(&arena, open_text(&arena, rows[i].rules), false, rows[i].in, rows[i].want);
    nrm_arena_dispose(&arena);
}

Test(engine, the_longest_letters_win_then_the_narrowest_context)
{
    static const row rows[] = {
        {CYRL "т -> t\nс -> s\nтс -> c\n", "тстс тт", "cc tt"},
        {CYRL "class V = а о\nа -> a\nе -> 0\nе -> 1 / V _\nе -> 2 / V _ V\n", "е ае аеа",
         "0 a1 a2a"},
        {CYRL "class V = а о\nа -> a\nо -> o\nе -> 1 / V _\nе -> 2 / а _\nе -> 0\n", "ае ое е",
         "a2 o1 0"},
        {CYRL "class V = а е\nе -> 1 / V _\nе -> 2 / # _\nе -> 0\nк -> k\n", "ее ке", "21 k0"},
    };
    expect_rows(rows, NRM_LEN(rows));
}

Test(engine, contexts_know_edges_groups_and_negation)
{
    static const row rows[] = {
        {CYRL "class V = а\nт -> t\nа -> a\nх -> h / V _ !V\nх -> x\n", "ахт аха ах", "aht axa ah"},
        {CYRL "class V = оу\nо -> o\nу -> u\nе -> 1 / V _\nе -> 0\n", "оуе уе", "ou1 u0"},
        {CYRL "ий -> y / _ #\nи -> i\nй -> j\nа -> a\n", "ий ийа ий-ий «ий»", "y ija y-y «y»"},
        {CYRL "е -> 1 / !# _\nе -> 0\n", "ее", "01"},
        {CYRL "е -> 1 / # _\nе -> 0\nт -> t\n", "е-е т’е ’е т ’", "1-1 t’0 ’1 t ’"},
        {CYRL "drop ՞\nо -> o\nу -> u\nоу -> U\n", "о՞у", "U"},
        {CYRL "same ёё = е\nе -> e\nё -> o\nт -> 1 / е _\nт -> 0\n", "ёёт ёт", "e1 o0"},
    };
    expect_rows(rows, NRM_LEN(rows));
}

Test(engine, a_word_exception_is_for_the_whole_word)
{
    static const row rows[] = {
        {CYRL "о -> vo\nв -> v\nа -> a\nword ов -> ov\n", "ов Ов ОВ ова аов ов-ов",
         "ov Ov OV vova avov ov-ov"},
    };
    expect_rows(rows, NRM_LEN(rows));
}

Test(engine, what_has_no_rule_goes_through)
{
    static const row rows[] = {
        {CYRL "а -> a\n", "", ""},
        {CYRL "а -> a\n", "Hello, Welt 12 中 🙂", "Hello, Welt 12 中 🙂"},
        {CYRL "а -> a\n", "аbа", "aba"},
        {CYRL "ь -> ∅\nа -> \\sa\n", "ьа", " a"},
        {CYRL "с -> s\nа -> a\n", "cа caca", "sa caca"}, /* Latin c in a Cyrillic word */
        {CYRL "й -> j\n", "и\xCC\x86", "j"},             /* not in NFC */
    };
    expect_rows(rows, NRM_LEN(rows));
}

Test(engine, the_reverse_comes_back)
{
    static const char rules[] = HEAD_OF(
        "ru Cyrl", "Latn", "yes") "е -> e\nж -> zh\nх -> h\nз -> z\nй -> y\nы -> y\nь -> ’\n"
                                  "class L = z h\nback y -> ы / L _\n";
    static const char *const pairs[][2] = {{"жзх", "zhzh"}, {"хы", "hy"},  {"ей", "ey"},
                                           {"Же", "Zhe"},   {"ЖЕ", "ZHE"}, {"зь", "z’"}};
    nrm_arena arena;
    const nrm_system *x;
    size_t i;

    nrm_arena_init(&arena, NULL);
    x = open_text(&arena, rules);
    for (i = 1; i < NRM_LEN(pairs); i++) {
        expect_text(&arena, x, false, pairs[i][0], pairs[i][1]);
        expect_text(&arena, x, true, pairs[i][1], pairs[i][0]);
    }
    expect_text(&arena, x, true, "zhzh", "жж");
    nrm_arena_dispose(&arena);
}

Test(engine, a_system_without_reverse_says_so)
{
    nrm_arena arena;
    norm_error err = {.message = ""};
    norm_str out;

    nrm_arena_init(&arena, NULL);
    cr_expect_eq(nrm_translit(&arena, open_text(&arena, CYRL "а -> a\n"), norm_str_from("a"), true,
                              &out, NULL, &err),
                 NORM_E_UNSUPPORTED);
    cr_expect_str_eq(err.message, "x has no reverse");
    nrm_arena_dispose(&arena);
}

Test(engine, spans_cover_input_and_output_in_order)
{
    static const char *const texts[] = {"Щука, bот", "’щ՞щ", "щ", "՞", "и\xCC\x86щ", " "};
    nrm_arena arena;
    const nrm_system *x;
    size_t i, j;

    nrm_arena_init(&arena, NULL);
    x = open_text(&arena, CYRL "drop ՞\nщ -> shch\nу -> u\nк -> k\nй -> j\n");
    for (i = 0; i < NRM_LEN(texts); i++) {
        nrm_spans spans;
        norm_str out;
        uint32_t in_end = 0;
        uint32_t out_end = 0;

        cr_assert_eq(nrm_translit(&arena, x, norm_str_from(texts[i]), false, &out, &spans, NULL),
                     NORM_OK);
        for (j = 0; j < spans.count; j++) {
            cr_expect_eq(spans.items[j].in_begin, in_end, "%s, span %zu", texts[i], j);
            cr_expect_eq(spans.items[j].out_begin, out_end, "%s, span %zu", texts[i], j);
            in_end = spans.items[j].in_end;
            out_end = spans.items[j].out_end;
        }
        cr_expect_eq(out_end, out.len, "%s", texts[i]);
        cr_expect(spans.count == 0 || in_end == spans.text.len, "%s", texts[i]);
    }
    nrm_arena_dispose(&arena);
}

Test(engine, long_texts_and_failing_memory)
{
    nrm_arena tables;
    const nrm_system *x;
    char *text = malloc(200000);
    norm_str in = {text, 0};
    size_t fail_at;

    nrm_arena_init(&tables, NULL);
    x = open_text(&tables, CYRL "щ -> shch\n");
    for (; in.len + 2 <= 200000; in.len += 2)
        memcpy(text + in.len, "щ", 2);
    for (fail_at = 0; fail_at < 4; fail_at++) {
        alloc_probe probe;
        nrm_arena arena;
        norm_str out;
        norm_status status;

        alloc_probe_init(&probe, fail_at);
        nrm_arena_init(&arena, &probe.hook);
        status = nrm_translit(&arena, x, in, false, &out, NULL, NULL);
        cr_expect(status == NORM_OK ? out.len == 2 * in.len : status == NORM_E_NOMEM);
        cr_expect(fail_at > 0 || status == NORM_OK);
        nrm_arena_dispose(&arena);
        cr_expect(alloc_probe_clean(&probe));
    }
    nrm_arena_dispose(&tables);
    free(text);
}

static size_t sounds_of(const nrm_system *x, norm_str word, uint8_t *out, uint16_t *origins,
                        size_t cap)
{
    uint32_t cps[600];
    size_t count = 0;
    size_t i;

    for (i = 0; i < word.len; i++)
        cps[count++] = (uint8_t)word.ptr[i]; /* ASCII */
    return nrm_sounds(x, cps, count, out, origins, cap);
}

Test(engine, sounds_drop_repeats_and_name_their_letters)
{
    static const char rules[] =
        HEAD_OF("en Latn", "Zsnd", "no") "drop '\nsame q = ts\na -> a\nb -> b\nb -> t / _ #\nt -> "
                                         "t\ns -> S\nya -> y a\nsh -> ∅\n";
    static const struct {
        const char *in, *want;
    } rows[] = {{"aa", "a"},  {"tt", "t"},  {"bab", "bat"}, {"yaa", "ya"}, {"ash", "a"},
                {"zaz", "a"}, {"a'a", "a"}, {"qa", "tSa"},  {"", ""}};
    nrm_arena arena;
    const nrm_system *x;
    uint8_t out[16];
    uint16_t origins[16];
    size_t i, n;

    nrm_arena_init(&arena, NULL);
    x = open_text(&arena, rules);
    for (i = 0; i < NRM_LEN(rows); i++) {
        n = sounds_of(x, norm_str_from(rows[i].in), out, NULL, sizeof out);
        cr_expect(nrm_str_eq_c((norm_str){(char *)out, n}, rows[i].want), "%s: %.*s", rows[i].in,
                  (int)n, (const char *)out);
    }
    n = sounds_of(x, norm_str_from("b'yas"), out, origins, sizeof out);
    cr_assert_eq(n, 4);
    cr_expect(origins[0] == 0 && origins[1] == 2 && origins[2] == 2 && origins[3] == 4);
    cr_expect_eq(sounds_of(x, norm_str_from("bab"), out, origins, 2), 2);
    nrm_arena_dispose(&arena);
}

Test(engine, sounds_of_a_word_without_end)
{
    nrm_arena arena;
    const nrm_system *x;
    char word[600];
    uint8_t out[1200];

    memset(word, 'q', sizeof word); /* each read as two letters */
    nrm_arena_init(&arena, NULL);
    x = open_text(&arena, HEAD_OF("en Latn", "Zsnd", "no") "same q = ts\nt -> t\ns -> S\n");
    cr_expect_eq(sounds_of(x, (norm_str){word, sizeof word}, out, NULL, sizeof out),
                 2 * NRM_SOUNDS_LETTERS);
    nrm_arena_dispose(&arena);
}
