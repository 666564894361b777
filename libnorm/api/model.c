/* api/model.c - open and close models and contexts.
 * SPDX-License-Identifier: MIT */
#include "api/internal.h"

#include "base/fail.h"
#include "base/hash.h"
#include "compare/section.h"
#include "text/icu.h"

/* What names are encoded with. The gazetteer is made by means of these, and
 * the costs have a hash of their own. */
static const char *const table_sections[] = {"VERS", "SYST", "ALPH", "NAME",
                                             "LANG", "WORD", "ENDS"};

/* Tables may know no rarities: all words weigh the same then. */
static norm_status open_rarities(norm_model *model, norm_error *err)
{
    nrm_reader section;
    norm_status status = nrm_blob_section(&model->blob, "WORD", &section, NULL);

    if (status == NORM_E_NOTFOUND)
        return NORM_OK;
    if (status == NORM_OK)
        status = nrm_rarities_open(section, &model->rarities, err);
    model->encoder.rarities = &model->rarities;
    return status;
}

/* Tables may know no endings: words are compared by their sounds alone then. */
static norm_status open_endings(norm_model *model, norm_error *err)
{
    nrm_reader section;
    norm_status status = nrm_blob_section(&model->blob, "ENDS", &section, NULL);

    if (status == NORM_E_NOTFOUND)
        return NORM_OK;
    if (status == NORM_OK)
        status = nrm_endings_open(section, &model->alphabet, &model->endings, err);
    model->encoder.endings = &model->endings;
    return status;
}

/* Tables may know no inflections: names are compared as they stand then. */
static norm_status open_inflections(norm_model *model, norm_error *err)
{
    nrm_reader section;
    norm_status status = nrm_blob_section(&model->blob, "CASE", &section, NULL);

    if (status == NORM_E_NOTFOUND)
        return NORM_OK;
    return status == NORM_OK
               ? nrm_inflections_open(&model->arena, section, &model->inflections, err)
               : status;
}

/* What names are encoded with. */
static norm_status open_encoder(norm_model *model, norm_error *err)
{
    nrm_reader alphabet;
    nrm_reader names = {0};
    norm_status status = nrm_lang_open(&model->blob, &model->arena, &model->languages, err);

    if (status == NORM_OK)
        status = nrm_blob_section(&model->blob, "ALPH", &alphabet, err);
    if (status == NORM_OK)
        status = nrm_alphabet_read((norm_str){(const char *)alphabet.base, alphabet.size},
                                   &model->alphabet, err);
    if (status == NORM_OK)
        status = nrm_sound_systems_open(model->systems, &model->sounds, err);
    if (status == NORM_OK)
        status = nrm_blob_section(&model->blob, "NAME", &names, err);
    if (status == NORM_OK)
        status = nrm_names_open(&model->arena, names, &model->names, err);
    model->encoder = (nrm_encoder){&model->alphabet, &model->sounds, &model->names,
                                   model->languages, NULL,           NULL};
    if (status == NORM_OK)
        status = open_rarities(model, err);
    return status == NORM_OK ? open_endings(model, err) : status;
}

/* Tables from which costs are yet to be learned have no section COST. */
static norm_status open_matcher(norm_model *model, norm_error *err)
{
    nrm_reader section;
    norm_status status = nrm_blob_section(&model->blob, "COST", &section, err);

    if (status == NORM_E_NOTFOUND)
        return NORM_OK;
    if (status == NORM_OK)
        status = nrm_cost_section_open(&model->arena, section, &model->encoder, &model->costs,
                                       &model->ending_costs, &model->scorer, err);
    model->has_costs = status == NORM_OK;
    model->matcher = (nrm_matcher){&model->costs, &model->scorer};
    return status;
}

static norm_status open_sections(norm_model *model, norm_error *err)
{
    nrm_reader version;
    norm_status status = nrm_blob_section(&model->blob, "VERS", &version, err);
    size_t i;

    if (status != NORM_OK)
        return status;
    model->version = (norm_str){(const char *)version.base, version.size};
    for (i = 0; i < NRM_LEN(table_sections); i++)
        model->tables_hash = nrm_hash_mix(model->tables_hash,
                                          nrm_blob_section_hash(&model->blob, table_sections[i]));
    model->costs_hash = nrm_blob_section_hash(&model->blob, "COST");
    status = nrm_systems_open(&model->blob, &model->arena, &model->systems, err);
    if (status == NORM_OK)
        status = open_encoder(model, err);
    if (status == NORM_OK)
        status = open_inflections(model, err);
    return status == NORM_OK ? open_matcher(model, err) : status;
}

/* A model without tables. */
static norm_status new_model(const norm_allocator *alloc, norm_model **out, norm_error *err)
{
    const norm_allocator *hook = alloc != NULL ? alloc : &nrm_allocator_default;
    norm_model *model = nrm_alloc_zeroed(hook, 1, sizeof *model);

    if (model == NULL)
        return nrm_fail_nomem(err);
    model->alloc = *hook;
    nrm_arena_init(&model->arena, hook);
    *out = model;
    return NORM_OK;
}

/* Fills model from the bytes. A section that is not there makes tables of
 * another kind than these: damage, not a question that has no answer. */
static norm_status load(norm_model *model, const void *base, size_t size, norm_error *err)
{
    norm_status status = nrm_blob_open(base, size, &model->blob, err);

    if (status != NORM_OK)
        return status;
    status = open_sections(model, err);
    if (status == NORM_E_NOTFOUND) {
        status = NORM_E_FORMAT;
        if (err != NULL)
            err->status = status;
    }
    return status;
}

norm_status nrm_model_open_memory(const void *base, size_t size, const norm_allocator *alloc,
                                  norm_model **out, norm_error *err)
{
    norm_model *model = NULL;
    norm_status status;

    if (out == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "out is NULL");
    *out = NULL;
    status = new_model(alloc, &model, err);
    if (status != NORM_OK)
        return status;
    status = load(model, base, size, err);
    if (status != NORM_OK) {
        norm_model_close(model);
        return status;
    }
    *out = model;
    return NORM_OK;
}

norm_status norm_model_open_file(const char *path, const norm_allocator *alloc, norm_model **out,
                                 norm_error *err)
{
    norm_model *model = NULL;
    norm_status status;

    if (out == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "out is NULL");
    *out = NULL;
    if (path == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "path is NULL");
    status = new_model(alloc, &model, err);
    if (status != NORM_OK)
        return status;
    status = nrm_map_open(path, &model->map, err);
    if (status == NORM_OK)
        status = load(model, model->map.base, model->map.size, err);
    if (status != NORM_OK) {
        norm_model_close(model);
        return status;
    }
    *out = model;
    return NORM_OK;
}

void norm_model_close(norm_model *model)
{
    norm_allocator alloc;

    if (model == NULL)
        return;
    alloc = model->alloc;
    nrm_arena_dispose(&model->arena);
    nrm_map_close(&model->map);
    nrm_free_array(&alloc, model, 1, sizeof *model);
}

void norm_model_describe(const norm_model *model, norm_model_info *out)
{
    if (out == NULL)
        return;
    *out = (norm_model_info){0};
    if (model == NULL)
        return;
    out->tables_version = model->version;
    out->tables_hash = model->tables_hash;
    out->costs_hash = model->costs_hash;
    out->size = model->blob.size;
    out->has_icu = nrm_icu_present();
}

norm_status norm_ctx_open(const norm_model *model, norm_ctx **out, norm_error *err)
{
    norm_ctx *ctx;

    if (out == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "out is NULL");
    *out = NULL;
    if (model == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "model is NULL");
    ctx = nrm_alloc_zeroed(&model->alloc, 1, sizeof *ctx);
    if (ctx == NULL)
        return nrm_fail_nomem(err);
    ctx->model = model;
    nrm_arena_init(&ctx->results, &model->alloc);
    nrm_arena_init(&ctx->scratch, &model->alloc);
    *out = ctx;
    return NORM_OK;
}

void norm_ctx_reset(norm_ctx *ctx)
{
    if (ctx == NULL)
        return;
    nrm_arena_reset(&ctx->results);
    nrm_arena_reset(&ctx->scratch);
}

void norm_ctx_close(norm_ctx *ctx)
{
    norm_allocator alloc;

    if (ctx == NULL)
        return;
    alloc = ctx->model->alloc;
    nrm_arena_dispose(&ctx->results);
    nrm_arena_dispose(&ctx->scratch);
    nrm_free_array(&alloc, ctx, 1, sizeof *ctx);
}

norm_status nrm_ctx_finish(norm_ctx *ctx, nrm_mark mark, norm_status status, norm_str made,
                           norm_str *out, norm_error *err)
{
    if (status == NORM_OK)
        status = nrm_arena_copy(&ctx->results, made, out, err);
    nrm_arena_rewind(&ctx->scratch, mark);
    return status;
}
