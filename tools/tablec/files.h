/* tablec/files.h - reads the files of a folder in byte order of their names.
 * SPDX-License-Identifier: MIT */
#ifndef TABLEC_FILES_H
#define TABLEC_FILES_H

#include "translit/compile.h"

/* Files of DIR/FOLDER whose names end so; their paths are DIR/FOLDER/NAME. A folder that is not
 * there has none. Everything is copied to the arena. Fails: IO, NOMEM. */
norm_status files_read(nrm_arena *arena, const char *dir, const char *folder, const char *ending,
                       nrm_rule_file **out, size_t *count, norm_error *err);

/* One file; *there false when it does not exist. */
norm_status file_read(nrm_arena *arena, const char *path, nrm_rule_file *out, bool *there,
                      norm_error *err);

#endif
