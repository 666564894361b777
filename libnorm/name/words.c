/* name/words.c - what the dictionary says about the words of a name.
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "name/scan.h"

#define PHRASE_PARTS 5 /* most parts of a phrase in the dictionary */

/* How well a row of the dictionary fits the language of parts [i, i + n). */
static nrm_lang_fit fit_of(const nrm_scanner *s, const nrm_entry *entry, size_t i, size_t n)
{
    const nrm_token *first = &s->out->items[i];
    const nrm_token *last = &s->out->items[i + n - 1];

    return nrm_names_lang_fit(s->names, entry->lang, (size_t)(last->cp_end - first->cp_begin),
                              s->lang, (nrm_script)first->script);
}

/* Does a row of the dictionary apply to parts [i, i + n), but for its language? */
static bool applies(const nrm_scanner *s, const nrm_entry *entry, size_t i, size_t n)
{
    const nrm_token *first = &s->out->items[i];
    const nrm_token *last = &s->out->items[i + n - 1];
    bool single = n == 1 && first->cp_end - first->cp_begin == 1;

    /* Warsaw and Jordan are family names too. */
    if ((entry->cluster & NRM_CLUSTER_PLACE) != 0)
        return entry->kind != 0 ? entry->kind == (uint8_t)s->kind : s->kind != NORM_KIND_PERSON;
    if (entry->kind != 0 && s->kind != NORM_KIND_ANY && entry->kind != (uint8_t)s->kind)
        return false;
    /* Lake, Upper and Village are family names too. */
    if (s->kind == NORM_KIND_PERSON &&
        (entry->role == NRM_ROLE_GENERIC || entry->role == NRM_ROLE_KIND ||
         entry->role == NRM_ROLE_MEANING))
        return false;
    if (entry->dotted && !last->dotted)
        return false;
    /* An abbreviation of one letter: not an initial. */
    if (single && (s->kind == NORM_KIND_PERSON || s->upper[first->cp_begin]))
        return false;
    if (entry->side == NRM_SIDE_BEFORE && i + n == s->out->count)
        return false;
    return entry->side != NRM_SIDE_AFTER || i > 0;
}

/* Names go far: the rows of another language count when none is nearer. */
static void add_cluster(nrm_cluster_list *list, const nrm_entry *entry, nrm_lang_fit fit)
{
    size_t i;

    if (fit == NRM_FIT_FOREIGN && list->fit != NRM_FIT_FOREIGN)
        return;
    if (fit != NRM_FIT_FOREIGN && list->fit == NRM_FIT_FOREIGN)
        list->count = 0;
    if (fit > list->fit)
        list->fit = fit;
    for (i = 0; i < list->count; i++) {
        if (list->items[i].cluster == entry->cluster) {
            list->items[i].diminutive = list->items[i].diminutive && entry->diminutive;
            return;
        }
    }
    if (list->count < NRM_CLUSTERS)
        list->items[list->count++] = *entry;
}

/* Many languages call a place the same: has the list what the entry could add? */
static bool is_listed(const nrm_cluster_list *list, const nrm_entry *entry)
{
    size_t i;

    for (i = 0; i < list->count; i++) {
        if (list->items[i].cluster == entry->cluster)
            return list->fit != NRM_FIT_FOREIGN;
    }
    return false;
}

static void add_entry(nrm_finding *f, const nrm_entry *entry, nrm_lang_fit fit)
{
    int rank = (int)fit * (int)NRM_ROLES + (int)NRM_ROLES - (int)entry->role;

    if (fit != NRM_FIT_FOREIGN && rank > f->entry_rank) {
        f->entry = *entry;
        f->entry_rank = rank;
    }
}

static uint64_t hash_parts(const nrm_scanner *s, size_t i, size_t n)
{
    uint64_t hash = NRM_WORD_HASH_START;
    size_t k;
    size_t c;

    for (k = i; k < i + n; k++) {
        const nrm_token *part = &s->out->items[k];

        if (k > i)
            hash = nrm_word_hash_add(hash, part->joined ? '-' : ' ');
        for (c = part->cp_begin; c < part->cp_end; c++) {
            if (!nrm_cp_is_apostrophe(s->out->cps[c]))
                hash = nrm_word_hash_add(hash, s->out->cps[c]);
        }
    }
    return hash;
}

bool nrm_find_entries(const nrm_scanner *s, uint64_t hash, size_t i, size_t n, nrm_finding *out)
{
    size_t first = 0;
    size_t count = nrm_names_find(s->names, hash, &first);
    size_t k;

    out->entry_rank = 0;
    out->given.count = 0;
    out->given.fit = NRM_FIT_FOREIGN;
    out->places.count = 0;
    out->places.fit = NRM_FIT_FOREIGN;
    for (k = first; k < first + count; k++) {
        nrm_entry entry = nrm_names_entry(s->names, k);

        if (is_listed(&out->places, &entry) || !applies(s, &entry, i, n))
            continue;
        if ((entry.cluster & NRM_CLUSTER_PLACE) != 0)
            add_cluster(&out->places, &entry, fit_of(s, &entry, i, n));
        else if (entry.cluster != 0)
            add_cluster(&out->given, &entry, fit_of(s, &entry, i, n));
        else
            add_entry(out, &entry, fit_of(s, &entry, i, n));
    }
    return out->entry_rank > 0 || out->given.count > 0;
}

void nrm_join_tokens(nrm_tokens *tokens, size_t i, size_t n)
{
    nrm_token *first = &tokens->items[i];
    const nrm_token *last = &tokens->items[i + n - 1];

    if (n == 1)
        return;
    first->end = last->end;
    first->cp_end = last->cp_end;
    first->dotted = last->dotted;
    memmove(first + 1, first + n, (tokens->count - i - n) * sizeof *first);
    tokens->count -= n - 1;
}

static void set_entry(nrm_token *token, const nrm_entry *entry)
{
    token->role = (uint8_t)entry->role;
    token->sense = entry->sense;
    token->group = (uint8_t)entry->group; /* the compiler saw to it that it fits */
    token->number = entry->joins ? 1 : 0;
    token->gender = entry->gender;
}

void nrm_set_given(nrm_token *token, const nrm_finding *f)
{
    size_t i;

    token->gender = f->given.items[0].gender;
    for (i = 0; i < f->given.count; i++) {
        const nrm_entry *entry = &f->given.items[i];

        token->clusters[i] = entry->cluster;
        token->short_forms |= (uint8_t)((entry->diminutive ? 1U : 0U) << i);
        if (entry->gender != token->gender)
            token->gender = 0;
    }
}

/* In names of people given names come first, unless only another language has
 * them; elsewhere what is not the name itself. */
static void set_finding(const nrm_scanner *s, nrm_token *token, const nrm_finding *f)
{
    bool is_given =
        f->given.count > 0 &&
        (f->entry_rank == 0 || (s->kind == NORM_KIND_PERSON && f->given.fit != NRM_FIT_FOREIGN));

    if (!is_given)
        set_entry(token, &f->entry);
    else if (token->clusters[0] == 0) /* Santiago de Cuba is a place, whoever Santiago is */
        nrm_set_given(token, f);
}

/* Parts [i, i + n) as the name of a place. They stay tokens with roles of their own, so that a
 * spelling which is not in the dictionary still finds its partners word by word. */
static void set_place(const nrm_scanner *s, size_t i, size_t n, const nrm_finding *f)
{
    bool is_other = n == 1 && (f->entry_rank > 0 || f->given.count > 0);
    size_t k;
    size_t c;

    /* A longer name begins with it, or before it. */
    if (f->places.count == 0 || is_other || s->out->items[i].clusters[0] != 0)
        return;
    for (k = i; k < i + n; k++) {
        nrm_token *token = &s->out->items[k];

        for (c = 0; c < f->places.count; c++)
            token->clusters[c] = f->places.items[c].cluster;
        token->continues = k > i;
    }
}

void nrm_find_words(nrm_scanner *s)
{
    size_t i;

    for (i = 0; i < s->out->count; i++) {
        size_t n = s->out->count - i < PHRASE_PARTS ? s->out->count - i : PHRASE_PARTS;
        nrm_finding f;

        for (; n > 0; n--) {
            bool is_word = nrm_find_entries(s, hash_parts(s, i, n), i, n, &f);

            set_place(s, i, n, &f);
            if (is_word) {
                nrm_join_tokens(s->out, i, n);
                set_finding(s, &s->out->items[i], &f);
                break;
            }
        }
    }
}
