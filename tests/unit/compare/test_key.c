/* unit/compare/test_key.c - names that differ only in spelling convention share a key.
 * SPDX-License-Identifier: MIT */
#include "builtin.h"

#include <stdlib.h>

static norm_str key_of(builtin *t, const char *text, const char *lang)
{
    norm_error err = {.message = ""};
    norm_str key;

    cr_assert_eq(norm_key(t->ctx, norm_str_from(text), norm_str_from(lang), &key, &err), NORM_OK,
                 "%s: %s", text, err.message);
    return key;
}

Test(key, spellings_of_a_name_share_it)
{
    static const struct {
        const char *const names[10];
        const char *why;
    } rows[] = {
        {{"Eraskh", "Yeraskh", "Ерасх", "Երասխ", "Ərəsx", "ერასხი", "ERASKH"},
         "language, romanization, case"},
        {{"Dzhermuk", "Jermuk", "Джермук", "Ջերմուկ", "Cermuk"}, "digraphs"},
        {{"Verin Artik", "Upper Artik", "Верхний Артик", "Վերին Արթիկ", "Yuxarı Artik",
          "Artik Verin"},
         "words of one meaning, in any order"},
        {{"Yeraskh", "village of Yeraskh", "село Ерасх", "Երասխ գյուղ"}, "words for a village"},
        {{"Romashka", "ООО Ромашка", "Romashka LLC", "«Ромашка»"}, "legal forms, quotes"},
        {{"Ter-Petrosyan", "Ter Petrosyan", "Terpetrosyan", "Տեր-Պետրոսյան"}, "hyphen and space"},
        {{"Анна", "Ана", "Anna", "Աննա"}, "double letters"},
        {{"Шуша", "\xD0\xA8\x79ш\x61", "Shusha", "Şuşa", "Շուշա"}, "look-alike letters"},
        {{"  Нор\xC2\xA0 Артик", "нор-артик", "New Artik"}, "blanks, case"},
        {{"2-й Артик", "2-ое Артик"}, "ordinals"},
    };
    builtin t;
    size_t i;
    size_t k;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_LEN(rows); i++) {
        norm_str first = key_of(&t, rows[i].names[0], "");

        for (k = 1; k < NRM_LEN(rows[i].names) && rows[i].names[k] != NULL; k++) {
            norm_str other = key_of(&t, rows[i].names[k], "");

            cr_expect(nrm_str_eq(first, other), "%s: %s %.*s, %s %.*s", rows[i].why,
                      rows[i].names[0], (int)first.len, first.ptr, rows[i].names[k], (int)other.len,
                      other.ptr);
        }
    }
    close_builtin(&t);
}

Test(key, other_names_have_others)
{
    static const char *const rows[][2] = {
        {"Yeraskh", "Yeraskhahun"}, {"Verin Artik", "Nerkin Artik"},
        {"Artik", "Verin Artik"},   {"Artik 1", "Artik 2"},
        {"Baku", "Yerevan"},        {"Lake Sevan", "Sevan river"},
        {"Artik", "Martik"},        {"Mets Tagher", "Tagher"},
        {"漢字", "Tbilisi"},
    };
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_LEN(rows); i++)
        cr_expect_not(nrm_str_eq(key_of(&t, rows[i][0], ""), key_of(&t, rows[i][1], "")), "%s, %s",
                      rows[i][0], rows[i][1]);
    close_builtin(&t);
}

Test(key, forms)
{
    static const struct {
        const char *text, *lang, *want;
    } rows[] = {
        {"Yeraskh", "en", "ARSK"},
        {"Верин Артик", "ru", "ARTK-upper"},
        {"Верин", "ru", "VRN"},
        {"Artik 12", "en", "ARTK-12"},
        {"12", "en", "12"},
        {"", "", ""},
        {"?!", "", ""},
        {"Cəbrayıl", "az", "JPRL"},
        {"Cəbrayıl", "und-Latn", "JPRL"},
    };
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_LEN(rows); i++) {
        norm_str key = key_of(&t, rows[i].text, rows[i].lang);

        cr_expect(nrm_str_eq_c(key, rows[i].want), "%s: %.*s, not %s", rows[i].text, (int)key.len,
                  key.ptr, rows[i].want);
    }
    close_builtin(&t);
}

Test(key, is_ascii_and_the_same_every_time)
{
    uint64_t state = 71;
    builtin t;
    size_t i;
    size_t k;

    open_builtin(&t, NULL);
    for (i = 0; i < 2000; i++) {
        real_name name;
        norm_str key;

        random_name(&state, &name);
        key = key_of(&t, name.text, name.lang);
        for (k = 0; k < key.len; k++)
            cr_assert(key.ptr[k] > ' ' && key.ptr[k] < 0x7f, "%s", name.text);
        cr_assert(nrm_str_eq(key, key_of(&t, name.text, name.lang)), "%s", name.text);
        norm_ctx_reset(t.ctx);
    }
    close_builtin(&t);
}

Test(key, hostile_text)
{
    char *huge = malloc(HUGE_TEXT);
    hostile_text rows[HOSTILE_TEXTS];
    builtin t;
    size_t i;

    cr_assert_not_null(huge);
    hostile_texts(huge, rows);
    open_builtin(&t, NULL);
    for (i = 0; i < HOSTILE_TEXTS; i++) {
        norm_str key = {NULL, 1};

        cr_expect_eq(norm_key(t.ctx, rows[i].text, norm_str_from(""), &key, NULL), rows[i].want,
                     "%s", rows[i].why);
    }
    cr_expect_eq(norm_key(t.ctx, norm_str_from("x"), norm_str_from(""), NULL, NULL), NORM_E_ARG);
    cr_expect_eq(norm_key(NULL, norm_str_from("x"), norm_str_from(""), &rows[0].text, NULL),
                 NORM_E_ARG);
    close_builtin(&t);
    free(huge);
}

Test(key, out_of_memory_at_any_request)
{
    size_t fail_at = 0;
    bool refused;

    do {
        alloc_probe probe;
        builtin t;
        norm_str key = {NULL, 0};
        norm_status status;

        alloc_probe_init(&probe, 0);
        open_builtin(&t, &probe.hook);
        probe.fail_count = 1;
        probe.fail_at = probe.calls + ++fail_at;
        status = norm_key(t.ctx, norm_str_from("  Верин  Артик"), norm_str_from(""), &key, NULL);
        refused = probe.refused > 0;
        cr_expect_eq(status, refused ? NORM_E_NOMEM : NORM_OK, "request %zu", fail_at);
        cr_expect_eq(key.len > 0, !refused, "request %zu", fail_at);
        close_builtin(&t);
        cr_expect(alloc_probe_clean(&probe), "request %zu", fail_at);
    } while (refused);
    cr_expect_gt(fail_at, 1);
}
