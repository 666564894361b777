/* unit/index/test_keys.c - spellings of one name share a key, and most other names do not.
 * SPDX-License-Identifier: MIT */
#include "fixture.h"

#include "index/keys.h"

typedef struct pair {
    const char *a, *lang_a, *b, *lang_b, *why;
} pair;

static const pair together[] = {
    {"Yeraskh", "en", "Ерасх", "ru", "two scripts"},
    {"Երասխ", "hy", "Ərəsx", "az", "two scripts"},
    {"Caycilar", "", "Çaycılar", "tr", "letters without marks: c is ç"},
    {"KUCUKORHAN", "", "Küçükorhan", "tr", "capitals without marks"},
    {"Balakən", "az", "Balaken", "", "schwa written as e"},
    {"Երեւան", "hy", "Երևան", "hy", "yew in two letters"},
    {"Konakh-Kent", "", "Qonaqkənd", "az", "a word for village, joined or not"},
    {"Molla-Isakhly", "", "Mollaisaqlı", "az", "two words or one"},
    {"Kodıcak", "", "Kodurcak", "tr", "one consonant more, and c is c or ç"},
    {"беки", "ru", "bechi", "it", "two consonants, one of which is ambiguous"},
    {"Ваня", "ru", "Бания", "ru", "b and v are one class"},
    {"village of Yeraskh", "en", "Երասխ", "hy", "a word that is not the name"},
    {"Petrosyan Arsen", "en", "Арсен Петросян", "ru", "words in another order"},
    {"Moskau", "de", "Москва", "ru", "a known place"},
    {"Саудовская Аравия", "ru", "السعودية", "ar", "a known place of two words"},
    {"Посольство Грузии", "ru", "საქართველოს საელჩო", "ka", "a known place beside other words"},
};

static const pair apart[] = {
    {"Yeraskh", "en", "Tbilisi", "en", "nothing in common"},
    {"Գյումրի", "hy", "Stepanakert", "en", "nothing in common"},
    {"Wien", "de", "Москва", "ru", "two known places"},
    {"village of Baku", "en", "village of Goris", "en", "the same word for village only"},
};

static bool share_a_key(const norm_model *model, const pair *p)
{
    nrm_arena arena;
    const norm_name *names[2];
    nrm_key keys[2][NRM_KEYS];
    size_t counts[2];
    size_t i;
    size_t k;
    bool shared = false;

    nrm_arena_init(&arena, NULL);
    for (i = 0; i < 2; i++) {
        norm_str text = norm_str_from(i == 0 ? p->a : p->b);
        norm_str lang = norm_str_from(i == 0 ? p->lang_a : p->lang_b);

        cr_assert_eq(
            nrm_encode(&model->encoder, &arena, text, lang, NORM_KIND_ANY, &names[i], NULL),
            NORM_OK);
        counts[i] = nrm_keys_of(&model->alphabet, names[i], keys[i]);
    }
    for (i = 0; i < counts[0]; i++) {
        for (k = 0; k < counts[1]; k++)
            shared = shared || keys[0][i].hash == keys[1][k].hash;
    }
    nrm_arena_dispose(&arena);
    return shared;
}

Test(keys, bring_spellings_of_a_name_together)
{
    norm_model *model = open_model(NULL);
    size_t i;

    for (i = 0; i < NRM_LEN(together); i++)
        cr_expect(share_a_key(model, &together[i]), "%s, %s: %s", together[i].a, together[i].b,
                  together[i].why);
    norm_model_close(model);
}

Test(keys, keep_other_names_apart)
{
    norm_model *model = open_model(NULL);
    size_t i;

    for (i = 0; i < NRM_LEN(apart); i++)
        cr_expect_not(share_a_key(model, &apart[i]), "%s, %s: %s", apart[i].a, apart[i].b,
                      apart[i].why);
    norm_model_close(model);
}

static const pair acronyms[] = {
    {"РЖД", "ru", "ОАО «Российские железные дороги»", "ru", "a phrase of the dictionary"},
    {"ЗКМК", "ru", "Zangezur Copper Molybdenum Combine CJSC", "en", "two scripts"},
    {"RZhD", "und-Latn", "Российские железные дороги", "ru", "two letters for one"},
    {"ԵՊՀ", "hy", "Երևանի պետական համալսարան", "hy", "a vowel"},
    {"МГУ", "ru", "Московский государственный университет имени Ломоносова", "ru", "words behind"},
    {"ОБСЕ", "ru", "Организация по безопасности и сотрудничеству в Европе", "ru", "small words"},
    {"CIS", "en", "Commonwealth of Independent States", "en", "a letter with two readings"},
};

static const pair no_acronyms[] = {
    {"UN", "en", "United Nations", "en", "two letters lead to too many names"},
    {"РЖД", "ru", "РЖД", "ru", "the same acronym has keys of its sounds"},
    {"Yerevan State University", "en", "Ереванский строительный институт", "ru", "two names"},
    {"ГПЗ", "ru", "Газоперерабатывающий завод", "ru", "a letter without a word"},
};

/* Does a key of letters of the one lead to the other? */
static bool meet_by_letters(const norm_model *model, const pair *p)
{
    nrm_arena arena;
    const norm_name *a;
    const norm_name *b;
    nrm_key keys_a[NRM_KEYS];
    nrm_key keys_b[NRM_KEYS];
    size_t count_a;
    size_t count_b;
    size_t i;
    size_t k;
    bool meet = false;

    nrm_arena_init(&arena, NULL);
    cr_assert_eq(nrm_encode(&model->encoder, &arena, norm_str_from(p->a), norm_str_from(p->lang_a),
                            NORM_KIND_ORG, &a, NULL),
                 NORM_OK);
    cr_assert_eq(nrm_encode(&model->encoder, &arena, norm_str_from(p->b), norm_str_from(p->lang_b),
                            NORM_KIND_ORG, &b, NULL),
                 NORM_OK);
    count_a = nrm_keys_of(&model->alphabet, a, keys_a);
    count_b = nrm_keys_of(&model->alphabet, b, keys_b);
    for (i = 0; i < count_a; i++) {
        for (k = 0; k < count_b; k++)
            meet =
                meet || (keys_a[i].type == NRM_KEY_ACRONYM && keys_b[k].type == NRM_KEY_INITIALS &&
                         keys_a[i].hash == nrm_key_of_other_side(keys_b[k].hash));
    }
    nrm_arena_dispose(&arena);
    return meet;
}

Test(keys, of_letters_lead_from_an_acronym_to_names)
{
    norm_model *model = open_model(NULL);
    size_t i;

    for (i = 0; i < NRM_LEN(acronyms); i++)
        cr_expect(meet_by_letters(model, &acronyms[i]), "%s, %s: %s", acronyms[i].a, acronyms[i].b,
                  acronyms[i].why);
    for (i = 0; i < NRM_LEN(no_acronyms); i++)
        cr_expect_not(meet_by_letters(model, &no_acronyms[i]), "%s, %s: %s", no_acronyms[i].a,
                      no_acronyms[i].b, no_acronyms[i].why);
    norm_model_close(model);
}

Test(keys, of_any_name_fit_and_do_not_repeat)
{
    static const char *const texts[] = {
        "",
        "A",
        "- - -",
        "123",
        "ეეეეეეეეე",
        "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
        "Schtschschtschschtschschtschschtschschtschschtschschtschschtschschtsch",
    };
    norm_model *model = open_model(NULL);
    nrm_arena arena;
    size_t t;

    nrm_arena_init(&arena, NULL);
    for (t = 0; t < NRM_LEN(texts); t++) {
        const norm_name *name;
        nrm_key keys[NRM_KEYS];
        size_t count;
        size_t i;
        size_t k;

        cr_assert_eq(nrm_encode(&model->encoder, &arena, norm_str_from(texts[t]), norm_str_from(""),
                                NORM_KIND_ANY, &name, NULL),
                     NORM_OK);
        count = nrm_keys_of(&model->alphabet, name, keys);
        cr_expect_leq(count, NRM_KEYS);
        for (i = 0; i < count; i++) {
            for (k = 0; k < i; k++)
                cr_expect_neq(keys[i].hash, keys[k].hash, "%s: keys %zu and %zu", texts[t], i, k);
        }
    }
    nrm_arena_dispose(&arena);
    norm_model_close(model);
}

Test(keys, signatures_differ_by_the_sounds_that_differ)
{
    cr_expect_eq(nrm_signature_distance(0x123, 0x123), 0);
    cr_expect_eq(nrm_signature_distance(0x123, 0x321), 4);
    cr_expect_eq(nrm_signature_distance(0, 0xF00000000000000), 15);
}
