/* text/icu.h - what ICU does for the library; text/icu.c is the only file that
 * includes ICU's headers, and text/icu_none.c stands in for it when libnorm is built
 * without ICU.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TEXT_ICU_H
#define NRM_TEXT_ICU_H

#include "base/arena.h"

bool nrm_icu_present(void);

/* Bytes of a legacy encoding to UTF-8. Fails: NOTFOUND, UTF8 (with offset), NOMEM, UNSUPPORTED. */
norm_status nrm_icu_decode(nrm_arena *arena, norm_str bytes, const char *encoding, norm_str *out,
                           norm_error *err);

/* Any-Latin romanisation of a name in a script that we have no tables for.
 * Opens the transliterator for the call (slow; rare). Fails: NOMEM, UNSUPPORTED. */
norm_status nrm_icu_romanize(nrm_arena *arena, norm_str text, norm_str *out, norm_error *err);

#endif
