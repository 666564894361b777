/* oom/calls.c - every public function, called so that it does all its work.
 * SPDX-License-Identifier: MIT */
#include "oom/calls.h"

#include <string.h>

#include "base/hash.h"

static const norm_str text = {"  Ерасх гюхи, Сев-Лич «Ծովագյուղ» Yuxarı Qarabağ ", 76};

static void add(uint64_t *answer, norm_str part)
{
    *answer = nrm_hash_mix(*answer, nrm_hash(part, 0));
}

static void add_number(uint64_t *answer, double number)
{
    add(answer, (norm_str){(const char *)&number, sizeof number});
}

static norm_status call_constants(scene *s, uint64_t *answer, norm_error *err)
{
    (void)s;
    (void)err;
    add(answer, norm_str_from(norm_version()));
    add(answer, norm_str_from(norm_status_text(NORM_E_NOMEM)));
    return NORM_OK;
}

static norm_status finish_model(norm_status status, norm_model *model, uint64_t *answer)
{
    norm_model_info info;

    norm_model_describe(model, &info);
    *answer = nrm_hash_mix(info.tables_hash, info.costs_hash);
    norm_model_close(model);
    return status;
}

static norm_status call_model_open_builtin(scene *s, uint64_t *answer, norm_error *err)
{
    norm_model *model;
    norm_status status = norm_model_open_builtin(&s->probe.hook, &model, err);

    return finish_model(status, model, answer);
}

static norm_status call_model_open_file(scene *s, uint64_t *answer, norm_error *err)
{
    norm_model *model;
    norm_status status = norm_model_open_file(s->tables_path, &s->probe.hook, &model, err);

    return finish_model(status, model, answer);
}

static norm_status call_ctx_open(scene *s, uint64_t *answer, norm_error *err)
{
    norm_ctx *ctx;
    norm_status status = norm_ctx_open(s->model, &ctx, err);

    (void)answer;
    norm_ctx_close(ctx);
    return status;
}

static norm_status call_ctx_reset(scene *s, uint64_t *answer, norm_error *err)
{
    (void)answer;
    (void)err;
    norm_ctx_reset(s->ctx);
    return NORM_OK;
}

static norm_status call_utf8_check(scene *s, uint64_t *answer, norm_error *err)
{
    (void)s;
    (void)answer;
    return norm_utf8_check(text, err);
}

static norm_status call_normalize(scene *s, uint64_t *answer, norm_error *err)
{
    norm_str out;
    norm_status status = norm_normalize(s->ctx, text, norm_str_from("ru"), &out, err);

    add(answer, out);
    return status;
}

static norm_status call_decode(scene *s, uint64_t *answer, norm_error *err)
{
    norm_str bytes = {"\xC5\xF0\xE0\xF1\xF5", 5};
    norm_str out;
    norm_status status = norm_decode(s->ctx, bytes, "windows-1251", &out, err);

    if (status == NORM_E_UNSUPPORTED) /* built without ICU: another call in its place */
        return call_normalize(s, answer, err);
    add(answer, out);
    return status;
}

static norm_status call_detect(scene *s, uint64_t *answer, norm_error *err)
{
    norm_detection found;
    norm_status status = norm_detect(s->ctx, text, &found, err);

    if (status == NORM_OK)
        add(answer, norm_str_from(found.lang));
    return status;
}

static norm_status call_key(scene *s, uint64_t *answer, norm_error *err)
{
    norm_str out;
    norm_status status = norm_key(s->ctx, text, norm_str_from(""), &out, err);

    add(answer, out);
    return status;
}

static norm_status call_systems(scene *s, uint64_t *answer, norm_error *err)
{
    const norm_system *near[3];
    norm_system_info info;
    size_t i;

    (void)err;
    for (i = 0; i < norm_system_count(s->model); i++) {
        norm_system_describe(norm_system_at(s->model, i), &info);
        add(answer, info.title);
    }
    norm_system_describe(norm_system_find(s->model, norm_str_from("hy-bgn")), &info);
    add(answer, info.id);
    i = norm_system_suggest(s->model, norm_str_from("hy-bgm"), near, 3);
    return i > 0 ? NORM_OK : NORM_E_NOTFOUND;
}

/* Forwards, then backwards; letters without a rule among them. */
static norm_status call_transliterate(scene *s, uint64_t *answer, norm_error *err)
{
    const norm_system *system = norm_system_find(s->model, norm_str_from("hy-iso-9985"));
    norm_str there;
    norm_str back = {NULL, 0};
    norm_status status = norm_transliterate(s->ctx, system, text, false, &there, err);

    if (status == NORM_OK)
        status = norm_transliterate(s->ctx, system, there, true, &back, err);
    add(answer, back);
    return status;
}

static norm_status call_encode(scene *s, uint64_t *answer, norm_error *err)
{
    const norm_name *name;
    norm_match_result result = {0};
    norm_status status = norm_encode(s->ctx, text, norm_str_from(""), NORM_KIND_PLACE, &name, err);

    if (status == NORM_OK)
        status = norm_compare(s->ctx, name, name, NULL, &result, err);
    add_number(answer, result.probability);
    return status;
}

static norm_status call_compare(scene *s, uint64_t *answer, norm_error *err)
{
    norm_match_opts opts;
    norm_match_result result = {0};
    norm_status status;

    norm_match_opts_init(&opts);
    opts.kind = NORM_KIND_PERSON;
    status = norm_compare(s->ctx, s->names[0], s->names[1], &opts, &result, err);
    add_number(answer, result.probability);
    return status;
}

/* The base forms of a name are made in scratch, and one of them is explained. */
static norm_status call_inflected(scene *s, uint64_t *answer, norm_error *err)
{
    norm_query query = {.text = {"Ереваном", 16}, .kind = NORM_KIND_PLACE, .inflected = true};
    norm_match_opts opts;
    norm_match_result result = {0};
    norm_explanation why = {.reason_count = 0};
    const norm_name *name = NULL;
    const norm_hit *hits;
    size_t count = 0;
    norm_status status =
        norm_encode(s->ctx, query.text, norm_str_from("ru"), NORM_KIND_PLACE, &name, err);

    norm_match_opts_init(&opts);
    opts.inflected = true;
    if (status == NORM_OK)
        status = norm_compare(s->ctx, name, s->names[1], &opts, &result, err);
    if (status == NORM_OK)
        status = norm_explain(s->ctx, name, s->names[1], &opts, &why, err);
    if (status == NORM_OK)
        status = norm_lookup(s->ctx, s->index, &query, 3, &hits, &count, err);
    add_number(answer, result.probability);
    add_number(answer, (double)why.reason_count);
    add_number(answer, (double)count);
    return status;
}

/* As many pairs as make the list of those found grow. */
static norm_status call_compare_block(scene *s, uint64_t *answer, norm_error *err)
{
    enum {
        MANY = 4200
    };
    static const norm_name *many[MANY];
    const norm_pair *pairs = NULL;
    size_t count = 0;
    size_t i;
    norm_status status;

    for (i = 0; i < MANY; i++)
        many[i] = s->names[i % 2];
    status = norm_compare_block(s->ctx, s->names, 2, many, MANY, NULL, &pairs, &count, err);
    for (i = 0; i < count; i++)
        add_number(answer, pairs[i].result.probability);
    return status == NORM_OK && count != 2 * MANY ? NORM_E_NOTFOUND : status;
}

static norm_status call_compare_many(scene *s, uint64_t *answer, norm_error *err)
{
    const norm_pair *pairs = NULL;
    norm_bulk_opts opts;
    size_t count = 0;
    norm_status status;

    norm_bulk_opts_init(&opts);
    opts.least = 0.9;
    status = norm_compare_many(s->ctx, s->names[0], s->names, 2, &opts, &pairs, &count, err);
    if (count > 0)
        add_number(answer, pairs[0].result.probability);
    return status;
}

static norm_status call_explain(scene *s, uint64_t *answer, norm_error *err)
{
    norm_explanation why = {.reason_count = 0};
    norm_status status = norm_explain(s->ctx, s->names[0], s->names[1], NULL, &why, err);
    size_t i;

    for (i = 0; i < why.reason_count && status == NORM_OK; i++) {
        add(answer, why.reasons[i].a_text);
        add(answer, why.reasons[i].what);
        add(answer, why.reasons[i].source);
    }
    return status;
}

static norm_status call_builder_open(scene *s, uint64_t *answer, norm_error *err)
{
    norm_index_builder *builder;
    norm_status status = norm_index_builder_open(s->ctx, &builder, err);

    (void)answer;
    norm_index_builder_close(builder);
    return status;
}

/* Enough rows that what holds them grows. */
static norm_status call_builder_add(scene *s, uint64_t *answer, norm_error *err)
{
    norm_index_row row = {.lang = {"hy", 2}, .country = {"AM", 2}, .kind = NORM_KIND_PLACE};
    norm_status status = NORM_OK;
    size_t i;

    (void)answer;
    for (i = 0; i < OOM_PAIRS && status == NORM_OK; i++) {
        row.id = norm_str_from(s->texts[i][0]);
        row.name = norm_str_from(s->texts[i][1]);
        status = norm_index_builder_add(s->builder, &row, err);
    }
    return status;
}

static norm_status finish_index(norm_status status, norm_index *index, uint64_t *answer)
{
    norm_index_info info;

    norm_index_describe(index, &info);
    *answer = nrm_hash_mix(info.names, info.size);
    norm_index_close(index);
    return status;
}

static norm_status call_builder_write(scene *s, uint64_t *answer, norm_error *err)
{
    norm_index *index = NULL;
    norm_status status = norm_index_builder_write(s->builder, s->new_path, err);

    if (status == NORM_OK)
        status = norm_index_open_file(s->model, s->new_path, &index, err);
    return finish_index(status, index, answer);
}

static norm_status call_index_open_file(scene *s, uint64_t *answer, norm_error *err)
{
    norm_index *index;
    norm_status status = norm_index_open_file(s->model, s->index_path, &index, err);

    return finish_index(status, index, answer);
}

static norm_status call_index_open_builtin(scene *s, uint64_t *answer, norm_error *err)
{
    norm_index *index;
    norm_status status = norm_index_open_builtin(s->model, &index, err);

    return finish_index(status, index, answer);
}

static norm_status call_lookup(scene *s, uint64_t *answer, norm_error *err)
{
    norm_query query = {.text = {"Йеревань", 16}, .kind = NORM_KIND_PLACE};
    const norm_hit *hits;
    size_t count = 0;
    size_t i;
    norm_status status = norm_lookup(s->ctx, s->index, &query, 10, &hits, &count, err);

    for (i = 0; i < count; i++) {
        add(answer, hits[i].id);
        add_number(answer, hits[i].probability);
    }
    return status == NORM_OK && count == 0 ? NORM_E_NOTFOUND : status;
}

norm_status call_dedupe_by(scene *s, unsigned threads, uint64_t *answer, norm_error *err)
{
    norm_record records[60];
    norm_str numbers[2] = {{NULL, 0}, {"8", 1}};
    norm_dedupe_opts opts;
    norm_dedupe_result out = {0};
    norm_status status;
    size_t i;

    for (i = 0; i < 60; i++)
        records[i] = (norm_record){.name = norm_str_from(s->texts[i / 2][i % 2]),
                                   .kind = NORM_KIND_PLACE,
                                   .differ = &numbers[i / 30],
                                   .differ_count = 1,
                                   .same = &numbers[i / 58],
                                   .same_count = 1};
    norm_dedupe_opts_init(&opts);
    opts.threads = threads;
    status = norm_dedupe(s->ctx, records, 60, &opts, &out, err);
    for (i = 0; i < out.count && status == NORM_OK; i++) {
        add(answer, out.entities[i].id);
        add_number(answer, out.entities[i].probability);
    }
    return status;
}

static norm_status call_dedupe(scene *s, uint64_t *answer, norm_error *err)
{
    return call_dedupe_by(s, 1, answer, err);
}

static norm_status call_train(scene *s, uint64_t *answer, norm_error *err)
{
    norm_train_opts opts;
    norm_train_result out = {0};
    norm_status status;

    norm_train_opts_init(&opts);
    opts.rounds = 1;
    status = norm_train(s->ctx, s->pairs, OOM_PAIRS, &opts, &out, err);
    add(answer, out.sounds);
    add(answer, out.terms);
    add(answer, out.report);
    add(answer, out.blob);
    return status;
}

const call_row call_rows[] = {
    {"norm_str_from norm_version norm_status_text", call_constants, false, false},
    {"norm_model_open_builtin norm_model_describe norm_model_close", call_model_open_builtin, true,
     false},
    {"norm_model_open_file", call_model_open_file, true, false},
    {"norm_ctx_open norm_ctx_close", call_ctx_open, true, false},
    {"norm_ctx_reset", call_ctx_reset, false, false},
    {"norm_utf8_check", call_utf8_check, false, false},
    {"norm_decode", call_decode, true, false},
    {"norm_detect", call_detect, true, false},
    {"norm_normalize", call_normalize, true, false},
    {"norm_key", call_key, true, false},
    {"norm_system_count norm_system_at norm_system_find norm_system_suggest norm_system_describe",
     call_systems, false, false},
    {"norm_transliterate", call_transliterate, true, false},
    {"norm_encode", call_encode, true, false},
    {"norm_compare norm_match_opts_init", call_compare, false, false},
    {"norm_compare_many norm_bulk_opts_init", call_compare_many, true, false},
    {"norm_compare_block", call_compare_block, true, false},
    {"norm_explain", call_explain, true, false},
    {"norm_compare norm_explain norm_lookup", call_inflected, true, false}, /* of running text */
    {"norm_index_builder_open norm_index_builder_close", call_builder_open, true, false},
    {"norm_index_builder_add", call_builder_add, true, false},
    {"norm_index_builder_write", call_builder_write, true, false},
    {"norm_index_open_file", call_index_open_file, true, false},
    {"norm_index_open_builtin norm_index_describe norm_index_close", call_index_open_builtin, true,
     false},
    {"norm_lookup", call_lookup, true, false},
    {"norm_dedupe norm_dedupe_opts_init", call_dedupe, true, false},
    {"norm_train norm_train_opts_init", call_train, true, true},
};

const size_t call_row_count = sizeof call_rows / sizeof call_rows[0];
