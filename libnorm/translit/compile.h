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
 * file (at the start of the message, before ": ") and line. Checks: syntax, unknown keywords,
 * missing head lines, unreachable and duplicate rules, letters of `alphabet` without a rule,
 * unknown sound symbols (alphabet: content of alphabet.tsv), ids used twice.
 * Fails: FORMAT, UTF8, LIMIT, NOMEM. */
norm_status nrm_systems_compile(nrm_arena *arena, const nrm_rule_file *files, size_t count,
                                norm_str alphabet, norm_str *out, norm_error *err);

/* The same checks for files[index] alone, so that a checker can name the first fault of each. */
norm_status nrm_system_check(nrm_arena *arena, const nrm_rule_file *files, size_t count,
                             size_t index, norm_str alphabet, norm_error *err);

/* Which way a golden row goes. */
typedef enum nrm_golden_way {
    NRM_GOLDEN_TEST = 0, /* `test`: there, and back when the system is reversible */
    NRM_GOLDEN_THERE,    /* `test-there` */
    NRM_GOLDEN_BACK      /* `test-back` */
} nrm_golden_way;

typedef struct nrm_golden {
    nrm_golden_way way;
    norm_str from, to; /* as the row has them, left and right of -> */
    norm_str system;   /* id */
    norm_str path;
    uint32_t line;
} nrm_golden;

/* All golden rows of a file, in order. Fails: as above. */
norm_status nrm_goldens_read(nrm_arena *arena, const nrm_rule_file *file, nrm_golden **out,
                             size_t *count, norm_error *err);

#endif
