/* compare/sounds.c - which sound system reads a word of a language and script.
 * SPDX-License-Identifier: MIT */
#include "compare/sounds.h"

#include <string.h>

#include "base/fail.h"
#include "base/str.h"

/* A language and a script as one number: up to seven letters of the tag, ASCII case ignored. 0: no
 * such language, since none of a system is longer. */
static uint64_t key_of(norm_str lang, nrm_script script)
{
    uint64_t key = 0;
    size_t i;

    if (lang.len == 0 || lang.len > 7)
        return 0;
    for (i = 0; i < lang.len; i++)
        key = key << 8 | ((uint8_t)lang.ptr[i] | 0x20U);
    return key << 8 | (unsigned)script;
}

norm_status nrm_sound_systems_open(const nrm_systems *systems, nrm_sound_systems *out,
                                   norm_error *err)
{
    size_t total = nrm_sound_system_count(systems);
    size_t i;

    memset(out, 0, sizeof *out);
    if (total == 0 || total > NRM_SOUND_SYSTEMS)
        return nrm_fail(err, NORM_E_FORMAT, NORM_NO_OFFSET, "tables with %zu sound systems", total);
    out->count = total;
    memset(out->any_of, (int)total, sizeof out->any_of);
    for (i = 0; i < total; i++) {
        const nrm_system_head *head = nrm_system_head_of(nrm_sound_system_at(systems, i));

        out->items[i] = nrm_sound_system_at(systems, i);
        out->lang[i] = head->from_lang;
        out->script[i] = nrm_script_find(head->from_script);
        out->key[i] = key_of(head->from_lang, out->script[i]);
        if (nrm_str_eq_c(head->from_lang, "und"))
            out->any_of[out->script[i]] = (uint8_t)i;
    }
    /* A script with one language only needs no system for und. */
    for (i = 0; i < total; i++) {
        if (out->any_of[out->script[i]] == total)
            out->any_of[out->script[i]] = (uint8_t)i;
    }
    return NORM_OK;
}

size_t nrm_sound_system_of(const nrm_sound_systems *systems, norm_str lang, nrm_script script)
{
    norm_str rest = lang;
    uint64_t key = key_of(nrm_str_cut(&rest, '-'), script);
    size_t i;

    for (i = 0; key != 0 && i < systems->count; i++) {
        if (systems->key[i] == key)
            return i;
    }
    return systems->any_of[script];
}

norm_str nrm_sound_system_tag(const nrm_sound_systems *systems, size_t system)
{
    norm_str id = nrm_system_head_of(systems->items[system])->id;

    return nrm_str_slice(id, sizeof "sounds-" - 1, id.len);
}
