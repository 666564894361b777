/* tablec/sections.c - compiles the folders of tables/ to the sections of the blob.
 * SPDX-License-Identifier: MIT */
#include "sections.h"

#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "base/str.h"
#include "compare/section.h"
#include "gazetteer.h"
#include "name/dict.h"
#include "name/inflect.h"
#include "text/detect.h"

norm_status rule_inputs_read(nrm_arena *arena, const char *dir, rule_inputs *out, norm_error *err)
{
    static const char *const folders[] = {"sounds", "translit"};
    nrm_rule_file *lists[2] = {NULL, NULL};
    size_t counts[2] = {0, 0};
    nrm_rule_file *alphabet = NULL;
    size_t alphabets = 0;
    norm_status status =
        files_read(arena, dir, "sounds", "alphabet.tsv", &alphabet, &alphabets, err);
    size_t i;

    *out = (rule_inputs){NULL, 0, {"", 0}};
    for (i = 0; status == NORM_OK && i < 2; i++)
        status = files_read(arena, dir, folders[i], ".rules", &lists[i], &counts[i], err);
    if (status != NORM_OK)
        return status;
    out->count = counts[0] + counts[1];
    out->files = nrm_arena_alloc(arena, out->count, sizeof *out->files);
    if (out->files == NULL)
        return nrm_fail_nomem(err);
    if (out->count == 0 || alphabets == 0)
        return nrm_fail(err, NORM_E_IO, NORM_NO_OFFSET, "%s: no rule files or no alphabet.tsv",
                        dir);
    for (i = 0; i < 2; i++) {
        if (counts[i] > 0)
            memcpy(out->files + (i == 0 ? 0 : counts[0]), lists[i], counts[i] * sizeof **lists);
    }
    out->alphabet = alphabet[0].bytes;
    return NORM_OK;
}

static norm_status compile_systems(nrm_arena *arena, const char *dir, norm_str *out,
                                   norm_error *err)
{
    rule_inputs inputs;
    norm_status status = rule_inputs_read(arena, dir, &inputs, err);

    return status == NORM_OK
               ? nrm_systems_compile(arena, inputs.files, inputs.count, inputs.alphabet, out, err)
               : status;
}

static norm_status compile_alphabet(nrm_arena *arena, const char *dir, norm_str *out,
                                    norm_error *err)
{
    rule_inputs inputs;
    norm_status status = rule_inputs_read(arena, dir, &inputs, err);

    *out = inputs.alphabet;
    return status;
}

static norm_status compile_names(nrm_arena *arena, const char *dir, norm_str *out, norm_error *err)
{
    nrm_rule_file *files = NULL;
    nrm_names_file *named;
    size_t count = 0;
    norm_status status = files_read(arena, dir, "names", ".tsv", &files, &count, err);
    size_t i;

    *out = (norm_str){NULL, 0};
    if (status != NORM_OK || count == 0)
        return status;
    named = nrm_arena_alloc(arena, count, sizeof *named);
    if (named == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < count; i++)
        named[i] = (nrm_names_file){files[i].path, files[i].bytes};
    return nrm_names_compile(arena, named, count, out, err);
}

static norm_status compile_languages(nrm_arena *arena, const char *dir, norm_str *out,
                                     norm_error *err)
{
    nrm_rule_file *files = NULL;
    size_t count = 0;
    norm_status status = files_read(arena, dir, "lang", "ngrams.tsv", &files, &count, err);

    *out = (norm_str){NULL, 0};
    return status == NORM_OK && count > 0 ? nrm_lang_compile(arena, files[0].bytes, out, err)
                                          : status;
}

/* How names are inflected; none in tables that do not know. */
static norm_status compile_inflections(nrm_arena *arena, const char *dir, norm_str *out,
                                       norm_error *err)
{
    nrm_rule_file *files = NULL;
    size_t count = 0;
    norm_status status = files_read(arena, dir, "lang", "cases.tsv", &files, &count, err);

    *out = (norm_str){NULL, 0};
    return status == NORM_OK && count > 0 ? nrm_inflections_compile(arena, files[0].bytes, out, err)
                                          : status;
}

/* The learned costs; none in tables from which they are yet to be learned. */
static norm_status compile_costs(nrm_arena *arena, const char *dir, norm_str *out, norm_error *err)
{
    static const char *const names[] = {"sounds.tsv", "terms.tsv", "endings.tsv"};
    norm_str texts[3] = {{NULL, 0}, {NULL, 0}, {NULL, 0}};
    nrm_cost_files costs;
    norm_str letters;
    nrm_alphabet alphabet;
    norm_status status = compile_alphabet(arena, dir, &letters, err);
    size_t i;

    *out = (norm_str){NULL, 0};
    if (status == NORM_OK)
        status = nrm_alphabet_read(letters, &alphabet, err);
    for (i = 0; i < NRM_LEN(names) && status == NORM_OK; i++) {
        nrm_rule_file *files = NULL;
        size_t count = 0;

        status = files_read(arena, dir, "costs", names[i], &files, &count, err);
        if (status == NORM_OK && count > 0)
            texts[i] = files[0].bytes;
    }
    if (status != NORM_OK || texts[0].ptr == NULL || texts[1].ptr == NULL)
        return status;
    costs = (nrm_cost_files){texts[0], texts[1], texts[2]};
    return nrm_cost_section_compile(arena, &costs, &alphabet, out, err);
}

/* The endings of names; none in tables that know none. */
static norm_status compile_endings(nrm_arena *arena, const char *dir, norm_str *out,
                                   norm_error *err)
{
    nrm_rule_file *files = NULL;
    norm_str letters;
    nrm_alphabet alphabet;
    size_t count = 0;
    norm_status status = compile_alphabet(arena, dir, &letters, err);

    *out = (norm_str){NULL, 0};
    if (status == NORM_OK)
        status = nrm_alphabet_read(letters, &alphabet, err);
    if (status == NORM_OK)
        status = files_read(arena, dir, "sounds", "endings.tsv", &files, &count, err);
    return status == NORM_OK && count > 0
               ? nrm_endings_compile(arena, files[0].bytes, &alphabet, out, err)
               : status;
}

/* The rarities of words; none in tables that know none. */
static norm_status compile_rarities(nrm_arena *arena, const char *dir, norm_str *out,
                                    norm_error *err)
{
    nrm_rule_file *files = NULL;
    size_t count = 0;
    norm_status status = files_read(arena, dir, "costs", "words.tsv", &files, &count, err);

    *out = (norm_str){NULL, 0};
    return status == NORM_OK && count > 0 ? nrm_rarities_compile(arena, files[0].bytes, out, err)
                                          : status;
}

/* The version of the project, which stands beside the folder of tables. */
static norm_status compile_version(nrm_arena *arena, const char *dir, norm_str *out,
                                   norm_error *err)
{
    nrm_rule_file *files = NULL;
    size_t count = 0;
    norm_status status = files_read(arena, dir, "..", "VERSION", &files, &count, err);

    *out = (norm_str){NULL, 0};
    if (status == NORM_OK && count > 0)
        *out = nrm_str_trim(nrm_str_slice(files[0].bytes, 0, nrm_str_find(files[0].bytes, '\n')));
    return status;
}

/* Which function makes which section; one that makes nothing has no input yet. */
static const struct {
    char id[5];
    norm_status (*compile)(nrm_arena *arena, const char *dir, norm_str *out, norm_error *err);
} sections[] = {
    {"VERS", compile_version},     {"SYST", compile_systems},   {"ALPH", compile_alphabet},
    {"NAME", compile_names},       {"LANG", compile_languages}, {"WORD", compile_rarities},
    {"CASE", compile_inflections}, {"ENDS", compile_endings},   {"COST", compile_costs},
};

/* The blob once more with the gazetteer, which is made by means of the other sections. */
static norm_status add_gazetteer(nrm_arena *arena, const char *dir, nrm_blob_part *parts,
                                 size_t count, norm_str *blob, norm_error *err)
{
    nrm_blob_part *last = &parts[count];
    norm_status status = gazetteer_build(arena, dir, *blob, &last->bytes, err);

    if (status != NORM_OK || last->bytes.ptr == NULL)
        return status;
    memcpy(last->id, "GAZE", 4);
    return nrm_blob_build(arena, parts, count + 1, blob, err);
}

norm_status sections_build(nrm_arena *arena, const char *dir, norm_str *blob, norm_error *err)
{
    nrm_blob_part parts[NRM_LEN(sections) + 1];
    size_t count = 0;
    size_t i;
    norm_status status;

    for (i = 0; i < NRM_LEN(sections); i++) {
        norm_str bytes = {NULL, 0};

        status = sections[i].compile(arena, dir, &bytes, err);
        if (status != NORM_OK)
            return status;
        if (bytes.ptr == NULL)
            continue;
        memcpy(parts[count].id, sections[i].id, 4);
        parts[count++].bytes = bytes;
    }
    status = nrm_blob_build(arena, parts, count, blob, err);
    return status == NORM_OK ? add_gazetteer(arena, dir, parts, count, blob, err) : status;
}
