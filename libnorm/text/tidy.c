/* text/tidy.c - the tidy form of a name: what every later step starts from.
 * SPDX-License-Identifier: MIT
 *
 * Nearly all names are tidy already, so one look without a copy comes first. The others go
 * through four steps: signs away and blanks together (clean), NFC, look-alikes (text/repair.c)
 * and punctuation. Each step leaves alone what an earlier one has made, so that a second run
 * changes nothing. */
#include "text/tidy.h"

#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "base/str.h"
#include "text/nfx.h"
#include "text/repair.h"
#include "text/ucd.h"
#include "text/utf8.h"

#define ZWNJ        0x200CU
#define ZWJ         0x200DU
#define APOSTROPHE  0x2019U /* ’ */
#define HAMZA_ABOVE 0x0654U
#define OKINA       0x02BBU /* ʻ of Uzbek oʻ gʻ */

/* Signs that show nothing: format controls, and control characters that are no white space. */
static bool is_invisible(uint32_t cp)
{
    if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
        return !nrm_cp_is_space(cp);
    if (cp < 0x2000)
        return cp == 0x00AD || cp == 0x061C || cp == 0x180E;
    return (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2060 && cp <= 0x2069) || cp == 0xFEFF;
}

/* Presentation forms and full-width letters: forms of plain letters kept for old encodings. */
static bool is_presentation(uint32_t cp)
{
    return (cp >= 0xFB00 && cp <= 0xFDFF) || (cp >= 0xFE70 && cp <= 0xFEFC) ||
           (cp >= 0xFF01 && cp <= 0xFF5E);
}

/* Letters of scripts where a joiner changes the word (Persian می‌شود). */
static bool takes_joiner(uint32_t cp)
{
    nrm_script script = nrm_cp_script(cp);

    return (script == NRM_SCRIPT_ARAB || script == NRM_SCRIPT_OTHER) &&
           (nrm_cp_is_letter(cp) || nrm_cp_is_mark(cp));
}

/* One look at a code point that is not ASCII: may it stand in a tidy name as it is, whatever its
 * neighbours? The apostrophe may: it is what the others become. */
static bool is_plain(uint32_t cp)
{
    if (cp < 0x00C0)
        return cp == 0x00AB || cp == 0x00BB; /* « » */
    if (cp >= 0x2000 && cp < 0x2100)
        return cp == APOSTROPHE || cp == 0x2014 || (cp >= 0x201C && cp <= 0x201E) || cp == 0x2026;
    if (cp == 0x01DD || cp == 0x018E || cp >= 0xFB00)
        return false; /* turned e, taken for a schwa; presentation forms */
    if (!nrm_cp_is_letter(cp) || !nrm_cp_is_nfc_quick(cp))
        return cp >= 0x055B && cp <= 0x055E; /* Armenian emphasis marks stand inside words */
    return !(cp >= 0x02B0 && cp < 0x0300);   /* apostrophes that are letters */
}

typedef enum ascii_class {
    ASCII_UNTIDY = 0, /* controls, and signs that depend on their neighbours */
    ASCII_LETTER,
    ASCII_JOINER, /* not of ASCII: the non-joiner, tidy between Arabic letters */
    ASCII_TWIN,   /* digits that may stand for a letter */
    ASCII_DIGIT,
    ASCII_BLANK,
    ASCII_APOSTROPHE, /* the typewriter's; ’ if it stands between letters */
    ASCII_SIGN
} ascii_class;

static ascii_class class_of_ascii(unsigned char c)
{
    if (((unsigned)c | 0x20U) - 'a' < 26)
        return ASCII_LETTER;
    if (c == ' ')
        return ASCII_BLANK;
    if (c == '0' || c == '1' || c == '3')
        return ASCII_TWIN;
    if (c >= '0' && c <= '9')
        return ASCII_DIGIT;
    if (c == '\'')
        return ASCII_APOSTROPHE;
    return c < ' ' || c == 0x7F || c == '`' ? ASCII_UNTIDY : ASCII_SIGN;
}

/* The script of a letter of the blocks that most names are written in, all of them stable under
 * NFC; COMMON for any other code point. */
static nrm_script common_letter(uint32_t cp)
{
    if (cp < 0x0400) {
        bool is_sign = cp < 0x00C0 || cp >= 0x02B0 || cp == 0x00D7 || cp == 0x00F7; /* × ÷ */

        return is_sign || cp == 0x018E || cp == 0x01DD ? NRM_SCRIPT_COMMON : NRM_SCRIPT_LATN;
    }
    if (cp < 0x0530)
        return cp < 0x0482 || cp >= 0x048A ? NRM_SCRIPT_CYRL : NRM_SCRIPT_COMMON;
    if ((cp >= 0x0531 && cp <= 0x0556) || (cp >= 0x0561 && cp <= 0x0587))
        return NRM_SCRIPT_ARMN;
    if ((cp >= 0x0621 && cp <= 0x063A) || (cp >= 0x0641 && cp <= 0x064A) ||
        (cp >= 0x0671 && cp <= 0x06D3))
        return NRM_SCRIPT_ARAB;
    return cp >= 0x10D0 && cp <= 0x10FA ? NRM_SCRIPT_GEOR : NRM_SCRIPT_COMMON;
}

/* Reads a sign that is not ASCII: its class, and the script of a letter. */
static ascii_class class_of_other(norm_str text, size_t *pos, nrm_script *script)
{
    const uint8_t *bytes = (const uint8_t *)text.ptr + *pos;
    uint32_t cp;

    if (bytes[0] < 0xE0) { /* two bytes: text is valid, so nothing needs to be checked */
        cp = (bytes[0] & 0x1FU) << 6 | (bytes[1] & 0x3FU);
        *pos += 2;
    } else if (bytes[0] < 0xF0) {
        cp = (bytes[0] & 0x0FU) << 12 | (bytes[1] & 0x3FU) << 6 | (bytes[2] & 0x3FU);
        *pos += 3;
    } else {
        cp = nrm_utf8_next(text, pos);
    }
    *script = common_letter(cp);
    if (*script != NRM_SCRIPT_COMMON)
        return ASCII_LETTER;
    if (cp == ZWNJ)
        return ASCII_JOINER;
    if (cp == HAMZA_ABOVE && bytes > (const uint8_t *)text.ptr + 1 && bytes[-2] == 0xD9 &&
        bytes[-1] == 0x87) { /* Persian ezafe: heh with hamza has no form composed of both */
        *script = NRM_SCRIPT_ARAB;
        return ASCII_LETTER;
    }
    if (!is_plain(cp))
        return ASCII_UNTIDY;
    *script = nrm_cp_script(cp);
    return *script == NRM_SCRIPT_COMMON && cp != APOSTROPHE ? ASCII_SIGN : ASCII_LETTER;
}

/* Whether two bytes are an Arabic letter of common_letter(). */
static bool is_arabic_pair(const uint8_t *at)
{
    static const uint64_t letters[4] = {
        /* by lead byte, a bit for each second byte */
        UINT64_C(0x07FFFFFE00000000), /* U+0621 to 063A */
        UINT64_C(0xFFFE0000000007FE), /* U+0641 to 064A, U+0671 to 067F */
        UINT64_C(0xFFFFFFFFFFFFFFFF), /* U+0680 to 06BF */
        UINT64_C(0x00000000000FFFFF), /* U+06C0 to 06D3 */
    };

    return at[0] >= 0xD8 && at[0] <= 0xDB && (letters[at[0] - 0xD8] >> (at[1] & 0x3FU) & 1U) != 0;
}

/* Whether two bytes are an Armenian letter of common_letter(). */
static bool is_armenian_pair(const uint8_t *at)
{
    static const uint64_t letters[3] = {
        UINT64_C(0xFFFE000000000000), /* U+0531 to 053F */
        UINT64_C(0xFFFFFFFE007FFFFF), /* U+0540 to 0556, U+0561 to 057F */
        UINT64_C(0x00000000000000FF), /* U+0580 to 0587 */
    };

    return at[0] >= 0xD4 && at[0] <= 0xD6 && (letters[at[0] - 0xD4] >> (at[1] & 0x3FU) & 1U) != 0;
}

/* Skips letters of the script that stand at pos and are sure to be tidy: most of a word. text is
 * valid, so that a lead byte has its second one. */
static size_t skip_letters(norm_str text, size_t pos, nrm_script script)
{
    const uint8_t *at = (const uint8_t *)text.ptr + pos;
    const uint8_t *end = (const uint8_t *)text.ptr + text.len;

    if (script == NRM_SCRIPT_LATN) {
        while (at < end && (*at | 0x20U) - 'a' < 26)
            at++;
    } else if (script == NRM_SCRIPT_CYRL) {
        while (at < end && (*at | 1U) == 0xD1) /* U+0400 to U+047F */
            at += 2;
    } else if (script == NRM_SCRIPT_GEOR) {
        while (at < end && at[0] == 0xE1 && at[1] == 0x83 && at[2] - 0x90U <= 0x2A)
            at += 3; /* U+10D0 to U+10FA */
    } else if (script == NRM_SCRIPT_ARMN) {
        while (at < end && is_armenian_pair(at))
            at += 2;
    } else if (script == NRM_SCRIPT_ARAB) {
        while (at < end && is_arabic_pair(at))
            at += 2;
    }
    return (size_t)(at - (const uint8_t *)text.ptr);
}

typedef enum verdict {
    TIDY,       /* tidying surely changes nothing */
    SIGNS_ONLY, /* at most apostrophes change */
    DOUBTFUL    /* all steps are needed to know */
} verdict;

/* Whether a sign that is no letter asks for all steps, given the one before it. */
static bool is_doubtful_sign(ascii_class here, ascii_class before, bool after_arabic)
{
    if (before == ASCII_JOINER || here == ASCII_UNTIDY)
        return true;
    if (here == ASCII_JOINER)
        return before != ASCII_LETTER || !after_arabic;
    return (here == ASCII_BLANK && before == ASCII_BLANK) ||
           (here == ASCII_TWIN && before == ASCII_LETTER);
}

static verdict look_at(norm_str text)
{
    unsigned scripts = 0; /* of the letters of this word, as bits */
    ascii_class before = ASCII_BLANK;
    bool after_arabic = false; /* the letter before */
    verdict found = TIDY;
    size_t pos = 0;

    while (pos < text.len) {
        ascii_class here;
        nrm_script script = NRM_SCRIPT_LATN;

        if ((uint8_t)text.ptr[pos] < 0x80)
            here = class_of_ascii((unsigned char)text.ptr[pos++]);
        else
            here = class_of_other(text, &pos, &script);
        if (here == ASCII_LETTER) {
            after_arabic = script == NRM_SCRIPT_ARAB;
            scripts |= script != NRM_SCRIPT_COMMON ? 1U << script : 0;
            if ((scripts & (scripts - 1)) != 0 || before == ASCII_TWIN ||
                (before == ASCII_JOINER && !after_arabic))
                return DOUBTFUL;
            if (script != NRM_SCRIPT_COMMON)
                pos = skip_letters(text, pos, script);
        } else {
            if (is_doubtful_sign(here, before, after_arabic))
                return DOUBTFUL;
            if (here == ASCII_SIGN || here == ASCII_BLANK)
                scripts = 0;
            if (here == ASCII_APOSTROPHE)
                found = SIGNS_ONLY;
        }
        before = here;
    }
    return text.len > 0 && (before == ASCII_BLANK || before == ASCII_JOINER) ? DOUBTFUL : found;
}

typedef struct cleaner {
    nrm_buf out;
    uint32_t last;   /* written last; 0: nothing yet */
    uint32_t joiner; /* to be written when a letter that takes it follows; 0: none */
    bool has_blank;  /* to be written before the next sign */
} cleaner;

static void put(nrm_buf *buf, uint32_t cp)
{
    char *at = buf->cap - buf->len >= 4 ? buf->ptr + buf->len : nrm_buf_reserve(buf, 4);

    if (at != NULL)
        buf->len += nrm_utf8_put(at, cp);
}

static void clean_one(cleaner *c, uint32_t cp)
{
    if (c->joiner == 0 && !c->has_blank && common_letter(cp) != NRM_SCRIPT_COMMON) {
        put(&c->out, cp); /* what follows is for signs */
        c->last = cp;
        return;
    }
    if ((cp == ZWNJ || cp == ZWJ) && c->joiner == 0 && !c->has_blank && takes_joiner(c->last)) {
        c->joiner = cp;
        return;
    }
    if (is_invisible(cp))
        return;
    if (nrm_cp_is_space(cp)) {
        c->has_blank = c->last != 0;
        c->joiner = 0;
        return;
    }
    if (c->has_blank)
        put(&c->out, ' ');
    if (c->joiner != 0 && takes_joiner(cp))
        put(&c->out, c->joiner);
    put(&c->out, cp);
    c->last = cp;
    c->joiner = 0;
    c->has_blank = false;
}

static norm_status clean(nrm_arena *arena, norm_str text, norm_str *out, norm_error *err)
{
    cleaner c = {.last = 0};
    size_t pos = 0;

    nrm_buf_init(&c.out, arena);
    nrm_buf_reserve(&c.out, text.len + 4);
    while (pos < text.len) {
        uint32_t parts[NRM_COMPAT_MAX];
        uint32_t cp = nrm_utf8_next(text, &pos);
        size_t count = is_presentation(cp) ? nrm_cp_compat(cp, parts) : 0;
        size_t i;

        if (count == 0)
            clean_one(&c, cp);
        for (i = 0; i < count; i++)
            clean_one(&c, parts[i]);
    }
    return nrm_buf_finish(&c.out, out, err);
}

/* What stands beside a sign, for the rules of punctuation. */
static bool is_word_letter(uint32_t cp)
{
    return (nrm_cp_is_letter(cp) || nrm_cp_is_mark(cp)) && !nrm_cp_is_apostrophe(cp);
}

/* Signs that only stand in for the apostrophe. The others of nrm_cp_is_apostrophe() say something
 * of their own: ʹ is a soft sign, ʾ ʿ are hamza and ayn, ׳ is a geresh. */
static bool is_apostrophe_variant(uint32_t cp)
{
    return nrm_cp_is_apostrophe(cp) && cp != 0x02B9 && cp != 0x02BE && cp != 0x02BF && cp != 0x05F3;
}

static uint32_t regular_apostrophe(uint32_t before, norm_str lang)
{
    uint32_t letter = before | 0x20;
    bool is_uzbek = nrm_str_eq_c(lang, "uz") || nrm_str_starts(lang, norm_str_from("uz-"));

    return is_uzbek && (letter == 'o' || letter == 'g') ? OKINA : APOSTROPHE;
}

static bool is_hyphen_variant(uint32_t cp)
{
    return cp == 0x058A || (cp >= 0x2010 && cp <= 0x2013) || cp == 0x2212 || cp == 0xFE63;
}

static uint32_t regular_sign(uint32_t before, uint32_t cp, uint32_t after, norm_str lang)
{
    bool is_between;

    if (common_letter(cp) != NRM_SCRIPT_COMMON)
        return cp; /* no sign at all */
    is_between = is_word_letter(before) && is_word_letter(after);
    if (is_apostrophe_variant(cp) && is_between && nrm_cp_script(before) != NRM_SCRIPT_HEBR)
        return regular_apostrophe(before, lang);
    if (cp == 0x2010 || cp == 0x2011)
        return '-'; /* hyphens wherever they stand */
    if (is_hyphen_variant(cp) &&
        (is_between || (is_word_letter(before) && nrm_cp_is_digit(after)) ||
         (nrm_cp_is_digit(before) && is_word_letter(after))))
        return '-';
    if (cp == 0x2033 || cp == 0x2036 || (cp >= 0x301D && cp <= 0x301F))
        return '"'; /* double primes */
    return cp;
}

/* Azerbaijani ǝ U+01DD typed for ə: the same script, so no word is mixed. */
static uint32_t regular_schwa(uint32_t cp, norm_str lang)
{
    if ((cp != 0x01DD && cp != 0x018E) ||
        (!nrm_str_eq_c(lang, "az") && !nrm_str_starts(lang, norm_str_from("az-"))))
        return cp;
    return cp == 0x01DD ? 0x0259 : 0x018F;
}

/* Regular signs for a text without look-alikes. */
static norm_status regulate_signs(nrm_arena *arena, norm_str text, norm_str lang, norm_str *out,
                                  norm_error *err)
{
    uint32_t before = 0;
    size_t pos = 0;
    nrm_buf buf;

    nrm_buf_init(&buf, arena);
    nrm_buf_reserve(&buf, text.len + 4);
    while (pos < text.len) {
        uint32_t cp = nrm_utf8_next(text, &pos);
        size_t peek = pos;
        uint32_t after = pos < text.len ? nrm_utf8_next(text, &peek) : 0;
        uint32_t sign = regular_sign(before, cp, after, lang);

        put(&buf, sign);
        before = sign;
    }
    return nrm_buf_finish(&buf, out, err);
}

/* Look-alikes, word by word. text: cleaned, NFC; the result may want NFC again, because a twin
 * may compose with a mark (y and a breve to ў). */
static norm_status repair_letters(nrm_arena *arena, norm_str text, norm_str lang, norm_str *out,
                                  norm_error *err)
{
    uint32_t *cps = nrm_arena_alloc(arena, text.len + 1, sizeof *cps);
    size_t count = 0;
    size_t pos = 0;
    size_t i;
    nrm_buf buf;

    if (cps == NULL)
        return nrm_fail_nomem(err);
    while (pos < text.len)
        cps[count++] = regular_schwa(nrm_utf8_next(text, &pos), lang);
    nrm_repair_words(cps, count, lang);
    nrm_buf_init(&buf, arena);
    nrm_buf_reserve(&buf, text.len + 4);
    for (i = 0; i < count; i++)
        put(&buf, cps[i]);
    return nrm_buf_finish(&buf, out, err);
}

norm_status nrm_tidy(nrm_arena *arena, norm_str text, norm_str lang, norm_str *out, norm_error *err)
{
    nrm_mark mark = nrm_arena_mark(arena);
    verdict found = look_at(text);
    norm_str step = text;
    norm_status st = NORM_OK;

    *out = text;
    if (found == TIDY)
        return NORM_OK;
    if (found == DOUBTFUL) {
        st = clean(arena, text, &step, err);
        if (st == NORM_OK)
            st = nrm_to_nfc(arena, step, &step, err);
        if (st == NORM_OK)
            st = repair_letters(arena, step, lang, &step, err);
        if (st == NORM_OK)
            st = nrm_to_nfc(arena, step, &step, err);
    }
    if (st == NORM_OK)
        st = regulate_signs(arena, step, lang, &step, err);
    if (st != NORM_OK)
        return st;
    if (nrm_str_eq(step, text))
        nrm_arena_rewind(arena, mark); /* doubtful, but tidy after all */
    else
        *out = step;
    return NORM_OK;
}
