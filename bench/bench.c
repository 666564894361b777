/* bench/bench.c - norm-bench: what libnorm takes for a name, beside its peers in the same process.
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

static const char usage[] =
    "norm-bench [PREFIX]        times of the rows that begin with PREFIX, as a table\n"
    "norm-bench --list          rows and their sides: row, side, units\n"
    "norm-bench --once ROW SIDE one warm round, then one in bench_measured(); side: ours or peer\n"
    "norm-bench --index COUNT   builds an index of COUNT made names and looks names up\n"
    "norm-bench --pairs         the pairs of the compare rows: row, name, name\n";

void bench_die(const char *what, const char *why)
{
    fprintf(stderr, "norm-bench: %s: %s\n", what, why);
    exit(1);
}

void bench_check(norm_status status, const norm_error *err)
{
    if (status != NORM_OK)
        bench_die(norm_status_text(status), err->message);
}

void *bench_alloc(size_t count, size_t size)
{
    void *memory = calloc(count, size);

    if (memory == NULL)
        bench_die("calloc", "out of memory");
    return memory;
}

void bench_add(bench_suite *suite, const bench_row *row)
{
    if (suite->count == BENCH_ROWS)
        bench_die(row->name, "too many rows");
    suite->rows[suite->count++] = *row;
}

static void list_rows(const bench_suite *suite)
{
    size_t i;

    for (i = 0; i < suite->count; i++) {
        const bench_row *row = &suite->rows[i];

        printf("%s\tours\t%s\t%zu\n", row->name, row->ours.who, row->ours.units);
        if (row->peer.run != NULL)
            printf("%s\tpeer\t%s\t%zu\n", row->name, row->peer.who, row->peer.units);
    }
}

static void run_once(const bench_suite *suite, const char *name, const char *side)
{
    size_t i;

    for (i = 0; i < suite->count; i++) {
        const bench_row *row = &suite->rows[i];
        const bench_task *task = strcmp(side, "peer") == 0 ? &row->peer : &row->ours;

        if (strcmp(row->name, name) != 0 || task->run == NULL)
            continue;
        task->run(task->data);
        bench_measured(task, 1);
        return;
    }
    bench_die(name, "no such row or side");
}

static void run_index(bench_suite *suite, const char *count)
{
    char *end;
    unsigned long value = strtoul(count, &end, 10);

    if (*end != '\0' || value < 100 || value > 100000000)
        bench_die(count, "not a count of names from 100 to 100,000,000");
    bench_index(suite, value, "norm-bench.index");
}

int main(int argc, char **argv)
{
    bench_suite *suite;
    norm_error err;

    if (argc == 2 && strcmp(argv[1], "--pairs") == 0) {
        bench_print_pairs();
        return 0;
    }
    if (argc > 1 && strcmp(argv[1], "--help") == 0) {
        printf("%s", usage);
        return 0;
    }
    suite = bench_alloc(1, sizeof *suite);
    bench_check(norm_model_open_builtin(NULL, &suite->model, &err), &err);
    bench_check(norm_ctx_open(suite->model, &suite->ctx, &err), &err);
    if (argc == 3 && strcmp(argv[1], "--index") == 0) {
        run_index(suite, argv[2]);
        return 0;
    }
    bench_add_translit(suite);
    bench_add_text(suite);
    bench_add_match(suite);
    if (argc == 2 && strcmp(argv[1], "--list") == 0)
        list_rows(suite);
    else if (argc == 4 && strcmp(argv[1], "--once") == 0)
        run_once(suite, argv[2], argv[3]);
    else if (argc <= 2 && (argc == 1 || argv[1][0] != '-'))
        bench_run(suite, argc == 2 ? argv[1] : "");
    else
        bench_die("arguments", usage);
    return 0;
}
