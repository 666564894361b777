/* text/utf8.c - strict UTF-8 in and out.
 * SPDX-License-Identifier: MIT
 *
 * Unicode 15.0 table 3-7 narrows the second byte after E0, ED, F0 and F4; with it there are no
 * overlong forms, no surrogates and nothing above 10FFFF to check for afterwards. */
#include "text/utf8.h"

#include <assert.h>
#include <string.h>

#include "base/fail.h"

#define HIGH_BITS UINT64_C(0x8080808080808080)

/* What a lead byte asks for. */
typedef struct lead {
    uint8_t extra;     /* bytes that follow; 0: no lead byte of a longer sequence */
    uint8_t low, high; /* range of the second byte */
} lead;

static lead lead_of(uint8_t byte)
{
    if (byte < 0xC2 || byte > 0xF4)
        return (lead){0, 0, 0};
    if (byte < 0xE0)
        return (lead){1, 0x80, 0xBF};
    if (byte < 0xF0)
        return (lead){2, byte == 0xE0 ? 0xA0 : 0x80, byte == 0xED ? 0x9F : 0xBF};
    return (lead){3, byte == 0xF0 ? 0x90 : 0x80, byte == 0xF4 ? 0x8F : 0xBF};
}

/* Three bytes whose second one may be any (E1 to EC); else 0. */
static uint32_t plain_three(norm_str text, size_t at)
{
    const uint8_t *bytes = (const uint8_t *)text.ptr + at;

    if (text.len - at < 3 || bytes[0] < 0xE1 || bytes[0] > 0xEC || (bytes[1] & 0xC0U) != 0x80 ||
        (bytes[2] & 0xC0U) != 0x80)
        return 0;
    return (bytes[0] & 0xFU) << 12 | (bytes[1] & 0x3FU) << 6 | (bytes[2] & 0x3FU);
}

uint32_t nrm_utf8_next_any(norm_str text, size_t *pos)
{
    size_t at = *pos;
    uint8_t first;
    uint32_t cp;
    lead want;

    assert(at < text.len);
    cp = plain_three(text, at);
    if (cp != 0) {
        *pos = at + 3;
        return cp;
    }
    first = (uint8_t)text.ptr[at++];
    *pos = at;
    if (first < 0x80)
        return first;
    want = lead_of(first);
    if (want.extra == 0)
        return NRM_CP_INVALID;
    cp = first & (0x3FU >> want.extra);
    for (; want.extra > 0; want.extra--) {
        uint8_t byte = at < text.len ? (uint8_t)text.ptr[at] : 0;

        if (byte < want.low || byte > want.high)
            return NRM_CP_INVALID;
        cp = cp << 6 | (byte & 0x3FU);
        want.low = 0x80;
        want.high = 0xBF;
        *pos = ++at; /* a good byte belongs to the maximal subpart (Unicode 3.9, D93b) */
    }
    return cp;
}

size_t nrm_utf8_put(char *dst, uint32_t cp)
{
    assert(cp <= NRM_CP_MAX && (cp < 0xD800 || cp > 0xDFFF));
    if (cp < 0x80) {
        dst[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        dst[0] = (char)(0xC0 | cp >> 6);
        dst[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        dst[0] = (char)(0xE0 | cp >> 12);
        dst[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        dst[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    dst[0] = (char)(0xF0 | cp >> 18);
    dst[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    dst[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    dst[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

/* Offset of the first byte above 7F at or behind pos, or text.len. */
static size_t skip_ascii(norm_str text, size_t pos)
{
    uint64_t word;

    for (; text.len - pos >= sizeof word; pos += sizeof word) {
        memcpy(&word, text.ptr + pos, sizeof word);
        if ((word & HIGH_BITS) != 0)
            break;
    }
    while (pos < text.len && (uint8_t)text.ptr[pos] < 0x80)
        pos++;
    return pos;
}

/* Skips sequences of two bytes (Cyrillic, Armenian, Arabic), then of three that need no care
 * (Georgian): whole words. */
static size_t skip_words(norm_str text, size_t pos)
{
    const uint8_t *at = (const uint8_t *)text.ptr + pos;
    const uint8_t *end = (const uint8_t *)text.ptr + text.len;

    while (end - at >= 2 && at[0] >= 0xC2 && at[0] <= 0xDF && (at[1] & 0xC0) == 0x80)
        at += 2;
    while (end - at >= 3 && at[0] >= 0xE1 && at[0] <= 0xEC && (at[1] & 0xC0) == 0x80 &&
           (at[2] & 0xC0) == 0x80)
        at += 3;
    return (size_t)(at - (const uint8_t *)text.ptr);
}

norm_status nrm_utf8_check(norm_str text, norm_error *err)
{
    size_t pos = skip_ascii(text, 0);

    while (pos < text.len) {
        size_t start;

        pos = skip_words(text, pos);
        if (pos == text.len)
            break;
        start = pos;
        if ((uint8_t)text.ptr[pos] < 0x80) {
            pos = skip_ascii(text, pos);
        } else if (nrm_utf8_next(text, &pos) == NRM_CP_INVALID) {
            return nrm_fail(err, NORM_E_UTF8, start, "invalid UTF-8 at byte %zu (0x%02X)", start,
                            (unsigned)(uint8_t)text.ptr[start]);
        }
    }
    return NORM_OK;
}

size_t nrm_utf8_count(norm_str text)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < text.len; i++)
        count += ((uint8_t)text.ptr[i] & 0xC0) != 0x80;
    return count;
}

bool nrm_is_ascii(norm_str text)
{
    return skip_ascii(text, 0) == text.len;
}
