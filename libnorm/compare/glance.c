/* compare/glance.c - seeing at a glance that two names are not worth aligning.
 * SPDX-License-Identifier: MIT */
#include "compare/glance.h"

#include <string.h>

#include "compare/acronym.h"
#include "compare/places.h"

/* Ways of pairing words that sounds do not bound. */
#define WAY_NUMBER  1U
#define WAY_SENSE   2U
#define WAY_CLUSTER 4U
#define WAY_INITIAL 8U
#define WAY_ACRONYM 16U
#define WAY_RUN     32U /* an acronym may stand for the word, together with others */
#define WAY_PLACE   64U

/* What an ending brings that is no other form of one: less than any word takes to be paired, by
 * more than its sounds can make up for. */
#define NO_ENDING (-(INT32_C(1) << 28))

static void raise(int32_t *value, int32_t least)
{
    *value = *value < least ? least : *value;
}

static unsigned ways_of(const norm_name *name, const nrm_word *word)
{
    unsigned cluster = (word->clusters[0] & NRM_CLUSTER_PLACE) != 0 ? WAY_PLACE : WAY_CLUSTER;

    return (nrm_may_be_in_run(name, word) ? WAY_RUN : 0U) |
           (nrm_is_acronym(word) ? WAY_ACRONYM : 0U) |
           (word->role == NRM_ROLE_NUMBER ? WAY_NUMBER : 0U) | (word->sense != 0 ? WAY_SENSE : 0U) |
           (word->clusters[0] != 0 ? cluster : 0U) |
           (word->role == NRM_ROLE_INITIAL ? WAY_INITIAL : 0U);
}

/* What the other name must have: the same, but for acronyms. */
static unsigned ways_to_meet(unsigned ways)
{
    return (ways & ~(WAY_ACRONYM | WAY_RUN)) | ((ways & WAY_ACRONYM) != 0 ? WAY_RUN : 0U) |
           ((ways & WAY_RUN) != 0 ? WAY_ACRONYM : 0U);
}

/* Of the endings that may be priced; 0 without costs of endings. */
static size_t ending_length(const nrm_glance *glance, uint8_t ending)
{
    return glance->costs->endings != NULL ? glance->costs->endings->endings->items[ending].count
                                          : 0;
}

/* What the endings of the other name may bring besides their sounds. is_b: this name is on side b
 * of the costs. */
static void allow_endings(const nrm_glance *glance, const nrm_pair_costs *pair, bool is_b,
                          nrm_glance_slot *slot)
{
    const nrm_ending_costs *costs = glance->costs->endings;
    size_t i;
    size_t e;

    for (i = 0; costs != NULL && i < glance->name->word_count; i++) {
        uint8_t own = nrm_name_endings(glance->name)[i];

        for (e = 1; own != NRM_NO_ENDING && e < costs->endings->count; e++) {
            uint8_t other = (uint8_t)e;

            if (nrm_ending_cost(costs, own, other) != NRM_ENDING_APART)
                raise(&slot->endings[e], is_b ? nrm_ending_nats(glance->costs, pair, other, own)
                                              : nrm_ending_nats(glance->costs, pair, own, other));
        }
    }
}

static int32_t more_of(const nrm_glance_side *side, size_t bigram)
{
    const nrm_bigram *sounds = &side->own.costs->bigrams[bigram];

    /* They are given no less where a vowel stands before. */
    return nrm_offer_more(&side->offer, &side->own.together[bigram],
                          side->offer.most[sounds->first], side->offer.most[sounds->second]);
}

static void set_more(nrm_glance_side *side)
{
    const nrm_costs *costs = side->own.costs;
    size_t bigram;

    memset(side->more, 0, sizeof side->more);
    for (bigram = 1; bigram < costs->bigram_count && bigram < NRM_GLANCE_BIGRAMS; bigram++) {
        /* At most what costs span, so that it has room. */
        if ((costs->partners[bigram] & side->offer.set) != 0)
            side->more[bigram] = (uint16_t)more_of(side, bigram);
    }
}

static void raise_end(const nrm_glance_side *side, nrm_place place, size_t own, size_t other,
                      int32_t *more)
{
    raise(more, nrm_end_more(&side->own, &side->offer, place, own, other));
}

/* An operation at the end of a word may also be the one before an ending. */
static void set_ends(const nrm_glance *glance, nrm_glance_side *side)
{
    size_t i;
    size_t s;

    memset(side->ends, 0, sizeof side->ends);
    for (i = 0; i < glance->name->word_count; i++) {
        nrm_sounds_view word = nrm_word_sounds(glance->name, i, 1);
        size_t before = word.len - ending_length(glance, nrm_name_endings(glance->name)[i]);

        for (s = 0; s < NRM_SOUNDS && word.len > 0; s++) {
            nrm_ends *ends = &side->ends[s];

            raise_end(side, NRM_PLACE_FIRST, word.at[0], nrm_standing(s, s > 0), &ends->first);
            raise_end(side, NRM_PLACE_LAST, word.at[word.len - 1], s, &ends->last);
            if (before > 0)
                raise_end(side, NRM_PLACE_LAST, word.at[before - 1], s, &ends->last);
        }
    }
}

static void make_side(const nrm_glance *glance, bool is_first, nrm_glance_slot *slot)
{
    nrm_sounds_view sounds = {nrm_name_sounds(glance->name), glance->name->sound_count};
    size_t system = nrm_name_words(glance->name)[0].system;
    nrm_glance_side *side = &slot->sides[is_first ? 1 : 0];
    bool exchange;
    const nrm_pair_costs *pair =
        is_first ? nrm_costs_for(glance->costs, system, slot->system, &exchange)
                 : nrm_costs_for(glance->costs, slot->system, system, &exchange);
    bool is_b = is_first == exchange;
    const int16_t *best = is_b ? pair->best_b : pair->best_a;
    size_t i;

    /* Names in two scripts have one side, whichever comes first. */
    if (is_first && slot->sides[0].own.pair == pair && slot->sides[0].own.is_b == is_b) {
        *side = slot->sides[0];
        return;
    }
    side->own = nrm_bound_side_of(glance->costs, pair, is_b);
    side->other = nrm_bound_side_of(glance->costs, pair, !is_b);
    nrm_offer_by(&side->own, sounds, &side->offer);
    side->best = 0;
    for (i = 0; i < sounds.len; i++)
        side->best += best[sounds.at[i]];
    side->best_other = is_b ? pair->best_a : pair->best_b;
    nrm_lacks_by(&side->own, sounds, side->least);
    set_more(side);
    set_ends(glance, side);
    allow_endings(glance, pair, is_b, slot);
}

/* The tables for a system, or NULL when there is no room. */
static const nrm_glance_slot *slot_for(nrm_glance *glance, size_t system)
{
    nrm_glance_slot *slot;
    size_t i;

    for (i = 0; i < glance->slot_count && glance->slots[i].system != system; i++)
        ;
    if (i == NRM_GLANCE_SLOTS)
        return NULL;
    slot = &glance->slots[i];
    if (i < glance->slot_count)
        return slot;
    glance->slot_count++;
    slot->system = system;
    for (i = 0; i < NRM_ENDINGS; i++)
        slot->endings[i] = NO_ENDING;
    make_side(glance, false, slot);
    make_side(glance, true, slot);
    return slot;
}

static bool is_lone(const norm_name *name)
{
    const nrm_word *word = nrm_name_words(name);

    return name->word_count == 1 && word->sound_count > 0 &&
           (word->role == NRM_ROLE_WORD || word->role == NRM_ROLE_PATRONYMIC);
}

void nrm_glance_at(const nrm_costs *costs, const norm_name *name, nrm_glance *out)
{
    const nrm_word *words = nrm_name_words(name);
    size_t i;

    out->costs = costs;
    out->name = name;
    out->ways = 0;
    out->is_lone = is_lone(name);
    out->is_blind = name->word_count == 0;
    out->apart_to = -(name->word_count > 1 ? 3 : 2) * NRM_LEFT_MOST;
    out->slot_count = 0;
    for (i = 0; i < name->word_count; i++) {
        out->ways |= ways_to_meet(ways_of(name, &words[i]));
        if (words[i].system != words[0].system)
            out->is_blind = true;
    }
    if ((out->ways & WAY_INITIAL) != 0)
        out->is_blind = true;
}

/* What the first `count` sounds of a word take of the offer of this name; what they would bring
 * with ideal partners; and what the worst operation that takes one of them lacks at least. */
typedef struct taken {
    int32_t nats, best, worst;
} taken;

static taken take(const nrm_glance_side *side, const norm_name *other, size_t word, size_t count)
{
    const uint16_t *bigram_of = side->own.costs->bigram_of;
    const uint8_t *sounds = nrm_name_sounds(other);
    size_t begin = nrm_name_words(other)[word].sound_begin;
    /* Two words may be written as one: an operation may take a sound of each. */
    size_t before = begin > 0 ? sounds[begin - 1] : 0;
    uint64_t vowels = side->own.costs->vowels;
    bool after = true;
    taken sum = {side->offer.spare, 0, 0};
    size_t i;

    sum.nats += side->ends[count > 0 ? sounds[begin] : NRM_NO_SOUND].first;
    sum.nats += side->ends[count > 0 ? sounds[begin + count - 1] : NRM_NO_SOUND].last;
    for (i = begin; i < begin + count; i++) {
        size_t sound = sounds[i];
        size_t bigram = bigram_of[before * NRM_SOUNDS + sound];

        sum.nats += side->offer.most[nrm_standing(sound, after)];
        after = (vowels >> sound & 1U) != 0;
        sum.nats += bigram < NRM_GLANCE_BIGRAMS ? side->more[bigram] : more_of(side, bigram);
        sum.best += side->best_other[sound];
        sum.worst = side->least[sound] > sum.worst ? side->least[sound] : sum.worst;
        before = sound;
    }
    return sum;
}

static void describe(const nrm_glance *glance, const nrm_glance_side *side, const norm_name *other,
                     const taken *sum, nrm_lone *out)
{
    out->evidence = sum->nats;
    out->best = (side->best + sum->best) / 2;
    out->worst = sum->worst;
    out->lengths[0] = nrm_name_words(glance->name)->sound_count;
    out->lengths[1] = nrm_name_words(other)->sound_count;
    out->rarities[0] = nrm_name_rarities(glance->name)[0];
    out->rarities[1] = nrm_name_rarities(other)[0];
}

nrm_glimpse nrm_glance_upon(nrm_glance *glance, const norm_name *other, nrm_lone *lone)
{
    const nrm_word *words = nrm_name_words(other);
    bool is_first = nrm_in_order(glance->name, other);
    const nrm_glance_slot *slot = NULL;
    const nrm_glance_side *side;
    bool are_lone = glance->is_lone && is_lone(other);
    int32_t apart_to = are_lone ? 0 : glance->apart_to; /* nrm_score_cap() */
    size_t i;

    if (glance->is_blind)
        return NRM_GLIMPSE_NOTHING;
    for (i = 0; i < other->word_count; i++) {
        const nrm_word *word = &words[i];
        unsigned ways = ways_of(other, word);
        uint8_t ending = nrm_name_endings(other)[i];
        taken sum;

        if ((ways & (glance->ways | WAY_INITIAL) & ~WAY_PLACE) != 0)
            return NRM_GLIMPSE_NOTHING;
        if ((ways & glance->ways & WAY_PLACE) != 0 && nrm_has_place(glance->name, word))
            return NRM_GLIMPSE_NOTHING;
        if (slot == NULL || slot->system != word->system)
            slot = slot_for(glance, word->system);
        if (slot == NULL)
            return NRM_GLIMPSE_NOTHING;
        side = &slot->sides[is_first ? 1 : 0];
        if (slot->endings[ending] != NO_ENDING &&
            take(side, other, i, (size_t)word->sound_count - ending_length(glance, ending)).nats +
                    slot->endings[ending] >
                apart_to)
            return NRM_GLIMPSE_NOTHING;
        sum = take(side, other, i, word->sound_count);
        /* Two words of the other name against one: both sums are that low, so theirs is. */
        if (sum.nats <= apart_to)
            continue;
        if (!are_lone)
            return NRM_GLIMPSE_NOTHING;
        describe(glance, side, other, &sum, lone);
        return NRM_GLIMPSE_LONE;
    }
    return NRM_GLIMPSE_APART;
}

void nrm_glance_closer(const nrm_glance *glance, const norm_name *other, nrm_lone *lone,
                       nrm_closer_look *out)
{
    size_t system = nrm_name_words(other)->system;
    nrm_sounds_view sounds = nrm_word_sounds(glance->name, 0, 1);
    nrm_sounds_view theirs = nrm_word_sounds(other, 0, 1);
    const nrm_glance_slot *slot = glance->slots;
    nrm_taker takers[NRM_WORD_SOUNDS];
    int16_t least[NRM_SOUNDS];
    nrm_offer offer;
    nrm_ends ends;
    int32_t most;
    size_t i;

    while (slot->system != system)
        slot++;
    out->side = &slot->sides[nrm_in_order(glance->name, other) ? 1 : 0];
    out->other = other;
    nrm_offer_by(&out->side->other, theirs, &offer);
    nrm_takers_of(&out->side->other, sounds, takers);
    nrm_offer_take(&offer, takers, sounds.len, out->sums);
    ends = nrm_ends_of(&out->side->other, &offer, theirs, takers, sounds.len);
    out->spare = offer.spare + ends.last;
    nrm_lacks_by(&out->side->other, theirs, least);
    for (i = 0; i < sounds.len; i++)
        lone->worst = least[sounds.at[i]] > lone->worst ? least[sounds.at[i]] : lone->worst;
    most = out->spare + ends.first + out->sums[sounds.len];
    if (most < lone->evidence)
        lone->evidence = most;
}

bool nrm_glance_brings(const nrm_glance *glance, const nrm_closer_look *look, int32_t limit)
{
    const nrm_glance_side *side = look->side;
    nrm_sounds_view own = nrm_word_sounds(glance->name, 0, 1);
    nrm_sounds_view other = nrm_word_sounds(look->other, 0, 1);
    nrm_taker takers[NRM_WORD_SOUNDS];
    int32_t sums[NRM_WORD_SOUNDS + 1];
    nrm_edit_most most_own = {look->spare, look->sums};
    size_t end = other.at[other.len - 1];
    nrm_edit_most most_other = {side->offer.spare + side->ends[end].last, sums};
    bool is_b = side->own.is_b;
    nrm_edit_bar bar = {limit, is_b ? most_other : most_own, is_b ? most_own : most_other};

    nrm_takers_of(&side->own, other, takers);
    nrm_offer_take(&side->offer, takers, other.len, sums);
    return nrm_edit_score_above(glance->costs, side->own.pair, is_b ? other : own,
                                is_b ? own : other, &bar) > limit;
}
