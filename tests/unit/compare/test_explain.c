/* unit/compare/test_explain.c - the reasons add up, and speak of the names as they were given.
 * SPDX-License-Identifier: MIT */
#include "builtin.h"

static norm_explanation explain(builtin *t, const norm_name *a, const norm_name *b,
                                const norm_match_opts *opts)
{
    norm_explanation why;
    norm_error err = {.message = ""};

    cr_assert_eq(norm_explain(t->ctx, a, b, opts, &why, &err), NORM_OK, "%s", err.message);
    return why;
}

/* The first reason of this type whose `what` begins so; NULL when there is none. */
static const norm_reason *find(const norm_explanation *why, norm_reason_type type, const char *what)
{
    size_t i;

    for (i = 0; i < why->reason_count; i++) {
        if (why->reasons[i].type == type &&
            nrm_str_starts(why->reasons[i].what, norm_str_from(what)))
            return &why->reasons[i];
    }
    return NULL;
}

static bool stands_in(norm_str part, norm_str text)
{
    size_t at;

    for (at = 0; at + part.len <= text.len; at++) {
        if (part.len == 0 || memcmp(text.ptr + at, part.ptr, part.len) == 0)
            return true;
    }
    return part.len == 0;
}

Test(explain, reasons_add_up_to_the_score)
{
    uint64_t state = 61;
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    adjust_scores(&t, &state);
    for (i = 0; i < 3000; i++) {
        const norm_name *a = encode_random(&t, &state);
        const norm_name *b = roll(&state, 10) == 0 ? a : encode_random(&t, &state);
        norm_match_opts opts;
        norm_match_result result;
        norm_explanation why;
        int32_t sum = 0;
        size_t k;

        norm_match_opts_init(&opts);
        opts.kind = (norm_kind)roll(&state, NORM_KIND_ORG + 1);
        opts.prior = roll(&state, 3) == 0 ? 0.01 : 0;
        cr_assert_eq(norm_compare(t.ctx, a, b, &opts, &result, NULL), NORM_OK);
        why = explain(&t, a, b, &opts);
        for (k = 0; k < why.reason_count; k++) {
            const norm_reason *r = &why.reasons[k];

            sum += r->nats;
            cr_assert_gt(r->what.len, 0);
            cr_assert(stands_in(r->a_text, nrm_name_text(a)), "%.*s", (int)r->a_text.len,
                      r->a_text.ptr);
            cr_assert(stands_in(r->b_text, nrm_name_text(b)), "%.*s", (int)r->b_text.len,
                      r->b_text.ptr);
            cr_assert(norm_utf8_check(r->a_text, NULL) == NORM_OK &&
                      norm_utf8_check(r->b_text, NULL) == NORM_OK);
            cr_assert(r->type != NORM_REASON_SEGMENT || r->a_text.len + r->b_text.len > 0);
        }
        cr_assert_eq(sum, why.result.score);
        cr_assert_eq(result.score, why.result.score, "\"%.*s\" and \"%.*s\"", (int)a->text_len,
                     nrm_name_text(a).ptr, (int)b->text_len, nrm_name_text(b).ptr);
        cr_assert_eq(result.verdict, why.result.verdict);
        norm_ctx_reset(t.ctx);
    }
    close_builtin(&t);
}

/* Pairs with their reasons of sounds put in order; turned, the sides are exchanged. */
Test(explain, speaks_of_a_and_b_as_they_were_given)
{
    uint64_t state = 62;
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < 1000; i++) {
        const norm_name *a = encode_random(&t, &state);
        const norm_name *b = encode_random(&t, &state);
        norm_explanation there = explain(&t, a, b, NULL);
        norm_explanation back = explain(&t, b, a, NULL);
        size_t k;
        size_t m;

        cr_assert_eq(there.result.score, back.result.score);
        for (k = 0; k < there.reason_count; k++) {
            const norm_reason *r = &there.reasons[k];

            if (r->type != NORM_REASON_SEGMENT)
                continue;
            for (m = 0; m < back.reason_count; m++) {
                if (nrm_str_eq(r->a_text, back.reasons[m].b_text) &&
                    nrm_str_eq(r->b_text, back.reasons[m].a_text) &&
                    r->nats == back.reasons[m].nats &&
                    nrm_str_eq(r->source, back.reasons[m].source))
                    break;
            }
            cr_assert_lt(m, back.reason_count, "try %zu: %.*s~%.*s is not there turned", i,
                         (int)r->a_text.len, r->a_text.ptr, (int)r->b_text.len, r->b_text.ptr);
        }
        norm_ctx_reset(t.ctx);
    }
    close_builtin(&t);
}

Test(explain, segments_show_the_letters)
{
    static const char *const want[][2] = {
        {"E", "Ե"}, {"r", "ր"}, {"a", "ա"}, {"s", "ս"}, {"kh", "խ"}};
    builtin t;
    norm_explanation why;
    size_t at = 0;
    size_t i;

    open_builtin(&t, NULL);
    why =
        explain(&t, encode_place(&t, "Eraskh", "und-Latn"), encode_place(&t, "Երասխ", "hy"), NULL);
    for (i = 0; i < why.reason_count; i++) {
        const norm_reason *r = &why.reasons[i];

        /* е is y and e: both, or the one that is put in, show it. */
        if (r->type != NORM_REASON_SEGMENT || r->a_text.len == 0)
            continue;
        cr_assert_lt(at, NRM_LEN(want));
        cr_expect(nrm_str_eq_c(r->a_text, want[at][0]), "segment %zu: %.*s", at, (int)r->a_text.len,
                  r->a_text.ptr);
        cr_expect(nrm_str_eq_c(r->b_text, want[at][1]), "segment %zu: %.*s", at, (int)r->b_text.len,
                  r->b_text.ptr);
        cr_expect(nrm_str_starts(r->source, norm_str_from("costs/sounds.tsv ")));
        at++;
    }
    cr_expect_eq(at, NRM_LEN(want));
    close_builtin(&t);
}

/* Segments of a pair whose operation has this name. */
static size_t count_operations(const norm_explanation *why, const char *name)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < why->reason_count; i++)
        count += nrm_str_eq_c(why->reasons[i].operation, name);
    return count;
}

Test(explain, names_the_operations)
{
    static const struct {
        const char *a, *lang_a, *b, *lang_b, *operation;
    } rows[] = {
        {"Мария", "ru", "Maria", "en", "hiatus y"},
        {"Анна", "ru", "Ana", "und-Latn", "doubled letter"},
        {"Margara", "und-Latn", "Մարգար", "hy", "final vowel"},
        {"Artik", "und-Latn", "Արթիկ", "hy", "same"},
        {"Xanlar", "az", "Ханлар", "ru", "same"},
        {"Karkar", "und-Latn", "Qarqar", "az", "spelling"},
    };
    builtin t;
    size_t i;
    size_t k;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_LEN(rows); i++) {
        norm_explanation why = explain(&t, encode_place(&t, rows[i].a, rows[i].lang_a),
                                       encode_place(&t, rows[i].b, rows[i].lang_b), NULL);

        cr_expect_gt(count_operations(&why, rows[i].operation), 0, "%s, %s: no %s", rows[i].a,
                     rows[i].b, rows[i].operation);
        for (k = 0; k < why.reason_count; k++)
            cr_expect_eq(why.reasons[k].operation.len > 0,
                         why.reasons[k].type == NORM_REASON_SEGMENT, "segments have a name");
    }
    close_builtin(&t);
}

/* Costs under which two sounds are the same or not, and those of several as the rows say. */
static void put_costs(builtin *t, nrm_arena *arena, const char *rows)
{
    const nrm_alphabet *alphabet = &t->model->alphabet;
    const nrm_ending_costs *endings = t->model->costs.endings;
    norm_error err = {.message = ""};
    norm_str text;
    norm_str section;
    nrm_buf tsv;
    size_t i;
    size_t k;

    nrm_buf_init(&tsv, arena);
    nrm_buf_addf(&tsv, "table\tplace\ta\tb\tnats\n");
    for (i = 0; i < alphabet->count; i++) {
        for (k = i == 0 ? 1 : 0; k < alphabet->count; k++)
            nrm_buf_addf(&tsv, "*:*\tinside\t%c\t%c\t%d\n", alphabet->symbol[i],
                         alphabet->symbol[k], i == k ? 2000 : -2000);
    }
    nrm_buf_addf(&tsv, "%s", rows);
    cr_assert_eq(nrm_buf_finish(&tsv, &text, NULL), NORM_OK);
    cr_assert_eq(nrm_costs_compile(arena, text, alphabet, &section, &err), NORM_OK, "%s",
                 err.message);
    cr_assert_eq(nrm_costs_open(arena, nrm_reader_over(section.ptr, section.len), &t->model->sounds,
                                alphabet, &t->model->costs, &err),
                 NORM_OK, "%s", err.message);
    t->model->costs.endings = endings;
}

Test(explain, names_operations_of_several_sounds)
{
    static const struct {
        const char *a, *b; /* English and Russian */
        const char *what, *a_text, *b_text;
        const char *sources[2]; /* the row, one way or the other */
        int32_t nats;
    } rows[] = {
        {"Toksor", "Тоскор", "sk for ks", "ks", "ск", {"ks~sk", "sk~ks"}, 9000},
        {"Tonovar",
         "Тоноватар",
         "three sounds for one: ata for a",
         "a",
         "ата",
         {"a~ata", "ata~a"},
         8000},
        {"Tonovatar",
         "Тоновар",
         "one sound for three: a for ata",
         "ata",
         "а",
         {"a~ata", "ata~a"},
         8000},
    };
    nrm_arena arena;
    builtin t;
    size_t i;

    nrm_arena_init(&arena, NULL);
    open_builtin(&t, NULL);
    put_costs(&t, &arena,
              "*:*\tinside\tks\tsk\t9000\n*:*\tinside\tsk\tks\t9000\n"
              "*:*\tinside\ta\tata\t8000\n*:*\tinside\tata\ta\t8000\n");
    for (i = 0; i < NRM_LEN(rows); i++) {
        norm_explanation why =
            explain(&t, encode_place(&t, rows[i].a, "en"), encode_place(&t, rows[i].b, "ru"), NULL);
        const norm_reason *r = find(&why, NORM_REASON_SEGMENT, rows[i].what);
        int32_t sum = 0;
        norm_str row;
        size_t k;

        for (k = 0; k < why.reason_count; k++)
            sum += why.reasons[k].nats;
        cr_expect_eq(sum, why.result.score, "row %zu", i);
        cr_assert(r != NULL, "row %zu", i);
        cr_expect(nrm_str_eq_c(r->a_text, rows[i].a_text), "row %zu", i);
        cr_expect(nrm_str_eq_c(r->b_text, rows[i].b_text), "row %zu", i);
        row = nrm_str_slice(r->source, strlen("costs/sounds.tsv *:* "), r->source.len);
        cr_expect(nrm_str_eq_c(row, rows[i].sources[0]) || nrm_str_eq_c(row, rows[i].sources[1]),
                  "row %zu: %.*s", i, (int)r->source.len, r->source.ptr);
        cr_expect_eq(r->nats, rows[i].nats, "row %zu: %d", i, (int)r->nats);
        cr_expect(nrm_str_eq_c(r->operation, "spelling"));
    }
    close_builtin(&t);
    nrm_arena_dispose(&arena);
}

Test(explain, words_that_sound_alone_does_not_pair)
{
    static const struct {
        const char *a, *lang_a, *b, *lang_b;
        norm_kind kind;
        const char *what, *a_text, *b_text, *source;
    } rows[] = {
        {"Верин Артик", "ru", "Upper Artik", "en", NORM_KIND_PLACE, "same meaning: upper", "Верин",
         "Upper", "names/meanings.tsv upper"},
        {"Upper Artik", "en", "Верин Артик", "ru", NORM_KIND_PLACE, "same meaning: upper", "Upper",
         "Верин", "names/meanings.tsv upper"},
        {"озеро Ван", "ru", "Lake Van", "en", NORM_KIND_PLACE, "same meaning: lake", "озеро",
         "Lake", "names/generic.tsv lake"},
        {"Верин Артик", "ru", "Nerkin Artik", "hy-Latn", NORM_KIND_PLACE, "contradicted", "Верин",
         "Nerkin", ""},
        {"Artik", "en", "село Артик", "ru", NORM_KIND_PLACE, "generic word, ignored", "", "село",
         ""},
        {"Артик", "ru", "Artik Maralik", "en", NORM_KIND_PLACE, "word without a partner", "",
         "Maralik", ""},
        {"Артик 1", "ru", "Artik 2", "en", NORM_KIND_PLACE, "contradicted: different numbers", "1",
         "2", ""},
        {"Артик 2", "ru", "Artik 2", "en", NORM_KIND_PLACE, "same number", "2", "2", ""},
        {"Петров И.", "ru", "Petrov Ivan", "en", NORM_KIND_PERSON, "initial", "И", "Ivan", ""},
        {"Հովհաննես Սարգսյան", "hy", "Оганес Саргсян", "ru", NORM_KIND_PERSON, "known forms",
         "Հովհաննես", "Оганес", "names/given.tsv"},
        {"Wien", "de", "Վիեննա", "hy", NORM_KIND_PLACE, "known names of one place", "Wien",
         "Վիեննա", "names/places*.tsv vienna"},
        {"Саудовская Аравия", "ru", "عربستان سعودی", "fa", NORM_KIND_PLACE,
         "known names of one place", "Саудовская Аравия", "عربستان سعودی", "names/places*.tsv sa"},
        {"Банк Грузии", "ru", "Bank of Georgia", "en", NORM_KIND_ORG, "known names of one place",
         "Грузии", "Georgia", "names/places*.tsv ge"},
        {"Iran", "en", "Ирак", "ru", NORM_KIND_PLACE, "contradicted: two countries", "Iran", "Ирак",
         ""},
        {"Tunis", "en", "Tunisia", "en", NORM_KIND_PLACE, "contradicted: two places", "Tunis",
         "Tunisia", ""},
        {"Mr Petrov", "en", "Петров", "ru", NORM_KIND_PERSON, "title, ignored", "Mr", "", ""},
        {"ООО Ромашка", "ru", "Romashka", "en", NORM_KIND_ORG, "legal form, ignored", "ООО", "",
         ""},
    };
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_LEN(rows); i++) {
        norm_explanation why =
            explain(&t, encode_kind(&t, rows[i].a, rows[i].lang_a, rows[i].kind),
                    encode_kind(&t, rows[i].b, rows[i].lang_b, rows[i].kind), NULL);
        const norm_reason *r = find(&why, NORM_REASON_TOKEN, rows[i].what);

        cr_assert_not_null(r, "%s, %s: %s", rows[i].a, rows[i].b, rows[i].what);
        cr_expect(nrm_str_eq_c(r->a_text, rows[i].a_text), "%s: %.*s", rows[i].a,
                  (int)r->a_text.len, r->a_text.ptr);
        cr_expect(nrm_str_eq_c(r->b_text, rows[i].b_text), "%s: %.*s", rows[i].b,
                  (int)r->b_text.len, r->b_text.ptr);
        cr_expect(nrm_str_eq_c(r->source, rows[i].source), "%s: %.*s", rows[i].a,
                  (int)r->source.len, r->source.ptr);
    }
    close_builtin(&t);
}

Test(explain, names_the_prior_when_it_is_another)
{
    builtin t;
    const norm_name *a;
    norm_match_opts opts;
    norm_explanation own;
    norm_explanation other;
    const norm_reason *prior;

    open_builtin(&t, NULL);
    a = encode_place(&t, "Ерасх", "ru");
    norm_match_opts_init(&opts);
    own = explain(&t, a, a, &opts);
    cr_expect_null(find(&own, NORM_REASON_TERM, "prior"));
    opts.prior = 0.0001;
    other = explain(&t, a, a, &opts);
    prior = find(&other, NORM_REASON_TERM, "prior");
    cr_assert_not_null(prior);
    cr_expect_eq(prior->nats, other.result.score - own.result.score);
    close_builtin(&t);
}

Test(explain, names_the_scripts_when_they_are_adjusted)
{
    uint8_t pair = nrm_script_pair(NRM_SCRIPT_CYRL, NRM_SCRIPT_ARMN);
    builtin t;
    norm_explanation why;
    const norm_reason *r;

    open_builtin(&t, NULL);
    /* To 0 nats, so that it is adjusted with any costs. */
    t.model->scorer.adjust[NORM_KIND_PLACE][pair] = NRM_UNADJUSTED;
    why = explain(&t, encode_place(&t, "Երասխ", "hy"), encode_place(&t, "Ерасх", "ru"), NULL);
    t.model->scorer.intercept[NORM_KIND_PLACE] -= why.result.score;
    t.model->scorer.adjust[NORM_KIND_PLACE][pair] = (nrm_adjustment){-77, -77};
    why = explain(&t, encode_place(&t, "Երասխ", "hy"), encode_place(&t, "Ерасх", "ru"), NULL);
    r = find(&why, NORM_REASON_TERM, "scripts");
    cr_assert_not_null(r);
    cr_expect_eq(r->nats, -77);
    cr_expect(nrm_str_eq_c(r->what, "scripts Cyrl:Armn"));
    cr_expect(nrm_str_eq_c(r->source, "costs/terms.tsv place scripts"));
    t.model->scorer.adjust[NORM_KIND_PLACE][pair] = NRM_UNADJUSTED;
    why = explain(&t, encode_place(&t, "Երասխ", "hy"), encode_place(&t, "Ерасх", "ru"), NULL);
    cr_expect_null(find(&why, NORM_REASON_TERM, "scripts"));
    close_builtin(&t);
}

Test(explain, sources_are_rows_of_the_tables)
{
    builtin t;
    norm_explanation why;
    const norm_reason *r;

    open_builtin(&t, NULL);
    why = explain(&t, encode_kind(&t, "Верин Артик", "ru", NORM_KIND_ANY),
                  encode_kind(&t, "Nerkin Artik", "hy-Latn", NORM_KIND_ANY), NULL);
    r = find(&why, NORM_REASON_TERM, "contradicted");
    cr_assert_not_null(r);
    cr_expect(nrm_str_eq_c(r->source, "costs/terms.tsv any contradicted"));
    cr_expect_lt(r->nats, 0, "it may only lower");
    close_builtin(&t);
}

Test(explain, arguments)
{
    builtin t;
    const norm_name *a;
    norm_explanation why;

    open_builtin(&t, NULL);
    a = encode_place(&t, "Ерасх", "ru");
    cr_expect_eq(norm_explain(NULL, a, a, NULL, &why, NULL), NORM_E_ARG);
    cr_expect_eq(norm_explain(t.ctx, NULL, a, NULL, &why, NULL), NORM_E_ARG);
    cr_expect_eq(norm_explain(t.ctx, a, NULL, NULL, &why, NULL), NORM_E_ARG);
    cr_expect_eq(norm_explain(t.ctx, a, a, NULL, NULL, NULL), NORM_E_ARG);
    close_builtin(&t);
}

Test(explain, out_of_memory_at_any_request)
{
    size_t fail_at = 0;
    bool refused;

    do {
        alloc_probe probe;
        builtin t;
        norm_ctx *ctx;
        const norm_name *a;
        const norm_name *b;
        norm_explanation why;
        norm_status status;

        alloc_probe_init(&probe, 0);
        open_builtin(&t, &probe.hook);
        a = encode_place(&t, "Верин Артик", "ru");
        b = encode_place(&t, "Վերին Արթիկ", "hy");
        cr_assert_eq(norm_ctx_open(t.model, &ctx, NULL), NORM_OK);
        probe.fail_count = 1;
        probe.fail_at = probe.calls + ++fail_at;
        status = norm_explain(ctx, a, b, NULL, &why, NULL);
        refused = probe.refused > 0;
        cr_expect_eq(status, refused ? NORM_E_NOMEM : NORM_OK, "request %zu", fail_at);
        norm_ctx_close(ctx);
        close_builtin(&t);
        cr_expect(alloc_probe_clean(&probe), "request %zu", fail_at);
    } while (refused);
    cr_expect_gt(fail_at, 1);
}
