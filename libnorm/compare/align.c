/* compare/align.c - which word of one name goes with which word of the other.
 * SPDX-License-Identifier: MIT */
#include "compare/align.h"

#include "compare/acronym.h"
#include "compare/bound.h"
#include "compare/choose.h"
#include "compare/places.h"

/* Evidence of what is not told by sounds. The values are round figures, one
 * or two sounds' worth; the calibration weighs them (docs/matching.md). */
#define SENSE_NATS  (3 * NRM_NAT)
#define NUMBER_NATS (4 * NRM_NAT)
/* What a word left without a partner costs while pairings are chosen. */
#define LEFT_WORD  NRM_LEFT_MOST
#define LEFT_MINOR (1 * NRM_NAT)
#define NO_PAIR    INT32_MIN

#define CELLS (4 * NRM_TOKENS * NRM_TOKENS)
/* Names of few words do with less of the stack, which each call has to walk through
 * (-fstack-clash-protection): two words have one cell by themselves, two with either next word, two
 * as acronyms and one as places. */
#define FEW       36
#define FEW_CELLS (6 * FEW)

typedef struct word_grid {
    const nrm_costs *costs;
    const norm_name *a;
    const norm_name *b;
    nrm_bounds bounds;
    nrm_cell *cells;
    size_t count, room;
} word_grid;

nrm_sounds_view nrm_word_sounds(const norm_name *name, size_t i, size_t n)
{
    const nrm_word *words = nrm_name_words(name);
    size_t begin = words[i].sound_begin;
    size_t end = (size_t)words[i + n - 1].sound_begin + words[i + n - 1].sound_count;

    if (end - begin > NRM_WORD_SOUNDS)
        end = begin + NRM_WORD_SOUNDS;
    return (nrm_sounds_view){nrm_name_sounds(name) + begin, end - begin};
}

nrm_sounds_view nrm_paired_sounds(const nrm_costs *costs, const norm_name *name, size_t i, size_t n,
                                  bool without_ending)
{
    nrm_sounds_view view = nrm_word_sounds(name, i, n);

    if (without_ending)
        view.len -= costs->endings->endings->items[nrm_name_endings(name)[i]].count;
    return view;
}

const nrm_pair_costs *nrm_costs_for(const nrm_costs *costs, size_t system_a, size_t system_b,
                                    bool *exchange)
{
    size_t at = system_a * costs->system_count + system_b;

    *exchange = costs->swapped[at] != 0;
    return &costs->pairs[costs->pair_of[at]];
}

static int32_t cost_of_leaving(const nrm_word *word)
{
    switch ((nrm_role)word->role) {
    case NRM_ROLE_WORD:
    case NRM_ROLE_PATRONYMIC:
        return LEFT_WORD;
    case NRM_ROLE_KIND:
    case NRM_ROLE_MEANING:
    case NRM_ROLE_NUMBER:
    case NRM_ROLE_INITIAL:
        return LEFT_MINOR;
    case NRM_ROLE_GENERIC:
    case NRM_ROLE_PATRONYM_MARK:
    case NRM_ROLE_PARTICLE:
    case NRM_ROLE_TITLE:
    case NRM_ROLE_SUFFIX:
    case NRM_ROLE_LEGAL:
    case NRM_ROLE_STOP:
    case NRM_ROLES:
        break;
    }
    return 0;
}

static int32_t best_of(const nrm_pair_costs *pair, nrm_sounds_view a, nrm_sounds_view b)
{
    int32_t sum = 0;
    size_t i;

    for (i = 0; i < a.len; i++)
        sum += pair->best_a[a.at[i]];
    for (i = 0; i < b.len; i++)
        sum += pair->best_b[b.at[i]];
    return sum / 2;
}

int32_t nrm_ending_nats(const nrm_costs *costs, const nrm_pair_costs *pair, uint8_t a, uint8_t b)
{
    const nrm_ending *ending_a = &costs->endings->endings->items[a];
    const nrm_ending *ending_b = &costs->endings->endings->items[b];

    return nrm_ending_cost(costs->endings, a, b) +
           best_of(pair, (nrm_sounds_view){ending_a->sounds, ending_a->count},
                   (nrm_sounds_view){ending_b->sounds, ending_b->count});
}

/* What leaving the words of a pairing alone costs. */
static int32_t cost_of_leaving_all(const word_grid *board, const nrm_pairing *p)
{
    int32_t sum = 0;
    size_t k;

    for (k = p->a; k < (size_t)p->a + p->a_words; k++)
        sum += cost_of_leaving(&nrm_name_words(board->a)[k]);
    for (k = p->b; k < (size_t)p->b + p->b_words; k++)
        sum += cost_of_leaving(&nrm_name_words(board->b)[k]);
    if (sum == 2 * LEFT_WORD && board->a->word_count == 1 && board->b->word_count == 1)
        return NRM_LEFT_LONE;
    return sum;
}

/* Fills nats, best and sounds by the edit costs. bar: NULL, or what is NO_PAIR when it is not
 * above. */
static void compare_sounds(const word_grid *board, nrm_pairing *p, const nrm_edit_bar *bar)
{
    nrm_sounds_view a = nrm_word_sounds(board->a, p->a, p->a_words);
    nrm_sounds_view b = nrm_word_sounds(board->b, p->b, p->b_words);
    bool exchange;
    const nrm_pair_costs *pair = nrm_costs_for(board->costs, nrm_name_words(board->a)[p->a].system,
                                               nrm_name_words(board->b)[p->b].system, &exchange);

    if (exchange) {
        nrm_sounds_view swap = a;

        a = b;
        b = swap;
    }
    p->how = NRM_HOW_SOUNDS;
    p->sounds = (uint8_t)((a.len + b.len + 1) / 2);
    if (bar != NULL)
        p->nats = nrm_edit_score_above(board->costs, pair, a, b, bar);
    else
        p->nats = a.len + b.len > 0 ? nrm_edit_score(board->costs, pair, a, b) : 0;
    if (bar != NULL && p->nats <= bar->limit)
        p->nats = NO_PAIR;
    else
        p->best = best_of(pair, a, b);
}

/* The same where nothing but sounds pairs the words: NO_PAIR when they do not bring more than
 * leaving them alone does, as add_cell() wants it. */
static void compare_by_sounds(word_grid *board, nrm_pairing *p)
{
    int32_t room[2][NRM_WORD_SOUNDS + 1];
    nrm_edit_bar bar;

    if (!board->bounds.are_known) {
        compare_sounds(board, p, NULL);
        return;
    }
    p->nats = NO_PAIR;
    if (nrm_bounds_bar(&board->bounds, p, -cost_of_leaving_all(board, p), room, &bar))
        compare_sounds(board, p, &bar);
}

static bool have_one_ending(const word_grid *board, const nrm_pairing *p)
{
    return nrm_ending_cost(board->costs->endings, nrm_name_endings(board->a)[p->a],
                           nrm_name_endings(board->b)[p->b]) != NRM_ENDING_APART;
}

/* Family names of one given name with endings of one family: Hovhannisyan, Оганесян; Bedrosian,
 * Petrosyan. Petrov is another. */
static bool are_one_family(const word_grid *board, const nrm_pairing *p)
{
    const nrm_word *a = &nrm_name_words(board->a)[p->a];
    const nrm_word *b = &nrm_name_words(board->b)[p->b];
    const nrm_ending_costs *costs = board->costs->endings;

    return costs != NULL && nrm_have_one_given(a, b) &&
           nrm_endings_one_family(costs->endings, nrm_name_endings(board->a)[p->a],
                                  nrm_name_endings(board->b)[p->b]);
}

/* Words with two endings that are forms of one: the edit costs for what is before them, where
 * that brings more. */
static void compare_endings(const word_grid *board, nrm_pairing *p)
{
    const nrm_costs *costs = board->costs;
    uint8_t ending_a = nrm_name_endings(board->a)[p->a];
    uint8_t ending_b = nrm_name_endings(board->b)[p->b];
    nrm_sounds_view a;
    nrm_sounds_view b;
    bool exchange;
    const nrm_pair_costs *pair;
    int32_t nats;

    if (!have_one_ending(board, p))
        return;
    a = nrm_paired_sounds(costs, board->a, p->a, 1, true);
    b = nrm_paired_sounds(costs, board->b, p->b, 1, true);
    pair = nrm_costs_for(costs, nrm_name_words(board->a)[p->a].system,
                         nrm_name_words(board->b)[p->b].system, &exchange);
    nats =
        exchange
            ? nrm_edit_score(costs, pair, b, a) + nrm_ending_nats(costs, pair, ending_b, ending_a)
            : nrm_edit_score(costs, pair, a, b) + nrm_ending_nats(costs, pair, ending_a, ending_b);
    if (nats > p->nats) {
        p->nats = nats;
        p->by_ending = true;
    }
}

/* An initial against a word: the first sounds decide. */
static void compare_initial(const word_grid *board, nrm_pairing *p)
{
    nrm_sounds_view a = nrm_word_sounds(board->a, p->a, 1);
    nrm_sounds_view b = nrm_word_sounds(board->b, p->b, 1);
    bool exchange;
    const nrm_pair_costs *pair = nrm_costs_for(board->costs, nrm_name_words(board->a)[p->a].system,
                                               nrm_name_words(board->b)[p->b].system, &exchange);

    p->how = NRM_HOW_INITIAL;
    p->sounds = 1;
    p->best = NRM_INITIAL_MOST;
    p->nats = NO_PAIR;
    if (a.len == 0 || b.len == 0)
        return;
    p->nats = exchange ? pair->one[NRM_PLACE_FIRST][b.at[0]][a.at[0]]
                       : pair->one[NRM_PLACE_FIRST][a.at[0]][b.at[0]];
    if (p->nats <= 0)
        p->nats = NO_PAIR;
    else if (p->nats > NRM_INITIAL_MOST)
        p->nats = NRM_INITIAL_MOST;
}

static bool may_stand_for(const nrm_word *word)
{
    return word->role == NRM_ROLE_WORD || word->role == NRM_ROLE_PATRONYMIC ||
           word->role == NRM_ROLE_INITIAL;
}

/* What known names of a place bring: nearly what equal sounds would, for the table says it. */
static int32_t place_nats(const nrm_pairing *p)
{
    return p->best / 8 * 7;
}

static bool are_one_place(const word_grid *board, size_t i, size_t j)
{
    return nrm_places_of(&nrm_name_words(board->a)[i], &nrm_name_words(board->b)[j]) ==
           NRM_PLACES_SAME;
}

/* One word against one word. */
static void compare_words(word_grid *board, nrm_pairing *p)
{
    const nrm_word *a = &nrm_name_words(board->a)[p->a];
    const nrm_word *b = &nrm_name_words(board->b)[p->b];
    nrm_given given;
    bool is_given;
    bool is_place;

    if (a->role == NRM_ROLE_NUMBER && b->role == NRM_ROLE_NUMBER) {
        p->how = NRM_HOW_NUMBER;
        p->best = NUMBER_NATS;
        p->nats = a->number == b->number ? NUMBER_NATS : NO_PAIR;
        return;
    }
    if (a->role == NRM_ROLE_INITIAL || b->role == NRM_ROLE_INITIAL) {
        p->nats = NO_PAIR;
        if (may_stand_for(a) && may_stand_for(b))
            compare_initial(board, p);
        return;
    }
    if (a->sense != 0 && a->sense == b->sense) {
        compare_sounds(board, p, NULL);
        if (p->nats < SENSE_NATS) {
            p->how = NRM_HOW_SENSE;
            p->best = SENSE_NATS;
            p->nats = SENSE_NATS;
        }
        return;
    }
    if (a->group != 0 && a->group == b->group) {
        p->nats = NO_PAIR; /* Upper and Lower */
        return;
    }
    given = nrm_given_names(a, b);
    if (given == NRM_GIVEN_UNKNOWN && are_one_family(board, p))
        given = NRM_GIVEN_SAME;
    is_given = given == NRM_GIVEN_SHORT || given == NRM_GIVEN_SAME;
    is_place = (a->clusters[0] & b->clusters[0] & NRM_CLUSTER_PLACE) != 0 &&
               nrm_place_at(board->a, p->a) == 1 && nrm_place_at(board->b, p->b) == 1 &&
               are_one_place(board, p->a, p->b);
    if (!is_given && !is_place && !have_one_ending(board, p)) {
        compare_by_sounds(board, p);
        return;
    }
    compare_sounds(board, p, NULL);
    compare_endings(board, p);
    if (is_given) {
        int32_t known = given == NRM_GIVEN_SHORT ? p->best / 2 : p->best / 4 * 3;

        if (p->nats < known) {
            p->how = NRM_HOW_CLUSTER;
            p->nats = known;
        }
    }
    if (is_place && p->nats < place_nats(p)) {
        p->how = NRM_HOW_PLACE;
        p->nats = place_nats(p);
    }
    p->by_ending = p->by_ending && p->how == NRM_HOW_SOUNDS;
}

static void add_cell(word_grid *board, nrm_pairing p)
{
    int32_t value;

    if (p.nats == NO_PAIR)
        return;
    value = p.nats + cost_of_leaving_all(board, &p);
    if (value <= 0 || board->count == board->room)
        return;
    board->cells[board->count].pairing = p;
    board->cells[board->count].value = value;
    board->count++;
}

/* Words that may be written as one: of sounds, in one system, not initials. */
static bool may_join(const norm_name *name, size_t i)
{
    const nrm_word *words = nrm_name_words(name);

    return i + 1 < name->word_count && words[i].system == words[i + 1].system &&
           words[i].role != NRM_ROLE_INITIAL && words[i + 1].role != NRM_ROLE_INITIAL &&
           words[i].sound_count + words[i + 1].sound_count <= NRM_WORD_SOUNDS;
}

/* Two words in a row against one, where the lengths allow it. */
static void add_joined(word_grid *board)
{
    size_t i;
    size_t j;

    for (i = 0; i < board->a->word_count; i++) {
        for (j = 0; j < board->b->word_count; j++) {
            size_t len_a = nrm_name_words(board->a)[i].sound_count;
            size_t len_b = nrm_name_words(board->b)[j].sound_count;
            nrm_pairing p = {.a = (uint8_t)i, .a_words = 1, .b = (uint8_t)j, .b_words = 1};

            if (may_join(board->a, i) && nrm_word_sounds(board->a, i, 2).len < len_b + 4 &&
                len_a + 1 < len_b) {
                p.a_words = 2;
                compare_by_sounds(board, &p);
                add_cell(board, p);
                p.a_words = 1;
            }
            if (may_join(board->b, j) && nrm_word_sounds(board->b, j, 2).len < len_a + 4 &&
                len_b + 1 < len_a) {
                p.b_words = 2;
                compare_by_sounds(board, &p);
                add_cell(board, p);
            }
        }
    }
}

/* The acronyms of one name against words in a row of the other, which is b of the pairings unless
 * it is exchanged. */
static void add_acronyms(word_grid *board, const norm_name *name, const norm_name *other,
                         bool exchange)
{
    nrm_run runs[NRM_TOKENS];
    size_t count;
    size_t i;
    size_t k;

    for (i = 0; i < name->word_count; i++) {
        if (!nrm_is_acronym(&nrm_name_words(name)[i]))
            continue;
        count = nrm_acronym_runs(board->costs, name, i, other, runs);
        for (k = 0; k < count; k++) {
            nrm_pairing p = {.a = exchange ? runs[k].first : (uint8_t)i,
                             .a_words = exchange ? runs[k].count : 1,
                             .b = exchange ? (uint8_t)i : runs[k].first,
                             .b_words = exchange ? 1 : runs[k].count,
                             .how = NRM_HOW_ACRONYM,
                             .sounds = runs[k].letters,
                             .nats = runs[k].nats,
                             .best = runs[k].letters * NRM_INITIAL_MOST};

            add_cell(board, p);
        }
    }
}

/* Names of places of several words on a side: United Kingdom, Великобритания. */
static void add_places(word_grid *board)
{
    size_t i;
    size_t j;

    for (i = 0; i < board->a->word_count; i++) {
        size_t words_a = nrm_place_at(board->a, i);

        for (j = 0; words_a > 0 && j < board->b->word_count; j++) {
            size_t words_b = nrm_place_at(board->b, j);
            nrm_pairing p = {.a = (uint8_t)i,
                             .a_words = (uint8_t)words_a,
                             .b = (uint8_t)j,
                             .b_words = (uint8_t)words_b};

            if (words_b == 0 || words_a + words_b == 2 || !are_one_place(board, i, j) ||
                nrm_hides_opposite(board->a, (nrm_place_words){i, i + words_a}, board->b,
                                   (nrm_place_words){j, j + words_b}))
                continue;
            compare_sounds(board, &p, NULL);
            if (p.nats >= place_nats(&p)) /* word by word they bring what they are worth */
                continue;
            p.how = NRM_HOW_PLACE;
            p.nats = place_nats(&p);
            add_cell(board, p);
        }
    }
}

static void fill(word_grid *board)
{
    size_t i;
    size_t j;

    for (i = 0; i < board->a->word_count; i++) {
        for (j = 0; j < board->b->word_count; j++) {
            nrm_pairing p = {.a = (uint8_t)i, .a_words = 1, .b = (uint8_t)j, .b_words = 1};

            compare_words(board, &p);
            add_cell(board, p);
        }
    }
    if (board->a->word_count > 1 || board->b->word_count > 1)
        add_joined(board);
    add_acronyms(board, board->a, board->b, false);
    add_acronyms(board, board->b, board->a, true);
    add_places(board);
}

/* Most that one operation of a pairing by sounds lacks to its best. */
static int32_t worst_of(const word_grid *board, const nrm_pairing *p)
{
    nrm_sounds_view a = nrm_paired_sounds(board->costs, board->a, p->a, p->a_words, p->by_ending);
    nrm_sounds_view b = nrm_paired_sounds(board->costs, board->b, p->b, p->b_words, p->by_ending);
    nrm_edit_op ops[NRM_EDIT_OPS];
    int32_t worst = 0;
    bool exchange;
    const nrm_pair_costs *pair = nrm_costs_for(board->costs, nrm_name_words(board->a)[p->a].system,
                                               nrm_name_words(board->b)[p->b].system, &exchange);
    nrm_sounds_view x = exchange ? b : a;
    nrm_sounds_view y = exchange ? a : b;
    size_t count = nrm_edit_align(board->costs, pair, x, y, ops);
    size_t i;

    if (p->by_ending)
        worst = -nrm_ending_cost(board->costs->endings, nrm_name_endings(board->a)[p->a],
                                 nrm_name_endings(board->b)[p->b]);
    for (i = 0; i < count; i++) {
        const nrm_edit_op *op = &ops[i];
        int32_t best = best_of(pair, (nrm_sounds_view){x.at + op->a_begin, op->a_len},
                               (nrm_sounds_view){y.at + op->b_begin, op->b_len});

        worst = best - op->nats > worst ? best - op->nats : worst;
    }
    return worst;
}

static int32_t beyond_free(int32_t worst)
{
    return worst > NRM_WORST_FREE ? worst - NRM_WORST_FREE : 0;
}

static void find_worst(const word_grid *board, nrm_alignment *out)
{
    size_t i;

    for (i = 0; i < out->count; i++) {
        nrm_pairing *p = &out->items[i];
        int32_t most = p->best - p->nats;

        p->worst = 0;
        if (p->how == NRM_HOW_SOUNDS && most > NRM_WORST_FREE)
            p->worst = beyond_free(worst_of(board, p));
    }
}

/* An acronym that agrees with one that is written out beside it agrees with those words too: they
 * have a partner. Returns their bits in `other`. */
static uint32_t written_out(const nrm_costs *costs, const norm_name *name, size_t word,
                            const norm_name *other, size_t other_word)
{
    nrm_run runs[NRM_TOKENS];
    size_t count = 0;
    uint32_t words = 0;
    size_t i;

    if (nrm_is_acronym(&nrm_name_words(name)[word]) &&
        nrm_is_set_aside(&nrm_name_words(other)[other_word]))
        count = nrm_acronym_runs(costs, name, word, other, runs);
    for (i = 0; i < count; i++)
        words |= nrm_word_bits(runs[i].first, runs[i].count);
    return words;
}

static void add_written_out(const nrm_costs *costs, const norm_name *a, const norm_name *b,
                            nrm_alignment *out)
{
    size_t i;

    for (i = 0; i < out->count; i++) {
        const nrm_pairing *p = &out->items[i];

        if (p->how != NRM_HOW_SOUNDS || p->a_words != 1 || p->b_words != 1)
            continue;
        out->b_used |= written_out(costs, a, p->a, b, p->b);
        out->a_used |= written_out(costs, b, p->b, a, p->a);
    }
}

static void align_in(const nrm_costs *costs, const norm_name *a, const norm_name *b,
                     nrm_cell *cells, size_t room, nrm_alignment *out)
{
    word_grid board;

    board.costs = costs;
    board.a = a;
    board.b = b;
    board.cells = cells;
    board.room = room;
    board.count = 0;
    nrm_bounds_of(costs, a, b, &board.bounds);
    fill(&board);
    nrm_choose(board.cells, board.count, a->word_count, b->word_count, out);
    find_worst(&board, out);
    add_written_out(costs, a, b, out);
}

static void align_many(const nrm_costs *costs, const norm_name *a, const norm_name *b,
                       nrm_alignment *out)
{
    nrm_cell cells[CELLS];

    align_in(costs, a, b, cells, CELLS, out);
}

void nrm_align(const nrm_costs *costs, const norm_name *a, const norm_name *b, nrm_alignment *out)
{
    nrm_cell cells[FEW_CELLS];

    if ((size_t)a->word_count * b->word_count > FEW)
        align_many(costs, a, b, out);
    else
        align_in(costs, a, b, cells, FEW_CELLS, out);
}
