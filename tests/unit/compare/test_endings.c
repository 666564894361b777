/* unit/compare/test_endings.c - endings that are forms of one, found, priced and explained.
 * SPDX-License-Identifier: MIT */
#include "compare/endings.h"

#include <stdio.h>

#include "builtin.h"
#include "compare/glance.h"

#define HEADER "family\tform\tclass\tsounds\tsource\n"
#define SMALL                                                                                      \
    HEADER "ar\tar\tfamily\tar|yar\tx\nar\tara\tfeminine\tara\tx\nar\tas\tfamily\tas\tx\n"         \
           "f\tes\tpatronymic\tes\tx\nf\tnone\tpatronymic\t-\tx\n"
#define COSTS "family\ta\tb\tnats\n"

static norm_str compile(nrm_arena *arena, const nrm_alphabet *alphabet, const char *tsv)
{
    norm_error err = {.message = ""};
    norm_str section;

    cr_assert_eq(nrm_endings_compile(arena, norm_str_from(tsv), alphabet, &section, &err), NORM_OK,
                 "%s", err.message);
    return section;
}

static void open_endings(small_world *w, const char *tsv, nrm_endings *out)
{
    norm_str section = compile(&w->arena, &w->alphabet, tsv);

    cr_assert_eq(
        nrm_endings_open(nrm_reader_over(section.ptr, section.len), &w->alphabet, out, NULL),
        NORM_OK);
}

static void open_ending_costs(nrm_arena *arena, const char *tsv, const nrm_endings *endings,
                              nrm_ending_costs *out)
{
    norm_error err = {.message = ""};
    norm_str rows;

    cr_assert_eq(nrm_ending_costs_compile(arena, norm_str_from(tsv), &rows, &err), NORM_OK, "%s",
                 err.message);
    cr_assert_eq(nrm_ending_costs_open(nrm_reader_over(rows.ptr, rows.len), endings, out, &err),
                 NORM_OK, "%s", err.message);
}

/* The built-in model, but with these costs of endings. */
static void open_priced(builtin *t, const char *tsv)
{
    open_builtin(t, NULL);
    open_ending_costs(&t->model->arena, tsv, &t->model->endings, &t->model->ending_costs);
    t->model->costs.endings = &t->model->ending_costs;
}

/* "family form", or "" for a word without an ending. */
static void name_form(const builtin *t, const norm_name *name, size_t word, char out[100])
{
    const nrm_endings *endings = &t->model->endings;
    uint8_t ending = nrm_name_endings(name)[word];
    const nrm_ending_form *form = &endings->forms[endings->items[ending].form];

    out[0] = '\0';
    if (ending != NRM_NO_ENDING)
        snprintf(out, 100, "%.*s %.*s", (int)form->family.len, form->family.ptr,
                 (int)form->name.len, form->name.ptr);
}

static const struct {
    const char *text, *lang;
    size_t word;
    const char *want;
} spellings[] = {
    {"Петросян", "ru", 0, "yan yan"},
    {"Պետրոսյան", "hy", 0, "yan yan"},
    {"Petrosyan", "en", 0, "yan yan"},
    {"پطروسیان", "fa", 0, "yan yan"},
    {"Petrosian", "fr", 0, "yan ian"},
    {"Petrosean", "", 0, "yan ean"},
    {"Petrosjan", "de", 0, "yan jan"},
    {"Петросянц", "ru", 0, "yan yants"},
    {"Petrosyants", "en", 0, "yan yants"},
    {"პეტროსიანი", "ka", 0, "yan yani"},
    {"Петров", "ru", 0, "ov ov"},
    {"Petrov", "en", 0, "ov ov"},
    {"Պետրով", "hy", 0, "ov ov"},
    {"Məmmədov", "az", 0, "ov ov"},
    {"Petroff", "fr", 0, "ov off"},
    {"Petrow", "de", 0, "ov ow"},
    {"პეტროვი", "ka", 0, "ov ovi"},
    {"Петрова", "ru", 0, "ov ova"},
    {"Nováková", "cs", 0, "ov ova"},
    {"Məmmədova", "az", 0, "ov ova"},
    {"Сергеев", "ru", 0, "ev ev"},
    {"Sergejev", "", 0, "ev ev"},
    {"Əliyeva", "az", 0, "ev eva"},
    {"Пушкин", "ru", 0, "in in"},
    {"Пушкина", "ru", 0, "in ina"},
    {"Белинский", "ru", 0, "ski ski"},
    {"Belinsky", "en", 0, "ski ski"},
    {"Kowalski", "pl", 0, "ski ski"},
    {"Белинская", "ru", 0, "ski skaya"},
    {"Kowalska", "pl", 0, "ski skaya"},
    {"Білинська", "uk", 0, "ski skaya"},
    {"Трубецкой", "ru", 0, "tski tskoy"},
    {"Высоцкая", "ru", 0, "tski tskaya"},
    {"Толстой", "ru", 0, "oy oy"},
    {"Толстая", "ru", 0, "oy aya"},
    {"Шевченко", "ru", 0, "enko enko"},
    {"Петрэнка", "be", 0, "enko enka"},
    {"Rəsulzadə", "az", 0, "zade zade"},
    {"Rasulzadeh", "en", 0, "zade zadeh"},
    {"Серж Азатович Саргсян", "ru", 1, "father ovich"},
    {"Анна Сергеевна Саргсян", "ru", 1, "father evna"},
    {"Serzh Azatovich Sargsyan", "en", 1, "father ovich"},
    {"Սերժ Ազատի Սարգսյան", "hy", 1, "father i"},
    {"Heydər Vaqif oğlu Əliyev", "az", 1, "father none"},
    {"Серж Азатович Саргсян", "ru", 2, "yan yan"},
    {"Иванович", "ru", 0, ""}, /* a family name here: Jovanović */
    {"Ян", "ru", 0, ""},       /* too short to have one */
    {"Гюмри", "ru", 0, ""},
    {"", "ru", 0, ""},
};

Test(endings, of_all_scripts_have_one_form)
{
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_LEN(spellings); i++) {
        const norm_name *name =
            encode_kind(&t, spellings[i].text, spellings[i].lang, NORM_KIND_PERSON);
        char found[100] = "";

        if (spellings[i].word < name->word_count)
            name_form(&t, name, spellings[i].word, found);
        cr_expect_str_eq(found, spellings[i].want, "%s (%s)", spellings[i].text, spellings[i].lang);
    }
    close_builtin(&t);
}

/* The longest ending, and one for its own role only. */
Test(endings, are_found_from_the_end)
{
    static const struct {
        const char *sounds;
        bool is_patronymic;
        const char *want; /* form and sounds */
    } rows[] = {
        {"besar", false, "0 ar"}, {"besyar", false, "0 yar"}, {"besara", false, "1 ara"},
        {"beses", false, ""},     {"beses", true, "3 es"},    {"besar", true, "4 "},
        {"bar", false, ""},       {"byar", false, "0 ar"},    {"ar", false, ""},
        {"b", true, ""},          {"be", true, "4 "},         {"", true, ""},
        {"besa", false, ""},      {"pebas", false, "2 as"},
    };
    small_world w;
    nrm_endings endings;
    size_t i;

    open_world(&w);
    open_endings(&w, SMALL, &endings);
    for (i = 0; i < NRM_LEN(rows); i++) {
        uint8_t sounds[16];
        size_t count = strlen(rows[i].sounds);
        char found[16] = "";
        uint8_t ending;
        size_t k;

        for (k = 0; k < count; k++)
            sounds[k] = w.alphabet.number_of[(unsigned char)rows[i].sounds[k]];
        ending = nrm_ending_of(&endings, sounds, count, rows[i].is_patronymic);
        if (ending != NRM_NO_ENDING) {
            const nrm_ending *e = &endings.items[ending];

            snprintf(found, sizeof found, "%u %s", e->form, rows[i].sounds + count - e->count);
            cr_expect(nrm_ending_fits(&endings, ending, sounds, count));
        }
        cr_expect_str_eq(found, rows[i].want, "row %zu: %s", i, rows[i].sounds);
    }
    close_world(&w);
}

Test(endings, faults_in_the_tables_are_named_with_their_line)
{
    static const struct {
        const char *tsv;
        bool costs;
        uint32_t line;
        const char *part;
    } rows[] = {
        {"", false, 1, "header"},
        {"family\tform\n", false, 1, "class"},
        {HEADER "\tar\tfamily\tar\tx\n", false, 2, "have a name"},
        {HEADER "ar\t\tfamily\tar\tx\n", false, 2, "have a name"},
        {HEADER "ar\tar\tmasculine\tar\tx\n", false, 2, "class is"},
        {HEADER "ar\tar\tfamily\tar\t\n", false, 2, "source"},
        {HEADER "ar\tar\tfamily\t\tx\n", false, 2, "1 to 8 sounds"},
        {HEADER "ar\tar\tfamily\tar|\tx\n", false, 2, "1 to 8 sounds"},
        {HEADER "ar\tar\tfamily\tarararara\tx\n", false, 2, "1 to 8 sounds"},
        {HEADER "ar\tar\tfamily\tar|ak\tx\n", false, 2, "alphabet.tsv"},
        {HEADER "ar\tar\tfamily\t-\tx\n", false, 2, "only a patronymic"},
        {HEADER "ar\tar\tfamily\tar\tx\nas\tas\tfamily\tas|ar\tx\n", false, 3, "stands in"},
        {HEADER "ar\tar\tfamily\tar\tx\nar\tar\tfamily\tas\tx\n", false, 3, "stands in"},
        {"family\ta\tb\n", true, 1, "nats"},
        {COSTS "ar\tar\tara\t1\n", true, 2, "to 0"},
        {COSTS "ar\tar\tara\t-32768\n", true, 2, "-32767"},
        {COSTS "ar\tar\tara\tx\n", true, 2, "to 0"},
        {COSTS "ar\tar\t\t-5\n", true, 2, "are named"},
    };
    small_world w;
    size_t i;

    open_world(&w);
    for (i = 0; i < NRM_LEN(rows); i++) {
        norm_error err = {.message = ""};
        norm_str tsv = norm_str_from(rows[i].tsv);
        norm_str out;

        cr_expect_eq(rows[i].costs ? nrm_ending_costs_compile(&w.arena, tsv, &out, &err)
                                   : nrm_endings_compile(&w.arena, tsv, &w.alphabet, &out, &err),
                     NORM_E_FORMAT, "row %zu", i);
        cr_expect_eq(err.line, rows[i].line, "row %zu: line %u", i, (unsigned)err.line);
        cr_expect(strstr(err.message, rows[i].part) != NULL, "row %zu: %s", i, err.message);
    }
    close_world(&w);
}

Test(endings, damaged_bytes_are_refused)
{
    small_world w;
    nrm_endings endings;
    nrm_ending_costs costs;
    norm_str whole;
    norm_str rows;
    size_t i;

    open_world(&w);
    whole = compile(&w.arena, &w.alphabet, SMALL);
    for (i = 0; i < whole.len; i++)
        cr_expect_eq(nrm_endings_open(nrm_reader_over(whole.ptr, i), &w.alphabet, &endings, NULL),
                     NORM_E_FORMAT, "cut at %zu", i);
    for (i = 0; i < whole.len; i++) {
        char *bytes = nrm_arena_alloc(&w.arena, whole.len, 1);

        memcpy(bytes, whole.ptr, whole.len);
        bytes[i] = (char)0xFF;
        /* refused, or a name of a form that is another one now */
        (void)nrm_endings_open(nrm_reader_over(bytes, whole.len), &w.alphabet, &endings, NULL);
        cr_expect_leq(endings.count, NRM_ENDINGS);
    }
    open_endings(&w, SMALL, &endings);
    cr_assert_eq(
        nrm_ending_costs_compile(&w.arena, norm_str_from(COSTS "ar\tar\tara\t-9\n"), &rows, NULL),
        NORM_OK);
    for (i = 1; i < rows.len; i++)
        cr_expect_eq(nrm_ending_costs_open(nrm_reader_over(rows.ptr, i), &endings, &costs, NULL),
                     NORM_E_FORMAT, "cut at %zu", i);
    close_world(&w);
}

Test(endings, cost_the_same_both_ways_and_only_within_a_family)
{
    small_world w;
    nrm_endings endings;
    nrm_ending_costs costs;
    uint8_t ar[] = {1, 2, 1, 6};
    uint8_t found[5]; /* by form */
    size_t i;

    open_world(&w);
    open_endings(&w, SMALL, &endings);
    open_ending_costs(&w.arena,
                      COSTS "ar\tar\tara\t-900\nf\tes\tnone\t0\nno\tsuch\tform\t-5\n"
                            "ar\tar\tar\t-5\nar\tar\tnone\t-5\n",
                      &endings, &costs);
    for (i = 1; i < endings.count; i++)
        found[endings.items[i].form] = (uint8_t)i;
    cr_expect_eq(nrm_ending_cost(&costs, found[0], found[1]), -900);
    cr_expect_eq(nrm_ending_cost(&costs, found[1], found[0]), -900);
    cr_expect_eq(nrm_ending_cost(&costs, found[3], found[4]), 0);
    cr_expect_eq(nrm_ending_cost(&costs, found[0], found[0]), NRM_ENDING_APART);
    cr_expect_eq(nrm_ending_cost(&costs, found[0], found[2]), NRM_ENDING_APART, "no such row");
    cr_expect_eq(nrm_ending_cost(&costs, found[0], found[4]), NRM_ENDING_APART, "two families");
    cr_expect_eq(nrm_ending_cost(&costs, NRM_NO_ENDING, found[0]), NRM_ENDING_APART);
    cr_expect_eq(nrm_ending_cost(NULL, found[0], found[1]), NRM_ENDING_APART);
    cr_expect_eq(endings.items[nrm_ending_of(&endings, ar, 4, false)].form, 0);
    close_world(&w);
}

/* Words with endings in two languages, for a world whose encoder knows them. */
static const norm_name *random_endings(small_world *w, uint64_t *state)
{
    static const char letters[] = "aebprs";
    static const char *const endings[] = {"ar", "yar", "ara", "as", ""};
    char text[64] = "";
    size_t words = 1 + roll(state, 2);
    const norm_name *name = NULL;

    while (words-- > 0) {
        size_t left = 1 + roll(state, 3);

        for (; left > 0; left--)
            strncat(text, &letters[roll(state, sizeof letters - 1)], 1);
        strcat(text, endings[roll(state, NRM_LEN(endings))]);
        strcat(text, " ");
    }
    cr_assert_eq(nrm_encode(&w->encoder, &w->arena, norm_str_from(text),
                            norm_str_from(roll(state, 2) == 0 ? "en" : "de"), NORM_KIND_PLACE,
                            &name, NULL),
                 NORM_OK);
    return name;
}

/* The evidence of each pairing is that of the sounds alone, or more. Returns how many have more. */
static size_t check_nats(const nrm_costs *plain, const norm_name *one, const norm_name *other,
                         const nrm_alignment *found)
{
    size_t more = 0;
    size_t k;

    for (k = 0; k < found->count; k++) {
        const nrm_pairing *p = &found->items[k];
        nrm_sounds_view a = nrm_word_sounds(one, p->a, p->a_words);
        nrm_sounds_view b = nrm_word_sounds(other, p->b, p->b_words);
        bool exchange;
        const nrm_pair_costs *pair = nrm_costs_for(plain, nrm_name_words(one)[p->a].system,
                                                   nrm_name_words(other)[p->b].system, &exchange);
        int32_t sounds =
            exchange ? nrm_edit_score(plain, pair, b, a) : nrm_edit_score(plain, pair, a, b);

        more += p->by_ending;
        if (p->by_ending)
            cr_expect_gt(p->nats, sounds);
        else
            cr_expect_eq(p->nats, sounds);
    }
    return more;
}

/* The evidence is the better one of two: the sounds alone, or the stems and the endings. No glance
 * tells names apart that are paired. */
Test(endings, bring_what_is_more_and_the_glance_knows)
{
    static const int lows[] = {-500, -3000, -5000, -7000};
    uint64_t state = 7;
    small_world w;
    nrm_endings endings;
    nrm_ending_costs ending_costs;
    size_t by_ending = 0;
    size_t told = 0;
    size_t round;

    open_world(&w);
    open_endings(&w, SMALL, &endings);
    w.encoder.endings = &endings;
    open_ending_costs(&w.arena, COSTS "ar\tar\tara\t-300\nar\tar\tas\t0\nar\tara\tas\t-2000\n",
                      &endings, &ending_costs);
    for (round = 0; round < 60; round++) {
        const norm_name *one = random_endings(&w, &state);
        nrm_glance glance;
        nrm_costs plain;
        nrm_costs priced;
        size_t i;

        open_costs(&w, random_rows(&w, &state, lows[round % 4], lows[round % 4] + 2500, false),
                   &plain);
        priced = plain;
        priced.endings = &ending_costs;
        nrm_glance_at(&priced, one, &glance);
        for (i = 0; i < 120; i++) {
            const norm_name *other = random_endings(&w, &state);
            bool is_apart = told_apart(&glance, other);
            nrm_alignment with;
            nrm_alignment as_matched;

            nrm_align(&priced, one, other, &with);
            align_in_order(&priced, one, other, &as_matched);
            told += is_apart;
            cr_expect(!is_apart || bring_nothing(one, other, &as_matched), "round %zu, name %zu",
                      round, i);
            by_ending += check_nats(&plain, one, other, &with);
        }
    }
    cr_expect_gt(by_ending, 50, "%zu", by_ending);
    cr_expect_gt(told, 50, "%zu", told);
    close_world(&w);
}

#define FREE                                                                                       \
    COSTS "yan\tyan\tian\t0\nov\tov\tova\t0\nev\tev\teva\t0\nski\tski\tskaya\t0\n"                 \
          "father\tovich\ti\t0\nfather\tovich\tnone\t0\nfather\tovich\tovna\t0\n"

static const norm_reason *find_ending(const norm_explanation *why, const char *operation)
{
    size_t i;

    for (i = 0; i < why->reason_count; i++) {
        if (nrm_str_eq_c(why->reasons[i].operation, operation))
            return &why->reasons[i];
    }
    return NULL;
}

Test(endings, are_one_segment_of_the_explanation)
{
    static const struct {
        const char *a, *lang_a, *b, *lang_b, *operation, *a_text, *b_text, *what, *source;
    } rows[] = {
        {"Карапет Петросян", "ru", "Karapet Petrosian", "en", "family ending", "ян", "ian",
         "ian for yan (family ending)", "costs/endings.tsv yan yan~ian"},
        {"Karapet Petrosian", "en", "Карапет Петросян", "ru", "family ending", "ian", "ян",
         "yan for ian (family ending)", "costs/endings.tsv yan yan~ian"},
        {"Петрова", "ru", "Petrov", "en", "feminine ending", "ова", "ov",
         "ov for ova (feminine ending)", "costs/endings.tsv ov ov~ova"},
        {"Белинский", "ru", "Belinskaya", "en", "feminine ending", "ский", "skaya",
         "skaya for ski (feminine ending)", "costs/endings.tsv ski ski~skaya"},
        {"Серж Азатович Саргсян", "ru", "Սերժ Ազատի Սարգսյան", "hy", "patronymic ending", "ович",
         "ի", "i for ovich (patronymic ending)", "costs/endings.tsv father ovich~i"},
        {"Heydər Vaqif oğlu Əliyev", "az", "Гейдар Вагифович Алиев", "ru", "patronymic ending", "",
         "ович", "ovich for none (patronymic ending)", "costs/endings.tsv father ovich~none"},
    };
    builtin t;
    size_t i;

    open_priced(&t, FREE);
    for (i = 0; i < NRM_LEN(rows); i++) {
        norm_explanation why;
        const norm_reason *r;

        cr_assert_eq(norm_explain(t.ctx,
                                  encode_kind(&t, rows[i].a, rows[i].lang_a, NORM_KIND_PERSON),
                                  encode_kind(&t, rows[i].b, rows[i].lang_b, NORM_KIND_PERSON),
                                  NULL, &why, NULL),
                     NORM_OK);
        r = find_ending(&why, rows[i].operation);
        cr_assert_not_null(r, "%s, %s", rows[i].a, rows[i].b);
        cr_expect_eq(r->type, NORM_REASON_SEGMENT);
        cr_expect(nrm_str_eq_c(r->a_text, rows[i].a_text), "%s", rows[i].a);
        cr_expect(nrm_str_eq_c(r->b_text, rows[i].b_text), "%s", rows[i].b);
        cr_expect(nrm_str_eq_c(r->what, rows[i].what), "%s: %.*s", rows[i].a, (int)r->what.len,
                  r->what.ptr);
        cr_expect(nrm_str_eq_c(r->source, rows[i].source), "%s: %.*s", rows[i].a,
                  (int)r->source.len, r->source.ptr);
    }
    close_builtin(&t);
}

/* Two words of a stem and an ending, in one of three languages. */
static const norm_name *random_person(builtin *t, uint64_t *state)
{
    static const char *const parts[3][2][5] = {
        {{"петрос", "иван", "алекс", "карапет", "григор"}, {"ян", "ов", "ова", "ский", "ович"}},
        {{"petros", "ivan", "alex", "karapet", "grigor"}, {"ian", "ov", "ova", "skaya", "ovich"}},
        {{"պետրոս", "իվան", "ալեքս", "կարապետ", "գրիգոր"}, {"յան", "ով", "ի", "սկի", "ովիչ"}}};
    static const char *const langs[] = {"ru", "en", "hy"};
    size_t l = roll(state, 3);
    char text[200] = "";
    size_t words = 1 + roll(state, 3);

    while (words-- > 0) {
        strcat(text, parts[l][0][roll(state, 5)]);
        strcat(text, roll(state, 3) > 0 ? parts[l][1][roll(state, 5)] : "");
        strcat(text, " ");
    }
    return encode_kind(t, text, langs[l], (norm_kind)roll(state, NORM_KIND_ORG + 1));
}

Test(endings, keep_the_comparison_symmetric_and_its_reasons_adding_up)
{
    uint64_t state = 71;
    size_t named = 0;
    builtin t;
    size_t i;

    open_priced(&t, FREE);
    for (i = 0; i < 2000; i++) {
        const norm_name *a = random_person(&t, &state);
        const norm_name *b = random_person(&t, &state);
        norm_match_result there;
        norm_match_result back;
        norm_explanation why;
        int32_t sum = 0;
        size_t k;

        cr_assert_eq(norm_compare(t.ctx, a, b, NULL, &there, NULL), NORM_OK);
        cr_assert_eq(norm_compare(t.ctx, b, a, NULL, &back, NULL), NORM_OK);
        cr_assert_eq(norm_explain(t.ctx, a, b, NULL, &why, NULL), NORM_OK);
        cr_assert_eq(there.score, back.score);
        cr_assert_eq(there.score, why.result.score);
        for (k = 0; k < why.reason_count; k++) {
            sum += why.reasons[k].nats;
            named += nrm_str_starts(why.reasons[k].source, norm_str_from("costs/endings.tsv"));
        }
        cr_assert_eq(sum, there.score);
        norm_ctx_reset(t.ctx);
    }
    cr_expect_gt(named, 20, "%zu", named);
    close_builtin(&t);
}

/* However cheap the ending is: a man is no woman. */
Test(endings, do_not_outweigh_a_contradiction)
{
    builtin t;
    norm_match_result result;

    open_priced(&t, FREE);
    cr_assert_eq(norm_compare(t.ctx, encode_kind(&t, "Ivan Petrov", "en", NORM_KIND_PERSON),
                              encode_kind(&t, "Irina Petrova", "en", NORM_KIND_PERSON), NULL,
                              &result, NULL),
                 NORM_OK);
    cr_expect_neq(result.verdict, NORM_MATCH);
    close_builtin(&t);
}

Test(endings, of_an_encoded_name_are_checked)
{
    builtin t;
    const norm_name *name;
    uint64_t *block;
    uint8_t *ending;
    size_t i;

    open_builtin(&t, NULL);
    name = encode_kind(&t, "Петросян", "ru", NORM_KIND_PERSON);
    block = calloc(1, name->size);
    cr_assert_not_null(block);
    memcpy(block, name, name->size);
    ending = (uint8_t *)block + (nrm_name_endings(name) - (const uint8_t *)name);
    cr_assert_not_null(nrm_name_check(block, name->size, &t.model->encoder));
    for (i = 1; i < 256; i++) {
        bool fits = i < t.model->endings.count &&
                    nrm_ending_fits(&t.model->endings, i, nrm_name_sounds(name), name->sound_count);

        *ending = (uint8_t)i;
        cr_expect_eq(nrm_name_check(block, name->size, &t.model->encoder) != NULL, fits, "%zu", i);
    }
    free(block);
    close_builtin(&t);
}

Test(endings, family_names_of_one_given_name_are_known_as_one)
{
    static const struct {
        const char *a, *lang_a, *b, *lang_b;
        bool is_known;
    } rows[] = {
        {"Hovhannisyan", "en", "Оганесян", "ru", true},
        {"Հովհաննիսյան", "hy", "Oganesyan", "en", true},
        {"Bedrosian", "en", "Petrosyan", "en", true},
        {"Mgrdichian", "en", "Մկրտչյան", "hy", true},
        {"Bedrosian", "en", "Petrov", "en", false},
        {"Petrosyan", "en", "Петров", "ru", false},
        {"Bedrosian", "en", "Poghosyan", "en", false},
    };
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_LEN(rows); i++) {
        const norm_name *a = encode_kind(&t, rows[i].a, rows[i].lang_a, NORM_KIND_PERSON);
        const norm_name *b = encode_kind(&t, rows[i].b, rows[i].lang_b, NORM_KIND_PERSON);
        nrm_alignment found;
        bool is_known;

        nrm_align(&t.model->costs, a, b, &found);
        is_known = found.count == 1 && found.items[0].how == NRM_HOW_CLUSTER;
        cr_expect_eq(is_known, rows[i].is_known, "%s, %s", rows[i].a, rows[i].b);
    }
    close_builtin(&t);
}
