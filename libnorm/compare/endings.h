/* compare/endings.h - endings of names that stand for each other: -yan and -ian, -ov and -ova.
 * SPDX-License-Identifier: MIT
 *
 * An ending is known by its sounds, so that one table serves all scripts. Endings of one family
 * are forms of one. What it costs that two words of one name have two of them is learned and
 * stands in nrm_ending_costs; without costs an ending means nothing.
 *
 * Section ENDS: u8 forms; for each u8 class and two strings, family and form (u8 length, bytes);
 * u8 endings; for each u8 form, u8 length and symbols, those with one last symbol together and the
 * longer ones first. */
#ifndef NRM_COMPARE_ENDINGS_H
#define NRM_COMPARE_ENDINGS_H

#include "base/arena.h"
#include "base/reader.h"
#include "compare/alphabet.h"

#define NRM_ENDING_SOUNDS 8   /* most of an ending */
#define NRM_ENDING_STEM   2   /* least sounds that an ending leaves of a word */
#define NRM_ENDINGS       200 /* most endings, 0 included */
#define NRM_ENDING_FORMS  64
#define NRM_NO_ENDING     0

typedef enum nrm_ending_class {
    NRM_ENDING_FAMILY = 0,
    NRM_ENDING_FEMININE,
    NRM_ENDING_PATRONYMIC, /* of words in that role, and of no others */
    NRM_ENDING_CLASSES
} nrm_ending_class;

typedef struct nrm_ending {
    uint8_t form;
    uint8_t count;
    uint8_t sounds[NRM_ENDING_SOUNDS];
} nrm_ending;

typedef struct nrm_ending_form {
    uint8_t class; /* nrm_ending_class */
    norm_str family, name;
} nrm_ending_form;

typedef struct nrm_endings {
    nrm_ending items[NRM_ENDINGS]; /* 0: no ending */
    size_t count;
    nrm_ending_form forms[NRM_ENDING_FORMS];
    size_t form_count;
    uint8_t first[NRM_SOUNDS]; /* of the endings with this last sound; [0]: that without sounds */
} nrm_endings;

/* The ending of a word with these sounds; NRM_NO_ENDING when it has none that is listed. */
uint8_t nrm_ending_of(const nrm_endings *endings, const uint8_t *sounds, size_t count,
                      bool is_patronymic);

/* Whether a word with these sounds has this ending. */
bool nrm_ending_fits(const nrm_endings *endings, size_t ending, const uint8_t *sounds,
                     size_t count);

/* Whether both are endings, and forms of one or the same: -yan and -ian. */
bool nrm_endings_one_family(const nrm_endings *endings, uint8_t a, uint8_t b);

/* Reads section ENDS. Names of forms lie in it. Fails: FORMAT. */
norm_status nrm_endings_open(nrm_reader section, const nrm_alphabet *alphabet, nrm_endings *out,
                             norm_error *err);

/* Compiles tables/sounds/endings.tsv. Fails: FORMAT (with line), NOMEM. */
norm_status nrm_endings_compile(nrm_arena *arena, norm_str tsv, const nrm_alphabet *alphabet,
                                norm_str *out, norm_error *err);

/* ---- what they cost ---- */

#define NRM_ENDING_APART INT16_MIN /* no operation: not forms of one, or the same form */

typedef struct nrm_ending_costs {
    const nrm_endings *endings;
    /* [form of a][form of b]: what is taken off what equal endings would bring, <= 0, in 1/1024
     * nat; or NRM_ENDING_APART */
    int16_t nats[NRM_ENDING_FORMS][NRM_ENDING_FORMS];
} nrm_ending_costs;

/* costs may be NULL: none are known. Endings are those of nrm_name_endings(). */
static inline int16_t nrm_ending_cost(const nrm_ending_costs *costs, uint8_t a, uint8_t b)
{
    if (costs == NULL || a == NRM_NO_ENDING || b == NRM_NO_ENDING)
        return NRM_ENDING_APART;
    return costs->nats[costs->endings->items[a].form][costs->endings->items[b].form];
}

/* What the operation is called: "family ending", "feminine ending", "patronymic ending". */
const char *nrm_ending_operation(const nrm_endings *endings, uint8_t a, uint8_t b);

/* Compiles tables/costs/endings.tsv: rows of family, two forms and nats. Fails: FORMAT (with
 * line), NOMEM. */
norm_status nrm_ending_costs_compile(nrm_arena *arena, norm_str tsv, norm_str *out,
                                     norm_error *err);

/* Reads compiled rows. A form that the endings do not have is passed over: it was learned with
 * other tables. Fails: FORMAT. */
norm_status nrm_ending_costs_open(nrm_reader rows, const nrm_endings *endings,
                                  nrm_ending_costs *out, norm_error *err);

#endif
