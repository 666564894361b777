/* compare/bound.c - what words can bring at most, without aligning them.
 * SPDX-License-Identifier: MIT */
#include "compare/bound.h"

#include <string.h>

nrm_bound_side nrm_bound_side_of(const nrm_costs *costs, const nrm_pair_costs *pair, bool is_b)
{
    if (is_b)
        return (nrm_bound_side){costs, pair->most_b, pair->least_b, pair->together_a};
    return (nrm_bound_side){costs, pair->most_a, pair->least_a, pair->together_b};
}

static void raise_all(int16_t *restrict to, const int16_t *restrict from)
{
    size_t i;

    for (i = 0; i < NRM_SOUNDS; i++)
        to[i] = to[i] > from[i] ? to[i] : from[i];
}

static void lower_all(int16_t *restrict to, const int16_t *restrict from)
{
    size_t i;

    for (i = 0; i < NRM_SOUNDS; i++)
        to[i] = to[i] < from[i] ? to[i] : from[i];
}

void nrm_offer_by(const nrm_bound_side *side, nrm_sounds_view word, nrm_offer *out)
{
    int32_t spare = 0;
    uint64_t set = 0;
    size_t i;

    memcpy(out->most, side->most[0], sizeof out->most);
    for (i = 0; i < word.len; i++) {
        const int16_t *row = side->most[word.at[i]];

        raise_all(out->most, row);
        spare += row[0] > 0 ? row[0] : 0;
        set |= UINT64_C(1) << word.at[i];
    }
    out->spare = spare;
    out->set = set;
}

void nrm_lacks_by(const nrm_bound_side *side, nrm_sounds_view word, int16_t least[NRM_SOUNDS])
{
    size_t i;

    memcpy(least, side->least[0], NRM_SOUNDS * sizeof *least);
    for (i = 0; i < word.len; i++)
        lower_all(least, side->least[word.at[i]]);
}

void nrm_offer_take(const nrm_offer *offer, const nrm_taker *takers, size_t count, int32_t *sums)
{
    int32_t before = 0;
    int32_t sum = 0;
    size_t i;

    for (i = 0; i < count; i++) {
        int32_t most = offer->most[takers[i].sound];

        sums[i] = sum;
        sum += most + nrm_offer_more(offer, takers[i].two, before, most);
        before = most;
    }
    sums[i] = sum;
}

void nrm_takers_of(const nrm_bound_side *side, nrm_sounds_view sounds, nrm_taker *out)
{
    size_t before = 0;
    size_t i;

    for (i = 0; i < sounds.len; i++) {
        size_t bigram = side->costs->bigram_of[before * NRM_SOUNDS + sounds.at[i]];

        before = sounds.at[i];
        out[i] = (nrm_taker){&side->together[bigram], before};
    }
}

static bool is_of_one_system(const norm_name *name)
{
    const nrm_word *words = nrm_name_words(name);
    size_t i = 1;

    while (i < name->word_count && words[i].system == words[0].system)
        i++;
    return name->word_count > 0 && i == name->word_count;
}

static bool has_room(const norm_name *name, const norm_name *other)
{
    return other->sound_count <= NRM_BOUND_SOUNDS &&
           (size_t)name->word_count * (other->sound_count + 1U) <= NRM_BOUND_SUMS;
}

/* Where the sums of a word begin. */
static size_t sums_at(const nrm_offers *offers, size_t word)
{
    return word * (offers->other->sound_count + 1U);
}

static void make_offers(const nrm_bound_side *side, const norm_name *name, const norm_name *other,
                        nrm_offers *out)
{
    nrm_sounds_view sounds = {nrm_name_sounds(other), other->sound_count};
    size_t i;

    nrm_takers_of(side, sounds, out->takers);
    out->name = name;
    out->other = other;
    for (i = 0; i < name->word_count; i++) {
        nrm_offer_by(side, nrm_word_sounds(name, i, 1), &out->by[i]);
        nrm_offer_take(&out->by[i], out->takers, sounds.len, out->sums + sums_at(out, i));
    }
}

void nrm_bounds_of(const nrm_costs *costs, const norm_name *a, const norm_name *b, nrm_bounds *out)
{
    const nrm_pair_costs *pair;
    nrm_bound_side side_a;
    nrm_bound_side side_b;

    /* To align one word with one takes no longer than to see that it is in vain. */
    out->are_known = a->word_count + b->word_count > 2 && is_of_one_system(a) &&
                     is_of_one_system(b) && has_room(a, b) && has_room(b, a);
    if (!out->are_known)
        return;
    pair = nrm_costs_for(costs, nrm_name_words(a)[0].system, nrm_name_words(b)[0].system,
                         &out->is_turned);
    side_a = nrm_bound_side_of(costs, pair, out->is_turned);
    side_b = nrm_bound_side_of(costs, pair, !out->is_turned);
    make_offers(&side_a, a, b, &out->of_a);
    make_offers(&side_b, b, a, &out->of_b);
}

/* What two words offer as one. */
static void offer_jointly(const nrm_offers *offers, size_t first, nrm_offer *out)
{
    const nrm_offer *second = &offers->by[first + 1];

    *out = offers->by[first];
    raise_all(out->most, second->most);
    out->spare += second->spare;
    out->set |= second->set;
}

typedef struct words { /* some of a name in a row */
    size_t first, count;
} words;

/* What `takers` of the other name take from the offers of `givers`; *most: in all. */
static nrm_edit_most take(const nrm_offers *offers, words givers, words takers, int32_t *room,
                          int32_t *most)
{
    const nrm_word *word = &nrm_name_words(offers->other)[takers.first];
    const nrm_word *last = word + takers.count - 1;
    size_t begin = word->sound_begin;
    size_t count = (size_t)last->sound_begin + last->sound_count - begin;
    nrm_edit_most taken = {offers->by[givers.first].spare,
                           offers->sums + sums_at(offers, givers.first) + begin};

    if (givers.count > 1) {
        nrm_offer offer;

        offer_jointly(offers, givers.first, &offer);
        nrm_offer_take(&offer, offers->takers + begin, count, room);
        taken = (nrm_edit_most){offer.spare, room};
        *most = offer.spare + room[count];
    } else if (count > 0) {
        /* Without what the first sound takes together with the one before the word. */
        *most = taken.spare + offers->by[givers.first].most[offers->takers[begin].sound] +
                taken.sums[count] - taken.sums[1];
    } else {
        *most = taken.spare;
    }
    return taken;
}

bool nrm_bounds_bar(const nrm_bounds *bounds, const nrm_pairing *p, int32_t limit,
                    int32_t room[NRM_WORD_SOUNDS + 1], nrm_edit_bar *out)
{
    words a = {p->a, p->a_words};
    words b = {p->b, p->b_words};
    nrm_edit_most by_a;
    nrm_edit_most by_b;
    int32_t most;

    by_a = take(&bounds->of_a, a, b, room, &most);
    if (most <= limit)
        return false;
    by_b = take(&bounds->of_b, b, a, room, &most);
    out->limit = limit;
    out->a = bounds->is_turned ? by_a : by_b;
    out->b = bounds->is_turned ? by_b : by_a;
    return most > limit;
}
