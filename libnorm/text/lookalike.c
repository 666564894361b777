/* text/lookalike.c - letters of different scripts that look the same.
 * SPDX-License-Identifier: MIT
 *
 * One row a shape, with the letter that has it in each script. Source: the letters that are found
 * in words of another script in real name lists (hand-typed Azerbaijani, Chuvash, Ukrainian and
 * Armenian text, passports read by machine), checked against the confusables of UTS #39. Letters
 * that a reader tells apart (Latin b and Cyrillic soft sign, Latin r and Cyrillic г) are left out,
 * and so are those that are mixed up by sound (Latin g for Armenian գ or ց). */
#include "text/tidy.h"

#include "text/ucd.h"

/* A weak twin is only trusted when most letters of the word are of the other script. */
typedef struct twin {
    uint16_t letters[4]; /* Latin, Cyrillic, Greek, Armenian; 0: no such letter */
    bool is_weak;
} twin;

static const twin twins[] = {
    {{'A', 0x0410, 0x0391, 0}, false},
    {{'B', 0x0412, 0x0392, 0}, false},
    {{'C', 0x0421, 0, 0}, false},
    {{'E', 0x0415, 0x0395, 0}, false},
    {{'H', 0x041D, 0x0397, 0}, false},
    {{'I', 0x0406, 0x0399, 0}, false},
    {{'J', 0x0408, 0, 0}, true},
    {{'K', 0x041A, 0x039A, 0}, false},
    {{'M', 0x041C, 0x039C, 0}, false},
    {{'N', 0, 0x039D, 0}, false},
    {{'O', 0x041E, 0x039F, 0x0555}, false},
    {{'P', 0x0420, 0x03A1, 0}, false},
    {{'S', 0, 0, 0x054F}, true}, /* Տ */
    {{'T', 0x0422, 0x03A4, 0}, false},
    {{'U', 0, 0, 0x054D}, true}, /* Ս */
    {{'X', 0x0425, 0x03A7, 0}, false},
    {{'Y', 0x0423, 0x03A5, 0}, false},
    {{'Z', 0, 0x0396, 0}, false},
    {{'a', 0x0430, 0x03B1, 0}, false},
    {{'c', 0x0441, 0, 0}, false},
    {{'e', 0x0435, 0, 0}, false},
    {{'h', 0x04BB, 0, 0x0570}, true}, /* һ հ */
    {{'i', 0x0456, 0x03B9, 0}, false},
    {{'j', 0x0458, 0, 0}, true},
    {{'k', 0x043A, 0x03BA, 0}, true},
    {{'n', 0, 0, 0x0578}, true}, /* ո */
    {{'o', 0x043E, 0x03BF, 0x0585}, false},
    {{'p', 0x0440, 0x03C1, 0}, false},
    {{'u', 0, 0, 0x057D}, true}, /* ս */
    {{'v', 0, 0x03BD, 0}, true},
    {{'x', 0x0445, 0x03C7, 0}, false},
    {{'y', 0x0443, 0, 0}, false},
    {{0x018F, 0x04D8, 0, 0}, false}, /* Ə Ә */
    {{0x0259, 0x04D9, 0, 0}, false},
    {{0x00CB, 0x0401, 0, 0}, false}, /* Ë Ё */
    {{0x00EB, 0x0451, 0, 0}, false},
    {{0x00CF, 0x0407, 0x03AA, 0}, false}, /* Ï Ї */
    {{0x00EF, 0x0457, 0x03CA, 0}, false},
    {{0x00C4, 0x04D2, 0, 0}, false}, /* Ä Ӓ */
    {{0x00E4, 0x04D3, 0, 0}, false},
    {{0x00D6, 0x04E6, 0, 0}, false}, /* Ö Ӧ */
    {{0x00F6, 0x04E7, 0, 0}, false},
    {{0x0102, 0x04D0, 0, 0}, false}, /* Ă Ӑ: Chuvash, often typed with Latin letters */
    {{0x0103, 0x04D1, 0, 0}, false},
    {{0x0114, 0x04D6, 0, 0}, false}, /* Ĕ Ӗ */
    {{0x0115, 0x04D7, 0, 0}, false},
    {{0x00C7, 0x04AA, 0, 0}, false}, /* Ç Ҫ */
    {{0x00E7, 0x04AB, 0, 0}, false},
    {{0x019F, 0x04E8, 0, 0}, true}, /* Ɵ Ө */
    {{0x0275, 0x04E9, 0, 0}, true},
    {{0x00D3, 0, 0x038C, 0}, false}, /* Ó Ό */
    {{0x00F3, 0, 0x03CC, 0}, false},
};

/* Twins in one direction only: the way back would pick the wrong letter. */
static const struct one_way {
    uint16_t from, to;
    nrm_script script; /* of to */
} one_ways[] = {
    {0x01DD, 0x04D9, NRM_SCRIPT_CYRL}, /* turned e, taken for a schwa */
    {0x018E, 0x04D8, NRM_SCRIPT_CYRL}, {0x04BA, 'H', NRM_SCRIPT_LATN}, /* Һ */
    {0x0405, 'S', NRM_SCRIPT_LATN},                                    /* Ѕ: Macedonian only */
    {0x0455, 's', NRM_SCRIPT_LATN},    {0x051A, 'Q', NRM_SCRIPT_LATN}, /* Ԛ Ԝ: Kurdish */
    {0x051B, 'q', NRM_SCRIPT_LATN},    {0x051C, 'W', NRM_SCRIPT_LATN},
    {0x051D, 'w', NRM_SCRIPT_LATN},    {0x04C0, 'I', NRM_SCRIPT_LATN}, /* palochka */
    {0x04CF, 'l', NRM_SCRIPT_LATN},    {0x04AE, 'Y', NRM_SCRIPT_LATN}, /* Ү */
    {0x0413, 0x0393, NRM_SCRIPT_GREK},                                 /* Г Γ */
    {0x041F, 0x03A0, NRM_SCRIPT_GREK}, {0x0424, 0x03A6, NRM_SCRIPT_GREK},
    {0x0393, 0x0413, NRM_SCRIPT_CYRL}, {0x03A0, 0x041F, NRM_SCRIPT_CYRL},
    {0x03A6, 0x0424, NRM_SCRIPT_CYRL},
};

/* Index into letters, or 4. */
static size_t column_of(nrm_script script)
{
    if (script == NRM_SCRIPT_LATN)
        return 0;
    if (script == NRM_SCRIPT_CYRL)
        return 1;
    if (script == NRM_SCRIPT_GREK)
        return 2;
    return script == NRM_SCRIPT_ARMN ? 3 : 4;
}

uint32_t nrm_lookalike_strength(uint32_t cp, int script, bool *is_weak)
{
    size_t from = column_of(nrm_cp_script(cp));
    size_t to = column_of((nrm_script)script);
    size_t i;

    *is_weak = false;
    for (i = 0; cp != 0 && from < 4 && to < 4 && i < NRM_LEN(twins); i++) {
        if (twins[i].letters[from] == cp && twins[i].letters[to] != 0) {
            *is_weak = twins[i].is_weak;
            return twins[i].letters[to];
        }
    }
    for (i = 0; i < NRM_LEN(one_ways); i++) {
        if (one_ways[i].from == cp && one_ways[i].script == (nrm_script)script) {
            *is_weak = true;
            return one_ways[i].to;
        }
    }
    return 0;
}

uint32_t nrm_lookalike(uint32_t cp, int script)
{
    bool is_weak;

    return nrm_lookalike_strength(cp, script, &is_weak);
}

/* Twins of digits; the capital is chosen by the caller. */
uint32_t nrm_lookalike_digit(uint32_t cp, int script)
{
    if (script == NRM_SCRIPT_CYRL)
        return cp == '0' ? 0x043E : cp == '3' ? 0x0437 : 0; /* о з */
    if (script == NRM_SCRIPT_LATN)
        return cp == '0' ? 'o' : cp == '1' ? 'l' : cp == '3' ? 'e' : 0;
    if (script == NRM_SCRIPT_ARMN)
        return cp == '0' ? 0x0585 : 0; /* օ */
    return 0;
}
