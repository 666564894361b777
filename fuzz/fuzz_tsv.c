/* fuzz/fuzz_tsv.c - the project's tables of any bytes: rows or an error with a line.
 * SPDX-License-Identifier: MIT */
#include "fuzz.h"

#include "tables/tsv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    nrm_tsv tsv;
    norm_error err;
    bool more = true;
    norm_status status =
        nrm_tsv_open(&tsv, norm_str_from("x"), (norm_str){(const char *)data, size}, &err);

    while (status == NORM_OK && more) {
        size_t i;

        status = nrm_tsv_next(&tsv, &more, &err);
        for (i = 0; status == NORM_OK && more && i < NRM_TSV_COLUMNS; i++)
            fuzz_must(tsv.cells[i].len <= size && nrm_str_find(tsv.cells[i], '\n') == SIZE_MAX);
    }
    fuzz_must(status == NORM_OK || (status == NORM_E_FORMAT && err.line > 0));
    return 0;
}
