/* registry/mint.c - canonical ids of entities, from nothing but their content.
 * SPDX-License-Identifier: MIT
 *
 * No clock and no random number: whoever has the record makes the same id. A
 * record with an id of its own gives that and its name to the hash, so that the
 * canonical id outlives corrections of the other fields; one without gives
 * all it has, so that one name in two countries has two ids. Of a million
 * entities, two share 80 bits with a probability of 4e-13; the one whose senior
 * record comes later is then hashed again. */
#include "registry/mint.h"

#include <string.h>

#include "base/fail.h"
#include "base/hash.h"
#include "base/sort.h"
#include "base/str.h"

#define MINT_SEED UINT64_C(0x6d696e74) /* "mint" */

typedef struct senior { /* the oldest record of an entity */
    const norm_record *record;
    uint32_t entity;
} senior;

/* Crockford's base 32: no i, l, o, u. */
static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";

static norm_str key_of(const norm_record *record)
{
    return record->id.len > 0 ? record->id : record->name;
}

static int compare_lists(const norm_str *a, size_t a_count, const norm_str *b, size_t b_count)
{
    int order = 0;
    size_t i;

    for (i = 0; i < a_count && i < b_count && order == 0; i++)
        order = nrm_str_cmp(a[i], b[i]);
    if (order != 0)
        return order;
    return a_count < b_count ? -1 : a_count > b_count;
}

/* A total order of contents: 0 only for records that are equal in every field. */
static int compare_records(const norm_record *a, const norm_record *b)
{
    norm_str x = key_of(a);
    norm_str y = key_of(b);
    int order;

    if (x.len != y.len)
        return x.len < y.len ? -1 : 1;
    order = nrm_str_cmp(x, y);
    if (order == 0)
        order = nrm_str_cmp(a->id, b->id);
    if (order == 0)
        order = nrm_str_cmp(a->name, b->name);
    if (order == 0)
        order = nrm_str_cmp(a->lang, b->lang);
    if (order == 0)
        order = a->kind < b->kind ? -1 : a->kind > b->kind;
    if (order == 0)
        order = compare_lists(a->differ, a->differ_count, b->differ, b->differ_count);
    return order != 0 ? order : compare_lists(a->same, a->same_count, b->same, b->same_count);
}

static int compare_seniors(const void *first, const void *second, const void *user)
{
    (void)user;
    return compare_records(((const senior *)first)->record, ((const senior *)second)->record);
}

/* Values that are known, each with its column: a column that is empty changes no id. */
static uint64_t mix_values(uint64_t hash, const norm_str *values, size_t count, uint64_t seed)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (values[i].len > 0)
            hash = nrm_hash_mix(nrm_hash_mix(hash, i), nrm_hash(values[i], seed));
    }
    return hash;
}

/* nrm_hash takes in the length, so fields cannot run into each other. */
static uint64_t hash_record(norm_str name_space, const norm_record *record, uint64_t seed)
{
    uint64_t hash = nrm_hash(name_space, seed);

    hash = nrm_hash_mix(hash, nrm_hash(record->id, seed));
    hash = nrm_hash_mix(hash, nrm_hash(record->name, seed));
    if (record->id.len > 0)
        return hash;
    hash = nrm_hash_mix(hash, nrm_hash(record->lang, seed));
    hash = nrm_hash_mix(hash, (uint64_t)record->kind);
    hash = mix_values(hash, record->differ, record->differ_count, seed);
    return mix_values(hash, record->same, record->same_count, ~seed);
}

void nrm_mint_digits(const uint64_t hash[2], uint64_t taken, char out[NRM_MINT_DIGITS])
{
    uint64_t high = taken == 0 ? hash[0] : nrm_hash_mix(hash[0], taken);
    uint64_t low = taken == 0 ? hash[1] : nrm_hash_mix(hash[1], taken);
    size_t i;

    /* 8 digits of 40 bits each. */
    for (i = 0; i < NRM_MINT_DIGITS / 2; i++) {
        out[i] = digits[high >> (59 - 5 * i) & 31U];
        out[i + NRM_MINT_DIGITS / 2] = digits[low >> (59 - 5 * i) & 31U];
    }
}

static senior *find_seniors(nrm_arena *arena, const nrm_mint_job *job)
{
    senior *seniors = nrm_arena_alloc(arena, job->entity_count, sizeof *seniors);
    size_t i;

    if (seniors == NULL)
        return NULL;
    for (i = 0; i < job->entity_count; i++)
        seniors[i] = (senior){NULL, (uint32_t)i};
    for (i = 0; i < job->count; i++) {
        senior *s = &seniors[job->entity_of[i]];

        if (s->record == NULL || compare_records(&job->records[i], s->record) < 0)
            s->record = &job->records[i];
    }
    return seniors;
}

/* An open-addressed table of ids, so that none is given twice. */
typedef struct taken {
    const char **slots;
    size_t mask;
} taken;

static bool take(taken *table, const char *id, uint64_t hash)
{
    size_t at = (size_t)hash & table->mask;

    for (; table->slots[at] != NULL; at = (at + 1) & table->mask) {
        if (memcmp(table->slots[at], id, NRM_MINT_DIGITS) == 0)
            return false;
    }
    table->slots[at] = id;
    return true;
}

static bool make_table(nrm_arena *arena, size_t count, taken *out)
{
    size_t size = 16;
    size_t i;

    while (size / 2 < count)
        size *= 2;
    out->mask = size - 1;
    out->slots = nrm_arena_alloc(arena, size, sizeof *out->slots);
    for (i = 0; out->slots != NULL && i < size; i++)
        out->slots[i] = NULL;
    return out->slots != NULL;
}

/* "NAMESPACE:" and digits that no other entity has. */
static bool mint_one(nrm_arena *arena, const nrm_mint_job *job, const norm_record *record,
                     taken *table, norm_str *out)
{
    uint64_t hash[2] = {hash_record(job->name_space, record, MINT_SEED),
                        hash_record(job->name_space, record, ~MINT_SEED)};
    size_t len = job->name_space.len + 1;
    char *id = nrm_arena_alloc(arena, len + NRM_MINT_DIGITS + 1, 1);
    uint64_t times = 0;

    if (id == NULL)
        return false;
    if (job->name_space.len > 0)
        memcpy(id, job->name_space.ptr, job->name_space.len);
    id[job->name_space.len] = ':';
    id[len + NRM_MINT_DIGITS] = '\0';
    do {
        nrm_mint_digits(hash, times++, id + len);
    } while (!take(table, id + len, hash[1]));
    *out = (norm_str){id, len + NRM_MINT_DIGITS};
    return true;
}

norm_status nrm_mint(nrm_arena *arena, const nrm_mint_job *job, const norm_str **ids,
                     norm_error *err)
{
    norm_str *minted = nrm_arena_alloc(arena, job->entity_count, sizeof *minted);
    senior *seniors = find_seniors(arena, job);
    taken table;
    norm_status status;
    size_t i;

    if (minted == NULL || seniors == NULL || !make_table(arena, job->entity_count, &table))
        return nrm_fail_nomem(err);
    status = nrm_sort(&arena->alloc, seniors, job->entity_count, sizeof *seniors, compare_seniors,
                      NULL, err);
    if (status != NORM_OK)
        return status;
    for (i = 0; i < job->entity_count; i++) {
        if (!mint_one(arena, job, seniors[i].record, &table, &minted[seniors[i].entity]))
            return nrm_fail_nomem(err);
    }
    *ids = minted;
    return NORM_OK;
}
