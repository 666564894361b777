/* compare/glance.c - seeing at a glance that two names have no words to pair.
 * SPDX-License-Identifier: MIT */
#include "compare/glance.h"

#include "compare/acronym.h"
#include "compare/align.h"
#include "compare/places.h"

/* A table costs what some tens of alignments do; it is made when a system has come so often. */
#define USES_FOR_TABLE 32

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

/* Costs between this name and another one: which side of the table this name is. */
typedef struct direction {
    const nrm_pair_costs *pair;
    bool exchange; /* this name is side b */
} direction;

static int32_t most_of_places(direction d, size_t own, size_t other)
{
    size_t a = d.exchange ? other : own;
    size_t b = d.exchange ? own : other;
    int32_t most = d.pair->one[0][a][b];
    size_t place;

    for (place = 1; place < NRM_PLACES; place++)
        raise(&most, d.pair->one[place][a][b]);
    return most;
}

/* Operations that take two sounds of the other name with x of this one: their sounds share what
 * it brings. The better one has what it has anyway, the other one the rest. */
static void share_bigrams(const nrm_glance *glance, direction d, int32_t *most)
{
    const nrm_costs *costs = glance->costs;
    const int16_t *nats = d.exchange ? d.pair->two_one : d.pair->one_two;
    size_t i;

    for (i = 0; i < NRM_SOUNDS * NRM_SOUNDS; i++) {
        size_t bigram = costs->bigram_of[i];
        size_t better = i / NRM_SOUNDS;
        size_t rest = i % NRM_SOUNDS;
        int32_t best = NRM_COST_NONE;
        size_t k;

        if ((costs->partners[bigram] & glance->set) == 0)
            continue;
        for (k = 0; k < glance->sound_count; k++)
            raise(&best, nats[bigram * NRM_SOUNDS + glance->sounds[k]]);
        if (most[rest] > most[better]) {
            better = rest;
            rest = i / NRM_SOUNDS;
        }
        raise(&most[rest], best - most[better]);
        raise(&most[better], best - most[rest]); /* when both are the same sound */
    }
}

static bool has_all(uint64_t set, const uint8_t sounds[NRM_SIDE])
{
    size_t i;

    for (i = 0; i < nrm_side_len(sounds); i++) {
        if ((set >> sounds[i] & 1U) == 0)
            return false;
    }
    return true;
}

/* Wide operations whose sounds of this name are there: those of the other name share what it
 * brings. What is short of it falls to the one that has least. */
static void share_wide(const nrm_glance *glance, direction d, int32_t *most)
{
    const nrm_wides *wides = glance->costs->wides;
    size_t op;

    for (op = 1; op < wides->op_count; op++) {
        const uint8_t *own = wides->sounds[wides->sides[op][d.exchange ? 1 : 0]];
        const uint8_t *other = wides->sounds[wides->sides[op][d.exchange ? 0 : 1]];
        size_t least = other[0];
        int32_t sum = 0;
        size_t i;

        if (!has_all(glance->set, own))
            continue;
        for (i = 0; i < nrm_side_len(other); i++) {
            sum += most[other[i]];
            if (most[other[i]] < most[least])
                least = other[i];
        }
        if (sum < d.pair->wide[op])
            most[least] += d.pair->wide[op] - sum;
    }
}

/* Adds to the slot what the costs of one direction allow. */
static void allow(const nrm_glance *glance, direction d, nrm_glance_slot *slot)
{
    const uint8_t *sounds = nrm_name_sounds(glance->name);
    const int16_t *twos = d.exchange ? d.pair->one_two : d.pair->two_one;
    int32_t spare = 0;
    size_t y;
    size_t i;

    for (i = 0; i < glance->name->sound_count; i++) {
        int32_t alone = most_of_places(d, sounds[i], 0);

        spare += alone > 0 ? alone : 0;
    }
    raise(&slot->spare, spare);
    for (y = 1; y < NRM_SOUNDS; y++) {
        raise(&slot->most[y], most_of_places(d, 0, y));
        for (i = 0; i < glance->sound_count; i++)
            raise(&slot->most[y], most_of_places(d, glance->sounds[i], y));
        for (i = 1; i < glance->name->sound_count; i++) {
            size_t bigram = glance->costs->bigram_of[sounds[i - 1] * NRM_SOUNDS + sounds[i]];

            raise(&slot->most[y], twos[bigram * NRM_SOUNDS + y]);
        }
    }
    share_bigrams(glance, d, slot->most);
    share_wide(glance, d, slot->most);
}

/* What the endings of the other name may bring besides their sounds. */
static void allow_endings(const nrm_glance *glance, direction d, nrm_glance_slot *slot)
{
    const nrm_ending_costs *costs = glance->costs->endings;
    size_t i;
    size_t e;

    for (i = 0; costs != NULL && i < glance->name->word_count; i++) {
        uint8_t own = nrm_name_endings(glance->name)[i];

        for (e = 1; e < costs->endings->count; e++) {
            uint8_t other = (uint8_t)e;

            if (nrm_ending_cost(costs, own, other) != NRM_ENDING_APART)
                raise(&slot->endings[e], d.exchange
                                             ? nrm_ending_nats(glance->costs, d.pair, other, own)
                                             : nrm_ending_nats(glance->costs, d.pair, own, other));
        }
    }
}

static void make_table(const nrm_glance *glance, nrm_glance_slot *slot)
{
    size_t system = nrm_name_words(glance->name)[0].system;
    direction there;
    direction back;
    size_t e;
    size_t y;

    there.pair = nrm_costs_for(glance->costs, system, slot->system, &there.exchange);
    back.pair = nrm_costs_for(glance->costs, slot->system, system, &back.exchange);
    back.exchange = !back.exchange;
    slot->spare = 0;
    /* Two sounds may stand against one at the price of no such operation, where all else costs
     * more: half of it is the least of a sound. */
    for (y = 0; y < NRM_SOUNDS; y++)
        slot->most[y] = NRM_COST_NONE / 2;
    for (e = 0; e < NRM_ENDINGS; e++)
        slot->endings[e] = NO_ENDING;
    allow(glance, there, slot);
    allow_endings(glance, there, slot);
    /* Which name is a depends on their order (nrm_in_order). */
    if (back.pair != there.pair || back.exchange != there.exchange) {
        allow(glance, back, slot);
        allow_endings(glance, back, slot);
    }
}

/* The table for a system, or NULL while there is none. */
static const nrm_glance_slot *slot_for(nrm_glance *glance, size_t system)
{
    nrm_glance_slot *slot;
    size_t i;

    for (i = 0; i < glance->slot_count && glance->slots[i].system != system; i++)
        ;
    if (i == NRM_GLANCE_SLOTS)
        return NULL;
    slot = &glance->slots[i];
    if (i == glance->slot_count) {
        glance->slot_count++;
        slot->system = system;
        slot->uses = 0;
    }
    if (slot->uses < USES_FOR_TABLE && ++slot->uses == USES_FOR_TABLE)
        make_table(glance, slot);
    return slot->uses == USES_FOR_TABLE ? slot : NULL;
}

void nrm_glance_at(const nrm_costs *costs, const norm_name *name, nrm_glance *out)
{
    const nrm_word *words = nrm_name_words(name);
    size_t i;

    out->costs = costs;
    out->name = name;
    out->set = 0;
    out->sound_count = 0;
    out->ways = 0;
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
    for (i = 0; i < name->sound_count; i++) {
        uint8_t sound = nrm_name_sounds(name)[i];

        if ((out->set >> sound & 1U) == 0)
            out->sounds[out->sound_count++] = sound;
        out->set |= UINT64_C(1) << sound;
    }
}

/* Of the endings that may be priced; 0 without costs of endings. */
static size_t ending_length(const nrm_glance *glance, uint8_t ending)
{
    return glance->costs->endings != NULL ? glance->costs->endings->endings->items[ending].count
                                          : 0;
}

bool nrm_glance_apart(nrm_glance *glance, const norm_name *other)
{
    const nrm_word *words = nrm_name_words(other);
    const uint8_t *sounds = nrm_name_sounds(other);
    const nrm_glance_slot *slot = NULL;
    size_t i;
    size_t k;

    if (glance->is_blind)
        return false;
    for (i = 0; i < other->word_count; i++) {
        const nrm_word *word = &words[i];
        unsigned ways = ways_of(other, word);
        uint8_t ending;
        size_t stem;
        int32_t sum;

        if ((ways & (glance->ways | WAY_INITIAL) & ~WAY_PLACE) != 0)
            return false;
        if ((ways & glance->ways & WAY_PLACE) != 0 && nrm_has_place(glance->name, word))
            return false;
        if (slot == NULL || slot->system != word->system)
            slot = slot_for(glance, word->system);
        if (slot == NULL)
            return false;
        sum = slot->spare;
        ending = nrm_name_endings(other)[i];
        stem = (size_t)word->sound_count - ending_length(glance, ending);
        for (k = 0; k < stem; k++)
            sum += slot->most[sounds[word->sound_begin + k]];
        if (sum + slot->endings[ending] > glance->apart_to)
            return false;
        for (; k < word->sound_count; k++)
            sum += slot->most[sounds[word->sound_begin + k]];
        /* Two words of the other name against one: both sums are that low, so theirs is. */
        if (sum > glance->apart_to)
            return false;
    }
    return true;
}
