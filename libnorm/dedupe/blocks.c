/* dedupe/blocks.c - which nodes stand under one key.
 * SPDX-License-Identifier: MIT
 *
 * A key that more than NRM_BLOCK_MOST nodes have is split:
 *
 *   1. by the kind, then by each differ value, when all nodes of the key know
 *      it: nodes that differ in one are never compared, so nothing is lost;
 *   2. what is still too large is laid in the order of the sounds, once from
 *      the front and once from the back, and cut into windows that overlap by
 *      half (sorted neighbourhood, Hernandez & Stolfo 1995). Names that differ
 *      at one end only stay near each other in one of the orders.
 *
 * Windows are blocks like the others. */
#include "dedupe/blocks.h"

#include <string.h>

#include "base/fail.h"
#include "base/hash.h"
#include "base/str.h"
#include "compare/edit.h"
#include "compare/score.h"
#include "index/keys.h"

#define STRIDE  (NRM_BLOCK_MOST / 2)
#define SPELLED 24 /* sounds by which a block too large is put in order */

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

/* Few letters alone merge nothing (nrm_likeness_of). */
static bool may_merge(const nrm_key *key)
{
    return (key->type != NRM_KEY_ACRONYM && key->type != NRM_KEY_INITIALS) ||
           key->unit >= NRM_LETTERS_OF_MATCH;
}

/* The hash under which an acronym and the names that it may stand for are one block. */
static uint64_t common_hash(const nrm_key *key)
{
    return key->type == NRM_KEY_INITIALS ? nrm_key_of_other_side(key->hash) : key->hash;
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

        for (i = 0; i < count && status == NORM_OK; i++) {
            if (may_merge(&keys[i]))
                status = add_entry(list, common_hash(&keys[i]), node, err);
        }
        if (status != NORM_OK)
            return status;
    }
    return nrm_sort_keyed(list->alloc, list->items, list->count, err);
}

/* Do all nodes of the run know their value in the column? */
static bool all_known(const nrm_nodes *nodes, size_t column, const nrm_keyed *run, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (nodes->values[run[i].value * nodes->columns + column] == 0)
            return false;
    }
    return true;
}

static norm_status keep(const nrm_keyed *run, size_t count, entries *to, norm_error *err)
{
    norm_status status = NORM_OK;
    size_t i;

    for (i = 0; count > 1 && i < count && status == NORM_OK; i++)
        status = add_entry(to, run[i].key, run[i].value, err);
    return status;
}

/* Splits the large runs of the list by their values in a column, where all know it; what is small
 * then goes to `kept`. */
static norm_status split_by_column(const nrm_nodes *nodes, size_t column, entries *list,
                                   entries *kept, norm_error *err)
{
    norm_status status = NORM_OK;
    size_t large = 0; /* entries of large runs, moved to the front */
    size_t begin;
    size_t end;
    size_t i;

    for (begin = 0; begin < list->count; begin = end) {
        nrm_keyed *run = list->items + begin;

        end = run_end(list, begin);
        if (!all_known(nodes, column, run, end - begin))
            continue;
        for (i = 0; i < end - begin; i++) {
            uint64_t value = nodes->values[run[i].value * nodes->columns + column];

            run[i].key = nrm_hash_mix(run[i].key, value);
        }
    }
    status = nrm_sort_keyed(list->alloc, list->items, list->count, err);
    for (begin = 0; begin < list->count && status == NORM_OK; begin = end) {
        end = run_end(list, begin);
        if (end - begin <= NRM_BLOCK_MOST) {
            status = keep(list->items + begin, end - begin, kept, err);
            continue;
        }
        for (i = begin; i < end; i++)
            list->items[large++] = list->items[i];
    }
    list->count = large;
    return status;
}

/* Classes of the sounds of a word; returns how many. */
static size_t classes_of(const nrm_alphabet *alphabet, const norm_name *name, size_t word,
                         char *out)
{
    const nrm_word *w = &nrm_name_words(name)[word];
    size_t count = 0;
    size_t k;

    for (k = 0; k < w->sound_count; k++) {
        char class = alphabet->skeleton[nrm_name_sounds(name)[w->sound_begin + k]];

        if (class != '\0')
            out[count++] = class;
    }
    return count;
}

/* All words one after another, the words in the order of the alphabet, so that
 * given name and family name may stand in either order. Returns the length. */
static size_t spell(const nrm_alphabet *alphabet, const norm_name *name, char *out)
{
    char classes[NRM_TOKENS][NRM_WORD_SOUNDS];
    norm_str words[NRM_TOKENS];
    size_t len = 0;
    size_t i;
    size_t k;

    for (i = 0; i < name->word_count; i++) {
        norm_str word = {classes[i], classes_of(alphabet, name, i, classes[i])};

        for (k = i; k > 0 && nrm_str_cmp(words[k - 1], word) > 0; k--)
            words[k] = words[k - 1];
        words[k] = word;
    }
    for (i = 0; i < name->word_count; i++) {
        memcpy(out + len, words[i].ptr, words[i].len);
        len += words[i].len;
    }
    return len;
}

typedef struct spelled {
    char classes[SPELLED]; /* from one end, filled up with NUL */
    uint64_t node;
} spelled;

static int compare_spelled(const void *first, const void *second, const void *user)
{
    const spelled *a = first;
    const spelled *b = second;
    int order = memcmp(a->classes, b->classes, sizeof a->classes);

    (void)user;
    if (order != 0)
        return order;
    return a->node < b->node ? -1 : a->node > b->node; /* numbers are by content */
}

static void spell_from(const nrm_alphabet *alphabet, const norm_name *name, bool from_back,
                       char out[SPELLED])
{
    char all[NRM_TOKENS * NRM_WORD_SOUNDS];
    size_t len = spell(alphabet, name, all);
    size_t i;

    for (i = 0; i < SPELLED; i++)
        out[i] = i >= len ? '\0' : all[from_back ? len - 1 - i : i];
}

/* Appends the run to `to` as windows over its order. */
static norm_status add_windows(const nrm_alphabet *alphabet, const nrm_nodes *nodes,
                               const nrm_keyed *run, size_t count, bool from_back, entries *to,
                               norm_error *err)
{
    uint64_t key = nrm_hash_mix(run[0].key, from_back ? 2 : 1);
    spelled *order = nrm_alloc_array(to->alloc, count, sizeof *order);
    norm_status status;
    size_t i;

    if (order == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < count; i++) {
        order[i].node = run[i].value;
        spell_from(alphabet, nodes->items[run[i].value].name, from_back, order[i].classes);
    }
    status = nrm_sort(to->alloc, order, count, sizeof *order, compare_spelled, NULL, err);
    for (i = 0; i < count && status == NORM_OK; i++) {
        size_t window = i / STRIDE;

        status = add_entry(to, nrm_hash_mix(key, window), order[i].node, err);
        if (status == NORM_OK && window > 0)
            status = add_entry(to, nrm_hash_mix(key, window - 1), order[i].node, err);
    }
    nrm_free_array(to->alloc, order, count, sizeof *order);
    return status;
}

static norm_status split_by_order(const nrm_alphabet *alphabet, const nrm_nodes *nodes,
                                  const entries *list, entries *kept, norm_error *err)
{
    norm_status status = NORM_OK;
    size_t begin;
    size_t end;

    for (begin = 0; begin < list->count && status == NORM_OK; begin = end) {
        const nrm_keyed *run = list->items + begin;

        end = run_end(list, begin);
        status = add_windows(alphabet, nodes, run, end - begin, false, kept, err);
        if (status == NORM_OK)
            status = add_windows(alphabet, nodes, run, end - begin, true, kept, err);
    }
    return status;
}

/* Moves the runs of the list, which is sorted, to `kept`, in pieces where they are too large. */
static norm_status split(const nrm_alphabet *alphabet, const nrm_nodes *nodes, entries *list,
                         entries *kept, size_t *split_count, norm_error *err)
{
    norm_status status = NORM_OK;
    size_t large = 0;
    size_t begin;
    size_t end;
    size_t i;

    for (begin = 0; begin < list->count && status == NORM_OK; begin = end) {
        end = run_end(list, begin);
        if (end - begin <= NRM_BLOCK_MOST) {
            status = keep(list->items + begin, end - begin, kept, err);
            continue;
        }
        ++*split_count;
        for (i = begin; i < end; i++)
            list->items[large++] = list->items[i];
    }
    list->count = large;
    for (i = 0; i < nodes->columns && status == NORM_OK; i++)
        status = split_by_column(nodes, i, list, kept, err);
    return status == NORM_OK ? split_by_order(alphabet, nodes, list, kept, err) : status;
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

norm_status nrm_blocks_make(const nrm_dedupe_job *job, const nrm_nodes *nodes, nrm_blocks *out,
                            norm_error *err)
{
    entries keys = {.alloc = job->alloc};
    entries kept = {.alloc = job->alloc};
    norm_status status;

    memset(out, 0, sizeof *out);
    out->alloc = *job->alloc;
    out->node_count = nodes->count;
    status = list_keys(job, nodes, &keys, err);
    if (status == NORM_OK)
        status = split(job->encoder->alphabet, nodes, &keys, &kept, &out->split, err);
    drop_entries(&keys);
    if (status == NORM_OK)
        status = nrm_sort_keyed(job->alloc, kept.items, kept.count, err);
    if (status == NORM_OK)
        status = number_blocks(out, &kept, err);
    out->members = kept.items;
    out->member_count = kept.count;
    out->member_cap = kept.cap;
    return status == NORM_OK ? list_blocks_of_nodes(out, err) : status;
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
