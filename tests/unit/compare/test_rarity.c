/* unit/compare/test_rarity.c - frequent words weigh less than rare ones.
 * SPDX-License-Identifier: MIT */
#include "compare/rarity.h"

#include "builtin.h"

#define HEADER "key\trarity\n"
#define SMALL  HEADER "*\t200\n00000005\t80\n000000ff\t90\nfffffffe\t255\n"

static norm_str compile(nrm_arena *arena, const char *tsv)
{
    norm_error err = {.message = ""};
    norm_str section;

    cr_assert_eq(nrm_rarities_compile(arena, norm_str_from(tsv), &section, &err), NORM_OK, "%s",
                 err.message);
    return section;
}

static uint8_t first_rarity(builtin *t, const char *text, const char *lang)
{
    const norm_name *name = encode_kind(t, text, lang, NORM_KIND_PERSON);

    cr_assert_gt(name->word_count, 0, "%s", text);
    return nrm_name_rarities(name)[0];
}

Test(rarity, what_is_listed_is_found_and_all_else_is_the_rest)
{
    static const struct {
        uint32_t key;
        uint8_t rarity;
    } rows[] = {{0, 200},   {5, 80},           {6, 200},         {0xff, 90},
                {256, 200}, {0xfffffffe, 255}, {UINT32_MAX, 200}};
    nrm_arena arena;
    nrm_rarities rarities;
    norm_str section;
    size_t i;

    nrm_arena_init(&arena, NULL);
    section = compile(&arena, SMALL);
    cr_assert_eq(nrm_rarities_open(nrm_reader_over(section.ptr, section.len), &rarities, NULL),
                 NORM_OK);
    for (i = 0; i < NRM_LEN(rows); i++)
        cr_expect_eq(nrm_rarity_of(&rarities, rows[i].key), rows[i].rarity, "row %zu", i);
    nrm_arena_dispose(&arena);
}

Test(rarity, a_list_of_nothing_but_the_rest)
{
    nrm_arena arena;
    nrm_rarities rarities;
    norm_str section;

    nrm_arena_init(&arena, NULL);
    section = compile(&arena, HEADER "*\t17\n");
    cr_assert_eq(nrm_rarities_open(nrm_reader_over(section.ptr, section.len), &rarities, NULL),
                 NORM_OK);
    cr_expect_eq(nrm_rarity_of(&rarities, 5), 17);
    nrm_arena_dispose(&arena);
}

Test(rarity, faults_in_the_table_are_named_with_their_line)
{
    static const struct {
        const char *tsv;
        uint32_t line;
        const char *part;
    } rows[] = {
        {"", 1, "header"},
        {"key\tnats\n", 1, "rarity"},
        {HEADER "00000005\t80\n", 2, "no row *"},
        {HEADER "*\t200\n*\t100\n", 3, "second row"},
        {HEADER "*\t0\n", 2, "from 1 to 255"},
        {HEADER "*\t256\n", 2, "from 1 to 255"},
        {HEADER "*\t200\n5\t80\n", 3, "eight hexadecimal"},
        {HEADER "*\t200\n0000000G\t80\n", 3, "eight hexadecimal"},
        {HEADER "*\t200\n000000005\t80\n", 3, "eight hexadecimal"},
        {HEADER "*\t200\n00000005\t80\n00000005\t80\n", 4, "ascend"},
        {HEADER "*\t200\n00000005\t80\n00000004\t80\n", 4, "ascend"},
    };
    nrm_arena arena;
    size_t i;

    nrm_arena_init(&arena, NULL);
    for (i = 0; i < NRM_LEN(rows); i++) {
        norm_error err = {.message = ""};
        norm_str out;

        cr_expect_eq(nrm_rarities_compile(&arena, norm_str_from(rows[i].tsv), &out, &err),
                     NORM_E_FORMAT, "row %zu", i);
        cr_expect_eq(err.line, rows[i].line, "row %zu: line %u", i, (unsigned)err.line);
        cr_expect(strstr(err.message, rows[i].part) != NULL, "row %zu: %s", i, err.message);
    }
    nrm_arena_dispose(&arena);
}

Test(rarity, damaged_bytes_are_refused)
{
    nrm_arena arena;
    nrm_rarities rarities;
    norm_str whole;
    char *bytes;
    size_t i;

    nrm_arena_init(&arena, NULL);
    whole = compile(&arena, SMALL);
    for (i = 0; i < whole.len; i++)
        cr_expect_eq(nrm_rarities_open(nrm_reader_over(whole.ptr, i), &rarities, NULL),
                     NORM_E_FORMAT, "cut at %zu", i);
    bytes = nrm_arena_alloc(&arena, whole.len, 1);
    memcpy(bytes, whole.ptr, whole.len);
    bytes[3] = 0x7f; /* far more keys than there are bytes */
    cr_expect_eq(nrm_rarities_open(nrm_reader_over(bytes, whole.len), &rarities, NULL),
                 NORM_E_FORMAT);
    memcpy(bytes, whole.ptr, whole.len);
    memcpy(bytes + 8, bytes + 12, 4); /* the first key is the second */
    cr_expect_eq(nrm_rarities_open(nrm_reader_over(bytes, whole.len), &rarities, NULL),
                 NORM_E_FORMAT);
    nrm_arena_dispose(&arena);
}

Test(rarity, out_of_memory_at_any_request)
{
    size_t fail_at = 0;
    norm_status status;

    do {
        alloc_probe probe;
        nrm_arena tight;
        norm_str out;

        alloc_probe_init(&probe, ++fail_at);
        nrm_arena_init(&tight, &probe.hook);
        status = nrm_rarities_compile(&tight, norm_str_from(SMALL), &out, NULL);
        cr_expect_eq(status, probe.refused > 0 ? NORM_E_NOMEM : NORM_OK);
        nrm_arena_dispose(&tight);
        cr_expect(alloc_probe_clean(&probe));
    } while (status != NORM_OK);
}

Test(rarity, is_the_same_in_all_scripts)
{
    static const struct {
        const char *a, *lang_a, *b, *lang_b;
    } rows[] = {
        {"Armen", "en", "Армен", "ru"},        {"Armen", "hy-Latn", "Արմեն", "hy"},
        {"Petrosyan", "en", "Петросян", "ru"}, {"Петросян", "ru", "Պետրոսյան", "hy"},
        {"Ivan", "en", "Иван", "ru"},          {"Giorgi", "en", "გიორგი", "ka"},
    };
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_LEN(rows); i++) {
        uint8_t a = first_rarity(&t, rows[i].a, rows[i].lang_a);

        cr_expect_eq(a, first_rarity(&t, rows[i].b, rows[i].lang_b), "%s, %s", rows[i].a,
                     rows[i].b);
        cr_expect_gt(a, 0, "%s", rows[i].a);
    }
    close_builtin(&t);
}

Test(rarity, frequent_words_are_less_rare_than_rare_ones)
{
    static const char *const rows[][2] = {
        {"Petrosyan", "Dzhigarkhanyan"}, {"Armen", "Dzhigarkhanyan"}, {"John", "Petrosyan"},
        {"Garik", "Dzhigarkhanyan"},     {"Bank", "Ameriabank"},      {"Ivan", "Vardges"},
    };
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_LEN(rows); i++)
        cr_expect_lt(first_rarity(&t, rows[i][0], "en"), first_rarity(&t, rows[i][1], "en"),
                     "%s, %s", rows[i][0], rows[i][1]);
    close_builtin(&t);
}

Test(rarity, tables_without_it_leave_all_words_alike)
{
    builtin t;
    nrm_encoder encoder;
    nrm_arena arena;
    const norm_name *name;

    open_builtin(&t, NULL);
    nrm_arena_init(&arena, NULL);
    encoder = t.model->encoder;
    encoder.rarities = NULL;
    cr_assert_eq(nrm_encode(&encoder, &arena, norm_str_from("Armen Petrosyan"), norm_str_from("en"),
                            NORM_KIND_PERSON, &name, NULL),
                 NORM_OK);
    cr_expect_eq(nrm_name_rarities(name)[0], 0);
    cr_expect_eq(nrm_name_rarities(name)[1], 0);
    cr_expect_not_null(nrm_name_check(name, name->size, &encoder));
    nrm_arena_dispose(&arena);
    close_builtin(&t);
}
