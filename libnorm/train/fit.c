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

#define RIDGE      0.5
#define ROUGHNESS  4.0
#define ROUNDS     25
#define FOLDS      5
#define LINE_KNOTS 10
#define GRID_KNOTS 6
#define ACTIVE     64 /* most active coefficients of a sample */

typedef enum direction {
    FALLING = -1, /* more of the feature never raises the score */
    FREE = 0,
    RISING = 1
} direction;

/* Which terms there are. Contradictions and words left over may only lower. */
static const struct term_plan {
    uint8_t x, y;
    direction rule;
} plan[] = {
    {NRM_F_EVIDENCE, NRM_NO_FEATURE, FREE},      {NRM_F_GAP, NRM_F_LENGTH, FALLING},
    {NRM_F_WORST, NRM_F_LENGTH, FALLING},        {NRM_F_EVIDENCE, NRM_F_LEFT_SHARE, FREE},
    {NRM_F_BOTH_LEFT, NRM_NO_FEATURE, FALLING},  {NRM_F_ONE_LEFT, NRM_NO_FEATURE, FALLING},
    {NRM_F_LEFT_SHARE, NRM_NO_FEATURE, FALLING}, {NRM_F_CONTRADICTED, NRM_NO_FEATURE, FALLING},
    {NRM_F_KIND, NRM_NO_FEATURE, RISING},        {NRM_F_LENGTH_GAP, NRM_F_LENGTH, FREE},
    {NRM_F_INITIALS, NRM_NO_FEATURE, FREE},      {NRM_F_ORDER, NRM_NO_FEATURE, FREE},
    {NRM_F_MINOR_LEFT, NRM_NO_FEATURE, FALLING}, {NRM_F_ASSUMED, NRM_NO_FEATURE, FREE},
};

#define PLANNED (sizeof plan / sizeof plan[0])

typedef struct fit {
    nrm_term terms[PLANNED]; /* knots; values unused */
    size_t first[PLANNED];   /* first coefficient */
    size_t count;            /* of coefficients; 0 is the intercept */
    double *coef;
    double *gradient;
    double *hessian; /* count * count, lower triangle */
} fit;

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

static norm_status make_terms(fit *f, const nrm_fit_sample *samples, size_t count,
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
        term->y_count = 1;
        if (status == NORM_OK && grid)
            status = place_knots(samples, count, (nrm_feature)plan[t].y, GRID_KNOTS, scratch,
                                 term->y, &term->y_count, err);
        if (status != NORM_OK)
            return status;
        f->first[t] = f->count;
        f->count += (size_t)term->x_count * term->y_count;
    }
    f->coef = nrm_arena_alloc(scratch, f->count, sizeof *f->coef);
    f->gradient = nrm_arena_alloc(scratch, f->count, sizeof *f->gradient);
    f->hessian = nrm_arena_alloc(scratch, f->count * f->count, sizeof *f->hessian);
    return f->coef == NULL || f->gradient == NULL || f->hessian == NULL ? nrm_fail_nomem(err)
                                                                        : NORM_OK;
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

typedef struct active {
    size_t index[ACTIVE];
    double value[ACTIVE];
    size_t count;
} active;

static void activate(active *a, size_t index, double value)
{
    if (value > 0) {
        a->index[a->count] = index;
        a->value[a->count++] = value;
    }
}

static void find_active(const fit *f, const nrm_features *features, active *a)
{
    size_t t;

    a->count = 0;
    activate(a, 0, 1.0);
    for (t = 0; t < PLANNED; t++) {
        const nrm_term *term = &f->terms[t];
        double x_part;
        double y_part = 0;
        size_t x = locate(term->x, term->x_count, features->v[term->x_feature], &x_part);
        size_t y = term->y_count > 1
                       ? locate(term->y, term->y_count, features->v[term->y_feature], &y_part)
                       : 0;
        size_t at = f->first[t] + x * term->y_count + y;

        activate(a, at, (1 - x_part) * (1 - y_part));
        activate(a, at + 1, (1 - x_part) * y_part);
        activate(a, at + term->y_count, x_part * (1 - y_part));
        activate(a, at + term->y_count + 1, x_part * y_part);
    }
}

static double log_odds(const fit *f, const active *a)
{
    double sum = 0;
    size_t i;

    for (i = 0; i < a->count; i++)
        sum += f->coef[a->index[i]] * a->value[i];
    return sum;
}

static void add_penalty(fit *f, size_t a, size_t b, size_t c)
{
    static const double w[3] = {1, -2, 1};
    size_t index[3] = {a, b, c};
    double bend = f->coef[a] - 2 * f->coef[b] + f->coef[c];
    size_t i;
    size_t j;

    for (i = 0; i < 3; i++) {
        f->gradient[index[i]] -= ROUGHNESS * bend * w[i];
        for (j = 0; j < 3; j++)
            f->hessian[index[i] * f->count + index[j]] += ROUGHNESS * w[i] * w[j];
    }
}

static void add_penalties(fit *f)
{
    size_t t;
    size_t x;
    size_t y;
    size_t i;

    for (i = 1; i < f->count; i++) {
        f->gradient[i] -= RIDGE * f->coef[i];
        f->hessian[i * f->count + i] += RIDGE;
    }
    f->hessian[0] += 1e-6;
    for (t = 0; t < PLANNED; t++) {
        const nrm_term *term = &f->terms[t];
        size_t stride = term->y_count;

        for (x = 0; x < term->x_count; x++) {
            for (y = 0; y < term->y_count; y++) {
                size_t at = f->first[t] + x * stride + y;

                if (x + 2 < term->x_count)
                    add_penalty(f, at, at + stride, at + 2 * stride);
                if (y + 2 < term->y_count)
                    add_penalty(f, at, at + 1, at + 2);
            }
        }
    }
}

/* Solves hessian * step = gradient by Cholesky; the step replaces gradient. */
static bool solve(fit *f)
{
    size_t n = f->count;
    double *h = f->hessian;
    double *g = f->gradient;
    size_t i;
    size_t j;
    size_t k;

    for (j = 0; j < n; j++) {
        double diagonal = h[j * n + j];

        for (k = 0; k < j; k++)
            diagonal -= h[j * n + k] * h[j * n + k];
        if (!(diagonal > 0))
            return false;
        diagonal = sqrt(diagonal);
        h[j * n + j] = diagonal;
        for (i = j + 1; i < n; i++) {
            double value = h[i * n + j];

            for (k = 0; k < j; k++)
                value -= h[i * n + k] * h[j * n + k];
            h[i * n + j] = value / diagonal;
        }
    }
    for (i = 0; i < n; i++) {
        for (k = 0; k < i; k++)
            g[i] -= h[i * n + k] * g[k];
        g[i] /= h[i * n + i];
    }
    for (i = n; i-- > 0;) {
        for (k = i + 1; k < n; k++)
            g[i] -= h[k * n + i] * g[k];
        g[i] /= h[i * n + i];
    }
    return true;
}

static void accumulate(fit *f, const nrm_fit_sample *samples, size_t count, uint32_t left_out)
{
    active a;
    size_t s;
    size_t i;
    size_t j;

    memset(f->gradient, 0, f->count * sizeof *f->gradient);
    memset(f->hessian, 0, f->count * f->count * sizeof *f->hessian);
    for (s = 0; s < count; s++) {
        double p;
        double weight;

        if (samples[s].fold % FOLDS == left_out)
            continue;
        find_active(f, &samples[s].features, &a);
        p = 1 / (1 + exp(-log_odds(f, &a)));
        weight = samples[s].weight * (p * (1 - p) + 1e-6);
        for (i = 0; i < a.count; i++) {
            double *row = f->hessian + a.index[i] * f->count;

            f->gradient[a.index[i]] +=
                samples[s].weight * ((samples[s].label ? 1.0 : 0.0) - p) * a.value[i];
            for (j = 0; j <= i; j++)
                row[a.index[j]] += weight * a.value[i] * a.value[j];
        }
    }
}

/* Bends a term back to its rule: running extreme along x. */
static void obey(fit *f, size_t t)
{
    const nrm_term *term = &f->terms[t];
    size_t x;
    size_t y;

    for (y = 0; y < term->y_count; y++) {
        for (x = 1; x < term->x_count; x++) {
            double *at = f->coef + f->first[t] + x * term->y_count + y;
            double before = at[-(ptrdiff_t)term->y_count];

            if ((plan[t].rule == FALLING && *at > before) ||
                (plan[t].rule == RISING && *at < before))
                *at = before;
        }
    }
}

static void learn(fit *f, const nrm_fit_sample *samples, size_t count, uint32_t left_out)
{
    size_t round;
    size_t i;
    size_t t;

    memset(f->coef, 0, f->count * sizeof *f->coef);
    for (round = 0; round < ROUNDS; round++) {
        double largest = 0;

        accumulate(f, samples, count, left_out);
        add_penalties(f);
        if (!solve(f))
            return;
        for (i = 0; i < f->count; i++) {
            double step = f->gradient[i];

            if (step > 3)
                step = 3;
            if (step < -3)
                step = -3;
            f->coef[i] += step;
            largest = fabs(step) > largest ? fabs(step) : largest;
        }
        for (t = 0; t < PLANNED; t++)
            obey(f, t);
        if (largest < 1e-5)
            return;
    }
}

/* ---- how good it is ---- */

typedef struct judged {
    double odds;
    bool label;
} judged;

static int by_odds_falling(const void *a, const void *b, const void *user)
{
    double left = ((const judged *)a)->odds;
    double right = ((const judged *)b)->odds;

    (void)user;
    return left > right ? -1 : left < right;
}

static double calibration_error(const judged *all, size_t count)
{
    double sums[15] = {0}; /* of probability less label, by bin of probability */
    double error = 0;
    size_t i;

    for (i = 0; i < count; i++) {
        double p = 1 / (1 + exp(-all[i].odds));
        size_t bin = (size_t)(p * 15);

        sums[bin < 15 ? bin : 14] += p - (all[i].label ? 1 : 0);
    }
    for (i = 0; i < 15; i++)
        error += fabs(sums[i]);
    return error / (double)count;
}

static void measure(const judged *all, size_t count, nrm_fit_quality *q)
{
    size_t true_yes = 0;
    size_t i;

    q->match_from = count > 0 ? all[0].odds + 1 : 0;
    q->review_from = 0;
    for (i = 0; i < count; i++) {
        double precision;
        double recall;
        double f1;

        true_yes += all[i].label;
        if (i + 1 < count && !(all[i + 1].odds < all[i].odds))
            continue;
        precision = (double)true_yes / (double)(i + 1);
        recall = (double)true_yes / (double)q->positives;
        f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
        if (f1 > q->best_f1)
            q->best_f1 = f1;
        if (precision >= 0.99 && recall > q->recall_p99) {
            q->recall_p99 = recall;
            q->match_from = all[i].odds;
        }
        if (recall <= 0.99)
            q->review_from = all[i].odds;
    }
    q->ece = calibration_error(all, count);
}

static norm_status cross_validate(fit *f, const nrm_fit_sample *samples, size_t count,
                                  nrm_arena *scratch, nrm_fit_quality *q, norm_error *err)
{
    judged *all = nrm_arena_alloc(scratch, count, sizeof *all);
    uint32_t fold;
    size_t i;
    norm_status status;

    if (all == NULL)
        return nrm_fail_nomem(err);
    for (fold = 0; fold < FOLDS; fold++) {
        learn(f, samples, count, fold);
        for (i = 0; i < count; i++) {
            active a;

            if (samples[i].fold % FOLDS != fold)
                continue;
            find_active(f, &samples[i].features, &a);
            all[i] = (judged){log_odds(f, &a), samples[i].label};
        }
    }
    status = nrm_sort(&scratch->alloc, all, count, sizeof *all, by_odds_falling, NULL, err);
    if (status == NORM_OK)
        measure(all, count, q);
    return status;
}

/* ---- writing down ---- */

static int units(double nats)
{
    return (int)floor(nats * NRM_NAT + 0.5);
}

static void write_terms(const fit *f, const char *kind, const nrm_fit_quality *q, double prior,
                        nrm_buf *out)
{
    size_t t;
    size_t x;
    size_t y;

    nrm_buf_addf(out, "%s\tprior\t-\t-\t-\t%d\n", kind, (int)(prior * 1e6 + 0.5));
    nrm_buf_addf(out, "%s\tintercept\t-\t-\t-\t%d\n", kind, units(f->coef[0]));
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
                nrm_buf_addf(out, "\t%d\n", units(f->coef[f->first[t] + x * term->y_count + y]));
            }
        }
    }
}

norm_status nrm_fit_terms(const nrm_fit_sample *samples, size_t count, const char *kind,
                          nrm_arena *scratch, nrm_buf *out, nrm_fit_quality *quality,
                          norm_error *err)
{
    fit f;
    norm_status status;
    double yes = 0;
    double all = 0;
    size_t i;

    memset(quality, 0, sizeof *quality);
    quality->count = count;
    for (i = 0; i < count; i++) {
        quality->positives += samples[i].label;
        yes += samples[i].label ? samples[i].weight : 0;
        all += samples[i].weight;
    }
    if (quality->positives == 0 || quality->positives == count)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET,
                        "pairs of kind %s are all of one label; both are needed", kind);
    status = make_terms(&f, samples, count, scratch, err);
    if (status == NORM_OK)
        status = cross_validate(&f, samples, count, scratch, quality, err);
    if (status != NORM_OK)
        return status;
    learn(&f, samples, count, FOLDS);
    write_terms(&f, kind, quality, yes / all, out);
    return out->failed ? nrm_fail_nomem(err) : NORM_OK;
}
