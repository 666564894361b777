/* compare/acronym.c - a word that stands for others by their first letters: РЖД, ZCMC.
 * SPDX-License-Identifier: MIT */
#include "compare/acronym.h"

#include <string.h>

#include "compare/align.h"
#include "text/nfx.h"
#include "text/utf8.h"

#define UNITS 32 /* most words that are looked at, those inside phrases included */
#define NONE  (INT32_MIN / 2)
#define SMALL 2 /* letters of a word without capitals that may go without: по, of */

/* Sounds that stand for each other no more often than that do not make letters agree. */
#define LEAST (NRM_NAT / 2)

/* A letter of the acronym, or a word that one may stand for. */
typedef struct unit {
    size_t begin, end; /* bytes of the text */
    size_t word;       /* of the name */
    uint32_t letter;   /* the first, without case and marks */
    size_t letter_count;
    bool is_capital;
    uint8_t sounds[2]; /* of the first letter: е is y e */
    size_t sound_count;
    bool may_be_skipped;
    bool has_no_letter; /* nothing stands for it: a legal form, a number */
} unit;

typedef struct unit_list {
    const norm_name *name;
    unit items[UNITS];
    size_t count;
} unit_list;

typedef struct board {
    const nrm_costs *costs;
    unit_list letters, words;
    /* [w][k]: most evidence of the first k letters with w words from the first of the run on */
    int32_t best[UNITS + 1][NRM_ACRONYM_LETTERS + 1];
} board;

static uint32_t fold(uint32_t cp)
{
    uint32_t parts[NRM_COMPAT_MAX];

    parts[0] = nrm_cp_lower(cp, NRM_CASE_ROOT);
    if (parts[0] > 0x7F)
        (void)nrm_cp_compat(parts[0], parts);
    return parts[0];
}

/* The sounds of the letter that the unit begins with. */
static void read_sounds(const norm_name *name, unit *u)
{
    const nrm_word *word = &nrm_name_words(name)[u->word];
    size_t end = (size_t)word->sound_begin + word->sound_count;
    size_t i = word->sound_begin;
    size_t origin;

    while (i < end && nrm_name_origin(name, i) < u->begin)
        i++;
    u->sound_count = 0;
    if (i == end || nrm_name_origin(name, i) >= u->end)
        return;
    origin = nrm_name_origin(name, i);
    for (; i < end && u->sound_count < 2 && nrm_name_origin(name, i) == origin; i++)
        u->sounds[u->sound_count++] = nrm_name_sounds(name)[i];
}

static void repeat_sounds(const unit *from, unit *to)
{
    memcpy(to->sounds, from->sounds, sizeof to->sounds);
    to->sound_count = from->sound_count;
}

static bool is_letter(uint32_t cp)
{
    return nrm_cp_is_letter(cp) && !nrm_cp_is_apostrophe(cp);
}

/* Does a letter of an acronym begin here? Small ones belong to the capital before: RZhD. */
static bool begins_letter(uint32_t cp, uint32_t before)
{
    return is_letter(cp) &&
           (before == 0 || nrm_cp_is_upper(cp) || nrm_cp_script(cp) == NRM_SCRIPT_GEOR);
}

/* Does a word begin here? Phrases of the dictionary are one word of the name. */
static bool begins_word(uint32_t cp, uint32_t before)
{
    bool is_inside = nrm_cp_is_letter(before) || nrm_cp_is_mark(before) ||
                     nrm_cp_is_digit(before) || nrm_cp_is_apostrophe(before);

    return is_letter(cp) && (before == 0 || !is_inside);
}

/* Adds the letters of a word of the name, or its words. */
static void add_units(unit_list *list, size_t word_number, bool by_letter)
{
    const nrm_word *word = &nrm_name_words(list->name)[word_number];
    norm_str text = {nrm_name_text(list->name).ptr, word->end};
    bool is_function = word->role == NRM_ROLE_STOP || word->role == NRM_ROLE_PARTICLE;
    size_t first = list->count;
    size_t pos = word->begin;
    uint32_t before = 0;
    size_t i;

    while (pos < text.len) {
        size_t at = pos;
        uint32_t cp = nrm_utf8_next(text, &pos);

        if (by_letter ? begins_letter(cp, before) : begins_word(cp, before)) {
            if (list->count == UNITS)
                break;
            list->items[list->count++] = (unit){.begin = at,
                                                .word = word_number,
                                                .letter = fold(cp),
                                                .is_capital = nrm_cp_is_upper(cp)};
        }
        if (list->count > first && is_letter(cp)) {
            list->items[list->count - 1].end = pos;
            list->items[list->count - 1].letter_count++;
        }
        before = cp;
    }
    for (i = first; i < list->count; i++) {
        unit *u = &list->items[i];

        read_sounds(list->name, u);
        if (by_letter && u->sound_count == 0 && i > first && u->letter == u[-1].letter)
            repeat_sounds(&u[-1], u); /* doubled letters sound as one */
        u->has_no_letter = word->role == NRM_ROLE_LEGAL || word->role == NRM_ROLE_NUMBER;
        u->may_be_skipped = is_function || (u->letter_count <= SMALL && !u->is_capital);
    }
}

/* False: nothing can be found. */
static bool open_board(const nrm_costs *costs, const norm_name *name, size_t word,
                       const norm_name *other, board *b)
{
    size_t i;

    b->costs = costs;
    b->letters.name = name;
    b->letters.count = 0;
    b->words.name = other;
    b->words.count = 0;
    add_units(&b->letters, word, true);
    for (i = 0; i < other->word_count; i++)
        add_units(&b->words, i, false);
    return b->letters.count >= 2 && b->letters.count <= NRM_ACRONYM_LETTERS && b->words.count > 0 &&
           nrm_may_be_in_run(other, nrm_name_words(other));
}

/* What speaks for a letter's standing for a word, or NONE. */
static int32_t agree(const board *b, const unit *letter, const unit *word)
{
    size_t system = nrm_name_words(b->letters.name)[letter->word].system;
    size_t other = nrm_name_words(b->words.name)[word->word].system;
    const nrm_pair_costs *pair;
    bool exchange;
    int32_t most = NONE;
    size_t i;
    size_t k;

    if (word->has_no_letter)
        return NONE;
    if (letter->letter == word->letter)
        return NRM_INITIAL_MOST;
    if (system == other || b->costs == NULL)
        return NONE;
    pair = nrm_costs_for(b->costs, system, other, &exchange);
    for (i = 0; i < letter->sound_count; i++) {
        for (k = 0; k < word->sound_count; k++) {
            uint8_t x = exchange ? word->sounds[k] : letter->sounds[i];
            uint8_t y = exchange ? letter->sounds[i] : word->sounds[k];
            int32_t nats = pair->one[NRM_PLACE_FIRST][x][y];

            most = nats > most ? nats : most;
        }
    }
    if (most < LEAST)
        return NONE;
    return most < NRM_INITIAL_MOST ? most : NRM_INITIAL_MOST;
}

/* The row of best[] behind one more word; false when no letter has come so far. */
static bool add_row(board *b, size_t w, const unit *word)
{
    const int32_t *before = b->best[w];
    int32_t *row = b->best[w + 1];
    bool is_alive = false;
    size_t k;

    for (k = 0; k <= b->letters.count; k++) {
        const unit *letter = k > 0 ? &b->letters.items[k - 1] : NULL;

        row[k] = word->may_be_skipped && w > 0 ? before[k] : NONE;
        if (letter != NULL && before[k - 1] > NONE)
            row[k] = nrm_larger(row[k], before[k - 1] + agree(b, letter, word));
        if (letter != NULL && letter->sound_count == 0)
            row[k] = nrm_larger(row[k], row[k - 1]);
        if (row[k] < 0)
            row[k] = NONE;
        is_alive = is_alive || row[k] > NONE;
    }
    return is_alive;
}

/* Goes along the run that begins with unit `first`; returns how many units it has at its best, 0
 * when there is none. */
static size_t follow(board *b, size_t first)
{
    const unit *units = b->words.items;
    size_t letters = b->letters.count;
    size_t best = 0;
    size_t at;
    size_t k;

    b->best[0][0] = 0;
    for (k = 1; k <= letters; k++)
        b->best[0][k] = NONE;
    for (at = first; at < b->words.count && add_row(b, at - first, &units[at]); at++) {
        bool ends_word = at + 1 == b->words.count || units[at + 1].word != units[at].word;
        int32_t nats = b->best[at + 1 - first][letters];

        if (ends_word && at > first && nats > (best > 0 ? b->best[best][letters] : NONE))
            best = at + 1 - first;
    }
    return best;
}

/* The way that led to the last value: which letter stands for which word. */
static size_t trace(const board *b, size_t first, size_t count, nrm_letter *out)
{
    size_t k = b->letters.count;
    size_t w = count;
    size_t n = 0;
    size_t i;

    while (w > 0 && k > 0) {
        const unit *word = &b->words.items[first + w - 1];
        const unit *letter = &b->letters.items[k - 1];
        int32_t here = b->best[w][k];

        if (word->may_be_skipped && w > 1 && b->best[w - 1][k] == here) {
            w--;
        } else if (letter->sound_count == 0 && b->best[w][k - 1] == here) {
            k--;
        } else {
            out[n++] =
                (nrm_letter){(uint16_t)letter->begin, (uint16_t)letter->end, (uint16_t)word->begin,
                             (uint16_t)word->end, here - b->best[w - 1][k - 1]};
            w--;
            k--;
        }
    }
    for (i = 0; i < n / 2; i++) {
        nrm_letter swap = out[i];

        out[i] = out[n - 1 - i];
        out[n - 1 - i] = swap;
    }
    return n;
}

size_t nrm_acronym_runs(const nrm_costs *costs, const norm_name *name, size_t word,
                        const norm_name *other, nrm_run *out)
{
    nrm_letter letters[NRM_ACRONYM_LETTERS];
    board b;
    size_t count = 0;
    size_t i;

    if (!open_board(costs, name, word, other, &b))
        return 0;
    for (i = 0; i < b.words.count; i++) {
        const unit *first = &b.words.items[i];
        size_t units;

        if (i > 0 && first[-1].word == first->word)
            continue;
        units = follow(&b, i);
        if (units > 0)
            out[count++] = (nrm_run){.first = (uint8_t)first->word,
                                     .count = (uint8_t)(first[units - 1].word - first->word + 1),
                                     .letters = (uint8_t)trace(&b, i, units, letters),
                                     .nats = b.best[units][b.letters.count]};
    }
    return count;
}

size_t nrm_acronym_letters(const nrm_costs *costs, const norm_name *name, size_t word,
                           const norm_name *other, size_t first, nrm_letter *out)
{
    board b;
    size_t i = 0;

    if (!open_board(costs, name, word, other, &b))
        return 0;
    while (i < b.words.count && b.words.items[i].word < first)
        i++;
    return trace(&b, i, follow(&b, i), out);
}

size_t nrm_acronym_sounds(const norm_name *name, size_t word, uint8_t out[NRM_ACRONYM_LETTERS])
{
    unit_list letters = {.name = name};
    size_t count = 0;
    size_t i;

    add_units(&letters, word, true);
    for (i = 0; i < letters.count && count < NRM_ACRONYM_LETTERS; i++) {
        if (letters.items[i].sound_count > 0)
            out[count++] = letters.items[i].sounds[0];
    }
    return count;
}

size_t nrm_initial_sounds(const norm_name *name, uint8_t out[NRM_ACRONYM_LETTERS])
{
    unit_list words = {.name = name};
    size_t count = 0;
    size_t i;

    for (i = 0; i < name->word_count; i++)
        add_units(&words, i, false);
    for (i = 0; i < words.count && count < NRM_ACRONYM_LETTERS; i++) {
        const unit *u = &words.items[i];

        if (u->has_no_letter && count > 0)
            break;
        if (!u->has_no_letter && !u->may_be_skipped && u->sound_count > 0 &&
            !nrm_is_set_aside(&nrm_name_words(name)[u->word]))
            out[count++] = u->sounds[0];
    }
    return count;
}
