/* test_compile.c - what is wrong with a rule file is named with its line; damaged tables are safe.
 * SPDX-License-Identifier: MIT */
#include "fixture.h"

#include <stdlib.h>
#include <string.h>

#define CYRL  HEAD_OF("ru Cyrl", "Latn", "no") /* 6 lines */
#define BOTH  HEAD_OF("ru Cyrl", "Latn", "yes")
#define SOUND HEAD_OF("ru Cyrl", "Zsnd", "no")

typedef struct fault_row {
    const char *rules;
    uint32_t line;
    const char *part; /* of the message; NULL: no fault */
} fault_row;

static void expect_fault(nrm_arena *arena, size_t i, const fault_row *row)
{
    norm_error err = {.message = ""};
    norm_str section;
    norm_status status = compile_text(arena, row->rules, &section, &err);

    if (row->part == NULL) {
        cr_expect_eq(status, NORM_OK, "row %zu: %s", i, err.message);
        return;
    }
    cr_expect_neq(status, NORM_OK, "row %zu: %s", i, row->part);
    cr_expect_eq(err.line, row->line, "row %zu: line %u: %s", i, (unsigned)err.line, err.message);
    cr_expect(strncmp(err.message, "t/x.rules: ", 11) == 0 &&
                  strstr(err.message, row->part) != NULL,
              "row %zu: %s, not %s", i, err.message, row->part);
}

Test(compile, names_the_fault_and_its_line)
{
    static const fault_row rows[] = {
        {"", 1, "a head line is missing: system"},
        {"system x\ntitle X\nfrom ru Cyrl\nto Latn\n", 1, "a head line is missing: source"},
        {CYRL "system y\n", 7, "stands above already"},
        {CYRL "colour red\n", 7, "unknown keyword: colour"},
        {"from ru\n", 1, "`from` takes a language and a script"},
        {"reverse maybe\n", 1, "`reverse` is yes, no or with-marks"},
        {CYRL "а ->\n", 7, "no output"},
        {CYRL "а -> # nothing\n", 7, "no output"},
        {CYRL "а -> a b\n", 7, "a blank in the output is written \\s"},
        {CYRL "а -> a\\n\n", 7, "\\ may only stand in \\s"},
        {CYRL "а -> a / V\n", 7, "a context without the place"},
        {CYRL "а -> a / _\n", 7, "an empty context"},
        {CYRL "а -> a / V _\n", 7, "unknown class: V"},
        {CYRL "class v = а\n", 7, "a class is written"},
        {CYRL "class V =\n", 7, "without members"},
        {CYRL "class V = а\nclass V = о\n", 8, "of this name stands above"},
        {CYRL "same а\n", 7, "`same` is written"},
        {CYRL "drop\n", 7, "`drop` without letters"},
        {CYRL "drop ь\ndrop ь\n", 8, "of these letters stands above"},
        {CYRL "word аа -> a / # _\n", 7, "takes no context"},
        {CYRL "test а a\n", 7, "-> is missing"},
        {CYRL "А -> a\n", 7, "lower case: А"},
        {CYRL "а -> a\nа -> b\n", 8, "stands above: а"},
        {CYRL "а -> a / # _\n\nа -> b / # _\n", 9, "stands above: а"},
        {CYRL "class V = а о\nclass W = а\nе -> a / V _\nе -> b / W _\n", 10, "never wins: е"},
        {CYRL "drop ь\nь -> a\n", 8, "takes its letters away: ь"},
        {CYRL "same ё = е\nе -> e\nёе -> o\n", 9, "takes its letters away"},
        {CYRL "alphabet а б\nа -> a\n", 7, "no rule without a context: б"},
        {CYRL "alphabet а\nа -> a / # _\n", 7, "no rule without a context: а"},
        {CYRL "use other.rules\n", 7, "no such file beside this one: other.rules"},
        {CYRL "use x.rules\n", 7, "in a circle"},
        {CYRL "back a -> а\n", 7, "`back` without"},
        {SOUND "а -> ab\n", 7, "a sound is one symbol"},
        {SOUND "а -> q\n", 7, "does not list: q"},
        {CYRL "и\xCC\x86 -> j\n", 7, "not in NFC"},
        {CYRL "\xFF\n", 1, "not valid UTF-8"},
        {HEAD_OF("ru Cyrl", "Latn", "no") "also y, X\n", 0, NULL},
    };
    nrm_arena arena;
    size_t i;

    nrm_arena_init(&arena, NULL);
    for (i = 0; i < NRM_LEN(rows); i++)
        expect_fault(&arena, i, &rows[i]);
    nrm_arena_dispose(&arena);
}

Test(compile, use_takes_in_and_the_user_replaces)
{
    static const nrm_rule_file files[] = {
        {{"t/base.rules", 12},
         {"system b\ntitle B\nfrom ru Cyrl\nto Latn\nsource s\nclass V = а\nsame ё = е\n"
          "а -> a\nе -> 0\nе -> 1 / V _\nщ -> s\n",
          101}},
        {{"t/user.rules", 12},
         {"system u\ntitle U\nfrom ru Cyrl\nto Latn\nsource s\nuse base.rules\n"
          "same ё = ё\nе -> 2 / V _\nё -> o\n",
          95}},
    };
    nrm_rule_file named[2];
    nrm_arena arena;
    norm_str section;
    const nrm_systems *systems;
    norm_error err = {.message = ""};
    size_t i;

    nrm_arena_init(&arena, NULL);
    for (i = 0; i < 2; i++)
        named[i] = (nrm_rule_file){files[i].path, norm_str_from(files[i].bytes.ptr)};
    cr_assert_eq(nrm_systems_compile(&arena, named, 2, norm_str_from(SYMBOLS), &section, &err),
                 NORM_OK, "%s", err.message);
    cr_assert_eq(open_section(&arena, section, &systems, NULL), NORM_OK);
    expect_text(&arena, nrm_system_find(systems, norm_str_from("U")), false, "е ае ё щ",
                "0 a2 o s");
    expect_text(&arena, nrm_system_find(systems, norm_str_from("b")), false, "е ае ё", "0 a1 0");
    nrm_arena_dispose(&arena);
}

Test(compile, an_id_is_taken_once)
{
    nrm_rule_file files[] = {
        {norm_str_from("t/a.rules"), norm_str_from(CYRL)},
        {norm_str_from("t/b.rules"), norm_str_from("system y\nalso z, X\ntitle Y\nfrom ru Cyrl\n"
                                                   "to Latn\nsource s\n")}};
    nrm_arena arena;
    norm_error err = {.message = ""};
    norm_str section;

    nrm_arena_init(&arena, NULL);
    cr_expect_eq(nrm_systems_compile(&arena, files, 2, norm_str_from(SYMBOLS), &section, &err),
                 NORM_E_FORMAT);
    cr_expect_str_eq(err.message, "t/b.rules: the id X is taken by t/a.rules");
    nrm_arena_dispose(&arena);
}

Test(compile, finds_by_alias_and_suggests_the_nearest)
{
    nrm_rule_file file = {norm_str_from("t/a.rules"),
                          norm_str_from("system ru-Latn\nalso ru-bgn, old\ntitle Y\nfrom ru Cyrl\n"
                                        "to Latn\nsource s\nyear 1947\n")};
    nrm_arena arena;
    norm_str section;
    const nrm_systems *systems;
    const nrm_system *near[2];

    nrm_arena_init(&arena, NULL);
    cr_assert_eq(nrm_systems_compile(&arena, &file, 1, norm_str_from(SYMBOLS), &section, NULL),
                 NORM_OK);
    cr_assert_eq(open_section(&arena, section, &systems, NULL), NORM_OK);
    cr_expect_not_null(nrm_system_find(systems, norm_str_from("RU-BGN")));
    cr_expect_not_null(nrm_system_find(systems, norm_str_from("old")));
    cr_expect_null(nrm_system_find(systems, norm_str_from("ru-bg")));
    cr_expect_null(nrm_system_find(systems, norm_str_from("")));
    cr_expect_eq(nrm_system_suggest(systems, norm_str_from("ru-bg"), near, 2), 1);
    cr_expect(nrm_str_eq_c(nrm_system_head_of(near[0])->year, "1947"));
    nrm_arena_dispose(&arena);
}

/* Opens damaged bytes, in memory of just their size, so that ASan sees any read past them; what
 * opens must run. */
static bool survives(const char *bytes, size_t size)
{
    static const char text[] = "Щаа՞ еа’щ ОУе bа";
    nrm_blob_part part = {"SYST", {bytes, size}};
    nrm_arena arena;
    nrm_blob blob;
    norm_str whole;
    char *exact;
    const nrm_systems *systems = NULL;
    bool opened;

    nrm_arena_init(&arena, NULL);
    cr_assert_eq(nrm_blob_build(&arena, &part, 1, &whole, NULL), NORM_OK);
    exact = malloc(whole.len);
    cr_assert_not_null(exact);
    memcpy(exact, whole.ptr, whole.len);
    cr_assert_eq(nrm_blob_open(exact, whole.len, &blob, NULL), NORM_OK);
    opened = nrm_systems_open(&blob, &arena, &systems, NULL) == NORM_OK;
    if (opened && nrm_systems_count(systems) > 0) {
        const nrm_system *x = nrm_systems_at(systems, 0);
        norm_str out;
        nrm_spans spans;

        (void)nrm_translit(&arena, x, norm_str_from(text), false, &out, &spans, NULL);
        (void)nrm_translit(&arena, x, norm_str_from("shchAA"), true, &out, NULL, NULL);
    }
    nrm_arena_dispose(&arena);
    free(exact);
    return opened;
}

Test(compile, damaged_sections_are_refused_or_harmless, .timeout = 100)
{
    static const char rules[] = BOTH
        "class V = а оу\ndrop ՞\nsame ёё = е\nа -> a\nе -> e\nе -> ye / V _ !V\nо -> o\nу -> u\n"
        "щ -> shch / # _\nщ -> sc\nб -> b / аа _\nword еа -> ea\n";
    nrm_arena arena;
    norm_str section;
    char *copy;
    size_t i;

    nrm_arena_init(&arena, NULL);
    cr_assert_eq(compile_text(&arena, rules, &section, NULL), NORM_OK);
    copy = malloc(section.len);
    cr_assert_not_null(copy);
    memcpy(copy, section.ptr, section.len);
    cr_expect(survives(copy, section.len));
    for (i = 0; i < section.len; i++)
        cr_expect(!survives(copy, i), "cut at %zu of %zu", i, section.len);
    for (i = 0; i < section.len; i++) {
        copy[i] = (char)(copy[i] ^ 0x01);
        (void)survives(copy, section.len);
        copy[i] = (char)(copy[i] ^ 0xFE);
        (void)survives(copy, section.len);
        copy[i] = (char)(copy[i] ^ 0xFF);
    }
    free(copy);
    nrm_arena_dispose(&arena);
}
