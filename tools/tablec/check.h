/* tablec/check.h - checks every rule file and runs its golden rows.
 * SPDX-License-Identifier: MIT */
#ifndef TABLEC_CHECK_H
#define TABLEC_CHECK_H

#include "base/arena.h"

/* Prints each fault as FILE:LINE: what is wrong on stderr, and a summary on stdout.
 * Fails: IO, NOMEM, FORMAT of what is not a rule file. */
norm_status check_tables(nrm_arena *arena, const char *dir, size_t *faults, norm_error *err);

#endif
