/* unit/compare/test_logistic.c - our exp, log and logistic beside those of the C library.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <math.h>

#include "compare/logistic.h"

/* compare/logistic.h: "within 1e-12 of the true value", relative for exp. */
#define NEAR 1e-12

Test(logistic, exp_is_that_of_libm)
{
    int i;

    for (i = -40000; i <= 40000; i += 7) {
        double x = i / 1000.0;

        cr_assert(fabs(nrm_exp(x) / exp(x) - 1) < NEAR, "e^%d/1000: %.17g, not %.17g", i,
                  nrm_exp(x), exp(x));
    }
    cr_expect(nrm_exp(0) >= 1 && nrm_exp(0) <= 1, "e^0");
}

Test(logistic, log_is_that_of_libm)
{
    double x;

    for (x = 1e-9; x < 1e9; x *= 1.0037)
        cr_assert(fabs(nrm_log(x) - log(x)) < NEAR, "ln %.17g: %.17g, not %.17g", x, nrm_log(x),
                  log(x));
    cr_expect(fabs(nrm_log(1)) < 1e-300, "ln 1");
}

Test(logistic, is_that_of_libm_and_never_falls)
{
    double before = 0;
    int i;

    for (i = -40960; i <= 40960; i++) {
        double x = i / 1024.0;
        double p = nrm_logistic(x);

        cr_assert(fabs(p - 1 / (1 + exp(-x))) < NEAR, "%d/1024", i);
        cr_assert(p >= before && p <= 1, "%d/1024", i);
        before = p;
    }
    cr_expect(nrm_logistic(0) >= 0.5 && nrm_logistic(0) <= 0.5);
}

Test(logistic, stays_a_probability_far_out)
{
    static const double far[] = {-1e300, -1e6, -41, 41, 1e6, 1e300};
    int i;

    for (i = 0; i < 6; i++)
        cr_expect(nrm_logistic(far[i]) >= 0 && nrm_logistic(far[i]) <= 1, "%d", i);
    cr_expect(nrm_logistic(-1e6) < 1e-15);
    cr_expect(nrm_logistic(1e6) > 1 - 1e-15);
}
