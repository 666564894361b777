/* name/inflect.c - what a name of running text may be an inflected form of.
 * SPDX-License-Identifier: MIT */
#include "name/inflect.h"

#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "base/str.h"
#include "text/utf8.h"

#define WORDS      8   /* most words of a name that are inflected */
#define OPTIONS    4   /* most base forms of a word in one case */
#define VARIED     3   /* words, the last ones, of which all of these are tried; 64 choices */
#define WORD_BYTES 160 /* longer words are no names */

typedef struct word {
    size_t begin, end; /* bytes of the text */
    norm_str lower;    /* in small letters */
    bool is_long;      /* longer than there is room for */
    char bytes[WORD_BYTES];
} word;

/* A base form of a word: so many bytes of it, and a base. */
typedef struct option {
    size_t keep; /* bytes of the word in small letters */
    size_t letters;
    const nrm_inflection *rule;
} option;

typedef struct finder {
    const nrm_inflections *table;
    nrm_arena *arena;
    norm_str text;
    word words[WORDS];
    size_t word_count;
    option options[WORDS][OPTIONS]; /* in the case at hand */
    size_t option_count[WORDS];
    nrm_base_form *forms;
    size_t form_count;
    bool failed; /* out of memory */
} finder;

static void split(finder *f, nrm_case casing)
{
    word *w = NULL;
    size_t pos = 0;

    while (pos < f->text.len) {
        size_t at = pos;
        uint32_t cp = nrm_utf8_next(f->text, &pos);

        if (!nrm_cp_is_letter(cp)) {
            w = NULL;
            continue;
        }
        if (w == NULL) {
            if (f->word_count == WORDS)
                return;
            w = &f->words[f->word_count++];
            *w = (word){.begin = at};
            w->lower.ptr = w->bytes;
        }
        w->end = pos;
        if (w->lower.len + 4 > WORD_BYTES)
            w->is_long = true;
        else
            w->lower.len += nrm_utf8_put(w->bytes + w->lower.len, nrm_cp_lower(cp, casing));
    }
}

static bool ends_in(norm_str text, norm_str ending)
{
    return text.len > ending.len &&
           memcmp(text.ptr + text.len - ending.len, ending.ptr, ending.len) == 0;
}

static bool holds(norm_str letters, uint32_t letter)
{
    size_t pos = 0;

    while (pos < letters.len) {
        if (nrm_utf8_next(letters, &pos) == letter)
            return true;
    }
    return false;
}

/* Whether what an ending leaves is long enough, ends as it should and has the right last vowel. */
static bool fits(const nrm_inflection *rule, norm_str stem, size_t *letters)
{
    uint32_t last = 0;
    uint32_t vowel = 0;
    size_t pos = 0;

    *letters = 0;
    while (pos < stem.len) {
        last = nrm_utf8_next(stem, &pos);
        if (holds(rule->all_vowels, last))
            vowel = last;
        ++*letters;
    }
    if (*letters < NRM_BASE_STEM ||
        (rule->edge != '-' && (rule->edge == 'v') != holds(rule->all_vowels, last)))
        return false;
    return rule->vowels.len == 0 || holds(rule->vowels, vowel);
}

static bool is_for(const nrm_inflection *rule, norm_str lang, nrm_script script)
{
    norm_str base = nrm_str_cut(&lang, '-');

    if (rule->script != script)
        return false;
    return base.len == 0 || nrm_str_eq_c(base, "und") || nrm_str_eq(base, rule->lang);
}

/* The base forms of a word in the case of the rules [first, end). */
static void find_options(finder *f, size_t w, size_t first, size_t end)
{
    const word *at = &f->words[w];
    size_t i;

    f->option_count[w] = 0;
    for (i = first; i < end && !at->is_long && f->option_count[w] < OPTIONS; i++) {
        const nrm_inflection *rule = &f->table->rules[i];
        option new = {at->lower.len - rule->ending.len, 0, rule};

        if (ends_in(at->lower, rule->ending) &&
            fits(rule, (norm_str){at->lower.ptr, new.keep}, &new.letters))
            f->options[w][f->option_count[w]++] = new;
    }
}

/* Bytes of the text behind so many letters of a word. */
static size_t cut_at(const finder *f, const word *w, size_t letters)
{
    size_t pos = w->begin;

    while (letters-- > 0)
        (void)nrm_utf8_next(f->text, &pos);
    return pos;
}

static bool is_new(const finder *f, norm_str text)
{
    size_t i;

    for (i = 0; i < f->form_count; i++) {
        if (nrm_str_eq(f->forms[i].text, text))
            return false;
    }
    return !nrm_str_eq(f->text, text);
}

/* The form with option turns[w] of each word from `first` on that has any. */
static void add_form(finder *f, size_t first, const size_t turns[WORDS])
{
    nrm_base_form form = {.begin = f->text.len};
    nrm_buf buf;
    size_t done = 0;
    size_t w;

    nrm_buf_init(&buf, f->arena);
    for (w = first; w < f->word_count; w++) {
        const option *o = &f->options[w][turns[w]];

        if (f->option_count[w] == 0)
            continue;
        nrm_buf_add(&buf, nrm_str_slice(f->text, done, cut_at(f, &f->words[w], o->letters)));
        nrm_buf_add(&buf, o->rule->base);
        done = f->words[w].end;
        form.begin = f->words[w].begin < form.begin ? f->words[w].begin : form.begin;
        form.end = done;
        form.rule = o->rule;
    }
    nrm_buf_add(&buf, nrm_str_slice(f->text, done, f->text.len));
    if (nrm_buf_finish(&buf, &form.text, NULL) != NORM_OK)
        f->failed = true;
    else if (form.rule != NULL && f->form_count < NRM_BASE_FORMS && is_new(f, form.text))
        f->forms[f->form_count++] = form;
}

/* The next choice of an option for each of the words [first, word_count); false after the last. */
static bool turn_on(const finder *f, size_t first, size_t turns[WORDS])
{
    size_t w;

    for (w = first; w < f->word_count; w++) {
        if (++turns[w] < f->option_count[w])
            return true;
        turns[w] = 0;
    }
    return false;
}

/* The forms in the case of the rules [begin, end) whose options have numbers that add up to level:
 * of all words, and of the last word alone. The likelier options have the lower numbers. */
static void try_case(finder *f, size_t begin, size_t end, size_t level)
{
    size_t first = f->word_count > VARIED ? f->word_count - VARIED : 0;
    size_t turns[WORDS] = {0};
    size_t w;

    for (w = 0; w < f->word_count; w++)
        find_options(f, w, begin, end);
    do {
        size_t sum = 0;

        for (w = first; w < f->word_count; w++)
            sum += turns[w];
        if (sum == level)
            add_form(f, 0, turns);
        if (turns[f->word_count - 1] == level)
            add_form(f, f->word_count - 1, turns);
    } while (!f->failed && turn_on(f, first, turns));
}

/* All cases of the language, one level after the other. */
static void try_cases(finder *f, norm_str lang, nrm_script script)
{
    const nrm_inflections *table = f->table;
    size_t level;
    size_t i;

    for (level = 0; level <= (OPTIONS - 1) * VARIED; level++) {
        for (i = 0; i < table->count && !f->failed && f->form_count < NRM_BASE_FORMS;) {
            const nrm_inflection *rule = &table->rules[i];
            size_t end = i;

            while (end < table->count && nrm_str_eq(table->rules[end].lang, rule->lang) &&
                   nrm_str_eq(table->rules[end].name, rule->name))
                end++;
            if (is_for(rule, lang, script))
                try_case(f, i, end, level);
            i = end;
        }
    }
}

norm_status nrm_base_forms(const nrm_inflections *inflections, nrm_arena *arena, norm_str text,
                           norm_str lang, const nrm_base_form **out, size_t *count, norm_error *err)
{
    finder f = {.table = inflections, .arena = arena, .text = text};
    size_t pos;

    *out = NULL;
    *count = 0;
    split(&f, nrm_case_of_lang(lang));
    if (f.word_count == 0)
        return NORM_OK;
    f.forms = nrm_arena_alloc(arena, NRM_BASE_FORMS, sizeof *f.forms);
    if (f.forms == NULL)
        return nrm_fail_nomem(err);
    pos = f.words[f.word_count - 1].begin;
    try_cases(&f, lang, nrm_cp_script(nrm_utf8_next(text, &pos)));
    if (f.failed)
        return nrm_fail_nomem(err);
    *out = f.forms;
    *count = f.form_count;
    return NORM_OK;
}

/* ---- section CASE ---- */

static norm_status fail_damaged(const nrm_reader *reader, norm_error *err)
{
    return nrm_fail(err, NORM_E_FORMAT, reader->pos, "damaged tables: section CASE");
}

static norm_str read_string(nrm_reader *reader)
{
    norm_str text = nrm_read_bytes(reader, nrm_read_u8(reader));

    if (!reader->failed && nrm_utf8_check(text, NULL) != NORM_OK)
        reader->failed = true;
    return text;
}

norm_status nrm_inflections_open(nrm_arena *arena, nrm_reader section, nrm_inflections *out,
                                 norm_error *err)
{
    size_t count = nrm_read_u16(&section);
    norm_str vowels = {"", 0}; /* of the language at hand: its row comes first */
    nrm_inflection *rules;
    size_t i;

    *out = (nrm_inflections){NULL, 0};
    if (section.failed || count > section.size)
        return fail_damaged(&section, err);
    rules = nrm_arena_alloc(arena, count + 1, sizeof *rules);
    if (rules == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < count; i++) {
        nrm_inflection rule = {.lang = read_string(&section)};
        size_t pos = 0;

        rule.name = read_string(&section);
        rule.ending = read_string(&section);
        rule.base = read_string(&section);
        rule.vowels = read_string(&section);
        rule.edge = (char)nrm_read_u8(&section);
        if (section.failed || rule.ending.len == 0)
            return fail_damaged(&section, err);
        if (nrm_str_eq_c(rule.ending, "*")) {
            vowels = rule.base;
            continue;
        }
        rule.all_vowels = vowels;
        rule.script = nrm_cp_script(nrm_utf8_next(rule.ending, &pos));
        rules[out->count++] = rule;
    }
    out->rules = rules;
    return NORM_OK;
}
