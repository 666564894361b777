/* train/calibrate.c - from edit costs and labelled pairs to a calibrated score.
 * SPDX-License-Identifier: MIT
 *
 * Fit the terms, correct the costs beside them, compute the evidence anew, and
 * once more. The whole is done once for each fold without its pairs, to adjust it
 * to scripts and to judge it, and then with all pairs, to keep. */
#include "train/calibrate.h"

#include <string.h>

#include "base/fail.h"
#include "base/hash.h"
#include "compare/match.h"
#include "train/adjust.h"
#include "train/appraise.h"
#include "train/fit.h"
#include "train/sharpen.h"

#define TURNS     2                    /* of correcting the costs; a third moves no figure */
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
    nrm_held held; /* the labelled pairs, in the same order */
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
        s->held.of_scripts[nrm_script_pair(task->names[i].a->script, task->names[i].b->script)]++;
        if (task->given[i].label >= 0)
            add_labelled(s, i);
        if (task->given[i].label == 1 || task->given[i].label == -1)
            right = i;
        else if (task->given[i].label == -2 && right < i)
            add_contest(s, right, i);
    }
    for (i = 0; i < NRM_KINDS; i++)
        s->held.fitted[i] = has_both_labels(s, i);
    if (!s->held.fitted[NORM_KIND_ANY])
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET,
                        "the labelled pairs are all of one label; both are needed");
    return NORM_OK;
}

/* A kind without pairs of both labels is judged as any. */
static const nrm_fit *fit_of(const state *s, size_t kind)
{
    return &s->kind_fits[s->held.fitted[kind] ? kind : NORM_KIND_ANY];
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

        for (i = 0; i < s->count && s->held.fitted[kind]; i++) {
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
    s->costs.endings = s->task->costs->endings;
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

/* The odds of each pair from a run that has not seen it. */
static norm_status cross_validate(state *s, norm_error *err)
{
    uint32_t fold;
    size_t i;
    norm_status status = NORM_OK;

    s->held.count = s->count;
    s->held.items = nrm_arena_alloc(s->arena, s->count, sizeof *s->held.items);
    if (s->held.items == NULL)
        return nrm_fail_nomem(err);
    for (fold = 0; fold < NRM_FOLDS && status == NORM_OK; fold++) {
        nrm_mark mark = nrm_arena_mark(s->arena);
        norm_str sounds;

        tell(s, fold);
        status = run(s, fold, s->arena, &sounds, err);
        for (i = 0; i < s->count && status == NORM_OK; i++) {
            const nrm_features *features = &s->samples[i].features;

            if (s->samples[i].fold % NRM_FOLDS != fold)
                continue;
            s->held.items[i] =
                (nrm_held_pair){.odds = {nrm_fit_odds(s->fits[i], features),
                                         nrm_fit_odds(&s->kind_fits[NORM_KIND_ANY], features)},
                                .fold = fold,
                                .kind = s->kinds[i],
                                .scripts = features->scripts,
                                .label = s->samples[i].label};
        }
        nrm_arena_rewind(s->arena, mark);
    }
    return status;
}

/* What the held-out pairs teach. */
typedef struct findings {
    nrm_adjustment adjust[NRM_KINDS][NRM_SCRIPT_PAIRS];
    nrm_quality quality[NRM_KINDS];
} findings;

static norm_status write_terms(const state *s, const findings *found, norm_str *terms,
                               norm_error *err)
{
    nrm_buf text;
    size_t kind;

    nrm_buf_init(&text, s->arena);
    nrm_buf_addf(&text, "# Calibration, learned by norm train from labelled pairs "
                        "(docs/matching.md).\n"
                        "# Features, knots and values in 1/1024.\n"
                        "kind\tfeature\tat\twith\twith_at\tvalue\n");
    for (kind = 0; kind < NRM_KINDS; kind++) {
        const char *name = nrm_kind_name((norm_kind)kind);

        if (!s->held.fitted[kind])
            continue;
        nrm_fit_write(&s->kind_fits[kind], name, &found->quality[kind], &text);
        nrm_adjust_write(&s->held, found->adjust[kind], name, &text);
    }
    return nrm_buf_finish(&text, terms, err);
}

norm_status nrm_calibrate(const nrm_calibration *task, nrm_arena *arena, norm_str *sounds,
                          norm_str *terms, nrm_buf *report, norm_error *err)
{
    state *s = nrm_arena_alloc(arena, 1, sizeof *s);
    findings *found = nrm_arena_alloc(arena, 1, sizeof *found);
    nrm_appraisal appraisal;
    norm_status status;

    if (s == NULL || found == NULL)
        return nrm_fail_nomem(err);
    memset(s, 0, sizeof *s);
    s->task = task;
    s->arena = arena;
    appraisal = (nrm_appraisal){&s->held, task->precision, arena};
    status = gather(s, err);
    if (status == NORM_OK)
        status = cross_validate(s, err);
    tell(s, NRM_FOLDS);
    if (status == NORM_OK)
        status = run(s, NRM_NO_FOLD, arena, sounds, err);
    if (status == NORM_OK)
        status = nrm_adjust_learn(&s->held, arena, found->adjust, err);
    if (status == NORM_OK)
        status = nrm_appraise_kinds(&appraisal, found->quality, err);
    if (status == NORM_OK)
        status = nrm_appraise_report(&appraisal, found->quality, report, err);
    return status == NORM_OK ? write_terms(s, found, terms, err) : status;
}
