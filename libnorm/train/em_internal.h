/* train/em_internal.h - what learning edit costs and writing them down share.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TRAIN_EM_INTERNAL_H
#define NRM_TRAIN_EM_INTERNAL_H

#include "compare/wide.h"
#include "train/em.h"

#define ROW          (NRM_WORD_SOUNDS + 1)
#define BIGRAMS      384   /* most frequent bigrams that may take part in 2:1 */
#define LANG_SAMPLES 2500  /* samples that a pair of languages needs for its own table */
#define TRUST_HUB    200.0 /* weights of the table above, in operations */
#define TRUST_SCRIPT 300.0
#define TRUST_LANG   1000.0
#define DISCOUNT     2.0 /* taken off counts of 2:1 and wide operations, against learning by heart */
#define LISTED       1.0 /* least expected count of a row that is written down */
#define GROUPS       200

typedef struct table {
    double one[NRM_PLACES][NRM_SOUNDS][NRM_SOUNDS];
    double two_one[BIGRAMS][NRM_SOUNDS]; /* [bigram of a][b] */
    double one_two[BIGRAMS][NRM_SOUNDS]; /* [bigram of b][a] */
    double wide[NRM_WIDE_OPS];
} table;

typedef struct group {
    norm_str tag_a, tag_b;
    size_t parent; /* index of the table above; the hub is its own */
    size_t samples;
    double trust;
    table *counts;
    table *probs;
    double sounds_a[NRM_PLACES][NRM_SOUNDS]; /* how often each sound stands where */
    double sounds_b[NRM_PLACES][NRM_SOUNDS];
} group;

typedef struct learner {
    const nrm_em_task *task;
    nrm_arena *arena;
    group groups[GROUPS];
    size_t group_count;
    uint16_t group_of[NRM_SOUND_SYSTEMS][NRM_SOUND_SYSTEMS];
    uint8_t exchange[NRM_SOUND_SYSTEMS][NRM_SOUND_SYSTEMS];
    uint16_t bigram_of[NRM_SOUNDS * NRM_SOUNDS];
    uint16_t bigrams[BIGRAMS]; /* first * NRM_SOUNDS + second */
    size_t bigram_count;       /* 0 included */
    nrm_wides wides;           /* chosen half way */
    uint32_t *runs;            /* [first][second][third]: how often these sounds stand in a row;
                                  third 0: the first two, second 0 too: the first */
    size_t sound_count;        /* in all samples */
    double alpha[ROW][ROW];
    double beta[ROW][ROW];
} learner;

/* A sample as its group sees it. */
typedef struct view {
    const uint8_t *a, *b;
    size_t n, m;
} view;

/* A step into a cell. */
typedef struct arc {
    double *cell;          /* its number in the table asked for */
    size_t from_i, from_j; /* the cell that it comes from */
    nrm_place place;
} arc;

#define ARCS 8 /* most into a cell */

size_t nrm_em_arcs(const learner *l, table *t, const view *v, size_t i, size_t j, arc arcs[ARCS]);

view nrm_em_view(learner *l, const nrm_em_sample *sample, group **of);

/* A table of languages has its tags in byte order, that of their scripts may
 * have them the other way round. */
bool nrm_em_parent_is_exchanged(const learner *l, const group *g);

/* Operations inside a word, those without place included. */
double nrm_em_sum_inside(const learner *l, const table *t);

/* Counts how often each sound stands where, for nrm_em_chance(). Fails: NOMEM. */
norm_status nrm_em_count_background(learner *l, norm_error *err);

/* log P(x) + log P(y) of what an operation takes, filled up with 0. */
double nrm_em_chance(const learner *l, const group *g, nrm_place place, const uint8_t a[NRM_SIDE],
                     const uint8_t b[NRM_SIDE]);

/* Numbers the wide operations that are worth it, under the probabilities at hand, and gives them
 * probabilities to begin with, in `start` too. scratch is rewound. Fails: NOMEM. */
norm_status nrm_em_choose_wide(learner *l, table *start, nrm_arena *scratch, norm_error *err);

/* Appends the rows of all groups. */
void nrm_em_write(learner *l, nrm_buf *out);

#endif
