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
#include "translit/sieve.h"

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
    nrm_sieve sieve;
    bool *in_word;          /* by letter */
    norm_str *output_texts; /* lower case, of the outputs written so far */
    const nrm_class **class_list;
    nrm_cps *same_from; /* what the rows of sames are about */
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
    status =
        nrm_sort(&w->arena->alloc, members, class->count, sizeof *members, by_length, NULL, err);
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
        status =
            nrm_case_output(w->arena, text, nrm_case_of_lang(nrm_ruleset_target(w->rules).lang),
                            &title, &upper, err);
    if (status == NORM_OK &&
        (text.len > UINT8_MAX || title.len > UINT8_MAX || upper.len > UINT8_MAX))
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
        w->same_from[w->count.sames++] = same->from;
    }
    return status;
}

/* One row of letters; the rules and the `same` of a letter stand together. */
static void put_letter(writer *w, uint32_t cp, uint32_t attributes, uint32_t *rule, uint32_t *same)
{
    uint32_t first_rule = *rule;
    uint32_t first_same = *same;
    const uint8_t *rows = (const uint8_t *)w->rule_rows.ptr;
    uint32_t direct = NRM_NO_OUTPUT;

    while (*rule < w->count.rules && w->order[*rule]->from.ptr[0] == cp)
        (*rule)++;
    for (; *same < w->count.sames && w->same_from[*same].ptr[0] == cp; (*same)++) {
        if (w->same_from[*same].len > 1 && w->same_from[*same].ptr[1] != cp)
            attributes |= NRM_LETTER_OTHERS;
    }
    if (*rule - first_rule == 1 && rows != NULL) {
        const uint8_t *row = rows + (size_t)first_rule * 16;

        if (row[4] == 1 && row[5] == 0 && row[6] == 0)
            direct = nrm_load_u16(row);
    }
    nrm_buf_add_u16(&w->letter_rows, (uint16_t)first_rule);
    nrm_buf_add_u16(&w->letter_rows, (uint16_t)(*rule - first_rule));
    nrm_buf_add_u16(&w->letter_rows, (uint16_t)first_same);
    nrm_buf_add_byte(&w->letter_rows, (char)(*same - first_same));
    nrm_buf_add_byte(&w->letter_rows, (char)attributes);
    nrm_buf_add_u16(&w->letter_rows, (uint16_t)direct);
    nrm_buf_add_u16(&w->letter_rows, 0);
    w->count.letters++;
}

/* Entries of all code points, as put_map fills them. */
typedef struct map {
    uint16_t *entries;
    uint32_t size;
} map;

static void map_capitals(const writer *w, map *m, uint32_t lower, uint32_t entry)
{
    size_t i;

    for (i = 0; i < w->pairs->count; i++) {
        uint32_t cp = w->pairs->items[i].cp;

        if (w->pairs->items[i].lower == lower && cp < m->size)
            m->entries[cp] =
                (uint16_t)(entry | (entry == (NRM_ENTRY_SPECIAL | NRM_ENTRY(NRM_LETTER_DROP))
                                        ? 0
                                        : NRM_ENTRY_UPPER | NRM_ENTRY_CASED));
    }
}

/* Letters that are not of the rules: what is dropped, and ASCII that is surely no letter. */
static void map_others(const writer *w, map *m)
{
    uint32_t cp;
    size_t i;

    for (cp = 0; cp < m->size; cp++)
        m->entries[cp] = NRM_ENTRY_UNKNOWN;
    for (cp = 0; cp < 0x80 && cp < m->size; cp++) {
        if (!nrm_cp_is_letter(cp) && !nrm_cp_is_apostrophe(cp))
            m->entries[cp] = NRM_ENTRY(NRM_LETTER_EDGE);
    }
    for (i = 0; i < w->rules->same_count; i++) {
        const nrm_same *same = &w->rules->sames[i];

        if (same->from.len == 1 && same->to.len == 0 && same->from.ptr[0] < m->size) {
            m->entries[same->from.ptr[0]] = NRM_ENTRY_SPECIAL | NRM_ENTRY(NRM_LETTER_DROP);
            map_capitals(w, m, same->from.ptr[0], NRM_ENTRY_SPECIAL | NRM_ENTRY(NRM_LETTER_DROP));
        }
    }
}

static norm_status put_blocks(writer *w, const map *m, norm_error *err)
{
    uint32_t block, known, i;

    for (block = 0; block < m->size / NRM_BLOCK; block++) {
        const uint16_t *entries = m->entries + (size_t)block * NRM_BLOCK;

        for (known = 0; known < w->count.blocks; known++) {
            const uint8_t *old = (const uint8_t *)w->blocks.ptr + (size_t)known * NRM_BLOCK * 2;

            for (i = 0; i < NRM_BLOCK && nrm_load_u16(old + (size_t)i * 2) == entries[i]; i++) {
            }
            if (i == NRM_BLOCK)
                break;
        }
        if (known == BLOCKS_MAX - 1)
            return too_large(w, err);
        for (i = 0; known == w->count.blocks && i < NRM_BLOCK; i++)
            nrm_buf_add_u16(&w->blocks, entries[i]);
        if (w->blocks.failed)
            return nrm_fail_nomem(err);
        w->count.blocks += known == w->count.blocks;
        nrm_buf_add_byte(&w->block_of, (char)known);
        w->count.block_of++;
    }
    for (i = 0; i < NRM_BLOCK; i++)
        nrm_buf_add_u16(&w->blocks, NRM_ENTRY_UNKNOWN);
    w->count.blocks++;
    return NORM_OK;
}

/* The end of the map: behind every letter, dropped letter and capital, and behind what has two
 * bytes in UTF-8. */
static uint32_t map_size(const writer *w)
{
    uint32_t last = NRM_BLOCKS_LEAST * NRM_BLOCK - 1;
    size_t i, j;

    if (w->letters.count > 0 && w->letters.cps[w->letters.count - 1] > last)
        last = w->letters.cps[w->letters.count - 1];
    for (i = 0; i < w->rules->same_count; i++) {
        if (w->rules->sames[i].from.ptr[0] > last)
            last = w->rules->sames[i].from.ptr[0];
    }
    for (i = 0; i < w->pairs->count; i++) {
        for (j = 0; j < w->letters.count && w->pairs->items[i].cp > last; j++) {
            if (w->letters.cps[j] == w->pairs->items[i].lower)
                last = w->pairs->items[i].cp;
        }
    }
    return (last / NRM_BLOCK + 1) * NRM_BLOCK;
}

static norm_status put_map(writer *w, norm_error *err)
{
    nrm_case how = nrm_case_of_lang(w->rules->head.from_lang);
    map m = {NULL, map_size(w)};
    uint32_t rule = 0;
    uint32_t same = 0;
    size_t i;

    m.entries = nrm_arena_alloc(w->arena, m.size, sizeof *m.entries);
    if (m.entries == NULL || w->rule_rows.failed)
        return nrm_fail_nomem(err);
    map_others(w, &m);
    for (i = 0; i < NRM_LETTER_FIRST; i++)
        put_letter(w, UINT32_MAX, 0, &rule, &same);
    for (i = 0; i < w->letters.count; i++) {
        uint32_t cp = w->letters.cps[i];
        uint32_t attributes = nrm_letters_attributes(w->rules, cp);
        uint32_t entry =
            nrm_letters_flags(w->rules, cp, attributes, how) | NRM_ENTRY(w->count.letters);

        m.entries[cp] = (uint16_t)entry;
        w->in_word[w->count.letters] = (entry & NRM_ENTRY_WORD) != 0;
        map_capitals(w, &m, cp, entry);
        put_letter(w, cp, attributes, &rule, &same);
    }
    return put_blocks(w, &m, err);
}

/* A capital of several letters (J̌ of ǰ) is lower-cased letter by letter; the pieces are then read
 * as the one letter. */
static norm_status add_split_capitals(writer *w, nrm_rules *rules, nrm_case how, norm_error *err)
{
    size_t i;

    for (i = 0; i < w->letters.count; i++) {
        uint32_t upper[NRM_UPPER_MAX];
        uint32_t *cps = nrm_arena_alloc(w->arena, 3, sizeof *cps);

        if (cps == NULL)
            return nrm_fail_nomem(err);
        if (nrm_upper_full(w->letters.cps[i], how, false, upper) != 2 || !nrm_cp_is_mark(upper[1]))
            continue;
        cps[0] = nrm_cp_lower(upper[0], how);
        cps[1] = upper[1];
        cps[2] = w->letters.cps[i];
        rules->sames =
            nrm_list_room(w->arena, rules->sames, rules->same_count, sizeof *rules->sames);
        if (rules->sames == NULL)
            return nrm_fail_nomem(err);
        rules->sames[rules->same_count++] = (nrm_same){.from = {cps, 2}, .to = {cps + 2, 1}};
    }
    return nrm_letters_collect(w->arena, rules, &w->letters, err);
}

static norm_status prepare(writer *w, norm_error *err)
{
    nrm_buf *const all[] = {&w->block_of, &w->blocks,     &w->letter_rows, &w->rule_rows,
                            &w->outputs,  &w->bytes,      &w->pool,        &w->elements,
                            &w->classes,  &w->class_bits, &w->groups,      &w->sames};
    const nrm_rules *rules = w->rules;
    size_t i;

    for (i = 0; i < NRM_LEN(all); i++)
        nrm_buf_init(all[i], w->arena);
    w->order = nrm_arena_alloc(w->arena, rules->rule_count + 1, sizeof *w->order);
    w->output_texts = nrm_arena_alloc(w->arena, rules->rule_count + 1, sizeof *w->output_texts);
    w->class_list = nrm_arena_alloc(w->arena, rules->class_count + 1, sizeof *w->class_list);
    w->same_from = nrm_arena_alloc(w->arena, rules->same_count + 1, sizeof *w->same_from);
    w->in_word = nrm_arena_alloc(w->arena, w->letters.count + NRM_LETTER_FIRST, sizeof(bool));
    if (w->in_word == NULL || w->order == NULL || w->output_texts == NULL ||
        w->class_list == NULL || w->same_from == NULL)
        return nrm_fail_nomem(err);
    memset(w->in_word, 0, NRM_LETTER_FIRST);
    w->in_word[NRM_LETTER_NONE] = true;
    return NORM_OK;
}

/* Cells and sieves, made from what is written. */
static norm_status put_sieves(writer *w, norm_error *err)
{
    const nrm_program program = {.count = w->count,
                                 .class_stride = (w->count.letters + 7) / 8,
                                 .letters = (const uint8_t *)w->letter_rows.ptr,
                                 .rules = (const uint8_t *)w->rule_rows.ptr,
                                 .outputs = (const uint8_t *)w->outputs.ptr,
                                 .bytes = (const uint8_t *)w->bytes.ptr,
                                 .pool = (const uint8_t *)w->pool.ptr,
                                 .elements = (const uint8_t *)w->elements.ptr,
                                 .classes = (const uint8_t *)w->classes.ptr,
                                 .class_bits = (const uint8_t *)w->class_bits.ptr,
                                 .groups = (const uint8_t *)w->groups.ptr};
    const nrm_buf *const read[] = {&w->letter_rows, &w->rule_rows,  &w->outputs,
                                   &w->bytes,       &w->pool,       &w->elements,
                                   &w->classes,     &w->class_bits, &w->groups};
    norm_status status;
    uint32_t i;

    for (i = 0; i < NRM_LEN(read); i++) {
        if (read[i]->failed)
            return nrm_fail_nomem(err);
    }
    status = nrm_sieve_make(w->arena, &program, w->in_word, &w->sieve, err);
    if (status != NORM_OK)
        return status;
    for (i = 0; i < w->count.rules; i++)
        w->rule_rows.ptr[(size_t)i * 16 + 7] = (char)w->sieve.left[i];
    w->count.cells = w->sieve.cell_count;
    w->count.columns = w->sieve.width;
    w->count.sieves = w->sieve.row_count;
    return w->count.cells > UINT16_MAX ? too_large(w, err) : NORM_OK;
}

static void put_all(const writer *w, nrm_buf *buf)
{
    const nrm_program_counts *n = &w->count;
    const uint32_t counts[NRM_PROGRAM_COUNTS] = {
        n->block_of, n->blocks,  n->letters, n->rules, n->outputs, n->bytes,   n->pool,
        n->elements, n->classes, n->groups,  n->sames, n->cells,   n->columns, n->sieves};
    const nrm_buf *const arrays[] = {
        &w->block_of, &w->blocks, &w->letter_rows, &w->rule_rows,   &w->outputs,
        &w->bytes,    &w->pool,   &w->elements,    &w->classes,     &w->class_bits,
        &w->groups,   &w->sames,  &w->sieve.steps, &w->sieve.cells, &w->sieve.sieves};
    size_t i;

    for (i = 0; i < NRM_PROGRAM_COUNTS; i++)
        nrm_buf_add_u32(buf, counts[i]);
    for (i = 0; i < NRM_LEN(arrays); i++) {
        nrm_buf_pad(buf, 4);
        nrm_buf_add(buf, (norm_str){arrays[i]->ptr, arrays[i]->len});
        buf->failed = buf->failed || arrays[i]->failed;
    }
}

norm_status nrm_layout_write(nrm_arena *arena, const nrm_rules *rules, const nrm_case_pairs *pairs,
                             nrm_buf *buf, norm_error *err)
{
    static const char zeros[NRM_COPY];
    nrm_rules whole = *rules;
    writer w = {.arena = arena, .rules = &whole, .pairs = pairs};
    norm_status status = nrm_letters_collect(arena, rules, &w.letters, err);

    /* the list grows: it must be a copy */
    whole.sames = NULL;
    whole.same_count = 0;
    while (whole.same_count < rules->same_count) {
        whole.sames = nrm_list_room(arena, whole.sames, whole.same_count, sizeof *whole.sames);
        if (whole.sames == NULL)
            return nrm_fail_nomem(err);
        whole.sames[whole.same_count] = rules->sames[whole.same_count];
        whole.same_count++;
    }
    if (status == NORM_OK)
        status = add_split_capitals(&w, &whole, nrm_case_of_lang(rules->head.from_lang), err);
    if (status == NORM_OK)
        status = prepare(&w, err);
    if (status == NORM_OK)
        status = put_rules(&w, err);
    if (status == NORM_OK)
        status = put_sames(&w, err);
    if (status == NORM_OK)
        status = put_map(&w, err);
    nrm_buf_add(&w.bytes, (norm_str){zeros, NRM_COPY});
    w.count.bytes += NRM_COPY;
    if (status == NORM_OK && (w.count.pool > UINT16_MAX || w.count.elements > UINT16_MAX ||
                              w.count.outputs >= NRM_NO_OUTPUT || w.count.rules > UINT16_MAX))
        status = too_large(&w, err);
    if (status == NORM_OK)
        status = put_sieves(&w, err);
    if (status == NORM_OK)
        put_all(&w, buf);
    return status;
}
