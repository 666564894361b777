/* name/token.c - a name as words with roles.
 * SPDX-License-Identifier: MIT
 *
 * First the text is cut into parts: runs of letters, marks, digits and inner
 * apostrophes. Then the longest phrase of the dictionary is looked for at each
 * part, and what is no word of the dictionary is told by its shape: initials,
 * numbers, patronymics. */
#include "name/token.h"

#include <string.h>

#include "base/str.h"
#include "text/utf8.h"

#define PHRASE_PARTS 5 /* most parts of a phrase in the dictionary */

typedef struct scanner {
    const nrm_names *names;
    norm_str text;
    norm_str lang;
    norm_kind kind;
    nrm_case casing;
    nrm_tokens *out;
    nrm_token *part; /* the part being read, or NULL */
    bool joined;     /* the next part follows a hyphen */
    bool upper[NRM_NAME_LETTERS];
} scanner;

static void end_part(scanner *s, size_t at)
{
    if (s->part != NULL) {
        s->part->end = (uint32_t)at;
        s->part->cp_end = (uint16_t)s->out->cp_count;
    }
    s->part = NULL;
}

static void add_letter(scanner *s, uint32_t cp, size_t at)
{
    nrm_tokens *out = s->out;

    if (s->part == NULL) {
        if (out->count == NRM_TOKENS || out->cp_count == NRM_NAME_LETTERS) {
            out->cut = true;
            return;
        }
        s->part = &out->items[out->count++];
        *s->part = (nrm_token){
            .begin = (uint32_t)at, .cp_begin = (uint16_t)out->cp_count, .joined = s->joined};
        s->joined = false;
    }
    if (out->cp_count == NRM_NAME_LETTERS) {
        out->cut = true;
        return;
    }
    if (s->part->script == NRM_SCRIPT_COMMON)
        s->part->script = (uint8_t)nrm_cp_script(cp);
    s->upper[out->cp_count] = nrm_cp_is_upper(cp);
    out->cps[out->cp_count] = nrm_cp_lower(cp, s->casing);
    out->offsets[out->cp_count++] = (uint32_t)at;
}

static bool is_word_cp(uint32_t cp)
{
    return nrm_cp_is_letter(cp) || nrm_cp_is_mark(cp) || nrm_cp_is_digit(cp);
}

static void split(scanner *s)
{
    size_t pos = 0;

    while (pos < s->text.len) {
        size_t at = pos;
        uint32_t cp = nrm_utf8_next(s->text, &pos);

        if (is_word_cp(cp)) {
            add_letter(s, cp, at);
        } else if (nrm_cp_is_apostrophe(cp) && s->part != NULL) {
            add_letter(s, cp, at);
        } else {
            bool after_part = s->part != NULL;

            if (after_part && cp == '.')
                s->part->dotted = true;
            end_part(s, at);
            s->joined = nrm_cp_is_dash(cp) && after_part;
        }
    }
    end_part(s, s->text.len);
}

/* How well a row of the dictionary fits the language of parts [i, i + n). */
static nrm_lang_fit fit_of(const scanner *s, const nrm_entry *entry, size_t i, size_t n)
{
    const nrm_token *first = &s->out->items[i];
    const nrm_token *last = &s->out->items[i + n - 1];

    return nrm_names_lang_fit(s->names, entry->lang, (size_t)(last->cp_end - first->cp_begin),
                              s->lang, (nrm_script)first->script);
}

/* Does a row of the dictionary apply to parts [i, i + n), but for its language? */
static bool applies(const scanner *s, const nrm_entry *entry, size_t i, size_t n)
{
    const nrm_token *first = &s->out->items[i];
    const nrm_token *last = &s->out->items[i + n - 1];
    bool single = n == 1 && first->cp_end - first->cp_begin == 1;

    /* Warsaw and Jordan are family names too. */
    if ((entry->cluster & NRM_CLUSTER_PLACE) != 0)
        return s->kind != NORM_KIND_PERSON;
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

typedef struct cluster_list {
    nrm_lang_fit fit; /* of the nearest row */
    size_t count;
    nrm_entry items[NRM_CLUSTERS];
} cluster_list;

/* What a phrase is: the one row of a role that suits best, and all given names
 * and places it is a form of. */
typedef struct finding {
    nrm_entry entry;
    int entry_rank; /* 0: none */
    cluster_list given;
    cluster_list places;
} finding;

/* Names go far: the rows of another language count when none is nearer. */
static void add_cluster(cluster_list *list, const nrm_entry *entry, nrm_lang_fit fit)
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

static void add_entry(finding *f, const nrm_entry *entry, nrm_lang_fit fit)
{
    int rank = (int)fit * (int)NRM_ROLES + (int)NRM_ROLES - (int)entry->role;

    if (fit != NRM_FIT_FOREIGN && rank > f->entry_rank) {
        f->entry = *entry;
        f->entry_rank = rank;
    }
}

static uint64_t hash_parts(const scanner *s, size_t i, size_t n)
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

static bool look_up(const scanner *s, uint64_t hash, size_t i, size_t n, finding *out)
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

        if (!applies(s, &entry, i, n))
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

/* Makes parts [i, i + n) one token. */
static void join(nrm_tokens *tokens, size_t i, size_t n)
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

static void set_given(nrm_token *token, const finding *f)
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
static void set_finding(const scanner *s, nrm_token *token, const finding *f)
{
    bool is_given =
        f->given.count > 0 &&
        (f->entry_rank == 0 || (s->kind == NORM_KIND_PERSON && f->given.fit != NRM_FIT_FOREIGN));

    if (!is_given)
        set_entry(token, &f->entry);
    else if (token->clusters[0] == 0) /* Santiago de Cuba is a place, whoever Santiago is */
        set_given(token, f);
}

/* Parts [i, i + n) as the name of a place. They stay tokens with roles of their own, so that a
 * spelling which is not in the dictionary still finds its partners word by word. */
static void set_place(const scanner *s, size_t i, size_t n, const finding *f)
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

static void find_words(scanner *s)
{
    size_t i;

    for (i = 0; i < s->out->count; i++) {
        size_t n = s->out->count - i < PHRASE_PARTS ? s->out->count - i : PHRASE_PARTS;
        finding f;

        for (; n > 0; n--) {
            bool is_word = look_up(s, hash_parts(s, i, n), i, n, &f);

            set_place(s, i, n, &f);
            if (is_word) {
                join(s->out, i, n);
                set_finding(s, &s->out->items[i], &f);
                break;
            }
        }
    }
}

/* Digits in front, with at most four letters of an ordinal behind. */
static bool read_number(const nrm_tokens *tokens, const nrm_token *token, uint32_t *out)
{
    uint64_t value = 0;
    size_t c = token->cp_begin;

    for (; c < token->cp_end && nrm_cp_digit_value(tokens->cps[c]) >= 0; c++) {
        value = value * 10 + (uint64_t)nrm_cp_digit_value(tokens->cps[c]);
        if (value > UINT32_MAX)
            return false;
    }
    *out = (uint32_t)value;
    return c > token->cp_begin && token->cp_end - c <= 4;
}

/* I to XXXIX in Latin capitals. */
static bool read_roman(const scanner *s, const nrm_token *token, uint32_t *out)
{
    uint32_t value = 0;
    uint32_t before = 0;
    size_t c = token->cp_end;

    if (token->cp_end - token->cp_begin > 6 || token->script != NRM_SCRIPT_LATN)
        return false;
    while (c-- > token->cp_begin) {
        uint32_t cp = s->out->cps[c];
        uint32_t digit = cp == 'x' ? 10 : cp == 'v' ? 5 : cp == 'i' || cp == 0x131 ? 1 : 0;

        if (digit == 0 || !s->upper[c])
            return false;
        value = digit < before ? value - digit : value + digit;
        before = digit > before ? digit : before;
    }
    *out = value;
    return value > 0 && value < 40;
}

/* One letter, or two as in Zh. Kh. Sh., digraphs of romanizations. Places are
 * named after people too: Shahumyan S. */
static bool is_initial(const scanner *s, const nrm_token *token)
{
    size_t letters = (size_t)(token->cp_end - token->cp_begin);
    size_t c = token->cp_begin;
    bool has_case = token->script != NRM_SCRIPT_GEOR && token->script != NRM_SCRIPT_ARAB &&
                    token->script != NRM_SCRIPT_HEBR;

    if (s->kind == NORM_KIND_ORG || token->script == NRM_SCRIPT_COMMON)
        return false;
    if (!has_case)
        return letters == 1 && s->kind == NORM_KIND_PERSON;
    if (!s->upper[c])
        return false;
    if (letters == 1)
        return token->dotted || s->kind == NORM_KIND_PERSON;
    return letters == 2 && token->dotted && !s->upper[c + 1];
}

/* The I of Nicholas I: behind all words, without a dot. */
static bool is_regnal(const scanner *s, size_t i, uint32_t *number)
{
    const nrm_token *token = &s->out->items[i];

    return i > 0 && i + 1 == s->out->count && !token->dotted && read_roman(s, token, number) &&
           s->out->items[i - 1].clusters[0] != 0 &&
           (s->out->items[i - 1].clusters[0] & NRM_CLUSTER_PLACE) == 0;
}

static bool ends_in(const nrm_tokens *tokens, const nrm_token *token, const nrm_suffix *suffix)
{
    size_t len = (size_t)(token->cp_end - token->cp_begin);
    size_t k;

    if (suffix->script != (nrm_script)token->script || len < suffix->count + 2)
        return false;
    for (k = 0; k < suffix->count; k++) {
        if (tokens->cps[token->cp_end - suffix->count + k] != nrm_load_u32(suffix->letters + 4 * k))
            return false;
    }
    return true;
}

/* The given name that a word with this ending was made from: Серге(евич)й. */
static bool find_father(const scanner *s, size_t i, const nrm_suffix *suffix, finding *out)
{
    const nrm_token *token = &s->out->items[i];
    uint64_t hash = NRM_WORD_HASH_START;
    size_t c;

    for (c = token->cp_begin; c + suffix->count < token->cp_end; c++)
        hash = nrm_word_hash_add(hash, s->out->cps[c]);
    for (c = 0; c < suffix->given_count; c++)
        hash = nrm_word_hash_add(hash, nrm_load_u32(suffix->given + 4 * c));
    return look_up(s, hash, i, 1, out) && out->given.count > 0;
}

/* A word with the ending of a patronymic: whose child, and the bearer's gender.
 * An ending that tells no gender is one only behind a known given name. */
static bool read_patronymic(scanner *s, size_t i)
{
    nrm_token *token = &s->out->items[i];
    const nrm_suffix *ending = NULL;
    size_t k;

    for (k = 0; k < s->names->suffix_count; k++) {
        const nrm_suffix *suffix = &s->names->suffixes[k];
        finding father;

        if (suffix->type != NRM_SUFFIX_PATRONYMIC || !ends_in(s->out, token, suffix))
            continue;
        if (ending == NULL && suffix->gender != 0)
            ending = suffix;
        if (find_father(s, i, suffix, &father)) {
            set_given(token, &father);
            ending = suffix;
            break;
        }
    }
    if (ending == NULL)
        return false;
    token->role = NRM_ROLE_PATRONYMIC;
    token->gender = ending->gender;
    return true;
}

/* A family name: women's endings (-ova, -skaya), and the given name that it was
 * made from (Hasan-ov, Petros-yan). */
static void read_surname(const scanner *s, size_t i)
{
    nrm_token *token = &s->out->items[i];
    uint8_t gender = 0;
    size_t k;

    for (k = 0; k < s->names->suffix_count; k++) {
        const nrm_suffix *suffix = &s->names->suffixes[k];
        finding father;

        if (suffix->type != NRM_SUFFIX_SURNAME || !ends_in(s->out, token, suffix))
            continue;
        gender = gender != 0 ? gender : suffix->gender;
        if (!token->is_family && find_father(s, i, suffix, &father)) {
            set_given(token, &father);
            token->is_family = true;
        }
    }
    token->gender = gender;
}

static void find_shapes(scanner *s)
{
    nrm_tokens *out = s->out;
    size_t i;

    for (i = 0; i < out->count; i++) {
        nrm_token *token = &out->items[i];
        bool ordinal;

        if (token->role != NRM_ROLE_WORD || token->clusters[0] != 0)
            continue;
        if (read_number(out, token, &token->number)) {
            ordinal = i + 1 < out->count && out->items[i + 1].joined &&
                      out->items[i + 1].cp_end - out->items[i + 1].cp_begin <= 3;
            if (ordinal) /* 1-ci, 2-е */
                join(out, i, 2);
            token->role = NRM_ROLE_NUMBER;
        } else if (is_initial(s, token) && !is_regnal(s, i, &token->number)) {
            token->role = NRM_ROLE_INITIAL;
        } else if (out->count > 1 && read_roman(s, token, &token->number)) {
            token->role = NRM_ROLE_NUMBER;
        }
    }
}

/* Patronymics: the word before oglu or kyzy, or in names of three words and
 * more one with the ending. */
static void find_patronymics(scanner *s)
{
    nrm_tokens *out = s->out;
    size_t words = 0;
    size_t i;

    for (i = 0; i < out->count; i++)
        words += out->items[i].role == NRM_ROLE_WORD;
    for (i = 0; i < out->count; i++) {
        nrm_token *token = &out->items[i];

        if (token->role == NRM_ROLE_PATRONYM_MARK && i > 0 &&
            out->items[i - 1].role == NRM_ROLE_WORD && words > 1) {
            out->items[i - 1].role = NRM_ROLE_PATRONYMIC;
            out->items[i - 1].gender = token->gender;
        }
        if (token->role != NRM_ROLE_WORD || token->clusters[0] != 0 || s->kind == NORM_KIND_PLACE ||
            s->kind == NORM_KIND_ORG)
            continue;
        if ((words < 3 || i == 0 || !read_patronymic(s, i)) && s->kind == NORM_KIND_PERSON)
            read_surname(s, i);
    }
}

/* How many of its letters an acronym stands for words with: the capitals, since romanisations add
 * small ones (RZhD, YeSU); all of them in a script without case. 0: it is none. */
static size_t letters_of_acronym(const scanner *s, const nrm_token *token)
{
    bool has_case = token->script != NRM_SCRIPT_GEOR;
    size_t letters = (size_t)(token->cp_end - token->cp_begin);
    size_t capitals = 0;
    size_t c;

    if (token->role != NRM_ROLE_WORD || token->script == NRM_SCRIPT_COMMON ||
        token->script == NRM_SCRIPT_ARAB || token->script == NRM_SCRIPT_HEBR)
        return 0;
    for (c = token->cp_begin; c < token->cp_end; c++) {
        if (!nrm_cp_is_letter(s->out->cps[c]) || nrm_cp_is_apostrophe(s->out->cps[c]))
            return 0;
        capitals += s->upper[c];
    }
    if (!has_case)
        return letters >= NRM_ACRONYM_CASELESS ? letters : 0;
    return s->upper[token->cp_begin] && 2 * capitals > letters ? capitals : 0;
}

/* Is the name written in capitals as a whole? Then capitals tell nothing of a word. */
static bool is_shouted(const scanner *s)
{
    bool has_long_word = false;
    size_t i;
    size_t c;

    for (i = 0; i < s->out->count; i++) {
        const nrm_token *token = &s->out->items[i];

        for (c = token->cp_begin; c < token->cp_end; c++) {
            if (nrm_cp_is_letter(s->out->cps[c]) && !s->upper[c])
                return false;
        }
        has_long_word = has_long_word || token->cp_end - token->cp_begin > NRM_ACRONYM_MOST;
    }
    return has_long_word;
}

/* Acronyms, in names that may be those of organisations. */
static void mark_acronyms(scanner *s)
{
    size_t i;

    if (s->kind == NORM_KIND_PLACE || s->kind == NORM_KIND_PERSON || is_shouted(s))
        return;
    for (i = 0; i < s->out->count; i++) {
        nrm_token *token = &s->out->items[i];
        size_t letters = letters_of_acronym(s, token);

        token->is_acronym = letters >= 2 && letters <= NRM_ACRONYM_MOST;
    }
}

/* A name must have something to compare: when all words are beside it, those
 * that tell most are the name (School No. 1, Yuxarı), else all (Selo, Mr). What
 * they mean is kept. */
static void keep_a_word(nrm_tokens *out)
{
    bool has_meaning = false;
    size_t i;

    for (i = 0; i < out->count; i++) {
        uint8_t role = out->items[i].role;

        if (role == NRM_ROLE_WORD || role == NRM_ROLE_PATRONYMIC)
            return;
        has_meaning = has_meaning || role == NRM_ROLE_KIND || role == NRM_ROLE_MEANING;
    }
    for (i = 0; i < out->count; i++) {
        uint8_t role = out->items[i].role;

        if (role == NRM_ROLE_KIND || role == NRM_ROLE_MEANING ||
            (!has_meaning && role != NRM_ROLE_NUMBER && role != NRM_ROLE_INITIAL))
            out->items[i].role = NRM_ROLE_WORD;
    }
}

void nrm_tokenize(const nrm_names *names, norm_str text, norm_str lang, norm_kind kind,
                  nrm_tokens *out)
{
    scanner s;

    s.names = names;
    s.text = text;
    s.lang = lang;
    s.kind = kind;
    s.casing = nrm_case_of_lang(lang);
    s.out = out;
    s.part = NULL;
    s.joined = false;
    out->count = 0;
    out->cp_count = 0;
    out->cut = false;
    split(&s);
    find_words(&s);
    find_shapes(&s);
    find_patronymics(&s);
    mark_acronyms(&s); /* before legal forms may become words */
    keep_a_word(out);
}
