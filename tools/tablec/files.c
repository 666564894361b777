/* tablec/files.c - reads the files of a folder in byte order of their names.
 * SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "files.h"

#include <dirent.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/sort.h"
#include "base/str.h"

norm_status file_read(nrm_arena *arena, const char *path, nrm_rule_file *out, bool *there,
                      norm_error *err)
{
    nrm_map map = {NULL, 0};
    norm_status status;

    *out = (nrm_rule_file){{"", 0}, {"", 0}};
    *there = access(path, F_OK) == 0;
    if (!*there)
        return NORM_OK;
    status = nrm_map_open(path, &map, err);
    if (status == NORM_OK)
        status =
            nrm_arena_copy(arena, (norm_str){(const char *)map.base, map.size}, &out->bytes, err);
    if (status == NORM_OK)
        status = nrm_arena_copy(arena, norm_str_from(path), &out->path, err);
    nrm_map_close(&map);
    return status;
}

static int by_path(const void *a, const void *b, const void *user)
{
    const nrm_rule_file *s = a;
    const nrm_rule_file *t = b;

    (void)user;
    return nrm_str_cmp(s->path, t->path);
}

static norm_status add_file(nrm_arena *arena, norm_str folder, const char *name,
                            nrm_rule_file **out, size_t *count, norm_error *err)
{
    nrm_buf path;
    nrm_rule_file *room;
    bool there = false;
    norm_status status;

    nrm_buf_init(&path, arena);
    nrm_buf_addf(&path, "%.*s/%s", (int)folder.len, folder.ptr, name);
    nrm_buf_add_byte(&path, '\0');
    room = nrm_arena_grow(arena, *out, *count * sizeof *room, (*count + 1) * sizeof *room);
    if (path.failed || room == NULL)
        return nrm_fail_nomem(err);
    *out = room;
    status = file_read(arena, path.ptr, &room[*count], &there, err);
    *count += there;
    return status;
}

norm_status files_read(nrm_arena *arena, const char *dir, const char *folder, const char *ending,
                       nrm_rule_file **out, size_t *count, norm_error *err)
{
    nrm_buf path;
    DIR *open_dir;
    const struct dirent *entry;
    norm_status status = NORM_OK;

    *out = NULL;
    *count = 0;
    nrm_buf_init(&path, arena);
    nrm_buf_addf(&path, "%s/%s", dir, folder);
    nrm_buf_add_byte(&path, '\0');
    if (path.failed)
        return nrm_fail_nomem(err);
    open_dir = opendir(path.ptr);
    if (open_dir == NULL)
        return NORM_OK;
    for (entry = readdir(open_dir); status == NORM_OK && entry != NULL; entry = readdir(open_dir)) {
        if (entry->d_name[0] != '.' &&
            nrm_str_ends(norm_str_from(entry->d_name), norm_str_from(ending)))
            status =
                add_file(arena, (norm_str){path.ptr, path.len - 1}, entry->d_name, out, count, err);
    }
    (void)closedir(open_dir);
    if (status == NORM_OK && *count > 0)
        status = nrm_sort(&arena->alloc, *out, *count, sizeof **out, by_path, NULL, err);
    return status;
}
