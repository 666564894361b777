/* unit/text/test_tidy.c - the tidy form: what is repaired, what is left alone.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <string.h>

#include "base/str.h"
#include "support/alloc_probe.h"
#include "text/tidy.h"
#include "text/ucd.h"
#include "text/utf8.h"

typedef struct tidy_row {
    const char *in, *lang, *want, *why;
} tidy_row;

static const tidy_row rows[] = {
    {"Сург\x79ладзе", "", "Сургуладзе", "Latin y; OpenSanctions PR 1072"},
    {"Аз\xC9\x99рбајҹан", "", "Аз\xD3\x99рбајҹан", "Latin schwa; scriptshifter issue 14"},
    {"\x43ЕРГЕЙ", "", "СЕРГЕЙ", "Latin C"},
    {"ҹәмиј\x79әтин", "", "ҹәмијјәтин", "Latin y for its sound; CLDR az"},
    {"N\xD0\xB0xçıvan", "az", "Naxçıvan", "Cyrillic а in a Latin word"},
    {"\xD0\xA1rb\xD3\x99", "az", "Crb\xC9\x99", "Cyrillic schwa in a Latin word"},
    {"Երևան\x6F", "", "Երևանօ", "Latin o in an Armenian word"},
    {"\xD0\xA8opa", "", "Шора", "the only script that all letters have"},
    {"\x43O\xD0\x92\xD0\x90", "ru", "СОВА", "torn two to two: the language"},
    {"\x43O\xD0\x92\xD0\x90 Наука", "", "СОВА Наука", "torn two to two: the other words"},
    {"\x43O\xD0\x92\xD0\x90", "", "\x43O\xD0\x92\xD0\x90", "torn, and nothing to go by"},
    {"Яndex", "", "Яndex", "letters without twins stay"},
    {"IT-компания", "", "IT-компания", "words of one script each"},
    {"Lada Лада", "", "Lada Лада", "two words, two scripts"},
    {"P3trosyan", "", "Petrosyan", "a digit for a letter"},
    {"Ка3ань", "", "Казань", "a digit for a letter"},
    {"М0СКВА", "", "МОСКВА", "a digit among capitals"},
    {"3ахаров", "", "Захаров", "a digit before a vowel"},
    {"Т34", "", "Т34", "a code"},
    {"Дом 3а", "", "Дом 3а", "a house number"},
    {"Boeing 737", "", "Boeing 737", "a number of its own"},
    {"Web3Soft", "", "Web3Soft", "CamelCase"},
    {"\xEF\xBB\xBFЕрасх\r\n", "", "Ерасх", "BOM, CRLF"},
    {" Нор\xC2\xA0\xC2\xA0 Артик\t", "", "Нор Артик", "NBSP, tab"},
    {"Ера\xE2\x80\x8Bсх", "", "Ерасх", "zero-width space"},
    {"Ера\xC2\xADсх", "", "Ерасх", "soft hyphen"},
    {"\xE2\x80\x8Eתל אביב\xE2\x80\x8F", "", "תל אביב", "directional marks"},
    {"a\x01\x1B[b", "", "a[b", "control characters"},
    {"می\xE2\x80\x8Cشود", "fa", "می\xE2\x80\x8Cشود", "a non-joiner that belongs to the word"},
    {"Ер\xE2\x80\x8Cасх", "", "Ерасх", "a non-joiner that does not"},
    {"می\xE2\x80\x8C", "fa", "می", "a non-joiner at the end"},
    {"می\xE2\x80\x8C شود", "fa", "می شود", "a non-joiner before a blank"},
    {"\xE2\x80\x8Cمی", "fa", "می", "a non-joiner at the beginning"},
    {"خانهٔ ما", "fa", "خانهٔ ما", "heh with hamza"},
    {"и\xCC\x86од е\xCC\x88ж", "", "йод ёж", "NFC"},
    {"\xEF\xAC\x93ա", "", "մնա", "Armenian ligature"},
    {"և", "", "և", "the letter yew is no ligature"},
    {"\xEF\xBC\xA1\xEF\xBD\x82"
     "c\xEF\xBC\x91",
     "", "Abc1", "full width"},
    {"\xEF\xBA\x8D\xEF\xBA\x8E", "", "اا", "Arabic presentation forms"},
    {"O'Brien", "", "O’Brien", "apostrophe between letters"},
    {"Лук`янов", "", "Лук’янов", "grave for an apostrophe"},
    {"'Ода'", "", "'Ода'", "quotes are no apostrophes"},
    {"Ch'arents'", "", "Ch’arents'", "at the end it may be a quote"},
    {"O'zbekiston", "uz", "Oʻzbekiston", "Uzbek"},
    {"Нор–Артик", "", "Нор-Артик", "en dash inside a word"},
    {"Москва – Баку", "", "Москва – Баку", "a dash between words"},
    {"1941–1945", "", "1941–1945", "a range of numbers"},
    {"«Ода» “a” „b”", "", "«Ода» “a” „b”", "typographic quotes stay"},
    {"Z\xC7\x9Dka", "az", "Zəka", "turned e for a schwa"},
    {"", "", "", "nothing"},
    {" \t\xC2\xA0", "", "", "nothing but blanks"},
};

static norm_str tidy(nrm_arena *arena, norm_str text, const char *lang)
{
    norm_str got;

    cr_assert_eq(nrm_tidy(arena, text, norm_str_from(lang), &got, NULL), NORM_OK);
    return got;
}

Test(tidy, rows)
{
    nrm_arena arena;
    size_t i;

    nrm_arena_init(&arena, NULL);
    for (i = 0; i < NRM_LEN(rows); i++) {
        norm_str got = tidy(&arena, norm_str_from(rows[i].in), rows[i].lang);

        cr_expect(nrm_str_eq_c(got, rows[i].want), "%s: [%s] gives [%.*s], not [%s]", rows[i].why,
                  rows[i].in, (int)got.len, got.ptr, rows[i].want);
        got = tidy(&arena, got, rows[i].lang);
        cr_expect(nrm_str_eq_c(got, rows[i].want), "%s: not idempotent", rows[i].why);
    }
    nrm_arena_dispose(&arena);
}

Test(tidy, a_tidy_name_is_handed_back_without_memory)
{
    static const char names[][48] = {"Yeraskh", "Нагорный Карабах", "Երասխ-Հավան",
                                     "ერასხი",  "Hacı Zeynalabdin", "خانه",
                                     "O’Brien", "Λάρισα",           "(1) A. B."};
    alloc_probe probe;
    nrm_arena arena;
    size_t i;

    alloc_probe_init(&probe, 0);
    nrm_arena_init(&arena, &probe.hook);
    for (i = 0; i < NRM_LEN(names); i++)
        cr_expect_eq(tidy(&arena, norm_str_from(names[i]), "").ptr, names[i], "%s", names[i]);
    cr_expect_eq(probe.calls, 0);
}

/* A small generator (Knuth's MMIX constants), so that a failing text can be made again. */
static uint32_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

Test(tidy, twice_is_once_for_any_text)
{
    static const uint32_t signs[] = {
        'a',    'c',     'o',    'y',    'h',    'N',    'X',    'I',    0x259,  0x18F,  0x1DD,
        0x131,  0x430,   0x441,  0x43E,  0x443,  0x428,  0x415,  0x4D9,  0x4BB,  0x458,  0x4B9,
        0x585,  0x578,   0x561,  0x587,  0x3BF,  0x391,  0x10D0, 0x627,  0x64A,  0x5D0,  0x301,
        0x306,  0x308,   '0',    '1',    '3',    '7',    ' ',    ' ',    '\t',   0xA0,   '\'',
        0x2019, 0x2BC,   0x2B9,  0x60,   '-',    0x2013, 0x2010, 0x2033, '"',    '.',    0,
        0x1B,   0xAD,    0x200B, 0x200C, 0x200D, 0xFEFF, 0xFB13, 0xFB03, 0xFE70, 0xFDFA, 0xFF21,
        0xFF07, 0x1F600, 0x212B, 0x1FEF, 0x1FFD, 0x37E,  0x345};
    static const char langs[][8] = {"", "az", "ru", "az-Cyrl", "hy", "uz"};
    uint64_t state = 20;
    nrm_arena arena;
    unsigned round;

    nrm_arena_init(&arena, NULL);
    for (round = 0; round < 60000; round++) {
        const char *lang = langs[round % NRM_LEN(langs)];
        char bytes[64];
        size_t len = 0;
        size_t count = 1 + next_random(&state) % 14;
        norm_str once, twice;

        while (count-- > 0)
            len += nrm_utf8_put(bytes + len, signs[next_random(&state) % NRM_LEN(signs)]);
        once = tidy(&arena, (norm_str){bytes, len}, lang);
        twice = tidy(&arena, once, lang);
        cr_assert_eq(nrm_utf8_check(once, NULL), NORM_OK);
        cr_assert(nrm_str_eq(once, twice), "round %u %s: [%.*s] [%.*s] [%.*s]", round, lang,
                  (int)len, bytes, (int)once.len, once.ptr, (int)twice.len, twice.ptr);
        nrm_arena_reset(&arena);
    }
    nrm_arena_dispose(&arena);
}

Test(tidy, every_code_point_alone_is_idempotent)
{
    nrm_arena arena;
    uint32_t cp;

    nrm_arena_init(&arena, NULL);
    for (cp = 0; cp <= NRM_CP_MAX; cp++) {
        char bytes[6] = "a";
        norm_str once, twice;

        if (cp == 0xD800)
            cp = 0xE000;
        once = tidy(&arena, (norm_str){bytes, 1 + nrm_utf8_put(bytes + 1, cp)}, "");
        twice = tidy(&arena, once, "");
        cr_assert(nrm_str_eq(once, twice), "U+%04X", cp);
        nrm_arena_reset(&arena);
    }
    nrm_arena_dispose(&arena);
}

Test(tidy, lack_of_memory_is_reported)
{
    size_t fail_at;

    for (fail_at = 1; fail_at < 8; fail_at++) {
        static char text[40000];
        alloc_probe probe;
        nrm_arena arena;
        norm_str got;
        norm_status st;

        memset(text, 'a', sizeof text);
        memcpy(text + sizeof text - 4, "\xD0\xB0\xCC\x86", 4);
        alloc_probe_init(&probe, fail_at);
        nrm_arena_init(&arena, &probe.hook);
        st = nrm_tidy(&arena, (norm_str){text, sizeof text}, (norm_str){NULL, 0}, &got, NULL);
        cr_expect_eq(st, probe.refused > 0 ? NORM_E_NOMEM : NORM_OK, "request %zu", fail_at);
        nrm_arena_dispose(&arena);
        cr_expect(alloc_probe_clean(&probe));
    }
}

Test(lookalike, twins_are_of_the_script_that_was_asked_for)
{
    uint32_t cp;
    int script;

    for (cp = 0; cp < 0x600; cp++) {
        for (script = NRM_SCRIPT_LATN; script <= NRM_SCRIPT_GREK; script++) {
            uint32_t twin = nrm_lookalike(cp, script);

            if (twin == 0 || nrm_cp_script(cp) == (nrm_script)script)
                continue;
            cr_expect_eq((int)nrm_cp_script(twin), script, "U+%04X to U+%04X", cp, twin);
            cr_expect_eq(nrm_cp_is_upper(twin), nrm_cp_is_upper(cp), "U+%04X to U+%04X", cp, twin);
        }
    }
    cr_expect_eq(nrm_lookalike('a', NRM_SCRIPT_CYRL), 0x430);
    cr_expect_eq(nrm_lookalike(0x4BA, NRM_SCRIPT_LATN), 'H');
    cr_expect_eq(nrm_lookalike('b', NRM_SCRIPT_CYRL), 0);
}
