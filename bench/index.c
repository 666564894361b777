/* bench/index.c - an index of many names: time to build and open it, and of lookups.
 * SPDX-License-Identifier: MIT
 *
 * Lookups are of names that are in the index, then of the same names with a letter left out. Their
 * times differ widely, hence percentiles in place of a mean. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

#define QUERIES 2000
#define LIMIT   5
#define ID_SIZE 32

static const char *const langs[] = {"ru", "hy", "en", "az", "ka"};

#define LANGS (sizeof langs / sizeof langs[0])

typedef struct entity {
    char id[ID_SIZE];
    norm_str name;
    const char *lang;
} entity;

static entity *make_entities(size_t count)
{
    entity *out = bench_alloc(count, sizeof *out);
    size_t made = 0;
    size_t i, k;

    for (k = 0; k < LANGS; k++) {
        bench_names names = bench_names_made(langs[k], (count + LANGS - 1) / LANGS);

        for (i = 0; i < names.count && made < count; i++, made++) {
            snprintf(out[made].id, ID_SIZE, "bench:%zu", made);
            out[made].name = names.items[i];
            out[made].lang = langs[k];
        }
    }
    return out;
}

static void build(bench_suite *suite, const entity *entities, size_t count, const char *path)
{
    norm_index_builder *builder;
    double begin = bench_now();
    norm_error err;
    size_t i;

    bench_check(norm_index_builder_open(suite->ctx, &builder, &err), &err);
    for (i = 0; i < count; i++) {
        norm_index_row row = {.id = norm_str_from(entities[i].id),
                              .name = entities[i].name,
                              .lang = norm_str_from(entities[i].lang),
                              .kind = NORM_KIND_PLACE};

        bench_check(norm_index_builder_add(builder, &row, &err), &err);
    }
    bench_check(norm_index_builder_write(builder, path, &err), &err);
    norm_index_builder_close(builder);
    printf("build    %zu names: %.2f s\n", count, (bench_now() - begin) / 1e9);
}

/* The name without its middle letter. */
static norm_str without_a_letter(norm_str name, char *room)
{
    size_t begin = name.len / 2;
    size_t end;

    while (begin > 0 && ((unsigned char)name.ptr[begin] & 0xC0) == 0x80)
        begin--;
    end = begin + 1;
    while (end < name.len && ((unsigned char)name.ptr[end] & 0xC0) == 0x80)
        end++;
    memcpy(room, name.ptr, begin);
    memcpy(room + begin, name.ptr + end, name.len - end);
    return (norm_str){room, begin + name.len - end};
}

static bool is_name(norm_str a, norm_str b)
{
    return a.len == b.len && memcmp(a.ptr, b.ptr, a.len) == 0;
}

static void look_up(bench_suite *suite, const norm_index *index, const entity *entities,
                    size_t count, bool is_exact)
{
    double *times = bench_alloc(QUERIES, sizeof *times);
    char *room = bench_alloc(4096, 1);
    size_t found = 0;
    size_t i;

    for (i = 0; i < QUERIES; i++) {
        const entity *e = &entities[i * (count / QUERIES + 1) % count];
        norm_query query = {.lang = norm_str_from(e->lang), .kind = NORM_KIND_PLACE};
        const norm_hit *hits;
        norm_error err;
        size_t hit_count, k;
        double begin = bench_now();

        query.text = is_exact ? e->name : without_a_letter(e->name, room);
        bench_check(norm_lookup(suite->ctx, index, &query, LIMIT, &hits, &hit_count, &err), &err);
        times[i] = bench_now() - begin;
        for (k = 0; k < hit_count && !is_name(hits[k].matched, e->name); k++) {
        }
        found += k < hit_count;
        norm_ctx_reset(suite->ctx);
    }
    bench_sort(times, QUERIES);
    printf("lookup   %-16s p50 %8.1f us   p99 %8.1f us   the name is among %d hits: %.1f %%\n",
           is_exact ? "same name" : "a letter less", times[QUERIES / 2] / 1e3,
           times[QUERIES * 99 / 100] / 1e3, LIMIT, 100.0 * (double)found / QUERIES);
    free(room);
    free(times);
}

void bench_index(bench_suite *suite, size_t count, const char *path)
{
    entity *entities = make_entities(count);
    norm_index_info info;
    norm_index *index;
    norm_error err;
    double begin;

    build(suite, entities, count, path);
    begin = bench_now();
    bench_check(norm_index_open_file(suite->model, path, &index, &err), &err);
    norm_index_describe(index, &info);
    printf("open     %.1f us; %zu names, %.1f MB, %.1f bytes a name\n", (bench_now() - begin) / 1e3,
           info.names, (double)info.size / 1e6, (double)info.size / (double)info.names);
    look_up(suite, index, entities, count, true);
    look_up(suite, index, entities, count, false);
    norm_index_close(index);
    remove(path);
}
