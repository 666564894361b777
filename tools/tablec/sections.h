/* tablec/sections.h - compiles the folders of tables/ to the sections of the blob.
 * SPDX-License-Identifier: MIT */
#ifndef TABLEC_SECTIONS_H
#define TABLEC_SECTIONS_H

#include "files.h"
#include "tables/blob.h"

/* Rule files of translit/ and sounds/, and the sound alphabet. */
typedef struct rule_inputs {
    nrm_rule_file *files;
    size_t count;
    norm_str alphabet;
} rule_inputs;

norm_status rule_inputs_read(nrm_arena *arena, const char *dir, rule_inputs *out, norm_error *err);

/* The whole blob of a tables folder. */
norm_status sections_build(nrm_arena *arena, const char *dir, norm_str *blob, norm_error *err);

#endif
