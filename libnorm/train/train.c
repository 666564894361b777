/* train/train.c - from labelled pairs of names to edit costs and calibration.
 * SPDX-License-Identifier: MIT
 *
 * Two passes of learning costs: names of one word first, which need no
 * alignment, then the words of all names as the first costs align them. Then the costs of
 * endings, and the calibration, which sharpens them. */
#include "train/train.h"

#include <string.h>

#include "base/fail.h"
#include "compare/section.h"
#include "train/calibrate.h"
#include "train/endings.h"
#include "train/report.h"
#include "train/samples.h"

#define LEAST_WORDS    100 /* pairs of words; fewer teach nothing about 60 sounds */
#define DEFAULT_ROUNDS 6
#define PRECISION      0.99 /* of matches, when the caller asks for none */

typedef struct trainer {
    const nrm_train_task *task;
    nrm_arena *arena;
    nrm_name_pair *pairs;
    norm_str sounds; /* text of the costs by expectation maximisation */
    norm_str endings;
    nrm_costs costs;
    nrm_ending_costs ending_costs;
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

/* What endings cost, from the words that the costs pair. */
static norm_status learn_endings(trainer *t, norm_error *err)
{
    const nrm_endings *endings = t->task->encoder->endings;
    nrm_buf text;
    norm_str rows = {NULL, 0};
    norm_status status;

    if (endings == NULL)
        return NORM_OK;
    nrm_buf_init(&text, t->arena);
    status = nrm_endings_learn(endings, t->pairs, t->task->count, &t->costs, t->arena, &text, err);
    if (status == NORM_OK)
        status = nrm_buf_finish(&text, &t->endings, err);
    if (status == NORM_OK)
        status = nrm_ending_costs_compile(t->arena, t->endings, &rows, err);
    if (status == NORM_OK)
        status = nrm_ending_costs_open(nrm_reader_over(rows.ptr, rows.len), endings,
                                       &t->ending_costs, err);
    t->costs.endings = &t->ending_costs;
    return status;
}

static norm_status calibrate(trainer *t, nrm_trained *out, norm_error *err)
{
    nrm_calibration task = {.encoder = t->task->encoder,
                            .given = t->task->pairs,
                            .names = t->pairs,
                            .count = t->task->count,
                            .sounds = t->sounds,
                            .costs = &t->costs,
                            .precision =
                                t->task->opts->precision > 0 ? t->task->opts->precision : PRECISION,
                            .opts = t->task->opts};

    return nrm_calibrate(&task, t->arena, &out->sounds, &out->terms, &t->report, err);
}

static norm_status make_section(const trainer *t, nrm_trained *out, norm_error *err)
{
    nrm_cost_files files = {out->sounds, out->terms, t->endings};

    out->endings = t->endings;
    return nrm_cost_section_compile(t->arena, &files, t->task->encoder->alphabet, &out->section,
                                    err);
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
    if (status == NORM_OK)
        status = learn_endings(&t, err);
    if (status != NORM_OK)
        return status;
    nrm_report_counts(&t.report, task->count, first_words, words);
    status = calibrate(&t, out, err);
    if (status == NORM_OK)
        status = make_section(&t, out, err);
    return status == NORM_OK ? nrm_buf_finish(&t.report, &out->report, err) : status;
}
