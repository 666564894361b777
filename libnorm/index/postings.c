/* index/postings.c - which names have which key, as the parts of an index file.
 * SPDX-License-Identifier: MIT
 *
 * The pairs of key and name of a million names take 300 MB and twice that to
 * sort. So the names are gone through several times, each time for the keys of
 * one range, as wide as BATCH pairs allow; making the keys again costs less
 * than a microsecond a name. */
#include "index/postings.h"

#include <string.h>

#include "base/fail.h"
#include "base/sort.h"
#include "index/format.h"
#include "index/keys.h"

#define BATCH    ((size_t)1 << 22) /* pairs sorted at once: 64 MB, and as much again */
#define RANGES   256               /* of keys, by their first byte */
#define PER_SLOT 4                 /* pairs a bucket: two or three keys */
#define MIN_BITS 2U

typedef struct maker {
    const nrm_alphabet *alphabet;
    const norm_name *const *names;
    size_t count;
    nrm_postings *out;
    size_t totals[RANGES]; /* pairs of each range */
    size_t all;
    nrm_keyed *pairs; /* of the ranges at hand */
    size_t pair_room;
} maker;

static size_t range_of(uint64_t hash)
{
    return (size_t)(hash >> 56);
}

static void count_pairs(maker *m)
{
    nrm_key keys[NRM_KEYS];
    size_t i;
    size_t k;

    for (i = 0; i < m->count; i++) {
        size_t count = nrm_keys_of(m->alphabet, m->names[i], keys);

        for (k = 0; k < count; k++)
            m->totals[range_of(keys[k].hash)]++;
        m->all += count;
    }
}

/* A key as it stands in the file: the bits of its bucket and 32 more. Pairs come by ascending
 * name, and the sort is stable. */
static size_t collect_pairs(maker *m, size_t from, size_t to)
{
    unsigned shift = 32U - m->out->bucket_bits;
    nrm_key keys[NRM_KEYS];
    size_t filled = 0;
    size_t i;
    size_t k;

    for (i = 0; i < m->count; i++) {
        size_t count = nrm_keys_of(m->alphabet, m->names[i], keys);

        for (k = 0; k < count; k++) {
            size_t range = range_of(keys[k].hash);

            if (range >= from && range < to)
                m->pairs[filled++] = (nrm_keyed){keys[k].hash >> shift, i};
        }
    }
    return filled;
}

static bool reserve(const norm_allocator *alloc, uint32_t **array, size_t *room, size_t need)
{
    size_t more = *room > 0 ? *room : 1024;
    uint32_t *grown;

    if (need <= *room)
        return true;
    while (more < need)
        more *= 2;
    grown = nrm_resize_array(alloc, *array, *room, more, sizeof *grown);
    if (grown == NULL)
        return false;
    *array = grown;
    *room = more;
    return true;
}

static bool add_pairs(nrm_postings *out, const nrm_keyed *pairs, size_t count)
{
    uint64_t last = UINT64_MAX;
    size_t i;

    if (!reserve(&out->alloc, &out->items, &out->room, out->count + count))
        return false;
    for (i = 0; i < count; i++) {
        if (pairs[i].key != last) {
            if (!reserve(&out->alloc, &out->keys, &out->key_room, 2 * (out->key_count + 1)))
                return false;
            last = pairs[i].key;
            out->buckets[last >> 32]++;
            out->keys[2 * out->key_count] = (uint32_t)last;
            out->key_count++;
        } else if (out->items[out->count - 1] == pairs[i].value) {
            continue; /* two keys of one name that the file does not tell apart */
        }
        out->items[out->count++] = (uint32_t)pairs[i].value;
        out->keys[2 * out->key_count - 1] = (uint32_t)out->count;
    }
    return true;
}

/* The widest ranges from `from` on that fit into a batch, but one at least. */
static size_t next_batch(const maker *m, size_t from)
{
    size_t sum = m->totals[from];
    size_t to = from + 1;

    while (to < RANGES && sum + m->totals[to] <= BATCH)
        sum += m->totals[to++];
    return to;
}

static size_t batch_size(const maker *m, size_t from, size_t to)
{
    size_t sum = 0;

    for (; from < to; from++)
        sum += m->totals[from];
    return sum;
}

static norm_status make_batches(maker *m, norm_error *err)
{
    size_t from;
    size_t to;

    for (from = 0; from < RANGES; from = to) {
        to = next_batch(m, from);
        if (batch_size(m, from, to) > m->pair_room)
            m->pair_room = batch_size(m, from, to);
    }
    m->pairs = nrm_alloc_array(&m->out->alloc, m->pair_room, sizeof *m->pairs);
    if (m->pairs == NULL)
        return nrm_fail_nomem(err);
    for (from = 0; from < RANGES; from = to) {
        size_t filled;
        norm_status status;

        to = next_batch(m, from);
        filled = collect_pairs(m, from, to);
        status = nrm_sort_keyed(&m->out->alloc, m->pairs, filled, err);
        if (status != NORM_OK)
            return status;
        if (!add_pairs(m->out, m->pairs, filled))
            return nrm_fail_nomem(err);
    }
    return NORM_OK;
}

/* From how many keys a bucket has to where they begin. */
static void sum_buckets(nrm_postings *out)
{
    size_t last = (size_t)1 << out->bucket_bits;
    uint32_t sum = 0;
    size_t i;

    for (i = 0; i <= last; i++) {
        uint32_t count = out->buckets[i];

        out->buckets[i] = sum;
        sum += count;
    }
}

norm_status nrm_postings_make(const norm_allocator *alloc, const nrm_alphabet *alphabet,
                              const norm_name *const *names, size_t count, nrm_postings *out,
                              norm_error *err)
{
    maker m = {.alphabet = alphabet, .names = names, .count = count, .out = out};
    norm_status status;

    memset(out, 0, sizeof *out);
    out->alloc = *alloc;
    count_pairs(&m);
    if (m.all >= UINT32_MAX)
        return nrm_fail(err, NORM_E_LIMIT, NORM_NO_OFFSET, "too many names: %zu keys", m.all);
    out->bucket_bits = MIN_BITS;
    while (out->bucket_bits < NRM_BUCKET_BITS && m.all >> out->bucket_bits > PER_SLOT)
        out->bucket_bits++;
    out->buckets =
        nrm_alloc_zeroed(alloc, ((size_t)1 << out->bucket_bits) + 1, sizeof *out->buckets);
    if (out->buckets == NULL)
        return nrm_fail_nomem(err);
    status = make_batches(&m, err);
    nrm_free_array(alloc, m.pairs, m.pair_room, sizeof *m.pairs);
    if (status == NORM_OK)
        sum_buckets(out);
    return status;
}

void nrm_postings_dispose(nrm_postings *postings)
{
    const norm_allocator *alloc = &postings->alloc;

    if (alloc->resize == NULL)
        return; /* never made */
    if (postings->buckets != NULL)
        nrm_free_array(alloc, postings->buckets, ((size_t)1 << postings->bucket_bits) + 1,
                       sizeof *postings->buckets);
    nrm_free_array(alloc, postings->keys, postings->key_room, sizeof *postings->keys);
    nrm_free_array(alloc, postings->items, postings->room, sizeof *postings->items);
    memset(postings, 0, sizeof *postings);
}
