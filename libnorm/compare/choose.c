/* compare/choose.c - which pairings of words go together best.
 * SPDX-License-Identifier: MIT */
#include "compare/choose.h"

#include <string.h>

typedef struct board {
    const nrm_cell *cells;
    size_t count;
    size_t words_a, words_b;
} board;

static bool is_free(const nrm_alignment *out, const nrm_pairing *p)
{
    return (out->a_used & nrm_word_bits(p->a, p->a_words)) == 0 &&
           (out->b_used & nrm_word_bits(p->b, p->b_words)) == 0;
}

static void put(nrm_alignment *out, const nrm_pairing *p)
{
    out->items[out->count++] = *p;
    out->a_used |= nrm_word_bits(p->a, p->a_words);
    out->b_used |= nrm_word_bits(p->b, p->b_words);
}

static void choose_greedy(const board *all, nrm_alignment *out)
{
    for (;;) {
        const nrm_cell *best = NULL;
        size_t k;

        for (k = 0; k < all->count; k++) {
            const nrm_cell *c = &all->cells[k];

            if (is_free(out, &c->pairing) && (best == NULL || c->value > best->value))
                best = c;
        }
        if (best == NULL)
            return;
        put(out, &best->pairing);
    }
}

/* f[i][mask]: most value from words i.. of a when the words in mask of b are
 * taken; choice: the cell behind it + 1, or 0 to leave word i. */
static void choose_exact(const board *all, nrm_alignment *out)
{
    int32_t f[NRM_ALIGN_EXACT + 2][1U << NRM_ALIGN_EXACT];
    uint16_t choice[NRM_ALIGN_EXACT][1U << NRM_ALIGN_EXACT];
    size_t n = all->words_a;
    uint32_t masks = UINT32_C(1) << all->words_b;
    uint32_t mask;
    size_t i;
    size_t k;

    memset(f[n], 0, masks * sizeof f[n][0]);
    for (i = n; i-- > 0;) {
        memcpy(f[i], f[i + 1], masks * sizeof f[i][0]);
        memset(choice[i], 0, masks * sizeof choice[i][0]);
        for (k = 0; k < all->count; k++) {
            const nrm_pairing *p = &all->cells[k].pairing;
            uint32_t taken = nrm_word_bits(p->b, p->b_words);

            if (p->a != i)
                continue;
            for (mask = 0; mask < masks; mask++) {
                int32_t value;

                if ((mask & taken) != 0)
                    continue;
                value = all->cells[k].value + f[i + p->a_words][mask | taken];
                if (value > f[i][mask]) {
                    f[i][mask] = value;
                    choice[i][mask] = (uint16_t)(k + 1);
                }
            }
        }
    }
    for (i = 0, mask = 0; i < n;) {
        const nrm_pairing *p;

        if (choice[i][mask] == 0) {
            i++;
            continue;
        }
        p = &all->cells[choice[i][mask] - 1].pairing;
        put(out, p);
        mask |= nrm_word_bits(p->b, p->b_words);
        i += p->a_words;
    }
}

static void order_by_a(nrm_alignment *out)
{
    size_t i;
    size_t k;

    for (i = 1; i < out->count; i++) {
        nrm_pairing p = out->items[i];

        for (k = i; k > 0 && out->items[k - 1].a > p.a; k--)
            out->items[k] = out->items[k - 1];
        out->items[k] = p;
    }
}

void nrm_choose(const nrm_cell *cells, size_t count, size_t words_a, size_t words_b,
                nrm_alignment *out)
{
    board all = {cells, count, words_a, words_b};

    out->count = 0;
    out->a_used = 0;
    out->b_used = 0;
    if (count == 1) {
        put(out, &cells[0].pairing);
    } else if (count > 1 && words_a <= NRM_ALIGN_EXACT && words_b <= NRM_ALIGN_EXACT) {
        choose_exact(&all, out);
    } else if (count > 1) {
        choose_greedy(&all, out);
        order_by_a(out);
    }
}
