/* translit/system.c - the transliteration and sound systems of the tables.
 * SPDX-License-Identifier: MIT */
#include "translit/system.h"

#include "base/fail.h"
#include "base/str.h"
#include "text/utf8.h"

#define NAME_MAX_LEN 64U /* ids and aliases are compared up to here when one is suggested */

struct nrm_systems {
    nrm_system *items; /* transliteration systems, then sound systems */
    size_t count, translits;
};

static norm_str read_string(nrm_reader *reader)
{
    uint32_t len = nrm_read_u32(reader);

    return nrm_read_bytes(reader, len);
}

/* What a transliteration writes must be UTF-8; a sound is ASCII. */
static bool outputs_are_text(const nrm_program *program, bool is_sounds)
{
    uint32_t i, form;

    for (i = 0; i < program->count.outputs; i++) {
        const uint8_t *output = nrm_program_output(program, i);
        const char *text = (const char *)program->bytes + nrm_load_u32(output);

        for (form = 4; form < 7; form++) {
            norm_str part = {text, output[form]};

            if (is_sounds ? !nrm_is_ascii(part) : nrm_utf8_check(part, NULL) != NORM_OK)
                return false;
            text += part.len;
        }
    }
    return true;
}

static nrm_script script_of(norm_str to)
{
    norm_str rest = to;
    norm_str first = nrm_str_cut(&rest, ' ');

    return nrm_script_find(rest.ptr != NULL ? nrm_str_trim(rest) : first);
}

static norm_status read_system(nrm_reader *reader, nrm_system *out, norm_error *err)
{
    norm_str f[11];
    uint32_t reverse;
    norm_status status;
    size_t i;

    *out = (nrm_system){.is_sounds = false};
    for (i = 0; i < NRM_LEN(f); i++) {
        f[i] = read_string(reader);
        if (reader->failed || nrm_utf8_check(f[i], NULL) != NORM_OK)
            return nrm_fail(err, NORM_E_FORMAT, reader->pos, "damaged tables: head of a system");
    }
    out->head =
        (nrm_system_head){f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10]};
    out->is_sounds = nrm_str_eq_c(out->head.to, "Zsnd");
    out->from_script = nrm_script_find(out->head.from_script);
    out->to_script = script_of(out->head.to);
    nrm_read_align(reader, 4);
    reverse = nrm_read_u32(reader);
    if (reader->failed || reverse > 1)
        return nrm_fail(err, NORM_E_FORMAT, reader->pos, "damaged tables: kind of a system");
    out->has_reverse = reverse == 1;
    status = nrm_program_read(reader, &out->there, err);
    if (status == NORM_OK && out->has_reverse)
        status = nrm_program_read(reader, &out->back, err);
    if (status == NORM_OK && (!outputs_are_text(&out->there, out->is_sounds) ||
                              (out->has_reverse && !outputs_are_text(&out->back, false))))
        return nrm_fail(err, NORM_E_FORMAT, reader->pos, "damaged tables: outputs of a system");
    return status;
}

norm_status nrm_systems_open(const nrm_blob *blob, nrm_arena *arena, const nrm_systems **out,
                             norm_error *err)
{
    nrm_systems *systems = nrm_arena_alloc(arena, 1, sizeof *systems);
    nrm_reader reader;
    norm_status status = nrm_blob_section(blob, "SYST", &reader, err);
    uint32_t version, count, translits;
    size_t i;

    *out = NULL;
    if (status != NORM_OK)
        return status;
    version = nrm_read_u32(&reader);
    count = nrm_read_u32(&reader);
    translits = nrm_read_u32(&reader);
    if (!reader.failed && version != NRM_SYST_VERSION)
        return nrm_fail(err, NORM_E_VERSION, 0,
                        "rule programs of version %u, this library reads %u", (unsigned)version,
                        NRM_SYST_VERSION);
    if (reader.failed || count > reader.size / 64 || translits > count)
        return nrm_fail(err, NORM_E_FORMAT, 0, "damaged tables: count of systems");
    if (systems == NULL)
        return nrm_fail_nomem(err);
    *systems =
        (nrm_systems){nrm_arena_alloc(arena, count, sizeof *systems->items), count, translits};
    if (systems->items == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < count; i++) {
        status = read_system(&reader, &systems->items[i], err);
        if (status != NORM_OK)
            return status;
        if (systems->items[i].is_sounds != (i >= translits))
            return nrm_fail(err, NORM_E_FORMAT, reader.pos, "damaged tables: order of systems");
    }
    *out = systems;
    return NORM_OK;
}

size_t nrm_systems_count(const nrm_systems *systems)
{
    return systems->translits;
}

const nrm_system *nrm_systems_at(const nrm_systems *systems, size_t index)
{
    return &systems->items[index];
}

size_t nrm_sound_system_count(const nrm_systems *systems)
{
    return systems->count - systems->translits;
}

const nrm_system *nrm_sound_system_at(const nrm_systems *systems, size_t index)
{
    return &systems->items[systems->translits + index];
}

const nrm_system_head *nrm_system_head_of(const nrm_system *system)
{
    return &system->head;
}

const nrm_system *nrm_system_find(const nrm_systems *systems, norm_str id)
{
    size_t i;

    if (id.len == 0)
        return NULL;
    for (i = 0; i < systems->count; i++) {
        norm_str rest = systems->items[i].head.aliases;

        if (nrm_str_eq_ascii_nocase(id, systems->items[i].head.id))
            return &systems->items[i];
        while (rest.ptr != NULL) {
            if (nrm_str_eq_ascii_nocase(id, nrm_str_trim(nrm_str_cut(&rest, ','))))
                return &systems->items[i];
        }
    }
    return NULL;
}

static char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* Levenshtein distance, ASCII case ignored. */
static uint32_t distance(norm_str a, norm_str b)
{
    uint32_t row[NAME_MAX_LEN + 1];
    uint32_t i, j;

    a = nrm_str_slice(a, 0, NAME_MAX_LEN);
    b = nrm_str_slice(b, 0, NAME_MAX_LEN);
    for (j = 0; j <= b.len; j++)
        row[j] = j;
    for (i = 1; i <= a.len; i++) {
        uint32_t diagonal = row[0];

        row[0] = i;
        for (j = 1; j <= b.len; j++) {
            uint32_t above = row[j];
            uint32_t change = ascii_lower(a.ptr[i - 1]) != ascii_lower(b.ptr[j - 1]);

            row[j] = smaller(smaller(above, row[j - 1]) + 1, diagonal + change);
            diagonal = above;
        }
    }
    return row[b.len];
}

static uint32_t nearest_name(const nrm_system *system, norm_str id)
{
    uint32_t best = distance(id, system->head.id);
    norm_str rest = system->head.aliases;

    while (rest.ptr != NULL)
        best = smaller(best, distance(id, nrm_str_trim(nrm_str_cut(&rest, ','))));
    return best;
}

size_t nrm_system_suggest(const nrm_systems *systems, norm_str id, const nrm_system **out,
                          size_t cap)
{
    size_t count = 0;
    size_t i, at;

    for (i = 0; i < systems->translits && cap > 0; i++) {
        uint32_t d = nearest_name(&systems->items[i], id);

        /* insertion keeps the order of ids among equals */
        at = count < cap ? count : cap;
        while (at > 0 && nearest_name(out[at - 1], id) > d) {
            if (at < cap)
                out[at] = out[at - 1];
            at--;
        }
        if (at < cap) {
            out[at] = &systems->items[i];
            count += count < cap;
        }
    }
    return count;
}
