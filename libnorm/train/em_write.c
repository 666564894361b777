/* train/em_write.c - write learned edit costs down as tables/costs/sounds.tsv.
 * SPDX-License-Identifier: MIT */
#include "train/em_internal.h"

#include <math.h>
#include <string.h>

/* ---- what sounds there are by themselves ---- */

static void count_sounds(double counts[NRM_PLACES][NRM_SOUNDS], const uint8_t *at, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++) {
        counts[NRM_PLACE_INSIDE][at[i]] += 1;
        if (i == 0)
            counts[NRM_PLACE_FIRST][at[i]] += 1;
        if (i + 1 == n)
            counts[NRM_PLACE_LAST][at[i]] += 1;
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

void nrm_em_count_background(learner *l)
{
    size_t i;
    size_t g;

    for (i = 0; i < l->task->count; i++) {
        group *of;
        view v = nrm_em_view(l, &l->task->samples[i], &of);

        of->samples++;
        count_sounds(of->sounds_a, v.a, v.n);
        count_sounds(of->sounds_b, v.b, v.m);
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
}

static double log_share(double counts[NRM_SOUNDS], size_t sound, size_t symbols)
{
    double sum = 0;
    size_t i;

    if (sound == 0)
        return 0;
    for (i = 1; i < NRM_SOUNDS; i++)
        sum += counts[i];
    return log((counts[sound] + 1.0) / (sum + (double)symbols));
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

static void write_ones(learner *l, group *g, nrm_buf *out)
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

                if (i + j == 0 || (count < LISTED && !(is_hub && p == NRM_PLACE_INSIDE)))
                    continue;
                nrm_buf_addf(out, "%.*s:%.*s\t%s\t%c\t%c\t%d\t%ld\n", (int)g->tag_a.len,
                             g->tag_a.ptr, (int)g->tag_b.len, g->tag_b.ptr,
                             nrm_place_name((nrm_place)p), symbol(l, i), symbol(l, j),
                             to_units(log(g->probs->one[p][i][j]) -
                                      log_share(g->sounds_a[p], i, symbols) -
                                      log_share(g->sounds_b[p], j, symbols)),
                             (long)(count + 0.5));
            }
        }
    }
}

/* crossed: one_two, else two_one. */
static void write_twos(learner *l, group *g, bool crossed, nrm_buf *out)
{
    double(*two)[NRM_SOUNDS] = crossed ? g->sounds_b : g->sounds_a;
    double(*one)[NRM_SOUNDS] = crossed ? g->sounds_a : g->sounds_b;
    size_t symbols = l->task->alphabet->count;
    size_t i;
    size_t j;

    for (i = 1; i < l->bigram_count; i++) {
        size_t x = l->bigrams[i] / NRM_SOUNDS;
        size_t y = l->bigrams[i] % NRM_SOUNDS;

        for (j = 1; j < symbols; j++) {
            double count = crossed ? g->counts->one_two[i][j] : g->counts->two_one[i][j];
            double prob = crossed ? g->probs->one_two[i][j] : g->probs->two_one[i][j];
            int units;

            if (count < LISTED + DISCOUNT)
                continue;
            units = to_units(log(prob) - log_share(two[NRM_PLACE_INSIDE], x, symbols) -
                             log_share(two[NRM_PLACE_INSIDE], y, symbols) -
                             log_share(one[NRM_PLACE_INSIDE], j, symbols));
            nrm_buf_addf(out, "%.*s:%.*s\tinside\t", (int)g->tag_a.len, g->tag_a.ptr,
                         (int)g->tag_b.len, g->tag_b.ptr);
            if (crossed)
                nrm_buf_addf(out, "%c\t%c%c", symbol(l, j), symbol(l, x), symbol(l, y));
            else
                nrm_buf_addf(out, "%c%c\t%c", symbol(l, x), symbol(l, y), symbol(l, j));
            nrm_buf_addf(out, "\t%d\t%ld\n", units, (long)(count + 0.5));
        }
    }
}

static void write_group(learner *l, group *g, nrm_buf *out)
{
    double sum = nrm_em_sum_inside(g->counts, l->bigram_count);

    nrm_buf_addf(out, "%.*s:%.*s\tbackoff\t-\t-\t%d\t%zu\n", (int)g->tag_a.len, g->tag_a.ptr,
                 (int)g->tag_b.len, g->tag_b.ptr,
                 g == &l->groups[0] ? 0 : to_units(log((sum + g->trust) / g->trust)), g->samples);
    write_ones(l, g, out);
    write_twos(l, g, false, out);
    write_twos(l, g, true, out);
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
