/* fuzz/fuzz_utf8.c - the strict decoder against a plain one written from RFC 3629.
 * SPDX-License-Identifier: MIT */
#include "fuzz.h"

#include "text/utf8.h"

/* Bytes of the well-formed sequence at data, or 0 (Unicode 15.0, table 3-7). */
static size_t sequence(const uint8_t *data, size_t size)
{
    uint8_t lead = data[0];
    size_t need = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    size_t i;

    if (need == 0 || need > size || lead > 0xF4)
        return 0;
    for (i = 1; i < need; i++) {
        if (data[i] < (i == 1 ? low : 0x80) || data[i] > (i == 1 ? high : 0xBF))
            return 0;
    }
    return need;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    norm_error err;
    norm_status status = nrm_utf8_check((norm_str){(const char *)data, size}, &err);
    size_t at = 0;

    while (at < size) {
        size_t step = sequence(data + at, size - at);

        if (step == 0)
            break;
        at += step;
    }
    fuzz_must((status == NORM_OK) == (at == size));
    fuzz_must(status == NORM_OK || (status == NORM_E_UTF8 && err.offset == at));
    return 0;
}
