/* support/golden.c - rows of expectations from tests/golden/, with file:line for messages.
 * SPDX-License-Identifier: MIT */
#include "support/golden.h"

#include <stdio.h>
#include <stdlib.h>

static void stop_on(const golden *g, norm_status status, const norm_error *err)
{
    if (status == NORM_OK)
        return;
    fprintf(stderr, "%s:%u: %s\n", g->path, (unsigned)err->line, err->message);
    exit(EXIT_FAILURE);
}

void golden_open(golden *g, const char *path)
{
    norm_error err;
    norm_str bytes;

    *g = (golden){.rows = 0};
    snprintf(g->path, sizeof g->path, "%s%s", path[0] == '/' ? "" : NORM_GOLDEN_DIR "/", path);
    stop_on(g, nrm_map_open(g->path, &g->map, &err), &err);
    bytes = (norm_str){(const char *)g->map.base, g->map.size};
    stop_on(g, nrm_tsv_open(&g->tsv, norm_str_from(g->path), bytes, &err), &err);
}

bool golden_next(golden *g)
{
    norm_error err;
    bool more;

    stop_on(g, nrm_tsv_next(&g->tsv, &more, &err), &err);
    g->rows += more ? 1 : 0;
    return more;
}

norm_str golden_cell(const golden *g, const char *column)
{
    norm_error err;
    size_t number;

    stop_on(g, nrm_tsv_column(&g->tsv, column, &number, &err), &err);
    return g->tsv.cells[number];
}

const char *golden_at(golden *g)
{
    snprintf(g->at, sizeof g->at, "%s:%u", g->path, (unsigned)g->tsv.line);
    return g->at;
}

void golden_close(golden *g)
{
    if (g->rows == 0) {
        fprintf(stderr, "%s: no row to test\n", g->path);
        exit(EXIT_FAILURE);
    }
    nrm_map_close(&g->map);
}
