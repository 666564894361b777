/* libnorm/text.h - detect, tidy and key the text of a name.
 * SPDX-License-Identifier: MIT */
#ifndef LIBNORM_TEXT_H
#define LIBNORM_TEXT_H

#include <libnorm/model.h>

#ifdef __cplusplus
extern "C" {
#endif

/* NORM_E_UTF8 with the offset of the first bad byte, else NORM_OK. Strict
 * (RFC 3629): no surrogates, no overlong forms. Thread-safe. */
NORM_API norm_status norm_utf8_check(norm_str text, norm_error *err);

/* Converts bytes of a legacy encoding (an ICU converter name: "windows-1251",
 * "koi8-r", "armscii-8", "utf-16"...) to UTF-8.
 * Fails: NOMEM, NOTFOUND (no such encoding), UTF8 (a byte that it does not
 * have, at offset), UNSUPPORTED (built without ICU). */
NORM_API norm_status norm_decode(norm_ctx *ctx, norm_str bytes, const char *encoding, norm_str *out,
                                 norm_error *err);

typedef struct norm_detection {
    char script[5];     /* ISO 15924, "Zyyy" when there is no letter */
    char lang[12];      /* BCP 47: hy hyw ru uk be az az-Cyrl az-Arab ka tr fa en ... or und */
    double probability; /* of lang given the text, 0 to 1 */
} norm_detection;

/* Script and language of a name. Fails: UTF8. */
NORM_API norm_status norm_detect(norm_ctx *ctx, norm_str text, norm_detection *out,
                                 norm_error *err);

/* The tidy display form of a name: NFC, look-alike letters repaired word by
 * word, spaces, quotes, dashes and apostrophes made regular, case kept.
 * Idempotent. lang: BCP 47 or empty. Fails: NOMEM, UTF8, LIMIT. */
NORM_API norm_status norm_normalize(norm_ctx *ctx, norm_str text, norm_str lang, norm_str *out,
                                    norm_error *err);

/* The comparison key of a name: names that differ only in spelling convention
 * (case, romanization system, look-alikes, generic words) share it. ASCII.
 * lang: BCP 47, or empty to detect. Fails: NOMEM, UTF8, LIMIT. */
NORM_API norm_status norm_key(norm_ctx *ctx, norm_str text, norm_str lang, norm_str *out,
                              norm_error *err);

#ifdef __cplusplus
}
#endif

#endif
