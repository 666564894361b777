/* train/calibrate.c - from edit costs and labelled pairs to a calibrated score.
 * SPDX-License-Identifier: MIT
 *
 * Fit the terms, correct the costs beside them, compute the evidence anew, and
 * once more. The whole is done once for each fold without its pairs, to judge
 * it, and then with all pairs, to keep. */
#include "train/calibrate.h"

#include <string.h>

#include "base/fail.h"
#include "base/hash.h"
#include "compare/match.h"
#include "train/fit.h"
#include "train/report.h"
#include "train/sharpen.h"

#define TURNS     2                    /* of correcting the costs; a third moves no figure */
#define REPORTED  300                  /* pairs that two scripts need for a row of their own */
#define FOLD_SEED UINT64_C(0x666f6c64) /* "fold" */

typedef struct state {
    const nrm_calibration *task;
    nrm_arena *arena;
    nrm_name_pair *pairs; /* the labelled ones, in the order of nrm_in_order */
    nrm_fit_sample *samples;
    uint8_t *kinds;
    nrm_fit_sample *of_kind; /* room for the samples of one kind */
    const nrm_fit **fits;    /* [pair] */
    size_t count;
    nrm_contest *contests;
    uint8_t *contest_kinds;
    size_t contest_count;
    bool fitted[NRM_KINDS]; /* has pairs of both labels */
    /* What the last run made: */
    nrm_fit kind_fits[NRM_KINDS];
    nrm_costs costs;
    double *corrections;
} state;

static bool has_both_labels(const state *s, size_t kind)
{
    bool seen[2] = {false, false};
    size_t i;

    for (i = 0; i < s->count; i++) {
        if (kind == NORM_KIND_ANY || s->kinds[i] == kind)
            seen[s->samples[i].label] = true;
    }
    return seen[0] && seen[1];
}

static nrm_name_pair in_order(nrm_name_pair pair)
{
    const norm_name *a = pair.a;

    if (!nrm_in_order(pair.a, pair.b)) {
        pair.a = pair.b;
        pair.b = a;
    }
    return pair;
}

static uint32_t fold_of(const norm_train_pair *given)
{
    return (uint32_t)(given->entity != 0 ? nrm_hash_mix(FOLD_SEED, given->entity)
                                         : nrm_hash(given->a, FOLD_SEED));
}

static void add_labelled(state *s, size_t i)
{
    const norm_train_pair *given = &s->task->given[i];
    nrm_fit_sample *sample = &s->samples[s->count];

    s->pairs[s->count] = in_order(s->task->names[i]);
    s->kinds[s->count] = (uint8_t)given->kind;
    sample->weight = 1;
    sample->label = given->label > 0;
    sample->fold = fold_of(given);
    s->count++;
}

static void add_contest(state *s, size_t right, size_t wrong)
{
    nrm_contest *contest = &s->contests[s->contest_count];

    contest->right = in_order(s->task->names[right]);
    contest->wrong = in_order(s->task->names[wrong]);
    contest->fold = fold_of(&s->task->given[right]);
    s->contest_kinds[s->contest_count++] = (uint8_t)s->task->given[right].kind;
}

static norm_status gather(state *s, norm_error *err)
{
    const nrm_calibration *task = s->task;
    size_t right = SIZE_MAX; /* the last pair that a wrong answer can be of */
    size_t i;

    s->contests = nrm_arena_alloc(s->arena, task->count, sizeof *s->contests);
    s->contest_kinds = nrm_arena_alloc(s->arena, task->count, sizeof *s->contest_kinds);
    s->pairs = nrm_arena_alloc(s->arena, task->count, sizeof *s->pairs);
    s->samples = nrm_arena_alloc(s->arena, task->count, sizeof *s->samples);
    s->of_kind = nrm_arena_alloc(s->arena, task->count, sizeof *s->of_kind);
    s->kinds = nrm_arena_alloc(s->arena, task->count, sizeof *s->kinds);
    s->fits = nrm_arena_alloc(s->arena, task->count, sizeof *s->fits);
    s->corrections = nrm_arena_alloc(s->arena, nrm_sharpen_slots(task->costs), sizeof(double));
    if (s->pairs == NULL || s->samples == NULL || s->of_kind == NULL || s->kinds == NULL ||
        s->fits == NULL || s->corrections == NULL || s->contests == NULL ||
        s->contest_kinds == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < task->count; i++) {
        if (task->given[i].label >= 0)
            add_labelled(s, i);
        if (task->given[i].label == 1 || task->given[i].label == -1)
            right = i;
        else if (task->given[i].label == -2 && right < i)
            add_contest(s, right, i);
    }
    for (i = 0; i < NRM_KINDS; i++)
        s->fitted[i] = has_both_labels(s, i);
    if (!s->fitted[NORM_KIND_ANY])
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET,
                        "the labelled pairs are all of one label; both are needed");
    return NORM_OK;
}

/* A kind without pairs of both labels is judged as any. */
static const nrm_fit *fit_of(const state *s, size_t kind)
{
    return &s->kind_fits[s->fitted[kind] ? kind : NORM_KIND_ANY];
}

static norm_status fit_kinds(state *s, uint32_t left_out, nrm_arena *scratch, norm_error *err)
{
    size_t kind;
    size_t i;
    norm_status status = NORM_OK;

    for (i = 0; i < s->count; i++)
        nrm_evidence_of(&s->costs, s->pairs[i].a, s->pairs[i].b, &s->samples[i].features);
    for (kind = 0; kind < NRM_KINDS && status == NORM_OK; kind++) {
        size_t count = 0;

        for (i = 0; i < s->count && s->fitted[kind]; i++) {
            if (kind == NORM_KIND_ANY || s->kinds[i] == kind)
                s->of_kind[count++] = s->samples[i];
        }
        if (count > 0)
            status = nrm_fit_learn(s->of_kind, count, left_out, scratch, &s->kind_fits[kind], err);
    }
    for (i = 0; i < s->count; i++)
        s->fits[i] = fit_of(s, s->kinds[i]);
    for (i = 0; i < s->contest_count; i++) {
        nrm_contest *c = &s->contests[i];

        c->fit = fit_of(s, s->contest_kinds[i]);
        nrm_evidence_of(&s->costs, c->right.a, c->right.b, &c->right_features);
        nrm_evidence_of(&s->costs, c->wrong.a, c->wrong.b, &c->wrong_features);
    }
    return status;
}

/* The costs with the corrections as they are, as text and ready for use. */
static norm_status correct_costs(state *s, nrm_arena *scratch, norm_str *text, norm_error *err)
{
    const nrm_encoder *encoder = s->task->encoder;
    nrm_buf buf;
    norm_str rows;
    norm_status status;

    nrm_buf_init(&buf, scratch);
    nrm_buf_add(&buf, s->task->sounds);
    nrm_sharpen_write(s->task->costs, encoder->alphabet, s->corrections, &buf);
    status = nrm_buf_finish(&buf, text, err);
    if (status == NORM_OK)
        status = nrm_costs_compile(scratch, *text, encoder->alphabet, &rows, err);
    if (status == NORM_OK)
        status = nrm_costs_open(scratch, nrm_reader_over(rows.ptr, rows.len), encoder->systems,
                                encoder->alphabet, &s->costs, err);
    return status;
}

/* Learns everything from the pairs outside the fold left_out. */
static norm_status run(state *s, uint32_t left_out, nrm_arena *scratch, norm_str *sounds,
                       norm_error *err)
{
    size_t turn;
    norm_status status;

    memset(s->corrections, 0, nrm_sharpen_slots(s->task->costs) * sizeof(double));
    s->costs = *s->task->costs;
    *sounds = s->task->sounds;
    status = fit_kinds(s, left_out, scratch, err);
    for (turn = 0; turn < TURNS && status == NORM_OK; turn++) {
        nrm_sharpen_task task = {&s->costs, s->pairs,    s->samples,       s->fits,
                                 s->count,  s->contests, s->contest_count, left_out};

        status = nrm_sharpen(&task, scratch, s->corrections, err);
        if (status == NORM_OK)
            status = correct_costs(s, scratch, sounds, err);
        if (status == NORM_OK)
            status = fit_kinds(s, left_out, scratch, err);
    }
    return status;
}

static void tell(const state *s, size_t done)
{
    if (s->task->opts->progress != NULL)
        s->task->opts->progress(s->task->opts->user, "calibrating", done, NRM_FOLDS + 1);
}

/* odds[pair]: [own kind, any], from a run that has not seen the pair. */
static norm_status cross_validate(state *s, double (*odds)[2], norm_error *err)
{
    uint32_t fold;
    size_t i;
    norm_status status = NORM_OK;

    for (fold = 0; fold < NRM_FOLDS && status == NORM_OK; fold++) {
        nrm_mark mark = nrm_arena_mark(s->arena);
        norm_str sounds;

        tell(s, fold);
        status = run(s, fold, s->arena, &sounds, err);
        for (i = 0; i < s->count && status == NORM_OK; i++) {
            if (s->samples[i].fold % NRM_FOLDS != fold)
                continue;
            odds[i][0] = nrm_fit_odds(s->fits[i], &s->samples[i].features);
            odds[i][1] = nrm_fit_odds(&s->kind_fits[NORM_KIND_ANY], &s->samples[i].features);
        }
        nrm_arena_rewind(s->arena, mark);
    }
    return status;
}

/* ---- how good it is ---- */

/* Which pairs to judge together. */
typedef struct choice {
    size_t kind; /* ANY: all */
    bool by_script;
    uint8_t script_a, script_b;
    bool as_any; /* by the calibration of ANY, whatever the pairs are */
} choice;

static bool is_chosen(const state *s, size_t i, choice which)
{
    uint8_t a = s->pairs[i].a->script;
    uint8_t b = s->pairs[i].b->script;

    if (which.by_script && (a != which.script_a || b != which.script_b) &&
        (a != which.script_b || b != which.script_a))
        return false;
    return which.kind == NORM_KIND_ANY || s->kinds[i] == which.kind;
}

static norm_status judge(const state *s, choice which, double (*odds)[2], nrm_quality *out,
                         norm_error *err)
{
    nrm_mark mark = nrm_arena_mark(s->arena);
    nrm_judged *judged = nrm_arena_alloc(s->arena, s->count, sizeof *judged);
    size_t count = 0;
    size_t i;
    norm_status status;

    if (judged == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < s->count; i++) {
        if (is_chosen(s, i, which))
            judged[count++] = (nrm_judged){odds[i][which.as_any ? 1 : 0], s->samples[i].label};
    }
    status = nrm_quality_measure(&s->arena->alloc, judged, count, out, err);
    nrm_arena_rewind(s->arena, mark);
    return status;
}

static norm_status judge_kinds(const state *s, double (*odds)[2], nrm_quality out[NRM_KINDS],
                               norm_error *err)
{
    norm_status status = NORM_OK;
    size_t kind;

    for (kind = 0; kind < NRM_KINDS && status == NORM_OK; kind++) {
        choice which = {.kind = kind, .as_any = kind == NORM_KIND_ANY};

        if (s->fitted[kind])
            status = judge(s, which, odds, &out[kind], err);
    }
    return status;
}

static norm_status report_scripts(const state *s, double (*odds)[2], nrm_buf *report,
                                  norm_error *err)
{
    norm_status status = NORM_OK;
    uint8_t a;
    uint8_t b;

    nrm_report_quality_head(report, "scripts");
    for (a = 0; a < NRM_SCRIPT_COUNT; a++) {
        for (b = a; b < NRM_SCRIPT_COUNT && status == NORM_OK; b++) {
            choice which = {.by_script = true, .script_a = a, .script_b = b};
            char name[16] = "";
            nrm_quality quality;

            status = judge(s, which, odds, &quality, err);
            if (status != NORM_OK || quality.count < REPORTED)
                continue;
            memcpy(name, nrm_script_code((nrm_script)a), 4);
            name[4] = ':';
            memcpy(name + 5, nrm_script_code((nrm_script)b), 4);
            nrm_report_quality(report, norm_str_from(name), &quality);
        }
    }
    return status;
}

static norm_status write_report(const state *s, double (*odds)[2],
                                const nrm_quality quality[NRM_KINDS], nrm_buf *report,
                                norm_error *err)
{
    norm_status status;
    size_t kind;

    nrm_report_quality_head(report, "kind");
    for (kind = 0; kind < NRM_KINDS; kind++) {
        if (s->fitted[kind])
            nrm_report_quality(report, norm_str_from(nrm_kind_name((norm_kind)kind)),
                               &quality[kind]);
    }
    status = report_scripts(s, odds, report, err);
    nrm_report_bins_head(report);
    for (kind = 0; kind < NRM_KINDS; kind++) {
        if (s->fitted[kind])
            nrm_report_bins(report, norm_str_from(nrm_kind_name((norm_kind)kind)), &quality[kind]);
    }
    return status;
}

static norm_status write_terms(const state *s, const nrm_quality quality[NRM_KINDS],
                               norm_str *terms, norm_error *err)
{
    nrm_buf text;
    size_t kind;

    nrm_buf_init(&text, s->arena);
    nrm_buf_addf(&text, "# Calibration, learned by norm train from labelled pairs "
                        "(docs/matching.md).\n"
                        "# Features, knots and values in 1/1024.\n"
                        "kind\tfeature\tat\twith\twith_at\tvalue\n");
    for (kind = 0; kind < NRM_KINDS; kind++) {
        if (s->fitted[kind])
            nrm_fit_write(&s->kind_fits[kind], nrm_kind_name((norm_kind)kind), &quality[kind],
                          &text);
    }
    return nrm_buf_finish(&text, terms, err);
}

norm_status nrm_calibrate(const nrm_calibration *task, nrm_arena *arena, norm_str *sounds,
                          norm_str *terms, nrm_buf *report, norm_error *err)
{
    state *s = nrm_arena_alloc(arena, 1, sizeof *s);
    nrm_quality quality[NRM_KINDS];
    double(*odds)[2];
    norm_status status;

    if (s == NULL)
        return nrm_fail_nomem(err);
    memset(s, 0, sizeof *s);
    s->task = task;
    s->arena = arena;
    status = gather(s, err);
    odds = nrm_arena_alloc(arena, s->count, sizeof *odds);
    if (status == NORM_OK && odds == NULL)
        status = nrm_fail_nomem(err);
    if (status == NORM_OK)
        status = cross_validate(s, odds, err);
    tell(s, NRM_FOLDS);
    if (status == NORM_OK)
        status = run(s, NRM_NO_FOLD, arena, sounds, err);
    if (status == NORM_OK)
        status = judge_kinds(s, odds, quality, err);
    if (status == NORM_OK)
        status = write_report(s, odds, quality, report, err);
    return status == NORM_OK ? write_terms(s, quality, terms, err) : status;
}
