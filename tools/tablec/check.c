/* tablec/check.c - checks every rule file and runs its golden rows.
 * SPDX-License-Identifier: MIT */
#include "check.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/fail.h"
#include "base/str.h"
#include "sections.h"
#include "text/nfx.h"
#include "text/utf8.h"
#include "translit/engine.h"

typedef struct checker {
    nrm_arena *arena;
    const nrm_systems *systems;
    size_t rows, faults;
} checker;

static void say(norm_str path, uint32_t line, const char *what)
{
    fprintf(stderr, "%.*s:%u: %s\n", (int)path.len, path.ptr, (unsigned)line, what);
}

static void say_got(const nrm_golden *row, const char *way, norm_str from, norm_str got,
                    norm_str want)
{
    fprintf(stderr, "%.*s:%u: %s: %.*s -> %.*s, not %.*s\n", (int)row->path.len, row->path.ptr,
            (unsigned)row->line, way, (int)from.len, from.ptr, (int)got.len, got.ptr, (int)want.len,
            want.ptr);
}

static void run_text(checker *c, const nrm_golden *row, const nrm_system *system, bool reverse)
{
    bool swap = reverse && row->way == NRM_GOLDEN_TEST;
    norm_str from = swap ? row->to : row->from;
    norm_str want = swap ? row->from : row->to;
    norm_str got = {NULL, 0};
    norm_error err = {.status = NORM_OK};

    if (nrm_translit(c->arena, system, from, reverse, &got, NULL, &err) != NORM_OK) {
        say(row->path, row->line, err.message);
        c->faults++;
    } else if (!nrm_str_eq(got, want)) {
        say_got(row, reverse ? "back" : "there", from, got, want);
        c->faults++;
    }
}

/* Appends the sounds of a word with blanks between them. */
static void add_sounds(const nrm_system *system, const uint32_t *cps, size_t count, nrm_buf *got)
{
    uint8_t symbols[2 * NRM_SOUNDS_LETTERS];
    size_t n = nrm_sounds(system, cps, count, symbols, NULL, sizeof symbols);
    size_t i;

    for (i = 0; i < n; i++) {
        if (got->len > 0)
            nrm_buf_add_byte(got, ' ');
        nrm_buf_add_byte(got, (char)symbols[i]);
    }
}

/* A row of a sound file: words are cut at blanks and dashes. */
static void run_sounds(checker *c, const nrm_golden *row, const nrm_system *system)
{
    nrm_case how = nrm_case_of_lang(nrm_system_head_of(system)->from_lang);
    uint32_t cps[NRM_SOUNDS_LETTERS];
    size_t count = 0;
    size_t pos = 0;
    norm_str text = row->from;
    norm_str got;
    nrm_buf buf;

    nrm_buf_init(&buf, c->arena);
    if (nrm_to_nfc(c->arena, row->from, &text, NULL) != NORM_OK)
        return;
    while (pos < text.len) {
        uint32_t cp = nrm_utf8_next(text, &pos);

        if (!nrm_cp_is_space(cp) && !nrm_cp_is_dash(cp)) {
            if (count < NRM_LEN(cps))
                cps[count++] = nrm_cp_lower(cp, how);
            continue;
        }
        add_sounds(system, cps, count, &buf);
        count = 0;
    }
    add_sounds(system, cps, count, &buf);
    if (nrm_buf_finish(&buf, &got, NULL) == NORM_OK && !nrm_str_eq(got, row->to)) {
        say_got(row, "sounds", row->from, got, row->to);
        c->faults++;
    }
}

static void run_row(checker *c, const nrm_golden *row)
{
    const nrm_system *system = nrm_system_find(c->systems, row->system);

    c->rows++;
    if (system->is_sounds) {
        run_sounds(c, row, system);
        return;
    }
    if (row->way != NRM_GOLDEN_BACK)
        run_text(c, row, system, false);
    if (row->way == NRM_GOLDEN_BACK || (row->way == NRM_GOLDEN_TEST && system->has_reverse))
        run_text(c, row, system, true);
}

static norm_status run_rows(checker *c, const rule_inputs *inputs, norm_error *err)
{
    norm_status status = NORM_OK;
    size_t i, j;

    for (i = 0; status == NORM_OK && i < inputs->count; i++) {
        nrm_golden *rows = NULL;
        size_t count = 0;

        status = nrm_goldens_read(c->arena, &inputs->files[i], &rows, &count, err);
        for (j = 0; status == NORM_OK && j < count; j++)
            run_row(c, &rows[j]);
    }
    return status;
}

/* The first fault of each rule file. */
static size_t check_files(nrm_arena *arena, const rule_inputs *inputs)
{
    size_t faults = 0;
    size_t i;

    for (i = 0; i < inputs->count; i++) {
        norm_error err = {.status = NORM_OK};

        if (nrm_system_check(arena, inputs->files, inputs->count, i, inputs->alphabet, &err) ==
            NORM_OK)
            continue;
        faults++;
        /* the message begins with the file, which may be one that `use` took in */
        norm_str rest = norm_str_from(err.message);
        norm_str path = nrm_str_cut(&rest, ':');

        say(path, err.line, rest.ptr != NULL ? rest.ptr + 1 : err.message);
    }
    return faults;
}

norm_status check_tables(nrm_arena *arena, const char *dir, size_t *faults, norm_error *err)
{
    rule_inputs inputs;
    checker c = {.arena = arena};
    nrm_blob blob;
    norm_str bytes = {NULL, 0};
    norm_status status = rule_inputs_read(arena, dir, &inputs, err);

    *faults = 0;
    if (status != NORM_OK)
        return status;
    *faults = check_files(arena, &inputs);
    if (*faults > 0)
        return NORM_OK;
    status = sections_build(arena, dir, &bytes, err);
    if (status == NORM_OK)
        status = nrm_blob_open(bytes.ptr, bytes.len, &blob, err);
    if (status == NORM_OK)
        status = nrm_systems_open(&blob, arena, &c.systems, err);
    if (status == NORM_OK)
        status = run_rows(&c, &inputs, err);
    *faults = c.faults;
    if (status == NORM_OK)
        printf("%zu rule files, %zu systems of transliteration and %zu of sounds, "
               "%zu golden rows, %zu faults\n",
               inputs.count, nrm_systems_count(c.systems), nrm_sound_system_count(c.systems),
               c.rows, c.faults);
    return status;
}
