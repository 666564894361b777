/* text/icu.c - what ICU does for the library; the only file that includes its headers.
 * SPDX-License-Identifier: MIT
 *
 * ICU takes its memory from malloc for the length of a call; results are in our arena. ArmSCII-8
 * is not among ICU's converters and is decoded here. */
#include "text/icu.h"

#include <unicode/ucnv.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "base/str.h"
#include "text/utf8.h"

#define CHUNK 512 /* UTF-16 units decoded at a time */

bool nrm_icu_present(void)
{
    return true;
}

/* AST 34.002: 0xA0 to 0xB1 and 0xFE, 0xFF are signs, 0xB2 to 0xFD the letters, capital and small
 * by turns, from Ա ա on. 0: not assigned. */
static uint32_t armscii_8(uint8_t byte)
{
    static const uint16_t signs[] = {0x00A0, 0,      0x0587, 0x0589, ')',    '(',
                                     0x00BB, 0x00AB, 0x2014, '.',    0x055D, ',',
                                     '-',    0x058A, 0x2026, 0x055C, 0x055B, 0x055E};

    if (byte < 0xA0)
        return byte;
    if (byte < 0xB2)
        return signs[byte - 0xA0];
    if (byte == 0xFE)
        return 0x055A;
    if (byte == 0xFF)
        return 0;
    return ((byte & 1) == 0 ? 0x0531U : 0x0561U) + (uint32_t)(byte - 0xB2) / 2;
}

static norm_status decode_armscii(nrm_buf *buf, norm_str bytes, norm_error *err)
{
    size_t i;

    for (i = 0; i < bytes.len; i++) {
        uint8_t byte = (uint8_t)bytes.ptr[i];
        uint32_t cp = armscii_8(byte);
        char *at = nrm_buf_reserve(buf, 4);

        if (cp == 0 && byte != 0)
            return nrm_fail(err, NORM_E_UTF8, i, "byte 0x%02X is not in armscii-8", (unsigned)byte);
        if (at == NULL)
            return nrm_fail_nomem(err);
        buf->len += nrm_utf8_put(at, cp);
    }
    return NORM_OK;
}

/* Appends UTF-16 as UTF-8. pending: a high surrogate that the chunk before ended with, or 0. */
static void add_utf16(nrm_buf *buf, const UChar *units, size_t count, uint32_t *pending)
{
    size_t i;

    for (i = 0; i < count; i++) {
        uint32_t unit = units[i];
        char *at = nrm_buf_reserve(buf, 4);

        if (at == NULL)
            return;
        if (U16_IS_LEAD(unit)) {
            *pending = unit;
        } else if (U16_IS_TRAIL(unit)) {
            buf->len += nrm_utf8_put(at, (uint32_t)U16_GET_SUPPLEMENTARY(*pending, unit));
            *pending = 0;
        } else {
            buf->len += nrm_utf8_put(at, unit);
        }
    }
}

static norm_status decode_with(UConverter *converter, norm_str bytes, const char *encoding,
                               nrm_buf *buf, norm_error *err)
{
    const char *source = bytes.ptr;
    const char *end = bytes.ptr + bytes.len;
    uint32_t pending = 0;
    UErrorCode code;

    do {
        UChar units[CHUNK];
        UChar *target = units;

        code = U_ZERO_ERROR;
        ucnv_toUnicode(converter, &target, units + CHUNK, &source, end, NULL, true, &code);
        add_utf16(buf, units, (size_t)(target - units), &pending);
        if (buf->failed)
            return nrm_fail_nomem(err);
    } while (code == U_BUFFER_OVERFLOW_ERROR);
    if (U_FAILURE(code)) {
        char bad[32];
        int8_t bad_len = (int8_t)sizeof bad;
        UErrorCode ignored = U_ZERO_ERROR;
        size_t offset = (size_t)(source - bytes.ptr);

        ucnv_getInvalidChars(converter, bad, &bad_len, &ignored);
        if (U_SUCCESS(ignored) && bad_len > 0 && (size_t)bad_len <= offset)
            offset -= (size_t)bad_len;
        return nrm_fail(err, NORM_E_UTF8, offset, "bytes at %zu are not in %s", offset, encoding);
    }
    return NORM_OK;
}

norm_status nrm_icu_decode(nrm_arena *arena, norm_str bytes, const char *encoding, norm_str *out,
                           norm_error *err)
{
    norm_str name = norm_str_from(encoding);
    UErrorCode code = U_ZERO_ERROR;
    UConverter *converter;
    norm_status st;
    nrm_buf buf;

    *out = (norm_str){NULL, 0};
    nrm_buf_init(&buf, arena);
    if (bytes.len == 0)
        bytes = (norm_str){"", 0};
    if (nrm_str_eq_ascii_nocase(name, norm_str_from("armscii-8")) ||
        nrm_str_eq_ascii_nocase(name, norm_str_from("armscii8"))) {
        st = decode_armscii(&buf, bytes, err);
        return st == NORM_OK ? nrm_buf_finish(&buf, out, err) : st;
    }
    if (name.len == 0) /* ICU would take its default, which is the locale's */
        return nrm_fail(err, NORM_E_NOTFOUND, NORM_NO_OFFSET, "no name of an encoding");
    converter = ucnv_open(encoding, &code);
    if (code == U_MEMORY_ALLOCATION_ERROR)
        return nrm_fail_nomem(err);
    if (U_FAILURE(code))
        return nrm_fail(err, NORM_E_NOTFOUND, NORM_NO_OFFSET, "no encoding %.60s", encoding);
    ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &code);
    st = U_FAILURE(code) ? nrm_fail(err, NORM_E_INTERNAL, NORM_NO_OFFSET, "%s", u_errorName(code))
                         : decode_with(converter, bytes, encoding, &buf, err);
    ucnv_close(converter);
    return st == NORM_OK ? nrm_buf_finish(&buf, out, err) : st;
}

/* Room for len units that become up to grow times as many. */
static norm_status transliterate(const UTransliterator *trans, nrm_arena *arena, norm_str text,
                                 nrm_buf *buf, norm_error *err)
{
    const size_t grow = 8; /* Any-Latin writes at most six letters for one */
    size_t cap = (text.len + 8) * grow;
    UChar *units;
    UErrorCode code = U_ZERO_ERROR;
    uint32_t pending = 0;
    int32_t len = 0;
    int32_t limit;

    if (text.len > INT32_MAX / (grow * 4))
        return nrm_fail(err, NORM_E_LIMIT, NORM_NO_OFFSET, "text too long to romanize");
    units = nrm_arena_alloc(arena, cap, sizeof *units);
    if (units == NULL)
        return nrm_fail_nomem(err);
    u_strFromUTF8(units, (int32_t)cap, &len, text.ptr, (int32_t)text.len, &code);
    limit = len;
    if (U_SUCCESS(code))
        utrans_transUChars(trans, units, &len, (int32_t)cap, 0, &limit, &code);
    if (U_FAILURE(code))
        return nrm_fail(err, NORM_E_INTERNAL, NORM_NO_OFFSET, "ICU: %s", u_errorName(code));
    add_utf16(buf, units, (size_t)len, &pending);
    return NORM_OK;
}

norm_status nrm_icu_romanize(nrm_arena *arena, norm_str text, norm_str *out, norm_error *err)
{
    static const UChar id[] = u"Any-Latin";
    UErrorCode code = U_ZERO_ERROR;
    UTransliterator *trans;
    norm_status st;
    nrm_buf buf;

    *out = (norm_str){NULL, 0};
    if (text.len == 0)
        return NORM_OK;
    trans = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &code);
    if (code == U_MEMORY_ALLOCATION_ERROR)
        return nrm_fail_nomem(err);
    if (U_FAILURE(code))
        return nrm_fail(err, NORM_E_UNSUPPORTED, NORM_NO_OFFSET, "ICU: %s", u_errorName(code));
    nrm_buf_init(&buf, arena);
    st = transliterate(trans, arena, text, &buf, err);
    utrans_close(trans);
    return st == NORM_OK ? nrm_buf_finish(&buf, out, err) : st;
}
