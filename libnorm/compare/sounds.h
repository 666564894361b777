/* compare/sounds.h - which sound system reads a word of a language and script.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_COMPARE_SOUNDS_H
#define NRM_COMPARE_SOUNDS_H

#include "translit/engine.h"
#include "translit/system.h"

#define NRM_SOUND_SYSTEMS 64 /* room */

typedef struct nrm_sound_systems {
    const nrm_system *items[NRM_SOUND_SYSTEMS];
    uint64_t key[NRM_SOUND_SYSTEMS]; /* of language and script */
    norm_str lang[NRM_SOUND_SYSTEMS];
    nrm_script script[NRM_SOUND_SYSTEMS];
    size_t count;
    uint8_t
        any_of[NRM_SCRIPT_COUNT]; /* the system of und in a script, or count when there is none */
} nrm_sound_systems;

/* Fails: FORMAT (no sound systems, too many). */
norm_status nrm_sound_systems_open(const nrm_systems *systems, nrm_sound_systems *out,
                                   norm_error *err);

/* The tag by which tables of costs name a system: az-Cyrl for sounds-az-Cyrl. */
norm_str nrm_sound_system_tag(const nrm_sound_systems *systems, size_t system);

/* The system for a language (BCP 47, may be empty) in a script: its own, that
 * of its base language, else that of und. Returns systems->count when the
 * script has none. */
size_t nrm_sound_system_of(const nrm_sound_systems *systems, norm_str lang, nrm_script script);

#endif
