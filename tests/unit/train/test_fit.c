/* unit/train/test_fit.c - a calibration learned from pairs whose odds are known.
 * SPDX-License-Identifier: MIT */
#include "unit/compare/fixture.h"

#include <math.h>
#include <stdlib.h>

#include "compare/logistic.h"
#include "support/alloc_probe.h"
#include "train/fit.h"

#define SAMPLES 12000
#define NATS(x) ((int32_t)((x)*NRM_NAT))

/* Whether a pair with these odds is a match, drawn. */
static bool draw(uint64_t *state, double odds)
{
    return roll(state, 1000000) < 1000000 * nrm_logistic(odds);
}

/* Log odds 0.9 * evidence - 2, in nats. */
static double true_odds(const nrm_features *f)
{
    return 0.9 * f->v[NRM_F_EVIDENCE] / NRM_NAT - 2;
}

/* Evidence from -8 to 12 nats, and a word left over in a third of the pairs that tells
 * nothing. */
static nrm_fit_sample *make_samples(uint64_t seed)
{
    nrm_fit_sample *samples = calloc(SAMPLES, sizeof *samples);
    uint64_t state = seed;
    size_t i;

    cr_assert_not_null(samples);
    for (i = 0; i < SAMPLES; i++) {
        nrm_fit_sample *s = &samples[i];

        s->features.v[NRM_F_EVIDENCE] = (int32_t)roll(&state, NATS(20)) - NATS(8);
        s->features.v[NRM_F_LENGTH] = NATS(4 + roll(&state, 8));
        s->features.v[NRM_F_ONE_LEFT] = roll(&state, 3) == 0 ? NATS(5) : 0;
        s->weight = 1;
        s->fold = roll(&state, 100);
        s->label = draw(&state, true_odds(&s->features));
    }
    return samples;
}

static void learn(const nrm_fit_sample *samples, uint32_t left_out, nrm_arena *arena, nrm_fit *out)
{
    norm_error err = {.message = ""};

    cr_assert_eq(nrm_fit_learn(samples, SAMPLES, left_out, arena, out, &err), NORM_OK, "%s",
                 err.message);
}

Test(fit, finds_the_odds_the_pairs_were_drawn_with)
{
    nrm_fit_sample *samples = make_samples(1);
    nrm_arena arena;
    nrm_fit fit;
    int nats;

    nrm_arena_init(&arena, NULL);
    learn(samples, NRM_NO_FOLD, &arena, &fit);
    for (nats = -3; nats <= 7; nats++) { /* where both labels occur */
        nrm_features f = {.v[NRM_F_EVIDENCE] = NATS(nats), .v[NRM_F_LENGTH] = NATS(7)};
        double got = nrm_fit_odds(&fit, &f);

        cr_expect(fabs(got - true_odds(&f)) < 0.5, "%d nats: %.2f, not %.2f", nats, got,
                  true_odds(&f));
    }
    nrm_arena_dispose(&arena);
    free(samples);
}

Test(fit, what_may_only_lower_never_raises)
{
    static const nrm_feature falling[] = {NRM_F_BOTH_LEFT,  NRM_F_ONE_LEFT,   NRM_F_CONTRADICTED,
                                          NRM_F_MINOR_LEFT, NRM_F_MINOR_BOTH, NRM_F_RARE_BOTH,
                                          NRM_F_RARE_ONE};
    nrm_fit_sample *samples = make_samples(2);
    uint64_t state = 3;
    nrm_arena arena;
    nrm_fit fit;
    size_t i;
    size_t k;
    int nats;

    /* Data that says the contrary: the more of it, the more matches; and for the
     * kind, which may only raise, the fewer. */
    for (i = 0; i < SAMPLES; i++) {
        for (k = 0; k < NRM_LEN(falling); k++) {
            uint32_t more = roll(&state, 4);

            samples[i].features.v[falling[k]] = NATS(more);
            samples[i].label |= more > 0 && roll(&state, 4) == 0;
        }
        if (roll(&state, 3) == 0) {
            samples[i].features.v[NRM_F_KIND] = NATS(2);
            samples[i].label &= roll(&state, 2) == 0;
        }
    }
    nrm_arena_init(&arena, NULL);
    learn(samples, NRM_NO_FOLD, &arena, &fit);
    for (k = 0; k < NRM_LEN(falling); k++) {
        nrm_features f = {.v[NRM_F_EVIDENCE] = NATS(3), .v[NRM_F_LENGTH] = NATS(7)};
        double before = nrm_fit_odds(&fit, &f);

        for (nats = 1; nats < 6; nats++) {
            f.v[falling[k]] = NATS(nats);
            cr_expect_leq(nrm_fit_odds(&fit, &f), before + 1e-9, "%s %d",
                          nrm_feature_name(falling[k]), nats);
            before = nrm_fit_odds(&fit, &f);
        }
    }
    {
        nrm_features none = {.v[NRM_F_EVIDENCE] = NATS(3), .v[NRM_F_LENGTH] = NATS(7)};
        nrm_features same = none;

        same.v[NRM_F_KIND] = NATS(2);
        cr_expect_geq(nrm_fit_odds(&fit, &same), nrm_fit_odds(&fit, &none) - 1e-9);
    }
    nrm_arena_dispose(&arena);
    free(samples);
}

Test(fit, the_fold_that_is_left_out_teaches_nothing)
{
    nrm_fit_sample *samples = make_samples(4);
    nrm_arena arena;
    nrm_fit before;
    nrm_fit after;
    size_t i;

    nrm_arena_init(&arena, NULL);
    learn(samples, 2, &arena, &before);
    for (i = 0; i < SAMPLES; i++) {
        if (samples[i].fold % NRM_FOLDS == 2)
            samples[i].label = !samples[i].label;
    }
    learn(samples, 2, &arena, &after);
    cr_assert_eq(before.count, after.count);
    cr_expect_eq(memcmp(before.logit.coef, after.logit.coef, before.count * sizeof(double)), 0);
    learn(samples, 1, &arena, &after);
    cr_expect_neq(memcmp(before.logit.coef, after.logit.coef, before.count * sizeof(double)), 0);
    nrm_arena_dispose(&arena);
    free(samples);
}

/* The rows as text, after the header. */
static norm_str write_down(const nrm_fit *fit, nrm_arena *arena)
{
    nrm_quality quality = {.count = 100, .positives = 40, .match_from = 2.5, .review_from = -1.25};
    nrm_buf buf;
    norm_str out;

    nrm_buf_init(&buf, arena);
    nrm_buf_add(&buf, norm_str_from("kind\tfeature\tat\twith\twith_at\tvalue\n"));
    nrm_fit_write(fit, "any", &quality, &buf);
    cr_assert_eq(nrm_buf_finish(&buf, &out, NULL), NORM_OK);
    return out;
}

Test(fit, what_is_written_down_scores_the_same)
{
    nrm_fit_sample *samples = make_samples(5);
    norm_error err = {.message = ""};
    nrm_arena arena;
    nrm_scorer scorer;
    norm_str section;
    nrm_fit fit;
    size_t i;

    nrm_arena_init(&arena, NULL);
    learn(samples, NRM_NO_FOLD, &arena, &fit);
    cr_assert_eq(nrm_terms_compile(&arena, write_down(&fit, &arena), &section, &err), NORM_OK,
                 "line %u: %s", (unsigned)err.line, err.message);
    cr_assert_eq(nrm_scorer_open(&arena, nrm_reader_over(section.ptr, section.len), &scorer, &err),
                 NORM_OK);
    cr_expect_eq(scorer.match_from[NORM_KIND_ANY], NATS(2.5));
    cr_expect_eq(scorer.review_from[NORM_KIND_ANY], NATS(-1.25));
    cr_expect_float_eq(scorer.prior[NORM_KIND_ANY], 0.4, 1e-6);
    for (i = 0; i < 500; i++) {
        double want = nrm_fit_odds(&fit, &samples[i].features);
        double got = (double)nrm_score(&scorer, NORM_KIND_ANY, &samples[i].features) / NRM_NAT;

        cr_expect(fabs(got - want) < 0.05, "sample %zu: %.3f, not %.3f", i, got, want);
    }
    nrm_arena_dispose(&arena);
    free(samples);
}

Test(fit, gives_the_same_bytes_again)
{
    nrm_fit_sample *samples = make_samples(6);
    nrm_arena arena;
    nrm_fit once;
    nrm_fit again;

    nrm_arena_init(&arena, NULL);
    learn(samples, NRM_NO_FOLD, &arena, &once);
    learn(samples, NRM_NO_FOLD, &arena, &again);
    cr_expect(nrm_str_eq(write_down(&once, &arena), write_down(&again, &arena)));
    nrm_arena_dispose(&arena);
    free(samples);
}

Test(fit, a_feature_that_never_varies_does_no_harm)
{
    nrm_fit_sample *samples = make_samples(7);
    nrm_arena arena;
    nrm_fit fit;
    size_t i;

    for (i = 0; i < SAMPLES; i++) {
        memset(&samples[i].features, 0, sizeof samples[i].features);
        samples[i].label = i % 4 == 0;
    }
    nrm_arena_init(&arena, NULL);
    learn(samples, NRM_NO_FOLD, &arena, &fit);
    cr_expect(fabs(nrm_fit_odds(&fit, &samples[0].features) + log(3)) < 0.05, "a quarter match");
    nrm_arena_dispose(&arena);
    free(samples);
}

Test(fit, out_of_memory_at_any_request)
{
    nrm_fit_sample *samples = make_samples(8);
    size_t fail_at = 0;
    norm_status status;

    do {
        alloc_probe probe;
        nrm_arena tight;
        nrm_fit fit;

        alloc_probe_init(&probe, ++fail_at);
        nrm_arena_init(&tight, &probe.hook);
        status = nrm_fit_learn(samples, 50, NRM_NO_FOLD, &tight, &fit, NULL);
        cr_expect_eq(status, probe.refused > 0 ? NORM_E_NOMEM : NORM_OK, "request %zu", fail_at);
        nrm_arena_dispose(&tight);
        cr_expect(alloc_probe_clean(&probe));
    } while (status != NORM_OK);
    cr_expect_gt(fail_at, 1);
    free(samples);
}
