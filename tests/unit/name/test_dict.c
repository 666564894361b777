/* unit/name/test_dict.c - the dictionary of names: what a word is, and what is refused.
 * SPDX-License-Identifier: MIT */
#include "fixture.h"

#include "support/alloc_probe.h"

/* The only entry of a word. */
static nrm_entry entry_of(const nrm_names *names, const char *word)
{
    size_t first = 0;

    cr_assert_eq(nrm_names_find(names, hash_of(word), &first), 1, "%s", word);
    return nrm_names_entry(names, first);
}

static bool is_sense(const nrm_names *names, uint16_t sense, const char *want)
{
    return sense < names->sense_count && nrm_str_eq_c(names->senses[sense], want);
}

Test(dict, words_are_what_their_file_says)
{
    static const struct {
        const char *word;
        nrm_role role;
        nrm_side side;
        norm_kind kind;
        const char *sense;
    } rows[] = {
        {"село", NRM_ROLE_GENERIC, NRM_SIDE_BOTH, NORM_KIND_PLACE, "village"},
        {"գյուղ", NRM_ROLE_GENERIC, NRM_SIDE_AFTER, NORM_KIND_PLACE, "village"},
        {"village of", NRM_ROLE_GENERIC, NRM_SIDE_BEFORE, NORM_KIND_PLACE, "village"},
        {"lake", NRM_ROLE_KIND, NRM_SIDE_BOTH, NORM_KIND_PLACE, "lake"},
        {"верхняя", NRM_ROLE_MEANING, NRM_SIDE_BOTH, NORM_KIND_ANY, "upper"},
        {"mr", NRM_ROLE_TITLE, NRM_SIDE_BOTH, NORM_KIND_PERSON, ""},
        {"von", NRM_ROLE_PARTICLE, NRM_SIDE_BOTH, NORM_KIND_PERSON, ""},
        {"oğlu", NRM_ROLE_PATRONYM_MARK, NRM_SIDE_BOTH, NORM_KIND_PERSON, ""},
        {"jr", NRM_ROLE_SUFFIX, NRM_SIDE_BOTH, NORM_KIND_PERSON, ""},
        {"ооо", NRM_ROLE_LEGAL, NRM_SIDE_BOTH, NORM_KIND_ORG, "llc"},
        {"l l c", NRM_ROLE_LEGAL, NRM_SIDE_BOTH, NORM_KIND_ORG, "llc"},
        {"of", NRM_ROLE_STOP, NRM_SIDE_BOTH, NORM_KIND_ANY, ""},
        {"john", NRM_ROLE_WORD, NRM_SIDE_BOTH, NORM_KIND_PERSON, ""},
    };
    nrm_arena arena;
    nrm_names names;
    size_t i;

    nrm_arena_init(&arena, NULL);
    open_small(&arena, &names);
    for (i = 0; i < NRM_LEN(rows); i++) {
        nrm_entry entry = entry_of(&names, rows[i].word);

        cr_expect_eq(entry.role, rows[i].role, "%s: %s", rows[i].word, nrm_role_name(entry.role));
        cr_expect_eq(entry.side, rows[i].side, "%s", rows[i].word);
        cr_expect_eq(entry.kind, rows[i].kind, "%s", rows[i].word);
        cr_expect(is_sense(&names, entry.sense, rows[i].sense), "%s", rows[i].word);
    }
    nrm_arena_dispose(&arena);
}

Test(dict, what_words_share)
{
    nrm_arena arena;
    nrm_names names;

    nrm_arena_init(&arena, NULL);
    open_small(&arena, &names);
    cr_expect_eq(entry_of(&names, "верхний").sense, entry_of(&names, "upper").sense);
    cr_expect_neq(entry_of(&names, "lower").sense, entry_of(&names, "upper").sense);
    cr_expect_eq(entry_of(&names, "lower").group, entry_of(&names, "upper").group);
    cr_expect_neq(entry_of(&names, "new").group, entry_of(&names, "upper").group);
    cr_expect_neq(entry_of(&names, "new").group, 0);
    cr_expect_eq(entry_of(&names, "հովհաննես").cluster, entry_of(&names, "ivan").cluster);
    cr_expect_eq(entry_of(&names, "jack").cluster, entry_of(&names, "john").cluster);
    cr_expect(entry_of(&names, "jack").diminutive && !entry_of(&names, "john").diminutive);
    cr_expect_neq(entry_of(&names, "mary").cluster, entry_of(&names, "john").cluster);
    cr_expect_eq(entry_of(&names, "mary").gender, 'f');
    cr_expect_eq(entry_of(&names, "вена").cluster, entry_of(&names, "vienna").cluster);
    cr_expect_eq(entry_of(&names, "грузия").cluster, entry_of(&names, "georgia").cluster);
    cr_expect_eq(entry_of(&names, "венский").cluster, entry_of(&names, "vienna").cluster);
    cr_expect_eq(entry_of(&names, "венский").kind, NORM_KIND_ORG);
    cr_expect_eq(entry_of(&names, "вена").kind, NORM_KIND_ANY);
    cr_expect_neq(entry_of(&names, "вена").cluster, entry_of(&names, "грузия").cluster);
    cr_expect(nrm_str_eq_c(nrm_names_place(&names, entry_of(&names, "вена").cluster), "vienna"));
    cr_expect_eq(nrm_names_place(&names, entry_of(&names, "john").cluster).len, 0, "no place");
    cr_expect_eq(nrm_names_place(&names, UINT16_MAX).len, 0, "no tag has this number");
    cr_expect(entry_of(&names, "с").dotted && !entry_of(&names, "село").dotted);
    cr_expect(entry_of(&names, "dr").dotted);
    nrm_arena_dispose(&arena);
}

Test(dict, a_word_that_is_not_there)
{
    static const char *const words[] = {"", "ерасх", "селo", "vill", "lake of"};
    nrm_arena arena;
    nrm_names names;
    size_t i;

    nrm_arena_init(&arena, NULL);
    open_small(&arena, &names);
    for (i = 0; i < NRM_LEN(words); i++) {
        size_t first;

        cr_expect_eq(nrm_names_find(&names, hash_of(words[i]), &first), 0, "%s", words[i]);
    }
    nrm_arena_dispose(&arena);
}

Test(dict, rows_fit_their_language_best)
{
    static const struct {
        const char *word, *lang;
        nrm_script script;
        nrm_lang_fit want;
    } rows[] = {
        {"село", "ru", NRM_SCRIPT_CYRL, NRM_FIT_SAME},
        {"село", "ru-petr1708", NRM_SCRIPT_CYRL, NRM_FIT_SAME},
        {"село", "uk", NRM_SCRIPT_CYRL, NRM_FIT_NEAR},    /* Russian and English words stand in */
        {"village", "az", NRM_SCRIPT_LATN, NRM_FIT_NEAR}, /* lists of any language */
        {"village", "ru", NRM_SCRIPT_CYRL, NRM_FIT_FOREIGN},
        {"oğlu", "az", NRM_SCRIPT_LATN, NRM_FIT_SAME},
        {"oğlu", "tr", NRM_SCRIPT_LATN, NRM_FIT_FOREIGN},
        {"oğlu", "", NRM_SCRIPT_LATN, NRM_FIT_NEAR},
        {"oğlu", "und", NRM_SCRIPT_LATN, NRM_FIT_NEAR},
        {"oğlu", "und-Latn", NRM_SCRIPT_LATN, NRM_FIT_NEAR},
        {"գյուղ", "hyw", NRM_SCRIPT_ARMN, NRM_FIT_NEAR},
        {"von", "hy-Latn", NRM_SCRIPT_LATN, NRM_FIT_NEAR},
    };
    nrm_arena arena;
    nrm_names names;
    size_t i;

    nrm_arena_init(&arena, NULL);
    open_small(&arena, &names);
    for (i = 0; i < NRM_LEN(rows); i++)
        cr_expect_eq(nrm_names_lang_fit(&names, entry_of(&names, rows[i].word).lang, 4,
                                        norm_str_from(rows[i].lang), rows[i].script),
                     rows[i].want, "%s in %s", rows[i].word, rows[i].lang);
    nrm_arena_dispose(&arena);
}

Test(dict, roles_have_names_that_differ)
{
    int i;
    int k;

    for (i = 0; i < NRM_ROLES; i++) {
        for (k = 0; k < i; k++)
            cr_expect_str_neq(nrm_role_name((nrm_role)i), nrm_role_name((nrm_role)k));
    }
}

Test(dict, a_fault_in_a_file_is_named_with_its_line)
{
    static const struct {
        const char *path, *bytes;
        uint32_t line;
        const char *part;
    } rows[] = {
        {"generic.tsv", GENERIC_HEAD "ru\tсело\tplace\tboth\tvillage\tdropped\n", 2, "strength"},
        {"x/person.tsv", "lang\tword\trole\nen\tmr\ttitle\nen\tdr\tmister\n", 3, "mister"},
        {"words.tsv", "lang\tword\nru\tсело\n", 1, "no such table"},
        {"places.tsv", "place\tkind\tlang\tnames\nge\tstate\ten\tgeorgia\n", 2, "state"},
        {"stop.tsv", "", 0, "stop.tsv"},
    };
    nrm_arena arena;
    size_t i;

    nrm_arena_init(&arena, NULL);
    for (i = 0; i < NRM_LEN(rows); i++) {
        nrm_names_file file = {norm_str_from(rows[i].path), norm_str_from(rows[i].bytes)};
        norm_error err = {.message = ""};
        norm_str section;

        cr_expect_eq(nrm_names_compile(&arena, &file, 1, &section, &err), NORM_E_FORMAT, "row %zu",
                     i);
        cr_expect(rows[i].line == 0 || err.line == rows[i].line, "row %zu: line %u", i,
                  (unsigned)err.line);
        cr_expect(strstr(err.message, rows[i].part) != NULL, "row %zu: %s", i, err.message);
    }
    nrm_arena_dispose(&arena);
}

/* Cut or changed bytes are refused, or are another dictionary: no look-up does harm. */
Test(dict, damaged_bytes_do_no_harm)
{
    static nrm_tokens tokens;
    nrm_arena arena;
    norm_str whole;
    size_t at;

    nrm_arena_init(&arena, NULL);
    whole = compile_small(&arena);
    for (at = 0; at < whole.len; at++) {
        nrm_arena local;
        nrm_names names;
        char *bytes = nrm_arena_alloc(&arena, whole.len, 1);

        nrm_arena_init(&local, NULL);
        cr_expect_eq(nrm_names_open(&local, nrm_reader_over(whole.ptr, at), &names, NULL),
                     NORM_E_FORMAT, "cut at %zu", at);
        memcpy(bytes, whole.ptr, whole.len);
        bytes[at] ^= (char)(1U << at % 8);
        if (nrm_names_open(&local, nrm_reader_over(bytes, whole.len), &names, NULL) == NORM_OK)
            nrm_tokenize(&names, norm_str_from("Mr Иван Петрович Иванов село Lake ООО"),
                         norm_str_from("ru"), NORM_KIND_ANY, &tokens);
        nrm_arena_dispose(&local);
    }
    nrm_arena_dispose(&arena);
}

Test(dict, out_of_memory_at_any_request)
{
    nrm_arena arena;
    norm_str section;
    size_t fail_at = 0;
    norm_status status;

    nrm_arena_init(&arena, NULL);
    section = compile_small(&arena);
    do {
        alloc_probe probe;
        nrm_arena tight;
        nrm_names names;

        alloc_probe_init(&probe, ++fail_at);
        nrm_arena_init(&tight, &probe.hook);
        status = nrm_names_open(&tight, nrm_reader_over(section.ptr, section.len), &names, NULL);
        cr_expect_eq(status, probe.refused > 0 ? NORM_E_NOMEM : NORM_OK);
        nrm_arena_dispose(&tight);
        cr_expect(alloc_probe_clean(&probe));
    } while (status != NORM_OK);
    nrm_arena_dispose(&arena);
}

Test(dict, compiling_out_of_memory_at_any_request)
{
    size_t fail_at = 0;
    norm_status status;

    do {
        nrm_names_file file = small_files[0];
        alloc_probe probe;
        nrm_arena tight;
        norm_str section;

        file.bytes = norm_str_from(file.bytes.ptr);
        alloc_probe_init(&probe, ++fail_at);
        nrm_arena_init(&tight, &probe.hook);
        status = nrm_names_compile(&tight, &file, 1, &section, NULL);
        cr_expect_eq(status, probe.refused > 0 ? NORM_E_NOMEM : NORM_OK, "request %zu", fail_at);
        nrm_arena_dispose(&tight);
        cr_expect(alloc_probe_clean(&probe));
    } while (status != NORM_OK);
    cr_expect_gt(fail_at, 1);
}
