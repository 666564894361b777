/* train/train.c - from labelled pairs of names to edit costs and calibration.
 * SPDX-License-Identifier: MIT
 *
 * Two passes of learning costs: names of one word first, which need no
 * alignment, then the words of all names as the first costs align them. */
#include "train/train.h"

#include <string.h>

#include "base/fail.h"
#include "base/hash.h"
#include "compare/match.h"
#include "compare/section.h"
#include "train/fit.h"
#include "train/report.h"
#include "train/samples.h"

#define LEAST_WORDS    100 /* pairs of words; fewer teach nothing about 60 sounds */
#define DEFAULT_ROUNDS 6
#define FOLD_SEED      UINT64_C(0x666f6c64) /* "fold" */

typedef struct trainer {
    const nrm_train_task *task;
    nrm_arena *arena;
    nrm_name_pair *pairs;
    norm_str sounds; /* text of the newest costs */
    nrm_costs costs;
    nrm_buf report;
} trainer;

static norm_status encode_one(trainer *t, size_t i, norm_str text, norm_str lang,
                              const norm_name **out, norm_error *err)
{
    norm_status status =
        nrm_encode(t->task->encoder, t->arena, text, lang, t->task->pairs[i].kind, out, err);

    if (status != NORM_OK && err != NULL)
        err->line = (uint32_t)(i + 1);
    return status;
}

static norm_status encode_pairs(trainer *t, norm_error *err)
{
    size_t count = t->task->count;
    size_t i;

    t->pairs = nrm_arena_alloc(t->arena, count, sizeof *t->pairs);
    if (t->pairs == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < count; i++) {
        const norm_train_pair *pair = &t->task->pairs[i];
        nrm_name_pair *to = &t->pairs[i];
        norm_status status = encode_one(t, i, pair->a, pair->lang_a, &to->a, err);

        if (status == NORM_OK)
            status = encode_one(t, i, pair->b, pair->lang_b, &to->b, err);
        if (status != NORM_OK)
            return status;
        to->label = pair->label;
        if (t->task->opts->progress != NULL && i % 4096 == 0)
            t->task->opts->progress(t->task->opts->user, "encoding", i, count);
    }
    return NORM_OK;
}

/* Learns costs from the words that the costs at hand find (NULL: none yet),
 * which then take their place. */
static norm_status learn_costs(trainer *t, const nrm_costs *before, size_t *words, norm_error *err)
{
    nrm_em_task em = {.systems = t->task->encoder->systems,
                      .alphabet = t->task->encoder->alphabet,
                      .rounds = t->task->opts->rounds > 0 ? t->task->opts->rounds : DEFAULT_ROUNDS,
                      .progress = t->task->opts->progress,
                      .user = t->task->opts->user};
    nrm_em_sample *samples;
    nrm_buf text;
    norm_str rows;
    norm_status status =
        nrm_samples_collect(t->pairs, t->task->count, before, t->arena, &samples, &em.count, err);

    if (status != NORM_OK)
        return status;
    *words = em.count;
    if (em.count < LEAST_WORDS)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET,
                        "%zu pairs of words that are the same; at least %d are needed", em.count,
                        LEAST_WORDS);
    em.samples = samples;
    nrm_buf_init(&text, t->arena);
    status = nrm_em_learn(&em, t->arena, &text, err);
    if (status == NORM_OK)
        status = nrm_buf_finish(&text, &t->sounds, err);
    if (status == NORM_OK)
        status = nrm_costs_compile(t->arena, t->sounds, em.alphabet, &rows, err);
    if (status == NORM_OK)
        status = nrm_costs_open(t->arena, nrm_reader_over(rows.ptr, rows.len), em.systems,
                                em.alphabet, &t->costs, err);
    return status;
}

/* The labelled pairs of a kind (ANY: of all kinds) as samples of the fit. */
static norm_status collect_fit(const trainer *t, norm_kind kind, nrm_fit_sample **out,
                               size_t *count, norm_error *err)
{
    size_t i;

    *count = 0;
    *out = nrm_arena_alloc(t->arena, t->task->count, sizeof **out);
    if (*out == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < t->task->count; i++) {
        const norm_train_pair *pair = &t->task->pairs[i];
        nrm_fit_sample *sample = &(*out)[*count];

        if (pair->label < 0 || (kind != NORM_KIND_ANY && pair->kind != kind))
            continue;
        nrm_evidence_of(&t->costs, t->pairs[i].a, t->pairs[i].b, &sample->features);
        sample->weight = 1;
        sample->label = pair->label > 0;
        sample->fold = (uint32_t)(pair->entity != 0 ? nrm_hash_mix(FOLD_SEED, pair->entity)
                                                    : nrm_hash(pair->a, FOLD_SEED));
        (*count)++;
    }
    return NORM_OK;
}

static bool has_both_labels(const nrm_fit_sample *samples, size_t count)
{
    size_t i;

    for (i = 1; i < count; i++) {
        if (samples[i].label != samples[0].label)
            return true;
    }
    return false;
}

static norm_status fit_kinds(trainer *t, norm_str *terms, norm_error *err)
{
    static const char *const kinds[NRM_KINDS] = {"any", "place", "person", "org"};
    nrm_buf text;
    size_t kind;
    norm_status status = NORM_OK;

    nrm_buf_init(&text, t->arena);
    nrm_buf_addf(&text,
                 "# Calibration, learned by norm train from labelled pairs (docs/matching.md).\n"
                 "# Features, knots and values in 1/1024.\n");
    nrm_buf_addf(&text, "kind\tfeature\tat\twith\twith_at\tvalue\n");
    nrm_report_quality_head(&t->report);
    for (kind = 0; kind < NRM_KINDS && status == NORM_OK; kind++) {
        nrm_fit_sample *samples;
        nrm_fit_quality quality;
        size_t count;

        if (t->task->opts->progress != NULL)
            t->task->opts->progress(t->task->opts->user, "calibrating", kind, NRM_KINDS);
        status = collect_fit(t, (norm_kind)kind, &samples, &count, err);
        /* A kind without pairs of both labels is judged as any. */
        if (status != NORM_OK || (kind > 0 && !has_both_labels(samples, count)))
            continue;
        status = nrm_fit_terms(samples, count, kinds[kind], t->arena, &text, &quality, err);
        if (status == NORM_OK)
            nrm_report_quality(&t->report, kinds[kind], &quality);
    }
    return status == NORM_OK ? nrm_buf_finish(&text, terms, err) : status;
}

norm_status nrm_train(const nrm_train_task *task, nrm_arena *arena, nrm_trained *out,
                      norm_error *err)
{
    trainer t;
    size_t first_words = 0;
    size_t words = 0;
    norm_status status;

    memset(out, 0, sizeof *out);
    memset(&t, 0, sizeof t);
    t.task = task;
    t.arena = arena;
    nrm_buf_init(&t.report, arena);
    status = encode_pairs(&t, err);
    if (status == NORM_OK)
        status = learn_costs(&t, NULL, &first_words, err);
    if (status == NORM_OK)
        status = learn_costs(&t, &t.costs, &words, err);
    if (status != NORM_OK)
        return status;
    nrm_report_counts(&t.report, task->count, first_words, words);
    out->sounds = t.sounds;
    status = fit_kinds(&t, &out->terms, err);
    if (status == NORM_OK)
        status = nrm_cost_section_compile(arena, out->sounds, out->terms, task->encoder->alphabet,
                                          &out->section, err);
    return status == NORM_OK ? nrm_buf_finish(&t.report, &out->report, err) : status;
}
