/* compare/operation.c - what an aligned segment of two words is called.
 * SPDX-License-Identifier: MIT */
#include "compare/operation.h"

#include "text/ucd.h"
#include "text/utf8.h"

static bool is_digit(const nrm_alphabet *alphabet, uint8_t sound)
{
    return alphabet->symbol[sound] >= '0' && alphabet->symbol[sound] <= '9';
}

static bool is_vowel(const nrm_alphabet *alphabet, uint8_t sound)
{
    return alphabet->kind[sound] == NRM_SOUND_VOWEL;
}

/* One letter twice: what most rules of sounds read as one sound. */
static bool is_letter_twice(norm_str letters)
{
    size_t pos = 0;
    uint32_t first;

    if (letters.len == 0)
        return false;
    first = nrm_cp_lower(nrm_utf8_next(letters, &pos), NRM_CASE_ROOT);
    return pos < letters.len && nrm_cp_is_letter(first) &&
           nrm_cp_lower(nrm_utf8_next(letters, &pos), NRM_CASE_ROOT) == first && pos == letters.len;
}

static bool are_same(const nrm_segment *s)
{
    size_t i;

    if (s->count[0] != s->count[1])
        return false;
    for (i = 0; i < s->count[0]; i++) {
        if (s->words[0].at[s->begin[0] + i] != s->words[1].at[s->begin[1] + i])
            return false;
    }
    return true;
}

/* Without the sound at `at`, the longer side has those of the other one. */
static bool is_extra(const nrm_segment *s, size_t longer, size_t at)
{
    const uint8_t *sounds = s->words[longer].at;
    const uint8_t *other = s->words[1 - longer].at + s->begin[1 - longer];
    size_t i;

    for (i = s->begin[longer]; i < s->begin[longer] + s->count[longer]; i++) {
        if (i != at && sounds[i] != *other++)
            return false;
    }
    return true;
}

static bool is_last(const nrm_segment *s, size_t side)
{
    return s->begin[side] + s->count[side] == s->words[side].len;
}

/* The name of a sound that stands on one side alone; NULL when it has none. */
static const char *name_extra(const nrm_alphabet *alphabet, const nrm_segment *s, size_t longer,
                              size_t at)
{
    nrm_sounds_view word = s->words[longer];
    uint8_t sound = word.at[at];
    uint8_t before = at > 0 ? word.at[at - 1] : NRM_NO_SOUND;
    uint8_t after = at + 1 < word.len ? word.at[at + 1] : NRM_NO_SOUND;

    if (!is_digit(alphabet, sound) && (sound == before || sound == after))
        return "doubled letter";
    if (is_vowel(alphabet, sound) && at + 1 == word.len && is_last(s, 0) && is_last(s, 1))
        return "final vowel";
    if ((alphabet->symbol[sound] == 'y' || alphabet->symbol[sound] == 'Y') &&
        before != NRM_NO_SOUND && is_vowel(alphabet, before) && after != NRM_NO_SOUND &&
        is_vowel(alphabet, after))
        return "hiatus y";
    return NULL;
}

const char *nrm_operation_name(const nrm_alphabet *alphabet, const nrm_segment *segment)
{
    size_t longer = segment->count[0] > segment->count[1] ? 0 : 1;
    size_t at = segment->begin[longer];
    size_t end = at + segment->count[longer];

    if (are_same(segment)) {
        bool consonant = segment->count[0] == 1 &&
                         alphabet->kind[segment->words[longer].at[at]] == NRM_SOUND_CONSONANT;

        return consonant &&
                       is_letter_twice(segment->letters[0]) != is_letter_twice(segment->letters[1])
                   ? "doubled letter"
                   : "same";
    }
    for (; segment->count[longer] == segment->count[1 - longer] + 1 && at < end; at++) {
        const char *name =
            is_extra(segment, longer, at) ? name_extra(alphabet, segment, longer, at) : NULL;

        if (name != NULL)
            return name;
    }
    return "spelling";
}
