/* translit/system.h - the transliteration and sound systems of the tables.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TRANSLIT_SYSTEM_H
#define NRM_TRANSLIT_SYSTEM_H

#include "tables/blob.h"
#include "text/ucd.h"
#include "translit/program.h"

typedef struct nrm_systems nrm_systems; /* immutable, in the arena it was opened in */

/* What the head of a rule file says; strings are in the blob. */
typedef struct nrm_system_head {
    norm_str id, aliases, title, from_lang, from_script, to, authority, year, source, licence,
        reversible;
} nrm_system_head;

typedef struct nrm_system {
    nrm_system_head head;
    bool is_sounds;
    bool has_reverse;
    nrm_script from_script, to_script;
    nrm_program there, back;
} nrm_system;

/* Decodes section SYST and checks it wholly, so that the engine need not.
 * Fails: NOMEM, FORMAT, VERSION. */
norm_status nrm_systems_open(const nrm_blob *blob, nrm_arena *arena, const nrm_systems **out,
                             norm_error *err);

/* Transliteration systems only, in order of id. */
size_t nrm_systems_count(const nrm_systems *systems);
const nrm_system *nrm_systems_at(const nrm_systems *systems, size_t index);
/* Sound systems only, in order of id. */
size_t nrm_sound_system_count(const nrm_systems *systems);
const nrm_system *nrm_sound_system_at(const nrm_systems *systems, size_t index);
/* Any system, sound systems included, by id or alias; ASCII case ignored; NULL when there is none.
 */
const nrm_system *nrm_system_find(const nrm_systems *systems, norm_str id);
/* Nearest transliteration systems by edit distance of id or alias, best first; returns how
 * many. */
size_t nrm_system_suggest(const nrm_systems *systems, norm_str id, const nrm_system **out,
                          size_t cap);
const nrm_system_head *nrm_system_head_of(const nrm_system *system);

#endif
