/* index/lookup.c - which entities of an index a name may name, with probabilities.
 * SPDX-License-Identifier: MIT
 *
 * Every candidate is compared in full; an entity counts with its best name.
 * Entities compete: the name names one of them or none, so with odds o of the
 * pairs the probability of entity i is o[i] / (1 + sum of o), Bayes' rule for
 * alternatives that exclude each other. One entity alone has the probability
 * of its pair. */
#include "index/lookup.h"

#include "base/fail.h"
#include "base/sort.h"
#include "compare/logistic.h"
#include "index/beside.h"
#include "index/keys.h"
#include "text/ucd.h"
#include "text/utf8.h"

/* An index of so many names at most is gone through as a whole when the keys lead to no match. */
#define SCAN_MOST 20000U

/* The best hits, so many and so close to the first, are looked at again. */
#define LEADERS     8
#define LEADERS_GAP (6 * NRM_NAT)

/* Beyond them nothing changes in a probability, and 1 + e^30 is exact enough. */
#define MOST_NATS 30

typedef struct finding { /* one look-up on its way */
    const nrm_lookup *lookup;
    nrm_beside beside;
    nrm_hit *items; /* one an entity */
    size_t count;
} finding;

/* The next letter or digit, small; 0 at the end. */
static uint32_t next_letter(norm_str text, size_t *pos)
{
    while (*pos < text.len) {
        uint32_t cp = nrm_utf8_next(text, pos);

        if (nrm_cp_is_letter(cp) || nrm_cp_is_digit(cp) || nrm_cp_is_mark(cp))
            return nrm_cp_lower(cp, NRM_CASE_ROOT);
    }
    return 0;
}

static bool same_letters(norm_str a, norm_str b)
{
    size_t i = 0;
    size_t j = 0;
    uint32_t x;

    do {
        x = next_letter(a, &i);
        if (x != next_letter(b, &j))
            return false;
    } while (x != 0);
    return true;
}

/* Better first. Equals by number, which is by weight and then by id. */
static bool is_better(const nrm_hit *a, const nrm_hit *b)
{
    if (a->score != b->score)
        return a->score > b->score;
    if (a->same_text != b->same_text)
        return a->same_text;
    return a->entity != b->entity ? a->entity < b->entity : a->name < b->name;
}

static int by_rank(const void *a, const void *b, const void *user)
{
    (void)user;
    return is_better(a, b) ? -1 : is_better(b, a);
}

static void add_hit(finding *f, nrm_hit hit)
{
    size_t i;

    for (i = 0; i < f->count; i++) {
        if (f->items[i].entity == hit.entity) {
            if (is_better(&hit, &f->items[i]))
                f->items[i] = hit;
            return;
        }
    }
    f->items[f->count++] = hit;
}

static bool holds(const nrm_candidates *candidates, uint32_t name)
{
    size_t i;

    for (i = 0; i < candidates->count; i++) {
        if (candidates->names[i] == name)
            return true;
    }
    return false;
}

static norm_status read_name(const finding *f, uint32_t number, nrm_index_name *out,
                             norm_error *err)
{
    if (!nrm_index_name_at(f->lookup->index, number, out))
        return nrm_fail(err, NORM_E_FORMAT, NORM_NO_OFFSET, "damaged index: name %u",
                        (unsigned)number);
    return NORM_OK;
}

/* Compares what is in candidates but not in known, which may be NULL. */
static norm_status compare(finding *f, const nrm_candidates *candidates,
                           const nrm_candidates *known, norm_error *err)
{
    const nrm_lookup *lookup = f->lookup;
    size_t i;

    for (i = 0; i < candidates->count; i++) {
        nrm_hit hit = {.name = candidates->names[i]};
        nrm_index_name name;
        norm_status status;

        if (known != NULL && holds(known, hit.name))
            continue;
        status = read_name(f, hit.name, &name, err);
        if (status != NORM_OK)
            return status;
        hit.entity = name.entity;
        hit.score = nrm_match(lookup->matcher, lookup->name, name.name, lookup->kind, 0).score +
                    nrm_beside_evidence(&f->beside, &name) - lookup->less;
        hit.same_text = same_letters(nrm_name_text(lookup->name), nrm_name_text(name.name));
        add_hit(f, hit);
    }
    return NORM_OK;
}

/* How far above a match an answer must be to end the search: one that just reaches it leaves room
 * for a better one that shares no key with the name. */
#define SURE (2 * NRM_NAT)

/* Is there an answer that needs no search of the whole index? */
static bool is_found(const finding *f)
{
    const nrm_lookup *lookup = f->lookup;
    size_t i;

    for (i = 0; i < f->count; i++) {
        if (f->items[i].score >= lookup->matcher->scorer->match_from[lookup->kind] + SURE)
            return true;
    }
    return false;
}

static norm_status find(finding *f, nrm_arena *arena, norm_error *err)
{
    const nrm_lookup *lookup = f->lookup;
    const nrm_search search = {lookup->index, lookup->matcher->costs, lookup->name,
                               lookup->country};
    nrm_candidates keyed;
    nrm_candidates scanned;
    norm_status status = nrm_candidates_by_keys(&search, arena, &keyed, err);

    if (status == NORM_OK)
        status = compare(f, &keyed, NULL, err);
    if (status != NORM_OK || lookup->index->name_count > SCAN_MOST || is_found(f))
        return status;
    status = nrm_candidates_by_scan(&search, arena, &scanned, err);
    return status == NORM_OK ? compare(f, &scanned, &keyed, err) : status;
}

/* Adds what the standards say about the hits that may be the first; these are sorted. */
static norm_status ask_standards(finding *f, nrm_arena *arena, norm_error *err)
{
    int32_t least = f->count > 0 ? f->items[0].score - LEADERS_GAP : 0;
    size_t i;

    for (i = 0; i < f->count && i < LEADERS && f->items[i].score >= least; i++) {
        nrm_index_name name;
        int32_t evidence = 0;
        norm_status status = read_name(f, f->items[i].name, &name, err);

        if (status == NORM_OK)
            status = nrm_beside_standard(&f->beside, arena, &name, &evidence, err);
        if (status != NORM_OK)
            return status;
        f->items[i].score += evidence;
    }
    return NORM_OK;
}

static norm_status sort_hits(finding *f, const nrm_arena *arena, norm_error *err)
{
    return nrm_sort(&arena->alloc, f->items, f->count, sizeof *f->items, by_rank, NULL, err);
}

/* From the odds of pairs to probabilities of entities that exclude each other. */
static void share_out(finding *f)
{
    const nrm_lookup *lookup = f->lookup;
    double sum = 1;
    size_t i;

    for (i = 0; i < f->count; i++) {
        double nats = (double)f->items[i].score / NRM_NAT;

        if (nats > MOST_NATS)
            nats = MOST_NATS;
        if (nats < -MOST_NATS)
            nats = -MOST_NATS;
        f->items[i].probability = nrm_exp(nats);
        sum += f->items[i].probability;
    }
    for (i = 0; i < f->count; i++) {
        nrm_hit *hit = &f->items[i];
        double odds = hit->probability / (sum - hit->probability);

        hit->verdict =
            nrm_judge(lookup->matcher->scorer, lookup->kind, (int32_t)(nrm_log(odds) * NRM_NAT))
                .verdict;
        hit->probability /= sum;
    }
}

norm_status nrm_look_up(const nrm_lookup *lookup, nrm_arena *arena, const nrm_hit **out,
                        size_t *count, norm_error *err)
{
    const nrm_index *index = lookup->index;
    finding f = {.lookup = lookup,
                 .beside = {index->encoder, lookup->systems, lookup->name,
                            nrm_text_key(nrm_name_text(lookup->name)),
                            nrm_text_key(nrm_proper_text(lookup->name)), lookup->country,
                            lookup->kind}};
    norm_status status;

    *out = NULL;
    *count = 0;
    if (f.beside.text_key == 0)
        return NORM_OK; /* nothing to go by */
    f.items = nrm_arena_alloc(arena, (size_t)2 * NRM_CANDIDATES, sizeof *f.items);
    if (f.items == NULL)
        return nrm_fail_nomem(err);
    status = find(&f, arena, err);
    if (status == NORM_OK)
        status = sort_hits(&f, arena, err);
    if (status == NORM_OK)
        status = ask_standards(&f, arena, err);
    if (status == NORM_OK)
        status = sort_hits(&f, arena, err);
    if (status != NORM_OK)
        return status;
    share_out(&f);
    *out = f.items;
    *count = f.count;
    return NORM_OK;
}
