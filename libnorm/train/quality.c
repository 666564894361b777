/* train/quality.c - how good log odds are at telling pairs apart.
 * SPDX-License-Identifier: MIT */
#include "train/quality.h"

#include <math.h>
#include <string.h>

#include "base/sort.h"
#include "compare/logistic.h"

/* Log odds of one in ten: less is not worth a person's look, however many of the
 * last hundredth of the matches it holds. */
#define LEAST_REVIEW (-2.197)
#define REVIEWED     0.99 /* of the matches, at or above review */

static int by_odds_falling(const void *a, const void *b, const void *user)
{
    double left = ((const nrm_judged *)a)->odds;
    double right = ((const nrm_judged *)b)->odds;

    (void)user;
    return left > right ? -1 : left < right;
}

static void fill_bins(const nrm_judged *all, size_t count, nrm_bin bins[NRM_BINS])
{
    size_t i;

    for (i = 0; i < count; i++) {
        double p = nrm_logistic(all[i].odds);
        size_t at = (size_t)(p * NRM_BINS);
        nrm_bin *bin = &bins[at < NRM_BINS ? at : NRM_BINS - 1];

        bin->count++;
        bin->yes += all[i].label;
        bin->sum += p;
    }
}

/* Expected calibration error: how far probability is from the share of matches. */
static double calibration_error(const nrm_bin bins[NRM_BINS], size_t count)
{
    double error = 0;
    size_t i;

    for (i = 0; i < NRM_BINS; i++)
        error += fabs(bins[i].sum - (double)bins[i].yes);
    return error / (double)count;
}

/* The lower end of the interval around a share that holds the true one in 9 of 10 cases, on this
 * side (Wilson 1927). */
static double share_at_least(size_t yes, size_t count)
{
    const double z = 1.282; /* of the normal distribution, 10 % beyond */
    double n = (double)count;
    double share = (double)yes / n;
    double middle = share + z * z / (2 * n);
    double reach = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n));

    return (middle - reach) / (1 + z * z / n);
}

norm_status nrm_quality_measure(const norm_allocator *alloc, nrm_judged *all, size_t count,
                                double precision, nrm_quality *out, norm_error *err)
{
    size_t true_yes = 0;
    bool is_sure = false;
    size_t i;
    norm_status status = nrm_sort(alloc, all, count, sizeof *all, by_odds_falling, NULL, err);

    memset(out, 0, sizeof *out);
    if (status != NORM_OK || count == 0)
        return status;
    out->count = count;
    for (i = 0; i < count; i++)
        out->positives += all[i].label;
    out->match_from = all[0].odds + 1; /* when no threshold is precise enough */
    for (i = 0; i < count && out->positives > 0; i++) {
        double reached;
        double recall;
        double f1;

        true_yes += all[i].label;
        if (i + 1 < count && !(all[i + 1].odds < all[i].odds))
            continue;
        reached = (double)true_yes / (double)(i + 1);
        recall = (double)true_yes / (double)out->positives;
        f1 = reached + recall > 0 ? 2 * reached * recall / (reached + recall) : 0;
        if (f1 > out->best_f1)
            out->best_f1 = f1;
        if (reached >= precision && recall > out->recall) {
            out->recall = recall;
            if (!is_sure)
                out->match_from = all[i].odds;
        }
        if (share_at_least(true_yes, i + 1) >= precision) {
            is_sure = true;
            out->match_from = all[i].odds;
        }
        if (recall <= REVIEWED)
            out->review_from = all[i].odds;
    }
    if (out->review_from < LEAST_REVIEW)
        out->review_from = LEAST_REVIEW;
    fill_bins(all, count, out->bins);
    out->ece = calibration_error(out->bins, count);
    return NORM_OK;
}
