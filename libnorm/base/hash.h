/* base/hash.h - 64-bit hash of bytes, the same on every machine and release.
 * SPDX-License-Identifier: MIT
 *
 * Keys of indexes and minted ids are made with it, so it may never change.
 * It is no protection against chosen collisions. */
#ifndef NRM_BASE_HASH_H
#define NRM_BASE_HASH_H

#include <libnorm/base.h>

/* FNV-1a over 8-byte little-endian words with the finisher of SplitMix64
 * (Steele, Lea & Flood 2014), which makes every bit depend on every other. */
uint64_t nrm_hash(norm_str bytes, uint64_t seed);

/* Mixes one number into a hash; order matters. */
uint64_t nrm_hash_mix(uint64_t hash, uint64_t value);

#endif
