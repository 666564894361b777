/* support/alloc_probe.c - an allocator that counts, and fails when told to.
 * SPDX-License-Identifier: MIT
 *
 * Each block carries its size in front, so that the old size which the caller
 * must name can be checked: an allocator of a user may rely on it. */
#include "support/alloc_probe.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#define HEADER  alignof(max_align_t)
#define LARGEST ((size_t)1 << 32) /* refused quietly, where ASan's malloc would complain */

_Static_assert(HEADER >= sizeof(size_t), "the header holds the size");

static size_t size_of(const char *block)
{
    size_t size;

    memcpy(&size, block, sizeof size);
    return size;
}

static void release(alloc_probe *probe, char *block)
{
    size_t size = size_of(block);

    probe->live_bytes -= size;
    probe->live_blocks--;
    free(block);
}

static void *resize(void *user, void *ptr, size_t old_size, size_t new_size)
{
    alloc_probe *probe = user;
    char *old = ptr != NULL ? (char *)ptr - HEADER : NULL;
    char *block;

    if ((old != NULL ? size_of(old) : 0) != old_size)
        probe->wrong_sizes++;
    if (new_size == 0) {
        if (old != NULL)
            release(probe, old);
        return NULL;
    }
    probe->calls++;
    if (probe->fail_at != 0 && probe->calls >= probe->fail_at &&
        probe->calls - probe->fail_at < probe->fail_count) {
        probe->refused++;
        return NULL;
    }
    if (new_size > LARGEST)
        return NULL;
    block = malloc(HEADER + new_size);
    if (block == NULL)
        return NULL;
    memcpy(block, &new_size, sizeof new_size);
    memset(block + HEADER, 0xA5, new_size); /* nobody may count on zeros */
    probe->live_bytes += new_size;
    probe->live_blocks++;
    if (probe->live_bytes > probe->peak_bytes)
        probe->peak_bytes = probe->live_bytes;
    if (old != NULL) {
        memcpy(block + HEADER, ptr, size_of(old) < new_size ? size_of(old) : new_size);
        release(probe, old);
    }
    return block + HEADER;
}

void alloc_probe_init(alloc_probe *probe, size_t fail_at)
{
    *probe = (alloc_probe){.fail_at = fail_at, .fail_count = 1};
    probe->hook = (norm_allocator){resize, probe};
}

bool alloc_probe_clean(const alloc_probe *probe)
{
    return probe->live_bytes == 0 && probe->live_blocks == 0 && probe->wrong_sizes == 0;
}
