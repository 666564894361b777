/* translit/checks.c - what is wrong with a rule file beyond its syntax.
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/fail.h"
#include "base/str.h"
#include "tables/tsv.h"
#include "text/ucd.h"
#include "translit/ruleset.h"

static norm_status fail_line(const nrm_rules *rules, uint32_t line, norm_error *err,
                             const char *what, nrm_cps letters)
{
    return nrm_fail_line(err, NORM_E_FORMAT, line, "%.*s: %s: %s", (int)rules->path.len,
                         rules->path.ptr, what, nrm_cps_show(letters).text);
}

static bool is_lower(nrm_cps letters, nrm_case how)
{
    size_t i;

    for (i = 0; i < letters.len; i++) {
        if (nrm_cp_lower(letters.ptr[i], how) != letters.ptr[i])
            return false;
    }
    return true;
}

static norm_status check_elements(const nrm_rules *rules, const nrm_rule *rule,
                                  const nrm_element *elements, size_t count, nrm_case how,
                                  norm_error *err)
{
    size_t i;

    for (i = 0; i < count; i++) {
        const nrm_element *e = &elements[i];

        if (e->kind == NRM_ELEMENT_CLASS && nrm_rules_class(rules, e->name) == NULL)
            return nrm_fail_line(err, NORM_E_FORMAT, rule->line, "%.*s: unknown class: %.*s",
                                 (int)rule->path.len, rule->path.ptr, (int)e->name.len,
                                 e->name.ptr);
        if (e->kind == NRM_ELEMENT_LETTERS && !is_lower(e->letters, how))
            return nrm_rule_fail(rule, err, "a capital in the context of");
    }
    return NORM_OK;
}

static norm_status check_letters(const nrm_rules *rules, norm_error *err)
{
    nrm_case there = nrm_case_of_lang(rules->head.from_lang);
    nrm_case back = nrm_case_of_lang(nrm_ruleset_target(rules).lang);
    norm_status status = NORM_OK;
    size_t i;

    for (i = 0; status == NORM_OK && i < rules->rule_count; i++) {
        const nrm_rule *rule = &rules->rules[i];
        nrm_case how = rule->kind == NRM_RULE_BACK ? back : there;

        if (!is_lower(rule->from, how))
            return nrm_rule_fail(rule, err, "rules are written in lower case");
        if (rule->kind == NRM_RULE_BACK && !nrm_ruleset_is_reversible(rules))
            return nrm_rule_fail(rule, err, "`back` without `reverse yes` or `with-marks`");
        status =
            check_elements(rules, rule, rule->context.left, rule->context.left_count, how, err);
        if (status == NORM_OK)
            status = check_elements(rules, rule, rule->context.right, rule->context.right_count,
                                    how, err);
    }
    for (i = 0; status == NORM_OK && i < rules->same_count; i++) {
        if (!is_lower(rules->sames[i].from, there) || !is_lower(rules->sames[i].to, there))
            return fail_line(rules, rules->sames[i].line, err,
                             "`drop` and `same` are written in lower case", rules->sames[i].from);
    }
    return status;
}

/* Whether part stands in whole. */
static bool contains(nrm_cps whole, nrm_cps part)
{
    size_t i;

    for (i = 0; part.len <= whole.len && i <= whole.len - part.len; i++) {
        if (memcmp(whole.ptr + i, part.ptr, part.len * sizeof *part.ptr) == 0)
            return true;
    }
    return false;
}

/* The `drop` or `same` that changes letters before the rules see them, or NULL. */
static const nrm_same *taken_away(const nrm_rules *rules, nrm_cps letters)
{
    size_t i;

    for (i = 0; i < rules->same_count; i++) {
        if (contains(letters, rules->sames[i].from))
            return &rules->sames[i];
    }
    return NULL;
}

static bool class_has(const nrm_class *class, nrm_cps letters)
{
    size_t i;

    for (i = 0; class != NULL && i < class->count; i++) {
        if (nrm_cps_eq(class->members[i], letters))
            return true;
    }
    return false;
}

/* Members that are all one letter long: only then a class takes one place for sure. */
static bool is_plain(const nrm_class *class)
{
    size_t i;

    for (i = 0; class != NULL && i < class->count; i++) {
        if (class->members[i].len != 1)
            return false;
    }
    return class != NULL;
}

/* Whether all that matches the positive element a matches the positive element b too. */
static bool implies(const nrm_rules *rules, const nrm_element *a, const nrm_element *b)
{
    const nrm_class *class_a;
    const nrm_class *class_b;
    size_t i;

    if (a->kind == NRM_ELEMENT_EDGE || b->kind == NRM_ELEMENT_EDGE)
        return a->kind == b->kind;
    if (b->kind == NRM_ELEMENT_LETTERS)
        return a->kind == NRM_ELEMENT_LETTERS && nrm_cps_eq(a->letters, b->letters);
    class_b = nrm_rules_class(rules, b->name);
    if (!is_plain(class_b))
        return a->kind == NRM_ELEMENT_CLASS && nrm_str_eq(a->name, b->name);
    if (a->kind == NRM_ELEMENT_LETTERS)
        return class_has(class_b, a->letters);
    class_a = nrm_rules_class(rules, a->name);
    for (i = 0; i < class_a->count; i++) {
        if (!class_has(class_b, class_a->members[i]))
            return false;
    }
    return true;
}

/* Whether nothing matches both positive elements. */
static bool disjoint(const nrm_rules *rules, const nrm_element *a, const nrm_element *b)
{
    const nrm_class *class_a;
    size_t i;

    if (a->kind == NRM_ELEMENT_EDGE || b->kind == NRM_ELEMENT_EDGE)
        return false; /* a class may hold signs that are edges */
    if (a->kind == NRM_ELEMENT_LETTERS) {
        if (b->kind == NRM_ELEMENT_LETTERS)
            return a->letters.len == 1 && b->letters.len == 1 &&
                   !nrm_cps_eq(a->letters, b->letters);
        return a->letters.len == 1 && is_plain(nrm_rules_class(rules, b->name)) &&
               !class_has(nrm_rules_class(rules, b->name), a->letters);
    }
    if (b->kind == NRM_ELEMENT_LETTERS)
        return disjoint(rules, b, a);
    class_a = nrm_rules_class(rules, a->name);
    if (!is_plain(class_a) || !is_plain(nrm_rules_class(rules, b->name)))
        return false;
    for (i = 0; i < class_a->count; i++) {
        if (class_has(nrm_rules_class(rules, b->name), class_a->members[i]))
            return false;
    }
    return true;
}

/* Whether a context side a is never there without b. */
static bool side_implies(const nrm_rules *rules, const nrm_element *a, size_t a_count,
                         const nrm_element *b, size_t b_count)
{
    size_t i;

    if (b_count > a_count)
        return false;
    for (i = 0; i < b_count; i++) {
        bool ok;

        if (a[i].negated && b[i].negated)
            ok = implies(rules, &b[i], &a[i]);
        else if (!a[i].negated && b[i].negated)
            ok = disjoint(rules, &a[i], &b[i]);
        else
            ok = !a[i].negated && implies(rules, &a[i], &b[i]);
        if (!ok)
            return false;
    }
    return true;
}

/* The rule that wins wherever rules[index] matches, or NULL. */
static const nrm_rule *shadow_of(const nrm_rules *rules, size_t index)
{
    const nrm_rule *rule = &rules->rules[index];
    size_t i;

    for (i = 0; i < rules->rule_count; i++) {
        const nrm_rule *other = &rules->rules[i];
        int order = nrm_rule_order(other, rule);

        if (i == index || other->kind != rule->kind || !nrm_cps_eq(other->from, rule->from) ||
            order > 0 || (order == 0 && i > index))
            continue;
        if (side_implies(rules, rule->context.left, rule->context.left_count, other->context.left,
                         other->context.left_count) &&
            side_implies(rules, rule->context.right, rule->context.right_count,
                         other->context.right, other->context.right_count))
            return other;
    }
    return NULL;
}

static bool context_is_taken(const nrm_rules *rules, const nrm_element *elements, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (elements[i].kind == NRM_ELEMENT_LETTERS && !elements[i].negated &&
            taken_away(rules, elements[i].letters) != NULL)
            return true;
    }
    return false;
}

static norm_status check_reachable(const nrm_rules *rules, norm_error *err)
{
    size_t i;

    for (i = 0; i < rules->rule_count; i++) {
        const nrm_rule *rule = &rules->rules[i];
        const nrm_rule *other = shadow_of(rules, i);

        if (other != NULL)
            return nrm_fail_line(err, NORM_E_FORMAT, rule->line,
                                 "%.*s: this rule never wins: %s, see line %u of %.*s",
                                 (int)rule->path.len, rule->path.ptr, nrm_cps_show(rule->from).text,
                                 (unsigned)other->line, (int)other->path.len, other->path.ptr);
        if (rule->kind == NRM_RULE_BACK) /* `drop` and `same` are of the other direction */
            continue;
        if (taken_away(rules, rule->from) != NULL ||
            context_is_taken(rules, rule->context.left, rule->context.left_count) ||
            context_is_taken(rules, rule->context.right, rule->context.right_count))
            return nrm_rule_fail(rule, err,
                                 "this rule never wins: `drop` or `same` takes its letters away");
    }
    return NORM_OK;
}

static bool has_plain_rule(const nrm_rules *rules, nrm_cps letters)
{
    size_t i;

    for (i = 0; i < rules->rule_count; i++) {
        const nrm_rule *rule = &rules->rules[i];

        if (rule->kind == NRM_RULE_PLAIN && nrm_cps_eq(rule->from, letters) &&
            rule->context.left_count + rule->context.right_count == 0)
            return true;
    }
    return false;
}

static const nrm_same *same_of(const nrm_rules *rules, nrm_cps letters)
{
    size_t i;

    for (i = 0; i < rules->same_count; i++) {
        if (nrm_cps_eq(rules->sames[i].from, letters))
            return &rules->sames[i];
    }
    return NULL;
}

/* A letter of the alphabet must have a rule without a context, or be read as letters that have. */
static norm_status check_alphabet(const nrm_rules *rules, norm_error *err)
{
    nrm_case how = nrm_case_of_lang(rules->head.from_lang);
    size_t i, j;

    for (i = 0; i < rules->alphabet_count; i++) {
        const nrm_letter_line *entry = &rules->alphabet[i];
        const nrm_same *same = same_of(rules, entry->letters);
        nrm_cps letters = same != NULL ? same->to : entry->letters;
        bool covered = has_plain_rule(rules, letters);

        if (!is_lower(entry->letters, how))
            return fail_line(rules, entry->line, err, "`alphabet` is written in lower case",
                             entry->letters);
        for (j = 0; !covered && same != NULL && j < letters.len; j++) {
            if (!has_plain_rule(rules, (nrm_cps){letters.ptr + j, 1}))
                break;
        }
        if (!covered && (same == NULL || j < letters.len))
            return fail_line(rules, entry->line, err,
                             "a letter of the alphabet has no rule without a context",
                             entry->letters);
    }
    return NORM_OK;
}

/* Which bytes alphabet.tsv names as symbols. */
static norm_status read_symbols(norm_str alphabet, bool known[256], norm_error *err)
{
    nrm_tsv tsv;
    size_t column = 0;
    bool more = true;
    norm_status status = nrm_tsv_open(&tsv, norm_str_from("alphabet.tsv"), alphabet, err);

    memset(known, 0, 256 * sizeof *known);
    if (status == NORM_OK)
        status = nrm_tsv_column(&tsv, "symbol", &column, err);
    while (status == NORM_OK && more) {
        status = nrm_tsv_next(&tsv, &more, err);
        if (status == NORM_OK && more && tsv.cells[column].len != 1)
            return nrm_fail_line(err, NORM_E_FORMAT, tsv.line,
                                 "alphabet.tsv: a symbol is one ASCII character");
        if (status == NORM_OK && more)
            known[(uint8_t)tsv.cells[column].ptr[0]] = true;
    }
    return status;
}

static norm_status check_sounds(const nrm_rules *rules, norm_str alphabet, norm_error *err)
{
    bool known[256];
    norm_status status = read_symbols(alphabet, known, err);
    size_t i, j;

    for (i = 0; status == NORM_OK && i < rules->rule_count; i++) {
        const nrm_rule *rule = &rules->rules[i];

        for (j = 0; j < rule->to.len; j++) {
            if (!known[(uint8_t)rule->to.ptr[j]])
                return nrm_fail_line(err, NORM_E_FORMAT, rule->line,
                                     "%.*s: a sound symbol that alphabet.tsv does not list: %c",
                                     (int)rule->path.len, rule->path.ptr, rule->to.ptr[j]);
        }
    }
    return status;
}

norm_status nrm_ruleset_check(const nrm_rules *rules, norm_str alphabet, norm_error *err)
{
    norm_status status = check_letters(rules, err);

    if (status == NORM_OK)
        status = check_reachable(rules, err);
    if (status == NORM_OK)
        status = check_alphabet(rules, err);
    if (status == NORM_OK && rules->is_sounds)
        status = check_sounds(rules, alphabet, err);
    if (status == NORM_OK && rules->is_sounds && nrm_ruleset_is_reversible(rules))
        status = nrm_fail_line(err, NORM_E_FORMAT, 1, "%.*s: sounds have no reverse",
                               (int)rules->path.len, rules->path.ptr);
    return status;
}
