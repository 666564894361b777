/* unit/train/test_quality.c - F1, recall and calibration of judged pairs, worked out by hand.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "train/quality.h"

#define NEAR 1e-9

static nrm_quality measure(nrm_judged *all, size_t count)
{
    nrm_quality out;

    cr_assert_eq(nrm_quality_measure(&nrm_allocator_default, all, count, 0.99, &out, NULL),
                 NORM_OK);
    return out;
}

Test(quality, thresholds)
{
    nrm_judged all[] = {{0, true}, {3, true}, {-1, false}, {1, false}, {2, true}};
    nrm_quality q = measure(all, 5);

    cr_expect_eq(q.count, 5);
    cr_expect_eq(q.positives, 3);
    cr_expect_float_eq(q.best_f1, 6.0 / 7, NEAR, "all from 0 up: precision 3/4, recall 1");
    cr_expect_float_eq(q.recall, 2.0 / 3, NEAR, "3 and 2");
    cr_expect_float_eq(q.match_from, 2, NEAR);
    cr_expect_leq(q.review_from, 2);
}

Test(quality, the_precision_is_the_one_asked_for)
{
    nrm_judged all[] = {{0, true}, {3, true}, {-1, false}, {1, false}, {2, true}};
    nrm_quality q;

    cr_assert_eq(nrm_quality_measure(&nrm_allocator_default, all, 5, 0.75, &q, NULL), NORM_OK);
    cr_expect_float_eq(q.match_from, 0, NEAR, "3 of 4");
    cr_expect_float_eq(q.recall, 1, NEAR);
}

Test(quality, pairs_with_the_same_odds_go_together)
{
    nrm_judged all[] = {{1, true}, {1, false}, {1, true}, {0, false}};
    nrm_quality q = measure(all, 4);

    cr_expect_float_eq(q.best_f1, 0.8, NEAR, "precision 2/3, recall 1");
    cr_expect_float_eq(q.recall, 0, NEAR);
    cr_expect_gt(q.match_from, 1, "no threshold is precise enough");
}

Test(quality, calibration)
{
    nrm_judged even[] = {{0, true}, {0, false}};
    nrm_judged odd[] = {{0, true}, {0, true}};

    cr_expect_float_eq(measure(even, 2).ece, 0, NEAR, "half of those with probability 1/2");
    cr_expect_float_eq(measure(odd, 2).ece, 0.5, NEAR);
}

Test(quality, labels_of_one_kind_and_none)
{
    nrm_judged yes[] = {{1, true}, {2, true}};
    nrm_judged no[] = {{1, false}, {2, false}};

    cr_expect_float_eq(measure(yes, 2).best_f1, 1, NEAR);
    cr_expect_float_eq(measure(no, 2).best_f1, 0, NEAR);
    cr_expect_eq(measure(no, 0).count, 0);
}
