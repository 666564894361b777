/* translit/quick.h - run a rule program over a plain text or word in one pass.
 * SPDX-License-Identifier: MIT
 *
 * Plain is what needs no care: only letters of the program (and ASCII), nothing that `same` and
 * `drop` change, no context wider than its sieve. For it these functions give the very result of
 * the whole engine; for anything else they give up and return false. */
#ifndef NRM_TRANSLIT_QUICK_H
#define NRM_TRANSLIT_QUICK_H

#include "translit/system.h"

/* text: any bytes. *out is in the arena, with a NUL behind. Returns false, having done nothing,
 * when the text is not plain (nor is an empty one, or one longer than a name), the system has no
 * reverse, or memory is short. */
bool nrm_translit_plain(nrm_arena *arena, const nrm_system *system, norm_str text, bool reverse,
                        norm_str *out);

/* As nrm_sounds() of translit/engine.h; *written is the number of symbols. */
bool nrm_sounds_plain(const nrm_system *system, const uint32_t *cps, size_t count, uint8_t *out,
                      uint16_t *origins, size_t cap, size_t *written);

#endif
