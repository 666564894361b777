/* compare/bound.c - what words can bring at most, without aligning them.
 * SPDX-License-Identifier: MIT */
#include "compare/bound.h"

#include <string.h>

nrm_bound_side nrm_bound_side_of(const nrm_costs *costs, const nrm_pair_costs *pair, bool is_b)
{
    if (is_b)
        return (nrm_bound_side){costs, pair, true, pair->most_b, pair->least_b, pair->together_a};
    return (nrm_bound_side){costs, pair, false, pair->most_a, pair->least_a, pair->together_b};
}

static void raise_all(int16_t *restrict to, const int16_t *restrict from)
{
    size_t i;

    for (i = 0; i < NRM_STANDINGS; i++)
        to[i] = to[i] > from[i] ? to[i] : from[i];
}

static void lower_all(int16_t *restrict to, const int16_t *restrict from)
{
    size_t i;

    for (i = 0; i < NRM_SOUNDS; i++)
        to[i] = to[i] < from[i] ? to[i] : from[i];
}

/* What a sound brings at most that the other word takes none for. */
static int32_t spare_of(const int16_t most[NRM_STANDINGS])
{
    return nrm_larger(most[nrm_standing(NRM_NO_SOUND, true)], 0);
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
        spare += spare_of(row);
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
    int32_t before;
    int32_t sum = 0;
    size_t i;

    sums[0] = 0;
    if (count == 0)
        return;
    before = offer->most[takers[0].standing];
    sum = before;
    sums[1] = sum;
    for (i = 1; i < count; i++) {
        int32_t most = offer->most[takers[i].standing];

        sum += most + nrm_offer_more(offer, takers[i].two, before, most);
        sums[i + 1] = sum;
        before = most;
    }
}

/* before: the sound before the word, which an operation may take together with the first one when
 * two words are written as one. */
static void add_takers(const nrm_bound_side *side, nrm_sounds_view word, size_t before,
                       nrm_taker *out)
{
    bool after = true;
    size_t i;

    for (i = 0; i < word.len; i++) {
        size_t sound = word.at[i];
        size_t bigram = side->costs->bigram_of[before * NRM_SOUNDS + sound];

        out[i] = (nrm_taker){&side->together[bigram], nrm_standing(sound, after)};
        after = (side->costs->vowels >> sound & 1U) != 0;
        before = sound;
    }
}

void nrm_takers_of(const nrm_bound_side *side, nrm_sounds_view word, nrm_taker *out)
{
    add_takers(side, word, NRM_NO_SOUND, out);
}

int32_t nrm_end_more(const nrm_bound_side *side, const nrm_offer *offer, nrm_place place,
                     size_t own, size_t other)
{
    const int16_t(*one)[NRM_SOUNDS] = side->pair->one[place];
    size_t sound = other % NRM_SOUNDS;
    int32_t with_own = side->is_b ? one[sound][own] : one[own][sound];
    int32_t alone = side->is_b ? one[sound][0] : one[0][sound];
    int32_t own_alone = side->is_b ? one[0][own] : one[own][0];

    return nrm_larger(nrm_larger(with_own, alone) - offer->most[other],
                      nrm_larger(own_alone - spare_of(side->most[own]), 0));
}

nrm_ends nrm_ends_of(const nrm_bound_side *side, const nrm_offer *offer, nrm_sounds_view word,
                     const nrm_taker *takers, size_t count)
{
    bool has_own = word.len > 0;
    bool has_other = count > 0;
    nrm_ends ends = {nrm_end_more(side, offer, NRM_PLACE_FIRST, has_own ? word.at[0] : NRM_NO_SOUND,
                                  has_other ? takers[0].standing : NRM_NO_SOUND),
                     nrm_end_more(side, offer, NRM_PLACE_LAST,
                                  has_own ? word.at[word.len - 1] : NRM_NO_SOUND,
                                  has_other ? takers[count - 1].standing : NRM_NO_SOUND)};

    return ends;
}

static bool is_of_one_system(const norm_name *name)
{
    const nrm_word *words = nrm_name_words(name);
    size_t i = 1;

    while (i < name->word_count && words[i].system == words[0].system)
        i++;
    return name->word_count > 0 && i == name->word_count;
}

static bool has_room(const norm_name *name)
{
    return name->sound_count <= NRM_BOUND_SOUNDS;
}

static void init_offers(const nrm_bound_side *side, const norm_name *name, const norm_name *other,
                        nrm_offers *out)
{
    const nrm_word *words = nrm_name_words(other);
    size_t before = NRM_NO_SOUND;
    size_t i;

    out->side = *side;
    out->name = name;
    out->other = other;
    out->made = 0;
    for (i = 0; i < other->word_count; i++) {
        nrm_sounds_view word = nrm_word_sounds(other, i, 1);

        add_takers(side, word, before, out->takers + words[i].sound_begin);
        before = word.len > 0 ? word.at[word.len - 1] : before;
    }
}

void nrm_bounds_of(const nrm_costs *costs, const norm_name *a, const norm_name *b, nrm_bounds *out)
{
    const nrm_pair_costs *pair;
    nrm_bound_side side_a;
    nrm_bound_side side_b;

    /* To align one word with one takes no longer than to see that it is in vain. */
    out->are_known = a->word_count + b->word_count > 2 && is_of_one_system(a) &&
                     is_of_one_system(b) && has_room(a) && has_room(b);
    if (!out->are_known)
        return;
    pair = nrm_costs_for(costs, nrm_name_words(a)[0].system, nrm_name_words(b)[0].system,
                         &out->is_turned);
    side_a = nrm_bound_side_of(costs, pair, out->is_turned);
    side_b = nrm_bound_side_of(costs, pair, !out->is_turned);
    init_offers(&side_a, a, b, &out->of_a);
    init_offers(&side_b, b, a, &out->of_b);
}

static const nrm_offer *offer_of(nrm_offers *offers, size_t word)
{
    nrm_offer *offer = &offers->by[word];

    if ((offers->made >> word & 1U) == 0) {
        nrm_offer_by(&offers->side, nrm_word_sounds(offers->name, word, 1), offer);
        offers->made |= UINT32_C(1) << word;
    }
    return offer;
}

typedef struct words { /* some of a name in a row */
    size_t first, count;
} words;

/* What some words offer as one; joint: room for it. */
static const nrm_offer *offer_jointly(nrm_offers *offers, words givers, nrm_offer *joint)
{
    size_t i;

    if (givers.count == 1)
        return offer_of(offers, givers.first);
    *joint = *offer_of(offers, givers.first);
    for (i = 1; i < givers.count; i++) {
        const nrm_offer *next = offer_of(offers, givers.first + i);

        raise_all(joint->most, next->most);
        joint->spare += next->spare;
        joint->set |= next->set;
    }
    return joint;
}

/* Whether `takers` of the other name take more than the limit of what `givers` offer. */
static bool take(nrm_offers *offers, words givers, words takers, int32_t limit, int32_t *sums,
                 nrm_edit_most *out)
{
    const nrm_word *word = &nrm_name_words(offers->other)[takers.first];
    const nrm_word *last = word + takers.count - 1;
    size_t begin = word->sound_begin;
    size_t count = (size_t)last->sound_begin + last->sound_count - begin;
    const nrm_taker *first = offers->takers + begin;
    nrm_offer joint;
    const nrm_offer *offer = offer_jointly(offers, givers, &joint);
    nrm_ends ends;

    nrm_offer_take(offer, first, count, sums);
    ends = nrm_ends_of(&offers->side, offer,
                       nrm_word_sounds(offers->name, givers.first, givers.count), first, count);
    *out = (nrm_edit_most){offer->spare + ends.last, sums};
    return out->spare + ends.first + sums[count] > limit;
}

bool nrm_bounds_bar(nrm_bounds *bounds, const nrm_pairing *p, int32_t limit,
                    int32_t room[2][NRM_WORD_SOUNDS + 1], nrm_edit_bar *out)
{
    words a = {p->a, p->a_words};
    words b = {p->b, p->b_words};

    out->limit = limit;
    return take(&bounds->of_a, a, b, limit, room[0], bounds->is_turned ? &out->a : &out->b) &&
           take(&bounds->of_b, b, a, limit, room[1], bounds->is_turned ? &out->b : &out->a);
}
