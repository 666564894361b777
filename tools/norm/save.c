/* norm/save.c - files that are written whole or not at all.
 * SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include "save.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "say.h"

typedef struct pending {
    char *beside[MOST_SAVED]; /* paths of the new files; NULL: written in place */
    size_t count;
} pending;

static _Noreturn void fail(norm_app *app, pending *files, const char *path, int code)
{
    size_t i;

    for (i = 0; i < files->count; i++)
        if (files->beside[i] != NULL)
            (void)unlink(files->beside[i]);
    die(app, EXIT_RESOURCE, (say_place){path, 0, 0}, "cannot write: %s; %s", strerror(code),
        code == ENOSPC || code == EDQUOT ? "free some space and try again"
                                         : "check the path and its permissions");
}

/* 0, or an errno. */
static int write_all(int fd, norm_str bytes)
{
    while (bytes.len > 0) {
        ssize_t done = write(fd, bytes.ptr, bytes.len);

        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return done < 0 ? errno : ENOSPC;
        bytes.ptr += done;
        bytes.len -= (size_t)done;
    }
    return 0;
}

static void write_one(norm_app *app, pending *files, const save_file *file)
{
    size_t size = strlen(file->path) + 32;
    struct stat info;
    char *beside = NULL;
    int fd, code;

    if (stat(file->path, &info) == 0 && !S_ISREG(info.st_mode)) {
        fd = open(file->path, O_WRONLY | O_CLOEXEC);
    } else {
        beside = mem_zeroed(app, size, 1);
        (void)snprintf(beside, size, "%s.new-%ld", file->path, (long)getpid());
        fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    }
    if (fd < 0)
        fail(app, files, file->path, errno);
    files->beside[files->count++] = beside;
    code = write_all(fd, file->bytes);
    if (code == 0 && beside != NULL && fsync(fd) != 0)
        code = errno;
    if (close(fd) != 0 && code == 0)
        code = errno;
    if (code != 0)
        fail(app, files, file->path, code);
}

void save_files(norm_app *app, const save_file *files, size_t count)
{
    pending written = {0};
    size_t i;

    for (i = 0; i < count; i++)
        write_one(app, &written, &files[i]);
    for (i = 0; i < count; i++)
        if (written.beside[i] != NULL && rename(written.beside[i], files[i].path) != 0)
            fail(app, &written, files[i].path, errno);
    for (i = 0; i < count; i++)
        free(written.beside[i]);
}
