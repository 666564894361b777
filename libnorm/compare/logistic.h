/* compare/logistic.h - between log odds and probabilities, the same bits everywhere.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_COMPARE_LOGISTIC_H
#define NRM_COMPARE_LOGISTIC_H

/* e to the x by IEEE additions and multiplications in a fixed order, so that no
 * C library has a say in a result; within 1e-12 of the true value for |x| <= 40. */
double nrm_exp(double x);

/* Natural logarithm, likewise; x > 0. */
double nrm_log(double x);

/* 1 / (1 + e^-x) */
double nrm_logistic(double x);

#endif
