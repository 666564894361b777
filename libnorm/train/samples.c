/* train/samples.c - pairs of words out of pairs of names that are the same.
 * SPDX-License-Identifier: MIT */
#include "train/samples.h"

#include "base/fail.h"

typedef struct list {
    nrm_arena *arena;
    nrm_em_sample *items;
    size_t count, cap;
} list;

static bool add(list *to, const norm_name *a, size_t i, const norm_name *b, size_t j,
                nrm_sounds_view sounds_a, nrm_sounds_view sounds_b)
{
    if (sounds_a.len == 0 || sounds_b.len == 0)
        return true;
    if (to->count == to->cap) {
        size_t cap = to->cap > 0 ? 2 * to->cap : 4096;
        nrm_em_sample *grown =
            nrm_arena_grow(to->arena, to->items, to->cap * sizeof *grown, cap * sizeof *grown);

        if (grown == NULL)
            return false;
        to->items = grown;
        to->cap = cap;
    }
    to->items[to->count++] = (nrm_em_sample){sounds_a.at,
                                             sounds_b.at,
                                             (uint8_t)sounds_a.len,
                                             (uint8_t)sounds_b.len,
                                             nrm_name_words(a)[i].system,
                                             nrm_name_words(b)[j].system};
    return true;
}

static bool is_name_word(const nrm_word *word)
{
    return word->role == NRM_ROLE_WORD || word->role == NRM_ROLE_PATRONYMIC;
}

/* The one word of a name that is the name itself; word_count when there are more. */
static size_t only_word(const norm_name *name)
{
    size_t found = name->word_count;
    size_t i;

    for (i = 0; i < name->word_count; i++) {
        if (!is_name_word(&nrm_name_words(name)[i]))
            continue;
        if (found < name->word_count)
            return name->word_count;
        found = i;
    }
    return found;
}

static bool add_single(list *to, const norm_name *a, const norm_name *b)
{
    size_t i = only_word(a);
    size_t j = only_word(b);

    if (i == a->word_count || j == b->word_count)
        return true;
    return add(to, a, i, b, j, nrm_word_sounds(a, i, 1), nrm_word_sounds(b, j, 1));
}

static bool add_aligned(list *to, const nrm_costs *costs, const norm_name *a, const norm_name *b)
{
    nrm_alignment alignment;
    size_t i;

    nrm_align(costs, a, b, &alignment);
    for (i = 0; i < alignment.count; i++) {
        const nrm_pairing *p = &alignment.items[i];

        if (p->how != NRM_HOW_SOUNDS || p->nats <= 0)
            continue;
        if (!add(to, a, p->a, b, p->b, nrm_word_sounds(a, p->a, p->a_words),
                 nrm_word_sounds(b, p->b, p->b_words)))
            return false;
    }
    return true;
}

norm_status nrm_samples_collect(const nrm_name_pair *pairs, size_t count, const nrm_costs *costs,
                                nrm_arena *arena, nrm_em_sample **out, size_t *out_count,
                                norm_error *err)
{
    list all = {arena, NULL, 0, 0};
    size_t i;

    for (i = 0; i < count; i++) {
        bool added;

        if (pairs[i].a == NULL || (pairs[i].label != 1 && pairs[i].label != -1))
            continue;
        added = costs == NULL ? add_single(&all, pairs[i].a, pairs[i].b)
                              : add_aligned(&all, costs, pairs[i].a, pairs[i].b);
        if (!added)
            return nrm_fail_nomem(err);
    }
    *out = all.items;
    *out_count = all.count;
    return NORM_OK;
}
