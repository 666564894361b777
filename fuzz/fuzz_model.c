/* fuzz/fuzz_model.c - damaged tables whose hashes are right: refused, or used without harm.
 * SPDX-License-Identifier: MIT
 *
 * The first byte names a section of small tables, the next two a place in it;
 * the rest is written there, and every hash is made anew. */
#include "fuzz.h"

#include <string.h>

#include "api/internal.h"
#include "base/str.h"
#include "compare/section.h"
#include "small_tables.h"

#include <libnorm/norm.h>

enum {
    SYST,
    ALPH,
    NAME,
    LANG,
    COST,
    VERS,
    ENDS,
    CASE,
    PARTS
};

typedef struct setting {
    nrm_arena arena;
    nrm_blob_part parts[PARTS];
} setting;

static void set_up(setting *s)
{
    static const char ids[PARTS][5] = {"SYST", "ALPH", "NAME", "LANG",
                                       "COST", "VERS", "ENDS", "CASE"};
    nrm_rule_file files[sizeof small_rules / sizeof *small_rules];
    nrm_names_file names[sizeof small_names / sizeof *small_names];
    norm_str letters = norm_str_from(SMALL_ALPHABET);
    nrm_alphabet alphabet;
    size_t i;

    nrm_arena_init(&s->arena, NULL);
    for (i = 0; i < PARTS; i++)
        memcpy(s->parts[i].id, ids[i], 4);
    for (i = 0; i < NRM_LEN(files); i++)
        files[i] = (nrm_rule_file){small_rules[i].path, norm_str_from(small_rules[i].bytes.ptr)};
    for (i = 0; i < NRM_LEN(names); i++)
        names[i] = (nrm_names_file){small_names[i].path, norm_str_from(small_names[i].bytes.ptr)};
    s->parts[VERS].bytes = norm_str_from("1");
    s->parts[ALPH].bytes = letters;
    fuzz_must(nrm_alphabet_read(letters, &alphabet, NULL) == NORM_OK);
    fuzz_must(nrm_systems_compile(&s->arena, files, NRM_LEN(files), letters, &s->parts[SYST].bytes,
                                  NULL) == NORM_OK);
    fuzz_must(nrm_names_compile(&s->arena, names, NRM_LEN(names), &s->parts[NAME].bytes, NULL) ==
              NORM_OK);
    fuzz_must(nrm_lang_compile(&s->arena, norm_str_from(SMALL_LANGUAGES), &s->parts[LANG].bytes,
                               NULL) == NORM_OK);
    fuzz_must(nrm_endings_compile(&s->arena, norm_str_from(SMALL_ENDINGS), &alphabet,
                                  &s->parts[ENDS].bytes, NULL) == NORM_OK);
    fuzz_must(nrm_inflections_compile(&s->arena, norm_str_from(SMALL_CASES), &s->parts[CASE].bytes,
                                      NULL) == NORM_OK);
    fuzz_must(nrm_cost_section_compile(&s->arena,
                                       &(nrm_cost_files){norm_str_from(SMALL_SOUNDS),
                                                         norm_str_from(SMALL_TERMS),
                                                         norm_str_from(SMALL_ENDING_COSTS)},
                                       &alphabet, &s->parts[COST].bytes, NULL) == NORM_OK);
}

/* Every call that reads the tables. */
static void use(const norm_model *model)
{
    static const char *const texts[] = {"село Ребах", "Rebakh lake of John Ivanovich", "ЕБЕ с."};
    const norm_name *names[NRM_LEN(texts)];
    norm_explanation why;
    norm_match_opts opts;
    norm_detection found;
    norm_ctx *ctx;
    norm_str out;
    size_t i;
    size_t k;

    norm_match_opts_init(&opts);
    opts.inflected = true;
    fuzz_must(norm_ctx_open(model, &ctx, NULL) == NORM_OK);
    for (i = 0; i < NRM_LEN(texts); i++) {
        norm_str text = norm_str_from(texts[i]);

        for (k = 0; k < norm_system_count(model); k++) {
            (void)norm_transliterate(ctx, norm_system_at(model, k), text, false, &out, NULL);
            (void)norm_transliterate(ctx, norm_system_at(model, k), text, true, &out, NULL);
        }
        (void)norm_detect(ctx, text, &found, NULL);
        (void)norm_key(ctx, text, norm_str_from(""), &out, NULL);
        if (norm_encode(ctx, text, norm_str_from(""), NORM_KIND_ANY, &names[i], NULL) == NORM_OK)
            (void)norm_explain(ctx, names[0], names[i], i % 2 == 0 ? NULL : &opts, &why, NULL);
        else
            names[i] = NULL;
    }
    norm_ctx_close(ctx);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static setting s;
    nrm_blob_part parts[PARTS];
    nrm_arena arena;
    norm_model *model;
    norm_str blob;
    norm_str changed;
    size_t at;
    size_t i;

    if (s.arena.head == NULL)
        set_up(&s);
    if (size < 3)
        return 0;
    nrm_arena_init(&arena, NULL);
    memcpy(parts, s.parts, sizeof parts);
    changed = parts[data[0] % PARTS].bytes;
    at = (size_t)(data[1] | data[2] << 8) % changed.len;
    fuzz_must(nrm_arena_copy(&arena, changed, &changed, NULL) == NORM_OK);
    for (i = 3; i < size && at + i - 3 < changed.len; i++)
        memcpy((char *)(uintptr_t)changed.ptr + at + i - 3, data + i, 1);
    parts[data[0] % PARTS].bytes = changed;
    fuzz_must(nrm_blob_build(&arena, parts, PARTS, &blob, NULL) == NORM_OK);
    if (nrm_model_open_memory(blob.ptr, blob.len, NULL, &model, NULL) == NORM_OK)
        use(model);
    norm_model_close(model);
    nrm_arena_dispose(&arena);
    return 0;
}
