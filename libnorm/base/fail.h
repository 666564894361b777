/* base/fail.h - set an error and return its status, in one line.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_BASE_FAIL_H
#define NRM_BASE_FAIL_H

#include <libnorm/base.h>

/* Fills err (may be NULL) and returns status. offset: byte in the input, or
 * NORM_NO_OFFSET. fmt takes no floating point: printf's is the locale's. */
norm_status nrm_fail(norm_error *err, norm_status status, size_t offset, const char *fmt, ...)
    __attribute__((format(printf, 4, 5), cold));

/* The same for a line of a text file, from 1. */
norm_status nrm_fail_line(norm_error *err, norm_status status, uint32_t line, const char *fmt, ...)
    __attribute__((format(printf, 4, 5), cold));

norm_status nrm_fail_nomem(norm_error *err);

#endif
