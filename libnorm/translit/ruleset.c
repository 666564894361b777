/* translit/ruleset.c - takes the rules of other files in (`use`) and orders rules.
 * SPDX-License-Identifier: MIT */
#include "translit/ruleset.h"

#include <string.h>

#include "base/fail.h"
#include "base/str.h"

#define USE_DEPTH 8 /* a chain of files that is longer goes in a circle */

typedef struct loader {
    nrm_arena *arena;
    const nrm_rule_file *files;
    size_t count;
} loader;

norm_status nrm_rule_fail(const nrm_rule *rule, norm_error *err, const char *what)
{
    return nrm_fail_line(err, NORM_E_FORMAT, rule->line, "%.*s: %s: %s", (int)rule->path.len,
                         rule->path.ptr, what, nrm_cps_show(rule->from).text);
}

bool nrm_ruleset_is_reversible(const nrm_rules *rules)
{
    return rules->head.reversible.len > 0 && !nrm_str_eq_c(rules->head.reversible, "no");
}

nrm_target nrm_ruleset_target(const nrm_rules *rules)
{
    norm_str rest = rules->head.to;
    norm_str first = nrm_str_cut(&rest, ' ');

    if (rest.ptr == NULL)
        return (nrm_target){{"", 0}, first};
    return (nrm_target){first, nrm_str_trim(rest)};
}

static int element_weight(const nrm_element *element)
{
    if (element->negated)
        return 0;
    return element->kind == NRM_ELEMENT_LETTERS ? 3 : element->kind == NRM_ELEMENT_EDGE ? 2 : 1;
}

static int context_weight(const nrm_context *context)
{
    int weight = 0;
    size_t i;

    for (i = 0; i < context->left_count; i++)
        weight += element_weight(&context->left[i]);
    for (i = 0; i < context->right_count; i++)
        weight += element_weight(&context->right[i]);
    return weight;
}

static int descending(size_t a, size_t b)
{
    return a > b ? -1 : a < b;
}

int nrm_rule_order(const nrm_rule *a, const nrm_rule *b)
{
    int order = (b->kind == NRM_RULE_WORD) - (a->kind == NRM_RULE_WORD);

    if (order == 0)
        order = descending(a->from.len, b->from.len);
    if (order == 0)
        order = descending(a->context.left_count + a->context.right_count,
                           b->context.left_count + b->context.right_count);
    if (order == 0)
        order = context_weight(&b->context) - context_weight(&a->context);
    return order;
}

static bool same_place(const nrm_rule *a, const nrm_rule *b)
{
    return a->kind == b->kind && nrm_cps_eq(a->from, b->from) &&
           nrm_context_eq(&a->context, &b->context);
}

static norm_status check_duplicates(const nrm_rules *rules, norm_error *err)
{
    size_t i, j;

    for (i = 0; i < rules->rule_count; i++) {
        for (j = 0; j < i; j++) {
            if (same_place(&rules->rules[i], &rules->rules[j]))
                return nrm_rule_fail(&rules->rules[i], err,
                                     "a rule of these letters and this context stands above");
        }
    }
    return NORM_OK;
}

/* Takes element at out of a list. */
static void cut_out(void *items, size_t at, size_t *count, size_t elem_size)
{
    char *bytes = items;

    memmove(bytes + at * elem_size, bytes + (at + 1) * elem_size, (*count - at - 1) * elem_size);
    (*count)--;
}

static bool add_class(nrm_arena *arena, nrm_rules *to, const nrm_class *class)
{
    size_t i;

    for (i = 0; i < to->class_count; i++) {
        if (nrm_str_eq(to->classes[i].name, class->name)) {
            to->classes[i] = *class;
            return true;
        }
    }
    to->classes = nrm_list_room(arena, to->classes, to->class_count, sizeof *class);
    if (to->classes != NULL)
        to->classes[to->class_count++] = *class;
    return to->classes != NULL;
}

static bool add_same(nrm_arena *arena, nrm_rules *to, const nrm_same *same)
{
    size_t i;

    for (i = 0; i < to->same_count; i++) {
        if (nrm_cps_eq(to->sames[i].from, same->from)) {
            cut_out(to->sames, i, &to->same_count, sizeof *same);
            break;
        }
    }
    if (nrm_cps_eq(same->from, same->to)) /* `same a = a` only takes back what `use` brought */
        return true;
    to->sames = nrm_list_room(arena, to->sames, to->same_count, sizeof *same);
    if (to->sames != NULL)
        to->sames[to->same_count++] = *same;
    return to->sames != NULL;
}

static bool add_rule(nrm_arena *arena, nrm_rules *to, const nrm_rule *rule)
{
    size_t i;

    for (i = 0; i < to->rule_count; i++) {
        if (same_place(&to->rules[i], rule)) {
            cut_out(to->rules, i, &to->rule_count, sizeof *rule);
            break;
        }
    }
    to->rules = nrm_list_room(arena, to->rules, to->rule_count, sizeof *rule);
    if (to->rules != NULL)
        to->rules[to->rule_count++] = *rule;
    return to->rules != NULL;
}

/* What from says replaces what to says of the same thing. */
static norm_status take_in(nrm_arena *arena, const nrm_rules *from, nrm_rules *to, norm_error *err)
{
    bool ok = true;
    size_t i;

    for (i = 0; ok && i < from->class_count; i++)
        ok = add_class(arena, to, &from->classes[i]);
    for (i = 0; ok && i < from->same_count; i++)
        ok = add_same(arena, to, &from->sames[i]);
    for (i = 0; ok && i < from->rule_count; i++)
        ok = add_rule(arena, to, &from->rules[i]);
    return ok ? NORM_OK : nrm_fail_nomem(err);
}

/* Everything up to and with the last slash. */
static norm_str folder_of(norm_str path)
{
    size_t len = path.len;

    while (len > 0 && path.ptr[len - 1] != '/')
        len--;
    return nrm_str_slice(path, 0, len);
}

static size_t find_file(const loader *l, norm_str beside, norm_str name)
{
    norm_str folder = folder_of(beside);
    size_t i;

    for (i = 0; i < l->count; i++) {
        norm_str path = l->files[i].path;

        if (path.len == folder.len + name.len && nrm_str_starts(path, folder) &&
            nrm_str_ends(path, name))
            return i;
    }
    return SIZE_MAX;
}

/* Recursive, at most USE_DEPTH deep. */
static norm_status load(const loader *l, size_t index, size_t depth, nrm_rules *out,
                        norm_error *err)
{
    nrm_rules own;
    norm_status status = nrm_rules_read(l->arena, &l->files[index], &own, err);
    size_t i;

    if (status == NORM_OK)
        status = check_duplicates(&own, err);
    *out = own;
    out->class_count = out->same_count = out->rule_count = 0;
    out->classes = NULL;
    out->sames = NULL;
    out->rules = NULL;
    for (i = 0; status == NORM_OK && i < own.use_count; i++) {
        const nrm_use *use = &own.uses[i];
        size_t used = find_file(l, own.path, use->name);
        nrm_rules base;

        if (used == SIZE_MAX || depth == USE_DEPTH)
            return nrm_fail_line(err, NORM_E_FORMAT, use->line, "%.*s: %s: %.*s", (int)own.path.len,
                                 own.path.ptr,
                                 used == SIZE_MAX ? "no such file beside this one"
                                                  : "files that use each other in a circle",
                                 (int)use->name.len, use->name.ptr);
        status = load(l, used, depth + 1, &base, err);
        if (status == NORM_OK && base.is_sounds != own.is_sounds)
            status = nrm_fail_line(
                err, NORM_E_FORMAT, use->line, "%.*s: %.*s is of another kind: sounds or letters",
                (int)own.path.len, own.path.ptr, (int)use->name.len, use->name.ptr);
        if (status == NORM_OK)
            status = take_in(l->arena, &base, out, err);
    }
    if (status == NORM_OK)
        status = take_in(l->arena, &own, out, err);
    return status;
}

norm_status nrm_ruleset_load(nrm_arena *arena, const nrm_rule_file *files, size_t count,
                             size_t index, norm_str alphabet, nrm_rules *out, norm_error *err)
{
    loader l = {arena, files, count};
    norm_status status = load(&l, index, 0, out, err);

    if (status == NORM_OK)
        status = nrm_ruleset_check(out, alphabet, err);
    return status;
}
