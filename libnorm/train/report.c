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
                 "What was read\npairs of names\t%zu\npairs of words, first pass\t%zu\n"
                 "pairs of words, second pass\t%zu\n",
                 pairs, words, kept);
}

void nrm_report_quality_head(nrm_buf *out, const char *of, double precision)
{
    unsigned parts = (unsigned)(precision * 10000 + 0.5);

    nrm_buf_addf(out,
                 "\nOn five held-out folds, by entity\n"
                 "%s\tpairs\tthe same\tbest F1\trecall at precision .",
                 of);
    if (parts % 100 == 0)
        nrm_buf_addf(out, "%02u\tECE\n", parts / 100);
    else
        nrm_buf_addf(out, "%04u\tECE\n", parts);
}

void nrm_report_quality(nrm_buf *out, norm_str name, const nrm_quality *quality)
{
    nrm_buf_add(out, name);
    nrm_buf_addf(out, "\t%zu\t%zu", quality->count, quality->positives);
    add_share(out, quality->best_f1);
    add_share(out, quality->recall);
    add_share(out, quality->ece);
    nrm_buf_add_byte(out, '\n');
}

void nrm_report_bins_head(nrm_buf *out)
{
    nrm_buf_addf(out, "\nReliability on the held-out folds: pairs by probability\n"
                      "kind or scripts\tpairs\tmean probability\tshare that are the same\n");
}

void nrm_report_bins(nrm_buf *out, norm_str name, const nrm_quality *quality)
{
    size_t i;

    for (i = 0; i < NRM_BINS; i++) {
        const nrm_bin *bin = &quality->bins[i];

        if (bin->count == 0)
            continue;
        nrm_buf_add(out, name);
        nrm_buf_addf(out, "\t%zu", bin->count);
        add_share(out, bin->sum / (double)bin->count);
        add_share(out, (double)bin->yes / (double)bin->count);
        nrm_buf_add_byte(out, '\n');
    }
}
