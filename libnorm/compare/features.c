/* compare/features.c - the evidence of two names, as numbers for the calibration.
 * SPDX-License-Identifier: MIT */
#include "compare/features.h"

#include <string.h>

#include "compare/contradict.h"

#define ONE         1024
#define RARITY_UNIT (ONE / NRM_RARITY_UNITS)

const char *nrm_feature_name(nrm_feature feature)
{
    static const char *const names[NRM_FEATURES] = {"evidence",
                                                    "gap",
                                                    "worst gap",
                                                    "length",
                                                    "both left",
                                                    "one left",
                                                    "left share",
                                                    "contradicted",
                                                    "kind",
                                                    "length gap",
                                                    "initials",
                                                    "order",
                                                    "minor left",
                                                    "minor both",
                                                    "assumed",
                                                    "joined",
                                                    "rarity of the words",
                                                    "least rarity",
                                                    "rarity left on both",
                                                    "rarity left on one",
                                                    "letters alone",
                                                    "worst operation",
                                                    "same script"};

    return names[feature];
}

bool nrm_in_order(const norm_name *a, const norm_name *b)
{
    if (a->order != b->order)
        return a->order < b->order;
    if (a->size != b->size)
        return a->size < b->size;
    /* Equal but for the kind, unless two hashes collide. */
    return memcmp(a + 1, b + 1, a->size - sizeof *a) <= 0;
}

static bool counts(const nrm_word *word)
{
    return word->role == NRM_ROLE_WORD || word->role == NRM_ROLE_PATRONYMIC;
}

/* What may be missing on one side: a patronymic most often is. */
static bool is_minor(const nrm_word *word)
{
    return word->role == NRM_ROLE_KIND || word->role == NRM_ROLE_MEANING ||
           word->role == NRM_ROLE_NUMBER || word->role == NRM_ROLE_PATRONYMIC;
}

typedef struct side_sums {
    int32_t all;   /* sounds of the words that count */
    int32_t left;  /* of those without a partner */
    int32_t minor; /* minor words without a partner */
    int32_t rare;  /* rarity of those that count and have none, nor are minor */
} side_sums;

static side_sums sum_side(const norm_name *name, uint32_t used)
{
    side_sums sums = {0, 0, 0, 0};
    size_t i;

    for (i = 0; i < name->word_count; i++) {
        const nrm_word *word = &nrm_name_words(name)[i];
        bool is_left = (used >> i & 1U) == 0;

        if (counts(word)) {
            sums.all += word->sound_count;
            sums.left += is_left && !is_minor(word) ? word->sound_count : 0;
            sums.rare += is_left && !is_minor(word) ? nrm_name_rarities(name)[i] * RARITY_UNIT : 0;
        }
        sums.minor += is_left && is_minor(word);
    }
    return sums;
}

static int32_t count_contradictions(const norm_name *a, const norm_name *b,
                                    const nrm_alignment *alignment)
{
    const nrm_word *words_a = nrm_name_words(a);
    const nrm_word *words_b = nrm_name_words(b);
    int32_t count = 0;
    size_t i;
    size_t j;

    for (i = 0; i < a->word_count; i++) {
        if ((alignment->a_used >> i & 1U) != 0)
            continue;
        for (j = 0; j < b->word_count; j++) {
            if ((alignment->b_used >> j & 1U) == 0 &&
                nrm_contradiction_of_left(&words_a[i], &words_b[j]) != NULL) {
                count++;
                break;
            }
        }
    }
    for (i = 0; i < alignment->count; i++) {
        const nrm_pairing *p = &alignment->items[i];

        count += p->a_words == 1 && p->b_words == 1 &&
                 nrm_contradiction_of_pair(a, p->a, b, p->b) != NULL;
    }
    return count + (nrm_contradiction_of_names(a, b, alignment) != NULL);
}

/* Words for what is named that are left: a lake is no river. */
static int32_t compare_kinds(const norm_name *a, const norm_name *b)
{
    int32_t agree = 0;
    int32_t differ = 0;
    size_t i;
    size_t j;

    for (i = 0; i < a->word_count; i++) {
        const nrm_word *word = &nrm_name_words(a)[i];

        if ((word->role != NRM_ROLE_KIND && word->role != NRM_ROLE_GENERIC) || word->sense == 0)
            continue;
        for (j = 0; j < b->word_count; j++) {
            const nrm_word *other = &nrm_name_words(b)[j];

            if ((other->role != NRM_ROLE_KIND && other->role != NRM_ROLE_GENERIC) ||
                other->sense == 0)
                continue;
            agree += word->sense == other->sense;
            differ += word->sense != other->sense;
        }
    }
    return agree > 0 ? agree : -differ;
}

/* Of two words that stand against one, the rarer counts. */
static int32_t rarest(const norm_name *name, size_t begin, size_t count)
{
    int32_t most = 0;
    size_t i;

    for (i = begin; i < begin + count; i++) {
        int32_t rarity = nrm_name_rarities(name)[i] * RARITY_UNIT;

        most = rarity > most ? rarity : most;
    }
    return most;
}

/* A pairing is as rare as the side that is less so: the rare one may be a slip of the pen. */
static void add_rarity(const norm_name *a, const norm_name *b, const nrm_pairing *p,
                       nrm_features *out)
{
    int32_t rare_a = rarest(a, p->a, p->a_words);
    int32_t rare_b = rarest(b, p->b, p->b_words);
    int32_t rare = rare_a < rare_b ? rare_a : rare_b;
    int32_t *least = &out->v[NRM_F_LEAST_RARE];

    out->v[NRM_F_RARITY] += rare;
    *least = *least == 0 || rare < *least ? rare : *least;
}

static bool is_assumed(const nrm_pairing *p)
{
    return p->how == NRM_HOW_SENSE || p->how == NRM_HOW_CLUSTER || p->how == NRM_HOW_PLACE ||
           p->how == NRM_HOW_ACRONYM;
}

static void add_pairings(const norm_name *a, const norm_name *b, const nrm_alignment *alignment,
                         nrm_features *out)
{
    int64_t gap = 0;
    int32_t sounds = 0;
    int32_t longer = 0;
    bool is_alone = true;
    size_t i;

    for (i = 0; i < alignment->count; i++) {
        const nrm_pairing *p = &alignment->items[i];
        int32_t lacks = p->best > p->nats ? p->best - p->nats : 0;
        int32_t per_sound = lacks / (p->sounds > 0 ? p->sounds : 1);

        out->v[NRM_F_EVIDENCE] += p->nats;
        out->v[NRM_F_INITIALS] += p->how == NRM_HOW_INITIAL ? ONE : 0;
        is_alone = is_alone && p->how == NRM_HOW_ACRONYM;
        out->v[NRM_F_LETTERS] += p->how == NRM_HOW_ACRONYM ? p->nats : 0;
        out->v[NRM_F_ASSUMED] += is_assumed(p) ? ONE : 0;
        out->v[NRM_F_JOINED] += p->how == NRM_HOW_SOUNDS && p->a_words != p->b_words ? ONE : 0;
        if (i > 0 && p->b < alignment->items[i - 1].b)
            out->v[NRM_F_ORDER] += ONE;
        if (p->how != NRM_HOW_SOUNDS)
            continue;
        add_rarity(a, b, p, out);
        gap += lacks;
        if (p->worst > out->v[NRM_F_WORST_OP])
            out->v[NRM_F_WORST_OP] = p->worst;
        sounds += p->sounds;
        if (per_sound > out->v[NRM_F_WORST])
            out->v[NRM_F_WORST] = per_sound;
        {
            int32_t len_a = (int32_t)nrm_word_sounds(a, p->a, p->a_words).len;
            int32_t len_b = (int32_t)nrm_word_sounds(b, p->b, p->b_words).len;

            longer += len_a > len_b ? len_a - len_b : len_b - len_a;
        }
    }
    if (!is_alone)
        out->v[NRM_F_LETTERS] = 0;
    if (sounds > 0) {
        out->v[NRM_F_GAP] = (int32_t)(gap / sounds);
        out->v[NRM_F_LENGTH_GAP] = longer * ONE / sounds;
    }
}

void nrm_features_of(const norm_name *a, const norm_name *b, const nrm_alignment *alignment,
                     nrm_features *out)
{
    side_sums sa = sum_side(a, alignment->a_used);
    side_sums sb = sum_side(b, alignment->b_used);
    int32_t all = sa.all + sb.all;

    memset(out, 0, sizeof *out);
    out->scripts = nrm_script_pair(a->script, b->script);
    add_pairings(a, b, alignment, out);
    out->v[NRM_F_LENGTH] = (sa.all < sb.all ? sa.all : sb.all) * ONE;
    out->v[NRM_F_BOTH_LEFT] = (sa.left < sb.left ? sa.left : sb.left) * ONE;
    out->v[NRM_F_ONE_LEFT] = (sa.left < sb.left ? sb.left - sa.left : sa.left - sb.left) * ONE;
    out->v[NRM_F_RARE_BOTH] = sa.rare < sb.rare ? sa.rare : sb.rare;
    out->v[NRM_F_RARE_ONE] = sa.rare < sb.rare ? sb.rare - sa.rare : sa.rare - sb.rare;
    out->v[NRM_F_LEFT_SHARE] = all > 0 ? (sa.left + sb.left) * ONE / all : 0;
    out->v[NRM_F_CONTRADICTED] = count_contradictions(a, b, alignment) * ONE;
    out->v[NRM_F_SAME_SCRIPT] = a->script == b->script ? ONE : 0;
    out->v[NRM_F_KIND] = compare_kinds(a, b) * ONE;
    out->v[NRM_F_MINOR_LEFT] =
        (sa.minor > sb.minor ? sa.minor - sb.minor : sb.minor - sa.minor) * ONE;
    out->v[NRM_F_MINOR_BOTH] = (sa.minor < sb.minor ? sa.minor : sb.minor) * ONE;
}
