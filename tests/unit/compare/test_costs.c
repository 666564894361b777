/* unit/compare/test_costs.c - tables of edit costs: what they inherit, which one counts, what is
 * refused. SPDX-License-Identifier: MIT */
#include "fixture.h"

#include "support/alloc_probe.h"

#define HEADER "table\tplace\ta\tb\tnats\n"

/* Costs of inside operations for two languages. */
static int cost_of(const small_world *w, const nrm_costs *costs, const char *lang_a,
                   const char *lang_b, char a, char b)
{
    size_t at = system_number(w, lang_a) * costs->system_count + system_number(w, lang_b);
    uint8_t x = a == '-' ? 0 : w->alphabet.number_of[(unsigned char)a];
    uint8_t y = b == '-' ? 0 : w->alphabet.number_of[(unsigned char)b];
    const nrm_pair_costs *pair = &costs->pairs[costs->pair_of[at]];

    return costs->swapped[at] ? pair->one[NRM_PLACE_INSIDE][y][x]
                              : pair->one[NRM_PLACE_INSIDE][x][y];
}

Test(costs, the_most_specific_table_counts_and_inherits)
{
    small_world w;
    nrm_costs costs;

    open_world(&w);
    open_costs(&w,
               "*:*\tinside\ta\ta\t100\n*:*\tinside\ta\te\t50\n*:*\tinside\te\ta\t40\n"
               "Cyrl:Latn\tbackoff\t-\t-\t7\nCyrl:Latn\tinside\ta\te\t60\n"
               "en:ru\tbackoff\t-\t-\t1\nen:ru\tinside\ta\ta\t200\n",
               &costs);
    cr_expect_eq(cost_of(&w, &costs, "hy", "ru", 'a', 'e'), 50, "no table of its own");
    cr_expect_eq(cost_of(&w, &costs, "ru", "de", 'a', 'e'), 60, "scripts");
    cr_expect_eq(cost_of(&w, &costs, "ru", "de", 'a', 'a'), 93, "from *:*, less 7");
    cr_expect_eq(cost_of(&w, &costs, "de", "ru", 'e', 'a'), 60, "the other way round");
    cr_expect_eq(cost_of(&w, &costs, "en", "ru", 'a', 'a'), 200, "languages");
    cr_expect_eq(cost_of(&w, &costs, "en", "ru", 'e', 'a'), 59, "from Cyrl:Latn turned, less 1");
    cr_expect_eq(cost_of(&w, &costs, "ru", "en", 'e', 'a'), 32, "from *:*, less 7 and 1");
    cr_expect_eq(cost_of(&w, &costs, "en", "en", 'a', 'e'), 50, "Cyrl:Latn is not Latn:Latn");
    close_world(&w);
}

Test(costs, first_and_last_take_the_cost_of_inside)
{
    small_world w;
    nrm_costs costs;
    uint8_t a;
    uint8_t e;

    open_world(&w);
    a = w.alphabet.number_of['a'];
    e = w.alphabet.number_of['e'];
    open_costs(&w, "*:*\tinside\ta\te\t50\n*:*\tlast\ta\te\t20\n", &costs);
    cr_expect_eq(costs.pairs[0].one[NRM_PLACE_FIRST][a][e], 50);
    cr_expect_eq(costs.pairs[0].one[NRM_PLACE_LAST][a][e], 20);
    cr_expect_lt(costs.pairs[0].one[NRM_PLACE_INSIDE][e][a], -20000, "a row is one way");
    cr_expect_eq(costs.pairs[0].best_a[a], 50);
    cr_expect_eq(costs.pairs[0].best_b[e], 50);
    close_world(&w);
}

Test(costs, an_operation_is_traced_to_its_row)
{
    small_world w;
    nrm_costs costs;
    nrm_operation op;
    nrm_operation row;
    uint8_t a;
    uint8_t e;
    uint8_t y;

    open_world(&w);
    a = w.alphabet.number_of['a'];
    e = w.alphabet.number_of['e'];
    y = w.alphabet.number_of['y'];
    open_costs(&w,
               "*:*\tinside\te\ta\t40\n*:*\tinside\ta\ta\t100\n"
               "Cyrl:Latn\tbackoff\t-\t-\t7\nCyrl:Latn\tinside\ta\ta\t10\n"
               "Cyrl:Latn\tinside\taa\tye\t30\nen:ru\tbackoff\t-\t-\t1\nen:ru\tinside\tey\ta\t5\n",
               &costs);
    op = (nrm_operation){.pair = 2, .a = {a}, .b = {e}, .place = NRM_PLACE_INSIDE};
    row = nrm_costs_origin(&costs, op);
    cr_expect_eq(row.pair, 0);
    cr_expect_eq(row.a[0], e, "Cyrl:Latn has the languages of en:ru the other way round");
    cr_expect_eq(row.b[0], a);
    op.b[0] = a;
    cr_expect_eq(nrm_costs_origin(&costs, op).pair, 1);
    op = (nrm_operation){.pair = 2, .a = {e, y}, .b = {a}, .place = NRM_PLACE_INSIDE};
    cr_expect_eq(nrm_costs_origin(&costs, op).pair, 2);
    op = (nrm_operation){.pair = 2, .a = {y, e}, .b = {a, a}, .place = NRM_PLACE_INSIDE};
    row = nrm_costs_origin(&costs, op);
    cr_expect_eq(row.pair, 1, "2:2, exchanged");
    cr_expect_eq(row.a[1], a);
    cr_expect_eq(row.b[1], e);
    op = (nrm_operation){.pair = 2, .a = {a}, .b = {a}, .place = NRM_PLACE_AFTER};
    row = nrm_costs_origin(&costs, op);
    cr_expect_eq(row.pair, 1);
    cr_expect_eq(row.place, NRM_PLACE_INSIDE, "no table knows of vowels");
    cr_expect(nrm_str_eq_c(costs.pairs[2].tag_a, "en"));
    cr_expect(nrm_str_eq_c(costs.pairs[2].tag_b, "ru"));
    close_world(&w);
}

Test(costs, after_a_vowel_is_inside_where_no_row_says_otherwise)
{
    small_world w;
    nrm_costs costs;
    const nrm_pair_costs *pairs;
    uint8_t a;
    uint8_t y;

    open_world(&w);
    a = w.alphabet.number_of['a'];
    y = w.alphabet.number_of['y'];
    open_costs(&w,
               "*:*\tinside\ty\t-\t-50\n*:*\tinside\ta\ta\t90\n*:*\tafter\ty\t-\t-10\n"
               "Cyrl:Latn\tbackoff\t-\t-\t7\nCyrl:Latn\tinside\ta\ta\t60\n"
               "en:ru\tbackoff\t-\t-\t1\nen:ru\tafter\ta\ta\t200\n"
               "+:+\tinside\ta\ta\t1000\n+:+\tafter\ty\t-\t2000\n",
               &costs);
    pairs = costs.pairs;
    cr_expect_eq(pairs[0].one[NRM_PLACE_AFTER][y][0], 1990);
    cr_expect_eq(pairs[0].one[NRM_PLACE_INSIDE][y][0], -50);
    cr_expect_eq(pairs[0].one[NRM_PLACE_AFTER][a][a], 90, "corrections are of one place");
    cr_expect_not(pairs[1].has_after);
    cr_expect_eq(pairs[1].one[NRM_PLACE_AFTER][a][a], 1060, "Cyrl:Latn knows nothing of vowels");
    cr_expect_eq(pairs[1].one[NRM_PLACE_AFTER][y][0], 2000 - 50 - 7);
    cr_expect(pairs[2].has_after);
    cr_expect_eq(pairs[2].one[NRM_PLACE_AFTER][a][a], 200);
    cr_expect_eq(pairs[2].one[NRM_PLACE_AFTER][0][y], 2000 - 50 - 7 - 1, "inherited");
    close_world(&w);
}

Test(costs, wide_operations_are_inherited_and_exchanged)
{
    small_world w;
    nrm_costs costs;
    const nrm_wides *wides;
    size_t two;
    size_t three;

    open_world(&w);
    open_costs(&w,
               "*:*\tinside\tya\tes\t40\n*:*\tinside\tbps\tr\t-20\n"
               "Cyrl:Latn\tbackoff\t-\t-\t7\nCyrl:Latn\tinside\tes\tya\t60\n"
               "en:ru\tbackoff\t-\t-\t1\nen:ru\tinside\tr\tbps\t5\n",
               &costs);
    wides = costs.wides;
    cr_assert_eq(wides->op_count, 5, "2:2 and 3:1, both ways, and none");
    two = 1;
    three = 3;
    cr_expect_eq(wides->mirror[two], 2);
    cr_expect_eq(wides->mirror[three], 4);
    cr_expect_eq(costs.pairs[0].wide[two], 40);
    cr_expect_eq(costs.pairs[0].wide[2], NRM_COST_NONE, "a row is one way");
    cr_expect_eq(costs.pairs[1].wide[two], 33);
    cr_expect_eq(costs.pairs[1].wide[2], 60);
    cr_expect_eq(costs.pairs[2].wide[two], 59, "from Cyrl:Latn turned, less 1");
    cr_expect_eq(costs.pairs[2].wide[4], 5);
    close_world(&w);
}

/* What tells the same from the alike has no direction, whichever way a person writes it. */
Test(costs, corrections_go_both_ways)
{
    static const char *const rows[] = {
        "+:+\tinside\tya\te\t5\n+:+\tinside\tya\tes\t6\n+:+\tinside\tbps\tr\t7\n",
        "+:+\tinside\te\tya\t5\n+:+\tinside\tes\tya\t6\n+:+\tinside\tr\tbps\t7\n"};
    small_world w;
    size_t i;

    open_world(&w);
    for (i = 0; i < NRM_LEN(rows); i++) {
        char text[400] = "*:*\tinside\tya\te\t40\n*:*\tinside\te\tya\t80\n"
                         "*:*\tinside\ty\te\t30\n"
                         "*:*\tinside\tya\tes\t50\n*:*\tinside\tes\tya\t90\n"
                         "*:*\tinside\tbps\tr\t60\n*:*\tinside\tr\tbps\t70\n";
        const uint8_t *number = w.alphabet.number_of;
        const nrm_pair_costs *pair;
        nrm_costs costs;
        size_t ya;

        strncat(text, rows[i], 150);
        open_costs(&w, text, &costs);
        pair = costs.pairs;
        ya = costs.bigram_of[number['y'] * NRM_SOUNDS + number['a']];
        cr_assert_neq(ya, 0);
        cr_expect_eq(pair->two_one[ya * NRM_SOUNDS + number['e']], 45);
        cr_expect_eq(pair->one_two[ya * NRM_SOUNDS + number['e']], 85);
        cr_expect_eq(pair->one[NRM_PLACE_INSIDE][number['y']][number['e']], 30, "not as 1:1");
        cr_expect_eq(pair->wide[1], 56);
        cr_expect_eq(pair->wide[2], 96);
        cr_expect_eq(pair->wide[3], 67);
        cr_expect_eq(pair->wide[4], 77);
    }
    close_world(&w);
}

Test(costs, a_fault_in_the_file_is_named_with_its_line)
{
    static const struct {
        const char *rows;
        uint32_t line;
        const char *part;
    } rows[] = {
        {"*:*\tinside\ta\ta\t1\n*:*\tmiddle\ta\ta\t1\n", 3, "place"},
        {"*:*\tinside\tq\ta\t1\n", 2, "symbols"},
        {"*:*\tinside\taaaa\ta\t1\n", 2, "symbols"},
        {"*:*\tinside\taqa\ta\t1\n", 2, "symbols"},
        {"*:*\tinside\t\ta\t1\n", 2, "symbols"},
        {"*:*\tinside\t-\t-\t1\n", 2, "operations"},
        {"*:*\tinside\tab\t-\t1\n", 2, "operations"},
        {"*:*\tinside\t-\tab\t1\n", 2, "operations"},
        {"*:*\tinside\tabb\t-\t1\n", 2, "operations"},
        {"*:*\tinside\tabb\tab\t1\n", 2, "operations"},
        {"*:*\tinside\tab\tabb\t1\n", 2, "operations"},
        {"*:*\tinside\tabb\tabb\t1\n", 2, "operations"},
        {"*:*\tafter\tab\ta\t1\n", 2, "no place"},
        {"*:*\tafter\tab\tae\t1\n", 2, "no place"},
        {"*:*\tafter\ta\tabe\t1\n", 2, "no place"},
        {"*:*\tinside\ta\ta\t1.5\n", 2, "whole number"},
        {"*:*\tinside\ta\ta\t40000\n", 2, "16 bits"},
        {"*:*\tinside\ta\ta\t\n", 2, "whole number"},
        {"*\tinside\ta\ta\t1\n", 2, "colon"},
        {"\tinside\ta\ta\t1\n", 2, "colon"},
        {"*:*\tinside\ta\ta\t1\na:b\tinside\ta\ta\t1\n*:*\tinside\tb\tb\t1\n", 4, "together"},
    };
    small_world w;
    size_t i;

    open_world(&w);
    for (i = 0; i < NRM_LEN(rows); i++) {
        char tsv[300] = HEADER;
        norm_error err = {.message = ""};
        norm_str out;

        strncat(tsv, rows[i].rows, 200);
        cr_expect_eq(nrm_costs_compile(&w.arena, norm_str_from(tsv), &w.alphabet, &out, &err),
                     NORM_E_FORMAT, "row %zu", i);
        cr_expect_eq(err.line, rows[i].line, "row %zu: line %u", i, (unsigned)err.line);
        cr_expect(strstr(err.message, rows[i].part) != NULL, "row %zu: %s", i, err.message);
    }
    close_world(&w);
}

Test(costs, too_many_wide_operations_are_refused)
{
    static const char symbols[] = "aeybprsJ";
    norm_error err = {.message = ""};
    small_world w;
    nrm_buf buf;
    norm_str out;
    size_t count = 0;
    norm_status status;

    open_world(&w);
    nrm_buf_init(&buf, &w.arena);
    nrm_buf_add(&buf, norm_str_from(HEADER));
    do {
        nrm_buf_addf(&buf, "*:*\tinside\t%c%c\t%c%c\t1\n", symbols[count & 7U],
                     symbols[count >> 3 & 7U], symbols[count >> 6 & 7U], 'J');
        status = nrm_costs_compile(&w.arena, (norm_str){buf.ptr, buf.len}, &w.alphabet, &out, &err);
        count++;
    } while (status == NORM_OK && count < NRM_WIDE_OPS);
    cr_expect_eq(status, NORM_E_FORMAT);
    cr_expect_eq(err.line, count + 1);
    cr_expect(strstr(err.message, "too many") != NULL, "%s", err.message);
    cr_expect_gt(count, 200, "%zu fit", count);
    close_world(&w);
}

Test(costs, too_many_tables_are_refused)
{
    small_world w;
    nrm_buf buf;
    norm_str out;
    int i;

    open_world(&w);
    nrm_buf_init(&buf, &w.arena);
    nrm_buf_add(&buf, norm_str_from(HEADER));
    for (i = 0; i <= NRM_TABLES; i++) {
        cr_expect_eq(
            nrm_costs_compile(&w.arena, (norm_str){buf.ptr, buf.len}, &w.alphabet, &out, NULL),
            NORM_OK, "%d tables", i);
        nrm_buf_addf(&buf, "t%d:*\tinside\ta\ta\t1\n", i);
    }
    cr_expect_eq(nrm_costs_compile(&w.arena, (norm_str){buf.ptr, buf.len}, &w.alphabet, &out, NULL),
                 NORM_E_FORMAT);
    close_world(&w);
}

static norm_status open_rows(small_world *w, nrm_arena *arena, norm_str section, nrm_costs *out)
{
    return nrm_costs_open(arena, nrm_reader_over(section.ptr, section.len), &w->systems,
                          &w->alphabet, out, NULL);
}

static norm_str compile_rows(small_world *w, const char *tsv)
{
    norm_str section;

    cr_assert_eq(nrm_costs_compile(&w->arena, norm_str_from(tsv), &w->alphabet, &section, NULL),
                 NORM_OK);
    return section;
}

#define THREE_TABLES                                                                               \
    HEADER "*:*\tinside\ta\ta\t100\n*:*\tinside\tya\te\t40\n*:*\tinside\tya\tes\t40\n"             \
           "*:*\tinside\te\tyes\t40\n*:*\tafter\ta\te\t9\nCyrl:Latn\tbackoff\t-\t-\t7\n"           \
           "Cyrl:Latn\tinside\ta\te\t60\nen:ru\tinside\ta\ta\t200\n"

Test(costs, every_language_needs_some_table)
{
    small_world w;
    nrm_costs costs;

    open_world(&w);
    cr_expect_eq(
        open_rows(&w, &w.arena, compile_rows(&w, HEADER "en:ru\tinside\ta\ta\t1\n"), &costs),
        NORM_E_FORMAT);
    cr_expect_eq(open_rows(&w, &w.arena, compile_rows(&w, HEADER), &costs), NORM_E_FORMAT);
    close_world(&w);
}

/* Damaged bytes are refused, or read as other costs: words can be compared then too. */
Test(costs, damaged_bytes_do_no_harm)
{
    uint64_t state = 5;
    small_world w;
    norm_str whole;
    size_t i;

    open_world(&w);
    whole = compile_rows(&w, THREE_TABLES);
    for (i = 0; i < whole.len; i++) {
        nrm_arena arena;
        nrm_costs costs;

        nrm_arena_init(&arena, NULL);
        cr_expect_eq(open_rows(&w, &arena, nrm_str_slice(whole, 0, i), &costs), NORM_E_FORMAT,
                     "cut at %zu", i);
        nrm_arena_dispose(&arena);
    }
    for (i = 0; i < 300; i++) {
        char *bytes = nrm_arena_alloc(&w.arena, whole.len, 1);
        uint8_t room[2][9];
        nrm_arena arena;
        nrm_costs costs;

        memcpy(bytes, whole.ptr, whole.len);
        bytes[roll(&state, (uint32_t)whole.len)] ^= (char)(1U << roll(&state, 8));
        nrm_arena_init(&arena, NULL);
        if (open_rows(&w, &arena, (norm_str){bytes, whole.len}, &costs) == NORM_OK)
            (void)nrm_edit_score(&costs, &costs.pairs[costs.pair_count - 1],
                                 random_word(&state, room[0], 9), random_word(&state, room[1], 9));
        nrm_arena_dispose(&arena);
    }
    close_world(&w);
}

Test(costs, out_of_memory_at_any_request)
{
    small_world w;
    norm_str section;
    size_t fail_at = 0;
    norm_status status;

    open_world(&w);
    section = compile_rows(&w, THREE_TABLES);
    do {
        alloc_probe probe;
        nrm_arena arena;
        nrm_costs costs;

        alloc_probe_init(&probe, ++fail_at);
        nrm_arena_init(&arena, &probe.hook);
        status = open_rows(&w, &arena, section, &costs);
        cr_expect_eq(status, probe.refused > 0 ? NORM_E_NOMEM : NORM_OK, "request %zu", fail_at);
        nrm_arena_dispose(&arena);
        cr_expect(alloc_probe_clean(&probe), "request %zu", fail_at);
    } while (status != NORM_OK);
    cr_expect_gt(fail_at, 1);
    close_world(&w);
}
