/* index/keys.c - the keys under which a name is found again (blocking).
 * SPDX-License-Identifier: MIT */
#include "index/keys.h"

#include <string.h>

#include "base/hash.h"
#include "compare/acronym.h"
#include "compare/places.h"
#include "text/nfx.h"
#include "text/utf8.h"

/* One seed for each sort of key, so that they do not meet. */
#define SKELETON_SEED UINT64_C(0x736b656c65746f6e) /* "skeleton" */
#define SHAPE_SEED    UINT64_C(0x7368617065)       /* "shape" */
#define TEXT_SEED     UINT64_C(0x74657874)         /* "text" */
#define LETTER_SEED   UINT64_C(0x6c6574746572)     /* "letter" */
#define PLACE_SEED    UINT64_C(0x706c616365)       /* "place" */

#define SHORT_UNIT  2 /* skeletons of so many classes have no keys with one taken out */
#define FEW_LETTERS 3 /* acronyms of fewer stand for too many names to be found by */
#define MAX_UNITS   (NRM_KEY_WORDS + 2)
#define MAX_SHAPE   24
#define MAX_TEXT    256 /* bytes of letters behind the text key */

typedef struct skeleton {
    char classes[NRM_SKELETON];
    size_t count;
} skeleton;

/* Letters such as c and ch without a language have two readings in classes. */
typedef struct unit {
    skeleton first, second;
    char shape[MAX_SHAPE]; /* the first reading with a v for each vowel */
    size_t shape_count;
    size_t sounds;
    bool is_whole;
} unit;

typedef struct key_list {
    nrm_key *items;
    size_t count;
} key_list;

/* Words that may be missing, or be joined to the name, in another spelling: Konakh-Kent, Molla-Isa.
 */
static bool may_be_missing(const nrm_word *word)
{
    return word->role == NRM_ROLE_GENERIC || word->role == NRM_ROLE_TITLE ||
           word->role == NRM_ROLE_PARTICLE;
}

bool nrm_word_makes_keys(const nrm_word *word)
{
    switch ((nrm_role)word->role) {
    case NRM_ROLE_WORD:
    case NRM_ROLE_PATRONYMIC:
    case NRM_ROLE_MEANING:
    case NRM_ROLE_KIND:
    case NRM_ROLE_NUMBER:
        return word->sound_count > 0;
    case NRM_ROLE_GENERIC:
    case NRM_ROLE_INITIAL:
    case NRM_ROLE_PATRONYM_MARK:
    case NRM_ROLE_PARTICLE:
    case NRM_ROLE_TITLE:
    case NRM_ROLE_SUFFIX:
    case NRM_ROLE_LEGAL:
    case NRM_ROLE_STOP:
    case NRM_ROLES:
        break;
    }
    return false;
}

/* The class of a sound in skeletons, or '\0'. w is as often u or nothing as it is v. */
static char broad_class(const nrm_alphabet *alphabet, uint8_t sound)
{
    char class = alphabet->skeleton[sound];

    if (class == 'V')
        return alphabet->symbol[sound] == 'w' ? '\0' : 'P';
    return class == 'J' ? 'S' : class;
}

/* The other class of a symbol with several readings: column `ipa` of alphabet.tsv. */
static char other_class(const nrm_alphabet *alphabet, uint8_t sound)
{
    switch (alphabet->symbol[sound]) {
    case 'L': /* c: k, and what is ç in Turkic names */
    case 'X': /* x: kh, and sh */
        return 'S';
    case 'K': /* ch: tch, and kh */
        return 'K';
    case 'j': /* j: zh, and y */
        return '\0';
    default:
        return broad_class(alphabet, sound);
    }
}

static void add_class(char *classes, size_t *count, size_t room, char class)
{
    if (class != '\0' && *count < room && (*count == 0 || classes[*count - 1] != class))
        classes[(*count)++] = class;
}

static void add_word(const nrm_alphabet *alphabet, const norm_name *name, const nrm_word *word,
                     unit *u)
{
    const uint8_t *sounds = nrm_name_sounds(name) + word->sound_begin;
    size_t i;

    for (i = 0; i < word->sound_count; i++) {
        char class = broad_class(alphabet, sounds[i]);
        bool is_vowel = alphabet->kind[sounds[i]] == NRM_SOUND_VOWEL ||
                        (alphabet->kind[sounds[i]] == NRM_SOUND_GLIDE && class == '\0' &&
                         alphabet->symbol[sounds[i]] != 'y');

        add_class(u->first.classes, &u->first.count, NRM_SKELETON, class);
        add_class(u->second.classes, &u->second.count, NRM_SKELETON,
                  other_class(alphabet, sounds[i]));
        add_class(u->shape, &u->shape_count, MAX_SHAPE, is_vowel ? 'v' : class);
    }
    u->sounds += word->sound_count;
}

/* Words that are the name come first, of many the longest; then the whole. */
static size_t make_units(const nrm_alphabet *alphabet, const norm_name *name, unit units[MAX_UNITS])
{
    unit whole = {.is_whole = true};
    unit everything = {.is_whole = true};
    size_t count = 0;
    size_t words = 0;
    size_t extras = 0;
    size_t i;
    size_t k;

    for (i = 0; i < name->word_count; i++) {
        const nrm_word *word = &nrm_name_words(name)[i];
        unit u = {.sounds = 0};

        extras += may_be_missing(word);
        if (may_be_missing(word) || nrm_word_makes_keys(word))
            add_word(alphabet, name, word, &everything);
        if (!nrm_word_makes_keys(word))
            continue;
        words++;
        add_word(alphabet, name, word, &whole);
        add_word(alphabet, name, word, &u);
        if (count < NRM_KEY_WORDS) {
            units[count++] = u;
            continue;
        }
        for (k = 0; k < count; k++) {
            if (units[k].sounds < u.sounds) {
                units[k] = u;
                break;
            }
        }
    }
    if (words == 1)
        units[0].is_whole = true;
    if (words > 1)
        units[count++] = whole;
    if (extras > 0)
        units[count++] = everything;
    return count;
}

static void add_key(key_list *keys, uint64_t hash, size_t unit_number, nrm_key_type type)
{
    size_t i;

    for (i = 0; i < keys->count; i++) {
        if (keys->items[i].hash == hash)
            return;
    }
    if (keys->count < NRM_KEYS)
        keys->items[keys->count++] =
            (nrm_key){hash, (uint8_t)unit_number, (uint8_t)type, type != NRM_KEY_LESS};
}

static uint64_t hash_of(const char *classes, size_t count, uint64_t seed)
{
    return nrm_hash((norm_str){classes, count}, seed);
}

static void add_less(key_list *keys, const char *classes, size_t count, uint64_t seed,
                     size_t unit_number)
{
    char less[MAX_SHAPE];
    size_t k;

    for (k = 0; k < count; k++) {
        memcpy(less, classes, k);
        memcpy(less + k, classes + k + 1, count - k - 1);
        add_key(keys, hash_of(less, count - 1, seed), unit_number, NRM_KEY_LESS);
    }
}

/* Is what the name is found by all in words [begin, end)? */
static bool is_whole(const norm_name *name, size_t begin, size_t end)
{
    size_t i;

    for (i = 0; i < name->word_count; i++) {
        if ((i < begin || i >= end) && nrm_word_makes_keys(&nrm_name_words(name)[i]))
            return false;
    }
    return true;
}

static void add_places(key_list *keys, const norm_name *name)
{
    size_t i;
    size_t k;

    for (i = 0; i < name->word_count; i++) {
        const uint16_t *clusters = nrm_name_words(name)[i].clusters;
        size_t words = nrm_place_at(name, i);
        nrm_key_type type = is_whole(name, i, i + words) ? NRM_KEY_PLACE : NRM_KEY_WORD;

        for (k = 0; words > 0 && k < NRM_CLUSTERS && clusters[k] != 0; k++)
            add_key(keys, nrm_hash_mix(PLACE_SEED, clusters[k]), 0, type);
    }
}

uint64_t nrm_text_key(norm_str text)
{
    char letters[MAX_TEXT];
    uint32_t last = 0;
    size_t count = 0;
    size_t pos = 0;

    while (pos < text.len && count + 4 <= MAX_TEXT) {
        uint32_t cp = nrm_utf8_next(text, &pos);
        uint32_t parts[NRM_COMPAT_MAX];
        bool follows_ech = last == 0x565;

        last = cp;
        if ((!nrm_cp_is_letter(cp) && !nrm_cp_is_digit(cp)) || (cp == 0x582 && follows_ech))
            continue; /* եւ is և written in two letters */
        parts[0] = nrm_cp_lower(cp, NRM_CASE_ROOT);
        if (parts[0] > 0x7F)
            (void)nrm_cp_compat(parts[0], parts);
        if (parts[0] == 0x131)
            parts[0] = 'i';
        else if (parts[0] == 0x259)
            parts[0] = 'e';
        else if (parts[0] == 0x587)
            parts[0] = 0x565;
        count += nrm_utf8_put(letters + count, parts[0]);
    }
    return count > 0 ? nrm_hash((norm_str){letters, count}, TEXT_SEED) : 0;
}

norm_str nrm_proper_text(const norm_name *name)
{
    const nrm_word *words = nrm_name_words(name);
    norm_str text = nrm_name_text(name);
    size_t first = 0;
    size_t last = name->word_count;

    while (first < last && words[first].role == NRM_ROLE_GENERIC)
        first++;
    while (last > first && words[last - 1].role == NRM_ROLE_GENERIC)
        last--;
    if (first == last || (first == 0 && last == name->word_count))
        return text;
    return nrm_str_slice(text, words[first].begin, words[last - 1].end);
}

/* Keys of letters, in both readings. */
static void add_letters(key_list *keys, const nrm_alphabet *alphabet, const uint8_t *sounds,
                        size_t count, nrm_key_type type)
{
    char classes[2][NRM_ACRONYM_LETTERS];
    size_t i;

    for (i = 0; i < count; i++) {
        char first = broad_class(alphabet, sounds[i]);
        char second = other_class(alphabet, sounds[i]);

        classes[0][i] = first != '\0' ? first : 'v';
        classes[1][i] = second != '\0' ? second : 'v';
    }
    for (i = 0; i < 2; i++) {
        uint64_t hash = hash_of(classes[i], count, LETTER_SEED);

        add_key(keys, type == NRM_KEY_ACRONYM ? hash : nrm_key_of_other_side(hash), count, type);
    }
}

static void add_acronyms(key_list *keys, const nrm_alphabet *alphabet, const norm_name *name)
{
    uint8_t sounds[NRM_ACRONYM_LETTERS];
    size_t count;
    size_t i;

    for (i = 0; i < name->word_count; i++) {
        if (!nrm_is_acronym(&nrm_name_words(name)[i]))
            continue;
        count = nrm_acronym_sounds(name, i, sounds);
        if (count >= FEW_LETTERS)
            add_letters(keys, alphabet, sounds, count, NRM_KEY_ACRONYM);
    }
    count = name->kind == NORM_KIND_ORG ? nrm_initial_sounds(name, sounds) : 0;
    for (i = FEW_LETTERS; i <= count && i <= NRM_ACRONYM_MOST; i++)
        add_letters(keys, alphabet, sounds, i, NRM_KEY_INITIALS);
}

size_t nrm_keys_of(const nrm_alphabet *alphabet, const norm_name *name, nrm_key *out)
{
    key_list keys = {out, 0};
    unit units[MAX_UNITS];
    size_t count = make_units(alphabet, name, units);
    uint64_t text_key = nrm_text_key(nrm_name_text(name));
    size_t i;

    if (count > 0 && text_key != 0) /* initials alone tell nothing */
        add_key(&keys, text_key, 0, NRM_KEY_TEXT);
    add_places(&keys, name);
    for (i = 0; i < count; i++) {
        const unit *u = &units[i];
        nrm_key_type type = u->is_whole ? NRM_KEY_WHOLE : NRM_KEY_WORD;

        if (u->is_whole)
            add_key(&keys, hash_of(u->shape, u->shape_count, SHAPE_SEED), i, type);
        add_key(&keys, hash_of(u->first.classes, u->first.count, SKELETON_SEED), i, type);
        add_key(&keys, hash_of(u->second.classes, u->second.count, SKELETON_SEED), i, type);
    }
    add_acronyms(&keys, alphabet, name);
    for (i = count; i-- > 0;) {
        const unit *u = &units[i];

        if (u->is_whole && u->first.count <= SHORT_UNIT)
            add_less(&keys, u->shape, u->shape_count, SHAPE_SEED, i);
        if (u->first.count > SHORT_UNIT)
            add_less(&keys, u->first.classes, u->first.count, SKELETON_SEED, i);
        if (u->second.count > SHORT_UNIT)
            add_less(&keys, u->second.classes, u->second.count, SKELETON_SEED, i);
    }
    return keys.count;
}

/* Nibble of a class letter: vowels and glides share the first. */
static unsigned nibble_of(char class)
{
    static const char order[] = "PVMNRLTSJK";
    const char *at = class != '\0' ? strchr(order, class) : NULL;

    if (class == '\0')
        return 0;
    return at != NULL ? (unsigned)(at - order) + 1 : 11; /* digits and new classes */
}

uint64_t nrm_signature(const nrm_alphabet *alphabet, const norm_name *name)
{
    uint8_t counts[12] = {0};
    uint64_t signature = 0;
    size_t i;
    size_t k;

    for (i = 0; i < name->word_count; i++) {
        const nrm_word *word = &nrm_name_words(name)[i];

        if (!nrm_word_makes_keys(word))
            continue;
        for (k = 0; k < word->sound_count; k++) {
            uint8_t sound = nrm_name_sounds(name)[word->sound_begin + k];
            unsigned nibble = nibble_of(alphabet->skeleton[sound]);

            if (counts[nibble] < 15)
                counts[nibble]++;
        }
    }
    for (i = 0; i < 12; i++)
        signature |= (uint64_t)counts[i] << (4 * i);
    return signature;
}

unsigned nrm_signature_distance(uint64_t a, uint64_t b)
{
    unsigned sum = 0;

    for (; a != b; a >>= 4, b >>= 4) {
        unsigned x = a & 15U;
        unsigned y = b & 15U;

        sum += x > y ? x - y : y - x;
    }
    return sum;
}
