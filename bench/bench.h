/* bench/bench.h - what the benchmarks share: names, tasks, and the list of them.
 * SPDX-License-Identifier: MIT */
#ifndef NORM_BENCH_H
#define NORM_BENCH_H

#include <libnorm/norm.h>

/* Names in the order of the files, each once. */
typedef struct bench_names {
    norm_str *items;
    size_t count;
} bench_names;

/* One side of a row: a piece of work over all its units. */
typedef struct bench_task {
    const char *who;         /* "libnorm", or the peer */
    void (*run)(void *data); /* one round; NULL: there is no such side */
    void *data;
    size_t units; /* names or pairs a round */
} bench_task;

typedef struct bench_row {
    const char *name; /* "translit/ru-bgn" */
    bench_task ours, peer;
} bench_row;

#define BENCH_ROWS 64

typedef struct bench_suite {
    norm_model *model;
    norm_ctx *ctx;
    bench_row rows[BENCH_ROWS];
    size_t count;
} bench_suite;

/* Ends the program: a benchmark that cannot run has no figures. */
void bench_die(const char *what, const char *why);
/* Ends the program unless status is NORM_OK. */
void bench_check(norm_status status, const norm_error *err);
/* Zeroed memory that lives as long as the program; ends it when there is none. */
void *bench_alloc(size_t count, size_t size);
void bench_add(bench_suite *suite, const bench_row *row);

/* The gazetteer's names of a language: the same list on every machine. */
bench_names bench_names_of(const char *lang);
/* The same names with a Latin twin for one Cyrillic letter of each that has one. */
bench_names bench_names_with_twins(const char *lang);
/* count names of the language that are in no list: the first half of one word and the second half
 * of another, by a generator of fixed seed. */
bench_names bench_names_made(const char *lang, size_t count);

void bench_add_translit(bench_suite *suite);
void bench_add_text(bench_suite *suite);
void bench_add_match(bench_suite *suite);
/* Writes the pairs of the compare rows, for a peer outside of this process: row, name, name. */
void bench_print_pairs(void);

/* Builds an index of count made names at path, looks names up, prints times; removes the file. */
void bench_index(bench_suite *suite, size_t count, const char *path);

/* Nanoseconds of a clock that only goes forward. */
double bench_now(void);
void bench_sort(double *values, size_t count);
/* Rounds of the task, behind a name of its own so that callgrind can count them alone. */
void bench_measured(const bench_task *task, size_t rounds);
/* Runs rows whose names begin with prefix and prints the table. */
void bench_run(const bench_suite *suite, const char *prefix);

#endif
