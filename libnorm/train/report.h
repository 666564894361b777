/* train/report.h - what was learned and how good it is, in words and figures.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TRAIN_REPORT_H
#define NRM_TRAIN_REPORT_H

#include "base/buf.h"
#include "train/quality.h"

void nrm_report_counts(nrm_buf *out, size_t pairs, size_t words, size_t kept);
void nrm_report_quality_head(nrm_buf *out);
void nrm_report_quality(nrm_buf *out, const char *kind, const nrm_quality *quality);

#endif
