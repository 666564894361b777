/* index/beside.c - what speaks for a name of an index besides how it sounds.
 * SPDX-License-Identifier: MIT */
#include "index/beside.h"

#include "base/str.h"
#include "compare/costs.h"
#include "index/keys.h"
#include "translit/engine.h"

/* What follows is where the first answer was most often the right one, on 8,000 queries with one
 * true place each (docs/index.md). */

/* The same letters but for marks: of Qasımlı and Kasımlı, which sound alike, Qasimli is the first.
 */
#define SAME_LETTERS (5 * NRM_NAT)
/* And in the same words: Kız Kalesi, Kızkalesi. */
#define SAME_WORDS (2 * NRM_NAT)
/* One name is in letters what a standard makes of the other: Kokoleti of ქოქოლეთი, not of გოგოლეთი.
 */
#define SAME_BY_STANDARD (4 * NRM_NAT)

/* What the country and the kind say, in 1/1024 nat, where query and name have one: they are taken
 * to be right in 19 of 20 records, and to agree by chance in one of five. ln(.95/.2), ln(.05/.8).
 * So is the language of a romanized name: hy-Latn is seldom written about a place that has no
 * Armenian name. */
#define AGREES  1595
#define DIFFERS (-2839)

/* The first word that the name is found by; NULL when there is none. */
static const nrm_word *first_word(const norm_name *name)
{
    size_t i;

    for (i = 0; i < name->word_count; i++) {
        if (nrm_word_makes_keys(&nrm_name_words(name)[i]))
            return &nrm_name_words(name)[i];
    }
    return NULL;
}

/* One language in two scripts. */
static bool is_romanization(const nrm_beside *query, const norm_name *other)
{
    const nrm_sound_systems *systems = query->encoder->systems;
    const nrm_word *a = first_word(query->name);
    const nrm_word *b = first_word(other);

    return a != NULL && b != NULL && systems->script[a->system] != systems->script[b->system] &&
           nrm_str_eq(systems->lang[a->system], systems->lang[b->system]) &&
           !nrm_str_eq_c(systems->lang[a->system], "und");
}

int32_t nrm_beside_evidence(const nrm_beside *query, const nrm_index_name *other)
{
    int32_t sum = 0;

    if (nrm_text_key(nrm_name_text(other->name)) == query->text_key)
        sum += query->name->word_count == other->name->word_count ? SAME_LETTERS + SAME_WORDS
                                                                  : SAME_LETTERS;
    if (query->country != 0 && other->country != 0)
        sum += query->country == other->country ? AGREES : DIFFERS;
    if (query->kind != NORM_KIND_ANY && other->name->kind != NORM_KIND_ANY)
        sum += query->kind == (norm_kind)other->name->kind ? 0 : DIFFERS;
    if (is_romanization(query, other->name))
        sum += AGREES;
    return sum;
}

/* Is `to`, in its letters, what a system of the language of `from` makes of it? */
static norm_status is_made(const nrm_beside *query, nrm_arena *arena, const norm_name *from,
                           const norm_name *to, bool *out, norm_error *err)
{
    const nrm_word *word = first_word(from);
    uint64_t wanted = nrm_text_key(nrm_name_text(to));
    size_t i;

    *out = false;
    for (i = 0; word != NULL && !*out && i < nrm_systems_count(query->systems); i++) {
        const nrm_system *system = nrm_systems_at(query->systems, i);
        norm_str made;
        norm_status status;

        if (system->from_script != (nrm_script)from->script ||
            system->to_script != (nrm_script)to->script ||
            !nrm_str_eq(system->head.from_lang, query->encoder->systems->lang[word->system]))
            continue;
        status = nrm_translit(arena, system, nrm_name_text(from), false, &made, NULL, err);
        if (status == NORM_E_NOMEM)
            return status;
        *out = status == NORM_OK && nrm_text_key(made) == wanted;
    }
    return NORM_OK;
}

norm_status nrm_beside_standard(const nrm_beside *query, nrm_arena *arena,
                                const nrm_index_name *other, int32_t *evidence, norm_error *err)
{
    nrm_mark mark = nrm_arena_mark(arena);
    bool made = false;
    norm_status status = NORM_OK;

    *evidence = 0;
    if (query->name->script == other->name->script)
        return NORM_OK;
    status = is_made(query, arena, other->name, query->name, &made, err);
    if (status == NORM_OK && !made)
        status = is_made(query, arena, query->name, other->name, &made, err);
    nrm_arena_rewind(arena, mark);
    *evidence = made ? SAME_BY_STANDARD : 0;
    return status;
}
