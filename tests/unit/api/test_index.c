/* unit/api/test_index.c - an index as a program uses it: a file, its errors, its answers.
 * SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include <criterion/criterion.h>

#include <libnorm/norm.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"

typedef struct fixture {
    norm_model *model;
    norm_ctx *ctx;
    norm_index_builder *builder;
    char path[64];
} fixture;

static void open_all(fixture *f)
{
    int fd;

    memset(f, 0, sizeof *f);
    strcpy(f->path, "/tmp/norm-index-XXXXXX");
    fd = mkstemp(f->path);
    cr_assert_geq(fd, 0);
    close(fd);
    cr_assert_eq(norm_model_open_builtin(NULL, &f->model, NULL), NORM_OK);
    cr_assert_eq(norm_ctx_open(f->model, &f->ctx, NULL), NORM_OK);
    cr_assert_eq(norm_index_builder_open(f->ctx, &f->builder, NULL), NORM_OK);
}

static void close_all(fixture *f)
{
    norm_index_builder_close(f->builder);
    norm_ctx_close(f->ctx);
    norm_model_close(f->model);
    unlink(f->path);
}

static norm_status add(fixture *f, const char *id, const char *name, norm_kind kind)
{
    norm_index_row row = {.id = norm_str_from(id), .name = norm_str_from(name), .kind = kind};

    return norm_index_builder_add(f->builder, &row, NULL);
}

static norm_index *write_and_open(fixture *f)
{
    norm_index *index;

    cr_assert_eq(norm_index_builder_write(f->builder, f->path, NULL), NORM_OK);
    cr_assert_eq(norm_index_open_file(f->model, f->path, &index, NULL), NORM_OK);
    return index;
}

Test(index, answers_from_its_file)
{
    norm_query query = {.text = {"Мовсес Оганян", 25}, .kind = NORM_KIND_PERSON};
    fixture f;
    norm_index *index;
    norm_index_info info;
    const norm_hit *hits;
    size_t count;

    open_all(&f);
    cr_assert_eq(add(&f, "p1", "Movses Ohanyan", NORM_KIND_PERSON), NORM_OK);
    cr_assert_eq(add(&f, "p1", "Մովսես Օհանյան", NORM_KIND_PERSON), NORM_OK);
    cr_assert_eq(add(&f, "p2", "Gevorg Petrosyan", NORM_KIND_PERSON), NORM_OK);
    index = write_and_open(&f);
    norm_index_describe(index, &info);
    cr_expect_eq(info.entities, 2);
    cr_expect_eq(info.names, 3);
    cr_expect_gt(info.size, 264);
    cr_assert_eq(norm_lookup(f.ctx, index, &query, 5, &hits, &count, NULL), NORM_OK);
    cr_assert_geq(count, 1);
    norm_index_close(index); /* the results are the context's */
    cr_expect(nrm_str_eq_c(hits[0].id, "p1"));
    cr_expect(nrm_str_eq_c(hits[0].name, "Movses Ohanyan"));
    cr_expect_eq(hits[0].verdict, NORM_MATCH);
    close_all(&f);
}

/* The sure one leaves the other less than a thousandth, which would be a match by itself. */
Test(index, tells_who_sounds_like_a_sure_answer)
{
    norm_query query = {.text = {"Atan", 4}, .kind = NORM_KIND_PLACE};
    fixture f;
    norm_index *index;
    const norm_hit *hits;
    size_t count;

    open_all(&f);
    cr_assert_eq(add(&f, "tr", "Atan", NORM_KIND_PLACE), NORM_OK);
    cr_assert_eq(add(&f, "hy", "Աթան", NORM_KIND_PLACE), NORM_OK);
    cr_assert_eq(add(&f, "other", "Գյումրի", NORM_KIND_PLACE), NORM_OK);
    index = write_and_open(&f);
    cr_assert_eq(norm_lookup(f.ctx, index, &query, 5, &hits, &count, NULL), NORM_OK);
    cr_assert_eq(count, 2, "%zu answers", count);
    cr_expect(nrm_str_eq_c(hits[0].id, "tr"));
    cr_expect(nrm_str_eq_c(hits[1].id, "hy"));
    cr_expect_lt(hits[1].probability, 0.001);
    norm_index_close(index);
    close_all(&f);
}

Test(index, can_be_written_again_with_more_names)
{
    fixture f;
    norm_index *index;
    norm_index_info info;

    open_all(&f);
    cr_assert_eq(add(&f, "a", "Gyumri", NORM_KIND_PLACE), NORM_OK);
    cr_assert_eq(norm_index_builder_write(f.builder, f.path, NULL), NORM_OK);
    cr_assert_eq(add(&f, "b", "Vanadzor", NORM_KIND_PLACE), NORM_OK);
    index = write_and_open(&f);
    norm_index_describe(index, &info);
    cr_expect_eq(info.entities, 2);
    norm_index_close(index);
    close_all(&f);
}

Test(index, refuses_rows_that_say_nothing)
{
    norm_index_row row = {.id = {"x", 1}, .name = {"Goris", 5}, .weight = -1};
    fixture f;

    open_all(&f);
    cr_expect_eq(add(&f, "", "Goris", NORM_KIND_PLACE), NORM_E_ARG);
    cr_expect_eq(add(&f, "x", "", NORM_KIND_PLACE), NORM_E_ARG);
    cr_expect_eq(add(&f, "x", "Gori\xFF", NORM_KIND_PLACE), NORM_E_UTF8);
    cr_expect_eq(norm_index_builder_add(f.builder, &row, NULL), NORM_E_ARG);
    row.weight = 0;
    row.kind = (norm_kind)(NORM_KIND_ORG + 1);
    cr_expect_eq(norm_index_builder_add(f.builder, &row, NULL), NORM_E_ARG);
    cr_expect_eq(norm_index_builder_add(f.builder, NULL, NULL), NORM_E_ARG);
    cr_expect_eq(norm_index_builder_write(f.builder, "/nowhere/at/all.nidx", NULL), NORM_E_IO);
    close_all(&f);
}

Test(index, says_why_a_file_does_not_open)
{
    norm_error err = {.message = ""};
    norm_index *index;
    fixture f;

    open_all(&f);
    cr_expect_eq(norm_index_open_file(f.model, "/nowhere/at/all.nidx", &index, &err), NORM_E_IO);
    cr_expect_null(index);
    cr_expect_eq(norm_index_open_file(f.model, f.path, &index, &err), NORM_E_FORMAT,
                 "an empty one");
    cr_expect_null(index);
    cr_expect_eq(norm_index_open_file(f.model, NULL, &index, &err), NORM_E_ARG);
    cr_expect_eq(norm_index_open_file(NULL, f.path, &index, &err), NORM_E_ARG);
    norm_index_close(NULL);
    close_all(&f);
}

Test(index, refuses_queries_that_it_cannot_answer)
{
    norm_query query = {.text = {"Goris", 5}};
    norm_model *other;
    norm_index *foreign;
    norm_index *index;
    const norm_hit *hits;
    size_t count;
    fixture f;

    open_all(&f);
    cr_assert_eq(norm_model_open_builtin(NULL, &other, NULL), NORM_OK);
    cr_assert_eq(norm_index_open_builtin(other, &foreign, NULL), NORM_OK);
    cr_assert_eq(norm_index_open_builtin(f.model, &index, NULL), NORM_OK);
    cr_expect_eq(norm_lookup(f.ctx, foreign, &query, 5, &hits, &count, NULL), NORM_E_ARG);
    cr_expect_eq(norm_lookup(NULL, index, &query, 5, &hits, &count, NULL), NORM_E_ARG);
    cr_expect_eq(norm_lookup(f.ctx, NULL, &query, 5, &hits, &count, NULL), NORM_E_ARG);
    cr_expect_eq(norm_lookup(f.ctx, index, NULL, 5, &hits, &count, NULL), NORM_E_ARG);
    query.text = (norm_str){"\xC0\x80", 2};
    cr_expect_eq(norm_lookup(f.ctx, index, &query, 5, &hits, &count, NULL), NORM_E_UTF8);
    query.text = (norm_str){"", 0};
    cr_expect_eq(norm_lookup(f.ctx, index, &query, 5, &hits, &count, NULL), NORM_OK);
    cr_expect_eq(count, 0, "an empty name names nothing");
    query.text = (norm_str){"Goris", 5};
    cr_expect_eq(norm_lookup(f.ctx, index, &query, 0, &hits, &count, NULL), NORM_OK);
    cr_expect_eq(count, 0, "none asked for");
    norm_index_close(index);
    norm_index_close(foreign);
    norm_model_close(other);
    close_all(&f);
}
