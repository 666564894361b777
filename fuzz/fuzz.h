/* fuzz/fuzz.h - the function that each target defines, for libFuzzer and for driver.c.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_FUZZ_FUZZ_H
#define NRM_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A property that must hold for every input; ends the program when it does not. */
static inline void fuzz_must(int holds)
{
    if (!holds)
        abort();
}

#endif
