/* text/tidy.h - the tidy form of a name: what every later step starts from.
 * SPDX-License-Identifier: MIT
 *
 * - NFC; presentation forms, ligatures of the block FB00 and full-width signs to plain ones. և
 * stays.
 * - Away: BOM, soft hyphens, zero-width signs, directional marks, control characters. A zero-width
 *   joiner or non-joiner stays between letters of Arabic or of a script that is not listed in
 *   text/ucd.h, where it changes the word.
 * - Runs of white space to one blank, none at the ends.
 * - Letters of another script repaired word by word (text/repair.h).
 * - Signs: a variant of the apostrophe between two letters to ’ U+2019 (with lang uz to ʻ after o
 *   and g; not in Hebrew, and not ʹ ʾ ʿ, which are letters of a romanization); hyphens, and en and
 *   figure dashes inside a word, to -; double primes to ". Typographic quotes stay as they are.
 *
 * Case is kept. Idempotent: tidying the result changes nothing. */
#ifndef NRM_TEXT_TIDY_H
#define NRM_TEXT_TIDY_H

#include "base/arena.h"

/* text is valid UTF-8. lang: BCP 47 or empty; it decides which Latin or
 * Cyrillic schwa is meant. *out is text itself when it is tidy already (the
 * common case, found without allocation), else in the arena. Fails: NOMEM, LIMIT. */
norm_status nrm_tidy(nrm_arena *arena, norm_str text, norm_str lang, norm_str *out,
                     norm_error *err);

/* The twin of cp in the script (a U+0061 for Cyrl: U+0430), or 0.
 * Source: the confusable pairs that data shows, text/lookalike.c. */
uint32_t nrm_lookalike(uint32_t cp, int script);
/* The same; *is_weak: a rare pair, to be trusted only when most of the word is of the script. */
uint32_t nrm_lookalike_strength(uint32_t cp, int script, bool *is_weak);
/* The small letter of the script that the ASCII digit looks like (0 as o), or 0. */
uint32_t nrm_lookalike_digit(uint32_t cp, int script);

#endif
