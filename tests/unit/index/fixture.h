/* unit/index/fixture.h - small indexes over the built-in tables.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TEST_INDEX_FIXTURE_H
#define NRM_TEST_INDEX_FIXTURE_H

#include <criterion/criterion.h>

#include <libnorm/norm.h>

#include <stdlib.h>
#include <string.h>

#include "api/internal.h"
#include "base/str.h"
#include "index/build.h"
#include "index/lookup.h"

typedef struct row {
    const char *id, *name, *lang, *country;
    double weight;
} row;

static const row villages[] = {
    {"am-1", "Yeraskh", "en", "AM", 0},     {"am-1", "Երասխ", "hy", "AM", 0},
    {"am-1", "Ерасх", "ru", "AM", 0},       {"am-2", "Yeraskhahun", "en", "AM", 0},
    {"am-2", "Երասխահուն", "hy", "AM", 0},  {"az-1", "Xankəndi", "az", "AZ", 0},
    {"az-1", "Stepanakert", "en", "AZ", 0}, {"az-2", "Şuşa", "az", "AZ", 0},
    {"az-2", "Շուշի", "hy", "", 0},         {"az-3", "Şuşa rayonu", "az", "AZ", 0},
    {"ge-1", "თბილისი", "ka", "GE", 0},     {"ge-1", "Tiflis", "en", "GE", 0},
    {"tr-1", "Yeniköy", "tr", "TR", 10},    {"tr-2", "Yeniköy", "tr", "TR", 200},
    {"az-4", "Yeniköy", "tr", "AZ", 30},    {"tr-0", "Yeniköy", "tr", "TR", 10},
};

static inline norm_model *open_model(const norm_allocator *alloc)
{
    norm_error err = {.message = ""};
    norm_model *model = NULL;

    cr_assert_eq(norm_model_open_builtin(alloc, &model, &err), NORM_OK, "%s", err.message);
    return model;
}

static inline norm_index_row row_of(const row *r)
{
    return (norm_index_row){.id = norm_str_from(r->id),
                            .name = norm_str_from(r->name),
                            .lang = norm_str_from(r->lang),
                            .country = norm_str_from(r->country),
                            .kind = NORM_KIND_PLACE,
                            .weight = r->weight};
}

/* The rows in the order of numbers, as an index in memory of just its size. */
static inline norm_str build_rows(const norm_model *model, const row *rows, const size_t *numbers,
                                  size_t count)
{
    nrm_index_builder builder;
    norm_str image;
    char *copy;
    size_t i;

    nrm_index_builder_init(&builder, &model->encoder, model->tables_hash, &model->alloc);
    for (i = 0; i < count; i++) {
        norm_index_row r = row_of(&rows[numbers != NULL ? numbers[i] : i]);

        cr_assert_eq(nrm_index_builder_take(&builder, &r, NULL), NORM_OK);
    }
    cr_assert_eq(nrm_index_builder_finish(&builder, &image, NULL), NORM_OK);
    copy = malloc(image.len);
    cr_assert_not_null(copy);
    memcpy(copy, image.ptr, image.len);
    image.ptr = copy;
    nrm_index_builder_dispose(&builder);
    return image;
}

static inline norm_str build_villages(const norm_model *model)
{
    return build_rows(model, villages, NULL, sizeof villages / sizeof *villages);
}

static inline void free_image(norm_str image)
{
    union {
        const char *read_only;
        void *any;
    } bytes = {image.ptr};

    free(bytes.any);
}

static inline norm_status open_image(const norm_model *model, norm_str image, bool check,
                                     nrm_index *out, norm_error *err)
{
    return nrm_index_open(image.ptr, image.len, model->tables_hash, &model->encoder, check, out,
                          err);
}

/* Looks text up; the id of each hit goes to ids, of which there is room for count. */
static inline norm_status look_up(const norm_model *model, const nrm_index *index, const char *text,
                                  const char *country, norm_str *ids, size_t *count)
{
    nrm_arena arena;
    nrm_lookup lookup = {.index = index,
                         .matcher = &model->matcher,
                         .systems = model->systems,
                         .country = nrm_country_hash(norm_str_from(country)),
                         .kind = NORM_KIND_PLACE};
    const nrm_hit *hits = NULL;
    size_t found = 0;
    size_t i;
    norm_status status;

    nrm_arena_init(&arena, &model->alloc);
    status = nrm_encode(&model->encoder, &arena, norm_str_from(text), norm_str_from(""),
                        NORM_KIND_PLACE, &lookup.name, NULL);
    if (status == NORM_OK)
        status = nrm_look_up(&lookup, &arena, &hits, &found, NULL);
    for (i = 0; i < found && i < *count && status == NORM_OK; i++) {
        nrm_index_entity entity;

        if (!nrm_index_entity_at(index, hits[i].entity, &entity))
            status = NORM_E_FORMAT;
        else
            ids[i] = entity.id;
    }
    *count = i;
    nrm_arena_dispose(&arena);
    return status;
}

#endif
