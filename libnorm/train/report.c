/* train/report.c - what was learned and how good it is, in words and figures.
 * SPDX-License-Identifier: MIT */
#include "train/report.h"

/* A share with four decimals; printf's own would follow the locale. */
static void add_share(nrm_buf *out, double share)
{
    unsigned parts = (unsigned)(share * 10000 + 0.5);

    nrm_buf_addf(out, "\t%u.%04u", parts / 10000, parts % 10000);
}

void nrm_report_counts(nrm_buf *out, size_t pairs, size_t words, size_t kept)
{
    nrm_buf_addf(out,
                 "pairs of names\t%zu\npairs of words, first pass\t%zu\n"
                 "pairs of words, second pass\t%zu\n",
                 pairs, words, kept);
}

void nrm_report_quality_head(nrm_buf *out)
{
    nrm_buf_addf(out, "\non five held-out folds, by entity\n"
                      "kind\tpairs\tthe same\tbest F1\trecall at precision .99\tECE\n");
}

void nrm_report_quality(nrm_buf *out, const char *kind, const nrm_quality *quality)
{
    nrm_buf_addf(out, "%s\t%zu\t%zu", kind, quality->count, quality->positives);
    add_share(out, quality->best_f1);
    add_share(out, quality->recall_p99);
    add_share(out, quality->ece);
    nrm_buf_add_byte(out, '\n');
}
