/* translit/quick.h - run a rule program over a plain text or word in one pass.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TRANSLIT_QUICK_H
#define NRM_TRANSLIT_QUICK_H

#include "translit/system.h"

/* Transliterates a text that needs no care: valid UTF-8, only letters of the program and ASCII,
 * nothing that `same` and `drop` change, no context wider than its sieve; not empty and no book.
 * Gives the very bytes that nrm_translit_whole() gives. text: any bytes. *out is in the arena, with
 * a NUL behind. Returns false, having done nothing, when the text is not of that kind, the system
 * has no reverse, or memory is short. */
bool nrm_translit_plain(nrm_arena *arena, const nrm_system *system, norm_str text, bool reverse,
                        norm_str *out);

#endif
