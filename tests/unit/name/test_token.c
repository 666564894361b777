/* unit/name/test_token.c - what the words of a name are, in eight languages.
 * SPDX-License-Identifier: MIT */
#include "fixture.h"

#include <libnorm/norm.h>

#include <stdlib.h>

#include "api/internal.h"
#include "base/buf.h"

typedef struct role_row {
    const char *text, *lang;
    norm_kind kind;
    const char *want; /* a letter for the role, a colon and the word, of each word */
} role_row;

/* w word, g generic, k kind, m meaning, n number, i initial, p patronymic, o oglu, q particle,
 * T title, s suffix, l legal form, f function word */
static const char role_letters[] = "wgkmnipoqTslf";

static const role_row rows[] = {
    {"село Ерасх", "ru", NORM_KIND_PLACE, "g:село w:Ерасх"},
    {"с. Ерасх", "ru", NORM_KIND_PLACE, "g:с w:Ерасх"},
    {"Ерасх, Араратская область", "ru", NORM_KIND_PLACE, "w:Ерасх w:Араратская g:область"},
    {"Верхний Артик", "ru", NORM_KIND_PLACE, "m:Верхний w:Артик"},
    {"Нижняя Мактара", "ru", NORM_KIND_PLACE, "m:Нижняя w:Мактара"},
    {"озеро Севан", "ru", NORM_KIND_PLACE, "k:озеро w:Севан"},
    {"2-й Артик", "ru", NORM_KIND_PLACE, "m:2-й w:Артик"},
    {"Артик 2", "ru", NORM_KIND_PLACE, "w:Артик n:2"},
    {"Нор-Артик", "ru", NORM_KIND_PLACE, "m:Нор w:Артик"},
    {"Село", "ru", NORM_KIND_PLACE, "w:Село"},
    {"Иванов Иван Иванович", "ru", NORM_KIND_PERSON, "w:Иванов w:Иван p:Иванович"},
    {"Иванов И. И.", "ru", NORM_KIND_PERSON, "w:Иванов i:И i:И"},
    {"А. С. Пушкин", "ru", NORM_KIND_PERSON, "i:А i:С w:Пушкин"},
    {"Алиев Вагиф Мамед оглы", "ru", NORM_KIND_PERSON, "w:Алиев w:Вагиф p:Мамед o:оглы"},
    {"доктор Петров", "ru", NORM_KIND_PERSON, "T:доктор w:Петров"},
    {"Мария Ивановна Петрова", "ru", NORM_KIND_PERSON, "w:Мария p:Ивановна w:Петрова"},
    {"ООО «Ромашка»", "ru", NORM_KIND_ORG, "l:ООО w:Ромашка"},
    {"ЗАО Лукойл", "ru", NORM_KIND_ORG, "l:ЗАО w:Лукойл"},
    {"Երասխ գյուղ", "hy", NORM_KIND_PLACE, "w:Երասխ g:գյուղ"},
    {"Վերին Արթիկ", "hy", NORM_KIND_PLACE, "m:Վերին w:Արթիկ"},
    {"Մեծ Թաղեր", "hy", NORM_KIND_PLACE, "m:Մեծ w:Թաղեր"},
    {"Սևանա լիճ", "hy", NORM_KIND_PLACE, "w:Սևանա k:լիճ"},
    {"Վազգեն Սերժի Սարգսյան", "hy", NORM_KIND_PERSON, "w:Վազգեն p:Սերժի w:Սարգսյան"},
    {"Ա. Սարգսյան", "hy", NORM_KIND_PERSON, "i:Ա w:Սարգսյան"},
    {"«Զվարթնոց» ՍՊԸ", "hy", NORM_KIND_ORG, "w:Զվարթնոց l:ՍՊԸ"},
    {"Ərəsx kəndi", "az", NORM_KIND_PLACE, "w:Ərəsx g:kəndi"},
    {"Yuxarı Qarabağ", "az", NORM_KIND_PLACE, "m:Yuxarı w:Qarabağ"},
    {"Kəlbəcər rayonu", "az", NORM_KIND_PLACE, "w:Kəlbəcər g:rayonu"},
    {"Əliyev Vaqif Məmməd oğlu", "az", NORM_KIND_PERSON, "w:Əliyev w:Vaqif p:Məmməd o:oğlu"},
    {"Əliyeva Leyla Heydər qızı", "az", NORM_KIND_PERSON, "w:Əliyeva w:Leyla p:Heydər o:qızı"},
    {"Azneft MMC", "az", NORM_KIND_ORG, "w:Azneft l:MMC"},
    {"სოფელი ერასხი", "ka", NORM_KIND_PLACE, "g:სოფელი w:ერასხი"},
    {"ზემო ქართლი", "ka", NORM_KIND_PLACE, "m:ზემო w:ქართლი"},
    {"პატარა ლიახვი", "ka", NORM_KIND_PLACE, "m:პატარა w:ლიახვი"},
    {"გიორგი მარგველაშვილი", "ka", NORM_KIND_PERSON, "w:გიორგი w:მარგველაშვილი"},
    {"შპს ვარდი", "ka", NORM_KIND_ORG, "l:შპს w:ვარდი"},
    {"Akyaka Mahallesi", "tr", NORM_KIND_PLACE, "w:Akyaka g:Mahallesi"},
    {"Kars ili", "tr", NORM_KIND_PLACE, "w:Kars g:ili"},
    {"Van Gölü", "tr", NORM_KIND_PLACE, "w:Van k:Gölü"},
    {"Village of Yeraskh", "en", NORM_KIND_PLACE, "g:Village of w:Yeraskh"},
    {"Upper Artik", "en", NORM_KIND_PLACE, "m:Upper w:Artik"},
    {"Lake Sevan", "en", NORM_KIND_PLACE, "k:Lake w:Sevan"},
    {"Artik II", "en", NORM_KIND_PLACE, "w:Artik n:II"},
    {"Mr. John Smith Jr.", "en", NORM_KIND_PERSON, "T:Mr w:John w:Smith s:Jr"},
    {"J. R. R. Tolkien", "en", NORM_KIND_PERSON, "i:J i:R i:R w:Tolkien"},
    {"Ludwig van Beethoven", "en", NORM_KIND_PERSON, "w:Ludwig q:van w:Beethoven"},
    {"Nicholas II", "en", NORM_KIND_PERSON, "w:Nicholas n:II"},
    {"Zh. Petrosyan", "en", NORM_KIND_PERSON, "i:Zh w:Petrosyan"},
    {"Acme LLC", "en", NORM_KIND_ORG, "w:Acme l:LLC"},
    {"Acme Ltd.", "en", NORM_KIND_ORG, "w:Acme l:Ltd"},
    {"Bank of America", "en", NORM_KIND_ORG, "k:Bank of w:America"},
    {"Dr. Smith", "en", NORM_KIND_ANY, "T:Dr w:Smith"},
    {"Yeraskh village", "", NORM_KIND_PLACE, "w:Yeraskh g:village"},
    {"Yeraskh kend", "und-Latn", NORM_KIND_PLACE, "w:Yeraskh g:kend"},
    {"26", "en", NORM_KIND_PLACE, "n:26"},
    {"26 Commissars", "en", NORM_KIND_PLACE, "n:26 w:Commissars"},
    {"Верхній Артик", "uk", NORM_KIND_PLACE, "m:Верхній w:Артик"},
    {"روستای ایراسخ", "fa", NORM_KIND_PLACE, "g:روستای w:ایراسخ"},
    {"O'Brien", "en", NORM_KIND_PLACE, "w:O'Brien"},
};

static norm_str render(nrm_arena *arena, const nrm_tokens *tokens, const char *text)
{
    nrm_buf buf;
    norm_str out;
    size_t i;

    nrm_buf_init(&buf, arena);
    for (i = 0; i < tokens->count; i++) {
        const nrm_token *token = &tokens->items[i];

        if (i > 0)
            nrm_buf_add_byte(&buf, ' ');
        nrm_buf_add_byte(&buf, role_letters[token->role]);
        nrm_buf_add_byte(&buf, ':');
        nrm_buf_add(&buf, nrm_str_slice(norm_str_from(text), token->begin, token->end));
    }
    cr_assert_eq(nrm_buf_finish(&buf, &out, NULL), NORM_OK);
    return out;
}

static void check_rows(const nrm_names *names, const role_row *all, size_t count)
{
    static nrm_tokens tokens;
    nrm_arena arena;
    size_t i;

    nrm_arena_init(&arena, NULL);
    for (i = 0; i < count; i++) {
        norm_str got;

        nrm_tokenize(names, norm_str_from(all[i].text), norm_str_from(all[i].lang), all[i].kind,
                     &tokens);
        got = render(&arena, &tokens, all[i].text);
        cr_expect(nrm_str_eq_c(got, all[i].want), "%s (%s): %.*s, not %s", all[i].text, all[i].lang,
                  (int)got.len, got.ptr, all[i].want);
    }
    nrm_arena_dispose(&arena);
}

Test(token, words_of_the_built_in_tables)
{
    norm_model *model;

    cr_assert_eq(norm_model_open_builtin(NULL, &model, NULL), NORM_OK);
    check_rows(&model->names, rows, NRM_LEN(rows));
    norm_model_close(model);
}

/* ---- the rules, on a small dictionary ---- */

typedef struct small {
    nrm_arena arena;
    nrm_names names;
    nrm_tokens tokens;
} small;

static small *open_rules(void)
{
    small *s = malloc(sizeof *s);

    cr_assert_not_null(s);
    nrm_arena_init(&s->arena, NULL);
    open_small(&s->arena, &s->names);
    return s;
}

static void close_rules(small *s)
{
    nrm_arena_dispose(&s->arena);
    free(s);
}

static const nrm_tokens *tokenize(small *s, const char *text, const char *lang, norm_kind kind)
{
    nrm_tokenize(&s->names, norm_str_from(text), norm_str_from(lang), kind, &s->tokens);
    return &s->tokens;
}

Test(token, rules)
{
    static const role_row all[] = {
        {"с. Ерасх", "ru", NORM_KIND_PLACE, "g:с w:Ерасх"},
        {"с Ерасх", "ru", NORM_KIND_PLACE, "w:с w:Ерасх"},   /* с. counts with its dot only */
        {"С. Ерасх", "ru", NORM_KIND_PERSON, "i:С w:Ерасх"}, /* nor in names of people */
        {"Երասխ գյուղ", "hy", NORM_KIND_PLACE, "w:Երասխ g:գյուղ"},
        {"գյուղ Երասխ", "hy", NORM_KIND_PLACE, "w:գյուղ w:Երասխ"}, /* a word for behind */
        {"Village of Yeraskh", "en", NORM_KIND_PLACE, "g:Village of w:Yeraskh"},
        {"Yeraskh village", "en", NORM_KIND_PLACE, "w:Yeraskh g:village"},
        {"село", "ru", NORM_KIND_PLACE, "w:село"}, /* something must be the name */
        {"Mr", "en", NORM_KIND_PERSON, "w:Mr"},
        {"Mr Dr. Jr", "en", NORM_KIND_PERSON, "w:Mr w:Dr w:Jr"},
        {"Mr Lake", "en", NORM_KIND_PERSON, "T:Mr w:Lake"},      /* a family name too */
        {"Mr Romashka", "en", NORM_KIND_ORG, "w:Mr w:Romashka"}, /* roles of another kind */
        {"L.L.C. Romashka", "en", NORM_KIND_ORG, "l:L.L.C w:Romashka"},
        {"12 Lake Sevan", "en", NORM_KIND_PLACE, "n:12 k:Lake w:Sevan"},
        {"1-й Артик", "ru", NORM_KIND_PLACE, "n:1-й w:Артик"},
        {"12345678901 Sevan", "en", NORM_KIND_PLACE, "w:12345678901 w:Sevan"}, /* too large */
        {"Артик, 3-я", "ru", NORM_KIND_PLACE, "w:Артик n:3-я"},
        {"Artik XIV", "en", NORM_KIND_PLACE, "w:Artik n:XIV"},
        {"Artik xiv", "en", NORM_KIND_PLACE, "w:Artik w:xiv"},
        {"XIV", "en", NORM_KIND_PLACE, "w:XIV"},
        {"Иван Петрович Попов", "ru", NORM_KIND_PERSON, "w:Иван p:Петрович w:Попов"},
        {"Иван Петрович", "ru", NORM_KIND_PERSON, "w:Иван w:Петрович"}, /* a family name too */
        {"Иван Петрович Попов", "ru", NORM_KIND_PLACE, "w:Иван w:Петрович w:Попов"},
        {"Vaqif Ramiz oğlu", "az", NORM_KIND_PERSON, "w:Vaqif p:Ramiz o:oğlu"},
    };
    small *s = open_rules();

    check_rows(&s->names, all, NRM_LEN(all));
    close_rules(s);
}

Test(token, letters_and_where_they_stand)
{
    small *s = open_rules();
    const nrm_tokens *t = tokenize(s, "  Нор-ÇAY 042 O’Brien", "", NORM_KIND_PLACE);

    cr_assert_eq(t->count, 4);
    cr_expect_eq(t->items[0].begin, 2);
    cr_expect_eq(t->items[0].end, 8);
    cr_expect_eq(t->items[0].script, NRM_SCRIPT_CYRL);
    cr_expect(t->items[1].joined && !t->items[0].joined && !t->items[2].joined, "a hyphen");
    cr_expect_eq(t->items[1].script, NRM_SCRIPT_LATN);
    cr_expect_eq(t->cps[t->items[1].cp_begin], 0xE7, "lower case");
    cr_expect_eq(t->offsets[t->items[1].cp_begin], 9);
    cr_expect_eq(t->items[3].cp_end - t->items[3].cp_begin, 7, "an apostrophe inside a word");
    t = tokenize(s, "IĞDIR", "az", NORM_KIND_PLACE);
    cr_expect_eq(t->cps[0], 0x131, "I is ı in Azerbaijani");
    t = tokenize(s, "IGDIR", "en", NORM_KIND_PLACE);
    cr_expect_eq(t->cps[0], 'i');
    close_rules(s);
}

Test(token, numbers)
{
    static const struct {
        const char *text;
        uint32_t want;
    } numbers[] = {{"Artik 042", 42}, {"Artik 4294967295", 4294967295U},
                   {"Artik 2nd", 2},  {"Artik XXXIX", 39},
                   {"Artik IX", 9},   {"Artik IV", 4},
                   {"Artik ٣", 3}};
    small *s = open_rules();
    size_t i;

    for (i = 0; i < NRM_LEN(numbers); i++) {
        const nrm_tokens *t = tokenize(s, numbers[i].text, "en", NORM_KIND_PLACE);

        cr_assert_eq(t->count, 2, "%s", numbers[i].text);
        cr_expect_eq(t->items[1].role, NRM_ROLE_NUMBER, "%s", numbers[i].text);
        cr_expect_eq(t->items[1].number, numbers[i].want, "%s: %u", numbers[i].text,
                     (unsigned)t->items[1].number);
    }
    close_rules(s);
}

Test(token, senses_groups_and_genders)
{
    small *s = open_rules();
    const nrm_tokens *t = tokenize(s, "Upper Lower Верхняя", "", NORM_KIND_PLACE);

    cr_expect_neq(t->items[0].sense, 0);
    cr_expect_eq(t->items[2].sense, t->items[0].sense);
    cr_expect_neq(t->items[1].sense, t->items[0].sense);
    cr_expect_eq(t->items[1].group, t->items[0].group);
    t = tokenize(s, "Иван Петровна Попова", "ru", NORM_KIND_PERSON);
    cr_assert_eq(t->items[1].role, NRM_ROLE_PATRONYMIC);
    cr_expect_eq(t->items[1].gender, 'f');
    t = tokenize(s, "Mary Smith", "en", NORM_KIND_PERSON);
    cr_expect_eq(t->items[0].gender, 'f');
    close_rules(s);
}

/* Any text gives words that lie in it, in order; what has no room is cut and said. */
Test(token, hostile_text)
{
    static const char *const texts[] = {
        "",     "   ",           "-",       "--''-...", "’’’",        "a’’’",         "\xCC\x81",
        "-a-b", "1-2-3-4-5-6-7", "А.Б.В.Г", "..a..",    "a\x01\x02z", "\xEF\xBF\xBF", "XXXXXXXXXX"};
    small *s = open_rules();
    char *large = malloc(20001);
    size_t i;
    size_t k;

    cr_assert_not_null(large);
    for (i = 0; i < 20000; i++)
        large[i] = "ab c-d.1'"[i * i % 9];
    large[20000] = '\0';
    for (i = 0; i <= NRM_LEN(texts); i++) {
        const char *text = i < NRM_LEN(texts) ? texts[i] : large;
        const nrm_tokens *t = tokenize(s, text, "", NORM_KIND_ANY);

        cr_assert_leq(t->count, NRM_TOKENS);
        cr_assert_leq(t->cp_count, NRM_NAME_LETTERS);
        cr_expect_eq(t->cut, text == large, "text %zu", i);
        for (k = 0; k < t->count; k++) {
            const nrm_token *token = &t->items[k];

            cr_expect(token->begin < token->end && token->end <= strlen(text), "text %zu", i);
            cr_expect(k == 0 || token->begin >= t->items[k - 1].end, "text %zu", i);
            cr_expect(token->cp_begin < token->cp_end && token->cp_end <= t->cp_count, "text %zu",
                      i);
            cr_expect_lt(token->role, NRM_ROLES);
        }
    }
    free(large);
    close_rules(s);
}
