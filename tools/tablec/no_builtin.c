/* tablec/no_builtin.c - norm-tablec makes the built-in tables and so has none itself.
 * SPDX-License-Identifier: MIT */
#include "tables/blob.h"

const uint8_t nrm_builtin_blob[] = {0};
const size_t nrm_builtin_blob_size = 0;
