/* api/builtin.c - the tables that are built into the library.
 * SPDX-License-Identifier: MIT
 *
 * In a file of its own: norm-tablec, which makes those tables, is linked without it. */
#include "api/internal.h"

norm_status norm_model_open_builtin(const norm_allocator *alloc, norm_model **out, norm_error *err)
{
    return nrm_model_open_memory(nrm_builtin_blob, nrm_builtin_blob_size, alloc, out, err);
}
