/* api/index.c - build an index of names, open one, look names up in it.
 * SPDX-License-Identifier: MIT */
#include <libnorm/index.h>
#include <libnorm/text.h>

#include "api/internal.h"
#include "base/fail.h"
#include "index/build.h"
#include "index/lookup.h"
#include "index/open.h"

#define LEAST_PROBABILITY 0.001 /* of a hit that is worth telling */

struct norm_index_builder {
    nrm_index_builder rows;
};

struct norm_index {
    norm_allocator alloc;
    const norm_model *model;
    nrm_map map; /* of the file; empty for the gazetteer */
    nrm_index view;
};

norm_status norm_index_builder_open(norm_ctx *ctx, norm_index_builder **out, norm_error *err)
{
    norm_index_builder *builder;

    if (out == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "out is NULL");
    *out = NULL;
    if (ctx == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "ctx is NULL");
    builder = nrm_alloc_zeroed(&ctx->model->alloc, 1, sizeof *builder);
    if (builder == NULL)
        return nrm_fail_nomem(err);
    nrm_index_builder_init(&builder->rows, &ctx->model->encoder, ctx->model->tables_hash,
                           &ctx->model->alloc);
    *out = builder;
    return NORM_OK;
}

norm_status norm_index_builder_add(norm_index_builder *builder, const norm_index_row *row,
                                   norm_error *err)
{
    norm_status status;

    if (builder == NULL || row == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "builder or row is NULL");
    status = norm_utf8_check(row->name, err);
    if (status == NORM_OK)
        status = norm_utf8_check(row->id, err);
    if (status == NORM_OK)
        status = nrm_check_tag(row->lang, err);
    if (status == NORM_OK)
        status = nrm_check_tag(row->country, err);
    if (status != NORM_OK)
        return status;
    if (row->id.len == 0 || row->name.len == 0)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "a row without an id or a name");
    if (row->kind > NORM_KIND_ORG || !(row->weight >= 0))
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "no such kind, or a weight below 0");
    return nrm_index_builder_take(&builder->rows, row, err);
}

norm_status norm_index_builder_write(norm_index_builder *builder, const char *path, norm_error *err)
{
    nrm_out file;
    norm_str image;
    norm_status status;

    if (builder == NULL || path == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "builder or path is NULL");
    status = nrm_index_builder_finish(&builder->rows, &image, err);
    if (status != NORM_OK)
        return status;
    status = nrm_out_open(&builder->rows.alloc, path, &file, err);
    if (status != NORM_OK)
        return status;
    status = nrm_out_write(&file, image.ptr, image.len, err);
    if (status == NORM_OK)
        return nrm_out_commit(&file, err);
    nrm_out_abandon(&file);
    return status;
}

void norm_index_builder_close(norm_index_builder *builder)
{
    norm_allocator alloc;

    if (builder == NULL)
        return;
    alloc = builder->rows.alloc;
    nrm_index_builder_dispose(&builder->rows);
    nrm_free_array(&alloc, builder, 1, sizeof *builder);
}

/* An index without content. */
static norm_status new_index(const norm_model *model, norm_index **out, norm_error *err)
{
    norm_index *index;

    if (out == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "out is NULL");
    *out = NULL;
    if (model == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "model is NULL");
    index = nrm_alloc_zeroed(&model->alloc, 1, sizeof *index);
    if (index == NULL)
        return nrm_fail_nomem(err);
    index->alloc = model->alloc;
    index->model = model;
    *out = index;
    return NORM_OK;
}

norm_status norm_index_open_file(const norm_model *model, const char *path, norm_index **out,
                                 norm_error *err)
{
    norm_status status = new_index(model, out, err);

    if (status != NORM_OK)
        return status;
    if (path == NULL)
        status = nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "path is NULL");
    if (status == NORM_OK)
        status = nrm_map_open(path, &(*out)->map, err);
    if (status == NORM_OK)
        status = nrm_index_open((*out)->map.base, (*out)->map.size, model->tables_hash,
                                &model->encoder, true, &(*out)->view, err);
    if (status != NORM_OK) {
        norm_index_close(*out);
        *out = NULL;
    }
    return status;
}

norm_status norm_index_open_builtin(const norm_model *model, norm_index **out, norm_error *err)
{
    nrm_reader section;
    norm_status status = new_index(model, out, err);

    if (status != NORM_OK)
        return status;
    status = nrm_blob_section(&model->blob, "GAZE", &section, err);
    if (status == NORM_OK)
        status = nrm_index_open(section.base, section.size, model->tables_hash, &model->encoder,
                                false, &(*out)->view, err);
    if (status != NORM_OK) {
        norm_index_close(*out);
        *out = NULL;
    }
    return status;
}

void norm_index_close(norm_index *index)
{
    norm_allocator alloc;

    if (index == NULL)
        return;
    alloc = index->alloc;
    nrm_map_close(&index->map);
    nrm_free_array(&alloc, index, 1, sizeof *index);
}

void norm_index_describe(const norm_index *index, norm_index_info *out)
{
    if (out == NULL)
        return;
    *out = (norm_index_info){0, 0, 0};
    if (index != NULL)
        *out =
            (norm_index_info){index->view.entity_count, index->view.name_count, index->view.size};
}

static norm_status check_query(const norm_ctx *ctx, const norm_index *index,
                               const norm_query *query, norm_error *err)
{
    norm_status status = nrm_check_match(ctx, NULL, err);

    if (status != NORM_OK)
        return status;
    if (index == NULL || query == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "index or query is NULL");
    if (index->model != ctx->model || query->kind > NORM_KIND_ORG)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET,
                        "ctx has another model than the index, or no such kind");
    status = nrm_check_text(ctx, query->text, err);
    if (status == NORM_OK)
        status = nrm_check_tag(query->lang, err);
    return status == NORM_OK ? nrm_check_tag(query->country, err) : status;
}

/* One hit with its strings in the results. */
static norm_status tell_hit(norm_ctx *ctx, const nrm_index *view, const nrm_hit *hit, norm_hit *out,
                            norm_error *err)
{
    nrm_index_entity entity;
    nrm_index_name display;
    nrm_index_name matched;
    norm_status status;

    if (!nrm_index_entity_at(view, hit->entity, &entity) ||
        !nrm_index_name_at(view, entity.display, &display) ||
        !nrm_index_name_at(view, hit->name, &matched))
        return nrm_fail(err, NORM_E_FORMAT, NORM_NO_OFFSET, "damaged index: entity %u",
                        (unsigned)hit->entity);
    status = nrm_arena_copy(&ctx->results, entity.id, &out->id, err);
    if (status == NORM_OK)
        status = nrm_arena_copy(&ctx->results, display.text, &out->name, err);
    if (status == NORM_OK)
        status = nrm_arena_copy(&ctx->results, matched.text, &out->matched, err);
    out->probability = hit->probability;
    out->verdict = hit->verdict;
    return status;
}

static norm_status tell_hits(norm_ctx *ctx, const nrm_index *view, const nrm_hit *found,
                             size_t count, const norm_hit **hits, norm_error *err)
{
    norm_hit *told = nrm_arena_alloc(&ctx->results, count, sizeof *told);
    norm_status status = told != NULL ? NORM_OK : nrm_fail_nomem(err);
    size_t i;

    for (i = 0; i < count && status == NORM_OK; i++)
        status = tell_hit(ctx, view, &found[i], &told[i], err);
    *hits = status == NORM_OK ? told : NULL;
    return status;
}

/* A sure answer leaves next to nothing to others; those that would be of interest without it are
 * told all the same. */
static bool is_worth_telling(const norm_ctx *ctx, const norm_query *query, const nrm_hit *hit)
{
    return query->all || hit->probability >= LEAST_PROBABILITY ||
           hit->score >= ctx->model->scorer.review_from[query->kind];
}

typedef struct hit_list {
    const nrm_hit *items;
    size_t count;
} hit_list;

/* The hits of the name as it stands or of the base form whose first hit scores best. */
static norm_status look_up_inflected(norm_ctx *ctx, nrm_lookup *lookup, hit_list *hits,
                                     norm_error *err)
{
    nrm_inflected inflected;
    size_t i;
    norm_status status = nrm_find_inflected(ctx, lookup->name, &inflected, err);

    lookup->less = NRM_INFLECTED_NATS;
    for (i = 0; status == NORM_OK && i < inflected.count; i++) {
        hit_list found = {NULL, 0};

        lookup->name = inflected.names[i];
        status = nrm_look_up(lookup, &ctx->scratch, &found.items, &found.count, err);
        if (status == NORM_OK && found.count > 0 &&
            (hits->count == 0 || found.items[0].score > hits->items[0].score))
            *hits = found;
    }
    return status;
}

norm_status norm_lookup(norm_ctx *ctx, const norm_index *index, const norm_query *query,
                        size_t limit, const norm_hit **hits, size_t *count, norm_error *err)
{
    nrm_lookup lookup;
    nrm_mark mark;
    hit_list found = {NULL, 0};
    size_t told = 0;
    norm_status status;

    if (hits == NULL || count == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "hits or count is NULL");
    *hits = NULL;
    *count = 0;
    status = check_query(ctx, index, query, err);
    if (status != NORM_OK)
        return status;
    mark = nrm_arena_mark(&ctx->scratch);
    lookup = (nrm_lookup){.index = &index->view,
                          .matcher = &ctx->model->matcher,
                          .systems = ctx->model->systems,
                          .country = nrm_country_hash(query->country),
                          .kind = query->kind};
    status = nrm_encode(&ctx->model->encoder, &ctx->scratch, query->text, query->lang, query->kind,
                        &lookup.name, err);
    if (status == NORM_OK)
        status = nrm_look_up(&lookup, &ctx->scratch, &found.items, &found.count, err);
    if (status == NORM_OK && query->inflected)
        status = look_up_inflected(ctx, &lookup, &found, err);
    if (status == NORM_OK) {
        while (told < found.count && told < limit &&
               is_worth_telling(ctx, query, &found.items[told]))
            told++;
        status = tell_hits(ctx, &index->view, found.items, told, hits, err);
    }
    nrm_arena_rewind(&ctx->scratch, mark);
    if (status == NORM_OK)
        *count = told;
    return status;
}
