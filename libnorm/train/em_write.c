/* train/em_write.c - write learned edit costs down as tables/costs/sounds.tsv.
 * SPDX-License-Identifier: MIT */
#include "train/em_internal.h"

#include <math.h>
#include <string.h>

#include "base/fail.h"

/* ---- what sounds there are by themselves ---- */

/* Where `sounds` in a row are counted; their number is one to three. */
static size_t run_at(const uint8_t *sounds, size_t n)
{
    size_t at = sounds[0];

    at = at * NRM_SOUNDS + (n > 1 ? sounds[1] : 0);
    return at * NRM_SOUNDS + (n > 2 ? sounds[2] : 0);
}

static void count_sounds(learner *l, double counts[NRM_PLACES][NRM_SOUNDS], const uint8_t *at,
                         size_t n)
{
    size_t i;
    size_t k;

    l->sound_count += n;
    for (i = 0; i < n; i++) {
        counts[NRM_PLACE_INSIDE][at[i]] += 1;
        if (i == 0)
            counts[NRM_PLACE_FIRST][at[i]] += 1;
        else if (l->task->alphabet->kind[at[i - 1]] == NRM_SOUND_VOWEL)
            counts[NRM_PLACE_AFTER][at[i]] += 1;
        if (i + 1 == n)
            counts[NRM_PLACE_LAST][at[i]] += 1;
        for (k = 1; k <= NRM_SIDE && i + k <= n; k++)
            l->runs[run_at(at + i, k)]++;
    }
}

static void add_sounds(double to[NRM_PLACES][NRM_SOUNDS], double from[NRM_PLACES][NRM_SOUNDS])
{
    size_t p;
    size_t i;

    for (p = 0; p < NRM_PLACES; p++) {
        for (i = 0; i < NRM_SOUNDS; i++)
            to[p][i] += from[p][i];
    }
}

norm_status nrm_em_count_background(learner *l, norm_error *err)
{
    size_t runs = (size_t)NRM_SOUNDS * NRM_SOUNDS * NRM_SOUNDS;
    size_t i;
    size_t g;

    l->runs = nrm_arena_alloc(l->arena, runs, sizeof *l->runs);
    if (l->runs == NULL)
        return nrm_fail_nomem(err);
    memset(l->runs, 0, runs * sizeof *l->runs);
    for (i = 0; i < l->task->count; i++) {
        group *of;
        view v = nrm_em_view(l, &l->task->samples[i], &of);

        of->samples++;
        count_sounds(l, of->sounds_a, v.a, v.n);
        count_sounds(l, of->sounds_b, v.b, v.m);
    }
    for (g = l->group_count; g-- > 1;) {
        group *child = &l->groups[g];
        group *above = &l->groups[child->parent];
        bool exchange = nrm_em_parent_is_exchanged(l, child);

        if (nrm_str_eq(child->tag_a, child->tag_b)) {
            add_sounds(child->sounds_a, child->sounds_b);
            memcpy(child->sounds_b, child->sounds_a, sizeof child->sounds_b);
        }
        above->samples += child->samples;
        add_sounds(exchange ? above->sounds_b : above->sounds_a, child->sounds_a);
        add_sounds(exchange ? above->sounds_a : above->sounds_b, child->sounds_b);
    }
    add_sounds(l->groups[0].sounds_a, l->groups[0].sounds_b);
    memcpy(l->groups[0].sounds_b, l->groups[0].sounds_a, sizeof l->groups[0].sounds_b);
    return NORM_OK;
}

static double log_share(const double counts[NRM_SOUNDS], size_t sound, size_t symbols)
{
    double sum = 0;
    size_t i;

    if (sound == 0)
        return 0;
    for (i = 1; i < NRM_SOUNDS; i++)
        sum += counts[i];
    return log((counts[sound] + 1.0) / (sum + (double)symbols));
}

/* How much more often sounds stand in a row than they would by chance, in all samples. */
static double bond(const learner *l, const uint8_t sounds[NRM_SIDE])
{
    size_t n = nrm_side_len(sounds);
    double all = (double)l->sound_count;
    double sum = log((l->runs[run_at(sounds, n)] + 1.0) / all);
    size_t i;

    for (i = 0; i < n; i++)
        sum -= log((l->runs[run_at(sounds + i, 1)] + 1.0) / all);
    return sum;
}

double nrm_em_chance(const learner *l, const group *g, nrm_place place, const uint8_t a[NRM_SIDE],
                     const uint8_t b[NRM_SIDE])
{
    size_t symbols = l->task->alphabet->count;
    double sum = nrm_is_wide(a, b) ? bond(l, a) + bond(l, b) : 0;
    size_t i;

    for (i = 0; i < NRM_SIDE; i++)
        sum += log_share(g->sounds_a[place], a[i], symbols) +
               log_share(g->sounds_b[place], b[i], symbols);
    return sum;
}

/* ---- writing down ---- */

static int to_units(double nats)
{
    double units = floor(nats * NRM_NAT + 0.5);

    return units < -30000 ? -30000 : units > 30000 ? 30000 : (int)units;
}

static char symbol(const learner *l, size_t sound)
{
    return l->task->alphabet->symbol[sound];
}

static void write_row(const learner *l, const group *g, const nrm_operation *op, double prob,
                      double count, nrm_buf *out)
{
    const uint8_t *sides[2] = {op->a, op->b};
    size_t side;
    size_t i;

    nrm_buf_addf(out, "%.*s:%.*s\t%s", (int)g->tag_a.len, g->tag_a.ptr, (int)g->tag_b.len,
                 g->tag_b.ptr, nrm_place_name((nrm_place)op->place));
    for (side = 0; side < 2; side++) {
        nrm_buf_addf(out, "\t%c", symbol(l, sides[side][0]));
        for (i = 1; i < nrm_side_len(sides[side]); i++)
            nrm_buf_add_byte(out, symbol(l, sides[side][i]));
    }
    nrm_buf_addf(out, "\t%d\t%ld\n",
                 to_units(log(prob) - nrm_em_chance(l, g, (nrm_place)op->place, op->a, op->b)),
                 (long)(count + 0.5));
}

static void write_ones(const learner *l, const group *g, nrm_buf *out)
{
    size_t symbols = l->task->alphabet->count;
    bool is_hub = g == &l->groups[0];
    size_t p;
    size_t i;
    size_t j;

    for (p = 0; p < NRM_PLACES; p++) {
        for (i = 0; i < symbols; i++) {
            for (j = 0; j < symbols; j++) {
                double count = g->counts->one[p][i][j];
                nrm_operation op = {.a = {(uint8_t)i}, .b = {(uint8_t)j}, .place = (uint8_t)p};

                if (i + j != 0 && (count >= LISTED || (is_hub && p == NRM_PLACE_INSIDE)))
                    write_row(l, g, &op, g->probs->one[p][i][j], count, out);
            }
        }
    }
}

/* crossed: one_two, else two_one. */
static void write_twos(const learner *l, const group *g, bool crossed, nrm_buf *out)
{
    size_t i;
    size_t j;

    for (i = 1; i < l->bigram_count; i++) {
        for (j = 1; j < l->task->alphabet->count; j++) {
            double count = crossed ? g->counts->one_two[i][j] : g->counts->two_one[i][j];
            double prob = crossed ? g->probs->one_two[i][j] : g->probs->two_one[i][j];
            nrm_operation op = {.place = NRM_PLACE_INSIDE};
            uint8_t *two = crossed ? op.b : op.a;

            two[0] = (uint8_t)(l->bigrams[i] / NRM_SOUNDS);
            two[1] = (uint8_t)(l->bigrams[i] % NRM_SOUNDS);
            (crossed ? op.a : op.b)[0] = (uint8_t)j;
            if (count >= LISTED + DISCOUNT)
                write_row(l, g, &op, prob, count, out);
        }
    }
}

static void write_wides(const learner *l, const group *g, nrm_buf *out)
{
    size_t i;

    for (i = 1; i < l->wides.op_count; i++) {
        nrm_operation op = {.place = NRM_PLACE_INSIDE};

        memcpy(op.a, l->wides.sounds[l->wides.sides[i][0]], NRM_SIDE);
        memcpy(op.b, l->wides.sounds[l->wides.sides[i][1]], NRM_SIDE);
        if (g->counts->wide[i] >= LISTED + DISCOUNT)
            write_row(l, g, &op, g->probs->wide[i], g->counts->wide[i], out);
    }
}

static void write_group(const learner *l, const group *g, nrm_buf *out)
{
    double sum = nrm_em_sum_inside(l, g->counts);

    nrm_buf_addf(out, "%.*s:%.*s\tbackoff\t-\t-\t%d\t%zu\n", (int)g->tag_a.len, g->tag_a.ptr,
                 (int)g->tag_b.len, g->tag_b.ptr,
                 g == &l->groups[0] ? 0 : to_units(log((sum + g->trust) / g->trust)), g->samples);
    write_ones(l, g, out);
    write_twos(l, g, false, out);
    write_twos(l, g, true, out);
    write_wides(l, g, out);
}

void nrm_em_write(learner *l, nrm_buf *out)
{
    size_t g;

    nrm_buf_addf(out,
                 "# Edit costs, learned by norm train from labelled pairs (docs/matching.md).\n"
                 "# nats: evidence in 1/1024 nat; count: how often it was seen.\n");
    nrm_buf_addf(out, "table\tplace\ta\tb\tnats\tcount\n");
    for (g = 0; g < l->group_count; g++)
        write_group(l, &l->groups[g], out);
}
