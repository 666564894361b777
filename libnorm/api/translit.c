/* api/translit.c - transliteration systems.
 * SPDX-License-Identifier: MIT */
#include <libnorm/translit.h>

#include "api/internal.h"
#include "base/fail.h"
#include "translit/engine.h"
#include "translit/quick.h"

/* norm_system is nrm_system under its public name. */
static const nrm_system *inside(const norm_system *system)
{
    return (const nrm_system *)(const void *)system;
}

static const norm_system *outside(const nrm_system *system)
{
    return (const norm_system *)(const void *)system;
}

size_t norm_system_count(const norm_model *model)
{
    return model != NULL ? nrm_systems_count(model->systems) : 0;
}

const norm_system *norm_system_at(const norm_model *model, size_t index)
{
    if (index >= norm_system_count(model))
        return NULL;
    return outside(nrm_systems_at(model->systems, index));
}

/* Sound systems are found by the floors below, but they are none of the public ones. */
static bool is_public(const norm_model *model, const nrm_system *system)
{
    size_t count = nrm_systems_count(model->systems);
    size_t i;

    for (i = 0; i < count; i++)
        if (nrm_systems_at(model->systems, i) == system)
            return true;
    return false;
}

const norm_system *norm_system_find(const norm_model *model, norm_str id)
{
    const nrm_system *system;

    if (model == NULL || (id.ptr == NULL && id.len > 0))
        return NULL;
    system = nrm_system_find(model->systems, id);
    return system != NULL && is_public(model, system) ? outside(system) : NULL;
}

size_t norm_system_suggest(const norm_model *model, norm_str id, const norm_system **out,
                           size_t cap)
{
    const nrm_system *near[8];
    size_t wanted = cap < NRM_LEN(near) ? cap : NRM_LEN(near);
    size_t found, i;
    size_t count = 0;

    if (model == NULL || out == NULL || (id.ptr == NULL && id.len > 0))
        return 0;
    found = nrm_system_suggest(model->systems, id, near, wanted);
    for (i = 0; i < found; i++)
        if (is_public(model, near[i]))
            out[count++] = outside(near[i]);
    return count;
}

void norm_system_describe(const norm_system *system, norm_system_info *out)
{
    const nrm_system_head *head;

    if (out == NULL)
        return;
    *out = (norm_system_info){{NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0},
                              {NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}};
    if (system == NULL)
        return;
    head = nrm_system_head_of(inside(system));
    out->id = head->id;
    out->aliases = head->aliases;
    out->title = head->title;
    out->from_lang = head->from_lang;
    out->from_script = head->from_script;
    out->to = head->to;
    out->authority = head->authority;
    out->year = head->year;
    out->source = head->source;
    out->licence = head->licence;
    out->reversible = head->reversible;
}

/* By way of the scratch memory. Apart, so that the common case is short. */
static __attribute__((noinline)) norm_status transliterate_whole(norm_ctx *ctx,
                                                                 const nrm_system *system,
                                                                 norm_str text, bool reverse,
                                                                 norm_str *out, norm_error *err)
{
    nrm_mark mark = nrm_arena_mark(&ctx->scratch);
    norm_str made = {NULL, 0};
    norm_status status = nrm_translit_whole(&ctx->scratch, system, text, reverse, &made, NULL, err);

    return nrm_ctx_finish(ctx, mark, status, made, out, err);
}

norm_status norm_transliterate(norm_ctx *ctx, const norm_system *system, norm_str text,
                               bool reverse, norm_str *out, norm_error *err)
{
    if ((text.ptr == NULL && text.len > 0) || ctx == NULL || system == NULL || out == NULL)
        return nrm_fail(err, NORM_E_ARG, NORM_NO_OFFSET, "text, ctx, system or out is NULL");
    *out = (norm_str){NULL, 0};
    if (nrm_translit_plain(&ctx->results, inside(system), text, reverse, out))
        return NORM_OK;
    return transliterate_whole(ctx, inside(system), text, reverse, out, err);
}
