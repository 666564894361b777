/* compare/costs.c - the learned edit costs, ready for the inner loop.
 * SPDX-License-Identifier: MIT
 *
 * Section COST, rows:
 *   u32 tables, then for each table, more general ones first:
 *     u8 length and bytes of tag a, the same of tag b; i16 backoff; u32 rows;
 *     rows of { u8 place, a1, a2, b1, b2, 0; i16 nats }: symbols as ASCII, 0 for none.
 * A last table of tags + holds corrections that are added to all others. */
#include "compare/costs.h"

#include <string.h>

#include "base/fail.h"

#define ROW_SIZE  8
#define COST_NONE NRM_COST_NONE

typedef struct row {
    uint8_t place, a1, a2, b1, b2;
    int16_t nats;
} row;

typedef struct table {
    norm_str tag_a, tag_b;
    int16_t backoff;
    uint32_t row_count;
    const uint8_t *rows;
} table;

static row load_row(const uint8_t *at, const nrm_alphabet *alphabet)
{
    row r;

    r.place = at[0];
    r.a1 = alphabet->number_of[at[1]];
    r.a2 = alphabet->number_of[at[2]];
    r.b1 = alphabet->number_of[at[3]];
    r.b2 = alphabet->number_of[at[4]];
    r.nats = (int16_t)nrm_load_u16(at + 6);
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
    static const char *const names[NRM_PLACES] = {"first", "inside", "last"};

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

/* Numbers every bigram that an operation of two sounds has, and collects the sounds
 * that stand with it. */
static norm_status number_bigrams(nrm_arena *arena, const table *tables, size_t count,
                                  const nrm_alphabet *alphabet, nrm_costs *out, norm_error *err)
{
    uint16_t *bigram_of = nrm_arena_alloc(arena, NRM_SOUNDS * NRM_SOUNDS, sizeof *bigram_of);
    uint64_t *with = nrm_arena_alloc(arena, NRM_SOUNDS * NRM_SOUNDS + 1, sizeof *with);
    size_t next = 1;
    size_t t;
    uint32_t i;

    if (bigram_of == NULL || with == NULL)
        return nrm_fail_nomem(err);
    memset(bigram_of, 0, NRM_SOUNDS * NRM_SOUNDS * sizeof *bigram_of);
    memset(with, 0, (NRM_SOUNDS * NRM_SOUNDS + 1) * sizeof *with);
    for (t = 0; t < count; t++) {
        for (i = 0; i < tables[t].row_count; i++) {
            row r = load_row(tables[t].rows + (size_t)i * ROW_SIZE, alphabet);
            uint16_t *number = r.a2 != 0   ? &bigram_of[r.a1 * NRM_SOUNDS + r.a2]
                               : r.b2 != 0 ? &bigram_of[r.b1 * NRM_SOUNDS + r.b2]
                                           : NULL;

            if (number != NULL && *number == 0)
                *number = (uint16_t)next++;
            if (number != NULL)
                with[*number] |= UINT64_C(1) << (r.a2 != 0 ? r.b1 : r.a1);
        }
    }
    out->bigram_of = bigram_of;
    out->bigram_count = next;
    out->partners = with;
    return NORM_OK;
}

static int16_t less(int16_t cost, int16_t backoff)
{
    int32_t value = cost - backoff;

    return (int16_t)(value < COST_NONE ? COST_NONE : value);
}

/* Starts a table from its parent (or from nothing) less the backoff. */
static void inherit(nrm_pair_costs *to, int16_t *two_one, int16_t *one_two, size_t bigrams,
                    const nrm_pair_costs *from, bool exchange, int16_t backoff)
{
    size_t place;
    size_t i;
    size_t j;

    for (place = 0; place < NRM_PLACES; place++) {
        for (i = 0; i < NRM_SOUNDS; i++) {
            for (j = 0; j < NRM_SOUNDS; j++)
                to->one[place][i][j] =
                    from == NULL
                        ? COST_NONE
                        : less(exchange ? from->one[place][j][i] : from->one[place][i][j], backoff);
        }
    }
    for (i = 0; i < bigrams * NRM_SOUNDS; i++) {
        two_one[i] = from == NULL ? COST_NONE
                                  : less(exchange ? from->one_two[i] : from->two_one[i], backoff);
        one_two[i] = from == NULL ? COST_NONE
                                  : less(exchange ? from->two_one[i] : from->one_two[i], backoff);
    }
    to->two_one = two_one;
    to->one_two = one_two;
}

static void set_rows(nrm_pair_costs *to, int16_t *two_one, int16_t *one_two, const nrm_costs *costs,
                     const table *t, const nrm_alphabet *alphabet)
{
    uint32_t i;

    for (i = 0; i < t->row_count; i++) {
        row r = load_row(t->rows + (size_t)i * ROW_SIZE, alphabet);

        if (r.a2 != 0)
            two_one[(size_t)costs->bigram_of[r.a1 * NRM_SOUNDS + r.a2] * NRM_SOUNDS + r.b1] =
                r.nats;
        else if (r.b2 != 0)
            one_two[(size_t)costs->bigram_of[r.b1 * NRM_SOUNDS + r.b2] * NRM_SOUNDS + r.a1] =
                r.nats;
        else if (r.place < NRM_PLACES)
            to->one[r.place][r.a1][r.b1] = r.nats;
    }
}

/* In the most general table, what has no cost for the first or last place has
 * that of the inside. */
static void fill_places(nrm_pair_costs *pair)
{
    size_t place;
    size_t i;
    size_t j;

    for (place = 0; place < NRM_PLACES; place++) {
        for (i = 0; i < NRM_SOUNDS; i++) {
            for (j = 0; j < NRM_SOUNDS; j++) {
                if (pair->one[place][i][j] == COST_NONE)
                    pair->one[place][i][j] = pair->one[NRM_PLACE_INSIDE][i][j];
            }
        }
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
                               nrm_pair_costs *pairs, int16_t *twos[2], const nrm_costs *costs,
                               norm_error *err)
{
    size_t cells = costs->bigram_count * NRM_SOUNDS;
    int16_t *two_one = nrm_arena_alloc(arena, cells, sizeof *two_one);
    int16_t *one_two = nrm_arena_alloc(arena, cells, sizeof *one_two);
    size_t a = some_system(tables[t].tag_a, systems);
    size_t b = some_system(tables[t].tag_b, systems);
    uint8_t parent = NRM_NO_TABLE;
    uint8_t swapped = 0;

    if (two_one == NULL || one_two == NULL)
        return nrm_fail_nomem(err);
    if (a < systems->count && b < systems->count)
        parent = choose(tables, t, systems, a, b, &swapped);
    inherit(&pairs[t], two_one, one_two, costs->bigram_count,
            parent != NRM_NO_TABLE ? &pairs[parent] : NULL, swapped != 0, tables[t].backoff);
    pairs[t].tag_a = tables[t].tag_a;
    pairs[t].tag_b = tables[t].tag_b;
    pairs[t].backoff = tables[t].backoff;
    pairs[t].parent = parent;
    pairs[t].parent_swapped = swapped;
    set_rows(&pairs[t], two_one, one_two, costs, &tables[t], alphabet);
    if (parent == NRM_NO_TABLE)
        fill_places(&pairs[t]);
    twos[0] = two_one;
    twos[1] = one_two;
    return NORM_OK;
}

static void shift(int16_t *cost, int16_t nats)
{
    int32_t value = *cost + nats;

    *cost = (int16_t)(value < COST_NONE ? COST_NONE : value > INT16_MAX ? INT16_MAX : value);
}

/* Adds the rows of table +:+ to a table, both ways. */
static void correct(nrm_pair_costs *pair, int16_t *const twos[2], const nrm_costs *costs,
                    const table *corrections, const nrm_alphabet *alphabet)
{
    uint32_t i;

    for (i = 0; i < corrections->row_count; i++) {
        row r = load_row(corrections->rows + (size_t)i * ROW_SIZE, alphabet);

        if (r.a2 != 0) {
            size_t at = (size_t)costs->bigram_of[r.a1 * NRM_SOUNDS + r.a2] * NRM_SOUNDS + r.b1;

            shift(&twos[0][at], r.nats);
            shift(&twos[1][at], r.nats);
        } else if (r.place < NRM_PLACES) {
            shift(&pair->one[r.place][r.a1][r.b1], r.nats);
            if (r.a1 != r.b1)
                shift(&pair->one[r.place][r.b1][r.a1], r.nats);
        }
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
    int16_t *(*twos)[2];
    norm_status status = NORM_OK;
    size_t t;

    memset(out, 0, sizeof *out);
    if (rows.failed || count == 0 || count > NRM_TABLES)
        return nrm_fail(err, NORM_E_FORMAT, 0, "damaged tables: %zu tables of edit costs", count);
    tables = nrm_arena_alloc(arena, count, sizeof *tables);
    pairs = nrm_arena_alloc(arena, count, sizeof *pairs);
    twos = nrm_arena_alloc(arena, count, sizeof *twos);
    if (tables == NULL || pairs == NULL || twos == NULL)
        return nrm_fail_nomem(err);
    for (t = 0; t < count && status == NORM_OK; t++)
        status = read_table(&rows, &tables[t], err);
    if (status == NORM_OK)
        status = number_bigrams(arena, tables, count, alphabet, out, err);
    if (status == NORM_OK && nrm_str_eq_c(tables[count - 1].tag_a, "+"))
        corrections = &tables[--count];
    for (t = 0; t < count && status == NORM_OK; t++)
        status = build_table(arena, tables, t, systems, alphabet, pairs, twos[t], out, err);
    for (t = 0; t < count && status == NORM_OK; t++) {
        if (corrections != NULL)
            correct(&pairs[t], twos[t], out, corrections, alphabet);
        set_best(&pairs[t]);
    }
    if (status == NORM_OK)
        status = choose_all(arena, tables, count, systems, out, err);
    out->pairs = pairs;
    out->pair_count = count;
    return status;
}

static int16_t cost_of(const nrm_costs *costs, nrm_operation op)
{
    const nrm_pair_costs *pair = &costs->pairs[op.pair];

    if (op.a2 != 0)
        return pair
            ->two_one[(size_t)costs->bigram_of[op.a1 * NRM_SOUNDS + op.a2] * NRM_SOUNDS + op.b1];
    if (op.b2 != 0)
        return pair
            ->one_two[(size_t)costs->bigram_of[op.b1 * NRM_SOUNDS + op.b2] * NRM_SOUNDS + op.a1];
    return pair->one[op.place][op.a1][op.b1];
}

nrm_operation nrm_costs_origin(const nrm_costs *costs, nrm_operation op)
{
    for (;;) {
        const nrm_pair_costs *pair = &costs->pairs[op.pair];
        nrm_operation up = op;

        if (pair->parent == NRM_NO_TABLE)
            return op;
        up.pair = pair->parent;
        if (pair->parent_swapped != 0) {
            up.a1 = op.b1;
            up.a2 = op.b2;
            up.b1 = op.a1;
            up.b2 = op.a2;
        }
        if (cost_of(costs, op) != less(cost_of(costs, up), pair->backoff))
            return op;
        op = up;
    }
}
