/* test_workers.c - a range of work shared by threads.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <stdatomic.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "dedupe/workers.h"

#define PIECES 1000

typedef struct tally {
    atomic_uint done[PIECES]; /* how often each piece was done */
    size_t bad[3];            /* pieces that fail */
    size_t bad_count;
    size_t told, last_told; /* progress */
} tally;

static norm_status do_pieces(void *user, unsigned worker, size_t begin, size_t end, norm_error *err)
{
    tally *t = user;
    size_t i;
    size_t k;

    cr_assert_lt(worker, NRM_WORKERS);
    for (i = begin; i < end; i++) {
        for (k = 0; k < t->bad_count; k++) {
            if (t->bad[k] == i)
                return nrm_fail_line(err, NORM_E_UTF8, (uint32_t)i, "piece %zu", i);
        }
        atomic_fetch_add(&t->done[i], 1);
    }
    return NORM_OK;
}

static void tell(void *user, const char *stage, size_t done, size_t total)
{
    tally *t = user;

    cr_expect_str_eq(stage, "stage");
    cr_expect_eq(total, PIECES);
    cr_expect_geq(done, t->last_told);
    t->last_told = done;
    t->told++;
}

Test(workers, every_piece_is_done_once_whatever_the_threads)
{
    static const unsigned threads[] = {0, 1, 2, 7, 1000};
    size_t i;
    size_t k;

    for (i = 0; i < NRM_LEN(threads); i++) {
        static tally t;
        nrm_progress progress = {tell, &t};
        nrm_work work = {do_pieces, &t, PIECES, 7, "stage", &progress};

        t = (tally){.bad_count = 0};
        cr_assert_eq(nrm_work_run(&work, threads[i], NULL), NORM_OK);
        for (k = 0; k < PIECES; k++)
            cr_assert_eq(t.done[k], 1, "%u threads, piece %zu", threads[i], k);
        cr_expect_eq(t.last_told, PIECES);
        cr_expect_gt(t.told, 0);
    }
}

Test(workers, the_least_failure_is_reported_whatever_the_threads)
{
    unsigned threads;
    unsigned round;

    for (threads = 1; threads <= 4; threads++) {
        for (round = 0; round < 50; round++) {
            static tally t;
            nrm_work work = {do_pieces, &t, PIECES, 3, "stage", NULL};
            norm_error err;

            t = (tally){.bad = {500, 30, 31}, .bad_count = 3};
            cr_assert_eq(nrm_work_run(&work, threads, &err), NORM_E_UTF8);
            cr_expect_eq(err.line, 30, "%u threads: %u", threads, err.line);
        }
    }
}

Test(workers, no_pieces_are_no_work)
{
    static tally t;
    nrm_work work = {do_pieces, &t, 0, 3, "stage", NULL};

    cr_expect_eq(nrm_work_run(&work, 4, NULL), NORM_OK);
}
