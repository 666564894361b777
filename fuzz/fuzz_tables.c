/* fuzz/fuzz_tables.c - tables of costs, words, rarities, endings, languages and sounds of any
 * bytes. SPDX-License-Identifier: MIT
 *
 * The first byte says which table the rest is. What compiles must open, but for costs, which may
 * lack the table *:* that opening asks for. */
#include "fuzz.h"

#include <string.h>

#include "compare/rarity.h"
#include "compare/section.h"
#include "name/inflect.h"
#include "small_tables.h"
#include "text/detect.h"

/* What costs are about. */
typedef struct setting {
    nrm_arena arena;
    nrm_alphabet alphabet;
    nrm_sound_systems systems;
    nrm_endings endings;
} setting;

static void set_up(setting *s)
{
    nrm_rule_file files[sizeof small_rules / sizeof *small_rules];
    norm_str letters = norm_str_from(SMALL_ALPHABET);
    nrm_blob_part part = {"SYST", {NULL, 0}};
    const nrm_systems *systems;
    norm_str bytes;
    nrm_blob blob;
    size_t i;

    nrm_arena_init(&s->arena, NULL);
    for (i = 0; i < NRM_LEN(files); i++)
        files[i] = (nrm_rule_file){small_rules[i].path, norm_str_from(small_rules[i].bytes.ptr)};
    fuzz_must(nrm_alphabet_read(letters, &s->alphabet, NULL) == NORM_OK);
    fuzz_must(nrm_systems_compile(&s->arena, files, NRM_LEN(files), letters, &part.bytes, NULL) ==
              NORM_OK);
    fuzz_must(nrm_blob_build(&s->arena, &part, 1, &bytes, NULL) == NORM_OK);
    fuzz_must(nrm_blob_open(bytes.ptr, bytes.len, &blob, NULL) == NORM_OK);
    fuzz_must(nrm_systems_open(&blob, &s->arena, &systems, NULL) == NORM_OK);
    fuzz_must(nrm_sound_systems_open(systems, &s->systems, NULL) == NORM_OK);
    fuzz_must(nrm_endings_compile(&s->arena, norm_str_from(SMALL_ENDINGS), &s->alphabet, &bytes,
                                  NULL) == NORM_OK);
    fuzz_must(nrm_endings_open(nrm_reader_over(bytes.ptr, bytes.len), &s->alphabet, &s->endings,
                               NULL) == NORM_OK);
}

static norm_status try_endings(const setting *s, nrm_arena *arena, norm_str text, norm_error *err)
{
    nrm_endings endings;
    norm_str section;
    norm_status status = nrm_endings_compile(arena, text, &s->alphabet, &section, err);

    if (status != NORM_OK)
        return status;
    fuzz_must(nrm_endings_open(nrm_reader_over(section.ptr, section.len), &s->alphabet, &endings,
                               NULL) == NORM_OK);
    (void)nrm_ending_of(&endings, (const uint8_t[]){1, 2, 3, 4}, 4, true);
    return NORM_OK;
}

static norm_status try_costs(const setting *s, nrm_arena *arena, norm_str sounds, norm_str terms,
                             norm_str endings, norm_error *err)
{
    nrm_cost_files files = {sounds, terms, endings};
    nrm_encoder encoder = {
        .alphabet = &s->alphabet, .systems = &s->systems, .endings = &s->endings};
    nrm_costs costs;
    nrm_ending_costs ending_costs;
    nrm_scorer scorer;
    norm_str section;
    norm_status status = nrm_cost_section_compile(arena, &files, &s->alphabet, &section, err);

    return status != NORM_OK
               ? status
               : nrm_cost_section_open(arena, nrm_reader_over(section.ptr, section.len), &encoder,
                                       &costs, &ending_costs, &scorer, err);
}

static norm_status try_names(nrm_arena *arena, size_t which, norm_str text, norm_error *err)
{
    nrm_names_file file = {small_names[which % NRM_LEN(small_names)].path, text};
    nrm_names names;
    norm_str section;
    norm_status status = nrm_names_compile(arena, &file, 1, &section, err);

    if (status == NORM_OK)
        fuzz_must(nrm_names_open(arena, nrm_reader_over(section.ptr, section.len), &names, NULL) ==
                  NORM_OK);
    return status;
}

static norm_status try_languages(nrm_arena *arena, norm_str text, norm_error *err)
{
    const nrm_lang_tables *tables;
    nrm_blob_part part = {"LANG", {NULL, 0}};
    nrm_blob blob;
    norm_str bytes;
    norm_status status = nrm_lang_compile(arena, text, &part.bytes, err);

    if (status != NORM_OK)
        return status;
    fuzz_must(nrm_blob_build(arena, &part, 1, &bytes, NULL) == NORM_OK);
    fuzz_must(nrm_blob_open(bytes.ptr, bytes.len, &blob, NULL) == NORM_OK);
    fuzz_must(nrm_lang_open(&blob, arena, &tables, NULL) == NORM_OK);
    (void)nrm_detect(tables, norm_str_from("Axa Khіb"));
    return NORM_OK;
}

static norm_status try_inflections(nrm_arena *arena, norm_str text, norm_error *err)
{
    nrm_inflections inflections;
    const nrm_base_form *forms;
    size_t count;
    norm_str section;
    norm_status status = nrm_inflections_compile(arena, text, &section, err);

    if (status != NORM_OK)
        return status;
    fuzz_must(nrm_inflections_open(arena, nrm_reader_over(section.ptr, section.len), &inflections,
                                   NULL) == NORM_OK);
    fuzz_must(nrm_base_forms(&inflections, arena, norm_str_from("Села Ребахе"), norm_str_from(""),
                             &forms, &count, NULL) == NORM_OK);
    fuzz_must(count <= NRM_BASE_FORMS);
    return NORM_OK;
}

static norm_status try_rarities(nrm_arena *arena, norm_str text, norm_error *err)
{
    nrm_rarities rarities;
    norm_str section;
    norm_status status = nrm_rarities_compile(arena, text, &section, err);

    if (status != NORM_OK)
        return status;
    fuzz_must(nrm_rarities_open(nrm_reader_over(section.ptr, section.len), &rarities, NULL) ==
              NORM_OK);
    (void)nrm_rarity_of(&rarities, 0);
    return NORM_OK;
}

static norm_status try_table(const setting *s, nrm_arena *arena, uint8_t which, norm_str text,
                             norm_error *err)
{
    nrm_alphabet alphabet;

    switch (which) {
    case 's':
        return try_costs(s, arena, text, norm_str_from(SMALL_TERMS),
                         norm_str_from(SMALL_ENDING_COSTS), err);
    case 't':
        return try_costs(s, arena, norm_str_from(SMALL_SOUNDS), text, (norm_str){NULL, 0}, err);
    case 'c':
        return try_costs(s, arena, norm_str_from(SMALL_SOUNDS), norm_str_from(SMALL_TERMS), text,
                         err);
    case 'e':
        return try_endings(s, arena, text, err);
    case 'i':
        return try_inflections(arena, text, err);
    case 'l':
        return try_languages(arena, text, err);
    case 'r':
        return try_rarities(arena, text, err);
    case 'a':
        return nrm_alphabet_read(text, &alphabet, err);
    default:
        return try_names(arena, which, text, err);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static setting s;
    nrm_arena arena;
    norm_error err = {.line = 0};
    norm_status status;

    if (s.arena.head == NULL)
        set_up(&s);
    if (size == 0)
        return 0;
    nrm_arena_init(&arena, NULL);
    status = try_table(&s, &arena, data[0], (norm_str){(const char *)data + 1, size - 1}, &err);
    fuzz_must(status == NORM_OK || status == NORM_E_FORMAT || status == NORM_E_UTF8 ||
              status == NORM_E_LIMIT);
    fuzz_must(status == NORM_OK || strchr(err.message, '\n') == NULL);
    nrm_arena_dispose(&arena);
    return 0;
}
