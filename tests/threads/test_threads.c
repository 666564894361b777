/* threads/test_threads.c - threads that share a model and an index get what one thread gets.
 * SPDX-License-Identifier: MIT
 *
 * Plain C, for ThreadSanitizer, which does not run under Criterion. Each thread
 * works on all names, from a place of its own on, so that different calls meet. */
#define _POSIX_C_SOURCE 200809L

#include <libnorm/norm.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "support/golden.h"

#define NAMES   400
#define THREADS 4

typedef struct shared {
    const norm_model *model;
    const norm_index *index;
    golden rows;
    norm_str names[NAMES];
} shared;

typedef struct worker {
    const shared *all;
    pthread_t thread;
    size_t start;
    uint64_t made[NAMES];
    char index_path[64];
} worker;

static void require(norm_status status, const norm_error *err, const char *what)
{
    if (status == NORM_OK)
        return;
    fprintf(stderr, "%s: %s\n", what, err->message);
    exit(1);
}

static void add(uint64_t *hash, const void *bytes, size_t len)
{
    *hash = nrm_hash_mix(*hash, nrm_hash((norm_str){bytes, len}, 0));
}

static void add_text(uint64_t *hash, norm_ctx *ctx, norm_str name)
{
    norm_detection found;
    norm_error err;
    norm_str out;

    require(norm_normalize(ctx, name, norm_str_from(""), &out, &err), &err, "normalize");
    add(hash, out.ptr, out.len);
    require(norm_key(ctx, name, norm_str_from(""), &out, &err), &err, "key");
    add(hash, out.ptr, out.len);
    require(norm_detect(ctx, name, &found, &err), &err, "detect");
    add(hash, found.lang, strlen(found.lang));
}

static void add_systems(uint64_t *hash, const norm_model *model, norm_ctx *ctx, norm_str name)
{
    norm_error err;
    norm_str out;
    size_t i;

    for (i = 0; i < norm_system_count(model); i += 7) {
        require(norm_transliterate(ctx, norm_system_at(model, i), name, false, &out, &err), &err,
                "transliterate");
        add(hash, out.ptr, out.len);
    }
}

static void add_explanation(uint64_t *hash, norm_ctx *ctx, const norm_name *a, const norm_name *b)
{
    norm_match_result result;
    norm_explanation why;
    norm_error err;
    size_t i;

    require(norm_compare(ctx, a, b, NULL, &result, &err), &err, "compare");
    add(hash, &result.score, sizeof result.score);
    require(norm_explain(ctx, a, b, NULL, &why, &err), &err, "explain");
    for (i = 0; i < why.reason_count; i++) {
        add(hash, why.reasons[i].what.ptr, why.reasons[i].what.len);
        add(hash, &why.reasons[i].nats, sizeof why.reasons[i].nats);
    }
}

static void add_hits(uint64_t *hash, norm_ctx *ctx, const norm_index *index, norm_str name)
{
    norm_query query = {.text = name};
    const norm_hit *hits;
    norm_error err;
    size_t count;
    size_t i;

    require(norm_lookup(ctx, index, &query, 5, &hits, &count, &err), &err, "lookup");
    for (i = 0; i < count; i++) {
        add(hash, hits[i].id.ptr, hits[i].id.len);
        add(hash, &hits[i].probability, sizeof hits[i].probability);
    }
}

static uint64_t work_on(const shared *all, norm_ctx *ctx, size_t i)
{
    const norm_name *names[2];
    norm_error err;
    uint64_t hash = 0;
    size_t k;

    add_text(&hash, ctx, all->names[i]);
    add_systems(&hash, all->model, ctx, all->names[i]);
    for (k = 0; k < 2; k++)
        require(norm_encode(ctx, all->names[(i + k) % NAMES], norm_str_from(""), NORM_KIND_ANY,
                            &names[k], &err),
                &err, "encode");
    add_explanation(&hash, ctx, names[0], names[1]);
    add_hits(&hash, ctx, all->index, all->names[i]);
    norm_ctx_reset(ctx);
    return hash;
}

static void build_index(const shared *all, norm_ctx *ctx, const char *path)
{
    norm_index_builder *builder;
    norm_error err;
    size_t i;

    require(norm_index_builder_open(ctx, &builder, &err), &err, "builder");
    for (i = 0; i < NAMES; i++) {
        norm_index_row row = {.id = all->names[i / 2], .name = all->names[i]};

        require(norm_index_builder_add(builder, &row, &err), &err, "add");
    }
    require(norm_index_builder_write(builder, path, &err), &err, "write");
    norm_index_builder_close(builder);
}

static void *run(void *argument)
{
    worker *self = argument;
    norm_ctx *ctx;
    norm_error err;
    size_t i;

    require(norm_ctx_open(self->all->model, &ctx, &err), &err, "context");
    for (i = 0; i < NAMES; i++) {
        size_t at = (self->start + i) % NAMES;

        self->made[at] = work_on(self->all, ctx, at);
    }
    build_index(self->all, ctx, self->index_path);
    norm_ctx_close(ctx);
    return NULL;
}

static void prepare(worker *w, const shared *all, size_t start)
{
    int fd;

    w->all = all;
    w->start = start;
    strcpy(w->index_path, "/tmp/norm-threads-XXXXXX");
    fd = mkstemp(w->index_path);
    if (fd < 0)
        exit(1);
    close(fd);
}

static bool same_files(const char *a, const char *b)
{
    nrm_map maps[2];
    bool same;

    if (nrm_map_open(a, &maps[0], NULL) != NORM_OK || nrm_map_open(b, &maps[1], NULL) != NORM_OK)
        return false;
    same = maps[0].size > 0 && maps[0].size == maps[1].size &&
           memcmp(maps[0].base, maps[1].base, maps[0].size) == 0;
    nrm_map_close(&maps[0]);
    nrm_map_close(&maps[1]);
    return same;
}

/* Faults found. */
static int check_calls(const shared *all)
{
    static worker alone;
    static worker workers[THREADS];
    int faults = 0;
    size_t t;

    prepare(&alone, all, 0);
    run(&alone);
    for (t = 0; t < THREADS; t++) {
        prepare(&workers[t], all, t * NAMES / THREADS);
        if (pthread_create(&workers[t].thread, NULL, run, &workers[t]) != 0)
            exit(1);
    }
    for (t = 0; t < THREADS; t++) {
        pthread_join(workers[t].thread, NULL);
        if (memcmp(workers[t].made, alone.made, sizeof alone.made) != 0) {
            fprintf(stderr, "thread %zu has other results than one thread alone\n", t);
            faults++;
        }
        if (!same_files(workers[t].index_path, alone.index_path)) {
            fprintf(stderr, "thread %zu has written another index\n", t);
            faults++;
        }
        unlink(workers[t].index_path);
    }
    unlink(alone.index_path);
    return faults;
}

/* A hash of everything that a deduplication gives. */
static uint64_t dedupe_by(const shared *all, unsigned threads)
{
    static norm_record records[NAMES];
    norm_dedupe_opts opts;
    norm_dedupe_result out;
    norm_ctx *ctx;
    norm_error err;
    uint64_t hash = 0;
    size_t i;

    for (i = 0; i < NAMES; i++)
        records[i] = (norm_record){.name = all->names[i]};
    norm_dedupe_opts_init(&opts);
    opts.threads = threads;
    require(norm_ctx_open(all->model, &ctx, &err), &err, "context");
    require(norm_dedupe(ctx, records, NAMES, &opts, &out, &err), &err, "dedupe");
    for (i = 0; i < out.count; i++) {
        add(&hash, out.entities[i].id.ptr, out.entities[i].id.len);
        add(&hash, &out.entities[i].probability, sizeof out.entities[i].probability);
    }
    add(&hash, &out.entity_count, sizeof out.entity_count);
    add(&hash, &out.pairs_scored, sizeof out.pairs_scored);
    add(&hash, &out.blocks_split, sizeof out.blocks_split);
    norm_ctx_close(ctx);
    return hash;
}

/* A hash of all pairs of the names that are probably one. */
static uint64_t compare_by(const shared *all, unsigned threads)
{
    static const norm_name *names[NAMES];
    norm_bulk_opts opts;
    const norm_pair *pairs;
    norm_ctx *ctx;
    norm_error err;
    uint64_t hash = 0;
    size_t count;
    size_t i;

    require(norm_ctx_open(all->model, &ctx, &err), &err, "context");
    for (i = 0; i < NAMES; i++)
        require(norm_encode(ctx, all->names[i], norm_str_from(""), NORM_KIND_ANY, &names[i], &err),
                &err, "encode");
    norm_bulk_opts_init(&opts);
    opts.least = 0.5;
    opts.threads = threads;
    require(norm_compare_block(ctx, names, NAMES, names, NAMES, &opts, &pairs, &count, &err), &err,
            "compare_block");
    if (count < NAMES) { /* each is one with itself */
        fprintf(stderr, "only %zu pairs\n", count);
        exit(1);
    }
    for (i = 0; i < count; i++) {
        add(&hash, &pairs[i].a, sizeof pairs[i].a);
        add(&hash, &pairs[i].b, sizeof pairs[i].b);
        add(&hash, &pairs[i].result.score, sizeof pairs[i].result.score);
    }
    norm_ctx_close(ctx);
    return hash;
}

/* How many numbers of threads give something else than one thread. */
static int check_counts(const shared *all, const char *what,
                        uint64_t (*made_by)(const shared *all, unsigned threads))
{
    static const unsigned counts[] = {2, 3, 4, 8};
    uint64_t want = made_by(all, 1);
    int faults = 0;
    size_t i;

    for (i = 0; i < NRM_LEN(counts); i++) {
        if (made_by(all, counts[i]) != want) {
            fprintf(stderr, "%u threads %s otherwise than one\n", counts[i], what);
            faults++;
        }
    }
    return faults;
}

/* Both names of each row are in the list, so that some records are one entity. */
static void read_names(shared *all)
{
    size_t i;

    golden_open(&all->rows, "agreements.tsv");
    for (i = 0; i < NAMES; i += 2) {
        if (!golden_next(&all->rows))
            exit(1);
        all->names[i] = golden_cell(&all->rows, "a");
        all->names[i + 1] = golden_cell(&all->rows, "b");
    }
}

int main(void)
{
    static shared all;
    norm_model *model;
    norm_index *index;
    norm_error err;
    int faults;

    read_names(&all);
    require(norm_model_open_builtin(NULL, &model, &err), &err, "model");
    require(norm_index_open_builtin(model, &index, &err), &err, "index");
    all.model = model;
    all.index = index;
    faults = check_calls(&all) + check_counts(&all, "group records", dedupe_by) +
             check_counts(&all, "compare names", compare_by);
    norm_index_close(index);
    norm_model_close(model);
    golden_close(&all.rows);
    printf("%d faults\n", faults);
    return faults > 0;
}
