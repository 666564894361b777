/* compare/costs.c - the learned edit costs, ready for the inner loop.
 * SPDX-License-Identifier: MIT
 *
 * Section COST, rows:
 *   u32 tables, then for each table, more general ones first:
 *     u8 length and bytes of tag a, the same of tag b; i16 backoff; u32 rows;
 *     rows of { u8 place, a1, a2, b1, b2, third; i16 nats }: symbols as ASCII, 0 for none;
 *     `third` belongs to the side that has two, where the other one has not.
 * A last table of tags + holds corrections that are added to all others. */
#include "compare/costs.h"

#include <string.h>

#include "base/fail.h"
#include "compare/lack.h"
#include "compare/most.h"

#define ROW_SIZE  8
#define COST_NONE NRM_COST_NONE

typedef struct row {
    uint8_t a[NRM_SIDE], b[NRM_SIDE];
    uint8_t place;
    int16_t nats;
} row;

typedef struct table {
    norm_str tag_a, tag_b;
    int16_t backoff;
    uint32_t row_count;
    const uint8_t *rows;
} table;

/* The costs of a table besides those of one sound, while they are filled in. */
typedef struct others {
    int16_t *two_one, *one_two, *wide;
} others;

static row load_row(const table *t, uint32_t i, const nrm_alphabet *alphabet)
{
    const uint8_t *at = t->rows + (size_t)i * ROW_SIZE;
    uint8_t third = alphabet->number_of[at[5]];
    row r = {.place = at[0], .nats = (int16_t)nrm_load_u16(at + 6)};

    r.a[0] = alphabet->number_of[at[1]];
    r.a[1] = alphabet->number_of[at[2]];
    r.b[0] = alphabet->number_of[at[3]];
    r.b[1] = alphabet->number_of[at[4]];
    if (r.b[1] == NRM_NO_SOUND && r.a[1] != NRM_NO_SOUND)
        r.a[2] = third;
    else if (r.a[1] == NRM_NO_SOUND && r.b[1] != NRM_NO_SOUND)
        r.b[2] = third;
    return r;
}

static norm_status read_table(nrm_reader *reader, table *out, norm_error *err)
{
    out->tag_a = nrm_read_bytes(reader, nrm_read_u8(reader));
    out->tag_b = nrm_read_bytes(reader, nrm_read_u8(reader));
    out->backoff = (int16_t)nrm_read_u16(reader);
    out->row_count = nrm_read_u32(reader);
    out->rows = nrm_read_array(reader, out->row_count, ROW_SIZE);
    if (reader->failed)
        return nrm_fail(err, NORM_E_FORMAT, reader->pos, "damaged tables: edit costs cut off");
    return NORM_OK;
}

const char *nrm_place_name(nrm_place place)
{
    static const char *const names[NRM_PLACES] = {"first", "inside", "last", "after"};

    return names[place];
}

/* How well a tag fits a sound system: 0 not, 1 any, 2 its script, 3 itself. */
static int fit(norm_str tag, const nrm_sound_systems *systems, size_t system)
{
    if (nrm_str_eq_c(tag, "*"))
        return 1;
    if (nrm_str_eq_c(tag, nrm_script_code(systems->script[system])))
        return 2;
    return nrm_str_eq(tag, nrm_sound_system_tag(systems, system)) ? 3 : 0;
}

static size_t bigram_at(const uint8_t sounds[2])
{
    return (size_t)sounds[0] * NRM_SOUNDS + sounds[1];
}

typedef struct numbering {
    uint16_t *bigram_of;
    nrm_bigram *bigrams;
    uint64_t *partners;
    nrm_wides *wides;
    size_t count; /* of bigrams, 0 included */
} numbering;

/* Numbers the bigrams of a side that takes several sounds, for the sounds of the other side. */
static void number_side(numbering *n, const uint8_t side[NRM_SIDE], const uint8_t other[NRM_SIDE])
{
    size_t i;
    size_t k;

    for (i = 0; i + 1 < nrm_side_len(side); i++) {
        uint16_t *number = &n->bigram_of[bigram_at(side + i)];

        if (*number == 0) {
            n->bigrams[n->count] = (nrm_bigram){side[i], side[i + 1]};
            *number = (uint16_t)n->count++;
        }
        for (k = 0; k < nrm_side_len(other); k++)
            n->partners[*number] |= UINT64_C(1) << other[k];
    }
}

/* False: no room. */
static bool number_row(numbering *n, const row *r)
{
    number_side(n, r->a, r->b);
    number_side(n, r->b, r->a);
    return !nrm_is_wide(r->a, r->b) || nrm_wides_add(n->wides, r->a, r->b);
}

/* Numbers every bigram that an operation of two sounds for one has, collects the sounds that
 * stand with it, and numbers the wide operations. */
static norm_status number_all(nrm_arena *arena, const table *tables, size_t count,
                              const nrm_alphabet *alphabet, nrm_costs *out, norm_error *err)
{
    size_t most = NRM_SOUNDS * NRM_SOUNDS;
    numbering n = {.count = 1};
    size_t t;
    uint32_t i;

    n.bigram_of = nrm_arena_alloc(arena, most, sizeof *n.bigram_of);
    n.bigrams = nrm_arena_alloc(arena, most + 1, sizeof *n.bigrams);
    n.partners = nrm_arena_alloc(arena, most + 1, sizeof *n.partners);
    n.wides = nrm_arena_alloc(arena, 1, sizeof *n.wides);
    if (n.bigram_of == NULL || n.bigrams == NULL || n.partners == NULL || n.wides == NULL)
        return nrm_fail_nomem(err);
    memset(n.bigram_of, 0, most * sizeof *n.bigram_of);
    memset(n.partners, 0, (most + 1) * sizeof *n.partners);
    nrm_wides_init(n.wides);
    for (t = 0; t < count; t++) {
        for (i = 0; i < tables[t].row_count; i++) {
            row r = load_row(&tables[t], i, alphabet);

            if (!number_row(&n, &r))
                return nrm_fail(err, NORM_E_FORMAT, NORM_NO_OFFSET,
                                "damaged tables: more than %d operations of 2:2, 3:1 and 1:3",
                                NRM_WIDE_OPS);
        }
    }
    out->bigram_of = n.bigram_of;
    out->bigram_count = n.count;
    out->bigrams = n.bigrams;
    out->partners = n.partners;
    out->wides = n.wides;
    for (i = 1; i < alphabet->count && i < NRM_SOUNDS; i++) /* the second for gcc's sanitizers */
        out->vowels |= (uint64_t)(alphabet->kind[i] == NRM_SOUND_VOWEL) << i;
    return NORM_OK;
}

static int16_t less(int16_t cost, int16_t backoff)
{
    int32_t value = cost - backoff;

    return (int16_t)(value < COST_NONE ? COST_NONE : value);
}

/* Starts a table from its parent (or from nothing) less the backoff. */
static void inherit(nrm_pair_costs *to, const others *o, const nrm_costs *costs,
                    const nrm_pair_costs *from, bool exchange)
{
    size_t place;
    size_t i;
    size_t j;

    for (place = 0; place < NRM_PLACES; place++) {
        for (i = 0; i < NRM_SOUNDS; i++) {
            for (j = 0; j < NRM_SOUNDS; j++)
                to->one[place][i][j] =
                    from == NULL ? COST_NONE
                                 : less(exchange ? from->one[place][j][i] : from->one[place][i][j],
                                        to->backoff);
        }
    }
    for (i = 0; i < costs->bigram_count * NRM_SOUNDS; i++) {
        o->two_one[i] = from == NULL
                            ? COST_NONE
                            : less(exchange ? from->one_two[i] : from->two_one[i], to->backoff);
        o->one_two[i] = from == NULL
                            ? COST_NONE
                            : less(exchange ? from->two_one[i] : from->one_two[i], to->backoff);
    }
    for (i = 0; i < costs->wides->op_count; i++)
        o->wide[i] = from == NULL
                         ? COST_NONE
                         : less(from->wide[exchange ? costs->wides->mirror[i] : i], to->backoff);
    to->two_one = o->two_one;
    to->one_two = o->one_two;
    to->wide = o->wide;
}

static size_t wide_at(const nrm_costs *costs, const uint8_t a[NRM_SIDE], const uint8_t b[NRM_SIDE])
{
    return costs->wides->op_of[nrm_wides_group(costs->wides, a)][nrm_wides_group(costs->wides, b)];
}

/* Where the cost of a row stands; NULL: nowhere. */
static int16_t *slot(nrm_pair_costs *pair, const others *o, const nrm_costs *costs, const row *r)
{
    bool two_one = r->a[1] != NRM_NO_SOUND;

    if (nrm_is_wide(r->a, r->b))
        return &o->wide[wide_at(costs, r->a, r->b)];
    if (two_one || r->b[1] != NRM_NO_SOUND) {
        size_t bigram = costs->bigram_of[bigram_at(two_one ? r->a : r->b)];
        int16_t *row_of = (two_one ? o->two_one : o->one_two) + bigram * NRM_SOUNDS;

        return bigram == 0 ? NULL : &row_of[two_one ? r->b[0] : r->a[0]];
    }
    return r->place < NRM_PLACES ? &pair->one[r->place][r->a[0]][r->b[0]] : NULL;
}

static void set_rows(nrm_pair_costs *to, const others *o, const nrm_costs *costs, const table *t,
                     const nrm_alphabet *alphabet)
{
    uint32_t i;

    for (i = 0; i < t->row_count; i++) {
        row r = load_row(t, i, alphabet);
        int16_t *cost = slot(to, o, costs, &r);

        if (cost != NULL)
            *cost = r.nats;
        to->has_after = to->has_after || r.place == NRM_PLACE_AFTER;
    }
}

/* A table that knows nothing of vowels: after one, all costs what it does inside. */
static void fill_after(nrm_pair_costs *pair)
{
    if (!pair->has_after)
        memcpy(pair->one[NRM_PLACE_AFTER], pair->one[NRM_PLACE_INSIDE],
               sizeof pair->one[NRM_PLACE_AFTER]);
}

/* Costs of operations of one sound at most on each side, in all places. */
#define ONES_A_PLACE (NRM_SOUNDS * NRM_SOUNDS)
#define ONES         (NRM_PLACES * ONES_A_PLACE)

static int16_t *one_at(nrm_pair_costs *pair, size_t i)
{
    return &pair->one[i / ONES_A_PLACE][i / NRM_SOUNDS % NRM_SOUNDS][i % NRM_SOUNDS];
}

/* In the most general table, what has no cost for a place has that of the inside. */
static void fill_places(nrm_pair_costs *pair)
{
    size_t i;

    for (i = 0; i < ONES; i++) {
        int16_t *cost = one_at(pair, i);

        if (*cost == COST_NONE)
            *cost = *one_at(pair, NRM_PLACE_INSIDE * ONES_A_PLACE + i % ONES_A_PLACE);
    }
}

/* The floor under what one operation can cost: one sound in 20,000 or so is a slip, whatever it
 * should have been. Pairs to learn from are transcriptions and have next to none. */
#define SLIP (-10 * NRM_NAT)

static void allow_slips(nrm_pair_costs *pair)
{
    size_t i;

    for (i = 0; i < ONES; i++) {
        int16_t *cost = one_at(pair, i);
        bool exists = *cost > COST_NONE / 2;

        if (exists && *cost < SLIP)
            *cost = SLIP;
    }
}

/* What each sound brings at best; 1:1 operations only, inside a word. */
static void set_best(nrm_pair_costs *pair)
{
    size_t i;
    size_t j;

    for (i = 0; i < NRM_SOUNDS; i++) {
        pair->best_a[i] = COST_NONE;
        pair->best_b[i] = COST_NONE;
        for (j = 0; j < NRM_SOUNDS; j++) {
            if (pair->one[NRM_PLACE_INSIDE][i][j] > pair->best_a[i])
                pair->best_a[i] = pair->one[NRM_PLACE_INSIDE][i][j];
            if (pair->one[NRM_PLACE_INSIDE][j][i] > pair->best_b[i])
                pair->best_b[i] = pair->one[NRM_PLACE_INSIDE][j][i];
        }
    }
}

/* The most specific of the first `count` tables for two systems; NRM_NO_TABLE when
 * there is none. */
static uint8_t choose(const table *tables, size_t count, const nrm_sound_systems *systems, size_t a,
                      size_t b, uint8_t *swapped)
{
    int best = 0;
    uint8_t chosen = NRM_NO_TABLE;
    size_t t;

    for (t = 0; t < count; t++) {
        int straight = fit(tables[t].tag_a, systems, a) * fit(tables[t].tag_b, systems, b);
        int crossed = fit(tables[t].tag_a, systems, b) * fit(tables[t].tag_b, systems, a);

        /* Both ways fit equally: only a table of one tag is the same both ways. */
        if (straight == crossed && !nrm_str_eq(tables[t].tag_a, tables[t].tag_b))
            continue;
        if (straight > best || crossed > best) {
            *swapped = crossed > straight;
            best = straight > crossed ? straight : crossed;
            chosen = (uint8_t)t;
        }
    }
    return chosen;
}

/* Some system that a tag fits; count when there is none. */
static size_t some_system(norm_str tag, const nrm_sound_systems *systems)
{
    size_t s;

    for (s = 0; s < systems->count && fit(tag, systems, s) == 0; s++)
        ;
    return s;
}

static norm_status build_table(nrm_arena *arena, const table *tables, size_t t,
                               const nrm_sound_systems *systems, const nrm_alphabet *alphabet,
                               nrm_pair_costs *pairs, others *o, const nrm_costs *costs,
                               norm_error *err)
{
    size_t cells = costs->bigram_count * NRM_SOUNDS;
    size_t a = some_system(tables[t].tag_a, systems);
    size_t b = some_system(tables[t].tag_b, systems);
    uint8_t parent = NRM_NO_TABLE;
    uint8_t swapped = 0;

    o->two_one = nrm_arena_alloc(arena, cells, sizeof *o->two_one);
    o->one_two = nrm_arena_alloc(arena, cells, sizeof *o->one_two);
    o->wide = nrm_arena_alloc(arena, costs->wides->op_count, sizeof *o->wide);
    if (o->two_one == NULL || o->one_two == NULL || o->wide == NULL)
        return nrm_fail_nomem(err);
    if (a < systems->count && b < systems->count)
        parent = choose(tables, t, systems, a, b, &swapped);
    pairs[t].tag_a = tables[t].tag_a;
    pairs[t].tag_b = tables[t].tag_b;
    pairs[t].backoff = tables[t].backoff;
    pairs[t].parent = parent;
    pairs[t].parent_swapped = swapped;
    pairs[t].has_after = false;
    inherit(&pairs[t], o, costs, parent != NRM_NO_TABLE ? &pairs[parent] : NULL, swapped != 0);
    set_rows(&pairs[t], o, costs, &tables[t], alphabet);
    if (parent == NRM_NO_TABLE)
        fill_places(&pairs[t]);
    fill_after(&pairs[t]);
    return NORM_OK;
}

static void shift(int16_t *cost, int16_t nats)
{
    int32_t value = *cost + nats;

    *cost = (int16_t)(value < COST_NONE ? COST_NONE : value > INT16_MAX ? INT16_MAX : value);
}

/* Adds the rows of table +:+ to a table, both ways: those after a vowel, or all others. */
static void correct(nrm_pair_costs *pair, const others *o, const nrm_costs *costs,
                    const table *corrections, const nrm_alphabet *alphabet, bool after)
{
    uint32_t i;

    for (i = 0; i < corrections->row_count; i++) {
        row r = load_row(corrections, i, alphabet);
        row back = r;
        int16_t *there = slot(pair, o, costs, &r);
        int16_t *crossed;

        memcpy(back.a, r.b, sizeof back.a);
        memcpy(back.b, r.a, sizeof back.b);
        crossed = slot(pair, o, costs, &back);
        if (there == NULL || crossed == NULL || (r.place == NRM_PLACE_AFTER) != after)
            continue;
        shift(there, r.nats);
        if (crossed != there)
            shift(crossed, r.nats);
    }
}

static norm_status choose_all(nrm_arena *arena, const table *tables, size_t count,
                              const nrm_sound_systems *systems, nrm_costs *out, norm_error *err)
{
    size_t n = systems->count;
    uint8_t *pair_of = nrm_arena_alloc(arena, n * n, 1);
    uint8_t *swapped = nrm_arena_alloc(arena, n * n, 1);
    size_t a;
    size_t b;

    if (pair_of == NULL || swapped == NULL)
        return nrm_fail_nomem(err);
    for (a = 0; a < n; a++) {
        for (b = 0; b < n; b++) {
            uint8_t chosen = choose(tables, count, systems, a, b, &swapped[a * n + b]);

            if (chosen == NRM_NO_TABLE)
                return nrm_fail(err, NORM_E_FORMAT, NORM_NO_OFFSET, "edit costs without *:*");
            pair_of[a * n + b] = chosen;
        }
    }
    out->pair_of = pair_of;
    out->swapped = swapped;
    out->system_count = n;
    return NORM_OK;
}

norm_status nrm_costs_open(nrm_arena *arena, nrm_reader rows, const nrm_sound_systems *systems,
                           const nrm_alphabet *alphabet, nrm_costs *out, norm_error *err)
{
    size_t count = nrm_read_u32(&rows);
    const table *corrections = NULL;
    table *tables;
    nrm_pair_costs *pairs;
    others *rest;
    norm_status status = NORM_OK;
    size_t t;

    memset(out, 0, sizeof *out);
    if (rows.failed || count == 0 || count > NRM_TABLES)
        return nrm_fail(err, NORM_E_FORMAT, 0, "damaged tables: %zu tables of edit costs", count);
    tables = nrm_arena_alloc(arena, count, sizeof *tables);
    pairs = nrm_arena_alloc(arena, count, sizeof *pairs);
    rest = nrm_arena_alloc(arena, count, sizeof *rest);
    if (tables == NULL || pairs == NULL || rest == NULL)
        return nrm_fail_nomem(err);
    for (t = 0; t < count && status == NORM_OK; t++)
        status = read_table(&rows, &tables[t], err);
    if (status == NORM_OK)
        status = number_all(arena, tables, count, alphabet, out, err);
    if (status == NORM_OK && nrm_str_eq_c(tables[count - 1].tag_a, "+"))
        corrections = &tables[--count];
    for (t = 0; t < count && status == NORM_OK; t++)
        status = build_table(arena, tables, t, systems, alphabet, pairs, &rest[t], out, err);
    for (t = 0; t < count && status == NORM_OK; t++) {
        if (corrections != NULL) {
            correct(&pairs[t], &rest[t], out, corrections, alphabet, false);
            fill_after(&pairs[t]);
            correct(&pairs[t], &rest[t], out, corrections, alphabet, true);
        }
        allow_slips(&pairs[t]);
        set_best(&pairs[t]);
        nrm_lacks_of(out, &pairs[t]);
        status = nrm_most_of(arena, out, &pairs[t], err);
    }
    if (status == NORM_OK)
        status = choose_all(arena, tables, count, systems, out, err);
    out->pairs = pairs;
    out->pair_count = count;
    return status;
}

static int16_t cost_of(const nrm_costs *costs, const nrm_operation *op)
{
    const nrm_pair_costs *pair = &costs->pairs[op->pair];

    if (nrm_is_wide(op->a, op->b))
        return pair->wide[wide_at(costs, op->a, op->b)];
    if (op->a[1] != NRM_NO_SOUND)
        return pair->two_one[costs->bigram_of[bigram_at(op->a)] * (size_t)NRM_SOUNDS + op->b[0]];
    if (op->b[1] != NRM_NO_SOUND)
        return pair->one_two[costs->bigram_of[bigram_at(op->b)] * (size_t)NRM_SOUNDS + op->a[0]];
    return pair->one[op->place][op->a[0]][op->b[0]];
}

nrm_operation nrm_costs_origin(const nrm_costs *costs, nrm_operation op)
{
    for (;;) {
        const nrm_pair_costs *pair = &costs->pairs[op.pair];
        nrm_operation up = op;

        if (op.place == NRM_PLACE_AFTER && !pair->has_after)
            op.place = NRM_PLACE_INSIDE;
        if (pair->parent == NRM_NO_TABLE)
            return op;
        up.place = op.place;
        up.pair = pair->parent;
        if (pair->parent_swapped != 0) {
            memcpy(up.a, op.b, sizeof up.a);
            memcpy(up.b, op.a, sizeof up.b);
        }
        if (cost_of(costs, &op) != less(cost_of(costs, &up), pair->backoff))
            return op;
        op = up;
    }
}
