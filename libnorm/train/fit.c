/* train/fit.c - learn the terms of the calibration from labelled pairs.
 * SPDX-License-Identifier: MIT
 *
 * Each term is a hat basis over knots: a feature's value makes two knots (four
 * on a grid) active with weights that add up to one. The coefficients are found
 * by Newton's method on the weighted log likelihood with a ridge penalty and a
 * penalty on second differences, which keeps thinly seen knots on the line of
 * their neighbours. */
#include "train/fit.h"

#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "base/sort.h"
#include "base/str.h"

#define RIDGE       0.5
#define ROUGHNESS   4.0
#define RULE        1e5 /* strength of a term's rule */
#define ROUNDS      40
#define LINE_KNOTS  10
#define GRID_KNOTS  6
#define COUNT_KNOTS 4 /* 0 to 3 */

typedef enum direction {
    FALLING = -1, /* more of the feature never raises the score */
    FREE = 0,
    RISING = 1
} direction;

/* Which terms there are. Contradictions and words left over may only lower.
 * `least`: nats that the term falls at least for one more, whatever the pairs
 * say. Labelled data has next to no contradictions, and one that goes unpunished
 * merges father and son; 6 nats turn the surest match into a case for review. */
static const struct term_plan {
    uint8_t x, y;
    direction rule;
    double least;
} plan[] = {
    {NRM_F_EVIDENCE, NRM_NO_FEATURE, FREE, 0},
    {NRM_F_GAP, NRM_F_LENGTH, FALLING, 0},
    {NRM_F_WORST, NRM_F_LENGTH, FALLING, 0},
    {NRM_F_EVIDENCE, NRM_F_LEFT_SHARE, FREE, 0},
    {NRM_F_BOTH_LEFT, NRM_NO_FEATURE, FALLING, 0},
    {NRM_F_ONE_LEFT, NRM_NO_FEATURE, FALLING, 0},
    {NRM_F_LEFT_SHARE, NRM_NO_FEATURE, FALLING, 0},
    {NRM_F_CONTRADICTED, NRM_NO_FEATURE, FALLING, 6},
    {NRM_F_KIND, NRM_NO_FEATURE, RISING, 0},
    {NRM_F_LENGTH_GAP, NRM_NO_FEATURE, FALLING, 0},
    {NRM_F_INITIALS, NRM_NO_FEATURE, FREE, 0},
    {NRM_F_ORDER, NRM_NO_FEATURE, FREE, 0},
    {NRM_F_MINOR_LEFT, NRM_NO_FEATURE, FALLING, 0},
    {NRM_F_MINOR_BOTH, NRM_NO_FEATURE, FALLING, 4},
    {NRM_F_ASSUMED, NRM_NO_FEATURE, FREE, 0},
    {NRM_F_JOINED, NRM_NO_FEATURE, FALLING, 0},
    {NRM_F_RARITY, NRM_NO_FEATURE, RISING, 0},
    {NRM_F_LEAST_RARE, NRM_NO_FEATURE, RISING, 0},
    {NRM_F_RARE_BOTH, NRM_NO_FEATURE, FALLING, 0},
    {NRM_F_RARE_ONE, NRM_NO_FEATURE, FALLING, 0},
    {NRM_F_WORST_OP, NRM_F_LENGTH, FALLING, 0},
    {NRM_F_WORST_OP, NRM_F_SAME_SCRIPT, FALLING, 0},
};

#define PLANNED (sizeof plan / sizeof plan[0])

_Static_assert(PLANNED == NRM_FIT_PLAN, "a fit has room for the terms that are planned");

static int by_value(const void *a, const void *b, const void *user)
{
    int32_t left = *(const int32_t *)a;
    int32_t right = *(const int32_t *)b;

    (void)user;
    return left < right ? -1 : left > right;
}

/* Knots at quantiles, distinct. */
static norm_status place_knots(const nrm_fit_sample *samples, size_t count, nrm_feature feature,
                               size_t most, nrm_arena *scratch, int32_t *knots, uint8_t *knot_count,
                               norm_error *err)
{
    int32_t *values = nrm_arena_alloc(scratch, count, sizeof *values);
    norm_status status;
    size_t i;

    if (values == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < count; i++)
        values[i] = samples[i].features.v[feature];
    status = nrm_sort(&scratch->alloc, values, count, sizeof *values, by_value, NULL, err);
    *knot_count = 0;
    for (i = 0; i < most && status == NORM_OK; i++) {
        /* The outermost knots leave half a percent outside, against outliers. */
        double share = 0.005 + 0.99 * (double)i / (double)(most - 1);
        int32_t knot = values[(size_t)(share * (double)(count - 1))];

        if (*knot_count == 0 || knot > knots[*knot_count - 1])
            knots[(*knot_count)++] = knot;
    }
    /* A feature that is rarely other than 0 needs its extremes. */
    if (status == NORM_OK && *knot_count < most && values[count - 1] > knots[*knot_count - 1]) {
        knots[*knot_count] = values[count - 1];
        (*knot_count)++;
    }
    if (status == NORM_OK && *knot_count < most && values[0] < knots[0]) {
        memmove(knots + 1, knots, *knot_count * sizeof *knots);
        knots[0] = values[0];
        (*knot_count)++;
    }
    return status;
}

/* Terms that fall in any case do so where no sample lies, too. */
static void count_knots(nrm_term *term)
{
    for (term->x_count = 0; term->x_count < COUNT_KNOTS; term->x_count++)
        term->x[term->x_count] = term->x_count * NRM_NAT;
}

/* An operation is bad by degrees that quantiles do not see: most pairs have none or a hopeless one.
 */
static void worst_knots(nrm_term *term)
{
    static const int32_t knots[] = {0,           3 * NRM_NAT / 2, 3 * NRM_NAT,
                                    5 * NRM_NAT, 7 * NRM_NAT,     10 * NRM_NAT};

    memcpy(term->x, knots, sizeof knots);
    term->x_count = NRM_LEN(knots);
}

static norm_status make_terms(nrm_fit *f, const nrm_fit_sample *samples, size_t count,
                              nrm_arena *scratch, norm_error *err)
{
    size_t t;

    f->count = 1;
    for (t = 0; t < PLANNED; t++) {
        nrm_term *term = &f->terms[t];
        bool grid = plan[t].y != NRM_NO_FEATURE;
        norm_status status;

        memset(term, 0, sizeof *term);
        term->x_feature = plan[t].x;
        term->y_feature = plan[t].y;
        status = place_knots(samples, count, (nrm_feature)plan[t].x, grid ? GRID_KNOTS : LINE_KNOTS,
                             scratch, term->x, &term->x_count, err);
        if (plan[t].least > 0)
            count_knots(term);
        if (plan[t].x == NRM_F_WORST_OP)
            worst_knots(term);
        term->y_count = 1;
        if (status == NORM_OK && grid)
            status = place_knots(samples, count, (nrm_feature)plan[t].y, GRID_KNOTS, scratch,
                                 term->y, &term->y_count, err);
        if (status != NORM_OK)
            return status;
        f->first[t] = f->count;
        f->count += (size_t)term->x_count * term->y_count;
    }
    return nrm_logit_open(scratch, f->count, &f->logit, err);
}

/* The knot below x, and the share of the way to the next. */
static size_t locate(const int32_t *knots, size_t count, int32_t x, double *part)
{
    size_t i = nrm_knot_below(knots, count, x);

    *part = 0;
    if (i + 1 < count && x > knots[i])
        *part = ((double)x - knots[i]) / ((double)knots[i + 1] - knots[i]);
    return i;
}

static void make_row(const nrm_fit *f, const nrm_features *features, nrm_logit_row *row)
{
    size_t t;

    row->count = 0;
    nrm_logit_put(row, 0, 1.0);
    for (t = 0; t < PLANNED; t++) {
        const nrm_term *term = &f->terms[t];
        double x_part;
        double y_part = 0;
        size_t x = locate(term->x, term->x_count, features->v[term->x_feature], &x_part);
        size_t y = term->y_count > 1
                       ? locate(term->y, term->y_count, features->v[term->y_feature], &y_part)
                       : 0;
        size_t at = f->first[t] + x * term->y_count + y;

        nrm_logit_put(row, at, (1 - x_part) * (1 - y_part));
        if (y_part > 0)
            nrm_logit_put(row, at + 1, (1 - x_part) * y_part);
        if (x_part > 0)
            nrm_logit_put(row, at + term->y_count, x_part * (1 - y_part));
        if (x_part > 0 && y_part > 0)
            nrm_logit_put(row, at + term->y_count + 1, x_part * y_part);
    }
}

static void add_penalty(nrm_fit *f, size_t a, size_t b, size_t c)
{
    static const double w[3] = {1, -2, 1};
    size_t index[3] = {a, b, c};
    double bend = f->logit.coef[a] - 2 * f->logit.coef[b] + f->logit.coef[c];
    size_t i;
    size_t j;

    for (i = 0; i < 3; i++) {
        f->logit.gradient[index[i]] -= ROUGHNESS * bend * w[i];
        for (j = 0; j < 3; j++)
            f->logit.hessian[index[i] * f->count + index[j]] += ROUGHNESS * w[i] * w[j];
    }
}

/* How far the term falls at least from knot x to the next. */
static double margin_of(const nrm_fit *f, size_t t, size_t x)
{
    return plan[t].least * (f->terms[t].x[x + 1] - f->terms[t].x[x]) / NRM_NAT;
}

/* Two neighbours against the rule of their term are pulled apart or together
 * (Eilers & Marx 2010, P-splines with an asymmetric penalty). */
static void add_rule(nrm_fit *f, size_t t, size_t x, size_t at)
{
    size_t next = at + f->terms[t].y_count;
    double rise = f->logit.coef[next] - f->logit.coef[at] + margin_of(f, t, x);

    if ((plan[t].rule != FALLING || rise <= 0) && (plan[t].rule != RISING || rise >= 0))
        return;
    f->logit.gradient[at] += RULE * rise;
    f->logit.gradient[next] -= RULE * rise;
    f->logit.hessian[at * f->count + at] += RULE;
    f->logit.hessian[next * f->count + next] += RULE;
    f->logit.hessian[next * f->count + at] -= RULE;
}

static void add_penalties(nrm_fit *f)
{
    size_t t;
    size_t x;
    size_t y;

    nrm_logit_ridge(&f->logit, 1, f->count, RIDGE);
    f->logit.hessian[0] += 1e-6;
    for (t = 0; t < PLANNED; t++) {
        const nrm_term *term = &f->terms[t];
        size_t stride = term->y_count;

        for (x = 0; x < term->x_count; x++) {
            for (y = 0; y < term->y_count; y++) {
                size_t at = f->first[t] + x * stride + y;

                if (x + 1 < term->x_count)
                    add_rule(f, t, x, at);
                if (x + 2 < term->x_count)
                    add_penalty(f, at, at + stride, at + 2 * stride);
                if (y + 2 < term->y_count)
                    add_penalty(f, at, at + 1, at + 2);
            }
        }
    }
}

/* What the penalty leaves of breaking the rule, under a thousandth of a nat: running
 * extreme along x. */
static void obey(nrm_fit *f, size_t t)
{
    const nrm_term *term = &f->terms[t];
    size_t x;
    size_t y;

    for (y = 0; y < term->y_count; y++) {
        for (x = 1; x < term->x_count; x++) {
            double *at = f->logit.coef + f->first[t] + x * term->y_count + y;
            double before = at[-(ptrdiff_t)term->y_count] - margin_of(f, t, x - 1);

            if ((plan[t].rule == FALLING && *at > before) ||
                (plan[t].rule == RISING && *at < before))
                *at = before;
        }
    }
}

norm_status nrm_fit_learn(const nrm_fit_sample *samples, size_t count, uint32_t left_out,
                          nrm_arena *scratch, nrm_fit *f, norm_error *err)
{
    size_t round;
    size_t i;
    size_t t;
    norm_status status = make_terms(f, samples, count, scratch, err);

    for (t = 0; t < PLANNED && status == NORM_OK; t++)
        obey(f, t); /* a start that keeps the rules */
    for (round = 0; round < ROUNDS && status == NORM_OK; round++) {
        double moved;

        nrm_logit_clear(&f->logit);
        for (i = 0; i < count; i++) {
            nrm_logit_row row;

            if (samples[i].fold % NRM_FOLDS == left_out)
                continue;
            make_row(f, &samples[i].features, &row);
            nrm_logit_add(&f->logit, &row, 0, samples[i].label, samples[i].weight);
        }
        add_penalties(f);
        moved = nrm_logit_step(&f->logit, 3);
        if (moved < 1e-4)
            break;
    }
    for (t = 0; t < PLANNED && status == NORM_OK; t++)
        obey(f, t);
    return status;
}

double nrm_fit_odds(const nrm_fit *f, const nrm_features *features)
{
    nrm_logit_row row;

    make_row(f, features, &row);
    return nrm_logit_odds(&f->logit, &row);
}

/* ---- writing down ---- */

static int units(double nats)
{
    return (int)floor(nats * NRM_NAT + 0.5);
}

void nrm_fit_write(const nrm_fit *f, const char *kind, const nrm_quality *q, nrm_buf *out)
{
    size_t t;
    size_t x;
    size_t y;
    double prior = (double)q->positives / (double)q->count;

    nrm_buf_addf(out, "%s\tprior\t-\t-\t-\t%d\n", kind, (int)(prior * 1e6 + 0.5));
    nrm_buf_addf(out, "%s\tintercept\t-\t-\t-\t%d\n", kind, units(f->logit.coef[0]));
    nrm_buf_addf(out, "%s\tmatch_from\t-\t-\t-\t%d\n", kind, units(q->match_from));
    nrm_buf_addf(out, "%s\treview_from\t-\t-\t-\t%d\n", kind,
                 units(q->review_from < q->match_from ? q->review_from : q->match_from));
    for (t = 0; t < PLANNED; t++) {
        const nrm_term *term = &f->terms[t];
        bool grid = term->y_feature != NRM_NO_FEATURE;

        for (x = 0; x < term->x_count; x++) {
            for (y = 0; y < term->y_count; y++) {
                nrm_buf_addf(out, "%s\t%s\t%d\t", kind,
                             nrm_feature_name((nrm_feature)term->x_feature), (int)term->x[x]);
                if (grid)
                    nrm_buf_addf(out, "%s\t%d", nrm_feature_name((nrm_feature)term->y_feature),
                                 (int)term->y[y]);
                else
                    nrm_buf_addf(out, "-\t-");
                nrm_buf_addf(out, "\t%d\n",
                             units(f->logit.coef[f->first[t] + x * term->y_count + y]));
            }
        }
    }
}
