/* dedupe/nodes.c - records that cannot be told apart, as one node.
 * SPDX-License-Identifier: MIT */
#include "dedupe/nodes.h"

#include <string.h>

#include "base/fail.h"
#include "base/hash.h"
#include "base/sort.h"
#include "base/str.h"

#define ENCODE_STEP 64                       /* records handed to a worker at once */
#define VALUE_SEED  UINT64_C(0x76616c7565)   /* "value" */
#define RECORD_SEED UINT64_C(0x7265636f7264) /* "record" */

typedef struct draft { /* a record on the way to a node */
    const norm_name *name;
    uint64_t content;
    uint32_t record;
    int32_t self;
} draft;

typedef struct encoding {
    const nrm_dedupe_job *job;
    nrm_nodes *nodes;
    draft *drafts;
    nrm_arena scratch[NRM_WORKERS];
} encoding;

static uint64_t hash_value(norm_str value)
{
    uint64_t hash = nrm_hash(value, VALUE_SEED);

    if (value.len == 0)
        return 0;
    return hash != 0 ? hash : 1;
}

static bool word_tells(const nrm_word *word)
{
    switch ((nrm_role)word->role) {
    case NRM_ROLE_WORD:
    case NRM_ROLE_PATRONYMIC:
    case NRM_ROLE_GENERIC:
    case NRM_ROLE_KIND:
    case NRM_ROLE_MEANING:
        /* A script that has no sounds here is compared by its text. */
        return word->sound_count > 1 || (word->sound_count == 0 && word->end - word->begin > 1);
    case NRM_ROLE_NUMBER:
        return true;
    case NRM_ROLE_INITIAL:
    case NRM_ROLE_PATRONYM_MARK:
    case NRM_ROLE_PARTICLE:
    case NRM_ROLE_TITLE:
    case NRM_ROLE_SUFFIX:
    case NRM_ROLE_LEGAL:
    case NRM_ROLE_STOP:
    case NRM_ROLES:
        break;
    }
    return false;
}

/* Whether the name alone says that two records with it are one: not when it is
 * empty, a mere initial, title or legal form. */
static bool tells(const norm_name *name)
{
    size_t i;

    for (i = 0; i < name->word_count; i++) {
        if (word_tells(&nrm_name_words(name)[i]))
            return true;
    }
    return false;
}

/* A name that tells nothing makes a node only with the record's own values. */
static uint64_t hash_rest(const norm_record *record)
{
    uint64_t hash = nrm_hash(record->id, RECORD_SEED);
    size_t i;

    for (i = 0; i < record->same_count; i++)
        hash = nrm_hash_mix(hash, nrm_hash(record->same[i], VALUE_SEED));
    return hash;
}

static uint64_t hash_content(const norm_record *record, const draft *d)
{
    uint64_t hash = nrm_hash_mix(d->name->order, (uint64_t)record->kind);
    size_t i;

    for (i = 0; i < record->differ_count; i++)
        hash = nrm_hash_mix(hash, hash_value(record->differ[i]));
    return tells(d->name) ? hash : nrm_hash_mix(hash, hash_rest(record));
}

static norm_status encode_record(encoding *work, unsigned worker, size_t i, norm_error *err)
{
    const nrm_dedupe_job *job = work->job;
    const norm_record *record = &job->records[i];
    nrm_arena *scratch = &work->scratch[worker];
    nrm_mark mark = nrm_arena_mark(scratch);
    draft *d = &work->drafts[i];
    const norm_name *name;
    norm_str kept = {NULL, 0};
    norm_status status =
        nrm_encode(job->encoder, scratch, record->name, record->lang, record->kind, &name, err);

    if (status == NORM_OK)
        status = nrm_arena_copy(&work->nodes->encoded[worker],
                                (norm_str){(const char *)name, name->size}, &kept, err);
    nrm_arena_rewind(scratch, mark);
    if (status != NORM_OK) {
        if (err != NULL)
            err->line = (uint32_t)i + 1;
        return status;
    }
    d->name = (const norm_name *)(const void *)kept.ptr;
    d->record = (uint32_t)i;
    d->self = nrm_likeness_of(&work->nodes->likeness, d->name, d->name);
    d->content = hash_content(record, d);
    return NORM_OK;
}

static norm_status encode_records(void *user, unsigned worker, size_t begin, size_t end,
                                  norm_error *err)
{
    norm_status status = NORM_OK;
    size_t i;

    for (i = begin; i < end && status == NORM_OK; i++)
        status = encode_record(user, worker, i, err);
    return status;
}

static norm_status encode_all(const nrm_dedupe_job *job, nrm_nodes *nodes, draft *drafts,
                              norm_error *err)
{
    encoding shared = {.job = job, .nodes = nodes, .drafts = drafts};
    nrm_work work = {encode_records, &shared, job->count, ENCODE_STEP, "encoding", &job->progress};
    norm_status status;
    unsigned i;

    for (i = 0; i < nodes->worker_count; i++)
        nrm_arena_init(&shared.scratch[i], job->alloc);
    status = nrm_work_run(&work, job->threads, err);
    for (i = 0; i < nodes->worker_count; i++)
        nrm_arena_dispose(&shared.scratch[i]);
    return status;
}

/* Strings one by one; the first that differ decide. */
static int compare_lists(const norm_str *a, const norm_str *b, size_t count)
{
    int order = 0;
    size_t i;

    for (i = 0; i < count && order == 0; i++)
        order = nrm_str_cmp(a[i], b[i]);
    return order;
}

/* By content. The hash decides but for collisions. */
static int compare_drafts(const void *first, const void *second, const void *user)
{
    const nrm_dedupe_job *job = user;
    const draft *a = first;
    const draft *b = second;
    const norm_record *ra = &job->records[a->record];
    const norm_record *rb = &job->records[b->record];
    int order;

    if (a->content != b->content)
        return a->content < b->content ? -1 : 1;
    order = nrm_str_cmp((norm_str){(const char *)a->name, a->name->size},
                        (norm_str){(const char *)b->name, b->name->size});
    if (order == 0)
        order = compare_lists(ra->differ, rb->differ, ra->differ_count);
    if (order != 0 || tells(a->name))
        return order;
    order = nrm_str_cmp(ra->id, rb->id);
    return order != 0 ? order : compare_lists(ra->same, rb->same, ra->same_count);
}

static void set_values(const nrm_dedupe_job *job, nrm_nodes *nodes, size_t node)
{
    const norm_record *record = &job->records[nodes->items[node].record];
    uint64_t *values = nodes->values + node * nodes->columns;
    size_t i;

    values[0] = (uint64_t)record->kind; /* NORM_KIND_ANY is 0: unknown */
    for (i = 0; i < record->differ_count; i++)
        values[i + 1] = hash_value(record->differ[i]);
}

/* The drafts are in order of content: equal ones are a node. */
static norm_status make_nodes(const nrm_dedupe_job *job, const draft *drafts, nrm_nodes *nodes,
                              norm_error *err)
{
    size_t i;

    nodes->columns = 1 + (job->count > 0 ? job->records[0].differ_count : 0);
    nodes->of_record = nrm_arena_alloc(&nodes->arena, job->count, sizeof *nodes->of_record);
    nodes->items = nrm_arena_alloc(&nodes->arena, job->count, sizeof *nodes->items);
    if (nodes->of_record == NULL || nodes->items == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < job->count; i++) {
        const draft *d = &drafts[i];

        if (i == 0 || compare_drafts(&drafts[i - 1], d, job) != 0)
            nodes->items[nodes->count++] = (nrm_node){d->name, d->content, d->record, d->self};
        nodes->of_record[d->record] = (uint32_t)nodes->count - 1;
    }
    nodes->values =
        nrm_arena_alloc(&nodes->arena, nodes->count, nodes->columns * sizeof *nodes->values);
    if (nodes->values == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < nodes->count; i++)
        set_values(job, nodes, i);
    return NORM_OK;
}

norm_status nrm_nodes_make(const nrm_dedupe_job *job, nrm_nodes *out, norm_error *err)
{
    draft *drafts;
    norm_status status;
    unsigned i;

    memset(out, 0, sizeof *out);
    nrm_arena_init(&out->arena, job->alloc);
    nrm_likeness_init(&out->likeness, job->matcher, job->prior, job->threshold);
    out->worker_count = nrm_workers(job->threads);
    for (i = 0; i < out->worker_count; i++)
        nrm_arena_init(&out->encoded[i], job->alloc);
    drafts = nrm_alloc_array(job->alloc, job->count, sizeof *drafts);
    if (drafts == NULL)
        return nrm_fail_nomem(err);
    status = encode_all(job, out, drafts, err);
    if (status == NORM_OK)
        status = nrm_sort(job->alloc, drafts, job->count, sizeof *drafts, compare_drafts, job, err);
    if (status == NORM_OK)
        status = make_nodes(job, drafts, out, err);
    nrm_free_array(job->alloc, drafts, job->count, sizeof *drafts);
    return status;
}

void nrm_nodes_dispose(nrm_nodes *nodes)
{
    unsigned i;

    nrm_arena_dispose(&nodes->arena);
    for (i = 0; i < nodes->worker_count; i++)
        nrm_arena_dispose(&nodes->encoded[i]);
}

bool nrm_values_agree(const uint64_t *a, const uint64_t *b, size_t columns)
{
    size_t i;

    for (i = 0; i < columns; i++) {
        if (a[i] != b[i] && a[i] != 0 && b[i] != 0)
            return false;
    }
    return true;
}

int32_t nrm_nodes_score(const nrm_nodes *nodes, uint32_t a, uint32_t b)
{
    return nrm_likeness_of(&nodes->likeness, nodes->items[a].name, nodes->items[b].name);
}
