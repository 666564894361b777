/* text/repair.c - gives every letter of a word the script of the word.
 * SPDX-License-Identifier: MIT
 *
 * Two rounds, so that the result needs no third: the first settles the words that speak for
 * themselves, the second those that are torn between two scripts, by the language or by what the
 * settled words are written in. */
#include "text/repair.h"

#include "base/alloc.h"
#include "base/str.h"
#include "text/tidy.h"
#include "text/ucd.h"

/* A shorter word with a digit in it is rather a code: A1, Т34, 3М, Mp3. */
#define DIGIT_WORD_LETTERS 4

/* Scripts that have twins. */
static const nrm_script repairable[] = {NRM_SCRIPT_LATN, NRM_SCRIPT_CYRL, NRM_SCRIPT_GREK,
                                        NRM_SCRIPT_ARMN};

typedef struct word {
    size_t begin, end;                /* in code points */
    size_t letters[NRM_SCRIPT_COUNT]; /* by script */
    size_t letter_count;              /* of all scripts but COMMON */
    size_t digit_count, digit_at;     /* the last one */
} word;

static bool is_word_letter(uint32_t cp)
{
    return nrm_cp_is_letter(cp) && !nrm_cp_is_apostrophe(cp);
}

static bool continues_word(const uint32_t *cps, size_t count, size_t i)
{
    if (is_word_letter(cps[i]) || nrm_cp_is_mark(cps[i]) || nrm_cp_is_digit(cps[i]))
        return true;
    return nrm_cp_is_apostrophe(cps[i]) && i + 1 < count && is_word_letter(cps[i + 1]);
}

/* Counts the letters of [begin, end). */
static void count_letters(const uint32_t *cps, word *w)
{
    size_t i;

    for (i = 0; i < NRM_SCRIPT_COUNT; i++)
        w->letters[i] = 0;
    w->letter_count = 0;
    w->digit_count = 0;
    w->digit_at = w->begin;
    for (i = w->begin; i < w->end; i++) {
        nrm_script script = nrm_cp_script(cps[i]);

        if (script != NRM_SCRIPT_COMMON && is_word_letter(cps[i])) {
            w->letters[script]++;
            w->letter_count++;
        } else if (nrm_cp_is_digit(cps[i])) {
            w->digit_count++;
            w->digit_at = i;
        }
    }
}

/* The next word at or behind *pos; false at the end. */
static bool next_word(const uint32_t *cps, size_t count, size_t *pos, word *w)
{
    size_t i = *pos;

    while (i < count && !is_word_letter(cps[i]) && !nrm_cp_is_digit(cps[i]))
        i++;
    if (i == count)
        return false;
    w->begin = i;
    while (i < count && continues_word(cps, count, i))
        i++;
    w->end = i;
    *pos = i;
    count_letters(cps, w);
    return true;
}

static bool is_mixed(const word *w)
{
    size_t i;

    for (i = 0; i < NRM_SCRIPT_COUNT; i++) {
        if (w->letters[i] == w->letter_count)
            return false;
    }
    return true;
}

/* Whether all letters of other scripts have twins in this one. */
static bool is_feasible(const uint32_t *cps, const word *w, nrm_script script, bool *is_weak)
{
    size_t i;

    *is_weak = false;
    if (w->letters[script] == 0)
        return false;
    for (i = w->begin; i < w->end; i++) {
        nrm_script own = nrm_cp_script(cps[i]);
        bool weak_pair;

        if (!is_word_letter(cps[i]) || own == script || own == NRM_SCRIPT_COMMON)
            continue;
        if (nrm_lookalike_strength(cps[i], (int)script, &weak_pair) == 0)
            return false;
        *is_weak = *is_weak || weak_pair;
    }
    return true;
}

/* The script that a mixed word belongs to, or COMMON when that cannot be told. preferred decides
 * between scripts with as many letters. */
static nrm_script choose_script(const uint32_t *cps, const word *w, nrm_script preferred)
{
    nrm_script only = NRM_SCRIPT_COMMON;
    bool only_is_weak = false;
    size_t feasible = 0;
    size_t most = 0;
    size_t i;

    for (i = 0; i < NRM_SCRIPT_COUNT; i++)
        most = w->letters[i] > most ? w->letters[i] : most;
    for (i = 0; i < NRM_LEN(repairable); i++) { /* one of most letters comes first */
        bool is_weak;

        if (w->letters[repairable[i]] * 2 > w->letter_count &&
            is_feasible(cps, w, repairable[i], &is_weak))
            return repairable[i];
    }
    for (i = 0; i < NRM_LEN(repairable); i++) {
        nrm_script script = repairable[i];
        bool is_weak;

        if (!is_feasible(cps, w, script, &is_weak))
            continue;
        feasible++;
        only = script;
        only_is_weak = is_weak;
    }
    if (feasible == 1 && (!only_is_weak || w->letters[only] == most))
        return only;
    for (i = 0; feasible > 1 && i < NRM_LEN(repairable); i++) {
        bool is_weak;

        if (repairable[i] == preferred && w->letters[preferred] == most &&
            is_feasible(cps, w, preferred, &is_weak))
            return preferred;
    }
    return NRM_SCRIPT_COMMON;
}

static bool is_one_of(uint32_t cp, const uint16_t *list, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (list[i] == cp)
            return true;
    }
    return false;
}

/* Latin y in a word of Azerbaijani Cyrillic stands for its sound, ј, before a vowel: that language
 * has no two vowels in a row (ҹәмијyәтин). */
static bool is_azeri_glide(const uint32_t *cps, const word *w, size_t at)
{
    static const uint16_t azeri[] = {0x0458, 0x0408, 0x04B9, 0x04B8, 0x049D, 0x049C}; /* ј ҹ ҝ */
    static const uint16_t vowels[] = {0x0430, 0x0435, 0x0438, 0x043E, 0x0443,
                                      0x044B, 0x04AF, 0x04D9, 0x04E9}; /* а е и о у ы ү ә ө */
    size_t i;

    if ((cps[at] != 'y' && cps[at] != 'Y') || at + 1 >= w->end ||
        !is_one_of(nrm_cp_lower(cps[at + 1], NRM_CASE_ROOT), vowels, NRM_LEN(vowels)))
        return false;
    for (i = w->begin; i < w->end; i++) {
        if (is_one_of(cps[i], azeri, NRM_LEN(azeri)))
            return true;
    }
    return false;
}

static void move_to_script(uint32_t *cps, const word *w, nrm_script script)
{
    size_t i;

    for (i = w->begin; i < w->end; i++) {
        nrm_script own = nrm_cp_script(cps[i]);

        if (!is_word_letter(cps[i]) || own == script || own == NRM_SCRIPT_COMMON)
            continue;
        if (script == NRM_SCRIPT_CYRL && is_azeri_glide(cps, w, i))
            cps[i] = cps[i] == 'y' ? 0x0458 : 0x0408;
        else
            cps[i] = nrm_lookalike(cps[i], (int)script);
    }
}

/* Whether the letters behind the first are all small or all capital, as in a word and not in a
 * code or a CamelCase brand. */
static bool has_word_case(const uint32_t *cps, const word *w)
{
    size_t upper = 0;
    size_t i;

    for (i = w->begin + 1; i < w->end; i++)
        upper += nrm_cp_is_upper(cps[i]);
    return upper == 0 || upper + 1 + (nrm_cp_is_digit(cps[w->begin]) ? 0 : 1) >= w->end - w->begin;
}

/* A 3 before a vowel at the start of a Cyrillic word is З: 3ахаров. */
static bool starts_like_z(const uint32_t *cps, const word *w)
{
    static const uint16_t next[] = {0x0430, 0x0432, 0x0435, 0x0438,
                                    0x043E, 0x0443, 0x044F}; /* а в е и о у я */

    return cps[w->begin] == '3' && w->letters[NRM_SCRIPT_CYRL] == w->letter_count &&
           is_one_of(nrm_cp_lower(cps[w->begin + 1], NRM_CASE_ROOT), next, NRM_LEN(next));
}

/* Makes the only digit of a word the letter that it looks like, and counts it as one. */
static void repair_digit(uint32_t *cps, word *w, nrm_script script)
{
    size_t at = w->digit_at;
    bool is_first = at == w->begin;
    bool is_upper;
    uint32_t letter;

    if (w->digit_count != 1 || w->letter_count < DIGIT_WORD_LETTERS ||
        w->letters[script] != w->letter_count || at + 1 == w->end || !is_word_letter(cps[at + 1]) ||
        !has_word_case(cps, w))
        return;
    if (is_first ? !starts_like_z(cps, w) : !is_word_letter(cps[at - 1]))
        return;
    letter = nrm_lookalike_digit(cps[at], (int)script);
    if (letter == 0)
        return;
    is_upper = is_first || (nrm_cp_is_upper(cps[at - 1]) && nrm_cp_is_upper(cps[at + 1]));
    if (is_upper && letter == 'l')
        cps[at] = 'I'; /* among capitals 1 looks like I, not like L */
    else
        cps[at] = is_upper ? nrm_cp_upper(letter, NRM_CASE_ROOT) : letter;
    count_letters(cps, w);
}

/* One round over all words. totals: letters of the words that are of one script, counted after
 * the repair. Returns whether a word was left as it is, for want of a preferred script. */
static bool repair_round(uint32_t *cps, size_t count, nrm_script preferred,
                         size_t totals[NRM_SCRIPT_COUNT])
{
    bool has_torn = false;
    size_t pos = 0;
    size_t i;
    word w;

    for (i = 0; i < NRM_SCRIPT_COUNT; i++)
        totals[i] = 0;
    while (next_word(cps, count, &pos, &w)) {
        if (is_mixed(&w)) {
            nrm_script script = choose_script(cps, &w, preferred);

            if (script == NRM_SCRIPT_COMMON) {
                has_torn = true;
                continue;
            }
            move_to_script(cps, &w, script);
            count_letters(cps, &w);
        }
        for (i = 0; i < NRM_LEN(repairable); i++) {
            if (w.letters[repairable[i]] > 0)
                repair_digit(cps, &w, repairable[i]);
        }
        for (i = 0; i < NRM_SCRIPT_COUNT; i++)
            totals[i] += w.letters[i];
    }
    return has_torn;
}

/* The script that a language is written in, when it has twins; else COMMON. */
static nrm_script script_of_lang(norm_str lang)
{
    static const char cyrillic[][4] = {"ru", "uk", "be", "bg", "mk", "sr", "kk",
                                       "ky", "mn", "tg", "tt", "ba", "cv", "ce"};
    norm_str rest = lang;
    norm_str primary = nrm_str_cut(&rest, '-');
    norm_str script = rest.ptr != NULL ? nrm_str_cut(&rest, '-') : (norm_str){NULL, 0};
    size_t i;

    if (script.len == 4) {
        nrm_script named = nrm_script_find(script);

        return named == NRM_SCRIPT_OTHER ? NRM_SCRIPT_COMMON : named;
    }
    for (i = 0; i < NRM_LEN(cyrillic); i++) {
        if (nrm_str_eq_c(primary, cyrillic[i]))
            return NRM_SCRIPT_CYRL;
    }
    if (nrm_str_eq_c(primary, "hy") || nrm_str_eq_c(primary, "hyw"))
        return NRM_SCRIPT_ARMN;
    if (nrm_str_eq_c(primary, "el"))
        return NRM_SCRIPT_GREK;
    return primary.len == 0 || nrm_str_eq_c(primary, "und") ? NRM_SCRIPT_COMMON : NRM_SCRIPT_LATN;
}

void nrm_repair_words(uint32_t *cps, size_t count, norm_str lang)
{
    size_t totals[NRM_SCRIPT_COUNT];
    nrm_script preferred;
    size_t i;

    if (!repair_round(cps, count, NRM_SCRIPT_COMMON, totals))
        return;
    preferred = script_of_lang(lang);
    for (i = 0; i < NRM_LEN(repairable) && preferred == NRM_SCRIPT_COMMON; i++) {
        size_t others = totals[NRM_SCRIPT_LATN] + totals[NRM_SCRIPT_CYRL] +
                        totals[NRM_SCRIPT_GREK] + totals[NRM_SCRIPT_ARMN] - totals[repairable[i]];

        if (totals[repairable[i]] > others)
            preferred = repairable[i];
    }
    if (preferred != NRM_SCRIPT_COMMON)
        repair_round(cps, count, preferred, totals);
}
