/* index/format.h - the bytes of an index file.
 * SPDX-License-Identifier: MIT
 *
 * One file, mapped and read where it lies. Little-endian; numbers and offsets
 * instead of pointers; every part starts at a multiple of 8.
 *
 *   0   char[8] "NRMINDX1"
 *   8   u64     size of the file
 *   16  u64     hash of the tables that the names are encoded with
 *   24  u64     entities, names, keys, postings: how many
 *   56  u64     bits of a key that its bucket stands for
 *   64  parts   { u64 offset, size, hash } in the order of nrm_index_part
 *   256 u64     hash of bytes 0 to 256
 *   264         the parts
 *
 * ENTITIES { u32 first name, count of names, display name, id offset, id size, 0; u64 weight }
 *          The heaviest first, then by id: of two that are equal the lower number wins. The weight
 *          is an IEEE 754 double.
 * NAMES    { u32 block, entity, country, text offset, text size, 0 }
 *          An entity's names stand together. The block is counted in units of 8 bytes; the country
 *          is a hash, 0 for unknown; the text offset is NRM_SAME_TEXT when the text as it was given
 *          is that of the block.
 * SIGNS    u64 signature of each name (index/keys.h): by themselves, since thousands are read for
 *          each name that is compared
 * BLOCKS   encoded names (compare/encode.h)
 * TEXT     ids, and texts that differ from their tidy form
 * BUCKETS  u32 first key of each bucket, and one more at the end
 * KEYS     { u32 rest of the hash; u32 end of its postings }, ascending; a key's postings begin
 *          where those of the key before end
 * POSTINGS u32 names that have the key, ascending */
#ifndef NRM_INDEX_FORMAT_H
#define NRM_INDEX_FORMAT_H

#include <libnorm/base.h>

typedef enum nrm_index_part {
    NRM_PART_ENTITIES = 0,
    NRM_PART_NAMES,
    NRM_PART_SIGNS,
    NRM_PART_BLOCKS,
    NRM_PART_TEXT,
    NRM_PART_BUCKETS,
    NRM_PART_KEYS,
    NRM_PART_POSTINGS,
    NRM_PARTS
} nrm_index_part;

#define NRM_INDEX_MAGIC     "NRMINDX1"
#define NRM_INDEX_DIRECTORY 64U  /* where the parts are listed */
#define NRM_INDEX_CHECK     256U /* where the hash of the header stands */
#define NRM_INDEX_HEADER    264U
#define NRM_INDEX_SEED      UINT64_C(0x4e524d494e445831) /* the magic */

#define NRM_ENTITY_SIZE  32U
#define NRM_NAME_SIZE    24U
#define NRM_SIGN_SIZE    8U
#define NRM_KEY_SIZE     8U
#define NRM_POSTING_SIZE 4U
#define NRM_BUCKET_SIZE  4U
#define NRM_BUCKET_BITS  24U /* most */
#define NRM_SAME_TEXT    UINT32_MAX

#endif
