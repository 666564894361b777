/* norm/save.h - files that are written whole or not at all.
 * SPDX-License-Identifier: MIT */
#ifndef NORM_SAVE_H
#define NORM_SAVE_H

#include "mem.h"

typedef struct save_file {
    const char *path;
    norm_str bytes;
} save_file;

#define MOST_SAVED 5

/* Writes all files under other names beside them, then renames them: after a fault none has
 * changed. What is there and is no file (a device, a pipe) is written to as it is. A fault ends
 * the program with EXIT_RESOURCE. count: at most MOST_SAVED. */
void save_files(norm_app *app, const save_file *files, size_t count);

#endif
