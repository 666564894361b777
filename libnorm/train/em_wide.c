/* train/em_wide.c - which operations of 2:2, 3:1 and 1:3 are worth a number.
 * SPDX-License-Identifier: MIT
 *
 * The best alignment of each sample is looked through for operations in a row that take so
 * many sounds together, and at both ends of which something changes. Where one operation in their
 * place would bring more evidence, over all samples that have them, it is a candidate; those
 * that bring most are taken. */
#include "train/em_internal.h"

#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "base/sort.h"

#define CHOSEN    96 /* most operations, both ways counted once */
#define SEEN      36 /* samples that must have them */
#define LANGUAGES 3  /* pairs of languages that must */

/* Two or three operations in a row, as one. */
typedef struct window {
    uint64_t key;     /* the sounds of both sides, the lower side first */
    uint64_t systems; /* bit: a hash of the pair of languages */
    double evidence;  /* of the operations */
} window;

typedef struct windows {
    nrm_arena *arena;
    window *items;
    size_t count, cap;
    bool failed;
} windows;

/* One operation of an alignment. */
typedef struct step {
    size_t i, j; /* sounds taken before it */
    size_t di, dj;
    double evidence;
    bool is_same; /* one sound for the same one */
} step;

static uint64_t key_of_side(const uint8_t sounds[NRM_SIDE])
{
    return ((uint64_t)sounds[0] * NRM_SOUNDS + sounds[1]) * NRM_SOUNDS + sounds[2];
}

static void side_of_key(uint64_t key, uint8_t sounds[NRM_SIDE])
{
    sounds[0] = (uint8_t)(key / NRM_SOUNDS / NRM_SOUNDS);
    sounds[1] = (uint8_t)(key / NRM_SOUNDS % NRM_SOUNDS);
    sounds[2] = (uint8_t)(key % NRM_SOUNDS);
}

#define SIDES ((uint64_t)NRM_SOUNDS * NRM_SOUNDS * NRM_SOUNDS)

static void add_window(windows *w, uint64_t a, uint64_t b, double evidence, unsigned system_bit)
{
    if (w->count == w->cap) {
        size_t cap = w->cap > 0 ? 2 * w->cap : 4096;
        window *grown =
            nrm_arena_grow(w->arena, w->items, w->cap * sizeof *grown, cap * sizeof *grown);

        if (grown == NULL) {
            w->failed = true;
            return;
        }
        w->items = grown;
        w->cap = cap;
    }
    w->items[w->count++] =
        (window){a < b ? a * SIDES + b : b * SIDES + a, UINT64_C(1) << system_bit, evidence};
}

/* The likeliest alignment, from the first operation on. Returns how many; 0: there is none. */
static size_t align(learner *l, const group *g, const view *v, step steps[2 * ROW])
{
    uint8_t best[ROW][ROW]; /* the arc into each cell */
    arc arcs[ARCS];
    size_t count = 0;
    size_t i;
    size_t j;
    size_t k;

    for (i = 0; i <= v->n; i++) {
        for (j = 0; j <= v->m; j++) {
            size_t arc_count = nrm_em_arcs(l, g->probs, v, i, j, arcs);

            l->alpha[i][j] = i + j == 0 ? 1.0 : 0.0;
            for (k = 0; k < arc_count; k++) {
                double value = *arcs[k].cell * l->alpha[arcs[k].from_i][arcs[k].from_j];

                if (k == 0 || value > l->alpha[i][j]) {
                    l->alpha[i][j] = value;
                    best[i][j] = (uint8_t)k;
                }
            }
        }
    }
    if (!(l->alpha[v->n][v->m] > 0))
        return 0;
    for (i = v->n, j = v->m; i > 0 || j > 0; count++) {
        step *s = &steps[count];
        uint8_t a[NRM_SIDE] = {0};
        uint8_t b[NRM_SIDE] = {0};
        const arc *into;

        (void)nrm_em_arcs(l, g->probs, v, i, j, arcs);
        into = &arcs[best[i][j]];
        s->di = i - into->from_i;
        s->dj = j - into->from_j;
        i = s->i = into->from_i;
        j = s->j = into->from_j;
        memcpy(a, v->a + i, s->di);
        memcpy(b, v->b + j, s->dj);
        s->evidence = log(*into->cell) - nrm_em_chance(l, g, into->place, a, b);
        s->is_same = s->di == 1 && s->dj == 1 && a[0] == b[0];
    }
    for (k = 0; k < count / 2; k++) {
        step swap = steps[k];

        steps[k] = steps[count - 1 - k];
        steps[count - 1 - k] = swap;
    }
    return count;
}

/* Adds the steps [from, to), if they are one operation that could be. */
static void look_at(const view *v, const step *steps, size_t from, size_t to, unsigned system_bit,
                    windows *w)
{
    uint8_t a[NRM_SIDE] = {0};
    uint8_t b[NRM_SIDE] = {0};
    double evidence = 0;
    size_t n = 0;
    size_t m = 0;
    size_t k;

    for (k = from; k < to; k++) {
        n += steps[k].di;
        m += steps[k].dj;
        evidence += steps[k].evidence;
    }
    if (n > NRM_SIDE || m > NRM_SIDE || steps[from].is_same || steps[to - 1].is_same)
        return;
    memcpy(a, v->a + steps[from].i, n);
    memcpy(b, v->b + steps[from].j, m);
    if (nrm_is_wide(a, b) && memcmp(a, b, NRM_SIDE) != 0)
        add_window(w, key_of_side(a), key_of_side(b), evidence, system_bit);
}

static void collect(learner *l, windows *w)
{
    step steps[2 * ROW];
    size_t i;
    size_t k;

    for (i = 0; i < l->task->count && !w->failed; i++) {
        const nrm_em_sample *sample = &l->task->samples[i];
        group *g;
        view v = nrm_em_view(l, sample, &g);
        size_t count = align(l, g, &v, steps);
        size_t low = sample->a_system < sample->b_system ? sample->a_system : sample->b_system;
        size_t high = sample->a_system + sample->b_system - low;
        unsigned bit = (unsigned)((high * NRM_SOUND_SYSTEMS + low) % 61);

        for (k = 1; k < count; k++) {
            look_at(&v, steps, k - 1, k + 1, bit, w);
            if (k > 1)
                look_at(&v, steps, k - 2, k + 1, bit, w);
        }
    }
}

/* What an operation brings over those in its place, in all samples; 0: nothing, or it is rare. */
static double gain_of(const learner *l, uint64_t key, double all, size_t count, double evidence,
                      uint64_t systems)
{
    uint8_t a[NRM_SIDE];
    uint8_t b[NRM_SIDE];
    size_t languages = 0;
    double own;

    for (; systems != 0; systems &= systems - 1)
        languages++;
    if (count < SEEN || languages < LANGUAGES)
        return 0;
    side_of_key(key / SIDES, a);
    side_of_key(key % SIDES, b);
    /* Half of them each way. */
    own = log((double)count / 2 / all) - nrm_em_chance(l, &l->groups[0], NRM_PLACE_INSIDE, a, b);
    return own * (double)count > evidence ? own * (double)count - evidence : 0;
}

/* Sorted by key: candidates, most gain first, as {-gain, key}. */
static norm_status rank(const learner *l, const windows *w, double all, nrm_keyed *order,
                        size_t *count, norm_error *err)
{
    const norm_allocator *alloc = &w->arena->alloc;
    size_t i;
    size_t k;
    norm_status status;

    for (i = 0; i < w->count; i++)
        order[i] = (nrm_keyed){w->items[i].key, i};
    status = nrm_sort_keyed(alloc, order, w->count, err);
    if (status != NORM_OK)
        return status;
    *count = 0;
    for (i = 0; i < w->count; i = k) {
        uint64_t key = order[i].key;
        uint64_t systems = 0;
        double evidence = 0;
        double gain;

        for (k = i; k < w->count && order[k].key == key; k++) {
            systems |= w->items[order[k].value].systems;
            evidence += w->items[order[k].value].evidence;
        }
        gain = gain_of(l, key, all, k - i, evidence, systems);
        if (gain > 0)
            order[(*count)++] = (nrm_keyed){UINT64_MAX - (uint64_t)(gain * 1024), key};
    }
    return nrm_sort_keyed(alloc, order, *count, err);
}

/* Gives an operation the probability that its samples speak for, everywhere. */
static void begin_with(learner *l, table *start, size_t op, double prob)
{
    size_t g;

    start->wide[op] = prob;
    for (g = 0; g < l->group_count; g++)
        l->groups[g].probs->wide[op] = prob;
}

norm_status nrm_em_choose_wide(learner *l, table *start, nrm_arena *scratch, norm_error *err)
{
    nrm_mark mark = nrm_arena_mark(scratch);
    windows w = {.arena = scratch};
    double all = nrm_em_sum_inside(l, l->groups[0].counts);
    size_t count = 0;
    nrm_keyed *order;
    size_t i;
    norm_status status;

    collect(l, &w);
    order = w.failed ? NULL : nrm_arena_alloc(scratch, w.count, sizeof *order);
    if (order == NULL)
        return nrm_fail_nomem(err);
    status = rank(l, &w, all, order, &count, err);
    for (i = 0; i < count && i < CHOSEN && status == NORM_OK; i++) {
        uint8_t a[NRM_SIDE];
        uint8_t b[NRM_SIDE];
        size_t op;

        side_of_key(order[i].value / SIDES, a);
        side_of_key(order[i].value % SIDES, b);
        if (!nrm_wides_add(&l->wides, a, b))
            break;
        op = l->wides.op_of[nrm_wides_group(&l->wides, a)][nrm_wides_group(&l->wides, b)];
        begin_with(l, start, op, SEEN / 2.0 / all);
        begin_with(l, start, l->wides.mirror[op], SEEN / 2.0 / all);
    }
    nrm_arena_rewind(scratch, mark);
    return status;
}
