/* compare/edit.c - the evidence that two words are spellings of one.
 * SPDX-License-Identifier: MIT
 *
 * d[i][j] is the best evidence of i sounds of a against j of b. Only four
 * cells see the first and last place: the first operation reaches (1,1), (1,0)
 * or (0,1), the last one (n,m); so the loop inside has no conditions on place.
 * Whether a cell's operations stand after a vowel is a flag of its row and one of its column.
 *
 * The steps are not kept: fill() leaves all cells, and on the way back the operation that a
 * cell's value comes from is found again. */
#include "compare/edit.h"

#include <assert.h>

#define ROW (NRM_WORD_SOUNDS + 1)

/* Loses to any sum of costs, and can be added to without overflow. */
#define LOW (-(INT32_C(1) << 28))

/* Cells from one row to the next: one before the first, which is LOW. */
#define STRIDE (ROW + 1)

/* A row of LOW first, for operations from two rows above the first one. */
#define CELLS ((ROW + 1) * STRIDE)

/* Operations by how many sounds they take; the order breaks ties. */
static const struct {
    uint8_t a, b;
} shapes[] = {{1, 1}, {1, 0}, {0, 1}, {2, 1}, {1, 2}, {2, 2}, {3, 1}, {1, 3}};

typedef struct grid {
    const nrm_costs *costs;
    const nrm_pair_costs *pair;
    nrm_sounds_view a, b;
} grid;

/* Whether the sound before the k-th is a vowel, or there is none. */
static bool is_after_vowel(const grid *g, nrm_sounds_view word, size_t k)
{
    return k == 0 || (g->costs->vowels >> word.at[k - 1] & 1U) != 0;
}

static nrm_place place_of(const grid *g, size_t i, size_t j, size_t di, size_t dj)
{
    if (i == di && j == dj)
        return NRM_PLACE_FIRST;
    if (i == g->a.len && j == g->b.len)
        return NRM_PLACE_LAST;
    return is_after_vowel(g, g->a, i - di) && is_after_vowel(g, g->b, j - dj) ? NRM_PLACE_AFTER
                                                                              : NRM_PLACE_INSIDE;
}

static size_t bigram_before(nrm_sounds_view word, size_t end)
{
    return (size_t)word.at[end - 2] * NRM_SOUNDS + word.at[end - 1];
}

/* The group of the n sounds up to `end`. */
static size_t group_before(const nrm_wides *wides, nrm_sounds_view word, size_t end, size_t n)
{
    if (n == 1)
        return word.at[end - 1];
    if (n == 2)
        return wides->two[bigram_before(word, end)].group;
    return wides->three[wides->two[bigram_before(word, end - 1)].front][word.at[end - 1]];
}

/* The cost of taking di and dj sounds up to (i, j). False: there is no such operation. */
static bool find_cost(const grid *g, size_t i, size_t j, size_t di, size_t dj, int32_t *nats)
{
    const nrm_pair_costs *pair = g->pair;
    const uint16_t *bigram_of = g->costs->bigram_of;

    if (di + dj > 3) {
        const nrm_wides *wides = g->costs->wides;
        size_t group_a = group_before(wides, g->a, i, di);
        size_t op = wides->op_of[group_a][group_before(wides, g->b, j, dj)];

        *nats = pair->wide[op];
        return op != 0;
    }
    if (di == 2)
        *nats =
            pair->two_one[bigram_of[bigram_before(g->a, i)] * (size_t)NRM_SOUNDS + g->b.at[j - 1]];
    else if (dj == 2)
        *nats =
            pair->one_two[bigram_of[bigram_before(g->b, j)] * (size_t)NRM_SOUNDS + g->a.at[i - 1]];
    else
        *nats = pair->one[place_of(g, i, j, di, dj)][di > 0 ? g->a.at[i - 1] : 0]
                         [dj > 0 ? g->b.at[j - 1] : 0];
    return true;
}

/* From a cost inside a word to that after a vowel. */
#define TO_AFTER ((NRM_PLACE_AFTER - NRM_PLACE_INSIDE) * NRM_SOUNDS * NRM_SOUNDS)

/* What the loop reads of a sound of b. */
typedef struct column {
    const int16_t *one_two; /* costs of this sound and the one before it, with one of a */
    int32_t insert[2];      /* inside; where a stands after a vowel */
    uint32_t sound;
    uint32_t one;       /* from the costs of a sound of a after a vowel: of this one */
    uint32_t drop;      /* and of none */
    uint8_t two, three; /* groups that end here */
} column;

/* The groups of two and three sounds that end at a sound. */
typedef struct groups {
    size_t two, three;
    size_t front; /* of these two sounds */
} groups;

/* at: of the two sounds, in nrm_wides; before: what groups_at() was at the sound before. */
static groups groups_at(const nrm_wides *wides, size_t at, size_t sound, size_t before)
{
    nrm_two two = wides->two[at];

    return (groups){two.group, wides->three[before][sound], two.front};
}

/* Fills the columns. Returns the sounds of b, as bits; *threes: groups of three end in some. */
static uint64_t make_columns(const grid *g, column *columns, bool *threes)
{
    const nrm_pair_costs *pair = g->pair;
    groups at = {0, 0, 0};
    uint64_t sounds = 0;
    size_t before = 0;
    uint32_t after = TO_AFTER; /* or 0: what stands before is no vowel */
    size_t j;

    *threes = false;
    for (j = 0; j < g->b.len; j++) {
        uint8_t sound = g->b.at[j];
        size_t bigram = before * NRM_SOUNDS + sound;
        const int16_t *insert = &pair->one[NRM_PLACE_INSIDE][0][sound];
        column *c = &columns[j];

        at = groups_at(g->costs->wides, bigram, sound, at.front);
        c->one_two = pair->one_two + g->costs->bigram_of[bigram] * (size_t)NRM_SOUNDS;
        c->insert[0] = insert[0];
        c->insert[1] = insert[after];
        c->sound = sound;
        c->one = sound + after;
        after = (g->costs->vowels >> sound & 1U) != 0 ? TO_AFTER : 0;
        c->drop = after;
        c->two = (uint8_t)at.two;
        c->three = (uint8_t)at.three;
        *threes = *threes || at.three != 0;
        sounds |= UINT64_C(1) << sound;
        before = sound;
    }
    return sounds;
}

/* The best way into the cell behind `cell` by a wide operation; `best` when no better one. */
static int32_t best_wide(const grid *g, const column *c, const int32_t *cell, size_t sound,
                         groups a, int32_t best)
{
    const nrm_wides *wides = g->costs->wides;
    const int16_t *nats = g->pair->wide;
    size_t op = wides->op_of[a.two][c->two];

    if (op != 0)
        best = nrm_larger(cell[-2 * STRIDE - 1] + nats[op], best);
    op = wides->op_of[a.three][c->sound];
    if (op != 0)
        best = nrm_larger(cell[-3 * STRIDE] + nats[op], best);
    op = wides->op_of[sound][c->three];
    return op != 0 ? nrm_larger(cell[-STRIDE - 2] + nats[op], best) : best;
}

/* What the loop reads of a sound of a. */
typedef struct row_costs {
    const int16_t *one;     /* inside */
    const int16_t *two_one; /* of this sound and the one before it */
    size_t sound;
    bool starts_after, ends_after; /* the sound before it, or this one, is a vowel, or none */
    bool is_wide;                  /* some wide operation may end here */
    groups at;
} row_costs;

/* The cells behind `cell`, with operations inside the word; one for each of the columns up to end.
 * No branch: what has no bigram takes row 0 of the costs, where no operation exists. after, wide:
 * as r has them, but constants of each call, so that the loop does without tests. */
static inline void fill_cells(const grid *g, const row_costs *r, const column *c, const column *end,
                              int32_t *cell, bool after, bool wide)
{
    const int16_t *one = r->one;
    const int16_t *two_one = r->two_one;
    size_t insert = r->ends_after ? 1 : 0;
    size_t sound = r->sound;
    int32_t drop = one[0];
    int32_t left = *cell;

    for (; c != end; c++) {
        int32_t best = cell[-STRIDE] + one[after ? c->one : c->sound];

        best = nrm_larger(cell[1 - STRIDE] + (after ? one[c->drop] : drop), best);
        best = nrm_larger(cell[-2 * STRIDE] + two_one[c->sound], best);
        best = nrm_larger(cell[-STRIDE - 1] + c->one_two[sound], best);
        if (wide)
            best = best_wide(g, c, cell, sound, r->at, best);
        best = nrm_larger(left + c->insert[insert], best);
        *++cell = best;
        left = best;
    }
}

static void score_cells(const grid *g, const row_costs *r, const column *c, const column *end,
                        int32_t *cell)
{
    if (r->is_wide && r->starts_after)
        fill_cells(g, r, c, end, cell, true, true);
    else if (r->is_wide)
        fill_cells(g, r, c, end, cell, false, true);
    else if (r->starts_after)
        fill_cells(g, r, c, end, cell, true, false);
    else
        fill_cells(g, r, c, end, cell, false, false);
}

/* The best way into (i, j) by the operations that have places. */
static int32_t best_placed(const grid *g, const int32_t *cell, size_t i, size_t j)
{
    const nrm_pair_costs *pair = g->pair;
    uint8_t a = g->a.at[i - 1];
    uint8_t b = g->b.at[j - 1];
    int32_t best = cell[-STRIDE - 1] + pair->one[place_of(g, i, j, 1, 1)][a][b];

    best = nrm_larger(cell[-STRIDE] + pair->one[place_of(g, i, j, 1, 0)][a][0], best);
    return nrm_larger(cell[-1] + pair->one[place_of(g, i, j, 0, 1)][0][b], best);
}

/* The last cell of all, behind `cell`. */
static int32_t last_cell(const grid *g, const row_costs *r, const column *c, const int32_t *cell)
{
    int32_t best = best_placed(g, cell + 1, g->a.len, g->b.len);

    best = nrm_larger(cell[-2 * STRIDE] + r->two_one[c->sound], best);
    best = nrm_larger(cell[-STRIDE - 1] + c->one_two[r->sound], best);
    return r->is_wide ? best_wide(g, c, cell, r->sound, r->at, best) : best;
}

/* Costs, of a word against nothing. */
static int32_t *fill_border(const grid *g, int32_t *cell)
{
    size_t i;
    size_t j;

    *cell = 0;
    for (i = 1; i <= g->a.len; i++, cell += STRIDE)
        cell[STRIDE] = *cell + g->pair->one[place_of(g, i, 0, 1, 0)][g->a.at[i - 1]][0];
    for (j = 1; j <= g->b.len; j++, cell++)
        cell[1] = *cell + g->pair->one[place_of(g, 0, j, 0, 1)][0][g->b.at[j - 1]];
    return cell;
}

/* Whether no cell of the i-th row leads above the bar. */
static bool is_hopeless(const grid *g, const nrm_edit_bar *bar, const int32_t *row, size_t i)
{
    int32_t rest_a = bar->a.spare + bar->a.sums[g->a.len] - bar->a.sums[i];
    int32_t end_b = bar->b.spare + bar->b.sums[g->b.len];
    int32_t most = LOW;
    size_t j;

    for (j = 0; j <= g->b.len; j++) {
        int32_t rest_b = end_b - bar->b.sums[j];
        int32_t value = row[j] + (rest_a < rest_b ? rest_a : rest_b);

        most = value > most ? value : most;
    }
    return most <= bar->limit;
}

/* Whether some operation takes the sound behind the i-th with the two before it. front: of these.
 */
static bool takes_three(const grid *g, size_t front, size_t i)
{
    return i < g->a.len && g->costs->wides->three[front][g->a.at[i]] != 0;
}

/* Fills the cells. Returns the last one, which is the score; d[i][j] stands (n - i) * STRIDE + m -
 * j before it. bar: NULL, or where to give up, which returns NULL. */
static int32_t *fill(const grid *g, int32_t store[CELLS], const nrm_edit_bar *bar)
{
    column columns[NRM_WORD_SOUNDS];
    int32_t *row = store + STRIDE + 1;
    const nrm_pair_costs *pair = g->pair;
    const uint64_t *ends = g->costs->wides->ends;
    row_costs r = {.sound = 0, .ends_after = true, .at = {0, 0, 0}};
    bool threes;
    uint64_t sounds;
    size_t hopeless = 0; /* rows that follow each other */
    size_t m = g->b.len;
    size_t i;
    size_t j;

    if (g->a.len == 0 || m == 0)
        return fill_border(g, row);
    sounds = make_columns(g, columns, &threes);
    for (j = 0; j <= m + 1; j++)
        store[j] = LOW;
    row[-1] = LOW;
    row[0] = 0;
    row[1] = pair->one[NRM_PLACE_FIRST][0][g->b.at[0]];
    for (j = 2; j <= m; j++)
        row[j] = row[j - 1] + columns[j - 1].insert[1];
    for (i = 1; i <= g->a.len; i++) {
        size_t done = i == 1 ? 1 : 0;           /* the first operation has costs of its own */
        size_t end = i == g->a.len ? m - 1 : m; /* and so has the last one */
        size_t sound = g->a.at[i - 1];
        size_t bigram = r.sound * NRM_SOUNDS + sound;

        r.sound = sound;
        r.one = pair->one[NRM_PLACE_INSIDE][sound];
        r.two_one = pair->two_one + g->costs->bigram_of[bigram] * (size_t)NRM_SOUNDS;
        r.starts_after = r.ends_after;
        r.ends_after = (g->costs->vowels >> sound & 1U) != 0;
        r.at = groups_at(g->costs->wides, bigram, sound, r.at.front);
        r.is_wide =
            ((ends[r.at.two] | ends[r.at.three] | (threes ? ends[sound] : 0)) & sounds) != 0;
        row += STRIDE;
        row[-1] = LOW;
        row[0] = row[-STRIDE] + (i == 1 ? pair->one[NRM_PLACE_FIRST][sound][0]
                                        : r.one[r.starts_after ? TO_AFTER : 0]);
        if (i == 1)
            row[1] = best_placed(g, row + 1, 1, 1);
        if (done < end)
            score_cells(g, &r, columns + done, columns + end, row + done);
        if (end < m && i + m > 2)
            row[m] = last_cell(g, &r, &columns[end], row + end);
        if (bar == NULL)
            continue;
        hopeless = is_hopeless(g, bar, row, i) ? hopeless + 1 : 0;
        /* Two such rows have no way round them but an operation of three sounds. */
        if (hopeless > 2 || (hopeless == 2 && !takes_three(g, r.at.front, i)))
            return NULL;
    }
    return row + m;
}

int32_t nrm_edit_score(const nrm_costs *costs, const nrm_pair_costs *pair, nrm_sounds_view a,
                       nrm_sounds_view b)
{
    int32_t store[CELLS];
    grid g = {costs, pair, a, b};

    return *fill(&g, store, NULL);
}

int32_t nrm_edit_score_above(const nrm_costs *costs, const nrm_pair_costs *pair, nrm_sounds_view a,
                             nrm_sounds_view b, const nrm_edit_bar *bar)
{
    int32_t store[CELLS];
    grid g = {costs, pair, a, b};
    const int32_t *score = fill(&g, store, bar);

    return score != NULL ? *score : bar->limit;
}

/* The operation that the cell (i, j) has its value from; of several the first one of shapes[]. */
static void find_step(const grid *g, const int32_t *cell, size_t i, size_t j, nrm_edit_op *op)
{
    size_t k;

    for (k = 0; k < NRM_LEN(shapes); k++) {
        size_t di = shapes[k].a;
        size_t dj = shapes[k].b;

        if (di > i || dj > j || !find_cost(g, i, j, di, dj, &op->nats) ||
            *(cell - di * STRIDE - dj) + op->nats != *cell)
            continue;
        op->a_len = (uint8_t)di;
        op->b_len = (uint8_t)dj;
        op->place = (uint8_t)place_of(g, i, j, di, dj);
        return;
    }
    assert(false);
}

size_t nrm_edit_align(const nrm_costs *costs, const nrm_pair_costs *pair, nrm_sounds_view a,
                      nrm_sounds_view b, nrm_edit_op *ops)
{
    int32_t store[CELLS];
    grid g = {costs, pair, a, b};
    const int32_t *cell = fill(&g, store, NULL);
    size_t count = 0;
    size_t i = a.len;
    size_t j = b.len;
    size_t k;

    while (i > 0 || j > 0) {
        nrm_edit_op *op = &ops[count++];

        find_step(&g, cell, i, j, op);
        i -= op->a_len;
        j -= op->b_len;
        cell -= op->a_len * STRIDE + op->b_len;
        op->a_begin = (uint8_t)i;
        op->b_begin = (uint8_t)j;
    }
    for (k = 0; k < count / 2; k++) {
        nrm_edit_op swap = ops[k];

        ops[k] = ops[count - 1 - k];
        ops[count - 1 - k] = swap;
    }
    return count;
}
