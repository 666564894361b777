/* unit/text/test_ucd.c - scripts, categories and case, against ICU of the same Unicode version.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/alloc.h"
#include "text/ucd.h"
#include "text/utf8.h"

static nrm_script icu_script(uint32_t cp)
{
    UErrorCode code = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)cp, &code);

    if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED)
        return NRM_SCRIPT_COMMON;
    return nrm_script_find(norm_str_from(uscript_getShortName(script)));
}

Test(ucd, scripts_are_those_of_icu)
{
    uint32_t cp;

    for (cp = 0; cp <= NRM_CP_MAX; cp++)
        cr_assert_eq(nrm_cp_script(cp), icu_script(cp), "U+%04X", cp);
}

Test(ucd, categories_and_digits_are_those_of_icu)
{
    uint32_t cp;

    for (cp = 0; cp <= NRM_CP_MAX; cp++) {
        uint32_t mask = U_GET_GC_MASK((UChar32)cp);

        cr_assert_eq(nrm_cp_is_letter(cp), (mask & U_GC_L_MASK) != 0, "letter U+%04X", cp);
        cr_assert_eq(nrm_cp_is_mark(cp), (mask & U_GC_M_MASK) != 0, "mark U+%04X", cp);
        cr_assert_eq(nrm_cp_is_digit(cp), (mask & U_GC_ND_MASK) != 0, "digit U+%04X", cp);
        cr_assert_eq(nrm_cp_is_upper(cp), (mask & (U_GC_LU_MASK | U_GC_LT_MASK)) != 0,
                     "upper U+%04X", cp);
        cr_assert_eq(nrm_cp_digit_value(cp), u_charDigitValue((UChar32)cp), "value U+%04X", cp);
        if (u_isUWhiteSpace((UChar32)cp))
            cr_assert(nrm_cp_is_space(cp), "space U+%04X", cp);
    }
}

Test(ucd, case_mappings_are_those_of_icu_but_for_mtavruli)
{
    uint32_t cp;

    for (cp = 0; cp <= NRM_CP_MAX; cp++) {
        uint32_t upper = (uint32_t)u_toupper((UChar32)cp);

        if (upper >= 0x1C90 && upper <= 0x1CBF && cp < 0x1C90)
            upper = cp; /* Mkhedruli has no capitals in names */
        cr_assert_eq(nrm_cp_lower(cp, NRM_CASE_ROOT), (uint32_t)u_tolower((UChar32)cp),
                     "lower U+%04X", cp);
        cr_assert_eq(nrm_cp_upper(cp, NRM_CASE_ROOT), upper, "upper U+%04X", cp);
    }
}

Test(ucd, turkic_languages_have_two_letters_i)
{
    static const char turkic[][12] = {"az", "tr", "az-Latn", "tr-TR", "AZ", "az-Latn-AZ", "crh"};
    static const char root[][12] = {"", "ru", "az-Cyrl", "az-Arab", "en", "trv", "kk", "und"};
    size_t i;

    for (i = 0; i < NRM_LEN(turkic); i++)
        cr_expect_eq(nrm_case_of_lang(norm_str_from(turkic[i])), NRM_CASE_TURKIC, "%s", turkic[i]);
    for (i = 0; i < NRM_LEN(root); i++)
        cr_expect_eq(nrm_case_of_lang(norm_str_from(root[i])), NRM_CASE_ROOT, "%s", root[i]);
    cr_expect_eq(nrm_cp_lower('I', NRM_CASE_TURKIC), 0x131);
    cr_expect_eq(nrm_cp_lower(0x130, NRM_CASE_TURKIC), 'i');
    cr_expect_eq(nrm_cp_upper('i', NRM_CASE_TURKIC), 0x130);
    cr_expect_eq(nrm_cp_upper(0x131, NRM_CASE_TURKIC), 'I');
    cr_expect_eq(nrm_cp_lower(0x130, NRM_CASE_ROOT), 'i');
}

/* Naxçıvan in capitals and back is Naxçıvan; default case folding splits them. */
Test(ucd, capitals_of_azerbaijani_names_come_back)
{
    static const uint32_t small[] = {'n', 'a', 'x', 0xE7, 0x131, 'v', 'i', 0x259};
    size_t i;

    for (i = 0; i < NRM_LEN(small); i++)
        cr_expect_eq(nrm_cp_lower(nrm_cp_upper(small[i], NRM_CASE_TURKIC), NRM_CASE_TURKIC),
                     small[i], "U+%04X", small[i]);
}

Test(ucd, script_codes_are_found_again)
{
    unsigned i;

    for (i = 0; i < NRM_SCRIPT_COUNT; i++)
        cr_expect_eq(nrm_script_find(norm_str_from(nrm_script_code((nrm_script)i))), i);
    cr_expect_eq(nrm_script_find(norm_str_from("cyrl")), NRM_SCRIPT_CYRL);
    cr_expect_eq(nrm_script_find(norm_str_from("Deva")), NRM_SCRIPT_OTHER);
    cr_expect_eq(nrm_script_find((norm_str){NULL, 0}), NRM_SCRIPT_OTHER);
}
