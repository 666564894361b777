/* compare/reasons.c - a list of reasons, and those that the calibration gives.
 * SPDX-License-Identifier: MIT */
#include "compare/reasons.h"

#include <string.h>

#include "base/fail.h"
#include "base/str.h"

norm_status nrm_reasons_open(nrm_arena *arena, size_t most, nrm_reasons *out, norm_error *err)
{
    *out = (nrm_reasons){.arena = arena};
    out->items = nrm_arena_alloc(arena, most, sizeof *out->items);
    return out->items != NULL ? NORM_OK : nrm_fail_nomem(err);
}

norm_reason *nrm_reasons_add(nrm_reasons *r, norm_reason_type type, const char *what, int32_t nats)
{
    norm_reason *reason = &r->items[r->count++];

    memset(reason, 0, sizeof *reason);
    reason->type = type;
    reason->what = norm_str_from(what);
    reason->nats = nats;
    r->sum += nats;
    return reason;
}

norm_str nrm_reasons_finish(nrm_reasons *r, const nrm_buf *buf)
{
    norm_str text = {NULL, 0};

    if (nrm_buf_finish(buf, &text, NULL) != NORM_OK)
        r->failed = true;
    return text;
}

norm_str nrm_reasons_join(nrm_reasons *r, const char *front, norm_str back)
{
    nrm_buf buf;

    nrm_buf_init(&buf, r->arena);
    nrm_buf_add(&buf, norm_str_from(front));
    nrm_buf_add(&buf, back);
    return nrm_reasons_finish(r, &buf);
}

/* ---- terms ---- */

static norm_str source_of_term(nrm_reasons *r, norm_kind kind, const char *feature)
{
    static const char *const fronts[NRM_KINDS] = {"costs/terms.tsv any ", "costs/terms.tsv place ",
                                                  "costs/terms.tsv person ",
                                                  "costs/terms.tsv org "};

    return nrm_reasons_join(r, fronts[kind], norm_str_from(feature));
}

static void add_term(nrm_reasons *r, norm_kind kind, const nrm_term *term, int32_t nats)
{
    const char *name = nrm_feature_name((nrm_feature)term->x_feature);
    norm_reason *reason = nrm_reasons_add(r, NORM_REASON_TERM, name, nats);

    reason->source = source_of_term(r, kind, name);
    if (term->y_feature != NRM_NO_FEATURE) {
        nrm_buf buf;

        nrm_buf_init(&buf, r->arena);
        nrm_buf_add(&buf, reason->what);
        nrm_buf_add(&buf, norm_str_from(" by "));
        nrm_buf_add(&buf, norm_str_from(nrm_feature_name((nrm_feature)term->y_feature)));
        reason->what = nrm_reasons_finish(r, &buf);
    }
}

/* What a line gives where its feature is 0, nothing left over or contradicted: no news about
 * these two names, hence shown with the intercept. */
static int32_t base_of(const nrm_term *term)
{
    static const nrm_features nothing;

    if (term->y_feature != NRM_NO_FEATURE || term->x_feature == NRM_F_LENGTH)
        return 0;
    return nrm_term_value(term, &nothing);
}

/* The sum is that of all terms when this comes to it. */
static void add_scripts(nrm_reasons *r, const nrm_scorer *scorer, norm_kind kind, uint8_t scripts)
{
    int32_t nats = nrm_adjust(scorer->adjust[kind][scripts], r->sum) - r->sum;
    char name[10];
    norm_reason *reason;

    if (nats == 0)
        return;
    nrm_script_pair_name(scripts, name);
    reason = nrm_reasons_add(r, NORM_REASON_TERM, "", nats);
    reason->what = nrm_reasons_join(r, "scripts ", norm_str_from(name));
    reason->source = source_of_term(r, kind, "scripts");
}

void nrm_reasons_add_terms(nrm_reasons *r, const nrm_scorer *scorer, norm_kind kind,
                           const nrm_features *features, double prior)
{
    int32_t base = scorer->intercept[kind];
    int32_t shift = nrm_prior_shift(scorer, kind, prior);
    int32_t lowered;
    int32_t weighed = -r->sum; /* what the words bring counts through terms alone */
    size_t at = r->count;
    size_t i;

    nrm_reasons_add(r, NORM_REASON_TERM, "evidence of the words, weighed", 0)->source =
        source_of_term(r, kind, nrm_feature_name(NRM_F_EVIDENCE));
    for (i = 0; i < scorer->term_count[kind]; i++) {
        const nrm_term *term = &scorer->terms[kind][i];
        int32_t nats = nrm_term_value(term, features);

        if (term->x_feature == NRM_F_EVIDENCE) {
            weighed += nats;
            continue;
        }
        nats -= base_of(term);
        base += base_of(term);
        if (nats != 0)
            add_term(r, kind, term, nats);
    }
    r->items[at].nats = weighed;
    r->sum += weighed;
    nrm_reasons_add(r, NORM_REASON_TERM, "where any two names begin", base)->source =
        source_of_term(r, kind, "intercept");
    add_scripts(r, scorer, kind, features->scripts);
    if (shift != 0)
        nrm_reasons_add(r, NORM_REASON_TERM, "prior", shift);
    lowered = nrm_score_cap(scorer, kind, features, r->sum);
    if (lowered != 0)
        nrm_reasons_add(r, NORM_REASON_TERM,
                        features->v[NRM_F_CONTRADICTED] > 0 ? "contradicted, so no match"
                        : features->v[NRM_F_LETTERS] > 0    ? "nothing but an acronym, so not sure"
                                                            : "nothing in common, so different",
                        lowered);
}
