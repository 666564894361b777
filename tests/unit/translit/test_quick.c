/* test_quick.c - the pass over plain texts says what the whole engine says, or nothing.
 * SPDX-License-Identifier: MIT */
#include "fixture.h"

#include <string.h>

#include "translit/quick.h"

/* All kinds of contexts, rules of several letters, outputs that need a form of capitals. */
#define RULES                                                                                                     \
    HEAD_OF("ru Cyrl", "Latn", "no")                                                                              \
    "class V = а е о\nclass G = ж шч т\nsame тс = ц\ndrop ъ\n"                                         \
    "а -> a\nе -> ye / # _\nе -> ye / V _\nе -> e\nо -> o / !V _ !#\nо -> oo\n"                             \
    "ж -> zh / _ G\nж -> j\nш -> sh\nч -> ch / # V _\nч -> č\nшч -> shch / _ #\nшч -> šč\n"           \
    "т -> t / _ шч\nт -> d / V # _\nт -> th\nц -> ts\nс -> s\nь -> ∅\nх -> kh / а е _ о\nх -> h\n" \
    "word оже -> ozhe\nщ -> abcdefghi\n"

static norm_str joined(char *room, uint64_t number, const char *const *pieces, size_t count)
{
    norm_str text = {room, 0};

    for (; number > 0; number /= count) {
        const char *piece = pieces[number % count];

        memcpy(room + text.len, piece, strlen(piece));
        text.len += strlen(piece);
    }
    return text;
}

Test(quick, gives_what_the_whole_engine_gives)
{
    static const char *const pieces[] = {
        "а", "е", "Е", "о", "О", "ж", "Ж", "ш", "Ш", "ч", "Ч", "т", "с", "ь",    "х",
        "Х", "-", "щ", "э", "ц", " ", "ъ", "b", "1", "’", "ә", "а", "о", "\xD0", "\xCC\x81"};
    char room[256];
    nrm_arena arena;
    const nrm_system *x;
    size_t plain = 0;
    uint64_t i;

    nrm_arena_init(&arena, NULL);
    x = open_text(&arena, RULES);
    for (i = 1; i < 200000; i++) {
        nrm_mark mark = nrm_arena_mark(&arena);
        /* a step that is prime to the count of pieces: texts of all lengths up to five */
        norm_str text = joined(room, i * 121 + 1, pieces, NRM_LEN(pieces));
        norm_str quick, whole;

        if (nrm_translit_plain(&arena, x, text, false, &quick)) {
            plain++;
            cr_assert_eq(nrm_translit_whole(&arena, x, text, false, &whole, NULL, NULL), NORM_OK);
            cr_assert(nrm_str_eq(quick, whole), "%.*s: %.*s, not %.*s", (int)text.len, text.ptr,
                      (int)quick.len, quick.ptr, (int)whole.len, whole.ptr);
        }
        nrm_arena_rewind(&arena, mark);
    }
    cr_expect_gt(plain, 20000, "only %zu texts were plain", plain);
    nrm_arena_dispose(&arena);
}

Test(quick, knows_what_is_plain)
{
    static const struct {
        const char *text;
        bool is_plain;
        const char *why;
    } rows[] = {
        {"Еха", true, "letters with rules"},
        {"тоже, Шша-Ж 12", true, "signs and digits of ASCII"},
        {"ехо", false, "a context of two letters"},
        {"шча", false, "two letters and a context"},
        {"", false, "nothing"},
        {"тса", false, "a `same`"},
        {"тъа", false, "a letter to drop"},
        {"ab", false, "letters of another script"},
        {"а’а", false, "a sign"},
        {"а\xCC\x81", false, "a mark"},
        {"а\xD0", false, "cut short"},
        {"\xC0\x80", false, "invalid"},
        {"а\xED\xA0\x80", false, "invalid"},
        {"ა", false, "another script"},
        {"оже", false, "an exception, or the beginning of one"},
        {"щ", false, "an output of more than a cell"},
    };
    nrm_arena arena;
    const nrm_system *x;
    norm_str out;
    size_t i;

    nrm_arena_init(&arena, NULL);
    x = open_text(&arena, RULES);
    for (i = 0; i < NRM_LEN(rows); i++)
        cr_expect_eq(nrm_translit_plain(&arena, x, norm_str_from(rows[i].text), false, &out),
                     rows[i].is_plain, "%s: %s", rows[i].text, rows[i].why);
    cr_expect_not(nrm_translit_plain(&arena, x, norm_str_from("а"), true, &out),
                  "there is no reverse");
    nrm_arena_dispose(&arena);
}
