/* text/nfx.h - normalization forms; the only user of utf8proc's mapping.
 * SPDX-License-Identifier: MIT
 * Source: UAX #15, Unicode 15.0. */
#ifndef NRM_TEXT_NFX_H
#define NRM_TEXT_NFX_H

#include "base/arena.h"

/* True when NFC surely changes nothing: a conservative quick check (UAX #15 section 9)
 * by code point ranges, a few ns per letter. text is valid UTF-8. */
bool nrm_is_nfc_quick(norm_str text);
/* The same for one code point. */
bool nrm_cp_is_nfc_quick(uint32_t cp);

/* *out is text itself when there is nothing to do, else in the arena.
 * text is valid UTF-8. Fails: NOMEM, LIMIT (more than 256 marks in a row). */
norm_status nrm_to_nfc(nrm_arena *arena, norm_str text, norm_str *out, norm_error *err);
/* NFD without marks (Mn): for accent-insensitive keys. */
norm_status nrm_strip_marks(nrm_arena *arena, norm_str text, norm_str *out, norm_error *err);

#define NRM_COMPAT_MAX 18 /* the longest compatibility decomposition: U+FDFA */

/* Full compatibility decomposition (NFKD) of one code point; returns its length, 1 when it is
 * cp itself. */
size_t nrm_cp_compat(uint32_t cp, uint32_t out[NRM_COMPAT_MAX]);

#endif
