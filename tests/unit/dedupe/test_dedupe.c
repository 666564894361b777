/* test_dedupe.c - norm_dedupe from end to end, with the built-in tables.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <libnorm/dedupe.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/str.h"
#include "support/alloc_probe.h"

#define MOST 2400

typedef struct row {
    const char *id, *name, *lang, *country;
    char want; /* the same letter: one entity */
} row;

static const row places[] = {
    {"1", "Eraskh", "en", "AM", 'a'},
    {"2", "Yeraskh", "en", "AM", 'a'},
    {"3", "Ерасх", "ru", "AM", 'a'},
    {"4", "Երասխ", "hy", "AM", 'a'},
    {"5", "Yeraskhahun", "en", "AM", 'b'},
    {"6", "Երասխահուն", "hy", "AM", 'b'},
    {"7", "Ташкент", "ru", "UZ", 'c'},
    {"8", "Tashkent", "en", "UZ", 'c'},
    {"9", "Verin Artashat", "en", "AM", 'd'},
    {"10", "Верин Арташат", "ru", "AM", 'd'},
    {"11", "Nerkin Artashat", "en", "AM", 'e'},
    {"12", "Ներքին Արտաշատ", "hy", "AM", 'e'},
    {"13", "Goris", "en", "AM", 'f'},
    {"14", "Горис", "ru", "AM", 'f'},
    {"15", "Goris", "en", "AZ", 'g'},
    {"16", "Gorus", "az", "AZ", 'g'},
    {"17", "Moskau", "de", "RU", 'h'},
    {"18", "Москва", "ru", "RU", 'h'},
};

typedef struct table { /* records and what they point to */
    norm_record records[MOST];
    norm_str countries[MOST];
    norm_str numbers[MOST];
    char names[MOST][32];
    size_t count;
} table;

static void fill(table *t, const row *rows, size_t count)
{
    size_t i;

    cr_assert_leq(count, MOST);
    memset(t, 0, sizeof *t);
    t->count = count;
    for (i = 0; i < count; i++) {
        t->countries[i] = norm_str_from(rows[i].country);
        t->records[i] = (norm_record){.id = norm_str_from(rows[i].id),
                                      .name = norm_str_from(rows[i].name),
                                      .lang = norm_str_from(rows[i].lang),
                                      .kind = NORM_KIND_PLACE,
                                      .differ = &t->countries[i],
                                      .differ_count = 1,
                                      .same = &t->numbers[i],
                                      .same_count = 1};
    }
}

/* Made-up names in number, many of them alike. */
static void fill_many(table *t)
{
    static const char *const heads[] = {"Kara", "Ka\xc9\x99r", "Zan",  "Mets", "Noro",
                                        "Çay",  "Сара",        "Гюль", "Nor",  "Veri"};
    static const char *const tails[] = {"abad", "kend", "shen", "ovka", "lar",  "lı",
                                        "даг",  "чай",  "van",  "tala", "dere", "gert"};
    static const char *const ends[] = {"", "i", "u", " 2", "an"};
    size_t i;

    memset(t, 0, sizeof *t);
    t->count = MOST;
    for (i = 0; i < MOST; i++) {
        size_t k = i % (NRM_LEN(heads) * NRM_LEN(tails) * NRM_LEN(ends));

        snprintf(t->names[i], sizeof t->names[i], "%s%s%s", heads[k % NRM_LEN(heads)],
                 tails[k / NRM_LEN(heads) % NRM_LEN(tails)],
                 ends[k / NRM_LEN(heads) / NRM_LEN(tails)]);
        t->countries[i] = norm_str_from(i % 3 == 0 ? "" : i % 3 == 1 ? "AM" : "AZ");
        t->records[i] = (norm_record){.name = norm_str_from(t->names[i]),
                                      .kind = i % 5 == 0 ? NORM_KIND_ANY : NORM_KIND_PLACE,
                                      .differ = &t->countries[i],
                                      .differ_count = 1,
                                      .same = &t->numbers[i],
                                      .same_count = 1};
    }
}

typedef struct session {
    norm_model *model;
    norm_ctx *ctx;
} session;

static void open_session(session *s)
{
    cr_assert_eq(norm_model_open_builtin(NULL, &s->model, NULL), NORM_OK);
    cr_assert_eq(norm_ctx_open(s->model, &s->ctx, NULL), NORM_OK);
}

static void close_session(session *s)
{
    norm_ctx_close(s->ctx);
    norm_model_close(s->model);
}

static norm_dedupe_result dedupe(session *s, const table *t, unsigned threads)
{
    norm_dedupe_opts opts;
    norm_dedupe_result out;
    norm_error err = {.message = ""};

    norm_dedupe_opts_init(&opts);
    opts.threads = threads;
    cr_assert_eq(norm_dedupe(s->ctx, t->records, t->count, &opts, &out, &err), NORM_OK, "%s",
                 err.message);
    cr_assert_eq(out.count, t->count);
    return out;
}

Test(dedupe, probabilities_are_between_one_half_and_one)
{
    static table t;
    session s;
    norm_dedupe_result out;
    size_t i;

    fill(&t, places, NRM_LEN(places));
    open_session(&s);
    out = dedupe(&s, &t, 1);
    cr_expect_gt(out.pairs_scored, 0);
    for (i = 0; i < t.count; i++)
        cr_expect(out.entities[i].probability > 0.5 && out.entities[i].probability <= 1);
    close_session(&s);
}

static bool same_entity(const norm_entity *a, const norm_entity *b)
{
    return nrm_str_eq(a->id, b->id) && memcmp(&a->probability, &b->probability, 8) == 0;
}

/* The n-th record goes to place (n * step + 7) mod count: a permutation, as
 * step and count have no common divisor. */
Test(dedupe, neither_order_nor_threads_change_an_id_or_a_probability)
{
    static const size_t steps[] = {1, 7, 1201, 2399};
    static table t;
    static table turned;
    session s;
    norm_dedupe_result want;
    size_t k;
    size_t i;

    fill_many(&t);
    open_session(&s);
    want = dedupe(&s, &t, 1);
    cr_expect_gt(want.blocks_split, 0);
    cr_expect_gt(want.entity_count, 10);
    cr_expect_lt(want.entity_count, 1000);
    for (k = 0; k < NRM_LEN(steps); k++) {
        norm_dedupe_result got;

        turned.count = t.count;
        for (i = 0; i < t.count; i++)
            turned.records[(i * steps[k] + 7) % t.count] = t.records[i];
        got = dedupe(&s, &turned, (unsigned)k + 1);
        cr_expect_eq(got.entity_count, want.entity_count);
        cr_expect_eq(got.pairs_scored, want.pairs_scored);
        cr_expect_eq(got.blocks_split, want.blocks_split);
        for (i = 0; i < t.count; i++)
            cr_assert(same_entity(&got.entities[(i * steps[k] + 7) % t.count], &want.entities[i]),
                      "step %zu, record %zu", steps[k], i);
    }
    close_session(&s);
}

Test(dedupe, a_row_that_stands_twice_changes_nothing_for_the_others)
{
    static table t;
    static table twice;
    session s;
    norm_dedupe_result once;
    norm_dedupe_result got;
    size_t i;

    fill(&t, places, NRM_LEN(places));
    twice = t;
    for (i = 0; i < 5; i++)
        twice.records[twice.count++] = t.records[2];
    open_session(&s);
    once = dedupe(&s, &t, 1);
    got = dedupe(&s, &twice, 1);
    for (i = 0; i < t.count; i++)
        cr_expect(same_entity(&got.entities[i], &once.entities[i]), "record %zu", i);
    for (; i < twice.count; i++)
        cr_expect(same_entity(&got.entities[i], &once.entities[2]), "record %zu", i);
    cr_expect_eq(got.pairs_scored, once.pairs_scored);
    close_session(&s);
}

/* Ids that people have stored: they change only if the senior record does. */
Test(dedupe, ids_of_known_records_are_for_ever)
{
    static table t;
    session s;
    norm_dedupe_result out;

    fill(&t, places, NRM_LEN(places));
    open_session(&s);
    out = dedupe(&s, &t, 1);
    cr_expect(nrm_str_eq_c(out.entities[3].id, "norm:cgkgb6q574hb0kgz"), "%.*s",
              (int)out.entities[3].id.len, out.entities[3].id.ptr);
    cr_expect(nrm_str_eq_c(out.entities[7].id, "norm:2es17yytjr9yr0t9"), "%.*s",
              (int)out.entities[7].id.len, out.entities[7].id.ptr);
    close_session(&s);
}

Test(dedupe, equal_numbers_join_whatever_the_names_unless_a_value_differs)
{
    static const row rows[] = {{"1", "Eraskh", "en", "AM", 'a'},
                               {"2", "Goris", "en", "AM", 'a'},
                               {"3", "Tashkent", "en", "", 'a'},
                               {"4", "Hrazdan", "en", "AZ", 'b'},
                               {"5", "Eraskh", "en", "AZ", 'c'}};
    static table t;
    session s;
    norm_dedupe_result out;
    size_t i;
    size_t j;

    fill(&t, rows, NRM_LEN(rows));
    for (i = 0; i < 4; i++)
        t.numbers[i] = norm_str_from("0204");
    t.countries[3] = norm_str_from("AZ");
    open_session(&s);
    out = dedupe(&s, &t, 1);
    for (i = 0; i < 3; i++) {
        /* Tashkent's country is not known: it may stand with either, but Eraskh and Goris agree. */
        for (j = 0; j < 2; j++)
            cr_expect(i == 2 || nrm_str_eq(out.entities[i].id, out.entities[j].id));
    }
    cr_expect_not(nrm_str_eq(out.entities[3].id, out.entities[0].id));
    cr_expect_not(nrm_str_eq(out.entities[4].id, out.entities[0].id));
    close_session(&s);
}

Test(dedupe, records_of_different_known_kinds_are_never_one)
{
    static const row rows[] = {{"1", "Viktoria", "en", "", 'a'},
                               {"2", "Viktoria", "en", "", 'b'},
                               {"3", "Viktoria", "en", "", 'c'}};
    static table t;
    session s;
    norm_dedupe_result out;

    fill(&t, rows, NRM_LEN(rows));
    t.records[0].kind = NORM_KIND_PERSON;
    t.records[1].kind = NORM_KIND_ORG;
    open_session(&s);
    out = dedupe(&s, &t, 1);
    cr_expect_eq(out.entity_count, 3);
    close_session(&s);
}

static void expect_letters(const row *rows, size_t count)
{
    static table t;
    session s;
    norm_dedupe_result out;
    size_t i;
    size_t j;

    fill(&t, rows, count);
    open_session(&s);
    out = dedupe(&s, &t, 1);
    for (i = 0; i < count; i++) {
        for (j = 0; j < i; j++)
            cr_expect_eq(nrm_str_eq(out.entities[i].id, out.entities[j].id),
                         rows[i].want == rows[j].want, "%s and %s", rows[i].name, rows[j].name);
    }
    close_session(&s);
}

Test(dedupe, spellings_of_one_place_share_an_id_and_others_do_not)
{
    expect_letters(places, NRM_LEN(places));
}

Test(dedupe, the_name_between_does_not_join_two_that_contradict_each_other)
{
    static const row rows[] = {{"1", "Verin Shorzha", "en", "AM", 'a'},
                               {"2", "Верин Шоржа", "ru", "AM", 'a'},
                               {"3", "Nerkin Shorzha", "en", "AM", 'b'},
                               {"4", "Ներքին Շորժա", "hy", "AM", 'b'}};
    static const row between[] = {{"1", "Verin Shorzha", "en", "AM", 'a'},
                                  {"2", "Nerkin Shorzha", "en", "AM", 'b'},
                                  {"3", "Shorzha", "en", "AM", 'c'},
                                  {"4", "Шоржа", "ru", "AM", 'c'}};
    static table t;
    session s;
    norm_dedupe_result out;

    expect_letters(rows, NRM_LEN(rows));
    fill(&t, between, NRM_LEN(between));
    open_session(&s);
    out = dedupe(&s, &t, 1);
    cr_expect_not(nrm_str_eq(out.entities[0].id, out.entities[1].id));
    close_session(&s);
}

Test(dedupe, a_letter_counts_more_where_no_border_was_crossed)
{
    static const row rows[] = {{"1", "Արևշատ", "hy", "AM", 'a'},
                               {"2", "Արևաշատ", "hy", "AM", 'b'},
                               {"3", "Eraskh", "en", "AM", 'c'},
                               {"4", "Yeraskh", "en", "AM", 'c'}};

    expect_letters(rows, NRM_LEN(rows));
}

Test(dedupe, names_that_tell_nothing_do_not_join_records)
{
    static const row rows[] = {{"1", "", "", "AM", 'a'},
                               {"2", "", "", "AM", 'b'},
                               {"3", "?!", "", "AM", 'c'},
                               {"4", "A.", "en", "AM", 'd'},
                               {"5", "A.", "en", "AM", 'e'}};
    static table t;
    session s;

    fill(&t, rows, NRM_LEN(rows));
    open_session(&s);
    cr_expect_eq(dedupe(&s, &t, 1).entity_count, NRM_LEN(rows));
    close_session(&s);
}

Test(dedupe, no_records_give_no_entities)
{
    session s;
    norm_dedupe_result out;

    open_session(&s);
    cr_expect_eq(norm_dedupe(s.ctx, NULL, 0, NULL, &out, NULL), NORM_OK);
    cr_expect_eq(out.count, 0);
    cr_expect_eq(out.entity_count, 0);
    close_session(&s);
}

Test(dedupe, the_name_space_stands_before_the_id)
{
    static table t;
    session s;
    norm_dedupe_opts opts;
    norm_dedupe_result out;

    fill(&t, places, 3);
    open_session(&s);
    norm_dedupe_opts_init(&opts);
    opts.name_space = norm_str_from("village");
    cr_assert_eq(norm_dedupe(s.ctx, t.records, t.count, &opts, &out, NULL), NORM_OK);
    cr_expect(nrm_str_starts(out.entities[0].id, norm_str_from("village:")));
    close_session(&s);
}

Test(dedupe, a_higher_threshold_merges_less)
{
    static const double thresholds[] = {0.02, 0.5, 0.9, 0.999};
    static table t;
    session s;
    size_t last = 0;
    size_t i;

    fill_many(&t);
    open_session(&s);
    for (i = 0; i < NRM_LEN(thresholds); i++) {
        norm_dedupe_opts opts;
        norm_dedupe_result out;

        norm_dedupe_opts_init(&opts);
        opts.threshold = thresholds[i];
        cr_assert_eq(norm_dedupe(s.ctx, t.records, t.count, &opts, &out, NULL), NORM_OK);
        cr_expect_gt(out.entity_count, last, "threshold %zu", i);
        last = out.entity_count;
    }
    close_session(&s);
}

Test(dedupe, bad_utf8_names_the_record)
{
    static table t;
    session s;
    unsigned threads;

    fill(&t, places, NRM_LEN(places));
    t.records[11].name = norm_str_from("Goris\xff");
    t.records[5].name = norm_str_from("\xc3(");
    open_session(&s);
    for (threads = 1; threads <= 4; threads++) {
        norm_dedupe_opts opts;
        norm_dedupe_result out;
        norm_error err;

        norm_dedupe_opts_init(&opts);
        opts.threads = threads;
        cr_expect_eq(norm_dedupe(s.ctx, t.records, t.count, &opts, &out, &err), NORM_E_UTF8);
        cr_expect_eq(err.line, 6);
        cr_expect_eq(out.count, 0);
    }
    close_session(&s);
}

Test(dedupe, wrong_arguments_are_refused)
{
    static table t;
    session s;
    norm_dedupe_opts opts;
    norm_dedupe_result out;
    norm_error err;

    fill(&t, places, 3);
    open_session(&s);
    cr_expect_eq(norm_dedupe(NULL, t.records, 3, NULL, &out, NULL), NORM_E_ARG);
    cr_expect_eq(norm_dedupe(s.ctx, NULL, 3, NULL, &out, NULL), NORM_E_ARG);
    cr_expect_eq(norm_dedupe(s.ctx, t.records, 3, NULL, NULL, NULL), NORM_E_ARG);
    memset(&opts, 0, sizeof opts);
    cr_expect_eq(norm_dedupe(s.ctx, t.records, 3, &opts, &out, NULL), NORM_E_ARG);
    norm_dedupe_opts_init(&opts);
    opts.threshold = 1;
    cr_expect_eq(norm_dedupe(s.ctx, t.records, 3, &opts, &out, NULL), NORM_E_ARG);
    t.records[2].differ_count = 0;
    cr_expect_eq(norm_dedupe(s.ctx, t.records, 3, NULL, &out, &err), NORM_E_ARG);
    cr_expect_eq(err.line, 3);
    close_session(&s);
}

static void note_stage(void *user, const char *stage, size_t done, size_t total)
{
    char *seen = user;

    cr_expect_leq(done, total);
    if (strstr(seen, stage) == NULL) {
        strcat(seen, stage);
        strcat(seen, " ");
    }
}

Test(dedupe, progress_goes_through_the_stages)
{
    static table t;
    session s;
    char seen[80] = "";
    norm_dedupe_opts opts;
    norm_dedupe_result out;

    fill(&t, places, NRM_LEN(places));
    open_session(&s);
    norm_dedupe_opts_init(&opts);
    opts.threads = 2;
    opts.progress = note_stage;
    opts.user = seen;
    cr_assert_eq(norm_dedupe(s.ctx, t.records, t.count, &opts, &out, NULL), NORM_OK);
    cr_expect_str_eq(seen, "encoding pairing comparing clustering ");
    close_session(&s);
}

Test(dedupe, every_failed_allocation_is_reported)
{
    static table t;
    norm_status status = NORM_E_NOMEM;
    alloc_probe probe;
    norm_model *model;
    norm_ctx *ctx;
    size_t fail_at;

    fill(&t, places, NRM_LEN(places));
    t.numbers[0] = norm_str_from("1");
    alloc_probe_init(&probe, 0);
    cr_assert_eq(norm_model_open_builtin(&probe.hook, &model, NULL), NORM_OK);
    for (fail_at = 1; status != NORM_OK && fail_at < 400; fail_at++) {
        norm_dedupe_result out;

        cr_assert_eq(norm_ctx_open(model, &ctx, NULL), NORM_OK);
        probe.fail_at = probe.calls + fail_at;
        probe.refused = 0;
        status = norm_dedupe(ctx, t.records, t.count, NULL, &out, NULL);
        cr_expect(status == NORM_OK ? probe.refused == 0 : status == NORM_E_NOMEM,
                  "request %zu: %d", fail_at, status);
        probe.fail_at = 0;
        norm_ctx_close(ctx);
    }
    cr_expect_eq(status, NORM_OK);
    cr_expect_gt(fail_at, 10);
    norm_model_close(model);
    cr_expect(alloc_probe_clean(&probe));
}
