/* support/golden.h - rows of expectations from tests/golden/, with file:line for messages.
 * SPDX-License-Identifier: MIT
 *
 *     golden g;
 *     golden_open(&g, "text/tidy.tsv");
 *     while (golden_next(&g))
 *         cr_expect(same(golden_cell(&g, "in"), golden_cell(&g, "want")), "%s", golden_at(&g));
 *     golden_close(&g);
 *
 * Anything wrong with the file ends the program with a message: a test that
 * finds no rows must not pass. */
#ifndef NRM_TEST_GOLDEN_H
#define NRM_TEST_GOLDEN_H

#include "base/file.h"
#include "tables/tsv.h"

typedef struct golden {
    nrm_map map;
    nrm_tsv tsv;
    char path[512];
    char at[600]; /* for golden_at() */
    size_t rows;  /* read so far */
} golden;

/* path: below tests/golden, or absolute. */
void golden_open(golden *g, const char *path);
/* False at the end of the file. */
bool golden_next(golden *g);
/* The cell of the row under a column that must be there. */
norm_str golden_cell(const golden *g, const char *column);
/* "tests/golden/text/tidy.tsv:17" */
const char *golden_at(golden *g);
/* Ends the program when there was not one row. */
void golden_close(golden *g);

#endif
