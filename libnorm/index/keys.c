/* index/keys.c - the keys under which a name is found again (blocking).
 * SPDX-License-Identifier: MIT */
#include "index/keys.h"

#include <string.h>

#include "base/hash.h"

#define KEY_SEED   UINT64_C(0x736b656c65746f6e) /* "skeleton" */
#define SHORT_UNIT 2 /* skeletons of so many classes have no keys with one taken out */

typedef struct unit {
    char classes[NRM_SKELETON];
    size_t count;
    size_t sounds;
} unit;

static bool makes_keys(const nrm_word *word)
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

static void add_sounds(const nrm_alphabet *alphabet, const uint8_t *sounds, size_t count, unit *u)
{
    size_t i;

    for (i = 0; i < count; i++) {
        char class = alphabet->skeleton[sounds[i]];

        if (class != '\0' && u->count < NRM_SKELETON &&
            (u->count == 0 || u->classes[u->count - 1] != class))
            u->classes[u->count++] = class;
    }
    u->sounds += count;
}

/* Words that are the name come first; of many, the longest. */
static size_t make_units(const nrm_alphabet *alphabet, const norm_name *name,
                         unit units[NRM_KEY_UNITS + 1])
{
    unit whole = {.count = 0};
    size_t count = 0;
    size_t words = 0;
    size_t i;
    size_t k;

    for (i = 0; i < name->word_count; i++) {
        const nrm_word *word = &nrm_name_words(name)[i];
        const uint8_t *sounds = nrm_name_sounds(name) + word->sound_begin;
        unit u = {.count = 0};

        if (!makes_keys(word))
            continue;
        words++;
        add_sounds(alphabet, sounds, word->sound_count, &whole);
        add_sounds(alphabet, sounds, word->sound_count, &u);
        if (count < NRM_KEY_UNITS) {
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
    if (words > 1)
        units[count++] = whole;
    return count;
}

static void add_key(nrm_key *out, size_t *count, uint64_t hash, size_t unit_number, bool exact)
{
    size_t i;

    for (i = 0; i < *count; i++) {
        if (out[i].hash == hash)
            return;
    }
    if (*count < NRM_KEYS)
        out[(*count)++] = (nrm_key){hash, (uint8_t)unit_number, exact};
}

size_t nrm_keys_of(const nrm_alphabet *alphabet, const norm_name *name, nrm_key *out)
{
    unit units[NRM_KEY_UNITS + 1];
    size_t unit_count = make_units(alphabet, name, units);
    size_t count = 0;
    size_t i;
    size_t k;

    for (i = 0; i < unit_count; i++)
        add_key(out, &count, nrm_hash((norm_str){units[i].classes, units[i].count}, KEY_SEED), i,
                true);
    for (i = 0; i < unit_count; i++) {
        const unit *u = &units[i];
        char less[NRM_SKELETON];

        for (k = 0; u->count > SHORT_UNIT && k < u->count; k++) {
            memcpy(less, u->classes, k);
            memcpy(less + k, u->classes + k + 1, u->count - k - 1);
            add_key(out, &count, nrm_hash((norm_str){less, u->count - 1}, KEY_SEED), i, false);
        }
    }
    return count;
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

        if (!makes_keys(word))
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
