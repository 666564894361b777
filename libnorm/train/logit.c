/* train/logit.c - penalised logistic regression on rows that are mostly zero.
 * SPDX-License-Identifier: MIT */
#include "train/logit.h"

#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "compare/logistic.h"

/* Keeps a row that is certain from making the hessian singular. */
#define LEAST_WEIGHT 1e-6

norm_status nrm_logit_open(nrm_arena *arena, size_t count, nrm_logit *out, norm_error *err)
{
    out->count = count;
    out->coef = nrm_arena_alloc(arena, count, sizeof *out->coef);
    out->gradient = nrm_arena_alloc(arena, count, sizeof *out->gradient);
    out->hessian = nrm_arena_alloc(arena, count * count, sizeof *out->hessian);
    if (out->coef == NULL || out->gradient == NULL || out->hessian == NULL)
        return nrm_fail_nomem(err);
    memset(out->coef, 0, count * sizeof *out->coef);
    return NORM_OK;
}

void nrm_logit_put(nrm_logit_row *row, size_t index, double value)
{
    size_t i;

    for (i = 0; i < row->count; i++) {
        if (row->index[i] == index) {
            row->value[i] += value;
            return;
        }
    }
    if (row->count == NRM_LOGIT_ACTIVE)
        return;
    row->index[row->count] = index;
    row->value[row->count++] = value;
}

double nrm_logit_odds(const nrm_logit *logit, const nrm_logit_row *row)
{
    double sum = 0;
    size_t i;

    for (i = 0; i < row->count; i++)
        sum += logit->coef[row->index[i]] * row->value[i];
    return sum;
}

void nrm_logit_clear(nrm_logit *logit)
{
    memset(logit->gradient, 0, logit->count * sizeof *logit->gradient);
    memset(logit->hessian, 0, logit->count * logit->count * sizeof *logit->hessian);
}

void nrm_logit_add(nrm_logit *logit, const nrm_logit_row *row, double offset, bool label,
                   double weight)
{
    double p = nrm_logistic(offset + nrm_logit_odds(logit, row));
    double slope = weight * ((label ? 1.0 : 0.0) - p);
    double curve = weight * (p * (1 - p) + LEAST_WEIGHT);
    size_t i;
    size_t j;

    for (i = 0; i < row->count; i++) {
        size_t at = row->index[i];

        logit->gradient[at] += slope * row->value[i];
        for (j = 0; j < row->count; j++) {
            if (row->index[j] <= at)
                logit->hessian[at * logit->count + row->index[j]] +=
                    curve * row->value[i] * row->value[j];
        }
    }
}

void nrm_logit_ridge(nrm_logit *logit, size_t begin, size_t end, double strength)
{
    size_t i;

    for (i = begin; i < end; i++) {
        logit->gradient[i] -= strength * logit->coef[i];
        logit->hessian[i * logit->count + i] += strength;
    }
}

/* Solves hessian * x = gradient by Cholesky; x replaces the gradient. */
static bool solve(nrm_logit *logit)
{
    size_t n = logit->count;
    double *h = logit->hessian;
    double *g = logit->gradient;
    size_t i;
    size_t j;
    size_t k;

    for (i = 0; i < n; i++) {
        for (j = 0; j <= i; j++) {
            double value = h[i * n + j];

            for (k = 0; k < j; k++)
                value -= h[i * n + k] * h[j * n + k];
            if (i != j)
                h[i * n + j] = value / h[j * n + j];
            else if (value > 0)
                h[i * n + i] = sqrt(value);
            else
                return false;
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

double nrm_logit_step(nrm_logit *logit, double most)
{
    double largest = 0;
    double scale;
    size_t i;

    if (!solve(logit))
        return -1;
    for (i = 0; i < logit->count; i++)
        largest = fabs(logit->gradient[i]) > largest ? fabs(logit->gradient[i]) : largest;
    scale = largest > most ? most / largest : 1;
    for (i = 0; i < logit->count; i++)
        logit->coef[i] += scale * logit->gradient[i];
    return scale * largest;
}
