/* text/utf8.h - strict UTF-8 in and out.
 * SPDX-License-Identifier: MIT
 * Source: RFC 3629; Unicode 15.0 table 3-7 (well-formed byte sequences). */
#ifndef NRM_TEXT_UTF8_H
#define NRM_TEXT_UTF8_H

#include <libnorm/base.h>

#define NRM_CP_MAX     0x10FFFFU
#define NRM_CP_INVALID 0xFFFFFFFFU

/* Reads the code point at text[*pos], *pos < text.len, and moves *pos past it. On a bad
 * sequence returns NRM_CP_INVALID and moves *pos by the maximal subpart, so
 * that a caller may replace it and go on. */
uint32_t nrm_utf8_next_any(norm_str text, size_t *pos);

/* The same, with the lengths that most names are of in the caller: every step of the library walks
 * over its text with it. */
static inline uint32_t nrm_utf8_next(norm_str text, size_t *pos)
{
    size_t at = *pos;
    uint32_t first = (uint8_t)text.ptr[at];
    uint32_t second;

    if (first < 0x80) {
        *pos = at + 1;
        return first;
    }
    second = text.len - at > 1 ? (uint8_t)text.ptr[at + 1] ^ 0x80U : NRM_CP_INVALID;
    if (first < 0xC2 || first > 0xDF || second > 0x3F)
        return nrm_utf8_next_any(text, pos);
    *pos = at + 2;
    return (first & 0x1FU) << 6 | second;
}

/* Writes cp to dst (room for 4) and returns the byte count, 1 to 4. */
size_t nrm_utf8_put(char *dst, uint32_t cp);

/* NORM_E_UTF8 with the offset of the first bad byte. ASCII runs are checked
 * eight bytes at a time. */
norm_status nrm_utf8_check(norm_str text, norm_error *err);

/* Code points in valid UTF-8. */
size_t nrm_utf8_count(norm_str text);

bool nrm_is_ascii(norm_str text);

#endif
