/* translit/invert.c - the rules of the reverse direction ("Reverse" of docs/tables.md).
 * SPDX-License-Identifier: MIT */
#include "base/buf.h"
#include "base/fail.h"
#include "text/ucd.h"
#include "text/utf8.h"
#include "translit/ruleset.h"

static bool has_context(const nrm_rule *rule)
{
    return rule->context.left_count + rule->context.right_count > 0;
}

/* The output of a rule as letters to match, in lower case; ptr NULL when out of memory. */
static nrm_cps output_letters(nrm_arena *arena, norm_str to, nrm_case how)
{
    uint32_t *cps = nrm_arena_alloc(arena, to.len, sizeof *cps);
    size_t count = 0;
    size_t pos = 0;

    while (cps != NULL && pos < to.len)
        cps[count++] = nrm_cp_lower(nrm_utf8_next(to, &pos), how);
    return (nrm_cps){cps, count};
}

static norm_status input_text(nrm_arena *arena, nrm_cps from, norm_str *out, norm_error *err)
{
    char *text = nrm_arena_alloc(arena, from.len, 4);
    size_t len = 0;
    size_t i;

    if (text == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < from.len; i++)
        len += nrm_utf8_put(text + len, from.ptr[i]);
    *out = (norm_str){text, len};
    return NORM_OK;
}

static nrm_rule *find(nrm_rules *rules, const nrm_rule *like)
{
    size_t i;

    for (i = 0; i < rules->rule_count; i++) {
        nrm_rule *rule = &rules->rules[i];

        if (rule->kind == like->kind && nrm_cps_eq(rule->from, like->from) &&
            nrm_context_eq(&rule->context, &like->context))
            return rule;
    }
    return NULL;
}

static norm_status append(nrm_arena *arena, nrm_rules *out, const nrm_rule *rule, norm_error *err)
{
    out->rules = nrm_list_room(arena, out->rules, out->rule_count, sizeof *rule);
    if (out->rules == NULL)
        return nrm_fail_nomem(err);
    out->rules[out->rule_count++] = *rule;
    return NORM_OK;
}

/* Adds B -> A of a rule A -> B, unless a rule for B is there: the first one wins. */
static norm_status add_inverse(nrm_arena *arena, const nrm_rule *rule, nrm_case how, nrm_rules *out,
                               norm_error *err)
{
    nrm_rule inverse = {.kind = rule->kind, .path = rule->path, .line = rule->line};
    norm_status status;

    if (rule->to.len == 0)
        return NORM_OK;
    inverse.from = output_letters(arena, rule->to, how);
    if (inverse.from.ptr == NULL)
        return nrm_fail_nomem(err);
    if (find(out, &inverse) != NULL)
        return NORM_OK;
    status = input_text(arena, rule->from, &inverse.to, err);
    return status == NORM_OK ? append(arena, out, &inverse, err) : status;
}

/* A `back` rule stands in the reverse direction as it is written. */
static norm_status add_back(nrm_arena *arena, const nrm_rule *rule, nrm_rules *out, norm_error *err)
{
    nrm_rule plain = *rule;
    nrm_rule *old;

    plain.kind = NRM_RULE_PLAIN;
    old = find(out, &plain);
    if (old == NULL)
        return append(arena, out, &plain, err);
    *old = plain;
    return NORM_OK;
}

norm_status nrm_ruleset_invert(nrm_arena *arena, const nrm_rules *rules, nrm_rules *out,
                               norm_error *err)
{
    nrm_target target = nrm_ruleset_target(rules);
    nrm_case how = nrm_case_of_lang(target.lang);
    norm_status status;
    nrm_buf to;
    int pass; /* 0: rules without a context, 1: rules with one, 2: `back` */
    size_t i;

    *out = (nrm_rules){.path = rules->path, .head = rules->head};
    out->head.from_lang = target.lang;
    out->head.from_script = target.script;
    nrm_buf_init(&to, arena);
    nrm_buf_add(&to, rules->head.from_lang);
    nrm_buf_add_byte(&to, ' ');
    nrm_buf_add(&to, rules->head.from_script);
    status = nrm_buf_finish(&to, &out->head.to, err);
    out->classes = rules->classes;
    out->class_count = rules->class_count;
    for (pass = 0; pass < 3; pass++) {
        for (i = 0; status == NORM_OK && i < rules->rule_count; i++) {
            const nrm_rule *rule = &rules->rules[i];

            if (rule->kind == NRM_RULE_BACK) {
                if (pass == 2)
                    status = add_back(arena, rule, out, err);
            } else if (pass == (int)has_context(rule)) {
                status = add_inverse(arena, rule, how, out, err);
            }
        }
    }
    return status;
}
