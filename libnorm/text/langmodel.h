/* text/langmodel.h - what the compiler and the reader of section LANG share.
 * SPDX-License-Identifier: MIT
 *
 * Little-endian:
 *   u32 1 (version), u32 count of scripts; for each script, at a multiple of 8:
 *     char[4] ISO 15924 code, u32 languages, u32 scale, u32 rows
 *     char[12] a language, NUL-padded; u32 a prior, 1/1024 nat   - each once a language
 *     (pad to 8) u64 a row: its n-gram as a key, ascending
 *     u8 a row and language: cost in 1/4 nat */
#ifndef NRM_TEXT_LANGMODEL_H
#define NRM_TEXT_LANGMODEL_H

#include <stdint.h>

#define NRM_LANG_VERSION  1
#define NRM_LANG_MAX      32  /* languages of a script */
#define NRM_LANG_TAG_SIZE 12  /* bytes of a tag with its NUL */
#define NRM_LANG_UNIT     256 /* 1/1024 nats of a cost of 1 */
#define NRM_LANG_EDGE     ((uint32_t)'_')

/* The last three letters read, the newest in the lowest 21 bits; 0: none. */
static inline uint64_t nrm_lang_key(uint32_t a, uint32_t b, uint32_t c)
{
    return (uint64_t)a << 42 | (uint64_t)b << 21 | c;
}

#endif
