/* index/quick.c - how alike two names sound, for choosing whom to compare in full.
 * SPDX-License-Identifier: MIT */
#include "index/quick.h"

#include "compare/align.h"
#include "index/keys.h"

static void add_words(const norm_name *name, bool all, nrm_quick *out)
{
    size_t i;
    size_t k;

    for (i = 0; i < name->word_count; i++) {
        const nrm_word *word = &nrm_name_words(name)[i];

        if (!all && !nrm_word_makes_keys(word))
            continue;
        if (out->count == 0)
            out->system = word->system;
        for (k = 0; k < word->sound_count && out->count < NRM_QUICK_SOUNDS; k++)
            out->sounds[out->count++] = nrm_name_sounds(name)[word->sound_begin + k];
    }
}

void nrm_quick_of(const norm_name *name, nrm_quick *out)
{
    out->count = 0;
    out->system = 0;
    add_words(name, false, out);
    if (out->count == 0)
        add_words(name, true, out); /* "Village" and nothing else */
}

static int32_t best_of(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/* d[j] is the best evidence of the first i sounds of a against j of b. */
static int32_t best_path(const nrm_pair_costs *pair, const nrm_quick *a, const nrm_quick *b)
{
    const int16_t(*one)[NRM_SOUNDS] = pair->one[NRM_PLACE_INSIDE];
    int32_t d[NRM_QUICK_SOUNDS + 1];
    size_t i;
    size_t j;

    d[0] = 0;
    for (j = 1; j <= b->count; j++)
        d[j] = d[j - 1] + one[0][b->sounds[j - 1]];
    for (i = 0; i < a->count; i++) {
        const int16_t *row = one[a->sounds[i]];
        int32_t diagonal = d[0];

        d[0] += row[0];
        for (j = 1; j <= b->count; j++) {
            uint8_t sound = b->sounds[j - 1];
            int32_t best = best_of(diagonal + row[sound], d[j] + row[0]);

            diagonal = d[j];
            d[j] = best_of(best, d[j - 1] + one[0][sound]);
        }
    }
    return d[b->count];
}

int32_t nrm_quick_score(const nrm_costs *costs, const nrm_quick *a, const nrm_quick *b)
{
    bool exchange;
    const nrm_pair_costs *pair = nrm_costs_for(costs, a->system, b->system, &exchange);

    return exchange ? best_path(pair, b, a) : best_path(pair, a, b);
}
