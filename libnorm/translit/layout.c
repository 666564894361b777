/* translit/layout.c - writes a rule set as a program (translit/program.h).
 * SPDX-License-Identifier: MIT */
#include "translit/layout.h"

#include <string.h>

#include "base/fail.h"
#include "base/sort.h"
#include "base/str.h"
#include "text/utf8.h"
#include "translit/casing.h"
#include "translit/program.h"

#define BLOCKS_MAX 256U

typedef struct writer {
    nrm_arena *arena;
    const nrm_rules *rules;
    const nrm_case_pairs *pairs;
    nrm_letters letters;
    const nrm_rule **order; /* rules by first letter, then the winner first */
    nrm_program_counts count;
    nrm_buf block_of, blocks, letter_rows, rule_rows, outputs, bytes, pool, elements, classes,
        class_bits, groups, sames;
    norm_str *output_texts; /* lower case, of the outputs written so far */
    const nrm_class **class_list;
} writer;

static norm_status too_large(const writer *w, norm_error *err)
{
    return nrm_fail_line(err, NORM_E_LIMIT, 1, "%.*s: too many rules for one file",
                         (int)w->rules->path.len, w->rules->path.ptr);
}

/* Puts letters into the pool; returns the index of the first. */
static uint32_t put_pool(writer *w, nrm_cps letters, size_t from)
{
    uint32_t first = w->count.pool;
    size_t i;

    for (i = from; i < letters.len; i++) {
        nrm_buf_add_u16(&w->pool, (uint16_t)nrm_letters_number(&w->letters, letters.ptr[i]));
        w->count.pool++;
    }
    return first;
}

static int by_winner(const void *a, const void *b, const void *user)
{
    const nrm_rule *const *rule_a = a;
    const nrm_rule *const *rule_b = b;
    uint32_t first_a = (*rule_a)->from.ptr[0];
    uint32_t first_b = (*rule_b)->from.ptr[0];

    (void)user;
    if (first_a != first_b)
        return first_a < first_b ? -1 : 1;
    return nrm_rule_order(*rule_a, *rule_b);
}

static int by_length(const void *a, const void *b, const void *user)
{
    const nrm_cps *const *s = a;
    const nrm_cps *const *t = b;

    (void)user;
    return (*s)->len > (*t)->len ? -1 : (*s)->len < (*t)->len;
}

/* Number of the class, written at its first use. */
static norm_status put_class(writer *w, norm_str name, uint32_t *number, norm_error *err)
{
    const nrm_class *class = nrm_rules_class(w->rules, name);
    const nrm_cps **members;
    uint32_t first = w->count.groups;
    uint8_t *bits;
    size_t stride = (w->letters.count + NRM_LETTER_FIRST + 7) / 8;
    norm_status status;
    size_t i;

    for (*number = 0; *number < w->count.classes; (*number)++) {
        if (w->class_list[*number] == class)
            return NORM_OK;
    }
    bits = nrm_alloc_zeroed(&w->arena->alloc, stride, 1);
    members = nrm_arena_alloc(w->arena, class->count, sizeof *members);
    if (bits == NULL || members == NULL) {
        nrm_free_array(&w->arena->alloc, bits, stride, 1);
        return nrm_fail_nomem(err);
    }
    for (i = 0; i < class->count; i++)
        members[i] = &class->members[i];
    status = nrm_sort(&w->arena->alloc, members, class->count, sizeof *members, by_length, NULL,
                      err);
    for (i = 0; status == NORM_OK && i < class->count; i++) {
        nrm_cps letters = *members[i];

        if (letters.len == 1) {
            uint32_t letter = nrm_letters_number(&w->letters, letters.ptr[0]);

            bits[letter / 8] = (uint8_t)(bits[letter / 8] | 1U << letter % 8);
        } else {
            nrm_buf_add_u32(&w->groups, put_pool(w, letters, 0) | (uint32_t)letters.len << 16);
            w->count.groups++;
        }
    }
    nrm_buf_add(&w->class_bits, (norm_str){(const char *)bits, stride});
    nrm_free_array(&w->arena->alloc, bits, stride, 1);
    nrm_buf_add_u32(&w->classes, first | (w->count.groups - first) << 16);
    w->class_list[w->count.classes++] = class;
    return status;
}

static norm_status put_element(writer *w, const nrm_element *element, norm_error *err)
{
    uint32_t code = element->negated ? NRM_ELEM_NEGATED : 0;
    norm_status status = NORM_OK;

    if (element->kind == NRM_ELEMENT_EDGE) {
        code |= NRM_ELEM_EDGE << 16;
    } else if (element->kind == NRM_ELEMENT_CLASS) {
        uint32_t number = 0;

        status = put_class(w, element->name, &number, err);
        code |= NRM_ELEM_CLASS << 16 | number;
    } else if (element->letters.len == 1) {
        code |= NRM_ELEM_LETTER << 16 | nrm_letters_number(&w->letters, element->letters.ptr[0]);
    } else {
        code |= NRM_ELEM_GROUP << 16 | (uint32_t)element->letters.len << 24 |
                put_pool(w, element->letters, 0);
    }
    nrm_buf_add_u32(&w->elements, code);
    w->count.elements++;
    return status;
}

/* The context of a rule; an exception stands between the edges of a word. */
static norm_status put_context(writer *w, const nrm_rule *rule, uint32_t *left, uint32_t *right,
                               norm_error *err)
{
    static const nrm_element edge = {.kind = NRM_ELEMENT_EDGE};
    norm_status status = NORM_OK;
    size_t i;

    *left = (uint32_t)rule->context.left_count;
    *right = (uint32_t)rule->context.right_count;
    if (rule->kind == NRM_RULE_WORD) {
        *left = *right = 1;
        status = put_element(w, &edge, err);
        return status == NORM_OK ? put_element(w, &edge, err) : status;
    }
    for (i = 0; status == NORM_OK && i < *left; i++)
        status = put_element(w, &rule->context.left[i], err);
    for (i = 0; status == NORM_OK && i < *right; i++)
        status = put_element(w, &rule->context.right[i], err);
    return status;
}

static norm_status put_output(writer *w, norm_str text, uint32_t *number, norm_error *err)
{
    norm_str title = {NULL, 0};
    norm_str upper = {NULL, 0};
    norm_status status = NORM_OK;
    bool is_one;

    for (*number = 0; *number < w->count.outputs; (*number)++) {
        if (nrm_str_eq(w->output_texts[*number], text))
            return NORM_OK;
    }
    if (!w->rules->is_sounds)
        status = nrm_case_output(w->arena, text, nrm_case_of_lang(nrm_ruleset_target(w->rules).lang),
                                 &title, &upper, err);
    if (status == NORM_OK && (text.len > UINT8_MAX || title.len > UINT8_MAX ||
                              upper.len > UINT8_MAX))
        status = too_large(w, err);
    if (status != NORM_OK)
        return status;
    is_one = nrm_str_eq(title, upper);
    nrm_buf_add_u32(&w->outputs, w->count.bytes);
    nrm_buf_add_byte(&w->outputs, (char)text.len);
    nrm_buf_add_byte(&w->outputs, (char)title.len);
    nrm_buf_add_byte(&w->outputs, (char)upper.len);
    nrm_buf_add_byte(&w->outputs, (char)is_one);
    nrm_buf_add(&w->bytes, text);
    nrm_buf_add(&w->bytes, title);
    nrm_buf_add(&w->bytes, upper);
    w->count.bytes += (uint32_t)(text.len + title.len + upper.len);
    w->output_texts[w->count.outputs++] = text;
    return NORM_OK;
}

static norm_status put_rule(writer *w, const nrm_rule *rule, norm_error *err)
{
    uint32_t element = w->count.elements;
    uint32_t output = 0;
    uint32_t left = 0;
    uint32_t right = 0;
    norm_status status = put_output(w, rule->to, &output, err);

    if (status == NORM_OK)
        status = put_context(w, rule, &left, &right, err);
    nrm_buf_add_u16(&w->rule_rows, (uint16_t)output);
    nrm_buf_add_u16(&w->rule_rows, (uint16_t)put_pool(w, rule->from, 1));
    nrm_buf_add_byte(&w->rule_rows, (char)rule->from.len);
    nrm_buf_add_byte(&w->rule_rows, (char)left);
    nrm_buf_add_byte(&w->rule_rows, (char)right);
    nrm_buf_add_byte(&w->rule_rows, 0);
    nrm_buf_add_u16(&w->rule_rows, (uint16_t)element);
    nrm_buf_add_u16(&w->rule_rows, 0);
    nrm_buf_add_u32(&w->rule_rows, rule->line);
    w->count.rules++;
    return status;
}

static norm_status put_rules(writer *w, norm_error *err)
{
    size_t count = w->rules->rule_count;
    size_t kept = 0;
    norm_status status;
    size_t i;

    for (i = 0; i < count; i++) {
        if (w->rules->rules[i].kind != NRM_RULE_BACK)
            w->order[kept++] = &w->rules->rules[i];
    }
    status = nrm_sort(&w->arena->alloc, w->order, kept, sizeof *w->order, by_winner, NULL, err);
    for (i = 0; status == NORM_OK && i < kept; i++)
        status = put_rule(w, w->order[i], err);
    return status;
}

static int by_same(const void *a, const void *b, const void *user)
{
    const nrm_same *s = a;
    const nrm_same *t = b;

    (void)user;
    if (s->from.ptr[0] != t->from.ptr[0])
        return s->from.ptr[0] < t->from.ptr[0] ? -1 : 1;
    return s->from.len > t->from.len ? -1 : s->from.len < t->from.len;
}

static norm_status put_sames(writer *w, norm_error *err)
{
    norm_status status = nrm_sort(&w->arena->alloc, w->rules->sames, w->rules->same_count,
                                  sizeof *w->rules->sames, by_same, NULL, err);
    size_t i;

    for (i = 0; status == NORM_OK && i < w->rules->same_count; i++) {
        const nrm_same *same = &w->rules->sames[i];

        if (same->from.len == 1 && same->to.len == 0)
            continue; /* a dropped letter, see put_map */
        nrm_buf_add_u16(&w->sames, (uint16_t)put_pool(w, same->from, 0));
        nrm_buf_add_u16(&w->sames, (uint16_t)put_pool(w, same->to, 0));
        nrm_buf_add_byte(&w->sames, (char)same->from.len);
        nrm_buf_add_byte(&w->sames, (char)same->to.len);
        nrm_buf_add_u16(&w->sames, 0);
        w->count.sames++;
    }
    return status;
}

/* How many rows, from *next on, belong to a letter; *next moves past them. */
static uint32_t take_rows(const nrm_buf *rows, size_t row_size, uint32_t *next, uint32_t count,
                          const uint32_t *firsts, uint32_t cp)
{
    uint32_t begin = *next;

    (void)rows;
    (void)row_size;
    while (*next < count && firsts[*next] == cp)
        (*next)++;
    return *next - begin;
}
