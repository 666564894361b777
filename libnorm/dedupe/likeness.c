/* dedupe/likeness.c - how much speaks for two names of a data set being one entity's.
 * SPDX-License-Identifier: MIT
 *
 * The matcher's score, calibrated on pairs of names from two languages, with
 * three rules for what a data set has besides. */
#include "dedupe/likeness.h"

/* What it costs that two names in one script that a single language writes as
 * it speaks (Armenian, Georgian) are not spelled alike. Between languages a
 * letter may be lost or changed on the way; here Arevshat and Arevashat are two
 * villages. Of pairs of such names with log odds of 4 by the calibration, four
 * in ten are one place. */
#define OWN_SCRIPT (4 * NRM_NAT)

void nrm_likeness_init(nrm_likeness *likeness, const nrm_matcher *matcher, double prior,
                       int32_t threshold)
{
    size_t i;

    likeness->matcher = matcher;
    for (i = 0; i < NRM_KINDS; i++)
        likeness->shift[i] = nrm_prior_shift(matcher->scorer, (norm_kind)i, prior) - threshold;
}

static bool in_own_script(const norm_name *a, const norm_name *b)
{
    return a->script == b->script && (a->script == NRM_SCRIPT_ARMN || a->script == NRM_SCRIPT_GEOR);
}

/* The next word from *i on that is the name itself; NULL: none. */
static const nrm_word *next_word(const norm_name *name, size_t *i)
{
    while (*i < name->word_count) {
        const nrm_word *word = &nrm_name_words(name)[(*i)++];

        if (word->role == NRM_ROLE_WORD || word->role == NRM_ROLE_PATRONYMIC)
            return word;
    }
    return NULL;
}

static bool sound_alike(const norm_name *a, const nrm_word *x, const norm_name *b,
                        const nrm_word *y)
{
    size_t k;

    if (x->sound_count != y->sound_count)
        return false;
    for (k = 0; k < x->sound_count; k++) {
        if (nrm_name_sounds(a)[x->sound_begin + k] != nrm_name_sounds(b)[y->sound_begin + k])
            return false;
    }
    return true;
}

/* Do the names have the same number of words, in the same order, of which one
 * is spelled otherwise? Words that one side lacks are for the matcher to judge. */
static bool spelled_otherwise(const norm_name *a, const norm_name *b, const nrm_features *features)
{
    bool otherwise = false;
    size_t i = 0;
    size_t j = 0;

    if (features->v[NRM_F_ORDER] > 0)
        return false;
    for (;;) {
        const nrm_word *x = next_word(a, &i);
        const nrm_word *y = next_word(b, &j);

        if (x == NULL || y == NULL)
            return x == y && otherwise;
        otherwise = otherwise || !sound_alike(a, x, b, y);
    }
}

int32_t nrm_likeness_of(const nrm_likeness *likeness, const norm_name *a, const norm_name *b)
{
    norm_kind kind = nrm_common_kind(a, b, NORM_KIND_ANY);
    nrm_features features;
    int32_t score;

    nrm_evidence_of(likeness->matcher->costs, a, b, &features);
    score = nrm_score(likeness->matcher->scorer, kind, &features) + likeness->shift[kind];
    /* A veto: a pair's evidence may outweigh a contradiction, but in a group
     * the name without the word stands between the two (Upper X, X, Lower X) and
     * must not draw them together. */
    if (features.v[NRM_F_CONTRADICTED] > 0)
        return score < NRM_EXCLUDED ? score : NRM_EXCLUDED;
    if (in_own_script(a, b) && spelled_otherwise(a, b, &features))
        score -= OWN_SCRIPT;
    if (nrm_is_by_few_letters(&features) && score >= 0)
        return -1; /* a data set has other names of these letters: neither for nor against */
    return score;
}
