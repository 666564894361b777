/* text/ucd.c - the few Unicode properties that names need.
 * SPDX-License-Identifier: MIT
 *
 * The scripts of names lie in pages of 256 code points with one byte of flags each and the
 * other case beside it; for the rest scripts come from a search in ranges, categories and case
 * from utf8proc, which is of the same Unicode version. */
#include "text/ucd.h"

#include <utf8proc.h>

#include "base/alloc.h"
#include "base/str.h"
#include "text/utf8.h"

#include "text/ucd_scripts.inc"

static unsigned page_number(uint32_t cp)
{
    return cp < 0x2000 ? nrm_page_of[cp >> 8] : NRM_NO_PAGE;
}

static nrm_script search_script(uint32_t cp)
{
    size_t low = 0;
    size_t high = NRM_LEN(script_ranges);

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (cp < script_ranges[mid].first)
            high = mid;
        else if (cp > script_ranges[mid].last)
            low = mid + 1;
        else
            return (nrm_script)script_ranges[mid].script;
    }
    return NRM_SCRIPT_OTHER;
}

static const char script_codes[NRM_SCRIPT_COUNT][5] = {"Zyyy", "Latn", "Cyrl", "Armn", "Geor",
                                                       "Grek", "Arab", "Hebr", "Zzzz"};

const char *nrm_script_code(nrm_script script)
{
    return script_codes[script];
}

nrm_script nrm_script_find(norm_str code)
{
    unsigned i;

    for (i = 0; i < NRM_SCRIPT_COUNT; i++) {
        if (nrm_str_eq_ascii_nocase(code, (norm_str){script_codes[i], 4}))
            return (nrm_script)i;
    }
    return NRM_SCRIPT_OTHER;
}

/* Category from utf8proc, script from the ranges. */
unsigned nrm_cp_flags_other(uint32_t cp)
{
    unsigned script = (unsigned)search_script(cp);

    if (cp > NRM_CP_MAX)
        return script;
    switch ((int)utf8proc_category((utf8proc_int32_t)cp)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
        return script | NRM_CP_LETTER | NRM_CP_UPPER;
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        return script | NRM_CP_LETTER;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return script | NRM_CP_MARK;
    case UTF8PROC_CATEGORY_ND:
        return script | NRM_CP_DIGIT;
    default:
        return script;
    }
}

int nrm_cp_digit_value(uint32_t cp)
{
    int value = 0;

    if (cp < 0x80)
        return cp >= '0' && cp <= '9' ? (int)(cp - '0') : -1;
    if (!nrm_cp_is_digit(cp))
        return -1;
    /* Digits stand in runs of ten from 0 to 9 (Unicode 4.6); only the mathematical ones, five
     * runs without a gap, need to be told where a run starts. */
    if (cp >= 0x1D7CE && cp <= 0x1D7FF)
        return (int)((cp - 0x1D7CE) % 10);
    while (value < 9 && nrm_cp_is_digit(cp - (uint32_t)value - 1))
        value++;
    return value;
}

bool nrm_cp_is_space(uint32_t cp)
{
    if (cp < 0x80)
        return cp == ' ' || (cp >= 0x09 && cp <= 0x0D);
    if (cp < 0x1680)
        return cp == 0x85 || cp == 0xA0 || cp == 0x061C; /* NEL, NBSP, Arabic letter mark */
    if (cp < 0x2000)
        return cp == 0x1680;
    return cp <= 0x200B || cp == 0x200E || cp == 0x200F || (cp >= 0x2028 && cp <= 0x202F) ||
           cp == 0x205F || (cp >= 0x2066 && cp <= 0x2069) || cp == 0x3000 || cp == 0xFEFF;
}

bool nrm_cp_is_apostrophe(uint32_t cp)
{
    switch (cp) {
    case 0x0027: /* ' */
    case 0x0060: /* ` */
    case 0x00B4: /* acute accent */
    case 0x02B9: /* modifier prime: soft sign in romanizations */
    case 0x02BB: /* turned comma: Uzbek, Armenian aspirates */
    case 0x02BC: /* modifier apostrophe */
    case 0x02BD: /* reversed comma */
    case 0x02BE: /* right half ring: hamza */
    case 0x02BF: /* left half ring: ayn */
    case 0x02C8: /* vertical line */
    case 0x02CA: /* modifier acute */
    case 0x02CB: /* modifier grave */
    case 0x055A: /* Armenian apostrophe */
    case 0x05F3: /* Hebrew geresh */
    case 0x2018: /* left single quote */
    case 0x2019: /* right single quote: the apostrophe */
    case 0x201B: /* reversed-9 quote */
    case 0x2032: /* prime */
    case 0x2035: /* reversed prime */
    case 0xA78B: /* saltillo */
    case 0xA78C:
    case 0xFF07: /* full-width ' */
        return true;
    default:
        return false;
    }
}

bool nrm_cp_is_dash(uint32_t cp)
{
    switch (cp) {
    case 0x002D: /* hyphen-minus */
    case 0x058A: /* Armenian hyphen */
    case 0x05BE: /* Hebrew maqaf */
    case 0x2043: /* hyphen bullet */
    case 0x2212: /* minus */
    case 0xFE58: /* small em dash */
    case 0xFE63: /* small hyphen-minus */
    case 0xFF0D: /* full-width hyphen-minus */
        return true;
    default:
        return cp >= 0x2010 && cp <= 0x2015; /* hyphens, figure, en, em dash, bar */
    }
}

nrm_case nrm_case_of_lang(norm_str lang)
{
    static const char turkic[][12] = {"az",      "az-Latn", "tr",       "tr-Latn",
                                      "kk-Latn", "crh",     "crh-Latn", "tt-Latn"};
    size_t i;

    for (i = 0; lang.len > 0 && i < NRM_LEN(turkic); i++) {
        norm_str tag;
        bool more; /* regions and variants may follow: tr-TR, az-Latn-AZ */

        if (((lang.ptr[0] ^ turkic[i][0]) & ~0x20) != 0)
            continue; /* most languages begin with another letter */
        tag = norm_str_from(turkic[i]);
        more = lang.len > tag.len && lang.ptr[tag.len] == '-' &&
               (tag.len > 3 || lang.len - tag.len == 3);

        if ((lang.len == tag.len || more) &&
            nrm_str_eq_ascii_nocase(nrm_str_slice(lang, 0, tag.len), tag))
            return NRM_CASE_TURKIC;
    }
    return NRM_CASE_ROOT;
}

uint32_t nrm_cp_lower(uint32_t cp, nrm_case how)
{
    unsigned page = page_number(cp);

    if (how == NRM_CASE_TURKIC && cp == 'I')
        return 0x0131; /* SpecialCasing.txt, tr az: I is the capital of dotless i */
    if (page == NRM_NO_PAGE)
        return cp <= NRM_CP_MAX ? (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp) : cp;
    if ((nrm_page_flags[page][cp & 0xFF] & NRM_CP_UPPER) == 0 || page_case[page][cp & 0xFF] == 0)
        return cp;
    return page_case[page][cp & 0xFF];
}

uint32_t nrm_cp_upper(uint32_t cp, nrm_case how)
{
    unsigned page = page_number(cp);

    if (how == NRM_CASE_TURKIC && cp == 'i')
        return 0x0130;
    if (page == NRM_NO_PAGE)
        return cp <= NRM_CP_MAX ? (uint32_t)utf8proc_toupper((utf8proc_int32_t)cp) : cp;
    if (cp == 0x01C5 || cp == 0x01C8 || cp == 0x01CB || cp == 0x01F2)
        return cp - 1; /* title-case digraphs, the only letters with two other cases */
    if ((nrm_page_flags[page][cp & 0xFF] & NRM_CP_UPPER) != 0 || page_case[page][cp & 0xFF] == 0)
        return cp;
    return page_case[page][cp & 0xFF];
}
