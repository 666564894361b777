/* translit/compile.h - rule files to programs (used by norm-tablec only).
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TRANSLIT_COMPILE_H
#define NRM_TRANSLIT_COMPILE_H

#include "base/arena.h"

typedef struct nrm_rule_file {
    norm_str path;  /* for messages and for `use` */
    norm_str bytes; /* its content */
} nrm_rule_file;

/* Compiles all rule files to section SYST. The first fault ends it: err names
 * file (in the message) and line. Checks: syntax, unknown keywords, missing
 * head lines, unreachable and duplicate rules, letters of `alphabet` without a rule, unknown sound
 * symbols (alphabet: content of alphabet.tsv), ids used twice. Fails: FORMAT, NOMEM. */
norm_status nrm_systems_compile(nrm_arena *arena, const nrm_rule_file *files, size_t count,
                                norm_str alphabet, norm_str *out, norm_error *err);

#endif
