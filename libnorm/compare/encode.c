/* compare/encode.c - a name made ready for comparison.
 * SPDX-License-Identifier: MIT */
#include "compare/encode.h"

#include <string.h>

#include "base/fail.h"
#include "base/hash.h"
#include "compare/acronym.h"
#include "compare/edit.h"
#include "text/icu.h"
#include "text/tidy.h"
#include "text/utf8.h"

#define TEXT_LIMIT  60000U /* origins and word bounds are 16 bits */
#define SOUND_LIMIT ((size_t)NRM_TOKENS * NRM_WORD_SOUNDS)
#define HASH_SEED   UINT64_C(0x656e636f6465) /* "encode" */

typedef struct draft { /* a name being encoded */
    nrm_tokens tokens;
    nrm_word words[NRM_TOKENS];
    uint8_t sounds[SOUND_LIMIT];
    uint16_t origins[SOUND_LIMIT];
    uint8_t rarities[NRM_TOKENS];
    uint8_t endings[NRM_TOKENS];
    size_t sound_count;
} draft;

static size_t origin_offset(const norm_name *name)
{
    size_t end = sizeof *name + name->word_count * (sizeof(nrm_word) + 2) + name->sound_count;

    return (end + 1) / 2 * 2;
}

size_t nrm_name_origin(const norm_name *name, size_t sound)
{
    return nrm_load_u16((const uint8_t *)name + origin_offset(name) + 2 * sound);
}

norm_str nrm_name_text(const norm_name *name)
{
    size_t at = origin_offset(name) + 2 * (size_t)name->sound_count;

    return (norm_str){(const char *)name + at, name->text_len};
}

bool nrm_have_one_given(const nrm_word *a, const nrm_word *b)
{
    size_t i;
    size_t j;

    if ((a->short_forms & b->short_forms & NRM_FAMILY) == 0)
        return false;
    for (i = 0; i < NRM_CLUSTERS && a->clusters[i] != 0; i++) {
        for (j = 0; j < NRM_CLUSTERS && b->clusters[j] != 0; j++) {
            if (a->clusters[i] == b->clusters[j])
                return true;
        }
    }
    return false;
}

nrm_given nrm_given_names(const nrm_word *a, const nrm_word *b)
{
    nrm_given found = NRM_GIVEN_DIFFER;
    size_t i;
    size_t j;

    /* A father's name is nobody else's: Ivan Petrovich, Petr Ivanovich. */
    if (a->clusters[0] == 0 || b->clusters[0] == 0 || a->role != b->role ||
        ((a->short_forms ^ b->short_forms) & NRM_FAMILY) != 0 ||
        ((a->clusters[0] | b->clusters[0]) & NRM_CLUSTER_PLACE) != 0)
        return NRM_GIVEN_UNKNOWN;
    for (i = 0; i < NRM_CLUSTERS && a->clusters[i] != 0; i++) {
        for (j = 0; j < NRM_CLUSTERS && b->clusters[j] != 0; j++) {
            if (a->clusters[i] != b->clusters[j])
                continue;
            if ((a->short_forms >> i & 1U) != (b->short_forms >> j & 1U))
                found = found == NRM_GIVEN_DIFFER ? NRM_GIVEN_SHORT : found;
            else
                found = NRM_GIVEN_SAME;
        }
    }
    /* Petrov is not Petrosyan, so that much says nothing yet. */
    if ((a->short_forms & NRM_FAMILY) != 0 && found != NRM_GIVEN_DIFFER)
        return NRM_GIVEN_UNKNOWN;
    /* Short forms serve more names than are listed; so do those with many. */
    if (found == NRM_GIVEN_DIFFER &&
        (((a->short_forms | b->short_forms) & NRM_SHORT) != 0 ||
         a->clusters[NRM_CLUSTERS - 1] != 0 || b->clusters[NRM_CLUSTERS - 1] != 0))
        return NRM_GIVEN_UNKNOWN;
    return found;
}

/* Sounds of a word in a script without tables: through ICU's romanisation. */
static norm_status foreign_sounds(const nrm_encoder *encoder, nrm_arena *arena, norm_str text,
                                  uint8_t *bytes, size_t *count, size_t *system, norm_error *err)
{
    norm_str latin;
    uint32_t cps[NRM_WORD_SOUNDS * 2];
    size_t letters = 0;
    size_t pos = 0;
    bool is_readable;
    norm_status status = nrm_icu_romanize(arena, text, &latin, err);

    *count = 0;
    *system = encoder->systems->any_of[NRM_SCRIPT_LATN];
    is_readable = *system < encoder->systems->count;
    if (!is_readable)
        *system = 0; /* tables without Latin letters: any system, for no sounds */
    if (status == NORM_E_UNSUPPORTED)
        return NORM_OK; /* no sounds: such words compare by their text */
    if (status != NORM_OK || !is_readable)
        return status;
    while (pos < latin.len && letters < NRM_LEN(cps)) {
        uint32_t cp = nrm_utf8_next(latin, &pos);

        if (nrm_cp_is_letter(cp) || nrm_cp_is_digit(cp))
            cps[letters++] = nrm_cp_lower(cp, NRM_CASE_ROOT);
    }
    *count =
        nrm_sounds(encoder->systems->items[*system], cps, letters, bytes, NULL, NRM_WORD_SOUNDS);
    return NORM_OK;
}

static norm_status encode_word(const nrm_encoder *encoder, nrm_arena *arena, norm_str text,
                               norm_str lang, draft *d, size_t i, norm_error *err)
{
    const nrm_token *token = &d->tokens.items[i];
    nrm_script script =
        token->script == NRM_SCRIPT_COMMON ? NRM_SCRIPT_LATN : (nrm_script)token->script;
    size_t system = nrm_sound_system_of(encoder->systems, lang, script);
    nrm_word *word = &d->words[i];
    uint8_t bytes[NRM_WORD_SOUNDS];
    uint16_t origins[NRM_WORD_SOUNDS] = {0};
    size_t count = 0;
    size_t kept = 0;
    size_t k;

    if (system < encoder->systems->count) {
        count =
            nrm_sounds(encoder->systems->items[system], d->tokens.cps + token->cp_begin,
                       (size_t)(token->cp_end - token->cp_begin), bytes, origins, NRM_WORD_SOUNDS);
    } else {
        norm_status status =
            foreign_sounds(encoder, arena, nrm_str_slice(text, token->begin, token->end), bytes,
                           &count, &system, err);

        if (status != NORM_OK)
            return status;
    }
    for (k = 0; k < count; k++) {
        uint8_t number = encoder->alphabet->number_of[bytes[k]];

        if (number == NRM_NO_SOUND)
            continue;
        d->sounds[d->sound_count + kept] = number;
        d->origins[d->sound_count + kept] =
            (uint16_t)d->tokens.offsets[token->cp_begin + origins[k]];
        kept++;
    }
    *word = (nrm_word){.begin = (uint16_t)token->begin,
                       .end = (uint16_t)token->end,
                       .sound_begin = (uint16_t)d->sound_count,
                       .sound_count = (uint8_t)kept,
                       .system = (uint8_t)system,
                       .role = token->role,
                       .gender = token->gender,
                       .short_forms =
                           (uint8_t)(token->short_forms | (token->is_family ? NRM_FAMILY : 0U) |
                                     (token->is_acronym ? NRM_ACRONYM : 0U) |
                                     (token->continues ? NRM_CONTINUES : 0U)),
                       .sense = token->sense,
                       .group = token->group,
                       .clusters = {token->clusters[0], token->clusters[1], token->clusters[2]},
                       .number = token->number};
    if (encoder->rarities != NULL) {
        uint32_t key = nrm_rarity_key(encoder->alphabet, d->sounds + d->sound_count, kept);

        d->rarities[i] = kept > 0 ? nrm_rarity_of(encoder->rarities, key) : 0;
    }
    if (encoder->endings != NULL &&
        (token->role == NRM_ROLE_WORD || token->role == NRM_ROLE_PATRONYMIC))
        d->endings[i] = nrm_ending_of(encoder->endings, d->sounds + d->sound_count, kept,
                                      token->role == NRM_ROLE_PATRONYMIC);
    d->sound_count += kept;
    return NORM_OK;
}

/* Lays the draft out as one block. */
static norm_status lay_out(nrm_arena *arena, const draft *d, norm_str text, norm_kind kind,
                           nrm_script script, const norm_name **out, norm_error *err)
{
    norm_name head = {.text_len = (uint16_t)text.len,
                      .sound_count = (uint16_t)d->sound_count,
                      .word_count = (uint8_t)d->tokens.count,
                      .script = (uint8_t)script,
                      .cut = d->tokens.cut};
    size_t words_size = d->tokens.count * sizeof(nrm_word);
    size_t origins_at = origin_offset(&head);
    size_t size = origins_at + 2 * d->sound_count + text.len;
    uint8_t *block;
    size_t k;

    size = (size + 7) / 8 * 8;
    block = nrm_arena_alloc(arena, size, 1);
    if (block == NULL)
        return nrm_fail_nomem(err);
    memset(block, 0, size);
    head.size = (uint32_t)size;
    memcpy(block, &head, sizeof head);
    memcpy(block + sizeof head, d->words, words_size);
    memcpy(block + sizeof head + words_size, d->sounds, d->sound_count);
    memcpy(block + sizeof head + words_size + d->sound_count, d->rarities, d->tokens.count);
    memcpy(block + sizeof head + words_size + d->sound_count + d->tokens.count, d->endings,
           d->tokens.count);
    for (k = 0; k < d->sound_count; k++) {
        block[origins_at + 2 * k] = (uint8_t)d->origins[k];
        block[origins_at + 2 * k + 1] = (uint8_t)(d->origins[k] >> 8);
    }
    if (text.len > 0)
        memcpy(block + origins_at + 2 * d->sound_count, text.ptr, text.len);
    head.order = nrm_hash((norm_str){(const char *)block, size}, HASH_SEED);
    head.kind = (uint8_t)kind;
    memcpy(block, &head, sizeof head);
    *out = (const norm_name *)(const void *)block;
    return NORM_OK;
}

/* Acronyms of fewer letters may stand beside words that fit them by chance. */
#define LETTERS_BESIDE 3

/* Does a word of the name have its letters written out beside it? The words must be a name without
 * it. */
static bool is_written_out(const norm_name *name, size_t word)
{
    nrm_run runs[NRM_TOKENS];
    size_t count = nrm_acronym_runs(NULL, name, word, name, runs);
    size_t i;
    size_t k;

    for (i = 0; i < count; i++) {
        size_t end = (size_t)runs[i].first + runs[i].count;

        if (runs[i].letters < LETTERS_BESIDE || (word >= runs[i].first && word < end))
            continue;
        for (k = runs[i].first; k < end; k++) {
            if (nrm_name_words(name)[k].role == NRM_ROLE_WORD)
                return true;
        }
    }
    return false;
}

/* Sets such acronyms aside; false when there are none. */
static bool set_aside_acronyms(const norm_name *name, draft *d)
{
    bool found = false;
    size_t i;

    for (i = 0; i < name->word_count; i++) {
        if (nrm_is_acronym(&d->words[i]) && is_written_out(name, i)) {
            d->words[i].role = NRM_ROLE_GENERIC;
            found = true;
        }
    }
    return found;
}

norm_status nrm_encode(const nrm_encoder *encoder, nrm_arena *arena, norm_str text, norm_str lang,
                       norm_kind kind, const norm_name **out, norm_error *err)
{
    draft d;
    norm_str tidy;
    nrm_script script;
    size_t i;
    norm_status status = nrm_utf8_check(text, err);

    *out = NULL;
    if (status == NORM_OK)
        status = nrm_tidy(arena, text, lang, &tidy, err);
    if (status != NORM_OK)
        return status;
    if (tidy.len > TEXT_LIMIT)
        return nrm_fail(err, NORM_E_LIMIT, TEXT_LIMIT, "a name of %zu bytes; at most %u are taken",
                        tidy.len, TEXT_LIMIT);
    script = nrm_detect_script(tidy);
    /* Without a language, one that is written in the script by itself alone
     * needs no guess; for the others the sounds of und keep what is ambiguous. */
    nrm_tokenize(encoder->names, tidy, lang, kind, &d.tokens);
    d.sound_count = 0;
    memset(d.rarities, 0, sizeof d.rarities);
    memset(d.endings, 0, sizeof d.endings);
    for (i = 0; i < d.tokens.count && status == NORM_OK; i++)
        status = encode_word(encoder, arena, tidy, lang, &d, i, err);
    if (status != NORM_OK)
        return status;
    status = lay_out(arena, &d, tidy, kind, script, out, err);
    if (status == NORM_OK && set_aside_acronyms(*out, &d))
        status = lay_out(arena, &d, tidy, kind, script, out, err);
    return status;
}

static bool are_endings_sound(const norm_name *name, const nrm_endings *endings)
{
    const nrm_word *words = nrm_name_words(name);
    size_t i;

    for (i = 0; i < name->word_count; i++) {
        uint8_t ending = nrm_name_endings(name)[i];

        if (ending != NRM_NO_ENDING &&
            (endings == NULL || ending >= endings->count ||
             !nrm_ending_fits(endings, ending, nrm_name_sounds(name) + words[i].sound_begin,
                              words[i].sound_count)))
            return false;
    }
    return true;
}

const norm_name *nrm_name_check(const void *bytes, size_t size, const nrm_encoder *encoder)
{
    const norm_name *name = bytes;
    const uint8_t *sounds;
    size_t next = 0; /* sounds of words stand one after another: words are compared joined */
    size_t i;

    if (size < sizeof *name || name->size > size || name->size % 8 != 0 ||
        name->word_count > NRM_TOKENS || name->sound_count > SOUND_LIMIT ||
        name->kind > NORM_KIND_ORG || name->script >= NRM_SCRIPT_COUNT ||
        origin_offset(name) + 2 * (size_t)name->sound_count + name->text_len > name->size)
        return NULL;
    for (i = 0; i < name->word_count; i++) {
        const nrm_word *word = &nrm_name_words(name)[i];

        if (word->sound_begin != next || word->sound_count > name->sound_count - next ||
            word->sound_count > NRM_WORD_SOUNDS || word->system >= encoder->systems->count ||
            word->role >= NRM_ROLES || word->begin > word->end || word->end > name->text_len ||
            word->sense >= encoder->names->sense_count)
            return NULL;
        next += word->sound_count;
    }
    sounds = nrm_name_sounds(name);
    if (!are_endings_sound(name, encoder->endings))
        return NULL;
    for (i = 0; i < name->sound_count; i++) {
        if (sounds[i] == NRM_NO_SOUND || sounds[i] >= encoder->alphabet->count ||
            nrm_name_origin(name, i) > name->text_len)
            return NULL;
    }
    return name;
}
