/* base/file.h - map a file, write a file whole or not at all. The only POSIX
 * calls of the library.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_BASE_FILE_H
#define NRM_BASE_FILE_H

#include "base/alloc.h"

typedef struct nrm_map {
    const uint8_t *base; /* read only; NULL for an empty file */
    size_t size;
} nrm_map;

/* Fails: IO. */
norm_status nrm_map_open(const char *path, nrm_map *out, norm_error *err);
void nrm_map_close(nrm_map *map);

/* A file that appears under its name only when it is complete: the bytes go
 * to a new file beside it, which is flushed and renamed at commit. */
typedef struct nrm_out {
    norm_allocator alloc;
    char *path;      /* final name */
    char *temporary; /* name while writing */
    size_t path_size, temporary_size;
    int fd;
} nrm_out;

norm_status nrm_out_open(const norm_allocator *alloc, const char *path, nrm_out *out,
                         norm_error *err);
norm_status nrm_out_write(nrm_out *out, const void *bytes, size_t size, norm_error *err);
/* Fails: IO; the file is then not there, or is as it was. Ends *out. */
norm_status nrm_out_commit(nrm_out *out, norm_error *err);
/* Takes the unfinished file away. Ends *out; harmless after a commit. */
void nrm_out_abandon(nrm_out *out);

#endif
