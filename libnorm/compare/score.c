/* compare/score.c - from evidence to a calibrated probability.
 * SPDX-License-Identifier: MIT
 *
 * Section COST, terms: for each of the four kinds
 *   i32 intercept, match_from, review_from; u32 prior in millionths; u32 terms
 *   terms of { u8 x_feature, y_feature, x_count, y_count; i32 x[], y[], values[] }
 *   for each pair of scripts { i32 low, high } */
#include "compare/score.h"

#include <string.h>

#include "base/fail.h"
#include "compare/logistic.h"
#include "compare/reach.h"

const char *nrm_kind_name(norm_kind kind)
{
    static const char *const names[NRM_KINDS] = {"any", "place", "person", "org"};

    return names[kind];
}

static norm_status fail_damaged(norm_error *err)
{
    return nrm_fail(err, NORM_E_FORMAT, NORM_NO_OFFSET, "damaged tables: terms of the calibration");
}

static bool read_nats(nrm_reader *reader, int32_t *out)
{
    *out = (int32_t)nrm_read_u32(reader);
    return !reader->failed && *out >= -NRM_MOST_NATS && *out <= NRM_MOST_NATS;
}

static bool read_axis(nrm_reader *reader, size_t count, int32_t *out)
{
    size_t i;

    for (i = 0; i < count; i++) {
        out[i] = (int32_t)nrm_read_u32(reader);
        if (i > 0 && out[i] <= out[i - 1])
            return false;
    }
    return true;
}

static norm_status read_term(nrm_arena *arena, nrm_reader *reader, nrm_term *out, norm_error *err)
{
    int32_t *values;
    size_t count;
    size_t i;

    out->x_feature = nrm_read_u8(reader);
    out->y_feature = nrm_read_u8(reader);
    out->x_count = nrm_read_u8(reader);
    out->y_count = nrm_read_u8(reader);
    if (reader->failed || out->x_feature >= NRM_FEATURES || out->x_count == 0 ||
        out->x_count > NRM_KNOTS || out->y_count == 0 || out->y_count > NRM_KNOTS ||
        (out->y_feature >= NRM_FEATURES && (out->y_feature != NRM_NO_FEATURE || out->y_count != 1)))
        return fail_damaged(err);
    if (!read_axis(reader, out->x_count, out->x) || !read_axis(reader, out->y_count, out->y))
        return fail_damaged(err);
    count = (size_t)out->x_count * out->y_count;
    values = nrm_arena_alloc(arena, count, sizeof *values);
    if (values == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < count; i++) {
        if (!read_nats(reader, &values[i]))
            return fail_damaged(err);
    }
    out->values = values;
    return NORM_OK;
}

static bool read_adjustments(nrm_reader *reader, nrm_adjustment out[NRM_SCRIPT_PAIRS])
{
    size_t i;

    for (i = 0; i < NRM_SCRIPT_PAIRS; i++) {
        out[i].low = (int32_t)nrm_read_u32(reader);
        out[i].high = (int32_t)nrm_read_u32(reader);
        if (!nrm_adjustment_is_sane(out[i]))
            return false;
    }
    return !reader->failed;
}

norm_status nrm_scorer_open(nrm_arena *arena, nrm_reader section, nrm_scorer *out, norm_error *err)
{
    static const nrm_features zero;
    norm_status status;
    size_t kind;
    size_t i;

    memset(out, 0, sizeof *out);
    for (kind = 0; kind < NRM_KINDS; kind++) {
        bool is_sane = read_nats(&section, &out->intercept[kind]);

        out->match_from[kind] = (int32_t)nrm_read_u32(&section);
        out->review_from[kind] = (int32_t)nrm_read_u32(&section);
        out->prior[kind] = nrm_read_u32(&section) / 1e6;
        out->term_count[kind] = nrm_read_u32(&section);
        if (!is_sane || section.failed || out->term_count[kind] > NRM_TERMS ||
            !(out->prior[kind] > 0 && out->prior[kind] < 1))
            return fail_damaged(err);
        for (i = 0; i < out->term_count[kind]; i++) {
            status = read_term(arena, &section, &out->terms[kind][i], err);
            if (status != NORM_OK)
                return status;
            out->terms[kind][i].at_zero = nrm_term_value(&out->terms[kind][i], &zero);
        }
        if (!read_adjustments(&section, out->adjust[kind]))
            return fail_damaged(err);
        status = nrm_reach_of(arena, out, (norm_kind)kind, &out->reach[kind], err);
        if (status != NORM_OK)
            return status;
    }
    return NORM_OK;
}

size_t nrm_knot_below(const int32_t *knots, size_t count, int32_t x)
{
    size_t i = 0;

    while (i + 1 < count && x >= knots[i + 1])
        i++;
    return i;
}

/* Widths of which 1024 fit into 32 bits, where a division is several times as fast. */
#define NARROW (INT32_C(1) << 21)

/* The knot below x, and how far on to the next in 1/1024. Beyond the ends the
 * end counts. */
static size_t locate(const int32_t *knots, size_t count, int32_t x, int32_t *part)
{
    size_t i = nrm_knot_below(knots, count, x);

    *part = 0;
    if (i + 1 < count && x > knots[i]) {
        int64_t width = (int64_t)knots[i + 1] - knots[i];
        int64_t above = (int64_t)x - knots[i];

        *part = width <= NARROW ? (int32_t)((uint32_t)above * 1024U / (uint32_t)width)
                                : (int32_t)(above * 1024 / width);
    }
    return i;
}

static int32_t between(int32_t low, int32_t high, int32_t part)
{
    return low + (int32_t)(((int64_t)high - low) * part / 1024);
}

int32_t nrm_term_value(const nrm_term *term, const nrm_features *features)
{
    int32_t x_part;
    int32_t y_part = 0;
    size_t x = locate(term->x, term->x_count, features->v[term->x_feature], &x_part);
    size_t y = term->y_count > 1
                   ? locate(term->y, term->y_count, features->v[term->y_feature], &y_part)
                   : 0;
    const int32_t *low = term->values + x * term->y_count + y;
    const int32_t *high = x_part > 0 ? low + term->y_count : low;
    size_t next = y_part > 0 ? 1 : 0;

    return between(between(low[0], low[next], y_part), between(high[0], high[next], y_part),
                   x_part);
}

int32_t nrm_score_unadjusted(const nrm_scorer *scorer, norm_kind kind, const nrm_features *features)
{
    int32_t sum = scorer->intercept[kind];
    size_t i;

    for (i = 0; i < scorer->term_count[kind]; i++) {
        const nrm_term *term = &scorer->terms[kind][i];
        bool is_zero = features->v[term->x_feature] == 0 &&
                       (term->y_count == 1 || features->v[term->y_feature] == 0);

        sum += is_zero ? term->at_zero : nrm_term_value(term, features);
    }
    return sum;
}

int32_t nrm_score(const nrm_scorer *scorer, norm_kind kind, const nrm_features *features)
{
    return nrm_adjust(scorer->adjust[kind][features->scripts],
                      nrm_score_unadjusted(scorer, kind, features));
}

int32_t nrm_prior_shift(const nrm_scorer *scorer, norm_kind kind, double prior)
{
    double own = scorer->prior[kind];
    double shift;

    if (!(prior > 0))
        return 0;
    if (prior > 1 - 1e-9)
        prior = 1 - 1e-9;
    if (prior < 1e-9)
        prior = 1e-9;
    shift = nrm_log(prior / (1 - prior)) - nrm_log(own / (1 - own));
    return (int32_t)(shift * NRM_NAT);
}

/* What letters alone are worth at most: half of their evidence, without that of the first letter,
 * which only finds the place (docs/matching.md); too few of them are no match in any case. */
static int32_t cap_of_letters(const nrm_scorer *scorer, norm_kind kind, int32_t nats)
{
    int32_t sure = scorer->match_from[kind] - 1;
    int32_t most = (nats - NRM_INITIAL_MOST) / 2;

    return most < sure ? most : sure;
}

int32_t nrm_score_cap(const nrm_scorer *scorer, norm_kind kind, const nrm_features *features,
                      int32_t score)
{
    int32_t most = score;

    if (features->v[NRM_F_EVIDENCE] <= 0)
        most = scorer->review_from[kind] - 1;
    else if (nrm_is_by_few_letters(features))
        most = cap_of_letters(scorer, kind, features->v[NRM_F_LETTERS]);
    else if (features->v[NRM_F_CONTRADICTED] > 0)
        most = scorer->match_from[kind] - 1;
    return score > most ? most - score : 0;
}

norm_match_result nrm_judge(const nrm_scorer *scorer, norm_kind kind, int32_t score)
{
    norm_match_result result;

    result.score = score;
    result.probability = nrm_logistic((double)score / NRM_NAT);
    result.verdict = score >= scorer->match_from[kind]    ? NORM_MATCH
                     : score >= scorer->review_from[kind] ? NORM_REVIEW
                                                          : NORM_DIFFERENT;
    return result;
}

norm_kind nrm_common_kind(const norm_name *a, const norm_name *b, norm_kind asked)
{
    if (asked != NORM_KIND_ANY)
        return asked;
    if (a->kind == NORM_KIND_ANY || a->kind == b->kind)
        return (norm_kind)b->kind;
    return b->kind == NORM_KIND_ANY ? (norm_kind)a->kind : NORM_KIND_ANY;
}
