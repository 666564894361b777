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
#include "name/scan.h"
#include "text/utf8.h"

static void end_part(nrm_scanner *s, size_t at)
{
    if (s->part != NULL) {
        s->part->end = (uint32_t)at;
        s->part->cp_end = (uint16_t)s->out->cp_count;
    }
    s->part = NULL;
}

static void add_letter(nrm_scanner *s, uint32_t cp, size_t at)
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

static void split(nrm_scanner *s)
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
static bool read_roman(const nrm_scanner *s, const nrm_token *token, uint32_t *out)
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
static bool is_initial(const nrm_scanner *s, const nrm_token *token)
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
static bool is_regnal(const nrm_scanner *s, size_t i, uint32_t *number)
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
static bool find_father(const nrm_scanner *s, size_t i, const nrm_suffix *suffix, nrm_finding *out)
{
    const nrm_token *token = &s->out->items[i];
    uint64_t hash = NRM_WORD_HASH_START;
    size_t c;

    for (c = token->cp_begin; c + suffix->count < token->cp_end; c++)
        hash = nrm_word_hash_add(hash, s->out->cps[c]);
    for (c = 0; c < suffix->given_count; c++)
        hash = nrm_word_hash_add(hash, nrm_load_u32(suffix->given + 4 * c));
    return nrm_find_entries(s, hash, i, 1, out) && out->given.count > 0;
}

/* A word with the ending of a patronymic: whose child, and the bearer's gender.
 * An ending that tells no gender is one only behind a known given name. */
static bool read_patronymic(nrm_scanner *s, size_t i)
{
    nrm_token *token = &s->out->items[i];
    const nrm_suffix *ending = NULL;
    size_t k;

    for (k = 0; k < s->names->suffix_count; k++) {
        const nrm_suffix *suffix = &s->names->suffixes[k];
        nrm_finding father;

        if (suffix->type != NRM_SUFFIX_PATRONYMIC || !ends_in(s->out, token, suffix))
            continue;
        if (ending == NULL && suffix->gender != 0)
            ending = suffix;
        if (find_father(s, i, suffix, &father)) {
            nrm_set_given(token, &father);
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
static void read_surname(const nrm_scanner *s, size_t i)
{
    nrm_token *token = &s->out->items[i];
    uint8_t gender = 0;
    size_t k;

    for (k = 0; k < s->names->suffix_count; k++) {
        const nrm_suffix *suffix = &s->names->suffixes[k];
        nrm_finding father;

        if (suffix->type != NRM_SUFFIX_SURNAME || !ends_in(s->out, token, suffix))
            continue;
        gender = gender != 0 ? gender : suffix->gender;
        if (!token->is_family && find_father(s, i, suffix, &father)) {
            nrm_set_given(token, &father);
            token->is_family = true;
        }
    }
    token->gender = gender;
}

static void find_shapes(nrm_scanner *s)
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
                nrm_join_tokens(out, i, 2);
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
static void find_patronymics(nrm_scanner *s)
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
static size_t letters_of_acronym(const nrm_scanner *s, const nrm_token *token)
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
static bool is_shouted(const nrm_scanner *s)
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
static void mark_acronyms(nrm_scanner *s)
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
    nrm_scanner s;

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
    nrm_find_words(&s);
    find_shapes(&s);
    find_patronymics(&s);
    mark_acronyms(&s); /* before legal forms may become words */
    keep_a_word(out);
}
