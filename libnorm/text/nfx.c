/* text/nfx.c - normalization forms; the only user of utf8proc's mapping.
 * SPDX-License-Identifier: MIT
 *
 * utf8proc decomposes into an array of 32-bit code points, which lies in our arena, so that no
 * memory is taken behind the caller's allocator; the array is composed and then encoded in place
 * (UTF-8 never needs more than the four bytes of an element). */
#include "text/nfx.h"

#include <utf8proc.h>

#include "base/fail.h"
#include "text/ucd.h"
#include "text/utf8.h"

#include "text/nfc_ranges.inc"

/* utf8proc orders marks by swapping neighbours, which takes the square of their number. No name
 * has more than a handful; UAX #15 section 13 (Stream-Safe) allows 30. */
#define MARKS_MAX 256

static bool is_doubtful(uint32_t cp)
{
    size_t low = 0;
    size_t high = NRM_LEN(nfc_doubtful);

    if (cp < 0x0300 || (cp >= 0x0370 && cp < 0x0591))
        return cp == 0x0374 || cp == 0x037E || cp == 0x0387 || (cp >= 0x0483 && cp <= 0x0487);
    if (cp >= 0x10A0 && cp < 0x1100)
        return false; /* Georgian */
    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (cp < nfc_doubtful[mid].first)
            high = mid;
        else if (cp > nfc_doubtful[mid].last)
            low = mid + 1;
        else
            return true;
    }
    return false;
}

bool nrm_cp_is_nfc_quick(uint32_t cp)
{
    return !is_doubtful(cp);
}

bool nrm_is_nfc_quick(norm_str text)
{
    size_t pos = 0;

    while (pos < text.len) {
        uint8_t lead = (uint8_t)text.ptr[pos];

        if (lead < 0x80)
            pos++;
        else if (lead == 0xD0 || lead == 0xD1)
            pos += 2; /* U+0400 to U+047F: none is doubtful */
        else if (is_doubtful(nrm_utf8_next(text, &pos)))
            return false;
    }
    return true;
}

static norm_status check_marks(norm_str text, norm_error *err)
{
    size_t pos = 0;
    size_t run = 0;

    while (pos < text.len) {
        run = nrm_cp_is_mark(nrm_utf8_next(text, &pos)) ? run + 1 : 0;
        if (run > MARKS_MAX)
            return nrm_fail(err, NORM_E_LIMIT, pos, "more than %d combining marks in a row",
                            MARKS_MAX);
    }
    return NORM_OK;
}

/* Canonical decomposition of valid UTF-8 to code points in the arena. */
static norm_status decompose(nrm_arena *arena, norm_str text, utf8proc_int32_t **cps, size_t *count,
                             norm_error *err)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text.ptr;
    utf8proc_ssize_t size;
    norm_status st;

    if (text.len > PTRDIFF_MAX / 32)
        return nrm_fail(err, NORM_E_LIMIT, NORM_NO_OFFSET, "text too long to normalize");
    st = check_marks(text, err);
    if (st != NORM_OK)
        return st;
    size = utf8proc_decompose(bytes, (utf8proc_ssize_t)text.len, NULL, 0, UTF8PROC_DECOMPOSE);
    if (size < 0)
        return nrm_fail(err, NORM_E_INTERNAL, NORM_NO_OFFSET, "%s", utf8proc_errmsg(size));
    *cps = nrm_arena_alloc(arena, (size_t)size + 1, sizeof **cps);
    if (*cps == NULL)
        return nrm_fail_nomem(err);
    size = utf8proc_decompose(bytes, (utf8proc_ssize_t)text.len, *cps, size, UTF8PROC_DECOMPOSE);
    if (size < 0)
        return nrm_fail(err, NORM_E_INTERNAL, NORM_NO_OFFSET, "%s", utf8proc_errmsg(size));
    *count = (size_t)size;
    return NORM_OK;
}

/* Encodes the array over itself: byte i * 4 and later ones are not written before element i is
 * read. */
static norm_str encode_in_place(utf8proc_int32_t *cps, size_t count)
{
    char *bytes = (char *)cps;
    size_t len = 0;
    size_t i;

    for (i = 0; i < count; i++)
        len += nrm_utf8_put(bytes + len, (uint32_t)cps[i]);
    return (norm_str){bytes, len};
}

norm_status nrm_to_nfc(nrm_arena *arena, norm_str text, norm_str *out, norm_error *err)
{
    utf8proc_int32_t *cps = NULL;
    utf8proc_ssize_t composed;
    size_t count = 0;
    norm_status st;

    *out = text;
    if (nrm_is_nfc_quick(text))
        return NORM_OK;
    st = decompose(arena, text, &cps, &count, err);
    if (st != NORM_OK)
        return st;
    composed =
        utf8proc_normalize_utf32(cps, (utf8proc_ssize_t)count, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    if (composed < 0)
        return nrm_fail(err, NORM_E_INTERNAL, NORM_NO_OFFSET, "%s", utf8proc_errmsg(composed));
    *out = encode_in_place(cps, (size_t)composed);
    return NORM_OK;
}

norm_status nrm_strip_marks(nrm_arena *arena, norm_str text, norm_str *out, norm_error *err)
{
    utf8proc_int32_t *cps = NULL;
    size_t count = 0;
    size_t kept = 0;
    size_t i;
    norm_status st;

    *out = text;
    if (nrm_is_ascii(text))
        return NORM_OK;
    st = decompose(arena, text, &cps, &count, err);
    if (st != NORM_OK)
        return st;
    for (i = 0; i < count; i++) {
        if (utf8proc_category(cps[i]) != UTF8PROC_CATEGORY_MN)
            cps[kept++] = cps[i];
    }
    *out = encode_in_place(cps, kept);
    return NORM_OK;
}

size_t nrm_cp_compat(uint32_t cp, uint32_t out[NRM_COMPAT_MAX])
{
    utf8proc_int32_t parts[NRM_COMPAT_MAX];
    utf8proc_ssize_t count;
    size_t i;

    count = utf8proc_decompose_char((utf8proc_int32_t)cp, parts, NRM_COMPAT_MAX,
                                    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, NULL);
    if (count < 1 || count > NRM_COMPAT_MAX) {
        out[0] = cp;
        return 1;
    }
    for (i = 0; i < (size_t)count; i++)
        out[i] = (uint32_t)parts[i];
    return (size_t)count;
}
