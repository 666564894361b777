/* translit/ruleset.h - a rule file with all that it uses taken in, checked, and turned round.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TRANSLIT_RULESET_H
#define NRM_TRANSLIT_RULESET_H

#include "translit/rules.h"

/* Reads files[index], takes in what it uses and checks it. alphabet: content of alphabet.tsv.
 * Fails: FORMAT, UTF8, NOMEM. */
norm_status nrm_ruleset_load(nrm_arena *arena, const nrm_rule_file *files, size_t count,
                             size_t index, norm_str alphabet, nrm_rules *out, norm_error *err);

/* The checks of translit/checks.c; rules are complete. */
norm_status nrm_ruleset_check(const nrm_rules *rules, norm_str alphabet, norm_error *err);

/* The rules of the reverse direction. Fails: NOMEM. */
norm_status nrm_ruleset_invert(nrm_arena *arena, const nrm_rules *rules, nrm_rules *out,
                               norm_error *err);

bool nrm_ruleset_is_reversible(const nrm_rules *rules);

/* Language and script of `to`; the language may be empty. */
typedef struct nrm_target {
    norm_str lang, script;
} nrm_target;
nrm_target nrm_ruleset_target(const nrm_rules *rules);

/* < 0 when a goes before b, by "Which rule wins" of docs/tables.md; 0: the one that stands
 * first. Rules of words before others, whatever the length. */
int nrm_rule_order(const nrm_rule *a, const nrm_rule *b);

/* A message with the rule's file and line. */
norm_status nrm_rule_fail(const nrm_rule *rule, norm_error *err, const char *what);

#endif
