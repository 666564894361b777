/* bench/measure.c - time of a task beside its peer's, and the table of it.
 * SPDX-License-Identifier: MIT
 *
 * The two sides of a row take turns, so that a machine that slows down slows both; what is printed
 * is the median over the turns, of each time and of the ratio within a turn. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench.h"

#define TURNS   15
#define TURN_NS 20e6

void bench_measured(const bench_task *task, size_t rounds)
{
    size_t i;

    for (i = 0; i < rounds; i++)
        task->run(task->data);
}

double bench_now(void)
{
    struct timespec t;

    if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
        bench_die("clock_gettime", "no monotonic clock");
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* Nanoseconds a unit over rounds of the task. */
static double turn(const bench_task *task, size_t rounds)
{
    double begin = bench_now();

    bench_measured(task, rounds);
    return (bench_now() - begin) / (double)rounds / (double)task->units;
}

/* Rounds that fill a turn; it also warms up. */
static size_t rounds_of(const bench_task *task)
{
    double ns = turn(task, 1) * (double)task->units;

    return ns >= TURN_NS ? 1 : (size_t)(TURN_NS / ns) + 1;
}

static int by_value(const void *a, const void *b)
{
    const double *x = a;
    const double *y = b;

    return *x < *y ? -1 : *x > *y;
}

void bench_sort(double *values, size_t count)
{
    qsort(values, count, sizeof *values, by_value);
}

static double median(double values[TURNS])
{
    bench_sort(values, TURNS);
    return values[TURNS / 2];
}

static void run_row(const bench_row *row)
{
    bool has_peer = row->peer.run != NULL;
    size_t our_rounds = rounds_of(&row->ours);
    size_t peer_rounds = has_peer ? rounds_of(&row->peer) : 0;
    double ours[TURNS];
    double peers[TURNS];
    double ratios[TURNS];
    size_t i;

    for (i = 0; i < TURNS; i++) {
        ours[i] = turn(&row->ours, our_rounds);
        if (!has_peer)
            continue;
        peers[i] = turn(&row->peer, peer_rounds);
        ratios[i] = peers[i] / ours[i];
    }
    printf("%-26s %7zu %10.1f", row->name, row->ours.units, median(ours));
    if (has_peer)
        printf("   %-28s %10.1f %8.1fx", row->peer.who, median(peers), median(ratios));
    printf("\n");
    fflush(stdout);
}

void bench_run(const bench_suite *suite, const char *prefix)
{
    size_t i;

    printf("%-26s %7s %10s   %-28s %10s %9s\n", "row", "units", "libnorm ns", "peer", "peer ns",
           "ratio");
    for (i = 0; i < suite->count; i++) {
        if (strncmp(suite->rows[i].name, prefix, strlen(prefix)) == 0)
            run_row(&suite->rows[i]);
    }
}
