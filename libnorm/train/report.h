/* train/report.h - what was learned and how good it is, in words and figures.
 * SPDX-License-Identifier: MIT
 *
 * Plain text: a table has a line that says what it is, a header row and rows of
 * cells separated by tabs; an empty line stands between tables. */
#ifndef NRM_TRAIN_REPORT_H
#define NRM_TRAIN_REPORT_H

#include "base/buf.h"
#include "train/quality.h"

void nrm_report_counts(nrm_buf *out, size_t pairs, size_t words, size_t kept);

/* of: "kind" or "scripts". precision: at which recall is measured. */
void nrm_report_quality_head(nrm_buf *out, const char *of, double precision);
void nrm_report_quality(nrm_buf *out, norm_str name, const nrm_quality *quality);

void nrm_report_bins_head(nrm_buf *out);
void nrm_report_bins(nrm_buf *out, norm_str name, const nrm_quality *quality);

#endif
