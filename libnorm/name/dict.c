/* name/dict.c - words that have a role or a meaning in names.
 * SPDX-License-Identifier: MIT
 *
 * Section NAME, written by name/dict_compile.c:
 *   u32 slots (a power of two), u32 entries, u32 langs, u32 senses, u32 suffixes
 *   slots of { u64 hash; u32 first; u32 count }, count 0 when free
 *   entries of { u8 role, side, kind, gender, flags, 0; u16 lang, sense, group, cluster, 0 }
 *   langs and senses as { u16 length; bytes }
 *   suffixes as { u8 type, gender, script, letters, given; u32 letters[], given[] } */
#include "name/dict.h"

#include <string.h>

#include "base/fail.h"
#include "base/hash.h"
#include "base/str.h"

#define SLOT_SIZE       16
#define ENTRY_SIZE      16
#define FLAG_DOTTED     1U
#define FLAG_DIMINUTIVE 2U
#define FLAG_JOINS      4U
#define MOST_SUFFIXES   4096U

const char *nrm_role_name(nrm_role role)
{
    static const char *const names[NRM_ROLES] = {
        "word",         "generic",         "kind",     "meaning", "number", "initial",
        "patronymic",   "patronymic mark", "particle", "title",   "suffix", "legal form",
        "function word"};

    return names[role];
}

static norm_status fail_damaged(norm_error *err)
{
    return nrm_fail(err, NORM_E_FORMAT, NORM_NO_OFFSET, "damaged tables: dictionary of names");
}

static norm_status read_strings(nrm_arena *arena, nrm_reader *reader, size_t count,
                                const norm_str **out, norm_error *err)
{
    norm_str *strings;
    size_t i;

    if (count > UINT16_MAX)
        return fail_damaged(err);
    strings = nrm_arena_alloc(arena, count, sizeof *strings);
    if (strings == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < count; i++)
        strings[i] = nrm_read_bytes(reader, nrm_read_u16(reader));
    *out = strings;
    return reader->failed ? fail_damaged(err) : NORM_OK;
}

static norm_status read_suffixes(nrm_arena *arena, nrm_reader *reader, size_t count, nrm_names *out,
                                 norm_error *err)
{
    nrm_suffix *suffixes;
    size_t i;

    if (count > MOST_SUFFIXES)
        return fail_damaged(err);
    suffixes = nrm_arena_alloc(arena, count, sizeof *suffixes);
    if (suffixes == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < count; i++) {
        suffixes[i].type = nrm_read_u8(reader);
        suffixes[i].gender = nrm_read_u8(reader);
        suffixes[i].script = (nrm_script)nrm_read_u8(reader);
        suffixes[i].count = nrm_read_u8(reader);
        suffixes[i].given_count = nrm_read_u8(reader);
        suffixes[i].letters = nrm_read_array(reader, suffixes[i].count, 4);
        suffixes[i].given = nrm_read_array(reader, suffixes[i].given_count, 4);
    }
    out->suffixes = suffixes;
    out->suffix_count = count;
    return reader->failed ? fail_damaged(err) : NORM_OK;
}

/* Every slot and entry once, so that look-ups need no checks. */
static norm_status check(const nrm_names *names, norm_error *err)
{
    size_t used = 0;
    size_t i;

    for (i = 0; i <= names->slot_mask; i++) {
        const uint8_t *slot = names->slots + i * SLOT_SIZE;
        size_t first = nrm_load_u32(slot + 8);
        size_t count = nrm_load_u32(slot + 12);

        if (first > names->entry_count || count > names->entry_count - first)
            return fail_damaged(err);
        used += count > 0;
    }
    if (used > names->slot_mask) /* a probe must meet a free slot */
        return fail_damaged(err);
    for (i = 0; i < names->entry_count; i++) {
        const uint8_t *at = names->entries + i * ENTRY_SIZE;

        if (at[0] >= NRM_ROLES || at[1] > NRM_SIDE_AFTER ||
            nrm_load_u16(at + 6) >= names->lang_count || nrm_load_u16(at + 8) >= names->sense_count)
            return fail_damaged(err);
    }
    return NORM_OK;
}

norm_status nrm_names_open(nrm_arena *arena, nrm_reader section, nrm_names *out, norm_error *err)
{
    size_t slots = nrm_read_u32(&section);
    size_t entries = nrm_read_u32(&section);
    size_t langs = nrm_read_u32(&section);
    size_t senses = nrm_read_u32(&section);
    size_t suffixes = nrm_read_u32(&section);
    norm_status status;

    memset(out, 0, sizeof *out);
    if (section.failed || slots == 0 || (slots & (slots - 1)) != 0)
        return fail_damaged(err);
    out->slots = nrm_read_array(&section, slots, SLOT_SIZE);
    out->slot_mask = slots - 1;
    out->entries = nrm_read_array(&section, entries, ENTRY_SIZE);
    out->entry_count = entries;
    if (section.failed)
        return fail_damaged(err);
    out->lang_count = langs;
    out->sense_count = senses;
    status = read_strings(arena, &section, langs, &out->langs, err);
    if (status == NORM_OK)
        status = read_strings(arena, &section, senses, &out->senses, err);
    if (status == NORM_OK)
        status = read_suffixes(arena, &section, suffixes, out, err);
    if (status == NORM_OK)
        status = check(out, err);
    return status;
}

uint64_t nrm_word_hash_add(uint64_t hash, uint32_t cp)
{
    return nrm_hash_mix(hash, cp);
}

size_t nrm_names_find(const nrm_names *names, uint64_t hash, size_t *first)
{
    size_t i = (size_t)hash & names->slot_mask;

    for (;;) {
        const uint8_t *slot = names->slots + i * SLOT_SIZE;
        size_t count = nrm_load_u32(slot + 12);

        if (count == 0)
            return 0;
        if (nrm_load_u64(slot) == hash) {
            *first = nrm_load_u32(slot + 8);
            return count;
        }
        i = (i + 1) & names->slot_mask;
    }
}

nrm_entry nrm_names_entry(const nrm_names *names, size_t index)
{
    const uint8_t *at = names->entries + index * ENTRY_SIZE;

    return (nrm_entry){.role = (nrm_role)at[0],
                       .side = (nrm_side)at[1],
                       .kind = at[2],
                       .gender = at[3],
                       .dotted = (at[4] & FLAG_DOTTED) != 0,
                       .diminutive = (at[4] & FLAG_DIMINUTIVE) != 0,
                       .joins = (at[4] & FLAG_JOINS) != 0,
                       .lang = nrm_load_u16(at + 6),
                       .sense = nrm_load_u16(at + 8),
                       .group = nrm_load_u16(at + 10),
                       .cluster = nrm_load_u16(at + 12)};
}

norm_str nrm_names_place(const nrm_names *names, uint16_t cluster)
{
    size_t tag = cluster & ~(NRM_CLUSTER_PLACE | NRM_CLUSTER_COUNTRY);

    if ((cluster & NRM_CLUSTER_PLACE) == 0 || tag >= names->sense_count)
        return (norm_str){"", 0};
    return names->senses[tag];
}

static norm_str base_language(norm_str tag)
{
    return nrm_str_cut(&tag, '-');
}

static bool is_armenian(norm_str lang)
{
    return nrm_str_eq_c(lang, "hy") || nrm_str_eq_c(lang, "hyw");
}

nrm_lang_fit nrm_names_lang_fit(const nrm_names *names, uint16_t lang, size_t letters,
                                norm_str name_lang, nrm_script script)
{
    norm_str entry = base_language(names->langs[lang]);
    norm_str name = base_language(name_lang);
    bool is_known = name.len > 0 && !nrm_str_eq_c(name, "und");

    if (is_known && nrm_str_eq(entry, name))
        return NRM_FIT_SAME;
    if (nrm_str_eq_c(entry, "und") || nrm_str_eq_c(entry, "*"))
        return NRM_FIT_NEAR;
    /* English and Russian words stand beside names in lists of any language. */
    if ((script == NRM_SCRIPT_LATN && nrm_str_eq_c(entry, "en")) ||
        (script == NRM_SCRIPT_CYRL && nrm_str_eq_c(entry, "ru")))
        return NRM_FIT_NEAR;
    if (is_known)
        return is_armenian(entry) && is_armenian(name) ? NRM_FIT_NEAR : NRM_FIT_FOREIGN;
    /* In a name of unknown language, one or two letters mean too many things. */
    if (letters <= 2 && (script == NRM_SCRIPT_LATN || script == NRM_SCRIPT_CYRL))
        return NRM_FIT_FOREIGN;
    return NRM_FIT_NEAR;
}
