/* index/build.c - from rows of names to the bytes of an index.
 * SPDX-License-Identifier: MIT
 *
 * Rows are encoded as they come. At the end they are put into an order of
 * their content - ids by weight, an id's names with the first one given first
 * and the others by their text - so that the bytes do not depend on the order
 * of the rows, but for which is the first of its id. */
#include "index/build.h"

#include <string.h>

#include "base/fail.h"
#include "base/hash.h"
#include "base/sort.h"
#include "index/format.h"
#include "index/keys.h"
#include "index/open.h"
#include "index/postings.h"

struct nrm_index_row {
    const norm_name *name;
    norm_str id;
    norm_str text; /* as given; NULL when it is the tidy one */
    uint32_t country;
    double weight;
};

typedef struct group { /* the rows of an id */
    size_t begin, end; /* in draft.order */
    double weight;
    uint32_t country; /* of rows that say none */
} group;

typedef struct draft {
    nrm_index_builder *builder;
    const norm_allocator *alloc;
    const nrm_index_row **order; /* room for builder->count, and so for names */
    group *groups;               /* the same */
    size_t group_count;
    const norm_name **names; /* in the order of the file */
    size_t name_count;
    uint64_t block_size, text_size;
    nrm_postings postings;
} draft;

void nrm_index_builder_init(nrm_index_builder *builder, const nrm_encoder *encoder,
                            uint64_t tables_hash, const norm_allocator *alloc)
{
    memset(builder, 0, sizeof *builder);
    builder->encoder = encoder;
    builder->tables_hash = tables_hash;
    builder->alloc = *alloc;
    nrm_arena_init(&builder->kept, alloc);
    nrm_arena_init(&builder->scratch, alloc);
}

static void drop_image(nrm_index_builder *builder)
{
    nrm_free_array(&builder->alloc, builder->image, builder->image_size, 1);
    builder->image = NULL;
    builder->image_size = 0;
}

void nrm_index_builder_dispose(nrm_index_builder *builder)
{
    drop_image(builder);
    nrm_free_array(&builder->alloc, builder->rows, builder->room, sizeof *builder->rows);
    nrm_arena_dispose(&builder->kept);
    nrm_arena_dispose(&builder->scratch);
}

static norm_status reserve_row(nrm_index_builder *builder, norm_error *err)
{
    size_t room = builder->room > 0 ? 2 * builder->room : 256;
    nrm_index_row *rows;

    if (builder->count < builder->room)
        return NORM_OK;
    if (builder->count >= UINT32_MAX / 2)
        return nrm_fail(err, NORM_E_LIMIT, NORM_NO_OFFSET, "over %u names", UINT32_MAX / 2);
    rows = nrm_resize_array(&builder->alloc, builder->rows, builder->room, room, sizeof *rows);
    if (rows == NULL)
        return nrm_fail_nomem(err);
    builder->rows = rows;
    builder->room = room;
    return NORM_OK;
}

/* Copies what the row is to keep. */
static norm_status keep(nrm_index_builder *builder, const norm_index_row *row,
                        const norm_name *name, nrm_index_row *out, norm_error *err)
{
    norm_str block;
    norm_status status =
        nrm_arena_copy(&builder->kept, (norm_str){(const char *)name, name->size}, &block, err);

    if (status == NORM_OK)
        status = nrm_arena_copy(&builder->kept, row->id, &out->id, err);
    if (status == NORM_OK && !nrm_str_eq(row->name, nrm_name_text(name)))
        status = nrm_arena_copy(&builder->kept, row->name, &out->text, err);
    if (status == NORM_OK)
        out->name = (const norm_name *)(const void *)block.ptr;
    return status;
}

norm_status nrm_index_builder_take(nrm_index_builder *builder, const norm_index_row *row,
                                   norm_error *err)
{
    nrm_index_row kept = {.country = nrm_country_hash(row->country), .weight = row->weight + 0.0};
    nrm_mark start = nrm_arena_mark(&builder->kept);
    const norm_name *name;
    norm_status status = reserve_row(builder, err);

    if (status == NORM_OK)
        status = nrm_encode(builder->encoder, &builder->scratch, row->name, row->lang, row->kind,
                            &name, err);
    if (status == NORM_OK)
        status = keep(builder, row, name, &kept, err);
    nrm_arena_reset(&builder->scratch);
    if (status != NORM_OK) {
        nrm_arena_rewind(&builder->kept, start);
        return status;
    }
    builder->rows[builder->count++] = kept;
    return NORM_OK;
}

static norm_str given_text(const nrm_index_row *row)
{
    return row->text.ptr != NULL ? row->text : nrm_name_text(row->name);
}

static int by_id(const void *a, const void *b, const void *user)
{
    const nrm_index_row *const *s = a;
    const nrm_index_row *const *t = b;

    (void)user;
    return nrm_str_cmp((*s)->id, (*t)->id);
}

static norm_str block_of(const nrm_index_row *row)
{
    return (norm_str){(const char *)row->name, row->name->size};
}

static int by_text(const void *a, const void *b, const void *user)
{
    const nrm_index_row *const *s = a;
    const nrm_index_row *const *t = b;
    int order = nrm_str_cmp(given_text(*s), given_text(*t));

    (void)user;
    if (order == 0)
        order = nrm_str_cmp(block_of(*s), block_of(*t));
    if (order == 0)
        order = ((*s)->country > (*t)->country) - ((*s)->country < (*t)->country);
    return order;
}

static int by_weight(const void *a, const void *b, const void *user)
{
    const draft *d = user;
    const group *s = a;
    const group *t = b;

    if (s->weight > t->weight || s->weight < t->weight)
        return s->weight > t->weight ? -1 : 1;
    return nrm_str_cmp(d->order[s->begin]->id, d->order[t->begin]->id);
}

static uint32_t country_of(const group *g, const nrm_index_row *row)
{
    return row->country != 0 ? row->country : g->country;
}

static bool same_row(const group *g, const nrm_index_row *a, const nrm_index_row *b)
{
    return country_of(g, a) == country_of(g, b) && nrm_str_eq(block_of(a), block_of(b));
}

/* Orders the rows of an id behind the first and drops those that say nothing new. */
static norm_status settle_group(draft *d, group *g, norm_error *err)
{
    const nrm_index_row **rows = d->order + g->begin;
    size_t count = g->end - g->begin;
    size_t kept = 1;
    size_t i;
    norm_status status = nrm_sort(d->alloc, rows + 1, count - 1, sizeof *rows, by_text, NULL, err);

    if (status != NORM_OK)
        return status;
    for (i = 0; i < count; i++) {
        if (rows[i]->weight > g->weight)
            g->weight = rows[i]->weight;
        if (g->country == 0)
            g->country = rows[i]->country;
    }
    for (i = 1; i < count; i++) {
        if (!same_row(g, rows[i], rows[0]) && !same_row(g, rows[i], rows[kept - 1]))
            rows[kept++] = rows[i];
    }
    g->end = g->begin + kept;
    return NORM_OK;
}

static norm_status make_groups(draft *d, norm_error *err)
{
    size_t count = d->builder->count;
    size_t i;
    norm_status status;

    for (i = 0; i < count; i++)
        d->order[i] = &d->builder->rows[i];
    /* Stable: of one id, the row that was added first stays first. */
    status = nrm_sort(d->alloc, d->order, count, sizeof *d->order, by_id, NULL, err);
    for (i = 0; i < count && status == NORM_OK;) {
        group *g = &d->groups[d->group_count++];

        *g = (group){.begin = i, .end = i};
        while (g->end < count && nrm_str_eq(d->order[g->end]->id, d->order[i]->id))
            g->end++;
        i = g->end;
        status = settle_group(d, g, err);
    }
    if (status == NORM_OK)
        status =
            nrm_sort(d->alloc, d->groups, d->group_count, sizeof *d->groups, by_weight, d, err);
    return status;
}

/* Numbers the names, and measures the parts. */
static norm_status number_names(draft *d, norm_error *err)
{
    size_t i;
    size_t k;

    for (i = 0; i < d->group_count; i++) {
        const group *g = &d->groups[i];

        d->text_size += d->order[g->begin]->id.len;
        for (k = g->begin; k < g->end; k++) {
            d->names[d->name_count++] = d->order[k]->name;
            d->block_size += d->order[k]->name->size;
            d->text_size += d->order[k]->text.len;
        }
    }
    if (d->text_size >= NRM_SAME_TEXT || d->block_size / 8 >= UINT32_MAX)
        return nrm_fail(err, NORM_E_LIMIT, NORM_NO_OFFSET,
                        "over 4 GB of text or 32 GB of names in an index");
    return NORM_OK;
}

static void put_u32(uint8_t *at, uint32_t value)
{
    size_t i;

    for (i = 0; i < 4; i++)
        at[i] = (uint8_t)(value >> (8 * i));
}

static void put_u64(uint8_t *at, uint64_t value)
{
    put_u32(at, (uint32_t)value);
    put_u32(at + 4, (uint32_t)(value >> 32));
}

static void put_numbers(uint8_t *at, const uint32_t *numbers, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++)
        put_u32(at + 4 * i, numbers[i]);
}

typedef struct pen { /* where the next record goes */
    uint8_t *entity, *name, *sign, *blocks, *text;
    size_t name_number, entity_number;
    size_t block_at, text_at;
} pen;

static uint32_t write_text(pen *p, norm_str text)
{
    size_t at = p->text_at;

    memcpy(p->text + at, text.ptr, text.len);
    p->text_at += text.len;
    return (uint32_t)at;
}

static void write_name(const draft *d, const group *g, const nrm_index_row *row, pen *p)
{
    memcpy(p->blocks + p->block_at, row->name, row->name->size);
    put_u32(p->name, (uint32_t)(p->block_at / 8));
    put_u32(p->name + 4, (uint32_t)p->entity_number);
    put_u32(p->name + 8, country_of(g, row));
    put_u32(p->name + 12, row->text.ptr != NULL ? write_text(p, row->text) : NRM_SAME_TEXT);
    put_u32(p->name + 16, (uint32_t)row->text.len);
    put_u64(p->sign, nrm_signature(d->builder->encoder->alphabet, row->name));
    p->block_at += row->name->size;
    p->name += NRM_NAME_SIZE;
    p->sign += NRM_SIGN_SIZE;
    p->name_number++;
}

static void write_entities(const draft *d, pen *p)
{
    size_t i;
    size_t k;

    for (i = 0; i < d->group_count; i++) {
        const group *g = &d->groups[i];
        norm_str id = d->order[g->begin]->id;
        uint64_t weight;

        memcpy(&weight, &g->weight, sizeof weight);
        put_u32(p->entity, (uint32_t)p->name_number);
        put_u32(p->entity + 4, (uint32_t)(g->end - g->begin));
        put_u32(p->entity + 8, (uint32_t)p->name_number);
        put_u32(p->entity + 12, write_text(p, id));
        put_u32(p->entity + 16, (uint32_t)id.len);
        put_u64(p->entity + 24, weight);
        for (k = g->begin; k < g->end; k++)
            write_name(d, g, d->order[k], p);
        p->entity += NRM_ENTITY_SIZE;
        p->entity_number++;
    }
}

/* The header, when the parts are written. */
static void write_header(const draft *d, uint8_t *image, size_t size,
                         const uint64_t offsets[NRM_PARTS + 1])
{
    size_t i;

    memcpy(image, NRM_INDEX_MAGIC, 8);
    put_u64(image + 8, size);
    put_u64(image + 16, d->builder->tables_hash);
    put_u64(image + 24, d->group_count);
    put_u64(image + 32, d->name_count);
    put_u64(image + 40, d->postings.key_count);
    put_u64(image + 48, d->postings.count);
    put_u64(image + 56, d->postings.bucket_bits);
    for (i = 0; i < NRM_PARTS; i++) {
        uint8_t *entry = image + NRM_INDEX_DIRECTORY + 24 * i;
        norm_str part = {(const char *)image + offsets[i], (size_t)(offsets[i + 1] - offsets[i])};

        put_u64(entry, offsets[i]);
        put_u64(entry + 8, part.len);
        put_u64(entry + 16, nrm_hash(part, NRM_INDEX_SEED));
    }
    put_u64(image + NRM_INDEX_CHECK,
            nrm_hash((norm_str){(const char *)image, NRM_INDEX_CHECK}, NRM_INDEX_SEED));
}

static norm_status write_image(draft *d, norm_error *err)
{
    const nrm_postings *postings = &d->postings;
    size_t buckets = ((size_t)1 << postings->bucket_bits) + 1;
    const uint64_t sizes[NRM_PARTS] = {
        (uint64_t)d->group_count * NRM_ENTITY_SIZE,
        (uint64_t)d->name_count * NRM_NAME_SIZE,
        (uint64_t)d->name_count * NRM_SIGN_SIZE,
        d->block_size,
        d->text_size,
        (uint64_t)buckets * NRM_BUCKET_SIZE,
        (uint64_t)postings->key_count * NRM_KEY_SIZE,
        (uint64_t)postings->count * NRM_POSTING_SIZE,
    };
    uint64_t offsets[NRM_PARTS + 1] = {NRM_INDEX_HEADER};
    uint8_t *image;
    pen p;
    size_t i;

    for (i = 0; i < NRM_PARTS; i++)
        offsets[i + 1] = offsets[i] + (sizes[i] + 7) / 8 * 8;
    image = offsets[NRM_PARTS] < SIZE_MAX
                ? nrm_alloc_zeroed(d->alloc, (size_t)offsets[NRM_PARTS], 1)
                : NULL;
    if (image == NULL)
        return nrm_fail_nomem(err);
    p = (pen){.entity = image + offsets[NRM_PART_ENTITIES],
              .name = image + offsets[NRM_PART_NAMES],
              .sign = image + offsets[NRM_PART_SIGNS],
              .blocks = image + offsets[NRM_PART_BLOCKS],
              .text = image + offsets[NRM_PART_TEXT]};
    write_entities(d, &p);
    put_numbers(image + offsets[NRM_PART_BUCKETS], postings->buckets, buckets);
    put_numbers(image + offsets[NRM_PART_KEYS], postings->keys, 2 * postings->key_count);
    put_numbers(image + offsets[NRM_PART_POSTINGS], postings->items, postings->count);
    write_header(d, image, (size_t)offsets[NRM_PARTS], offsets);
    d->builder->image = image;
    d->builder->image_size = (size_t)offsets[NRM_PARTS];
    return NORM_OK;
}

norm_status nrm_index_builder_finish(nrm_index_builder *builder, norm_str *out, norm_error *err)
{
    const norm_allocator *alloc = &builder->alloc;
    size_t count = builder->count;
    draft d = {.builder = builder, .alloc = alloc};
    norm_status status = NORM_OK;

    *out = (norm_str){NULL, 0};
    drop_image(builder);
    d.order = nrm_alloc_array(alloc, count, sizeof *d.order);
    d.groups = nrm_alloc_array(alloc, count, sizeof *d.groups);
    d.names = nrm_alloc_array(alloc, count, sizeof *d.names);
    if (d.order == NULL || d.groups == NULL || d.names == NULL)
        status = nrm_fail_nomem(err);
    if (status == NORM_OK)
        status = make_groups(&d, err);
    if (status == NORM_OK)
        status = number_names(&d, err);
    if (status == NORM_OK)
        status = nrm_postings_make(alloc, builder->encoder->alphabet, d.names, d.name_count,
                                   &d.postings, err);
    if (status == NORM_OK)
        status = write_image(&d, err);
    if (status == NORM_OK)
        *out = (norm_str){(const char *)builder->image, builder->image_size};
    nrm_postings_dispose(&d.postings);
    nrm_free_array(alloc, d.order, count, sizeof *d.order);
    nrm_free_array(alloc, d.groups, count, sizeof *d.groups);
    nrm_free_array(alloc, d.names, count, sizeof *d.names);
    return status;
}
