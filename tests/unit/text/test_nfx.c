/* unit/text/test_nfx.c - NFC against ICU; marks taken off.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <string.h>

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/str.h"
#include "support/alloc_probe.h"
#include "text/nfx.h"
#include "text/utf8.h"

static norm_str icu_nfc(norm_str text, char *out, size_t cap)
{
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&code);
    UChar source[256], result[512];
    int32_t len = 0;

    u_strFromUTF8(source, 256, &len, text.ptr, (int32_t)text.len, &code);
    len = unorm2_normalize(nfc, source, len, result, 512, &code);
    u_strToUTF8(out, (int32_t)cap, &len, result, len, &code);
    cr_assert(U_SUCCESS(code));
    return (norm_str){out, (size_t)len};
}

static void expect_like_icu(nrm_arena *arena, norm_str text)
{
    char buffer[1024];
    norm_str want = icu_nfc(text, buffer, sizeof buffer);
    norm_str got;

    cr_assert_eq(nrm_to_nfc(arena, text, &got, NULL), NORM_OK);
    cr_assert(nrm_str_eq(got, want), "%.*s", (int)text.len, text.ptr);
    if (nrm_is_nfc_quick(text))
        cr_assert(nrm_str_eq(want, text), "quick check wrong on %.*s", (int)text.len, text.ptr);
}

/* Letters and marks in all orders: base, then two marks of every pair. */
Test(nfx, nfc_is_that_of_icu)
{
    static const uint32_t bases[] = {'e',    'i',    0x435, 0x438,  0x456, 0x4D8,
                                     0x627,  0x5D0,  0xC5,  0x212B, 0x37E, 0x1100,
                                     0x1161, 0xAC00, 0x929, 0x10D0, 0x587};
    static const uint32_t marks[] = {0x300, 0x301, 0x306, 0x308, 0x323,  0x327,  0x342,
                                     0x345, 0x653, 0x5B8, 0x93C, 0x1161, 0x11A8, 0x200D};
    nrm_arena arena;
    size_t i, j, k;

    nrm_arena_init(&arena, NULL);
    for (i = 0; i < NRM_LEN(bases); i++) {
        for (j = 0; j < NRM_LEN(marks); j++) {
            for (k = 0; k < NRM_LEN(marks); k++) {
                char bytes[16];
                size_t len = nrm_utf8_put(bytes, bases[i]);

                len += nrm_utf8_put(bytes + len, marks[j]);
                len += nrm_utf8_put(bytes + len, marks[k]);
                expect_like_icu(&arena, (norm_str){bytes, len});
                nrm_arena_reset(&arena);
            }
        }
    }
    nrm_arena_dispose(&arena);
}

Test(nfx, every_code_point_is_normalized_as_icu_does)
{
    nrm_arena arena;
    uint32_t cp;

    nrm_arena_init(&arena, NULL);
    for (cp = 0; cp <= 0x2FFFF; cp++) {
        char bytes[4];

        if (cp == 0xD800)
            cp = 0xE000;
        expect_like_icu(&arena, (norm_str){bytes, nrm_utf8_put(bytes, cp)});
        nrm_arena_reset(&arena);
    }
    nrm_arena_dispose(&arena);
}

Test(nfx, names_in_nfc_are_handed_back_without_memory)
{
    static const char names[][40] = {"Eraskh",       "Ерасх", "Երասխ", "ერასხი",
                                     "Əliyev İlham", "Київ",  "تهران", ""};
    alloc_probe probe;
    nrm_arena arena;
    size_t i;

    alloc_probe_init(&probe, 0);
    nrm_arena_init(&arena, &probe.hook);
    for (i = 0; i < NRM_LEN(names); i++) {
        norm_str text = norm_str_from(names[i]);
        norm_str got;

        cr_expect_eq(nrm_to_nfc(&arena, text, &got, NULL), NORM_OK);
        cr_expect_eq(got.ptr, text.ptr, "%s", names[i]);
    }
    cr_expect_eq(probe.calls, 0);
}

Test(nfx, marks_come_off)
{
    static const char *const rows[][2] = {
        {"Ёжик", "Ежик"}, {"Łódź", "Łodz"},   {"Naxçıvan", "Naxcıvan"}, {"İzmir", "Izmir"},
        {"Київ", "Киів"}, {"Երևան", "Երևան"}, {"plain", "plain"},       {"", ""}};
    nrm_arena arena;
    size_t i;

    nrm_arena_init(&arena, NULL);
    for (i = 0; i < NRM_LEN(rows); i++) {
        norm_str got;

        cr_expect_eq(nrm_strip_marks(&arena, norm_str_from(rows[i][0]), &got, NULL), NORM_OK);
        cr_expect(nrm_str_eq_c(got, rows[i][1]), "%s: %.*s", rows[i][0], (int)got.len, got.ptr);
    }
    nrm_arena_dispose(&arena);
}

/* Ordering marks takes the square of their number: a limit instead of a hang. */
Test(nfx, a_flood_of_marks_is_refused)
{
    static char text[600];
    nrm_arena arena;
    norm_str got;
    size_t i;

    nrm_arena_init(&arena, NULL);
    for (i = 0; i + 2 < sizeof text; i += 2)
        memcpy(text + i, i % 4 == 0 ? "\xCC\x81" : "\xCC\xA3", 2);
    cr_expect_eq(nrm_to_nfc(&arena, (norm_str){text, 598}, &got, NULL), NORM_E_LIMIT);
    cr_expect_eq(nrm_to_nfc(&arena, (norm_str){text, 500}, &got, NULL), NORM_OK);
    nrm_arena_dispose(&arena);
}
