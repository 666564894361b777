/* translit/casing.c - the capitals of what a rule writes.
 * SPDX-License-Identifier: MIT
 *
 * Both capital forms of an output are made when the tables are compiled; the engine only chooses
 * between them. */
#include "translit/casing.h"

#include "base/buf.h"
#include "text/utf8.h"

/* Capitals of more than one letter, and letters whose title case is not their upper case.
 * Source: Unicode 15.0 SpecialCasing.txt, unconditional mappings, and UnicodeData.txt title case;
 * և as today's Armenian orthography has it (ԵՎ; SpecialCasing.txt has the classical ԵՒ). */
static const struct {
    uint32_t lower;
    uint32_t upper[NRM_UPPER_MAX], title[NRM_UPPER_MAX]; /* 0: nothing */
} special[] = {
    {0x00DF, {0x53, 0x53, 0}, {0x53, 0x73, 0}},         /* ß */
    {0x0149, {0x02BC, 0x4E, 0}, {0x02BC, 0x4E, 0}},     /* ŉ */
    {0x01C6, {0x01C4, 0, 0}, {0x01C5, 0, 0}},           /* dž */
    {0x01C9, {0x01C7, 0, 0}, {0x01C8, 0, 0}},           /* lj */
    {0x01CC, {0x01CA, 0, 0}, {0x01CB, 0, 0}},           /* nj */
    {0x01F0, {0x4A, 0x030C, 0}, {0x4A, 0x030C, 0}},     /* ǰ */
    {0x01F3, {0x01F1, 0, 0}, {0x01F2, 0, 0}},           /* dz */
    {0x0390, {0x03AA, 0x0301, 0}, {0x03AA, 0x0301, 0}}, /* ΐ, in NFC */
    {0x03B0, {0x03AB, 0x0301, 0}, {0x03AB, 0x0301, 0}}, /* ΰ, in NFC */
    {0x0587, {0x0535, 0x054E, 0}, {0x0535, 0x057E, 0}}, /* և */
    {0x1E96, {0x48, 0x0331, 0}, {0x48, 0x0331, 0}},     /* ẖ */
    {0x1E97, {0x54, 0x0308, 0}, {0x54, 0x0308, 0}},     /* ẗ */
    {0x1E98, {0x57, 0x030A, 0}, {0x57, 0x030A, 0}},     /* ẘ */
    {0x1E99, {0x59, 0x030A, 0}, {0x59, 0x030A, 0}},     /* ẙ */
};

#define TIE 0x0361 /* COMBINING DOUBLE INVERTED BREVE */

static bool is_georgian(uint32_t cp)
{
    return cp >= 0x10D0 && cp <= 0x10FF;
}

size_t nrm_upper_full(uint32_t cp, nrm_case how, bool title, uint32_t out[NRM_UPPER_MAX])
{
    size_t i;
    size_t count;

    for (i = 0; i < NRM_LEN(special); i++) {
        const uint32_t *mapped = title ? special[i].title : special[i].upper;

        if (special[i].lower != cp)
            continue;
        for (count = 0; count < NRM_UPPER_MAX && mapped[count] != 0; count++)
            out[count] = mapped[count];
        return count;
    }
    out[0] = is_georgian(cp) ? cp : nrm_cp_upper(cp, how);
    return 1;
}

static norm_status case_all(nrm_arena *arena, norm_str lower, nrm_case how, bool title,
                            norm_str *out, norm_error *err)
{
    nrm_buf buf;
    size_t pos = 0;
    bool done = false; /* the first letter has its capital */
    bool tied = false; /* a tie joins this letter to the one before: T͡S (ALA-LC 2012) */

    nrm_buf_init(&buf, arena);
    while (pos < lower.len) {
        uint32_t cp = nrm_utf8_next(lower, &pos);
        uint32_t mapped[NRM_UPPER_MAX] = {cp};
        size_t count = 1;
        size_t i;

        if (!title || !done || tied)
            count = nrm_upper_full(cp, how, title, mapped);
        done = done || count > 1 || mapped[0] != cp;
        tied = cp == TIE;
        for (i = 0; i < count; i++) {
            char bytes[4];

            nrm_buf_add(&buf, (norm_str){bytes, nrm_utf8_put(bytes, mapped[i])});
        }
    }
    return nrm_buf_finish(&buf, out, err);
}

norm_status nrm_case_output(nrm_arena *arena, norm_str lower, nrm_case how, norm_str *title,
                            norm_str *upper, norm_error *err)
{
    norm_status status = case_all(arena, lower, how, true, title, err);

    return status == NORM_OK ? case_all(arena, lower, how, false, upper, err) : status;
}
