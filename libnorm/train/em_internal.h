/* train/em_internal.h - what learning edit costs and writing them down share.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TRAIN_EM_INTERNAL_H
#define NRM_TRAIN_EM_INTERNAL_H

#include "train/em.h"

#define ROW          (NRM_WORD_SOUNDS + 1)
#define BIGRAMS      384   /* most frequent bigrams that may take part in 2:1 */
#define LANG_SAMPLES 2500  /* samples that a pair of languages needs for its own table */
#define TRUST_HUB    200.0 /* weights of the table above, in operations */
#define TRUST_SCRIPT 300.0
#define TRUST_LANG   1000.0
#define DISCOUNT     2.0 /* taken off counts of 2:1, against learning by heart */
#define LISTED       1.0 /* least expected count of a row that is written down */
#define GROUPS       200

typedef struct table {
    double one[NRM_PLACES][NRM_SOUNDS][NRM_SOUNDS];
    double two_one[BIGRAMS][NRM_SOUNDS]; /* [bigram of a][b] */
    double one_two[BIGRAMS][NRM_SOUNDS]; /* [bigram of b][a] */
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
    double alpha[ROW][ROW];
    double beta[ROW][ROW];
} learner;

/* A sample as its group sees it. */
typedef struct view {
    const uint8_t *a, *b;
    size_t n, m;
} view;

view nrm_em_view(learner *l, const nrm_em_sample *sample, group **of);

/* A table of languages has its tags in byte order, that of their scripts may
 * have them the other way round. */
bool nrm_em_parent_is_exchanged(const learner *l, const group *g);

/* Operations inside a word, 2:1 and 1:2 included. */
double nrm_em_sum_inside(const table *t, size_t bigrams);

/* Counts how often each sound stands where, for log P(x) and log P(y). */
void nrm_em_count_background(learner *l);

/* Appends the rows of all groups. */
void nrm_em_write(learner *l, nrm_buf *out);

#endif
