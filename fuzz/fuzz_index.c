/* fuzz/fuzz_index.c - an index of any bytes is refused or looked up in without harm.
 * SPDX-License-Identifier: MIT
 *
 * The input is opened as it is, where hashes stop nearly all of it. Then it is
 * written over a sound index from the place that its first two bytes name, the
 * header's hash is put right, and names are looked up in what comes out. */
#include "fuzz.h"

#include <string.h>

#include "api/internal.h"
#include "base/hash.h"
#include "index/build.h"
#include "index/format.h"
#include "index/lookup.h"

static const char *const texts[] = {"Yeraskh", "Ерасх", "Şuşa rayonu", "New York", "თბილისი"};
#define TEXTS (sizeof texts / sizeof *texts)

/* What every input needs and none changes. */
typedef struct setting {
    norm_model *model;
    nrm_arena arena;
    norm_str image;
    const norm_name *names[TEXTS];
} setting;

static void set_up(setting *s)
{
    nrm_index_builder builder;
    norm_str image;
    size_t i;

    nrm_arena_init(&s->arena, NULL);
    fuzz_must(norm_model_open_builtin(NULL, &s->model, NULL) == NORM_OK);
    nrm_index_builder_init(&builder, &s->model->encoder, s->model->tables_hash, &s->model->alloc);
    for (i = 0; i < TEXTS; i++) {
        norm_index_row row = {.id = {texts[i % 3], 3}, .name = norm_str_from(texts[i])};

        fuzz_must(nrm_index_builder_take(&builder, &row, NULL) == NORM_OK);
        fuzz_must(nrm_encode(&s->model->encoder, &s->arena, row.name, norm_str_from(""),
                             NORM_KIND_ANY, &s->names[i], NULL) == NORM_OK);
    }
    fuzz_must(nrm_index_builder_finish(&builder, &image, NULL) == NORM_OK);
    fuzz_must(nrm_arena_copy(&s->arena, image, &s->image, NULL) == NORM_OK);
    nrm_index_builder_dispose(&builder);
}

static void look_up_all(setting *s, const nrm_index *index)
{
    nrm_mark mark = nrm_arena_mark(&s->arena);
    size_t i;

    for (i = 0; i < TEXTS; i++) {
        nrm_lookup lookup = {.index = index,
                             .matcher = &s->model->matcher,
                             .systems = s->model->systems,
                             .name = s->names[i],
                             .country = nrm_country_hash((norm_str){"AM", 2})};
        const nrm_hit *hits;
        size_t count;
        norm_status status = nrm_look_up(&lookup, &s->arena, &hits, &count, NULL);
        size_t k;

        fuzz_must(status == NORM_OK || status == NORM_E_FORMAT);
        for (k = 0; k < count; k++) {
            nrm_index_entity entity;

            (void)nrm_index_entity_at(index, hits[k].entity, &entity);
        }
    }
    nrm_arena_rewind(&s->arena, mark);
}

static void try_bytes(setting *s, const uint8_t *bytes, size_t size, bool check)
{
    nrm_index index;

    if (nrm_index_open(bytes, size, s->model->tables_hash, &s->model->encoder, check, &index,
                       NULL) == NORM_OK)
        look_up_all(s, &index);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static setting s;
    nrm_mark mark;
    uint8_t *copy;
    size_t at;
    size_t i;
    uint64_t hash;

    if (s.model == NULL)
        set_up(&s);
    mark = nrm_arena_mark(&s.arena);
    copy = nrm_arena_alloc(&s.arena, size + s.image.len, 1);
    fuzz_must(copy != NULL);
    if (size > 0)
        memcpy(copy, data, size); /* 8-aligned */
    try_bytes(&s, copy, size, true);
    if (size > 2) {
        memcpy(copy, s.image.ptr, s.image.len);
        at = (size_t)(data[0] | data[1] << 8) % s.image.len;
        for (i = 0; i + 2 < size && at + i < s.image.len; i++)
            copy[at + i] = data[i + 2];
        hash = nrm_hash((norm_str){(const char *)copy, NRM_INDEX_CHECK}, NRM_INDEX_SEED);
        memcpy(copy + NRM_INDEX_CHECK, &hash, sizeof hash);
        try_bytes(&s, copy, s.image.len, false);
    }
    nrm_arena_rewind(&s.arena, mark);
    return 0;
}
