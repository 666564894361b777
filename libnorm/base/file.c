/* base/file.c - map a file, write a file whole or not at all.
 * SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"

/* strerror() may use a static buffer and the locale; these are the cases that
 * users meet. */
static const char *reason(int code)
{
    switch (code) {
    case ENOENT:
        return "no such file or directory";
    case EACCES:
    case EPERM:
        return "permission denied";
    case EISDIR:
        return "is a directory";
    case ENOTDIR:
        return "a part of the path is not a directory";
    case ENOSPC:
        return "no space left on the disk";
    case EROFS:
        return "read-only file system";
    case EMFILE:
    case ENFILE:
        return "too many open files";
    case EFBIG:
        return "file too large";
    default:
        return NULL;
    }
}

static norm_status fail_io(norm_error *err, const char *verb, const char *path, int code)
{
    const char *text = reason(code);

    if (text != NULL)
        return nrm_fail(err, NORM_E_IO, NORM_NO_OFFSET, "cannot %s %s: %s", verb, path, text);
    return nrm_fail(err, NORM_E_IO, NORM_NO_OFFSET, "cannot %s %s: error %d", verb, path, code);
}

norm_status nrm_map_open(const char *path, nrm_map *out, norm_error *err)
{
    struct stat info;
    void *base;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe would wait for a writer */
    int code;

    *out = (nrm_map){NULL, 0};
    if (fd < 0)
        return fail_io(err, "open", path, errno);
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        close(fd);
        return nrm_fail(err, NORM_E_IO, NORM_NO_OFFSET, "cannot map %s: not a regular file", path);
    }
    if (info.st_size == 0) {
        close(fd);
        return NORM_OK;
    }
    base = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_SHARED, fd, 0);
    code = errno;
    close(fd);
    if (base == MAP_FAILED)
        return fail_io(err, "map", path, code);
    *out = (nrm_map){base, (size_t)info.st_size};
    return NORM_OK;
}

void nrm_map_close(nrm_map *map)
{
    union {
        const uint8_t *read_only;
        void *any;
    } base = {map->base};

    if (map->base != NULL)
        munmap(base.any, map->size);
    *map = (nrm_map){NULL, 0};
}

static void release_names(nrm_out *out)
{
    nrm_free_array(&out->alloc, out->path, out->path_size, 1);
    nrm_free_array(&out->alloc, out->temporary, out->temporary_size, 1);
    out->path = NULL;
    out->temporary = NULL;
}

/* Opens a file beside path that was not there before. */
static int open_beside(nrm_out *out)
{
    unsigned attempt;
    int fd = -1;

    for (attempt = 0; fd < 0 && attempt < 100; attempt++) {
        snprintf(out->temporary, out->temporary_size, "%s.%ld-%u.tmp", out->path, (long)getpid(),
                 attempt);
        fd = open(out->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd < 0 && errno != EEXIST)
            break;
    }
    return fd;
}

norm_status nrm_out_open(const norm_allocator *alloc, const char *path, nrm_out *out,
                         norm_error *err)
{
    struct stat info;
    bool exists = stat(path, &info) == 0;
    int code;

    *out = (nrm_out){.alloc = alloc != NULL ? *alloc : nrm_allocator_default, .fd = -1};
    if (exists && !S_ISREG(info.st_mode))
        return nrm_fail(err, NORM_E_IO, NORM_NO_OFFSET, "cannot write %s: not a regular file",
                        path);
    out->path_size = strlen(path) + 1;
    out->temporary_size = strlen(path) + 40; /* room for ".PID-N.tmp" */
    out->path = nrm_alloc_array(&out->alloc, out->path_size, 1);
    out->temporary = nrm_alloc_array(&out->alloc, out->temporary_size, 1);
    if (out->path == NULL || out->temporary == NULL) {
        release_names(out);
        return nrm_fail_nomem(err);
    }
    memcpy(out->path, path, out->path_size);
    out->fd = open_beside(out);
    code = errno;
    if (out->fd < 0) {
        release_names(out);
        return fail_io(err, "write", path, code);
    }
    if (exists)
        (void)fchmod(out->fd, info.st_mode & 0777); /* keep the mode of what is replaced */
    return NORM_OK;
}

norm_status nrm_out_write(nrm_out *out, const void *bytes, size_t size, norm_error *err)
{
    const char *at = bytes;

    while (size > 0) {
        ssize_t done = write(out->fd, at, size < ((size_t)1 << 30) ? size : (size_t)1 << 30);

        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return fail_io(err, "write", out->path, done < 0 ? errno : ENOSPC);
        at += done;
        size -= (size_t)done;
    }
    return NORM_OK;
}

norm_status nrm_out_commit(nrm_out *out, norm_error *err)
{
    norm_status status = NORM_OK;
    int fd = out->fd;

    out->fd = -1;
    if (fsync(fd) != 0)
        status = fail_io(err, "write", out->path, errno);
    if (close(fd) != 0 && status == NORM_OK)
        status = fail_io(err, "write", out->path, errno);
    if (status == NORM_OK && rename(out->temporary, out->path) != 0)
        status = fail_io(err, "write", out->path, errno);
    if (status != NORM_OK)
        unlink(out->temporary);
    release_names(out);
    return status;
}

void nrm_out_abandon(nrm_out *out)
{
    if (out->temporary == NULL)
        return;
    if (out->fd >= 0)
        close(out->fd);
    out->fd = -1;
    unlink(out->temporary);
    release_names(out);
}
