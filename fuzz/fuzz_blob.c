/* fuzz/fuzz_blob.c - compiled tables of any bytes are refused or read within their bounds.
 * SPDX-License-Identifier: MIT
 *
 * A hash guards every byte, so random changes stop there. The input is also
 * read as the content of a section of a sound blob, which must come back. */
#include "fuzz.h"

#include "base/str.h"
#include "tables/blob.h"

static void round_trip(nrm_arena *arena, norm_str content)
{
    nrm_blob_part parts[2] = {{"VERS", {NULL, 0}}, {"SYST", {NULL, 0}}};
    norm_str bytes;
    nrm_blob blob;
    nrm_reader reader;

    parts[0].bytes = nrm_str_slice(content, 0, content.len / 3);
    parts[1].bytes = content;
    fuzz_must(nrm_blob_build(arena, parts, 2, &bytes, NULL) == NORM_OK);
    fuzz_must(nrm_blob_open(bytes.ptr, bytes.len, &blob, NULL) == NORM_OK);
    fuzz_must(nrm_blob_section(&blob, "SYST", &reader, NULL) == NORM_OK);
    fuzz_must(nrm_str_eq(nrm_read_bytes(&reader, reader.size), content));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    nrm_arena arena;
    nrm_blob blob;
    nrm_reader reader;
    norm_error err;
    uint8_t last = 0;

    if (nrm_blob_open(data, size, &blob, &err) == NORM_OK &&
        nrm_blob_section(&blob, "SYST", &reader, &err) == NORM_OK) {
        while (!reader.failed)
            last = nrm_read_u8(&reader);
        fuzz_must(last == 0);
    }
    nrm_arena_init(&arena, NULL);
    round_trip(&arena, (norm_str){(const char *)data, size});
    nrm_arena_dispose(&arena);
    return 0;
}
