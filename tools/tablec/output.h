/* tablec/output.h - writes the blob, as bytes and as C, and prints what one holds.
 * SPDX-License-Identifier: MIT */
#ifndef TABLEC_OUTPUT_H
#define TABLEC_OUTPUT_H

#include "base/arena.h"

norm_status output_write(const char *path, norm_str bytes, norm_error *err);
/* The same bytes as nrm_builtin_blob (tables/blob.h). */
norm_status output_write_c(nrm_arena *arena, const char *path, norm_str blob, norm_error *err);
/* Sections with sizes and hashes, then the systems with counts of rules. */
norm_status output_dump(nrm_arena *arena, const char *path, norm_error *err);

#endif
