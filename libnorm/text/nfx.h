/* text/nfx.h - normalization forms; the only user of utf8proc's mapping.
 * SPDX-License-Identifier: MIT
 * Source: UAX #15, Unicode 15.0. */
#ifndef NRM_TEXT_NFX_H
#define NRM_TEXT_NFX_H

#include "base/arena.h"

/* True when NFC surely changes nothing: a conservative quick check (UAX #15 section 9)
 * by code point ranges, a few ns per letter. text is valid UTF-8. */
bool nrm_is_nfc_quick(norm_str text);

/* *out is text itself when there is nothing to do, else in the arena.
 * text is valid UTF-8. Fails: NOMEM, LIMIT. */
norm_status nrm_to_nfc(nrm_arena *arena, norm_str text, norm_str *out, norm_error *err);
/* NFD without marks (Mn): for accent-insensitive keys. */
norm_status nrm_strip_marks(nrm_arena *arena, norm_str text, norm_str *out, norm_error *err);

#endif
