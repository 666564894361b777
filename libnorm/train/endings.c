/* train/endings.c - what it costs that two words of one name have two endings.
 * SPDX-License-Identifier: MIT */
#include "train/endings.h"

#include <math.h>
#include <string.h>

#include "base/fail.h"

#define TRUST   20.0 /* weight of the class, in pairs of words; and in it that of ASSUMED */
#define ASSUMED 0.05 /* a guess: as rare as the rarer changes of family names that were learned */

typedef struct counts {
    /* [form][form]: pairs of words with the two, either way round, halved when they differ */
    double pairs[NRM_ENDING_FORMS][NRM_ENDING_FORMS];
    double changed[NRM_ENDING_CLASSES]; /* of a class, all its forms together */
    double kept[NRM_ENDING_CLASSES];
} counts;

static void count_name_pair(const nrm_endings *endings, const nrm_costs *costs, const norm_name *a,
                            const norm_name *b, counts *c)
{
    nrm_alignment alignment;
    size_t i;

    nrm_align(costs, a, b, &alignment);
    for (i = 0; i < alignment.count; i++) {
        const nrm_pairing *p = &alignment.items[i];
        uint8_t ending_a = nrm_name_endings(a)[p->a];
        uint8_t ending_b = nrm_name_endings(b)[p->b];
        uint8_t x = endings->items[ending_a].form;
        uint8_t y = endings->items[ending_b].form;

        if (p->how != NRM_HOW_SOUNDS || p->nats <= 0 || p->a_words != 1 || p->b_words != 1 ||
            ending_a == NRM_NO_ENDING || ending_b == NRM_NO_ENDING)
            continue;
        c->pairs[x][y] += x == y ? 1.0 : 0.5;
        if (x != y)
            c->pairs[y][x] += 0.5;
    }
}

/* The class of the operation between two forms. */
static size_t class_of(const nrm_endings *endings, size_t a, size_t b)
{
    size_t class_a = endings->forms[a].class;
    size_t class_b = endings->forms[b].class;

    return class_a > class_b ? class_a : class_b; /* feminine against family is feminine */
}

/* Whether two forms may stand for each other. */
static bool are_kin(const nrm_endings *endings, size_t a, size_t b)
{
    return a != b && nrm_str_eq(endings->forms[a].family, endings->forms[b].family);
}

/* How often forms a and b would stand for each other if endings changed freely. */
static double kept_of(const counts *c, size_t a, size_t b)
{
    return sqrt(c->pairs[a][a] * c->pairs[b][b]);
}

static void count_classes(const nrm_endings *endings, counts *c)
{
    size_t a;
    size_t b;

    for (a = 0; a < endings->form_count; a++) {
        for (b = a + 1; b < endings->form_count; b++) {
            if (are_kin(endings, a, b)) {
                c->changed[class_of(endings, a, b)] += c->pairs[a][b];
                c->kept[class_of(endings, a, b)] += kept_of(c, a, b);
            }
        }
    }
}

static void write_row(const nrm_endings *endings, const counts *c, size_t a, size_t b, nrm_buf *out)
{
    const nrm_ending_form *form = &endings->forms[a];
    const nrm_ending_form *other = &endings->forms[b];
    size_t class = class_of(endings, a, b);
    double kept = kept_of(c, a, b);
    double share;
    double units;

    share = (c->changed[class] + TRUST * ASSUMED) / (c->kept[class] + TRUST);
    units = floor(log((c->pairs[a][b] + TRUST * share) / (kept + TRUST)) * NRM_NAT + 0.5);
    nrm_buf_addf(out, "%.*s\t%.*s\t%.*s\t%d\t%ld\n", (int)form->family.len, form->family.ptr,
                 (int)form->name.len, form->name.ptr, (int)other->name.len, other->name.ptr,
                 units > 0 ? 0 : (int)units, (long)(2 * c->pairs[a][b] + 0.5));
}

norm_status nrm_endings_learn(const nrm_endings *endings, const nrm_name_pair *pairs, size_t count,
                              const nrm_costs *costs, nrm_arena *scratch, nrm_buf *out,
                              norm_error *err)
{
    counts *c = nrm_arena_alloc(scratch, 1, sizeof *c);
    size_t a;
    size_t b;
    size_t i;

    if (c == NULL)
        return nrm_fail_nomem(err);
    memset(c, 0, sizeof *c);
    for (i = 0; i < count; i++) {
        if (pairs[i].a != NULL && (pairs[i].label == 1 || pairs[i].label == -1))
            count_name_pair(endings, costs, pairs[i].a, pairs[i].b, c);
    }
    count_classes(endings, c);
    nrm_buf_addf(out, "# What it costs that an ending is another form of itself, learned by norm "
                      "train (docs/matching.md).\n"
                      "# nats: in 1/1024 nat, off what equal endings bring; count: how often it "
                      "was seen.\n"
                      "family\ta\tb\tnats\tcount\n");
    for (a = 0; a < endings->form_count; a++) {
        for (b = a + 1; b < endings->form_count; b++) {
            if (are_kin(endings, a, b))
                write_row(endings, c, a, b, out);
        }
    }
    return out->failed ? nrm_fail_nomem(err) : NORM_OK;
}
