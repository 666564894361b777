/* compare/inflected.h - a name of running text, compared in its base forms too.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_COMPARE_INFLECTED_H
#define NRM_COMPARE_INFLECTED_H

#include "compare/match.h"
#include "name/inflect.h"

/* What taking an ending off costs: log 2. The name as it stands and a base form are two readings,
 * neither likelier than the other. */
#define NRM_INFLECTED_NATS 710

typedef struct nrm_inflected {
    const norm_name *names[NRM_BASE_FORMS]; /* the base forms, without the name itself */
    const nrm_base_form *forms;
    size_t count;
} nrm_inflected;

/* The base forms of a name by the rules of the language that its first word is read in. All is in
 * the arena. Fails: NOMEM. */
norm_status nrm_inflected_of(const nrm_inflections *inflections, const nrm_encoder *encoder,
                             nrm_arena *arena, const norm_name *name, nrm_inflected *out,
                             norm_error *err);

/* nrm_match() of b with a or the base form of a that scores best. *best: its number, or
 * inflected->count for a itself. */
norm_match_result nrm_match_inflected(const nrm_matcher *matcher, const norm_name *a,
                                      const nrm_inflected *inflected, const norm_name *b,
                                      norm_kind kind, double prior, size_t *best);

#endif
