/* name/dict_compile.c - the files of tables/names to section NAME.
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include <libnorm/match.h>

#include "base/buf.h"
#include "base/fail.h"
#include "base/hash.h"
#include "base/sort.h"
#include "base/str.h"
#include "name/dict.h"
#include "tables/tsv.h"
#include "text/utf8.h"

typedef struct word { /* one word or phrase with what it is */
    uint64_t hash;
    nrm_entry entry;
} word;

/* Strings with numbers, in order of first use. */
typedef struct numbering {
    norm_str *items;
    size_t count, cap;
} numbering;

typedef struct compiler {
    nrm_arena *arena;
    word *words;
    size_t count, cap;
    numbering langs, senses, groups, clusters;
    nrm_buf suffixes;
    uint32_t suffix_count;
    bool failed; /* out of memory */
} compiler;

static uint16_t number_of(compiler *c, numbering *list, norm_str text)
{
    size_t i;

    if (c->failed)
        return 0;
    for (i = 0; i < list->count; i++) {
        if (nrm_str_eq(list->items[i], text))
            return (uint16_t)i;
    }
    if (list->count == list->cap) {
        size_t cap = list->cap > 0 ? list->cap * 2 : 64;
        norm_str *grown =
            nrm_arena_grow(c->arena, list->items, list->cap * sizeof *grown, cap * sizeof *grown);

        if (grown == NULL) {
            c->failed = true;
            return 0;
        }
        list->items = grown;
        list->cap = cap;
    }
    list->items[list->count] = text;
    return (uint16_t)list->count++;
}

/* Hash as the tokenizer makes it: apostrophes and dots are left out. */
static uint64_t hash_phrase(norm_str text, bool *dotted)
{
    uint64_t hash = NRM_WORD_HASH_START;
    size_t pos = 0;

    *dotted = text.len > 0 && text.ptr[text.len - 1] == '.';
    while (pos < text.len) {
        uint32_t cp = nrm_utf8_next(text, &pos);

        if (cp != '.' && !nrm_cp_is_apostrophe(cp))
            hash = nrm_word_hash_add(hash, cp);
    }
    return hash;
}

static void add_word(compiler *c, norm_str text, nrm_entry entry)
{
    text = nrm_str_trim(text);
    if (text.len == 0 || c->failed)
        return;
    if (c->count == c->cap) {
        size_t cap = c->cap > 0 ? c->cap * 2 : 1024;
        word *grown =
            nrm_arena_grow(c->arena, c->words, c->cap * sizeof *grown, cap * sizeof *grown);

        if (grown == NULL) {
            c->failed = true;
            return;
        }
        c->words = grown;
        c->cap = cap;
    }
    c->words[c->count].hash = hash_phrase(text, &entry.dotted);
    c->words[c->count].entry = entry;
    c->count++;
}

static void add_words(compiler *c, norm_str list, nrm_entry entry)
{
    while (list.ptr != NULL)
        add_word(c, nrm_str_cut(&list, '|'), entry);
}

static uint8_t kind_number(norm_str text)
{
    if (nrm_str_eq_c(text, "place"))
        return NORM_KIND_PLACE;
    if (nrm_str_eq_c(text, "person"))
        return NORM_KIND_PERSON;
    return nrm_str_eq_c(text, "org") ? NORM_KIND_ORG : 0;
}

static uint8_t gender_letter(norm_str text)
{
    return text.len > 0 && (text.ptr[0] == 'm' || text.ptr[0] == 'f') ? (uint8_t)text.ptr[0] : 0;
}

/* Cell of a named column, or empty when the table has no such column. */
static norm_str cell(const nrm_tsv *tsv, const char *name)
{
    size_t column;

    if (nrm_tsv_column(tsv, name, &column, NULL) != NORM_OK)
        return (norm_str){"", 0};
    return tsv->cells[column];
}

static norm_status add_generic(compiler *c, const nrm_tsv *tsv, norm_error *err)
{
    norm_str side = cell(tsv, "side");
    norm_str strength = cell(tsv, "strength");
    nrm_entry entry = {.lang = number_of(c, &c->langs, cell(tsv, "lang")),
                       .kind = kind_number(cell(tsv, "kind")),
                       .sense = number_of(c, &c->senses, cell(tsv, "meaning"))};

    if (!nrm_str_eq_c(strength, "drop") && !nrm_str_eq_c(strength, "keep"))
        return nrm_fail_line(err, NORM_E_FORMAT, tsv->line, "%.*s: strength is drop or keep",
                             (int)tsv->path.len, tsv->path.ptr);
    entry.role = nrm_str_eq_c(strength, "drop") ? NRM_ROLE_GENERIC : NRM_ROLE_KIND;
    entry.side = nrm_str_eq_c(side, "before")  ? NRM_SIDE_BEFORE
                 : nrm_str_eq_c(side, "after") ? NRM_SIDE_AFTER
                                               : NRM_SIDE_BOTH;
    add_words(c, cell(tsv, "word"), entry);
    return NORM_OK;
}

static norm_status add_meaning(compiler *c, const nrm_tsv *tsv, norm_error *err)
{
    (void)err;
    add_words(c, cell(tsv, "words"),
              (nrm_entry){.role = NRM_ROLE_MEANING,
                          .lang = number_of(c, &c->langs, cell(tsv, "lang")),
                          .sense = number_of(c, &c->senses, cell(tsv, "meaning")),
                          .group = (uint16_t)(number_of(c, &c->groups, cell(tsv, "group")) + 1)});
    return NORM_OK;
}

static norm_status add_person(compiler *c, const nrm_tsv *tsv, norm_error *err)
{
    static const struct {
        const char *name;
        nrm_role role;
        char gender;    /* of the bearer, or 0 */
        bool is_of_age; /* younger and elder contradict each other */
    } roles[] = {{"title", NRM_ROLE_TITLE, 0, false},
                 {"honorific", NRM_ROLE_TITLE, 0, false},
                 {"particle", NRM_ROLE_PARTICLE, 0, false},
                 {"son", NRM_ROLE_PATRONYM_MARK, 'm', false},
                 {"daughter", NRM_ROLE_PATRONYM_MARK, 'f', false},
                 {"patronymic-marker", NRM_ROLE_PATRONYM_MARK, 0, false},
                 {"younger", NRM_ROLE_SUFFIX, 0, true},
                 {"elder", NRM_ROLE_SUFFIX, 0, true},
                 {"suffix", NRM_ROLE_SUFFIX, 0, false}};
    norm_str role = cell(tsv, "role");
    nrm_entry entry = {.kind = NORM_KIND_PERSON};
    size_t i = 0;

    while (i < NRM_LEN(roles) && !nrm_str_eq_c(role, roles[i].name))
        i++;
    if (i == NRM_LEN(roles))
        return nrm_fail_line(err, NORM_E_FORMAT, tsv->line, "%.*s: unknown role %.*s",
                             (int)tsv->path.len, tsv->path.ptr, (int)role.len, role.ptr);
    entry.role = roles[i].role;
    entry.gender = (uint8_t)roles[i].gender;
    entry.lang = number_of(c, &c->langs, cell(tsv, "lang"));
    if (roles[i].is_of_age) {
        entry.sense = number_of(c, &c->senses, role);
        entry.group = (uint16_t)(number_of(c, &c->groups, (norm_str){"age of two", 10}) + 1);
    }
    add_words(c, cell(tsv, "word"), entry);
    return NORM_OK;
}

static norm_status add_legal(compiler *c, const nrm_tsv *tsv, norm_error *err)
{
    (void)err;
    add_words(c, cell(tsv, "words"),
              (nrm_entry){.role = NRM_ROLE_LEGAL,
                          .kind = NORM_KIND_ORG,
                          .lang = number_of(c, &c->langs, cell(tsv, "lang")),
                          .sense = number_of(c, &c->senses, cell(tsv, "meaning"))});
    return NORM_OK;
}

static norm_status add_given(compiler *c, const nrm_tsv *tsv, bool diminutive)
{
    add_words(
        c, cell(tsv, "names"),
        (nrm_entry){.role = NRM_ROLE_WORD,
                    .kind = NORM_KIND_PERSON,
                    .gender = gender_letter(cell(tsv, "gender")),
                    .diminutive = diminutive,
                    .lang = number_of(c, &c->langs, cell(tsv, "lang")),
                    .cluster = (uint16_t)(number_of(c, &c->clusters, cell(tsv, "cluster")) + 1)});
    return NORM_OK;
}

/* A place's tag is a sense, so that it can be told; its number leaves two bits free. */
static norm_status add_place(compiler *c, const nrm_tsv *tsv, norm_error *err)
{
    static const char *const kinds[] = {"country", "city", "region"};
    norm_str kind = cell(tsv, "kind");
    bool is_adjective = nrm_str_eq_c(cell(tsv, "form"), "adjective"); /* of organisations only */
    unsigned number = number_of(c, &c->senses, cell(tsv, "place"));
    size_t i = 0;

    while (i < NRM_LEN(kinds) && !nrm_str_eq_c(kind, kinds[i]))
        i++;
    if (i == NRM_LEN(kinds))
        return nrm_fail_line(err, NORM_E_FORMAT, tsv->line, "%.*s: unknown kind of place %.*s",
                             (int)tsv->path.len, tsv->path.ptr, (int)kind.len, kind.ptr);
    if (number >= NRM_CLUSTER_COUNTRY)
        return nrm_fail_line(err, NORM_E_LIMIT, tsv->line, "names: over %u meanings and places",
                             NRM_CLUSTER_COUNTRY);
    number |= NRM_CLUSTER_PLACE | (i == 0 ? NRM_CLUSTER_COUNTRY : 0U);
    add_words(c, cell(tsv, "names"),
              (nrm_entry){.role = NRM_ROLE_WORD,
                          .kind = is_adjective ? NORM_KIND_ORG : 0,
                          .lang = number_of(c, &c->langs, cell(tsv, "lang")),
                          .cluster = (uint16_t)number});
    return NORM_OK;
}

static norm_status add_stop(compiler *c, const nrm_tsv *tsv)
{
    add_words(c, cell(tsv, "word"),
              (nrm_entry){.role = NRM_ROLE_STOP,
                          .joins = nrm_str_eq_c(cell(tsv, "use"), "joins"),
                          .lang = number_of(c, &c->langs, cell(tsv, "lang"))});
    return NORM_OK;
}

static void add_letters(compiler *c, norm_str text)
{
    size_t pos = 0;

    while (pos < text.len)
        nrm_buf_add_u32(&c->suffixes, nrm_utf8_next(text, &pos));
}

/* given: what stands in place of the ending in the father's name, or empty. */
static void add_suffix(compiler *c, norm_str text, nrm_suffix_type type, uint8_t gender,
                       norm_str given)
{
    size_t pos = 0;
    nrm_script script = NRM_SCRIPT_COMMON;

    if (text.len == 0 || nrm_utf8_count(text) > 32 || nrm_utf8_count(given) > 32)
        return;
    script = nrm_cp_script(nrm_utf8_next(text, &pos));
    nrm_buf_add_byte(&c->suffixes, (char)type);
    nrm_buf_add_byte(&c->suffixes, (char)gender);
    nrm_buf_add_byte(&c->suffixes, (char)script);
    nrm_buf_add_byte(&c->suffixes, (char)nrm_utf8_count(text));
    nrm_buf_add_byte(&c->suffixes, (char)nrm_utf8_count(given));
    add_letters(c, text);
    add_letters(c, given);
    c->suffix_count++;
}

/* One suffix for each ending of the father's name. */
static norm_status add_patronymic(compiler *c, const nrm_tsv *tsv)
{
    norm_str suffix = cell(tsv, "suffix");
    norm_str endings = cell(tsv, "father");
    uint8_t gender = gender_letter(cell(tsv, "gender"));

    while (endings.ptr != NULL) {
        norm_str ending = nrm_str_cut(&endings, '|');

        if (nrm_str_eq_c(ending, "-"))
            ending.len = 0;
        add_suffix(c, suffix, NRM_SUFFIX_PATRONYMIC, gender, ending);
    }
    return NORM_OK;
}

/* The ending of women tells the gender where men do not bear it too. */
static norm_status add_surname(compiler *c, const nrm_tsv *tsv)
{
    norm_str none = {"", 0};
    bool is_common = nrm_str_eq_c(cell(tsv, "note"), "common");

    add_suffix(c, cell(tsv, "suffix"), NRM_SUFFIX_SURNAME, 0, none);
    add_suffix(c, cell(tsv, "feminine"), NRM_SUFFIX_SURNAME, is_common ? 0 : 'f', none);
    return NORM_OK;
}

static norm_status add_row(compiler *c, norm_str file, const nrm_tsv *tsv, norm_error *err)
{
    if (nrm_str_eq_c(file, "generic.tsv"))
        return add_generic(c, tsv, err);
    if (nrm_str_eq_c(file, "meanings.tsv"))
        return add_meaning(c, tsv, err);
    if (nrm_str_eq_c(file, "person.tsv"))
        return add_person(c, tsv, err);
    if (nrm_str_eq_c(file, "legal.tsv"))
        return add_legal(c, tsv, err);
    if (nrm_str_eq_c(file, "given.tsv"))
        return add_given(c, tsv, false);
    if (nrm_str_eq_c(file, "diminutives.tsv"))
        return add_given(c, tsv, true);
    if (nrm_str_eq_c(file, "places.tsv") || nrm_str_eq_c(file, "places_cldr.tsv"))
        return add_place(c, tsv, err);
    if (nrm_str_eq_c(file, "stop.tsv"))
        return add_stop(c, tsv);
    if (nrm_str_eq_c(file, "patronymic.tsv"))
        return add_patronymic(c, tsv);
    if (nrm_str_eq_c(file, "surname.tsv"))
        return add_surname(c, tsv);
    return nrm_fail_line(err, NORM_E_FORMAT, 1, "%.*s: no such table of names", (int)file.len,
                         file.ptr);
}

static norm_status add_file(compiler *c, const nrm_names_file *file, norm_error *err)
{
    norm_str name = file->path;
    nrm_tsv tsv;
    norm_error bad;
    bool more;
    size_t slash;
    norm_status status;

    if (nrm_utf8_check(file->bytes, &bad) != NORM_OK)
        return nrm_fail(err, NORM_E_UTF8, bad.offset, "%.*s: byte %zu is not of UTF-8",
                        (int)name.len, name.ptr, bad.offset);
    status = nrm_tsv_open(&tsv, file->path, file->bytes, err);
    while ((slash = nrm_str_find(name, '/')) != SIZE_MAX)
        name = nrm_str_slice(name, slash + 1, name.len);
    while (status == NORM_OK) {
        status = nrm_tsv_next(&tsv, &more, err);
        if (status != NORM_OK || !more)
            break;
        status = add_row(c, name, &tsv, err);
    }
    return status;
}

static int by_hash(const void *a, const void *b, const void *user)
{
    const word *left = a;
    const word *right = b;

    (void)user;
    return left->hash < right->hash ? -1 : left->hash > right->hash;
}

/* How many words there are, of which some have several entries. */
static size_t count_words(const compiler *c)
{
    size_t count = 0;
    size_t i;

    for (i = 0; i < c->count; i++)
        count += i == 0 || c->words[i].hash != c->words[i - 1].hash;
    return count;
}

static void write_slots(compiler *c, nrm_buf *out, uint32_t slot_count)
{
    size_t bytes = (size_t)slot_count * 16;
    char *slots = nrm_buf_reserve(out, bytes);
    size_t i = 0;

    if (slots == NULL)
        return;
    memset(slots, 0, bytes);
    out->len += bytes;
    while (i < c->count) {
        uint64_t hash = c->words[i].hash;
        size_t first = i;
        size_t at = (size_t)hash & (slot_count - 1);
        uint32_t numbers[2];
        size_t k;

        while (i < c->count && c->words[i].hash == hash)
            i++;
        numbers[0] = (uint32_t)first;
        numbers[1] = (uint32_t)(i - first);
        while (nrm_load_u32((const uint8_t *)slots + at * 16 + 12) != 0)
            at = (at + 1) & (slot_count - 1);
        for (k = 0; k < 8; k++) {
            slots[at * 16 + k] = (char)(unsigned char)(hash >> (8 * k));
            slots[at * 16 + 8 + k] = (char)(unsigned char)(numbers[k / 4] >> (8 * (k % 4)));
        }
    }
}

static void write_entries(const compiler *c, nrm_buf *out)
{
    size_t i;

    for (i = 0; i < c->count; i++) {
        const nrm_entry *e = &c->words[i].entry;

        nrm_buf_add_byte(out, (char)e->role);
        nrm_buf_add_byte(out, (char)e->side);
        nrm_buf_add_byte(out, (char)e->kind);
        nrm_buf_add_byte(out, (char)e->gender);
        nrm_buf_add_byte(
            out, (char)((e->dotted ? 1 : 0) | (e->diminutive ? 2 : 0) | (e->joins ? 4 : 0)));
        nrm_buf_add_byte(out, '\0');
        nrm_buf_add_u16(out, e->lang);
        nrm_buf_add_u16(out, e->sense);
        nrm_buf_add_u16(out, e->group);
        nrm_buf_add_u16(out, e->cluster);
        nrm_buf_add_u16(out, 0);
    }
}

/* Numbers and lengths are written in 16 bits. */
static norm_status check_strings(const numbering *list, const char *what, norm_error *err)
{
    size_t i;

    if (list->count > UINT16_MAX)
        return nrm_fail(err, NORM_E_LIMIT, NORM_NO_OFFSET, "names: over %d %s", UINT16_MAX, what);
    for (i = 0; i < list->count; i++) {
        if (list->items[i].len > UINT16_MAX)
            return nrm_fail(err, NORM_E_LIMIT, NORM_NO_OFFSET, "names: %s of over %d bytes", what,
                            UINT16_MAX);
    }
    return NORM_OK;
}

static void write_strings(const numbering *list, nrm_buf *out)
{
    size_t i;

    for (i = 0; i < list->count; i++) {
        nrm_buf_add_u16(out, (uint16_t)list->items[i].len);
        nrm_buf_add(out, list->items[i]);
    }
}

norm_status nrm_names_compile(nrm_arena *arena, const nrm_names_file *files, size_t count,
                              norm_str *out, norm_error *err)
{
    compiler c = {.arena = arena};
    uint32_t slot_count = 16;
    norm_status status = NORM_OK;
    nrm_buf buf;
    size_t i;

    *out = (norm_str){NULL, 0};
    nrm_buf_init(&c.suffixes, arena);
    (void)number_of(&c, &c.senses, (norm_str){"", 0}); /* sense 0 is none */
    (void)number_of(&c, &c.langs, (norm_str){"*", 1});
    for (i = 0; i < count && status == NORM_OK; i++)
        status = add_file(&c, &files[i], err);
    if (status == NORM_OK && (c.failed || c.suffixes.failed))
        status = nrm_fail_nomem(err);
    if (status == NORM_OK && c.groups.count >= UINT8_MAX)
        status = nrm_fail(err, NORM_E_LIMIT, NORM_NO_OFFSET, "over %d groups of meanings",
                          UINT8_MAX - 1);
    if (status == NORM_OK && c.clusters.count >= NRM_CLUSTER_PLACE)
        status = nrm_fail(err, NORM_E_LIMIT, NORM_NO_OFFSET, "names: over %u given names",
                          NRM_CLUSTER_PLACE - 1);
    if (status == NORM_OK)
        status = check_strings(&c.langs, "languages", err);
    if (status == NORM_OK)
        status = check_strings(&c.senses, "meanings", err);
    if (status == NORM_OK)
        status = nrm_sort(&arena->alloc, c.words, c.count, sizeof *c.words, by_hash, NULL, err);
    if (status != NORM_OK)
        return status;
    while (slot_count < count_words(&c) * 2)
        slot_count *= 2;
    nrm_buf_init(&buf, arena);
    nrm_buf_add_u32(&buf, slot_count);
    nrm_buf_add_u32(&buf, (uint32_t)c.count);
    nrm_buf_add_u32(&buf, (uint32_t)c.langs.count);
    nrm_buf_add_u32(&buf, (uint32_t)c.senses.count);
    nrm_buf_add_u32(&buf, c.suffix_count);
    write_slots(&c, &buf, slot_count);
    write_entries(&c, &buf);
    write_strings(&c.langs, &buf);
    write_strings(&c.senses, &buf);
    nrm_buf_add(&buf, (norm_str){c.suffixes.ptr, c.suffixes.len});
    return nrm_buf_finish(&buf, out, err);
}
