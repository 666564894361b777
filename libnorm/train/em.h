/* train/em.h - learn edit costs from pairs of words by expectation maximisation.
 * SPDX-License-Identifier: MIT
 * Source: Ristad & Yianilos 1998, "Learning string-edit distance", extended to
 * operations of two sounds against one and to places in the word. */
#ifndef NRM_TRAIN_EM_H
#define NRM_TRAIN_EM_H

#include "base/buf.h"
#include "compare/costs.h"
#include "compare/edit.h"

typedef struct nrm_em_sample { /* two spellings of one word */
    const uint8_t *a, *b;      /* symbol numbers */
    uint8_t a_len, b_len;      /* 1 to NRM_WORD_SOUNDS */
    uint8_t a_system, b_system;
} nrm_em_sample;

typedef struct nrm_em_task {
    const nrm_em_sample *samples;
    size_t count;
    const nrm_sound_systems *systems;
    const nrm_alphabet *alphabet;
    unsigned rounds;
    void (*progress)(void *user, const char *stage, size_t done, size_t total); /* or NULL */
    void *user;
} nrm_em_task;

/* Appends the rows of tables/costs/sounds.tsv, header included. scratch is
 * rewound by the caller. Fails: NOMEM. */
norm_status nrm_em_learn(const nrm_em_task *task, nrm_arena *scratch, nrm_buf *out,
                         norm_error *err);

#endif
