/* tablec/gazetteer.c - compiles tables/gazetteer/ to an index of names.
 * SPDX-License-Identifier: MIT
 *
 * The names are encoded by the very model that will be looked up with, opened
 * over the sections that are compiled so far. */
#include "gazetteer.h"

#include <string.h>

#include "api/internal.h"
#include "base/fail.h"
#include "index/build.h"
#include "tables/tsv.h"

enum {
    COL_ID,
    COL_NAME,
    COL_LANG,
    COL_KIND,
    COL_COUNTRY,
    COLUMNS
};

static const char *const column_names[COLUMNS] = {"id", "name", "lang", "kind", "country"};

static norm_status add_row(nrm_index_builder *builder, const nrm_tsv *tsv,
                           const size_t columns[COLUMNS], norm_error *err)
{
    norm_index_row row = {.id = tsv->cells[columns[COL_ID]],
                          .name = tsv->cells[columns[COL_NAME]],
                          .lang = tsv->cells[columns[COL_LANG]],
                          .country = tsv->cells[columns[COL_COUNTRY]],
                          .kind = NORM_KIND_PLACE};

    if (row.id.len == 0 || row.name.len == 0)
        return nrm_fail_line(err, NORM_E_FORMAT, tsv->line, "%.*s: a row without an id or a name",
                             (int)tsv->path.len, tsv->path.ptr);
    if (!nrm_str_eq_c(tsv->cells[columns[COL_KIND]], "place"))
        return nrm_fail_line(err, NORM_E_FORMAT, tsv->line, "%.*s: the gazetteer holds places only",
                             (int)tsv->path.len, tsv->path.ptr);
    return nrm_index_builder_take(builder, &row, err);
}

static norm_status add_file(nrm_index_builder *builder, const nrm_rule_file *file, norm_error *err)
{
    size_t columns[COLUMNS] = {0};
    nrm_tsv tsv;
    bool more = true;
    norm_status status = nrm_tsv_open(&tsv, file->path, file->bytes, err);
    size_t i;

    for (i = 0; i < COLUMNS && status == NORM_OK; i++)
        status = nrm_tsv_column(&tsv, column_names[i], &columns[i], err);
    while (status == NORM_OK) {
        status = nrm_tsv_next(&tsv, &more, err);
        if (status != NORM_OK || !more)
            break;
        status = add_row(builder, &tsv, columns, err);
    }
    return status;
}

/* The index of the files by the tables of model. */
static norm_status index_files(nrm_arena *arena, const norm_model *model,
                               const nrm_rule_file *files, size_t count, norm_str *out,
                               norm_error *err)
{
    nrm_index_builder builder;
    norm_str image = {NULL, 0};
    norm_status status = NORM_OK;
    size_t i;

    nrm_index_builder_init(&builder, &model->encoder, model->tables_hash, &model->alloc);
    for (i = 0; i < count && status == NORM_OK; i++)
        status = add_file(&builder, &files[i], err);
    if (status == NORM_OK)
        status = nrm_index_builder_finish(&builder, &image, err);
    if (status == NORM_OK)
        status = nrm_arena_copy(arena, image, out, err);
    nrm_index_builder_dispose(&builder);
    return status;
}

norm_status gazetteer_build(nrm_arena *arena, const char *dir, norm_str blob, norm_str *out,
                            norm_error *err)
{
    nrm_rule_file *files = NULL;
    size_t count = 0;
    norm_model *model;
    norm_status status = files_read(arena, dir, "gazetteer", ".tsv", &files, &count, err);

    *out = (norm_str){NULL, 0};
    if (status != NORM_OK || count == 0)
        return status;
    status = nrm_model_open_memory(blob.ptr, blob.len, NULL, &model, err);
    if (status != NORM_OK)
        return status;
    status = index_files(arena, model, files, count, out, err);
    norm_model_close(model);
    return status;
}
