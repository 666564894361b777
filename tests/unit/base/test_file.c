/* test_file.c - files appear whole or not at all, and reading names what is wrong.
 * SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "support/alloc_probe.h"

static char folder[64];
static char path[96];

static void make_folder(void)
{
    snprintf(folder, sizeof folder, "/tmp/norm-test-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/file.nidx", folder);
}

static size_t files_in_folder(void)
{
    DIR *dir = opendir(folder);
    size_t count = 0;

    cr_assert_not_null(dir);
    while (readdir(dir) != NULL)
        count++;
    closedir(dir);
    return count - 2; /* "." and ".." */
}

static void remove_folder(void)
{
    unlink(path);
    cr_expect_eq(files_in_folder(), 0, "a file was left behind");
    rmdir(folder);
}

static void write_whole(const char *text)
{
    nrm_out out;

    cr_assert_eq(nrm_out_open(NULL, path, &out, NULL), NORM_OK);
    cr_assert_eq(nrm_out_write(&out, text, strlen(text), NULL), NORM_OK);
    cr_assert_eq(nrm_out_commit(&out, NULL), NORM_OK);
    nrm_out_abandon(&out); /* harmless after a commit */
}

static bool holds(const char *text)
{
    nrm_map map;
    bool same;

    if (nrm_map_open(path, &map, NULL) != NORM_OK)
        return false;
    same = map.size == strlen(text) && (map.size == 0 || memcmp(map.base, text, map.size) == 0);
    nrm_map_close(&map);
    return same;
}

Test(file, a_committed_file_is_whole, .init = make_folder, .fini = remove_folder)
{
    write_whole("first");
    cr_expect(holds("first"));
    cr_assert_eq(chmod(path, 0640), 0);
    write_whole("second, and longer");
    cr_expect(holds("second, and longer"));
    cr_expect_eq(files_in_folder(), 1);
}

Test(file, an_empty_file_maps_to_nothing, .init = make_folder, .fini = remove_folder)
{
    nrm_map map;

    write_whole("");
    cr_assert_eq(nrm_map_open(path, &map, NULL), NORM_OK);
    cr_expect_eq(map.size, 0);
    nrm_map_close(&map);
}

Test(file, replacing_keeps_the_mode, .init = make_folder, .fini = remove_folder)
{
    struct stat info;

    write_whole("x");
    cr_assert_eq(chmod(path, 0640), 0);
    write_whole("y");
    cr_assert_eq(stat(path, &info), 0);
    cr_expect_eq(info.st_mode & 0777, 0640);
}

Test(file, an_abandoned_file_leaves_the_old_one, .init = make_folder, .fini = remove_folder)
{
    nrm_out out;

    write_whole("old");
    cr_assert_eq(nrm_out_open(NULL, path, &out, NULL), NORM_OK);
    cr_assert_eq(nrm_out_write(&out, "new", 3, NULL), NORM_OK);
    cr_expect(holds("old"));
    nrm_out_abandon(&out);
    nrm_out_abandon(&out);
    cr_expect(holds("old"));
}

/* A limit on the size of files stands in for a full disk: both make write() fall short. */
Test(file, a_full_disk_leaves_the_old_one, .init = make_folder, .fini = remove_folder)
{
    static char block[100000];
    struct rlimit limit = {50000, 50000};
    nrm_out out;
    norm_error err;

    write_whole("old");
    cr_assert(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    cr_assert_eq(nrm_out_open(NULL, path, &out, &err), NORM_OK);
    cr_expect_eq(nrm_out_write(&out, block, sizeof block, &err), NORM_E_IO);
    cr_expect_not_null(strstr(err.message, "file too large"), "%s", err.message);
    cr_expect_not_null(strstr(err.message, path), "%s", err.message);
    nrm_out_abandon(&out);
    cr_expect(holds("old"));
    cr_expect_eq(files_in_folder(), 1);
}

Test(file, says_what_is_wrong_with_a_path)
{
    static const struct {
        const char *path;
        bool write;
        const char *want;
    } rows[] = {
        {"/nonexistent/x", false, "cannot open /nonexistent/x: no such file or directory"},
        {"/nonexistent/x", true, "cannot write /nonexistent/x: no such file or directory"},
        {"/tmp", false, "cannot map /tmp: not a regular file"},
        {"/tmp", true, "cannot write /tmp: not a regular file"},
        {"/dev/full", true, "cannot write /dev/full: not a regular file"},
        {"/etc/passwd/x", true,
         "cannot write /etc/passwd/x: a part of the path is not a directory"},
        {"", false, "cannot open : no such file or directory"},
    };
    size_t i;

    for (i = 0; i < NRM_LEN(rows); i++) {
        norm_error err = {.status = NORM_OK};
        nrm_map map;
        nrm_out out;
        norm_status status = rows[i].write ? nrm_out_open(NULL, rows[i].path, &out, &err)
                                           : nrm_map_open(rows[i].path, &map, &err);

        cr_expect_eq(status, NORM_E_IO, "row %zu", i);
        cr_expect_str_eq(err.message, rows[i].want, "row %zu", i);
    }
}

/* Opening a pipe for reading must not wait for somebody to write into it. */
Test(file, a_pipe_is_refused_at_once, .init = make_folder, .fini = remove_folder, .timeout = 5)
{
    nrm_map map;

    cr_assert_eq(mkfifo(path, 0600), 0);
    cr_expect_eq(nrm_map_open(path, &map, NULL), NORM_E_IO);
}

Test(file, gives_its_memory_back, .init = make_folder, .fini = remove_folder)
{
    size_t n;
    norm_status status = NORM_E_NOMEM;

    for (n = 1; status == NORM_E_NOMEM && n < 10; n++) {
        alloc_probe probe;
        nrm_out out;

        alloc_probe_init(&probe, n);
        status = nrm_out_open(&probe.hook, path, &out, NULL);
        if (status == NORM_OK)
            status = nrm_out_commit(&out, NULL);
        cr_expect(alloc_probe_clean(&probe), "request %zu fails", n);
    }
    cr_expect_eq(status, NORM_OK);
    cr_expect_eq(n, 4, "two requests, and then a run in which none fails");
}
