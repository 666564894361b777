/* base/hash.c - 64-bit hash of bytes, the same on every machine and release.
 * SPDX-License-Identifier: MIT */
#include "base/hash.h"

#include "base/reader.h"

#define FNV_OFFSET UINT64_C(0xcbf29ce484222325)

/* SplitMix64 finisher. */
static uint64_t finish(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

uint64_t nrm_hash_mix(uint64_t hash, uint64_t value)
{
    return finish(hash + UINT64_C(0x9e3779b97f4a7c15) + value);
}

uint64_t nrm_hash(norm_str bytes, uint64_t seed)
{
    uint64_t hash = nrm_hash_mix(FNV_OFFSET ^ seed, bytes.len);
    size_t i = 0;

    for (; bytes.len - i >= 8; i += 8)
        hash = nrm_hash_mix(hash, nrm_load_u64((const uint8_t *)bytes.ptr + i));
    if (i < bytes.len) {
        uint64_t word = 0;
        size_t k;

        for (k = 0; i + k < bytes.len; k++)
            word |= (uint64_t)(unsigned char)bytes.ptr[i + k] << (8 * k);
        hash = nrm_hash_mix(hash, word);
    }
    return hash;
}
