/* test_hash.c - hashes are part of file formats and ids: the known answers may never change.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "base/alloc.h"
#include "base/hash.h"

/* The answers were computed by an independent implementation of the definition
 * in base/hash.h (Python's integers), not by this code. */
Test(hash, has_fixed_answers)
{
    static const struct {
        const char *text;
        uint64_t seed, want;
    } rows[] = {
        {"", UINT64_C(0x0), UINT64_C(0xc3817c016ba4ff30)},
        {"", UINT64_C(0x1), UINT64_C(0xadd59ec795ad7f61)},
        {"a", UINT64_C(0x0), UINT64_C(0x0b9295a3e9c76334)},
        {"abcdefgh", UINT64_C(0x0), UINT64_C(0x8a870ebabbeefdc4)},
        {"abcdefghi", UINT64_C(0x0), UINT64_C(0xd538b9f59430c8c7)},
        {"Երասխ", UINT64_C(0x0), UINT64_C(0xf4b1039877ffc4c6)},
        {"Երասխ", UINT64_C(0x4e524d424c4f4231), UINT64_C(0x9d996efee5abef20)},
        {"a longer text of more than two words", UINT64_C(0x2a), UINT64_C(0x61b58482497299a3)},
    };
    size_t i;

    for (i = 0; i < NRM_LEN(rows); i++)
        cr_expect_eq(nrm_hash(norm_str_from(rows[i].text), rows[i].seed), rows[i].want,
                     "\"%s\", seed %llx", rows[i].text, (unsigned long long)rows[i].seed);
}

Test(hash, counts_trailing_zeros_and_order)
{
    cr_expect_neq(nrm_hash((norm_str){"\0", 1}, 0), nrm_hash((norm_str){"\0\0", 2}, 0));
    cr_expect_neq(nrm_hash((norm_str){"", 0}, 0), nrm_hash((norm_str){"\0", 1}, 0));
    cr_expect_neq(nrm_hash_mix(nrm_hash_mix(0, 1), 2), nrm_hash_mix(nrm_hash_mix(0, 2), 1));
    cr_expect_eq(nrm_hash((norm_str){NULL, 0}, 7), nrm_hash((norm_str){"", 0}, 7));
}

/* A flipped bit of the input flips close to half of the output's bits. */
Test(hash, every_bit_matters)
{
    char text[] = "Yeraskhahun, Ararat";
    uint64_t whole = nrm_hash((norm_str){text, sizeof text - 1}, 1);
    size_t bit;

    for (bit = 0; bit < 8 * (sizeof text - 1); bit++) {
        uint64_t diff;
        int flipped = 0;

        text[bit / 8] = (char)(text[bit / 8] ^ 1 << bit % 8);
        diff = whole ^ nrm_hash((norm_str){text, sizeof text - 1}, 1);
        text[bit / 8] = (char)(text[bit / 8] ^ 1 << bit % 8);
        for (; diff != 0; diff &= diff - 1)
            flipped++;
        cr_expect(flipped >= 12 && flipped <= 52, "bit %zu flips %d bits", bit, flipped);
    }
}
