/* translit/letters.c - which letters a rule set speaks of, their numbers and properties.
 * SPDX-License-Identifier: MIT */
#include "base/fail.h"
#include "base/sort.h"
#include "text/nfx.h"
#include "text/utf8.h"
#include "translit/casing.h"
#include "translit/layout.h"
#include "translit/program.h"

#define CASED_END 0x1F000U /* Unicode 15.0 has no cased letters behind; Adlam ends at U+1E943 */

norm_status nrm_case_pairs_make(nrm_arena *arena, nrm_case how, nrm_case_pairs *out,
                                norm_error *err)
{
    uint32_t cp;

    *out = (nrm_case_pairs){NULL, 0};
    for (cp = 0; cp < CASED_END; cp++) {
        uint32_t lower = nrm_cp_lower(cp, how);

        if (lower == cp)
            continue;
        out->items = nrm_list_room(arena, out->items, out->count, sizeof *out->items);
        if (out->items == NULL)
            return nrm_fail_nomem(err);
        out->items[out->count++] = (nrm_case_pair){cp, lower};
    }
    return NORM_OK;
}

typedef struct collector {
    nrm_arena *arena;
    nrm_keyed *items;
    size_t count;
    bool failed; /* out of memory */
} collector;

static void add(collector *c, nrm_cps letters)
{
    size_t i;

    for (i = 0; i < letters.len && !c->failed; i++) {
        nrm_keyed *room = nrm_list_room(c->arena, c->items, c->count, sizeof *c->items);

        c->failed = room == NULL;
        if (room == NULL)
            return;
        c->items = room;
        c->items[c->count++] = (nrm_keyed){letters.ptr[i], 0};
    }
}

static void add_elements(collector *c, const nrm_rules *rules, const nrm_element *elements,
                         size_t count)
{
    size_t i, j;

    for (i = 0; i < count; i++) {
        const nrm_class *class;

        add(c, elements[i].letters);
        if (elements[i].kind != NRM_ELEMENT_CLASS)
            continue;
        class = nrm_rules_class(rules, elements[i].name);
        for (j = 0; class != NULL && j < class->count; j++)
            add(c, class->members[j]);
    }
}

norm_status nrm_letters_collect(nrm_arena *arena, const nrm_rules *rules, nrm_letters *out,
                                norm_error *err)
{
    collector c = {.arena = arena};
    norm_status status;
    size_t i;

    *out = (nrm_letters){NULL, 0};
    for (i = 0; i < rules->rule_count; i++) {
        const nrm_rule *rule = &rules->rules[i];

        add(&c, rule->from);
        add_elements(&c, rules, rule->context.left, rule->context.left_count);
        add_elements(&c, rules, rule->context.right, rule->context.right_count);
    }
    for (i = 0; i < rules->same_count; i++) {
        /* a dropped letter needs no number of its own */
        if (rules->sames[i].from.len > 1 || rules->sames[i].to.len > 0)
            add(&c, rules->sames[i].from);
        add(&c, rules->sames[i].to);
    }
    out->cps = nrm_arena_alloc(arena, c.count, sizeof *out->cps);
    if (c.failed || out->cps == NULL)
        return nrm_fail_nomem(err);
    status = nrm_sort_keyed(&arena->alloc, c.items, c.count, err);
    for (i = 0; status == NORM_OK && i < c.count; i++) {
        if (i == 0 || c.items[i].key != c.items[i - 1].key)
            out->cps[out->count++] = (uint32_t)c.items[i].key;
    }
    if (status == NORM_OK && out->count + NRM_LETTER_FIRST > NRM_LETTER_MAX)
        status = nrm_fail_line(err, NORM_E_LIMIT, 1, "%.*s: too many letters", (int)rules->path.len,
                               rules->path.ptr);
    return status;
}

uint32_t nrm_letters_number(const nrm_letters *letters, uint32_t cp)
{
    size_t low = 0;
    size_t high = letters->count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (letters->cps[middle] <= cp)
            low = middle;
        else
            high = middle;
    }
    return (uint32_t)low + NRM_LETTER_FIRST;
}

static bool has(nrm_cps letters, uint32_t cp)
{
    size_t i;

    for (i = 0; i < letters.len; i++) {
        if (letters.ptr[i] == cp)
            return true;
    }
    return false;
}

static bool has_letter(norm_str text)
{
    size_t pos = 0;

    while (pos < text.len) {
        if (nrm_cp_is_letter(nrm_utf8_next(text, &pos)))
            return true;
    }
    return false;
}

/* A sign that rules treat as a letter (the ” of a romanized ъ) stands inside words: it is
 * an A together with others, or becomes a letter. */
static bool is_sign_of_rules(const nrm_rules *rules, uint32_t cp)
{
    size_t i;

    if (nrm_cp_is_space(cp) || nrm_cp_is_dash(cp) || nrm_cp_is_digit(cp))
        return false;
    for (i = 0; i < rules->rule_count; i++) {
        const nrm_rule *rule = &rules->rules[i];

        if (has(rule->from, cp) && (rule->from.len > 1 || has_letter(rule->to)))
            return true;
    }
    return false;
}

static bool is_same_alone(const nrm_rules *rules, uint32_t cp)
{
    size_t i;

    for (i = 0; i < rules->same_count; i++) {
        const nrm_same *same = &rules->sames[i];

        if (same->from.len == 1 && same->from.ptr[0] == cp && same->to.len > 0)
            return true;
    }
    return false;
}

static bool is_second_of_same(const nrm_rules *rules, uint32_t cp)
{
    size_t i;

    for (i = 0; i < rules->same_count; i++) {
        if (rules->sames[i].from.len > 1 && rules->sames[i].from.ptr[1] == cp)
            return true;
    }
    return false;
}

uint32_t nrm_letters_attributes(const nrm_rules *rules, uint32_t cp)
{
    char bytes[4];
    norm_str text = {bytes, nrm_utf8_put(bytes, cp)};
    uint32_t attributes = 0;

    if (!nrm_cp_is_letter(cp) && !nrm_cp_is_mark(cp) &&
        (nrm_cp_is_apostrophe(cp) || is_sign_of_rules(rules, cp)))
        attributes |= NRM_LETTER_SIGN;
    if (is_same_alone(rules, cp))
        attributes |= NRM_LETTER_SAMES;
    if (nrm_cp_is_mark(cp) || !nrm_is_nfc_quick(text))
        attributes |= NRM_LETTER_NFC;
    return attributes;
}

uint32_t nrm_letters_flags(const nrm_rules *rules, uint32_t cp, uint32_t attributes, nrm_case how)
{
    uint32_t upper[NRM_UPPER_MAX];
    uint32_t flags = 0;

    if (attributes != 0)
        flags |= NRM_ENTRY_SPECIAL;
    if (is_second_of_same(rules, cp))
        flags |= NRM_ENTRY_SECOND;
    if (nrm_cp_is_letter(cp) || nrm_cp_is_mark(cp))
        flags |= NRM_ENTRY_WORD;
    if (nrm_upper_full(cp, how, false, upper) > 1 || upper[0] != cp)
        flags |= NRM_ENTRY_CASED;
    return flags;
}
