/* compare/edit.c - the evidence that two words are spellings of one.
 * SPDX-License-Identifier: MIT
 *
 * d[i][j] is the best evidence of i sounds of a against j of b. Only four
 * cells see the first and last place: the first operation reaches (1,1), (1,0)
 * or (0,1), the last one (n,m); so the loop inside has no conditions on place.
 *
 * Twice the same recurrence: score() for the score alone, which is what most
 * calls want, and run() with the steps. */
#include "compare/edit.h"

#include <string.h>

#define ROW (NRM_WORD_SOUNDS + 1)

/* How a cell was reached; the order breaks ties. */
typedef enum step {
    STEP_NONE = 0,
    STEP_ONE_ONE,
    STEP_DELETE,
    STEP_INSERT,
    STEP_TWO_ONE,
    STEP_ONE_TWO
} step;

typedef struct grid {
    const nrm_pair_costs *pair;
    const uint16_t *bigram_of;
    nrm_sounds_view a, b;
    uint16_t bigrams_b[ROW]; /* of b[j-2], b[j-1] */
    uint8_t *steps;          /* [n+1][ROW], or NULL */
} grid;

static nrm_place place_of(const grid *g, size_t i, size_t j, size_t di, size_t dj)
{
    if (i == di && j == dj)
        return NRM_PLACE_FIRST;
    if (i == g->a.len && j == g->b.len)
        return NRM_PLACE_LAST;
    return NRM_PLACE_INSIDE;
}

static void take(int32_t *best, step *how, int32_t value, step candidate)
{
    if (value > *best) {
        *best = value;
        *how = candidate;
    }
}

/* One cell with places; for the borders and corners. */
static int32_t edge_cell(const grid *g, const int32_t *row, const int32_t *up, const int32_t *up2,
                         size_t i, size_t j, step *how)
{
    const nrm_pair_costs *pair = g->pair;
    int32_t best = INT32_MIN;

    *how = STEP_NONE;
    if (i > 0 && j > 0)
        take(&best, how,
             up[j - 1] + pair->one[place_of(g, i, j, 1, 1)][g->a.at[i - 1]][g->b.at[j - 1]],
             STEP_ONE_ONE);
    if (i > 0)
        take(&best, how, up[j] + pair->one[place_of(g, i, j, 1, 0)][g->a.at[i - 1]][0],
             STEP_DELETE);
    if (j > 0)
        take(&best, how, row[j - 1] + pair->one[place_of(g, i, j, 0, 1)][0][g->b.at[j - 1]],
             STEP_INSERT);
    if (i > 1 && j > 0) {
        size_t bigram = g->bigram_of[g->a.at[i - 2] * NRM_SOUNDS + g->a.at[i - 1]];

        if (bigram != 0)
            take(&best, how, up2[j - 1] + pair->two_one[bigram * NRM_SOUNDS + g->b.at[j - 1]],
                 STEP_TWO_ONE);
    }
    if (i > 0 && j > 1 && g->bigrams_b[j] != 0)
        take(&best, how,
             up[j - 2] + pair->one_two[(size_t)g->bigrams_b[j] * NRM_SOUNDS + g->a.at[i - 1]],
             STEP_ONE_TWO);
    return best;
}

/* The cells (i, 2 .. m) of an inner row. */
static void inner_cells(const grid *g, int32_t *row, const int32_t *up, const int32_t *up2,
                        size_t i)
{
    uint8_t sound = g->a.at[i - 1];
    const int16_t *one = g->pair->one[NRM_PLACE_INSIDE][sound];
    const int16_t *insert = g->pair->one[NRM_PLACE_INSIDE][0];
    size_t bigram = g->bigram_of[g->a.at[i - 2] * NRM_SOUNDS + sound];
    const int16_t *two_one = bigram != 0 ? g->pair->two_one + bigram * NRM_SOUNDS : NULL;
    size_t j;

    for (j = 2; j <= g->b.len; j++) {
        uint8_t other = g->b.at[j - 1];
        int32_t best = up[j - 1] + one[other];
        step how = STEP_ONE_ONE;

        take(&best, &how, up[j] + one[0], STEP_DELETE);
        take(&best, &how, row[j - 1] + insert[other], STEP_INSERT);
        if (two_one != NULL)
            take(&best, &how, up2[j - 1] + two_one[other], STEP_TWO_ONE);
        if (g->bigrams_b[j] != 0)
            take(&best, &how,
                 up[j - 2] + g->pair->one_two[(size_t)g->bigrams_b[j] * NRM_SOUNDS + sound],
                 STEP_ONE_TWO);
        row[j] = best;
        if (g->steps != NULL)
            g->steps[i * ROW + j] = (uint8_t)how;
    }
}

static int32_t run(grid *g)
{
    int32_t rows[3][ROW];
    int32_t *row = rows[0];
    int32_t *up = rows[1];
    int32_t *up2 = rows[2];
    size_t n = g->a.len;
    size_t m = g->b.len;
    size_t i;
    size_t j;
    step how;

    for (j = 2; j <= m; j++)
        g->bigrams_b[j] = g->bigram_of[g->b.at[j - 2] * NRM_SOUNDS + g->b.at[j - 1]];
    for (i = 0; i <= n; i++) {
        bool inner = i > 1;

        for (j = 0; j <= m; j++) {
            if (i == 0 && j == 0) {
                row[0] = 0;
                continue;
            }
            if (inner && j == 2) {
                inner_cells(g, row, up, up2, i);
                if (i < n)
                    break;
                j = m; /* the last cell once more, with its place */
            }
            row[j] = edge_cell(g, row, up, up2, i, j, &how);
            if (g->steps != NULL)
                g->steps[i * ROW + j] = (uint8_t)how;
        }
        {
            int32_t *oldest = up2;

            up2 = up;
            up = row;
            row = oldest;
        }
    }
    return up[m];
}

static grid make_grid(const nrm_costs *costs, const nrm_pair_costs *pair, nrm_sounds_view a,
                      nrm_sounds_view b, uint8_t *steps)
{
    grid g;

    g.pair = pair;
    g.bigram_of = costs->bigram_of;
    g.a = a;
    g.b = b;
    g.steps = steps;
    return g;
}

/* Loses to any sum of costs, and can be added to without overflow. */
#define LOW (-(INT32_C(1) << 28))

/* A row of score(): one cell before the first, which is LOW. */
#define STRIDE (ROW + 1)

/* What the loop reads of a sound of b. */
typedef struct column {
    const int16_t *one_two; /* costs of this sound and the one before it, with one of a */
    int32_t insert;         /* inside */
    uint32_t sound;
} column;

/* The cells behind `cell`, a row's i-th or later, with operations inside the word; one for each
 * of the columns up to end. No branch: what has no bigram takes row 0 of the costs, where no
 * operation exists. */
static void score_cells(const grid *g, const column *c, const column *end, int32_t *cell, size_t i)
{
    uint8_t sound = g->a.at[i - 1];
    size_t bigram = i > 1 ? g->bigram_of[g->a.at[i - 2] * NRM_SOUNDS + sound] : 0;
    const int16_t *one = g->pair->one[NRM_PLACE_INSIDE][sound];
    const int16_t *two_one = g->pair->two_one + bigram * NRM_SOUNDS;
    int32_t drop = one[0];
    int32_t left = *cell;

    for (; c != end; c++) {
        int32_t best = cell[-STRIDE] + one[c->sound];
        int32_t value = cell[1 - STRIDE] + drop;

        best = value > best ? value : best;
        value = cell[-2 * STRIDE] + two_one[c->sound];
        best = value > best ? value : best;
        value = cell[-STRIDE - 1] + c->one_two[sound];
        best = value > best ? value : best;
        value = left + c->insert;
        best = value > best ? value : best;
        *++cell = best;
        left = best;
    }
}

/* run() without steps, for two words that are not empty. */
static int32_t score(grid *g)
{
    column columns[NRM_WORD_SOUNDS];
    int32_t store[(ROW + 1) * STRIDE];
    int32_t *row = store + STRIDE + 1; /* below a row of LOW, for operations from two rows above */
    size_t m = g->b.len;
    size_t i;
    size_t j;
    step how;

    for (j = 0; j < m; j++) {
        uint8_t sound = g->b.at[j];
        size_t bigram = j > 0 ? g->bigram_of[g->b.at[j - 1] * NRM_SOUNDS + sound] : 0;

        g->bigrams_b[j + 1] = (uint16_t)bigram;
        columns[j] = (column){g->pair->one_two + bigram * NRM_SOUNDS,
                              g->pair->one[NRM_PLACE_INSIDE][0][sound], sound};
    }
    for (j = 0; j <= m + 1; j++)
        store[j] = LOW;
    row[-1] = LOW;
    row[0] = 0;
    row[1] = g->pair->one[NRM_PLACE_FIRST][0][g->b.at[0]];
    for (j = 2; j <= m; j++)
        row[j] = row[j - 1] + columns[j - 1].insert;
    for (i = 1; i <= g->a.len; i++) {
        size_t done = i == 1 ? 1 : 0; /* the first operation has costs of its own */
        nrm_place place = i > 1 ? NRM_PLACE_INSIDE : NRM_PLACE_FIRST;

        row += STRIDE;
        row[-1] = LOW;
        row[0] = row[-STRIDE] + g->pair->one[place][g->a.at[i - 1]][0];
        if (i == 1)
            row[1] = edge_cell(g, row, row - STRIDE, row - 2 * STRIDE, 1, 1, &how);
        score_cells(g, columns + done, columns + m, row + done, i);
        if (i == g->a.len)
            row[m] = edge_cell(g, row, row - STRIDE, row - 2 * STRIDE, i, m, &how);
    }
    return row[m];
}

int32_t nrm_edit_score(const nrm_costs *costs, const nrm_pair_costs *pair, nrm_sounds_view a,
                       nrm_sounds_view b)
{
    grid g = make_grid(costs, pair, a, b, NULL);

    return a.len > 0 && b.len > 0 ? score(&g) : run(&g);
}

static int32_t cost_of(const grid *g, const nrm_edit_op *op)
{
    uint8_t a = op->a_len > 0 ? g->a.at[op->a_begin] : 0;
    uint8_t b = op->b_len > 0 ? g->b.at[op->b_begin] : 0;

    if (op->a_len == 2)
        return g->pair
            ->two_one[(size_t)g->bigram_of[a * NRM_SOUNDS + g->a.at[op->a_begin + 1]] * NRM_SOUNDS +
                      b];
    if (op->b_len == 2)
        return g->pair
            ->one_two[(size_t)g->bigram_of[b * NRM_SOUNDS + g->b.at[op->b_begin + 1]] * NRM_SOUNDS +
                      a];
    return g->pair->one[op->place][a][b];
}

size_t nrm_edit_align(const nrm_costs *costs, const nrm_pair_costs *pair, nrm_sounds_view a,
                      nrm_sounds_view b, nrm_edit_op *ops)
{
    static const uint8_t a_lens[] = {0, 1, 1, 0, 2, 1};
    static const uint8_t b_lens[] = {0, 1, 0, 1, 1, 2};
    uint8_t steps[ROW * ROW];
    grid g = make_grid(costs, pair, a, b, steps);
    size_t count = 0;
    size_t i = a.len;
    size_t j = b.len;
    size_t k;

    (void)run(&g);
    while (i > 0 || j > 0) {
        uint8_t how = steps[i * ROW + j];
        nrm_edit_op *op = &ops[count++];

        op->a_len = a_lens[how];
        op->b_len = b_lens[how];
        op->place = (uint8_t)place_of(&g, i, j, op->a_len, op->b_len);
        i -= op->a_len;
        j -= op->b_len;
        op->a_begin = (uint8_t)i;
        op->b_begin = (uint8_t)j;
        op->nats = cost_of(&g, op);
    }
    for (k = 0; k < count / 2; k++) {
        nrm_edit_op swap = ops[k];

        ops[k] = ops[count - 1 - k];
        ops[count - 1 - k] = swap;
    }
    return count;
}
