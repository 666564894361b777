/* index/candidates.c - which names of an index are worth comparing with a name in full.
 * SPDX-License-Identifier: MIT
 *
 * By keys: the postings of the name's keys are gone through, the shortest list
 * first, until POSTINGS are read; a name gets votes for each list that it is
 * in, more for a short list and for a fine key. Of the SEEN names with the most
 * votes those lose some that differ in how many sounds of each class they have;
 * the HEARD best are heard (index/quick.h), and the best by votes and the best
 * by ear are the candidates, with some that the letters of an acronym lead to. The sizes are those
 * where the share of true names among the candidates stops growing (docs/index.md). */
#include "index/candidates.h"

#include <string.h>

#include "base/fail.h"
#include "base/reader.h"
#include "base/sort.h"
#include "index/format.h"
#include "index/keys.h"
#include "index/quick.h"

#define POSTINGS       8192U /* most that are gone through for a name */
#define SEEN           2048U
#define HEARD          512U
#define BY_VOTES       48U
#define BY_EAR         96U
#define BY_LETTERS     32U
#define DISTANCE_VOTES 4
#define SAME_TEXT      (INT32_C(1) << 24) /* votes: more than all others together can be */
#define SAME_PLACE     (INT32_C(1) << 22)

typedef struct ranked {
    uint32_t name;
    int32_t rank;
} ranked;

typedef struct posting_list {
    const uint8_t *at;
    size_t count;
    uint8_t type; /* nrm_key_type */
} posting_list;

/* Better first; equals by number, which is by weight. */
static bool is_better(const ranked *a, const ranked *b)
{
    return a->rank != b->rank ? a->rank > b->rank : a->name < b->name;
}

static void swap(ranked *a, ranked *b)
{
    ranked kept = *a;

    *a = *b;
    *b = kept;
}

/* Brings the keep best to the front, in no order (Hoare 1961, FIND). */
static void select_best(ranked *items, size_t count, size_t keep)
{
    size_t low = 0;
    size_t high = count;

    while (low + 1 < high && keep > low && keep < high) {
        ranked pivot = items[low + (high - 1 - low) / 2];
        size_t i = low;
        size_t j = high - 1;

        for (;;) {
            while (is_better(&items[i], &pivot))
                i++;
            while (is_better(&pivot, &items[j]))
                j--;
            if (i >= j)
                break;
            swap(&items[i], &items[j]);
            i++;
            j--;
        }
        /* [low, j + 1) is not worse than [j + 1, high) */
        if (keep <= j + 1)
            high = j + 1;
        else
            low = j + 1;
    }
}

/* Keeps the best; returns how many are left. */
static size_t cut(ranked *items, size_t count, size_t keep)
{
    select_best(items, count, keep);
    return count < keep ? count : keep;
}

static int by_count(const void *a, const void *b, const void *user)
{
    const posting_list *s = a;
    const posting_list *t = b;

    (void)user;
    if ((s->type == NRM_KEY_TEXT) != (t->type == NRM_KEY_TEXT))
        return s->type == NRM_KEY_TEXT ? -1 : 1;
    return (s->count > t->count) - (s->count < t->count);
}

static bool is_of_letters(const nrm_key *key)
{
    return key->type == NRM_KEY_ACRONYM || key->type == NRM_KEY_INITIALS;
}

/* The lists of the name's keys, the text key's first and then the shortest. */
static norm_status find_lists(const nrm_search *search, nrm_arena *arena, posting_list *lists,
                              size_t *count, norm_error *err)
{
    nrm_key keys[NRM_KEYS];
    size_t key_count = nrm_keys_of(search->index->encoder->alphabet, search->name, keys);
    size_t i;

    *count = 0;
    for (i = 0; i < key_count; i++) {
        posting_list list = {.type = keys[i].type};

        if (is_of_letters(&keys[i]))
            continue;
        list.at = nrm_index_find(search->index, keys[i].hash, &list.count);
        if (list.count > 0)
            lists[(*count)++] = list;
    }
    return nrm_sort(&arena->alloc, lists, *count, sizeof *lists, by_count, NULL, err);
}

/* log2 of how many names there are for one of the list, at least 1. */
static int32_t rarity(size_t names, size_t count)
{
    int32_t bits = 1;

    while (count < names && bits < 24) {
        count *= 2;
        bits++;
    }
    return bits;
}

static int32_t votes_of(const posting_list *list, size_t names)
{
    switch ((nrm_key_type)list->type) {
    case NRM_KEY_TEXT:
        return SAME_TEXT;
    case NRM_KEY_PLACE:
        return SAME_PLACE;
    case NRM_KEY_WHOLE:
        return 4 * rarity(names, list->count);
    case NRM_KEY_WORD:
        return 3 * rarity(names, list->count);
    case NRM_KEY_LESS:
    case NRM_KEY_ACRONYM:
    case NRM_KEY_INITIALS:
        break;
    }
    return rarity(names, list->count);
}

/* The slot of a name in an open-addressed table of mask + 1, whose free slots have rank 0. */
static ranked *slot_of(ranked *table, size_t mask, uint32_t name)
{
    size_t i = (name * UINT32_C(2654435761)) & mask; /* Knuth's multiplier: 2^32 / golden ratio */

    while (table[i].rank != 0 && table[i].name != name)
        i = (i + 1) & mask;
    return &table[i];
}

/* Counts the votes; *out: *count names in the arena. */
static norm_status vote(const nrm_search *search, nrm_arena *arena, ranked **out, size_t *count,
                        norm_error *err)
{
    posting_list lists[NRM_KEYS];
    size_t list_count;
    size_t left = POSTINGS;
    size_t mask = 2 * POSTINGS - 1;
    ranked *table;
    size_t i;
    size_t k;
    norm_status status = find_lists(search, arena, lists, &list_count, err);

    *count = 0;
    if (status != NORM_OK)
        return status;
    for (i = 0, k = 0; i < list_count && k < POSTINGS; i++)
        k += lists[i].count;
    while (mask > 2 * k + 1)
        mask /= 2;
    table = nrm_arena_alloc(arena, mask + 1, sizeof *table);
    if (table == NULL)
        return nrm_fail_nomem(err);
    memset(table, 0, (mask + 1) * sizeof *table);
    for (i = 0; i < list_count && left > 0; i++) {
        size_t take = lists[i].count < left ? lists[i].count : left;
        int32_t votes = votes_of(&lists[i], search->index->name_count);

        for (k = 0; k < take; k++) {
            uint32_t name = nrm_load_u32(lists[i].at + k * NRM_POSTING_SIZE);
            ranked *slot = slot_of(table, mask, name);

            slot->name = name;
            slot->rank += votes;
        }
        left -= take;
    }
    for (i = 0; i <= mask; i++) {
        if (table[i].rank != 0)
            table[(*count)++] = table[i];
    }
    *out = table;
    return NORM_OK;
}

static norm_status fail_damaged(norm_error *err, size_t name)
{
    return nrm_fail(err, NORM_E_FORMAT, NORM_NO_OFFSET, "damaged index: name %zu", name);
}

static int by_number(const void *a, const void *b, const void *user)
{
    const uint32_t *s = a;
    const uint32_t *t = b;

    (void)user;
    return (*s > *t) - (*s < *t);
}

/* Puts the candidates in order and takes out what stands there twice. */
static norm_status settle(nrm_arena *arena, nrm_candidates *out, norm_error *err)
{
    norm_status status =
        nrm_sort(&arena->alloc, out->names, out->count, sizeof *out->names, by_number, NULL, err);
    size_t kept = 0;
    size_t i;

    for (i = 0; i < out->count; i++) {
        if (kept == 0 || out->names[kept - 1] != out->names[i])
            out->names[kept++] = out->names[i];
    }
    out->count = kept;
    return status;
}

static void take_best(ranked *items, size_t count, size_t keep, nrm_candidates *out)
{
    size_t i;

    keep = cut(items, count, keep);
    for (i = 0; i < keep; i++)
        out->names[out->count++] = items[i].name;
}

/* Ranks names by how alike they sound. */
static norm_status hear(const nrm_search *search, ranked *items, size_t count, norm_error *err)
{
    nrm_quick query;
    size_t i;

    nrm_quick_of(search->name, &query);
    for (i = 0; i < count; i++) {
        nrm_index_name name;
        nrm_quick quick;

        if (!nrm_index_name_at(search->index, items[i].name, &name))
            return fail_damaged(err, items[i].name);
        nrm_quick_of(name.name, &quick);
        items[i].rank = nrm_quick_score(search->costs, &query, &quick);
    }
    return NORM_OK;
}

/* What stands beside a name takes votes away: sounds that only one of the two has. Its country
 * decides between names that are equal otherwise. */
static norm_status see(const nrm_search *search, ranked *items, size_t count, norm_error *err)
{
    uint64_t signature = nrm_signature(search->index->encoder->alphabet, search->name);
    size_t i;

    for (i = 0; i < count; i++) {
        size_t name = items[i].name;
        uint64_t sign;

        if (name >= search->index->name_count)
            return fail_damaged(err, name);
        sign = nrm_load_u64(search->index->signs + name * NRM_SIGN_SIZE);
        items[i].rank -= DISTANCE_VOTES * (int32_t)nrm_signature_distance(signature, sign);
        if (search->country != 0)
            items[i].rank +=
                nrm_load_u32(search->index->names + name * NRM_NAME_SIZE + 8) == search->country;
    }
    return NORM_OK;
}

/* The names that an acronym may stand for, or the acronyms that may stand for the name. They sound
 * nothing alike, so neither votes nor the ear can rank them: the heaviest are taken. */
static void take_letters(const nrm_search *search, nrm_candidates *out)
{
    nrm_key keys[NRM_KEYS];
    size_t key_count = nrm_keys_of(search->index->encoder->alphabet, search->name, keys);
    size_t left = BY_LETTERS;
    size_t i;
    size_t k;

    for (i = 0; i < key_count && left > 0; i++) {
        size_t count;
        const uint8_t *at;

        if (!is_of_letters(&keys[i]))
            continue;
        at = nrm_index_find(search->index, nrm_key_of_other_side(keys[i].hash), &count);
        for (k = 0; k < count && left > 0; k++, left--)
            out->names[out->count++] = nrm_load_u32(at + k * NRM_POSTING_SIZE);
    }
}

norm_status nrm_candidates_by_keys(const nrm_search *search, nrm_arena *arena, nrm_candidates *out,
                                   norm_error *err)
{
    nrm_mark mark = nrm_arena_mark(arena);
    ranked *items = NULL;
    size_t count;
    norm_status status = vote(search, arena, &items, &count, err);

    out->count = 0;
    if (status == NORM_OK) {
        count = cut(items, count, SEEN);
        status = see(search, items, count, err);
    }
    if (status == NORM_OK) {
        count = cut(items, count, HEARD);
        take_best(items, count, BY_VOTES, out);
        status = hear(search, items, count, err);
    }
    if (status == NORM_OK) {
        take_best(items, count, BY_EAR, out);
        take_letters(search, out);
        status = settle(arena, out, err);
    }
    nrm_arena_rewind(arena, mark);
    return status;
}

norm_status nrm_candidates_by_scan(const nrm_search *search, nrm_arena *arena, nrm_candidates *out,
                                   norm_error *err)
{
    nrm_mark mark = nrm_arena_mark(arena);
    size_t count = search->index->name_count;
    ranked *items = nrm_arena_alloc(arena, count, sizeof *items);
    norm_status status = NORM_OK;
    size_t i;

    out->count = 0;
    if (items == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < count; i++)
        items[i] = (ranked){(uint32_t)i, 0};
    status = hear(search, items, count, err);
    if (status == NORM_OK) {
        take_best(items, count, BY_EAR, out);
        status = settle(arena, out, err);
    }
    nrm_arena_rewind(arena, mark);
    return status;
}
