/* compare/rarity.c - how rare a word is among names, by its sounds.
 * SPDX-License-Identifier: MIT */
#include "compare/rarity.h"

#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "tables/tsv.h"

#define KEY_DIGITS 8
#define FNV_BASIS  2166136261U /* FNV-1a of 32 bits: skeletons are a few bytes long */
#define FNV_PRIME  16777619U

static uint32_t add_letter(uint32_t key, char letter)
{
    return (key ^ (unsigned char)letter) * FNV_PRIME;
}

static char vowel_class(char symbol)
{
    switch (symbol) {
    case 'a':
    case 'A':
    case '@':
        return 'a';
    case 'o':
    case 'O':
    case 'u':
    case 'U':
        return 'o';
    default:
        return 'e';
    }
}

uint32_t nrm_rarity_key(const nrm_alphabet *alphabet, const uint8_t *sounds, size_t count)
{
    uint32_t key = FNV_BASIS;
    bool vowel_seen = false;
    char last = '\0';
    size_t i;

    for (i = 0; i < count; i++) {
        char class = alphabet->skeleton[sounds[i]];

        if (class == '\0' && alphabet->kind[sounds[i]] == NRM_SOUND_VOWEL && !vowel_seen) {
            key = add_letter(key, vowel_class(alphabet->symbol[sounds[i]]));
            vowel_seen = true;
        } else if (class != '\0' && class != last) {
            key = add_letter(key, class);
        }
        last = class;
    }
    return key;
}

uint8_t nrm_rarity_of(const nrm_rarities *rarities, uint32_t key)
{
    size_t low = 0;
    size_t high = rarities->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        uint32_t found = nrm_load_u32(rarities->keys + 4 * middle);

        if (found == key)
            return rarities->values[middle];
        if (found < key)
            low = middle + 1;
        else
            high = middle;
    }
    return rarities->rest;
}

norm_status nrm_rarities_open(nrm_reader section, nrm_rarities *out, norm_error *err)
{
    size_t i;

    memset(out, 0, sizeof *out);
    out->count = nrm_read_u32(&section);
    out->rest = nrm_read_u8(&section);
    nrm_read_align(&section, 4);
    out->keys = nrm_read_array(&section, out->count, 4);
    out->values = nrm_read_array(&section, out->count, 1);
    for (i = 1; !section.failed && i < out->count; i++) {
        if (nrm_load_u32(out->keys + 4 * i) <= nrm_load_u32(out->keys + 4 * i - 4))
            section.failed = true;
    }
    if (!section.failed)
        return NORM_OK;
    memset(out, 0, sizeof *out);
    return nrm_fail(err, NORM_E_FORMAT, section.pos, "damaged tables: section WORD");
}

/* ---- tables/costs/words.tsv ---- */

static bool read_key(norm_str text, uint32_t *out)
{
    static const char digits[] = "0123456789abcdef";
    size_t i;

    *out = 0;
    for (i = 0; i < text.len && i < KEY_DIGITS; i++) {
        const char *digit = memchr(digits, text.ptr[i], sizeof digits - 1);

        if (digit == NULL)
            return false;
        *out = *out << 4 | (uint32_t)(digit - digits);
    }
    return text.len == KEY_DIGITS;
}

typedef struct draft {
    nrm_buf keys, values;
    uint32_t count, last;
    int rest; /* < 0: not read yet */
} draft;

static norm_status fail_row(const nrm_tsv *tsv, const char *what, norm_error *err)
{
    return nrm_fail_line(err, NORM_E_FORMAT, tsv->line, "costs/words.tsv: %s", what);
}

static norm_status add_row(draft *d, const nrm_tsv *tsv, norm_str key, norm_str rarity,
                           norm_error *err)
{
    int64_t value;
    uint32_t number;

    if (!nrm_str_to_i64(rarity, &value) || value < 1 || value > UINT8_MAX)
        return fail_row(tsv, "a rarity is a whole number from 1 to 255", err);
    if (nrm_str_eq_c(key, "*")) {
        if (d->rest >= 0)
            return fail_row(tsv, "a second row for the rest", err);
        d->rest = (int)value;
        return NORM_OK;
    }
    if (!read_key(key, &number))
        return fail_row(tsv, "a key is eight hexadecimal digits in lower case, or *", err);
    if (d->count > 0 && number <= d->last)
        return fail_row(tsv, "keys must ascend", err);
    nrm_buf_add_u32(&d->keys, number);
    nrm_buf_add_byte(&d->values, (char)(unsigned char)value);
    d->last = number;
    d->count++;
    return NORM_OK;
}

norm_status nrm_rarities_compile(nrm_arena *arena, norm_str tsv_bytes, norm_str *out,
                                 norm_error *err)
{
    draft d = {.rest = -1};
    nrm_tsv tsv;
    nrm_buf whole;
    size_t key_at = 0;
    size_t rarity_at = 0;
    bool more = true;
    norm_status status = nrm_tsv_open(&tsv, norm_str_from("costs/words.tsv"), tsv_bytes, err);

    *out = (norm_str){NULL, 0};
    nrm_buf_init(&d.keys, arena);
    nrm_buf_init(&d.values, arena);
    if (status == NORM_OK)
        status = nrm_tsv_column(&tsv, "key", &key_at, err);
    if (status == NORM_OK)
        status = nrm_tsv_column(&tsv, "rarity", &rarity_at, err);
    while (status == NORM_OK) {
        status = nrm_tsv_next(&tsv, &more, err);
        if (status != NORM_OK || !more)
            break;
        status = add_row(&d, &tsv, tsv.cells[key_at], tsv.cells[rarity_at], err);
    }
    if (status == NORM_OK && d.rest < 0)
        status = fail_row(&tsv, "no row * for the rest", err);
    if (status == NORM_OK && (d.keys.failed || d.values.failed))
        status = nrm_fail_nomem(err);
    if (status != NORM_OK)
        return status;
    nrm_buf_init(&whole, arena);
    nrm_buf_add_u32(&whole, d.count);
    nrm_buf_add_u32(&whole, (uint32_t)d.rest); /* one byte, three to spare */
    nrm_buf_add(&whole, (norm_str){d.keys.ptr, d.keys.len});
    nrm_buf_add(&whole, (norm_str){d.values.ptr, d.values.len});
    return nrm_buf_finish(&whole, out, err);
}
