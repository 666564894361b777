/* oom/test_oom.c - every public function, with an allocator that says no at the n-th request.
 * SPDX-License-Identifier: MIT
 *
 * For n = 1, 2, ... until the call gets through: NOMEM is returned, nothing
 * leaks, and the same call on the same objects then gives what it always gave.
 * Built twice: with the arena as it is, and with support/tight_arena.c, where
 * every request of the library is one that can fail. */
#define _POSIX_C_SOURCE 200809L

#include <criterion/criterion.h>

#include <dirent.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"
#include "oom/calls.h"
#include "tables/blob.h"

/* Requests that fail one by one; later ones at growing steps. */
#define FULL_WALK 300
#define SLOW_WALK 10

static void make_path(char path[64])
{
    int fd;

    strcpy(path, "/tmp/norm-oom-XXXXXX");
    fd = mkstemp(path);
    cr_assert_geq(fd, 0);
    close(fd);
}

static void write_tables(const char *path)
{
    nrm_out out;

    cr_assert_eq(nrm_out_open(NULL, path, &out, NULL), NORM_OK);
    cr_assert_eq(nrm_out_write(&out, nrm_builtin_blob, nrm_builtin_blob_size, NULL), NORM_OK);
    cr_assert_eq(nrm_out_commit(&out, NULL), NORM_OK);
}

/* Names of places in Russian and in Latin letters; every third pair is of two places. */
static void make_pairs(scene *s)
{
    static const char *const syllables[][2] = {
        {"ка", "ka"}, {"ра", "ra"}, {"бах", "bakh"}, {"гю", "gyu"}, {"шен", "shen"}, {"ов", "ov"},
        {"ту", "tu"}, {"ли", "li"}, {"сар", "sar"},  {"ме", "me"},  {"джу", "dzhu"}, {"це", "tse"}};
    size_t i;
    size_t k;

    for (i = 0; i < OOM_PAIRS; i++) {
        bool same = i % 3 != 0;

        for (k = 0; k < 3; k++) {
            size_t roll = (i * 31 + i / 7 + k * (i % 5 + 3)) % 12;

            strcat(s->texts[i][0], syllables[roll][0]);
            strcat(s->texts[i][1], syllables[same ? roll : (roll + 5 + k) % 12][1]);
        }
        s->pairs[i] = (norm_train_pair){.a = norm_str_from(s->texts[i][0]),
                                        .lang_a = norm_str_from("ru"),
                                        .b = norm_str_from(s->texts[i][1]),
                                        .lang_b = norm_str_from("en"),
                                        .kind = NORM_KIND_PLACE,
                                        .label = same,
                                        .entity = i + 1};
    }
}

static void fill_builder(scene *s)
{
    norm_index_row row = {.kind = NORM_KIND_PLACE};
    size_t i;

    cr_assert_eq(norm_index_builder_open(s->ctx, &s->builder, NULL), NORM_OK);
    for (i = 0; i < 20; i++) {
        row.id = norm_str_from(s->texts[i / 2][0]);
        row.name = norm_str_from(s->texts[i / 2][i % 2]);
        cr_assert_eq(norm_index_builder_add(s->builder, &row, NULL), NORM_OK);
    }
}

static void open_scene(scene *s)
{
    static const char *const names[] = {"Гасан Керим оглы Алиев", "Əliyev Həsən Kərim oğlu"};
    size_t i;

    memset(s, 0, sizeof *s);
    alloc_probe_init(&s->probe, 0);
    make_pairs(s);
    make_path(s->tables_path);
    make_path(s->index_path);
    make_path(s->new_path);
    write_tables(s->tables_path);
    cr_assert_eq(norm_model_open_builtin(&s->probe.hook, &s->model, NULL), NORM_OK);
    cr_assert_eq(norm_index_open_builtin(s->model, &s->index, NULL), NORM_OK);
    cr_assert_eq(norm_ctx_open(s->model, &s->names_ctx, NULL), NORM_OK);
    for (i = 0; i < 2; i++)
        cr_assert_eq(norm_encode(s->names_ctx, norm_str_from(names[i]), norm_str_from(""),
                                 NORM_KIND_PERSON, &s->names[i], NULL),
                     NORM_OK);
    s->ctx = s->names_ctx;
    fill_builder(s);
    cr_assert_eq(norm_index_builder_write(s->builder, s->index_path, NULL), NORM_OK);
    norm_index_builder_close(s->builder);
}

static void close_scene(scene *s)
{
    norm_ctx_close(s->names_ctx);
    norm_index_close(s->index);
    norm_model_close(s->model);
    cr_expect(alloc_probe_clean(&s->probe), "%zu bytes leak", s->probe.live_bytes);
    unlink(s->tables_path);
    unlink(s->index_path);
    unlink(s->new_path);
}

/* What an attempt may use up. */
static void renew(scene *s)
{
    cr_assert_eq(norm_ctx_open(s->model, &s->ctx, NULL), NORM_OK);
    fill_builder(s);
}

static void drop(scene *s)
{
    norm_index_builder_close(s->builder);
    norm_ctx_close(s->ctx);
}

static void arm(alloc_probe *probe, size_t fail_at, size_t fail_count)
{
    probe->calls = 0;
    probe->refused = 0;
    probe->fail_at = fail_at;
    probe->fail_count = fail_count;
}

/* One attempt whose fail_at-th request, or all from there on, fail. False when it got through. A
 * call may find another way after one refusal (norm_transliterate does), but to the same answer. */
static bool attempt(scene *s, const call_row *row, size_t fail_at, size_t fail_count, uint64_t want)
{
    size_t live = s->probe.live_blocks;
    norm_error err = {.message = ""};
    uint64_t answer = 0;
    norm_status status;
    bool refused;

    renew(s);
    arm(&s->probe, fail_at, fail_count);
    status = row->run(s, &answer, &err);
    s->probe.fail_at = 0;
    refused = s->probe.refused > 0;
    if (status == NORM_OK)
        cr_expect(answer == want && s->probe.refused < 2, "%s goes on without request %zu",
                  row->functions, fail_at);
    else
        cr_expect(status == NORM_E_NOMEM && refused && err.status == status && err.message[0] != 0,
                  "%s, request %zu: %s", row->functions, fail_at, norm_status_text(status));
    answer = 0;
    status = row->run(s, &answer, &err);
    cr_expect(status == NORM_OK && answer == want, "%s after request %zu failed: %s",
              row->functions, fail_at, status != NORM_OK ? err.message : "another answer");
    drop(s);
    cr_expect_eq(s->probe.live_blocks, live, "%s leaks when request %zu fails", row->functions,
                 fail_at);
    return refused;
}

/* The answer when memory lasts; *requests: how much memory was asked for. */
static uint64_t usual_answer(scene *s, const call_row *row, size_t *requests)
{
    norm_error err = {.message = ""};
    uint64_t answer = 0;

    renew(s);
    s->probe.calls = 0;
    cr_assert_eq(row->run(s, &answer, &err), NORM_OK, "%s: %s", row->functions, err.message);
    *requests = s->probe.calls;
    drop(s);
    return answer;
}

static void walk(scene *s, const call_row *row)
{
    size_t full = row->is_slow ? SLOW_WALK : FULL_WALK;
    size_t requests;
    uint64_t want = usual_answer(s, row, &requests);
    size_t n;

    cr_expect_eq(requests > 0, row->takes_memory, "%s: %zu requests", row->functions, requests);
    for (n = 1; n <= requests; n += n < full ? 1 : 1 + n / 4) {
        cr_expect(attempt(s, row, n, 1, want), "%s: no request %zu", row->functions, n);
        if (n <= full)
            cr_expect(attempt(s, row, n, SIZE_MAX, want), "%s: no request %zu", row->functions, n);
    }
    cr_expect_not(attempt(s, row, requests + 1, 1, want), "%s asks for more", row->functions);
}

Test(oom, every_call_says_so_and_can_be_repeated)
{
    static scene s;
    size_t i;

    open_scene(&s);
    for (i = 0; i < call_row_count; i++)
        walk(&s, &call_rows[i]);
    cr_expect_eq(s.probe.wrong_sizes, 0);
    close_scene(&s);
}

static bool is_walked(norm_str function)
{
    size_t i;

    for (i = 0; i < call_row_count; i++) {
        norm_str rest = norm_str_from(call_rows[i].functions);

        while (rest.len > 0)
            if (nrm_str_eq(nrm_str_cut(&rest, ' '), function))
                return true;
    }
    return false;
}

/* A declaration begins a line with NORM_API; its name stands before the bracket. */
static size_t check_header(const char *path)
{
    const norm_str mark = norm_str_from("NORM_API ");
    nrm_map map;
    norm_str rest;
    size_t count = 0;

    cr_assert_eq(nrm_map_open(path, &map, NULL), NORM_OK, "%s", path);
    rest = (norm_str){(const char *)map.base, map.size};
    while (rest.ptr != NULL) {
        norm_str name = nrm_str_cut(&rest, '\n');

        if (!nrm_str_starts(name, mark))
            continue;
        name = nrm_str_slice(name, 0, nrm_str_find(name, '('));
        while (nrm_str_find(name, ' ') != SIZE_MAX || nrm_str_find(name, '*') != SIZE_MAX)
            name = nrm_str_slice(name, 1, name.len);
        cr_expect(is_walked(name), "%.*s of %s is in no row of oom/calls.c", (int)name.len,
                  name.ptr, path);
        count++;
    }
    nrm_map_close(&map);
    return count;
}

Test(oom, no_public_function_is_left_out)
{
    const char *folder = NORM_SOURCE_ROOT "/libnorm/include/libnorm";
    DIR *dir = opendir(folder);
    struct dirent *entry;
    size_t count = 0;

    cr_assert_not_null(dir);
    while ((entry = readdir(dir)) != NULL) {
        char path[512];

        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (nrm_str_ends(norm_str_from(path), norm_str_from(".h")))
            count += check_header(path);
    }
    closedir(dir);
    cr_expect_gt(count, 30, "only %zu functions in %s", count, folder);
}

/* An allocator that several threads use. */
typedef struct shared_probe {
    norm_allocator hook;
    norm_allocator inner;
    pthread_mutex_t lock;
} shared_probe;

static void *resize_locked(void *user, void *ptr, size_t old_size, size_t new_size)
{
    shared_probe *shared = user;
    void *result;

    pthread_mutex_lock(&shared->lock);
    result = shared->inner.resize(shared->inner.user, ptr, old_size, new_size);
    pthread_mutex_unlock(&shared->lock);
    return result;
}

/* Which request a thread makes n-th is chance: only what holds for each is asked. */
Test(oom, threads_of_a_deduplication_give_back_what_they_took)
{
    static scene s;
    shared_probe shared;
    size_t n;
    bool refused = true;

    open_scene(&s);
    norm_index_close(s.index);
    norm_ctx_close(s.names_ctx);
    norm_model_close(s.model);
    shared = (shared_probe){.inner = s.probe.hook, .lock = PTHREAD_MUTEX_INITIALIZER};
    shared.hook = (norm_allocator){resize_locked, &shared};
    cr_assert_eq(norm_model_open_builtin(&shared.hook, &s.model, NULL), NORM_OK);
    for (n = 1; refused; n += n < FULL_WALK ? 1 : 1 + n / 4) {
        uint64_t answer = 0;
        norm_status status;

        cr_assert_eq(norm_ctx_open(s.model, &s.ctx, NULL), NORM_OK);
        arm(&s.probe, n, 1);
        status = call_dedupe_by(&s, 4, &answer, NULL);
        refused = s.probe.refused > 0;
        s.probe.fail_at = 0;
        cr_expect_eq(status, refused ? NORM_E_NOMEM : NORM_OK, "request %zu", n);
        norm_ctx_close(s.ctx);
    }
    s.index = NULL;
    s.names_ctx = NULL;
    close_scene(&s);
}
