/* compare/logistic.c - between log odds and probabilities, the same bits everywhere.
 * SPDX-License-Identifier: MIT */
#include "compare/logistic.h"

#include <stddef.h>

#define LN2 0.693147180559945309417

double nrm_exp(double x)
{
    double term = 1.0;
    double sum = 1.0;
    size_t i;

    if (x < -40)
        x = -40;
    if (x > 40)
        x = 40;
    x /= 64; /* e^x = (e^(x/64))^64; the Taylor series of the root is short */
    for (i = 1; i <= 14; i++) {
        term = term * x / (double)i;
        sum += term;
    }
    for (i = 0; i < 6; i++)
        sum *= sum;
    return sum;
}

double nrm_log(double x)
{
    double shift = 0;
    double y;
    double power;
    double sum = 0;
    size_t i;

    for (; x > 1.5; x /= 2)
        shift += LN2;
    for (; x < 0.75; x *= 2)
        shift -= LN2;
    /* ln x = 2 artanh((x - 1) / (x + 1)) */
    y = (x - 1) / (x + 1);
    power = y;
    for (i = 1; i < 40; i += 2) {
        sum += power / (double)i;
        power *= y * y;
    }
    return shift + 2 * sum;
}

double nrm_logistic(double x)
{
    return 1.0 / (1.0 + nrm_exp(-x));
}
