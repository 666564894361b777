/* train/em.c - learn edit costs from pairs of words by expectation maximisation.
 * SPDX-License-Identifier: MIT
 *
 * Pairs fall into groups: a pair of languages with many samples is one of its own,
 * all others go by their scripts. The tables form a chain: languages, scripts,
 * everything. In each round the samples of a group are counted under the
 * group's own probabilities; then a table is its counts and, with the weight of
 * `trust` operations, the table above it. */
#include "train/em_internal.h"

#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "base/sort.h"

/* ---- groups ---- */

static norm_str system_tag(const learner *l, size_t system)
{
    return nrm_sound_system_tag(l->task->systems, system);
}

static norm_str script_tag(const learner *l, size_t system)
{
    return norm_str_from(nrm_script_code(l->task->systems->script[system]));
}

static size_t find_group(const learner *l, norm_str a, norm_str b)
{
    size_t g;

    for (g = 0; g < l->group_count; g++) {
        if (nrm_str_eq(l->groups[g].tag_a, a) && nrm_str_eq(l->groups[g].tag_b, b))
            break;
    }
    return g;
}

static norm_status add_group(learner *l, norm_str a, norm_str b, size_t parent, double trust,
                             size_t *out, norm_error *err)
{
    group *g;

    *out = find_group(l, a, b);
    if (*out < l->group_count)
        return NORM_OK;
    if (l->group_count == GROUPS)
        return nrm_fail(err, NORM_E_LIMIT, NORM_NO_OFFSET, "more than %d pairs of languages",
                        GROUPS);
    g = &l->groups[l->group_count++];
    memset(g, 0, sizeof *g);
    g->tag_a = a;
    g->tag_b = b;
    g->parent = parent;
    g->trust = trust;
    g->counts = nrm_arena_alloc(l->arena, 1, sizeof *g->counts);
    g->probs = nrm_arena_alloc(l->arena, 1, sizeof *g->probs);
    return g->counts == NULL || g->probs == NULL ? nrm_fail_nomem(err) : NORM_OK;
}

/* Puts two tags in order of their bytes; true when they were exchanged. */
static bool order_tags(norm_str *a, norm_str *b)
{
    norm_str swap = *a;

    if (nrm_str_cmp(*a, *b) <= 0)
        return false;
    *a = *b;
    *b = swap;
    return true;
}

static norm_status make_groups(learner *l, norm_error *err)
{
    static const norm_str any = {"*", 1};
    size_t n = l->task->systems->count;
    size_t(*seen)[NRM_SOUND_SYSTEMS] = nrm_arena_alloc(l->arena, NRM_SOUND_SYSTEMS, sizeof *seen);
    size_t hub;
    size_t i;
    size_t s;
    size_t t;
    int pass;
    norm_status status = add_group(l, any, any, 0, TRUST_HUB, &hub, err);

    if (seen == NULL)
        return nrm_fail_nomem(err);
    memset(seen, 0, NRM_SOUND_SYSTEMS * sizeof *seen);
    for (i = 0; i < l->task->count; i++)
        seen[l->task->samples[i].a_system][l->task->samples[i].b_system]++;
    /* Scripts first: the file lists more general tables before others. */
    for (pass = 0; pass < 2; pass++) {
        for (s = 0; s < n; s++) {
            for (t = 0; t < n && status == NORM_OK; t++) {
                size_t samples = seen[s][t] + (s != t ? seen[t][s] : 0);
                norm_str a = pass == 0 ? script_tag(l, s) : system_tag(l, s);
                norm_str b = pass == 0 ? script_tag(l, t) : system_tag(l, t);
                bool exchanged = order_tags(&a, &b);
                size_t g;

                if (samples == 0 || (pass == 1 && (samples < LANG_SAMPLES)))
                    continue;
                status = add_group(l, a, b, pass == 0 ? hub : l->group_of[s][t],
                                   pass == 0 ? TRUST_SCRIPT : TRUST_LANG, &g, err);
                l->group_of[s][t] = (uint16_t)g;
                l->exchange[s][t] = exchanged;
            }
        }
    }
    return status;
}

bool nrm_em_parent_is_exchanged(const learner *l, const group *g)
{
    size_t s;
    size_t t;

    if (g->parent == 0)
        return false;
    for (s = 0; s < l->task->systems->count; s++) {
        for (t = 0; t < l->task->systems->count; t++) {
            if (nrm_str_eq(system_tag(l, s), g->tag_a) && nrm_str_eq(system_tag(l, t), g->tag_b))
                return !nrm_str_eq(script_tag(l, s), l->groups[g->parent].tag_a);
        }
    }
    return false;
}

/* ---- bigrams ---- */

static norm_status choose_bigrams(learner *l, norm_error *err)
{
    nrm_keyed *counted = nrm_arena_alloc(l->arena, NRM_SOUNDS * NRM_SOUNDS, sizeof *counted);
    norm_status status;
    size_t i;
    size_t k;

    if (counted == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < NRM_SOUNDS * NRM_SOUNDS; i++)
        counted[i] = (nrm_keyed){0, i};
    for (i = 0; i < l->task->count; i++) {
        const nrm_em_sample *s = &l->task->samples[i];

        for (k = 1; k < s->a_len; k++)
            counted[s->a[k - 1] * NRM_SOUNDS + s->a[k]].key++;
        for (k = 1; k < s->b_len; k++)
            counted[s->b[k - 1] * NRM_SOUNDS + s->b[k]].key++;
    }
    for (i = 0; i < NRM_SOUNDS * NRM_SOUNDS; i++)
        counted[i].key = UINT64_MAX - counted[i].key; /* most frequent first */
    status = nrm_sort_keyed(&l->arena->alloc, counted, NRM_SOUNDS * NRM_SOUNDS, err);
    l->bigram_count = 1;
    for (i = 0; i < NRM_SOUNDS * NRM_SOUNDS && l->bigram_count < BIGRAMS; i++) {
        if (counted[i].key == UINT64_MAX)
            break;
        l->bigrams[l->bigram_count] = (uint16_t)counted[i].value;
        l->bigram_of[counted[i].value] = (uint16_t)l->bigram_count++;
    }
    return status;
}

/* ---- where to begin ---- */

/* How likely two sounds are one before anything is learned: the same most, of
 * one kind more than others. */
static double first_guess(const nrm_alphabet *alphabet, size_t a, size_t b)
{
    bool vowels;

    if (a == 0 || b == 0)
        return alphabet->kind[a + b] == NRM_SOUND_CONSONANT ? 0.01 : 0.05;
    if (a == b)
        return 1.0;
    vowels = alphabet->kind[a] == NRM_SOUND_VOWEL && alphabet->kind[b] == NRM_SOUND_VOWEL;
    if (vowels || (alphabet->skeleton[a] != 0 && alphabet->skeleton[a] == alphabet->skeleton[b]))
        return 0.05;
    if (alphabet->kind[a] != NRM_SOUND_CONSONANT && alphabet->kind[b] != NRM_SOUND_CONSONANT)
        return 0.03;
    return 0.0005;
}

double nrm_em_sum_inside(const learner *l, const table *t)
{
    double sum = 0;
    size_t i;
    size_t j;

    for (i = 0; i < NRM_SOUNDS; i++) {
        for (j = 0; j < NRM_SOUNDS; j++)
            sum += t->one[NRM_PLACE_INSIDE][i][j];
    }
    for (i = 1; i < l->bigram_count; i++) {
        for (j = 1; j < NRM_SOUNDS; j++)
            sum += t->two_one[i][j] + t->one_two[i][j];
    }
    for (i = 1; i < l->wides.op_count; i++)
        sum += t->wide[i];
    return sum;
}

static double sum_place(const table *t, size_t place)
{
    double sum = 0;
    size_t i;
    size_t j;

    for (i = 0; i < NRM_SOUNDS; i++) {
        for (j = 0; j < NRM_SOUNDS; j++)
            sum += t->one[place][i][j];
    }
    return sum;
}

static void begin(const learner *l, table *t)
{
    const nrm_alphabet *alphabet = l->task->alphabet;
    double sum;
    size_t p;
    size_t i;
    size_t j;

    memset(t, 0, sizeof *t);
    for (i = 0; i < alphabet->count; i++) {
        for (j = i == 0 ? 1 : 0; j < alphabet->count; j++)
            t->one[NRM_PLACE_INSIDE][i][j] = first_guess(alphabet, i, j);
    }
    for (i = 1; i < l->bigram_count; i++) {
        size_t x = l->bigrams[i] / NRM_SOUNDS;
        size_t y = l->bigrams[i] % NRM_SOUNDS;

        for (j = 1; j < alphabet->count; j++) {
            double guess = 0.02 * (first_guess(alphabet, x, j) > first_guess(alphabet, y, j)
                                       ? first_guess(alphabet, x, j)
                                       : first_guess(alphabet, y, j));

            t->two_one[i][j] = guess;
            t->one_two[i][j] = guess;
        }
    }
    sum = nrm_em_sum_inside(l, t);
    for (i = 0; i < NRM_SOUNDS; i++) {
        for (j = 0; j < NRM_SOUNDS; j++)
            t->one[NRM_PLACE_INSIDE][i][j] /= sum;
    }
    for (i = 1; i < l->bigram_count; i++) {
        for (j = 1; j < NRM_SOUNDS; j++) {
            t->two_one[i][j] /= sum;
            t->one_two[i][j] /= sum;
        }
    }
    for (p = 0; p < NRM_PLACES; p++) {
        if (p == NRM_PLACE_INSIDE)
            continue;
        memcpy(t->one[p], t->one[NRM_PLACE_INSIDE], sizeof t->one[p]);
        sum = sum_place(t, p);
        for (i = 0; i < NRM_SOUNDS; i++) {
            for (j = 0; j < NRM_SOUNDS; j++)
                t->one[p][i][j] /= sum;
        }
    }
}

/* ---- expectation ---- */

/* Whether the sound before the k-th is a vowel, or there is none. */
static bool is_after_vowel(const learner *l, const uint8_t *word, size_t k)
{
    return k == 0 || l->task->alphabet->kind[word[k - 1]] == NRM_SOUND_VOWEL;
}

static nrm_place place_at(const learner *l, const view *v, size_t i, size_t j, size_t di, size_t dj)
{
    if (i == di && j == dj)
        return NRM_PLACE_FIRST;
    if (i == v->n && j == v->m)
        return NRM_PLACE_LAST;
    return is_after_vowel(l, v->a, i - di) && is_after_vowel(l, v->b, j - dj) ? NRM_PLACE_AFTER
                                                                              : NRM_PLACE_INSIDE;
}

static arc one_arc(const learner *l, table *t, const view *v, size_t i, size_t j, size_t di,
                   size_t dj)
{
    nrm_place place = place_at(l, v, i, j, di, dj);

    return (arc){&t->one[place][di > 0 ? v->a[i - 1] : 0][dj > 0 ? v->b[j - 1] : 0], i - di, j - dj,
                 place};
}

/* The number of a wide operation up to (i, j); 0: there is none. */
static size_t wide_before(const learner *l, const view *v, size_t i, size_t j, size_t di, size_t dj)
{
    uint8_t a[NRM_SIDE] = {0};
    uint8_t b[NRM_SIDE] = {0};

    if (di > i || dj > j)
        return 0;
    memcpy(a, v->a + i - di, di);
    memcpy(b, v->b + j - dj, dj);
    return l->wides.op_of[nrm_wides_group(&l->wides, a)][nrm_wides_group(&l->wides, b)];
}

size_t nrm_em_arcs(const learner *l, table *t, const view *v, size_t i, size_t j, arc arcs[ARCS])
{
    static const uint8_t wides[][2] = {{2, 2}, {3, 1}, {1, 3}};
    size_t count = 0;
    size_t k;

    if (i > 0 && j > 0)
        arcs[count++] = one_arc(l, t, v, i, j, 1, 1);
    if (i > 0)
        arcs[count++] = one_arc(l, t, v, i, j, 1, 0);
    if (j > 0)
        arcs[count++] = one_arc(l, t, v, i, j, 0, 1);
    if (i > 1 && j > 0) {
        size_t bigram = l->bigram_of[v->a[i - 2] * NRM_SOUNDS + v->a[i - 1]];

        if (bigram != 0)
            arcs[count++] = (arc){&t->two_one[bigram][v->b[j - 1]], i - 2, j - 1, NRM_PLACE_INSIDE};
    }
    if (i > 0 && j > 1) {
        size_t bigram = l->bigram_of[v->b[j - 2] * NRM_SOUNDS + v->b[j - 1]];

        if (bigram != 0)
            arcs[count++] = (arc){&t->one_two[bigram][v->a[i - 1]], i - 1, j - 2, NRM_PLACE_INSIDE};
    }
    for (k = 0; k < NRM_LEN(wides) && l->wides.op_count > 1; k++) {
        size_t op = wide_before(l, v, i, j, wides[k][0], wides[k][1]);

        if (op != 0)
            arcs[count++] = (arc){&t->wide[op], i - wides[k][0], j - wides[k][1], NRM_PLACE_INSIDE};
    }
    return count;
}

static void forward_backward(learner *l, table *probs, const view *v)
{
    arc arcs[ARCS];
    size_t i;
    size_t j;
    size_t k;

    for (i = 0; i <= v->n; i++) {
        for (j = 0; j <= v->m; j++) {
            size_t count = nrm_em_arcs(l, probs, v, i, j, arcs);
            double sum = i == 0 && j == 0 ? 1.0 : 0.0;

            for (k = 0; k < count; k++)
                sum += *arcs[k].cell * l->alpha[arcs[k].from_i][arcs[k].from_j];
            l->alpha[i][j] = sum;
            l->beta[i][j] = 0;
        }
    }
    l->beta[v->n][v->m] = 1.0;
    for (i = v->n + 1; i-- > 0;) {
        for (j = v->m + 1; j-- > 0;) {
            size_t count = nrm_em_arcs(l, probs, v, i, j, arcs);

            for (k = 0; k < count; k++)
                l->beta[arcs[k].from_i][arcs[k].from_j] += *arcs[k].cell * l->beta[i][j];
        }
    }
}

/* Adds the expected operations of one sample; returns its log likelihood. */
static double count_sample(learner *l, group *g, const view *v)
{
    double whole;
    size_t i;
    size_t j;
    size_t k;

    forward_backward(l, g->probs, v);
    whole = l->alpha[v->n][v->m];
    if (!(whole > 1e-300))
        return 0;
    for (i = 0; i <= v->n; i++) {
        for (j = 0; j <= v->m; j++) {
            arc from[ARCS];
            arc to[ARCS];
            size_t count = nrm_em_arcs(l, g->probs, v, i, j, from);

            (void)nrm_em_arcs(l, g->counts, v, i, j, to);
            for (k = 0; k < count; k++)
                *to[k].cell += l->alpha[from[k].from_i][from[k].from_j] * *from[k].cell *
                               l->beta[i][j] / whole;
        }
    }
    return log(whole);
}

/* ---- maximisation ---- */

/* Which numbers of one table are added to another one's. */
typedef enum way {
    WAY_STRAIGHT,
    WAY_EXCHANGED,
    WAY_BOTH /* half of each */
} way;

static double taken(way w, double straight, double crossed)
{
    return w == WAY_BOTH ? (straight + crossed) / 2 : w == WAY_STRAIGHT ? straight : crossed;
}

static void add_table(const learner *l, table *to, const table *from, way w)
{
    size_t p;
    size_t i;
    size_t j;

    for (p = 0; p < NRM_PLACES; p++) {
        for (i = 0; i < NRM_SOUNDS; i++) {
            for (j = 0; j < NRM_SOUNDS; j++)
                to->one[p][i][j] += taken(w, from->one[p][i][j], from->one[p][j][i]);
        }
    }
    for (i = 1; i < BIGRAMS; i++) {
        for (j = 1; j < NRM_SOUNDS; j++) {
            to->two_one[i][j] += taken(w, from->two_one[i][j], from->one_two[i][j]);
            to->one_two[i][j] += taken(w, from->one_two[i][j], from->two_one[i][j]);
        }
    }
    for (i = 1; i < l->wides.op_count; i++)
        to->wide[i] += taken(w, from->wide[i], from->wide[l->wides.mirror[i]]);
}

/* A table of a pair of equal tags must be the same both ways. */
static void make_symmetric(const learner *l, table *t)
{
    static const table zero;
    table copy = *t;

    *t = zero;
    add_table(l, t, &copy, WAY_BOTH);
}

static double discounted(double count)
{
    return count > DISCOUNT ? count - DISCOUNT : 0;
}

/* Mixes the operations without place, which share their sum with those inside a word. */
static void estimate_others(const learner *l, group *g, const table *above, bool exchange,
                            double sum)
{
    table *t = g->probs;
    way w = exchange ? WAY_EXCHANGED : WAY_STRAIGHT;
    size_t i;
    size_t j;

    for (i = 1; i < l->bigram_count; i++) {
        for (j = 1; j < NRM_SOUNDS; j++) {
            double straight = above->two_one[i][j];
            double crossed = above->one_two[i][j];

            t->two_one[i][j] = (t->two_one[i][j] + g->trust * taken(w, straight, crossed)) / sum;
            t->one_two[i][j] = (t->one_two[i][j] + g->trust * taken(w, crossed, straight)) / sum;
        }
    }
    for (i = 1; i < l->wides.op_count; i++)
        t->wide[i] =
            (t->wide[i] + g->trust * taken(w, above->wide[i], above->wide[l->wides.mirror[i]])) /
            sum;
}

/* probs = (counts + trust * above) / (sum + trust) */
static void estimate(const learner *l, group *g, const table *above, bool exchange)
{
    table *t = g->probs;
    double sum;
    size_t p;
    size_t i;
    size_t j;

    *t = *g->counts;
    for (i = 1; i < l->bigram_count; i++) {
        for (j = 1; j < NRM_SOUNDS; j++) {
            t->two_one[i][j] = discounted(t->two_one[i][j]);
            t->one_two[i][j] = discounted(t->one_two[i][j]);
        }
    }
    for (i = 1; i < l->wides.op_count; i++)
        t->wide[i] = discounted(t->wide[i]);
    for (p = 0; p < NRM_PLACES; p++) {
        sum = (p == NRM_PLACE_INSIDE ? nrm_em_sum_inside(l, t) : sum_place(t, p)) + g->trust;
        for (i = 0; i < NRM_SOUNDS; i++) {
            for (j = 0; j < NRM_SOUNDS; j++)
                t->one[p][i][j] = (t->one[p][i][j] + g->trust * (exchange ? above->one[p][j][i]
                                                                          : above->one[p][i][j])) /
                                  sum;
        }
        if (p == NRM_PLACE_INSIDE)
            estimate_others(l, g, above, exchange, sum);
    }
}

static void maximise(learner *l, const table *start)
{
    size_t g;

    /* Counts rise from languages to scripts to the hub; children come later. */
    for (g = l->group_count; g-- > 1;) {
        group *child = &l->groups[g];
        group *above = &l->groups[child->parent];

        if (nrm_str_eq(child->tag_a, child->tag_b))
            make_symmetric(l, child->counts);
        add_table(l, above->counts, child->counts,
                  child->parent == 0                     ? WAY_BOTH
                  : nrm_em_parent_is_exchanged(l, child) ? WAY_EXCHANGED
                                                         : WAY_STRAIGHT);
    }
    make_symmetric(l, l->groups[0].counts);
    estimate(l, &l->groups[0], start, false);
    for (g = 1; g < l->group_count; g++)
        estimate(l, &l->groups[g], l->groups[l->groups[g].parent].probs,
                 nrm_em_parent_is_exchanged(l, &l->groups[g]));
}

view nrm_em_view(learner *l, const nrm_em_sample *sample, group **of)
{
    *of = &l->groups[l->group_of[sample->a_system][sample->b_system]];
    if (l->exchange[sample->a_system][sample->b_system] != 0)
        return (view){sample->b, sample->a, sample->b_len, sample->a_len};
    return (view){sample->a, sample->b, sample->a_len, sample->b_len};
}

static void run_round(learner *l, const table *start, unsigned round)
{
    size_t i;
    size_t g;

    for (g = 0; g < l->group_count; g++)
        memset(l->groups[g].counts, 0, sizeof *l->groups[g].counts);
    for (i = 0; i < l->task->count; i++) {
        group *of;
        view v = nrm_em_view(l, &l->task->samples[i], &of);

        (void)count_sample(l, of, &v);
        if (l->task->progress != NULL && i % 4096 == 0)
            l->task->progress(l->task->user, "learning edit costs", round * l->task->count + i,
                              l->task->rounds * l->task->count);
    }
    maximise(l, start);
}

norm_status nrm_em_learn(const nrm_em_task *task, nrm_arena *scratch, nrm_buf *out, norm_error *err)
{
    learner *l = nrm_arena_alloc(scratch, 1, sizeof *l);
    table *start = nrm_arena_alloc(scratch, 1, sizeof *start);
    norm_status status;
    unsigned round;
    size_t g;

    if (l == NULL || start == NULL)
        return nrm_fail_nomem(err);
    memset(l, 0, sizeof *l);
    l->task = task;
    l->arena = scratch;
    nrm_wides_init(&l->wides);
    status = make_groups(l, err);
    if (status == NORM_OK)
        status = choose_bigrams(l, err);
    if (status != NORM_OK)
        return status;
    begin(l, start);
    for (g = 0; g < l->group_count; g++)
        *l->groups[g].probs = *start;
    status = nrm_em_count_background(l, err);
    for (round = 0; round < task->rounds && status == NORM_OK; round++) {
        if (round > 0 && round == task->rounds / 2)
            status = nrm_em_choose_wide(l, start, scratch, err);
        run_round(l, start, round);
    }
    if (status != NORM_OK)
        return status;
    nrm_em_write(l, out);
    return out->failed ? nrm_fail_nomem(err) : NORM_OK;
}
