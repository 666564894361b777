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
/* And but for the words beside the name that the query has: г. Шуша. Less, for they may be of the
 * name: of Yeni-Kishlak, Yeniqışlaq is the first, not Yeni. */
#define SAME_PROPER (3 * NRM_NAT)
/* One name is in letters what a standard makes of the other: Kokoleti of ქოქოლეთი, not of გოგოლეთი.
 */
#define SAME_BY_STANDARD (4 * NRM_NAT)

/* What the country and the kind say, in 1/1024 nat, where query and name have one: they are taken
 * to be right in 19 of 20 records, and to agree by chance in one of five. ln(.95/.2), ln(.05/.8).
 * So is the language of a romanized name: hy-Latn is seldom written about a place that has no
 * Armenian name. */
#define AGREES  1595
#define DIFFERS (-2839)

/* What the generic words of a name say that it names. */
typedef enum thing {
    THING_UNSAID = 0,
    THING_SETTLEMENT,
    THING_AREA
} thing;

/* What it says of a query and a name, in 1/1024 nat: the town of Shusha is not Shusha District, and
 * who means the district says so. Shusha alone is the town in either. Within one thing the very
 * word counts a little: Fuzuli region may well be Fuzuli District, yet rather Fuzuli Region. */
static const int32_t things_say[3][3] = {
    /* name:  unsaid      settlement      area */
    {0, 0, -NRM_NAT},                      /* query: unsaid */
    {0, NRM_NAT / 2, -5 * NRM_NAT},        /* settlement */
    {-NRM_NAT, -5 * NRM_NAT, 2 * NRM_NAT}, /* area */
};
#define SAME_THING (NRM_NAT / 4)

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

static bool is_one_of(norm_str sense, const char *const *names, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (nrm_str_eq_c(sense, names[i]))
            return true;
    }
    return false;
}

static thing thing_of(const nrm_beside *query, const nrm_word *word)
{
    static const char *const settlements[] = {"city", "village", "settlement"};
    static const char *const areas[] = {"district", "region", "province", "municipality"};
    norm_str sense;

    if (word->role != NRM_ROLE_GENERIC || word->sense == 0)
        return THING_UNSAID;
    sense = query->encoder->names->senses[word->sense];
    if (is_one_of(sense, settlements, NRM_LEN(settlements)))
        return THING_SETTLEMENT;
    return is_one_of(sense, areas, NRM_LEN(areas)) ? THING_AREA : THING_UNSAID;
}

/* The first word that says it, and what; NULL when none does. */
static const nrm_word *thing_word(const nrm_beside *query, const norm_name *name, thing *out)
{
    size_t i;

    *out = THING_UNSAID;
    for (i = 0; i < name->word_count; i++) {
        *out = thing_of(query, &nrm_name_words(name)[i]);
        if (*out != THING_UNSAID)
            return &nrm_name_words(name)[i];
    }
    return NULL;
}

static int32_t what_things_say(const nrm_beside *query, const norm_name *other)
{
    thing asked;
    thing named;
    const nrm_word *a = thing_word(query, query->name, &asked);
    const nrm_word *b = thing_word(query, other, &named);
    int32_t says = things_say[asked][named];

    return a != NULL && b != NULL && a->sense == b->sense ? says + SAME_THING : says;
}

static int32_t what_letters_say(const nrm_beside *query, const norm_name *other)
{
    if (nrm_text_key(nrm_name_text(other)) == query->text_key)
        return query->name->word_count == other->word_count ? SAME_LETTERS + SAME_WORDS
                                                            : SAME_LETTERS;
    return query->proper_key != query->text_key &&
                   nrm_text_key(nrm_proper_text(other)) == query->proper_key
               ? SAME_PROPER
               : 0;
}

int32_t nrm_beside_evidence(const nrm_beside *query, const nrm_index_name *other)
{
    int32_t sum = 0;

    sum += what_letters_say(query, other->name);
    if (query->country != 0 && other->country != 0)
        sum += query->country == other->country ? AGREES : DIFFERS;
    if (query->kind != NORM_KIND_ANY && other->name->kind != NORM_KIND_ANY)
        sum += query->kind == (norm_kind)other->name->kind ? 0 : DIFFERS;
    if (is_romanization(query, other->name))
        sum += AGREES;
    return sum + what_things_say(query, other->name);
}

/* What of a name is written out by a standard: without the words beside it when the query has some.
 */
static norm_str letters_of(const nrm_beside *query, const norm_name *name)
{
    return query->proper_key != query->text_key ? nrm_proper_text(name) : nrm_name_text(name);
}

/* Is `to`, in its letters, what a system of the language of `from` makes of it? */
static norm_status is_made(const nrm_beside *query, nrm_arena *arena, const norm_name *from,
                           const norm_name *to, bool *out, norm_error *err)
{
    const nrm_word *word = first_word(from);
    uint64_t wanted = nrm_text_key(letters_of(query, to));
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
        status = nrm_translit(arena, system, letters_of(query, from), false, &made, NULL, err);
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
