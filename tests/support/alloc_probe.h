/* support/alloc_probe.h - an allocator that counts, and fails when told to.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TEST_ALLOC_PROBE_H
#define NRM_TEST_ALLOC_PROBE_H

#include <libnorm/base.h>

typedef struct alloc_probe {
    norm_allocator hook; /* give &probe.hook to the code under test */
    size_t live_bytes;   /* allocated and not yet freed */
    size_t live_blocks;
    size_t peak_bytes;
    size_t calls;       /* requests for memory: first ones and resizes, no frees */
    size_t fail_at;     /* the first request that fails, from 1; 0: none */
    size_t fail_count;  /* how many requests fail from there on; at least 1 */
    size_t refused;     /* requests that did fail */
    size_t wrong_sizes; /* resizes and frees that named another size than was asked for */
} alloc_probe;

/* fail_at 0: never fails. One request fails; set fail_count for more. The
 * probe must not move while its hook is in use, and is for one thread. */
void alloc_probe_init(alloc_probe *probe, size_t fail_at);

/* Nothing live, no wrong size. */
bool alloc_probe_clean(const alloc_probe *probe);

#endif
