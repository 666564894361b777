/* norm/version.c - which library, tables and learned costs are at work.
 * SPDX-License-Identifier: MIT */
#define _GNU_SOURCE /* dladdr */

#include "cmd.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

/* FNV-1a of the file that holds the library's code, so that two builds of one
 * version can be told apart; 0 when it cannot be read. */
static uint64_t library_hash(void)
{
    union {
        const char *(*function)(void);
        void *address;
    } symbol = {norm_version};
    unsigned char bytes[64 * 1024];
    uint64_t hash = UINT64_C(14695981039346656037);
    Dl_info info;
    ssize_t count, i;
    int fd;

    if (dladdr(symbol.address, &info) == 0 || info.dli_fname == NULL)
        return 0;
    fd = open(info.dli_fname, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    while ((count = read(fd, bytes, sizeof bytes)) > 0)
        for (i = 0; i < count; i++)
            hash = (hash ^ bytes[i]) * UINT64_C(1099511628211);
    (void)close(fd);
    return hash;
}

static void add_line(out_writer *out, const char *what, norm_str version, uint64_t hash)
{
    char text[16];

    (void)snprintf(text, sizeof text, " %08lx\n", (unsigned long)(hash >> 32));
    writer_add_c(out, what);
    writer_add(out, version);
    writer_add_c(out, text);
}

void print_version(norm_app *app)
{
    const char *model = app->common.model != NULL ? app->common.model : "built-in";
    norm_model_info info;

    (void)app_context(app);
    norm_model_describe(app->model, &info);
    add_line(&app->out, "norm    ", norm_str_from(norm_version()), library_hash());
    add_line(&app->out, "tables  ", info.tables_version, info.tables_hash);
    add_line(&app->out, "model   ", norm_str_from(model), info.costs_hash);
}
