/* dedupe/blocks.c - which nodes stand under one key.
 * SPDX-License-Identifier: MIT
 *
 * A key that more than NRM_BLOCK_MOST nodes have is split in two steps:
 *
 *   1. by the kind and the differ values, when all nodes of the key know all of
 *      theirs: nodes that differ in one are never compared, so nothing is lost;
 *   2. what is still too large is laid in the order of the sounds, once from
 *      the front and once from the back of the name, and cut into windows that
 *      overlap by half (sorted neighbourhood, Hernandez & Stolfo 1995). Names
 *      that differ at one end only stay near each other in one of the orders.
 *
 * Windows are blocks like the others. */
#include "dedupe/blocks.h"

#include <string.h>

#include "base/fail.h"
#include "base/hash.h"
#include "index/keys.h"

#define SPLIT_SEED UINT64_C(0x73706c6974) /* "split" */
#define STRIDE     (NRM_BLOCK_MOST / 2)

typedef struct entries { /* { key, node } */
    const norm_allocator *alloc;
    nrm_keyed *items;
    size_t count, cap;
} entries;

static norm_status add_entry(entries *list, uint64_t key, uint64_t node, norm_error *err)
{
    if (list->count == list->cap) {
        size_t cap = list->cap < 1024 ? 1024 : list->cap * 2;
        nrm_keyed *items =
            nrm_resize_array(list->alloc, list->items, list->cap, cap, sizeof *items);

        if (items == NULL)
            return nrm_fail_nomem(err);
        list->items = items;
        list->cap = cap;
    }
    list->items[list->count++] = (nrm_keyed){key, node};
    return NORM_OK;
}

static void drop_entries(entries *list)
{
    nrm_free_array(list->alloc, list->items, list->cap, sizeof *list->items);
    list->items = NULL;
    list->count = 0;
    list->cap = 0;
}

/* End of the run of one key that begins at begin. */
static size_t run_end(const entries *list, size_t begin)
{
    size_t end = begin;

    while (end < list->count && list->items[end].key == list->items[begin].key)
        end++;
    return end;
}

static norm_status list_keys(const nrm_dedupe_job *job, const nrm_nodes *nodes, entries *list,
                             norm_error *err)
{
    nrm_key keys[NRM_KEYS];
    norm_status status = NORM_OK;
    size_t node;
    size_t i;

    for (node = 0; node < nodes->count; node++) {
        size_t count = nrm_keys_of(job->encoder->alphabet, nodes->items[node].name, keys);

        for (i = 0; i < count && status == NORM_OK; i++)
            status = add_entry(list, keys[i].hash, node, err);
        if (status != NORM_OK)
            return status;
    }
    return nrm_sort_keyed(list->alloc, list->items, list->count, err);
}

static bool all_known(const nrm_nodes *nodes, const nrm_keyed *run, size_t count)
{
    size_t i;
    size_t k;

    for (i = 0; i < count; i++) {
        for (k = 0; k < nodes->columns; k++) {
            if (nodes->values[run[i].value * nodes->columns + k] == 0)
                return false;
        }
    }
    return true;
}

/* Appends the run to `to`, under its key and the values of each node. */
static norm_status split_by_values(const nrm_nodes *nodes, const nrm_keyed *run, size_t count,
                                   entries *to, norm_error *err)
{
    norm_status status = NORM_OK;
    size_t i;
    size_t k;

    for (i = 0; i < count && status == NORM_OK; i++) {
        uint64_t key = nrm_hash_mix(SPLIT_SEED, run[i].key);

        for (k = 0; k < nodes->columns; k++)
            key = nrm_hash_mix(key, nodes->values[run[i].value * nodes->columns + k]);
        status = add_entry(to, key, run[i].value, err);
    }
    return status;
}

typedef struct sound_order {
    const nrm_alphabet *alphabet;
    const nrm_nodes *nodes;
    bool from_back;
} sound_order;

/* Class letter of the k-th sound of a name, from either end. */
static char class_at(const sound_order *order, const norm_name *name, size_t k)
{
    size_t at = order->from_back ? name->sound_count - 1U - k : k;

    return order->alphabet->skeleton[nrm_name_sounds(name)[at]];
}

/* By the classes of the sounds, then by the number, which is by content. */
static int compare_sounds(const void *first, const void *second, const void *user)
{
    const sound_order *order = user;
    const nrm_keyed *x = first;
    const nrm_keyed *y = second;
    const norm_name *a = order->nodes->items[x->value].name;
    const norm_name *b = order->nodes->items[y->value].name;
    size_t i = 0;
    size_t j = 0;

    for (;;) {
        while (i < a->sound_count && class_at(order, a, i) == '\0')
            i++;
        while (j < b->sound_count && class_at(order, b, j) == '\0')
            j++;
        if (i == a->sound_count || j == b->sound_count)
            break;
        if (class_at(order, a, i) != class_at(order, b, j))
            return class_at(order, a, i) < class_at(order, b, j) ? -1 : 1;
        i++;
        j++;
    }
    if ((i == a->sound_count) != (j == b->sound_count))
        return i == a->sound_count ? -1 : 1;
    return x->value < y->value ? -1 : x->value > y->value;
}

/* Appends the run to `to` as overlapping windows. Changes the order of the run. */
static norm_status split_by_order(const sound_order *order, nrm_keyed *run, size_t count,
                                  entries *to, norm_error *err)
{
    norm_status status = nrm_sort(to->alloc, run, count, sizeof *run, compare_sounds, order, err);
    size_t i;

    for (i = 0; i < count && status == NORM_OK; i++) {
        uint64_t key = nrm_hash_mix(run[i].key, order->from_back ? 2 : 1);
        size_t window = i / STRIDE;

        status = add_entry(to, nrm_hash_mix(key, window), run[i].value, err);
        if (status == NORM_OK && window > 0)
            status = add_entry(to, nrm_hash_mix(key, window - 1), run[i].value, err);
    }
    return status;
}

static norm_status keep(const nrm_keyed *run, size_t count, entries *to, norm_error *err)
{
    norm_status status = NORM_OK;
    size_t i;

    for (i = 0; count > 1 && i < count && status == NORM_OK; i++)
        status = add_entry(to, run[i].key, run[i].value, err);
    return status;
}

/* Moves the runs of `from`, which is sorted, to `kept` or, in pieces, to `pieces`. */
static norm_status split_keys(const nrm_nodes *nodes, entries *from, entries *kept, entries *pieces,
                              size_t *split, norm_error *err)
{
    norm_status status = NORM_OK;
    size_t begin;
    size_t end;

    for (begin = 0; begin < from->count && status == NORM_OK; begin = end) {
        const nrm_keyed *run = from->items + begin;

        end = run_end(from, begin);
        if (end - begin <= NRM_BLOCK_MOST) {
            status = keep(run, end - begin, kept, err);
            continue;
        }
        ++*split;
        if (all_known(nodes, run, end - begin)) {
            status = split_by_values(nodes, run, end - begin, pieces, err);
        } else {
            size_t i;

            for (i = begin; i < end && status == NORM_OK; i++)
                status = add_entry(pieces, from->items[i].key, from->items[i].value, err);
        }
    }
    return status;
}

static norm_status split_pieces(const nrm_dedupe_job *job, const nrm_nodes *nodes, entries *pieces,
                                entries *kept, norm_error *err)
{
    norm_status status = nrm_sort_keyed(pieces->alloc, pieces->items, pieces->count, err);
    sound_order order = {job->encoder->alphabet, nodes, false};
    size_t begin;
    size_t end;

    for (begin = 0; begin < pieces->count && status == NORM_OK; begin = end) {
        nrm_keyed *run = pieces->items + begin;

        end = run_end(pieces, begin);
        if (end - begin <= NRM_BLOCK_MOST) {
            status = keep(run, end - begin, kept, err);
            continue;
        }
        order.from_back = false;
        status = split_by_order(&order, run, end - begin, kept, err);
        order.from_back = true;
        if (status == NORM_OK)
            status = split_by_order(&order, run, end - begin, kept, err);
    }
    return status;
}

/* Numbers the blocks from 0 on; entries of single nodes are taken out. */
static norm_status number_blocks(nrm_blocks *blocks, entries *list, norm_error *err)
{
    size_t kept = 0;
    size_t begin;
    size_t end;

    for (begin = 0; begin < list->count; begin = end) {
        end = run_end(list, begin);
        blocks->count += end - begin > 1;
    }
    blocks->begins = nrm_alloc_array(&blocks->alloc, blocks->count + 1, sizeof *blocks->begins);
    if (blocks->begins == NULL) {
        blocks->count = 0;
        return nrm_fail_nomem(err);
    }
    blocks->count = 0;
    for (begin = 0; begin < list->count; begin = end) {
        end = run_end(list, begin);
        if (end - begin < 2)
            continue;
        blocks->begins[blocks->count] = kept;
        for (; begin < end; begin++)
            list->items[kept++] = (nrm_keyed){blocks->count, list->items[begin].value};
        blocks->count++;
    }
    blocks->begins[blocks->count] = kept;
    list->count = kept;
    return NORM_OK;
}

/* The blocks of each node: the members are in order of the block, so the lists come out sorted. */
static norm_status list_blocks_of_nodes(nrm_blocks *blocks, norm_error *err)
{
    size_t *begins =
        nrm_alloc_zeroed(&blocks->alloc, blocks->node_count + 1, sizeof *blocks->of_node_begins);
    size_t i;

    blocks->of_node_begins = begins;
    blocks->of_node = nrm_alloc_array(&blocks->alloc, blocks->member_count, sizeof(uint32_t));
    if (begins == NULL || blocks->of_node == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < blocks->member_count; i++)
        begins[blocks->members[i].value]++;
    for (i = 1; i <= blocks->node_count; i++)
        begins[i] += begins[i - 1];
    /* begins[n] is the end of node n now; filling from the back moves it to the beginning. */
    for (i = blocks->member_count; i-- > 0;)
        blocks->of_node[--begins[blocks->members[i].value]] = (uint32_t)blocks->members[i].key;
    return NORM_OK;
}

static norm_status make(const nrm_dedupe_job *job, const nrm_nodes *nodes, entries *keys,
                        entries *pieces, nrm_blocks *out, norm_error *err)
{
    entries kept = {.alloc = job->alloc};
    norm_status status = list_keys(job, nodes, keys, err);

    if (status == NORM_OK)
        status = split_keys(nodes, keys, &kept, pieces, &out->split, err);
    drop_entries(keys);
    if (status == NORM_OK)
        status = split_pieces(job, nodes, pieces, &kept, err);
    drop_entries(pieces);
    if (status == NORM_OK)
        status = nrm_sort_keyed(job->alloc, kept.items, kept.count, err);
    if (status == NORM_OK)
        status = number_blocks(out, &kept, err);
    out->members = kept.items;
    out->member_count = kept.count;
    out->member_cap = kept.cap;
    return status == NORM_OK ? list_blocks_of_nodes(out, err) : status;
}

norm_status nrm_blocks_make(const nrm_dedupe_job *job, const nrm_nodes *nodes, nrm_blocks *out,
                            norm_error *err)
{
    entries keys = {.alloc = job->alloc};
    entries pieces = {.alloc = job->alloc};

    memset(out, 0, sizeof *out);
    out->alloc = *job->alloc;
    out->node_count = nodes->count;
    return make(job, nodes, &keys, &pieces, out, err);
}

void nrm_blocks_dispose(nrm_blocks *blocks)
{
    nrm_free_array(&blocks->alloc, blocks->members, blocks->member_cap, sizeof *blocks->members);
    nrm_free_array(&blocks->alloc, blocks->begins, blocks->count + 1, sizeof *blocks->begins);
    nrm_free_array(&blocks->alloc, blocks->of_node_begins, blocks->node_count + 1,
                   sizeof *blocks->of_node_begins);
    nrm_free_array(&blocks->alloc, blocks->of_node, blocks->member_count, sizeof(uint32_t));
}

uint32_t nrm_blocks_first_shared(const nrm_blocks *blocks, uint32_t a, uint32_t b)
{
    size_t i = blocks->of_node_begins[a];
    size_t j = blocks->of_node_begins[b];

    while (i < blocks->of_node_begins[a + 1] && j < blocks->of_node_begins[b + 1]) {
        uint32_t x = blocks->of_node[i];
        uint32_t y = blocks->of_node[j];

        if (x == y)
            return x;
        i += x < y;
        j += y < x;
    }
    return UINT32_MAX;
}
