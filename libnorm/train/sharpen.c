/* train/sharpen.c - corrections of edit costs that tell the same from the alike.
 * SPDX-License-Identifier: MIT
 *
 * A slot is an operation without direction: { place, two sounds }, { two sounds in a row, one
 * sound }, or a wide operation and its mirror. */
#include "train/sharpen.h"

#include <math.h>
#include <string.h>

#include "base/fail.h"

#define ONES   (NRM_PLACES * NRM_SOUNDS * NRM_SOUNDS) /* slots of 1:1, 1:0 and 0:1 */
#define SEEN   20  /* pairs that must use an operation for a correction of its own */
#define RIDGE  2.0 /* of corrections; 1 to 3 were equally good on held-out folds */
#define ROUNDS 6   /* of Newton's method; the fourth moves no coefficient by a hundredth */
#define MOST   2.0 /* nats a step */
#define CONTEST_WEIGHT                                                                             \
    0.3 /* beside a pair: at 1 the best answer comes first more often, and pairs suffer */
#define NONE UINT32_MAX

typedef struct use {
    uint32_t slot;
    int32_t times; /* less those of a wrong answer */
} use;

typedef struct uses {
    nrm_arena *arena;
    use *items;
    size_t count, cap;
    size_t *begin; /* [pairs + contests + 1] */
    bool failed;
} uses;

/* The first slot of a wide operation. */
static size_t wide_begin(const nrm_costs *costs)
{
    return ONES + costs->bigram_count * NRM_SOUNDS;
}

size_t nrm_sharpen_slots(const nrm_costs *costs)
{
    return wide_begin(costs) + costs->wides->op_count;
}

/* The slot of a wide operation: its number, or the mirror's when that is lower. */
static size_t wide_slot(const nrm_costs *costs, const nrm_edit_op *op, nrm_sounds_view a,
                        nrm_sounds_view b)
{
    const nrm_wides *wides = costs->wides;
    uint8_t x[NRM_SIDE] = {0};
    uint8_t y[NRM_SIDE] = {0};
    size_t number;

    memcpy(x, a.at + op->a_begin, op->a_len);
    memcpy(y, b.at + op->b_begin, op->b_len);
    number = wides->op_of[nrm_wides_group(wides, x)][nrm_wides_group(wides, y)];
    return wide_begin(costs) + (number < wides->mirror[number] ? number : wides->mirror[number]);
}

static uint32_t slot_of(const nrm_costs *costs, const nrm_edit_op *op, nrm_sounds_view a,
                        nrm_sounds_view b)
{
    uint8_t x = op->a_len > 0 ? a.at[op->a_begin] : 0;
    uint8_t y = op->b_len > 0 ? b.at[op->b_begin] : 0;

    if (op->a_len + op->b_len > 3)
        return (uint32_t)wide_slot(costs, op, a, b);
    if (op->a_len == 2)
        return (uint32_t)(ONES +
                          costs->bigram_of[x * NRM_SOUNDS + a.at[op->a_begin + 1]] * NRM_SOUNDS +
                          y);
    if (op->b_len == 2)
        return (uint32_t)(ONES +
                          costs->bigram_of[y * NRM_SOUNDS + b.at[op->b_begin + 1]] * NRM_SOUNDS +
                          x);
    return (uint32_t)((op->place * NRM_SOUNDS + (x < y ? x : y)) * NRM_SOUNDS + (x < y ? y : x));
}

static void add_use(uses *u, size_t begin, uint32_t slot, int32_t times)
{
    size_t i;

    for (i = begin; i < u->count; i++) {
        if (u->items[i].slot == slot) {
            u->items[i].times += times;
            return;
        }
    }
    if (u->count == u->cap) {
        size_t cap = u->cap > 0 ? 2 * u->cap : 4096;
        use *grown =
            nrm_arena_grow(u->arena, u->items, u->cap * sizeof *grown, cap * sizeof *grown);

        if (grown == NULL) {
            u->failed = true;
            return;
        }
        u->items = grown;
        u->cap = cap;
    }
    u->items[u->count++] = (use){slot, times};
}

/* Adds to the uses of a row, which begin at `begin`. */
static void collect_pair(const nrm_costs *costs, const nrm_name_pair *pair, int32_t times,
                         size_t begin, uses *u)
{
    nrm_alignment alignment;
    size_t i;

    nrm_align(costs, pair->a, pair->b, &alignment);
    for (i = 0; i < alignment.count; i++) {
        const nrm_pairing *p = &alignment.items[i];
        nrm_sounds_view a = nrm_paired_sounds(costs, pair->a, p->a, p->a_words, p->by_ending);
        nrm_sounds_view b = nrm_paired_sounds(costs, pair->b, p->b, p->b_words, p->by_ending);
        nrm_edit_op ops[NRM_EDIT_OPS];
        bool exchange;
        const nrm_pair_costs *table;
        size_t count;
        size_t k;

        if (p->how != NRM_HOW_SOUNDS)
            continue;
        table = nrm_costs_for(costs, nrm_name_words(pair->a)[p->a].system,
                              nrm_name_words(pair->b)[p->b].system, &exchange);
        count = exchange ? nrm_edit_align(costs, table, b, a, ops)
                         : nrm_edit_align(costs, table, a, b, ops);
        for (k = 0; k < count && !u->failed; k++)
            add_use(u, begin,
                    exchange ? slot_of(costs, &ops[k], b, a) : slot_of(costs, &ops[k], a, b),
                    times);
    }
}

static norm_status collect(const nrm_sharpen_task *task, uses *u, norm_error *err)
{
    size_t rows = task->count + task->contest_count;
    size_t i;

    u->begin = nrm_arena_alloc(u->arena, rows + 1, sizeof *u->begin);
    if (u->begin == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < rows && !u->failed; i++) {
        u->begin[i] = u->count;
        if (i < task->count) {
            collect_pair(task->costs, &task->pairs[i], 1, u->count, u);
        } else {
            const nrm_contest *contest = &task->contests[i - task->count];

            collect_pair(task->costs, &contest->right, 1, u->begin[i], u);
            collect_pair(task->costs, &contest->wrong, -1, u->begin[i], u);
        }
    }
    u->begin[rows] = u->count;
    return u->failed ? nrm_fail_nomem(err) : NORM_OK;
}

/* Numbers the slots that are used enough; NONE for others. */
static norm_status number_slots(const nrm_sharpen_task *task, const uses *u, uint32_t **out,
                                size_t *count, norm_error *err)
{
    size_t slots = nrm_sharpen_slots(task->costs);
    uint32_t *numbers = nrm_arena_alloc(u->arena, slots, sizeof *numbers);
    size_t i;

    if (numbers == NULL)
        return nrm_fail_nomem(err);
    memset(numbers, 0, slots * sizeof *numbers);
    for (i = 0; i < u->count; i++)
        numbers[u->items[i].slot]++;
    *count = 0;
    for (i = 0; i < slots; i++)
        numbers[i] = numbers[i] >= SEEN ? (uint32_t)(*count)++ : NONE;
    *out = numbers;
    return NORM_OK;
}

/* What one nat of evidence more, spread over all sounds, adds to the log odds. */
static double slope_of(const nrm_fit *fit, const nrm_features *features)
{
    nrm_features moved = *features;
    int32_t sounds = features->v[NRM_F_LENGTH] / NRM_NAT;
    int32_t share = NRM_NAT / (sounds > 0 ? sounds : 1);

    moved.v[NRM_F_EVIDENCE] += NRM_NAT;
    moved.v[NRM_F_GAP] -= moved.v[NRM_F_GAP] > share ? share : moved.v[NRM_F_GAP];
    moved.v[NRM_F_WORST] -= moved.v[NRM_F_WORST] > share ? share : moved.v[NRM_F_WORST];
    return nrm_fit_odds(fit, &moved) - nrm_fit_odds(fit, features);
}

static void add_row(const uses *u, size_t row_number, const uint32_t *numbers, double slope,
                    nrm_logit_row *row)
{
    size_t k;

    row->count = 0;
    for (k = u->begin[row_number]; k < u->begin[row_number + 1]; k++) {
        if (numbers[u->items[k].slot] != NONE)
            nrm_logit_put(row, numbers[u->items[k].slot], slope * u->items[k].times);
    }
}

static void add_pair(const nrm_sharpen_task *task, const uses *u, const uint32_t *numbers, size_t i,
                     nrm_logit *logit)
{
    const nrm_fit_sample *sample = &task->samples[i];
    nrm_logit_row row;

    if (sample->fold % NRM_FOLDS == task->left_out)
        return;
    add_row(u, i, numbers, slope_of(task->fits[i], &sample->features), &row);
    nrm_logit_add(logit, &row, nrm_fit_odds(task->fits[i], &sample->features), sample->label,
                  sample->weight);
}

static void add_contest(const nrm_sharpen_task *task, const uses *u, const uint32_t *numbers,
                        size_t i, nrm_logit *logit)
{
    const nrm_contest *contest = &task->contests[i];
    nrm_logit_row row;

    if (contest->fold % NRM_FOLDS == task->left_out)
        return;
    add_row(u, task->count + i, numbers, slope_of(contest->fit, &contest->right_features), &row);
    nrm_logit_add(logit, &row,
                  nrm_fit_odds(contest->fit, &contest->right_features) -
                      nrm_fit_odds(contest->fit, &contest->wrong_features),
                  true, CONTEST_WEIGHT);
}

static void learn(const nrm_sharpen_task *task, const uses *u, const uint32_t *numbers,
                  nrm_logit *logit)
{
    size_t round;
    size_t i;

    for (round = 0; round < ROUNDS; round++) {
        nrm_logit_clear(logit);
        for (i = 0; i < task->count; i++)
            add_pair(task, u, numbers, i, logit);
        for (i = 0; i < task->contest_count; i++)
            add_contest(task, u, numbers, i, logit);
        nrm_logit_ridge(logit, 0, logit->count, RIDGE);
        if (nrm_logit_step(logit, MOST) < 0.001)
            break;
    }
}

norm_status nrm_sharpen(const nrm_sharpen_task *task, nrm_arena *scratch, double *corrections,
                        norm_error *err)
{
    uses u = {.arena = scratch};
    uint32_t *numbers = NULL;
    nrm_logit logit;
    size_t count = 0;
    size_t i;
    norm_status status = collect(task, &u, err);

    if (status == NORM_OK)
        status = number_slots(task, &u, &numbers, &count, err);
    if (status == NORM_OK)
        status = nrm_logit_open(scratch, count, &logit, err);
    if (status != NORM_OK)
        return status;
    learn(task, &u, numbers, &logit);
    for (i = 0; i < nrm_sharpen_slots(task->costs); i++) {
        if (numbers[i] != NONE)
            corrections[i] += logit.coef[numbers[i]];
    }
    return NORM_OK;
}

static int units_of(double nats)
{
    return (int)floor(nats * NRM_NAT + 0.5);
}

static void write_ones(const char *symbol, const double *corrections, nrm_buf *out)
{
    size_t i;

    for (i = 0; i < ONES; i++) {
        int units = units_of(corrections[i]);

        if (units != 0)
            nrm_buf_addf(out, "+:+\t%s\t%c\t%c\t%d\t-\n",
                         nrm_place_name((nrm_place)(i / (NRM_SOUNDS * NRM_SOUNDS))),
                         symbol[i / NRM_SOUNDS % NRM_SOUNDS], symbol[i % NRM_SOUNDS], units);
    }
}

static void write_twos(const nrm_costs *costs, const char *symbol, const double *corrections,
                       nrm_buf *out)
{
    size_t i;

    for (i = 0; i < NRM_SOUNDS * NRM_SOUNDS; i++) {
        size_t j;

        for (j = 1; costs->bigram_of[i] != 0 && j < NRM_SOUNDS; j++) {
            int units = units_of(corrections[ONES + (size_t)costs->bigram_of[i] * NRM_SOUNDS + j]);

            if (units != 0)
                nrm_buf_addf(out, "+:+\tinside\t%c%c\t%c\t%d\t-\n", symbol[i / NRM_SOUNDS],
                             symbol[i % NRM_SOUNDS], symbol[j], units);
        }
    }
}

static void write_wides(const nrm_costs *costs, const char *symbol, const double *corrections,
                        nrm_buf *out)
{
    const nrm_wides *wides = costs->wides;
    size_t op;

    for (op = 1; op < wides->op_count; op++) {
        int units = units_of(corrections[wide_begin(costs) + op]);

        if (units == 0)
            continue;
        nrm_buf_addf(out, "+:+\tinside\t");
        nrm_wides_write(wides, op, symbol, out);
        nrm_buf_addf(out, "\t%d\t-\n", units);
    }
}

void nrm_sharpen_write(const nrm_costs *costs, const nrm_alphabet *alphabet,
                       const double *corrections, nrm_buf *out)
{
    write_ones(alphabet->symbol, corrections, out);
    write_twos(costs, alphabet->symbol, corrections, out);
    write_wides(costs, alphabet->symbol, corrections, out);
}
