/* translit/engine.h - run a rule program over a text: longest match with left and right
 * context.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TRANSLIT_ENGINE_H
#define NRM_TRANSLIT_ENGINE_H

#include "translit/system.h"

/* Which input made which output, in bytes, half-open; in order. */
typedef struct nrm_span {
    uint32_t in_begin, in_end, out_begin, out_end;
    uint32_t line; /* of the rule file; 0: copied, no rule matched */
} nrm_span;

typedef struct nrm_spans {
    norm_str text; /* what in_* count in: the text itself, or its NFC */
    const nrm_span *items;
    size_t count;
} nrm_spans;

/* Transliterates text. Brings it to NFC and
 * repairs look-alikes first (text/tidy.h does, without touching blanks and quotes). *out is in the
 * arena. spans: NULL, or receives them in the arena. Fails: NOMEM, UTF8, LIMIT, UNSUPPORTED
 * (reverse of a system without). */
norm_status nrm_translit(nrm_arena *arena, const nrm_system *system, norm_str text, bool reverse,
                         norm_str *out, nrm_spans *spans, norm_error *err);
/* The same without a try of nrm_translit_plain() (translit/quick.h). */
norm_status nrm_translit_whole(nrm_arena *arena, const nrm_system *system, norm_str text,
                               bool reverse, norm_str *out, nrm_spans *spans, norm_error *err);

#define NRM_SOUNDS_LETTERS 256

/* The sounds of one word: the hot path of encoding. cps: the letters of a word, NFC,
 * lower case (nrm_cp_lower), no blanks. Writes at most cap symbols
 * to out and returns their number; equal neighbours are written once; origins, when not NULL,
 * receives for each symbol the index of the first code point of the rule's match. Allocates
 * nothing, never fails; reads NRM_SOUNDS_LETTERS letters at most; letters without a rule make no
 * sound. A symbol is a byte of tables/sounds/alphabet.tsv. */
size_t nrm_sounds(const nrm_system *system, const uint32_t *cps, size_t count, uint8_t *out,
                  uint16_t *origins, size_t cap);

#endif
