/* translit/rules.c - reads a rule file (docs/tables.md, "Rule files") line by line to records.
 * SPDX-License-Identifier: MIT */
#include "translit/rules.h"

#include <string.h>

#include "base/fail.h"
#include "base/str.h"
#include "text/nfx.h"
#include "text/utf8.h"

#define NOTHING "\xE2\x88\x85" /* U+2205, "no output" */

typedef struct parser {
    nrm_arena *arena;
    nrm_rules *out;
    norm_str path;
    uint32_t line;
} parser;

void *nrm_list_room(nrm_arena *arena, void *items, size_t count, size_t elem_size)
{
    /* full when count is a power of two: room for 2, 4, 8... */
    if (count == 0)
        return nrm_arena_alloc(arena, 2, elem_size);
    if (count == 1 || (count & (count - 1)) != 0)
        return items;
    return nrm_arena_grow(arena, items, count * elem_size, 2 * count * elem_size);
}

bool nrm_cps_eq(nrm_cps a, nrm_cps b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len * sizeof *a.ptr) == 0);
}

static bool elements_eq(const nrm_element *a, const nrm_element *b, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (a[i].kind != b[i].kind || a[i].negated != b[i].negated ||
            !nrm_str_eq(a[i].name, b[i].name) || !nrm_cps_eq(a[i].letters, b[i].letters))
            return false;
    }
    return true;
}

bool nrm_context_eq(const nrm_context *a, const nrm_context *b)
{
    return a->left_count == b->left_count && a->right_count == b->right_count &&
           elements_eq(a->left, b->left, a->left_count) &&
           elements_eq(a->right, b->right, a->right_count);
}

const nrm_class *nrm_rules_class(const nrm_rules *rules, norm_str name)
{
    size_t i;

    for (i = 0; i < rules->class_count; i++) {
        if (nrm_str_eq(rules->classes[i].name, name))
            return &rules->classes[i];
    }
    return NULL;
}

nrm_cps_text nrm_cps_show(nrm_cps letters)
{
    nrm_cps_text shown = {""};
    size_t len = 0;
    size_t i;

    for (i = 0; i < letters.len && len + 5 < sizeof shown.text; i++)
        len += nrm_utf8_put(shown.text + len, letters.ptr[i]);
    shown.text[len] = '\0';
    return shown;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* The next word of the line; empty at its end. */
static norm_str next_token(norm_str *rest)
{
    size_t begin = 0;
    size_t end;
    norm_str token;

    while (begin < rest->len && is_blank(rest->ptr[begin]))
        begin++;
    end = begin;
    while (end < rest->len && !is_blank(rest->ptr[end]))
        end++;
    token = nrm_str_slice(*rest, begin, end);
    *rest = nrm_str_slice(*rest, end, rest->len);
    return token;
}

/* Without the comment: from a # that starts a word. */
static norm_str without_comment(norm_str line)
{
    size_t i;

    for (i = 0; i < line.len; i++) {
        if (line.ptr[i] == '#' && (i == 0 || is_blank(line.ptr[i - 1])))
            return nrm_str_trim(nrm_str_slice(line, 0, i));
    }
    return nrm_str_trim(line);
}

static norm_status fail_at(const parser *p, norm_error *err, const char *what, norm_str value)
{
    return nrm_fail_line(err, NORM_E_FORMAT, p->line, "%.*s: %s%s%.*s", (int)p->path.len,
                         p->path.ptr, what, value.len > 0 ? ": " : "", (int)value.len, value.ptr);
}

/* The letters of a word of the line, \s read as a blank. */
static norm_status read_letters(const parser *p, norm_str token, nrm_cps *out, norm_error *err)
{
    uint32_t *cps;
    size_t pos = 0;
    size_t count = 0;

    *out = (nrm_cps){NULL, 0};
    if (token.len == 0)
        return fail_at(p, err, "letters are missing", token);
    cps = nrm_arena_alloc(p->arena, token.len, sizeof *cps);
    if (cps == NULL)
        return nrm_fail_nomem(err);
    while (pos < token.len) {
        uint32_t cp = nrm_utf8_next(token, &pos);

        if (cp == '\\') {
            if (pos == token.len || token.ptr[pos] != 's')
                return fail_at(p, err, "\\ may only stand in \\s", token);
            pos++;
            cp = ' ';
        }
        cps[count++] = cp;
    }
    if (count > NRM_RULE_FROM_MAX)
        return fail_at(p, err, "more than 64 letters in one group", token);
    *out = (nrm_cps){cps, count};
    return NORM_OK;
}

static bool is_class_name(norm_str name)
{
    size_t i;

    for (i = 0; i < name.len; i++) {
        if (name.ptr[i] < 'A' || name.ptr[i] > 'Z')
            return false;
    }
    return name.len > 0;
}

static norm_status read_element(const parser *p, norm_str token, nrm_element *out, norm_error *err)
{
    *out = (nrm_element){.kind = NRM_ELEMENT_LETTERS};
    if (token.len > 1 && token.ptr[0] == '!') {
        out->negated = true;
        token = nrm_str_slice(token, 1, token.len);
    }
    if (nrm_str_eq_c(token, "#")) {
        out->kind = NRM_ELEMENT_EDGE;
        return NORM_OK;
    }
    if (is_class_name(token)) {
        out->kind = NRM_ELEMENT_CLASS;
        out->name = token;
        return NORM_OK;
    }
    return read_letters(p, token, &out->letters, err);
}

/* A # right of the place is the edge of a word when it ends the line or a comment follows it,
 * else it starts a comment. */
static bool is_right_comment(norm_str token, norm_str rest)
{
    norm_str next = next_token(&rest);

    if (token.ptr[0] != '#')
        return false;
    return token.len > 1 || (next.len > 0 && next.ptr[0] != '#');
}

static norm_status read_context(const parser *p, norm_str rest, nrm_context *out, norm_error *err)
{
    nrm_element list[2 * NRM_CONTEXT_MAX];
    size_t count = 0;
    size_t place = SIZE_MAX; /* how many elements stand left of _ */
    size_t i;

    for (;;) {
        norm_str token = next_token(&rest);
        norm_status status;

        if (token.len == 0 || (place != SIZE_MAX && is_right_comment(token, rest)))
            break;
        if (nrm_str_eq_c(token, "_") && place == SIZE_MAX) {
            place = count;
            continue;
        }
        if (count - (place == SIZE_MAX ? 0 : place) == NRM_CONTEXT_MAX)
            return fail_at(p, err, "more than 16 elements on one side of a context", token);
        status = read_element(p, token, &list[count++], err);
        if (status != NORM_OK)
            return status;
    }
    if (place == SIZE_MAX)
        return fail_at(p, err, "a context without the place _", (norm_str){"", 0});
    if (count == 0)
        return fail_at(p, err, "an empty context", (norm_str){"", 0});
    out->left = nrm_arena_alloc(p->arena, count, sizeof *list);
    if (out->left == NULL)
        return nrm_fail_nomem(err);
    for (i = 0; i < place; i++)
        out->left[i] = list[place - 1 - i];
    out->right = out->left + place;
    memcpy(out->right, list + place, (count - place) * sizeof *list);
    out->left_count = place;
    out->right_count = count - place;
    return NORM_OK;
}

/* `A -> B [/ L _ R]`, rest standing before A. B stays as it is written: what it means depends on
 * the head. */
static norm_status read_rule(parser *p, nrm_rule_kind kind, norm_str rest, norm_error *err)
{
    nrm_rule rule = {.kind = kind, .path = p->path, .line = p->line};
    norm_str token = next_token(&rest);
    norm_status status = read_letters(p, token, &rule.from, err);

    if (status != NORM_OK)
        return status;
    token = next_token(&rest);
    if (!nrm_str_eq_c(token, "->"))
        return fail_at(p, err, "-> is missing after the letters", token);
    token = next_token(&rest);
    if (token.len == 0 || token.ptr[0] == '#' || nrm_str_eq_c(token, "/"))
        return fail_at(p, err, "no output; write \xE2\x88\x85 for none", token);
    rule.to = token;
    for (token = next_token(&rest); token.len > 0 && token.ptr[0] != '#';
         token = next_token(&rest)) {
        if (nrm_str_eq_c(token, "/")) {
            status = read_context(p, rest, &rule.context, err);
            if (status != NORM_OK)
                return status;
            break;
        }
        rule.to.len = (size_t)(token.ptr + token.len - rule.to.ptr);
    }
    if (kind == NRM_RULE_WORD && rule.context.left_count + rule.context.right_count > 0)
        return fail_at(p, err, "a word exception takes no context", (norm_str){"", 0});
    p->out->rules = nrm_list_room(p->arena, p->out->rules, p->out->rule_count, sizeof rule);
    if (p->out->rules == NULL)
        return nrm_fail_nomem(err);
    p->out->rules[p->out->rule_count++] = rule;
    return NORM_OK;
}

static norm_status read_class(parser *p, norm_str rest, norm_error *err)
{
    nrm_rules *out = p->out;
    nrm_class class = {.name = next_token(&rest), .line = p->line};
    norm_str token = next_token(&rest);

    if (!is_class_name(class.name) || !nrm_str_eq_c(token, "="))
        return fail_at(p, err, "a class is written `class NAME = letters`, NAME in A-Z",
                       class.name);
    if (nrm_rules_class(out, class.name) != NULL)
        return fail_at(p, err, "a class of this name stands above", class.name);
    for (token = next_token(&rest); token.len > 0; token = next_token(&rest)) {
        norm_status status;

        class.members = nrm_list_room(p->arena, class.members, class.count, sizeof *class.members);
        if (class.members == NULL)
            return nrm_fail_nomem(err);
        status = read_letters(p, token, &class.members[class.count++], err);
        if (status != NORM_OK)
            return status;
    }
    if (class.count == 0)
        return fail_at(p, err, "a class without members", class.name);
    out->classes = nrm_list_room(p->arena, out->classes, out->class_count, sizeof class);
    if (out->classes == NULL)
        return nrm_fail_nomem(err);
    out->classes[out->class_count++] = class;
    return NORM_OK;
}

static norm_status add_same(parser *p, norm_str token, nrm_cps to, norm_error *err)
{
    nrm_rules *out = p->out;
    nrm_same same = {.to = to, .line = p->line};
    norm_status status = read_letters(p, token, &same.from, err);
    size_t i;

    if (status != NORM_OK)
        return status;
    for (i = 0; i < out->same_count; i++) {
        if (nrm_cps_eq(out->sames[i].from, same.from))
            return fail_at(p, err, "a `drop` or `same` of these letters stands above", token);
    }
    out->sames = nrm_list_room(p->arena, out->sames, out->same_count, sizeof same);
    if (out->sames == NULL)
        return nrm_fail_nomem(err);
    out->sames[out->same_count++] = same;
    return NORM_OK;
}

static norm_status read_same(parser *p, norm_str rest, norm_error *err)
{
    static const char usage[] = "`same` is written `same a b = c`";
    norm_str scan = rest;
    norm_str token;
    nrm_cps to = {NULL, 0};
    norm_status status;

    do
        token = next_token(&scan);
    while (token.len > 0 && !nrm_str_eq_c(token, "="));
    token = next_token(&scan);
    if (token.len == 0 || next_token(&scan).len > 0)
        return fail_at(p, err, usage, (norm_str){"", 0});
    status = read_letters(p, token, &to, err);
    for (token = next_token(&rest); status == NORM_OK && !nrm_str_eq_c(token, "=");
         token = next_token(&rest))
        status = add_same(p, token, to, err);
    return status;
}

static norm_status read_drop(parser *p, norm_str rest, norm_error *err)
{
    norm_status status = NORM_OK;
    norm_str token = next_token(&rest);

    if (token.len == 0)
        return fail_at(p, err, "`drop` without letters", token);
    for (; status == NORM_OK && token.len > 0; token = next_token(&rest))
        status = add_same(p, token, (nrm_cps){NULL, 0}, err);
    return status;
}

static norm_status read_alphabet(parser *p, norm_str rest, norm_error *err)
{
    nrm_rules *out = p->out;
    norm_str token;

    for (token = next_token(&rest); token.len > 0; token = next_token(&rest)) {
        nrm_letter_line letter = {.line = p->line};
        norm_status status = read_letters(p, token, &letter.letters, err);

        if (status != NORM_OK)
            return status;
        out->alphabet = nrm_list_room(p->arena, out->alphabet, out->alphabet_count, sizeof letter);
        if (out->alphabet == NULL)
            return nrm_fail_nomem(err);
        out->alphabet[out->alphabet_count++] = letter;
    }
    return NORM_OK;
}

static norm_status read_use(parser *p, norm_str rest, norm_error *err)
{
    nrm_rules *out = p->out;
    norm_str name = nrm_str_trim(rest);

    if (name.len == 0 || nrm_str_find(name, '/') != SIZE_MAX)
        return fail_at(p, err, "`use` takes a file of the same folder", name);
    out->uses = nrm_list_room(p->arena, out->uses, out->use_count, sizeof *out->uses);
    if (out->uses == NULL)
        return nrm_fail_nomem(err);
    out->uses[out->use_count++] = (nrm_use){name, p->line};
    return NORM_OK;
}

static norm_status read_golden(parser *p, nrm_golden_way way, norm_str rest, norm_error *err)
{
    nrm_rules *out = p->out;
    nrm_golden row = {.way = way, .path = p->path, .line = p->line};
    size_t i;

    for (i = 0; i + 1 < rest.len; i++) {
        if (rest.ptr[i] == '-' && rest.ptr[i + 1] == '>')
            break;
    }
    if (i + 1 >= rest.len)
        return fail_at(p, err, "-> is missing in a golden row", rest);
    row.from = nrm_str_trim(nrm_str_slice(rest, 0, i));
    row.to = nrm_str_trim(nrm_str_slice(rest, i + 2, rest.len));
    if (row.from.len == 0)
        return fail_at(p, err, "a golden row without a left side", rest);
    if (nrm_str_eq_c(row.to, NOTHING))
        row.to = (norm_str){"", 0};
    out->goldens = nrm_list_room(p->arena, out->goldens, out->golden_count, sizeof row);
    if (out->goldens == NULL)
        return nrm_fail_nomem(err);
    out->goldens[out->golden_count++] = row;
    return NORM_OK;
}

/* The place of a head line's value; NULL when key is none. `from` fills two. */
static norm_str *head_field(nrm_system_head *head, norm_str key)
{
    const struct {
        const char *key;
        norm_str *field;
    } fields[] = {
        {"system", &head->id},          {"also", &head->aliases},  {"title", &head->title},
        {"from", &head->from_lang},     {"to", &head->to},         {"authority", &head->authority},
        {"year", &head->year},          {"source", &head->source}, {"licence", &head->licence},
        {"reverse", &head->reversible},
    };
    size_t i;

    for (i = 0; i < NRM_LEN(fields); i++) {
        if (nrm_str_eq_c(key, fields[i].key))
            return fields[i].field;
    }
    return NULL;
}

static norm_status read_head(parser *p, norm_str key, norm_str *field, norm_str value,
                             norm_error *err)
{
    if (field->ptr != NULL)
        return fail_at(p, err, "this head line stands above already", key);
    if (value.len == 0)
        return fail_at(p, err, "a head line without a value", key);
    *field = value;
    if (nrm_str_eq_c(key, "from")) {
        p->out->head.from_lang = next_token(&value);
        p->out->head.from_script = next_token(&value);
        if (p->out->head.from_script.len != 4 || next_token(&value).len > 0)
            return fail_at(p, err, "`from` takes a language and a script", *field);
    }
    if (nrm_str_eq_c(key, "reverse") && !nrm_str_eq_c(value, "yes") && !nrm_str_eq_c(value, "no") &&
        !nrm_str_eq_c(value, "with-marks"))
        return fail_at(p, err, "`reverse` is yes, no or with-marks", value);
    return NORM_OK;
}

static norm_status read_line(parser *p, norm_str line, norm_error *err)
{
    norm_str rest = line;
    norm_str key = next_token(&rest);
    norm_str after = rest;
    norm_str value = without_comment(rest);
    norm_str *field;

    if (key.len == 0 || key.ptr[0] == '#')
        return NORM_OK;
    if (nrm_str_eq_c(next_token(&after), "->"))
        return read_rule(p, NRM_RULE_PLAIN, line, err);
    if (nrm_str_eq_c(key, "word"))
        return read_rule(p, NRM_RULE_WORD, rest, err);
    if (nrm_str_eq_c(key, "back"))
        return read_rule(p, NRM_RULE_BACK, rest, err);
    if (nrm_str_eq_c(key, "test"))
        return read_golden(p, NRM_GOLDEN_TEST, value, err);
    if (nrm_str_eq_c(key, "test-there"))
        return read_golden(p, NRM_GOLDEN_THERE, value, err);
    if (nrm_str_eq_c(key, "test-back"))
        return read_golden(p, NRM_GOLDEN_BACK, value, err);
    if (nrm_str_eq_c(key, "class"))
        return read_class(p, value, err);
    if (nrm_str_eq_c(key, "same"))
        return read_same(p, value, err);
    if (nrm_str_eq_c(key, "drop"))
        return read_drop(p, value, err);
    if (nrm_str_eq_c(key, "alphabet"))
        return read_alphabet(p, value, err);
    if (nrm_str_eq_c(key, "use"))
        return read_use(p, value, err);
    field = head_field(&p->out->head, key);
    if (field == NULL)
        return fail_at(p, err, "unknown keyword", key);
    return read_head(p, key, field, value, err);
}

/* Turns B, as it is written, to what the program writes: \s to blanks, ∅ to nothing, the blanks
 * between sound symbols away. */
static norm_status finish_output(parser *p, nrm_rule *rule, norm_error *err)
{
    norm_str rest = rule->to;
    char *bytes = nrm_arena_alloc(p->arena, rule->to.len, 1);
    size_t len = 0;
    size_t words = 0;
    norm_str token;

    if (bytes == NULL)
        return nrm_fail_nomem(err);
    p->line = rule->line;
    for (token = next_token(&rest); token.len > 0; token = next_token(&rest)) {
        size_t i;

        words++;
        if (nrm_str_eq_c(token, NOTHING))
            continue;
        if (p->out->is_sounds && token.len != 1)
            return fail_at(p, err, "a sound is one symbol; put blanks between them", token);
        for (i = 0; i < token.len; i++) {
            bytes[len] = token.ptr[i];
            if (token.ptr[i] == '\\') {
                if (i + 1 == token.len || token.ptr[++i] != 's')
                    return fail_at(p, err, "\\ may only stand in \\s", token);
                bytes[len] = ' ';
            }
            len++;
        }
    }
    if (words > 1 && !p->out->is_sounds)
        return fail_at(p, err, "a blank in the output is written \\s", rule->to);
    rule->to = (norm_str){bytes, len};
    return NORM_OK;
}

static norm_status check_head(parser *p, norm_error *err)
{
    static const char *const must[] = {"system", "title", "from", "to", "source"};
    size_t i;

    for (i = 0; i < NRM_LEN(must); i++) {
        norm_str key = norm_str_from(must[i]);
        const norm_str *field = head_field(&p->out->head, key);

        p->line = 1;
        if (field == NULL || field->ptr == NULL)
            return fail_at(p, err, "a head line is missing", key);
    }
    p->out->is_sounds = nrm_str_eq_c(p->out->head.to, "Zsnd");
    return NORM_OK;
}

/* Line of the first difference between a file and its NFC. */
static norm_status check_nfc(const parser *p, norm_str bytes, norm_error *err)
{
    norm_str nfc = bytes;
    norm_status status = nrm_to_nfc(p->arena, bytes, &nfc, err);
    parser at = *p;
    size_t i;

    if (status != NORM_OK || nrm_str_eq(bytes, nfc))
        return status;
    at.line = 1;
    for (i = 0; i < bytes.len && i < nfc.len && bytes.ptr[i] == nfc.ptr[i]; i++)
        at.line += bytes.ptr[i] == '\n';
    return fail_at(&at, err, "letters that are not in NFC", (norm_str){"", 0});
}

norm_status nrm_rules_read(nrm_arena *arena, const nrm_rule_file *file, nrm_rules *out,
                           norm_error *err)
{
    parser p = {.arena = arena, .out = out, .path = file->path};
    norm_str rest = file->bytes;
    norm_status status = nrm_utf8_check(file->bytes, NULL);
    size_t i;

    *out = (nrm_rules){.path = file->path};
    if (status != NORM_OK)
        return nrm_fail_line(err, status, 1, "%.*s: not valid UTF-8", (int)file->path.len,
                             file->path.ptr);
    status = check_nfc(&p, file->bytes, err);
    while (status == NORM_OK && rest.ptr != NULL) {
        norm_str line = nrm_str_cut(&rest, '\n');

        p.line++;
        if (line.len > 0 && line.ptr[line.len - 1] == '\r')
            line.len--;
        status = read_line(&p, line, err);
    }
    if (status == NORM_OK)
        status = check_head(&p, err);
    for (i = 0; status == NORM_OK && i < out->rule_count; i++)
        status = finish_output(&p, &out->rules[i], err);
    for (i = 0; i < out->golden_count; i++)
        out->goldens[i].system = out->head.id;
    return status;
}
