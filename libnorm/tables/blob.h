/* tables/blob.h - the compiled tables: a directory of checked sections.
 * SPDX-License-Identifier: MIT
 *
 * One format, two carriers: an array built into the library, or a mapped file.
 * Little-endian:
 *   0  char[8]  "NRMBLOB1"
 *   8  u32      section count
 *   12 u32      reserved, 0
 *   16 u64      size of the whole blob in bytes
 *   24 u64      hash of the entries
 *   32 entries  { char id[4]; u32 reserved; u64 offset; u64 size; u64 hash }
 * Sections follow in the order of the entries, each filled up with zeros to a
 * multiple of 8. No byte goes unchecked. Section ids, and who reads them:
 *   VERS tables   text: version of the tables
 *   SYST translit every transliteration and sound system: names and programs
 *   ALPH compare  sound alphabet
 *   NAME name     dictionaries of words with roles and meanings
 *   LANG text     what tells languages apart
 *   WORD compare  how rare words are; may be missing
 *   COST compare  learned edit costs and calibration
 *   GAZE index    the built-in gazetteer, as an index file */
#ifndef NRM_TABLES_BLOB_H
#define NRM_TABLES_BLOB_H

#include "base/arena.h"
#include "base/reader.h"

typedef struct nrm_blob {
    const uint8_t *base; /* borrowed, 8-aligned */
    size_t size;
    uint32_t section_count;
} nrm_blob;

/* Checks magic, bounds and hashes of everything. Fails: FORMAT, VERSION. */
norm_status nrm_blob_open(const void *base, size_t size, nrm_blob *out, norm_error *err);

/* A reader over one section. Fails: NOTFOUND. */
norm_status nrm_blob_section(const nrm_blob *blob, const char id[4], nrm_reader *out,
                             norm_error *err);

/* Hash of a section as the directory has it; 0 when there is none. */
uint64_t nrm_blob_section_hash(const nrm_blob *blob, const char id[4]);

typedef struct nrm_blob_part {
    char id[4];
    norm_str bytes;
} nrm_blob_part;

/* Puts sections together to a blob in the arena. Fails: NOMEM. */
norm_status nrm_blob_build(nrm_arena *arena, const nrm_blob_part *parts, size_t count,
                           norm_str *out, norm_error *err);

/* The same sections with another one of this id, or with one more; it is the last.
 * Fails: NOMEM, LIMIT. */
norm_status nrm_blob_replace(nrm_arena *arena, const nrm_blob *blob, const char id[4],
                             norm_str bytes, norm_str *out, norm_error *err);

/* The built-in tables; generated into the build tree by norm-tablec. Only the
 * api floor and its tests use them. */
extern const uint8_t nrm_builtin_blob[];   /* 8-aligned */
extern const size_t nrm_builtin_blob_size; /* bytes */

#endif
