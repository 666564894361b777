/* tablec/gazetteer.h - compiles tables/gazetteer/ to an index of names.
 * SPDX-License-Identifier: MIT */
#ifndef TABLEC_GAZETTEER_H
#define TABLEC_GAZETTEER_H

#include "files.h"

/* blob: tables that encode names, 8-aligned. *out: the index, in the arena; NULL without files.
 * Fails: IO, NOMEM, FORMAT (with file and line). */
norm_status gazetteer_build(nrm_arena *arena, const char *dir, norm_str blob, norm_str *out,
                            norm_error *err);

#endif
