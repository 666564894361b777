/* translit/compile.c - rule files to section SYST.
 * SPDX-License-Identifier: MIT */
#include "translit/compile.h"

#include "base/fail.h"
#include "base/sort.h"
#include "base/str.h"
#include "translit/layout.h"
#include "translit/program.h"

typedef struct system_rules {
    nrm_rules rules;
    norm_str key; /* its id */
} system_rules;

static int by_kind_and_id(const void *a, const void *b, const void *user)
{
    const system_rules *s = a;
    const system_rules *t = b;

    (void)user;
    if (s->rules.is_sounds != t->rules.is_sounds)
        return s->rules.is_sounds ? 1 : -1;
    return nrm_str_cmp(s->key, t->key);
}

static bool names_clash(norm_str a, norm_str b)
{
    return a.len > 0 && nrm_str_eq_ascii_nocase(a, b);
}

/* Whether name is the id or an alias of the system. */
static bool has_name(const nrm_rules *rules, norm_str name)
{
    norm_str rest = rules->head.aliases;

    if (names_clash(name, rules->head.id))
        return true;
    while (rest.ptr != NULL) {
        if (names_clash(name, nrm_str_trim(nrm_str_cut(&rest, ','))))
            return true;
    }
    return false;
}

static norm_status check_name(const system_rules *systems, size_t index, norm_str name,
                              norm_error *err)
{
    const nrm_rules *rules = &systems[index].rules;
    size_t i;

    for (i = 0; i < index; i++) {
        if (has_name(&systems[i].rules, name))
            return nrm_fail_line(err, NORM_E_FORMAT, 1, "%.*s: the id %.*s is taken by %.*s",
                                 (int)rules->path.len, rules->path.ptr, (int)name.len, name.ptr,
                                 (int)systems[i].rules.path.len, systems[i].rules.path.ptr);
    }
    return NORM_OK;
}

static norm_status check_names(const system_rules *systems, size_t count, norm_error *err)
{
    norm_status status = NORM_OK;
    size_t i;

    for (i = 0; status == NORM_OK && i < count; i++) {
        norm_str rest = systems[i].rules.head.aliases;

        status = check_name(systems, i, systems[i].rules.head.id, err);
        while (status == NORM_OK && rest.ptr != NULL)
            status = check_name(systems, i, nrm_str_trim(nrm_str_cut(&rest, ',')), err);
    }
    return status;
}

static void put_head(const nrm_system_head *head, nrm_buf *buf)
{
    const norm_str fields[] = {head->id,          head->aliases, head->title,     head->from_lang,
                               head->from_script, head->to,      head->authority, head->year,
                               head->source,      head->licence, head->reversible};
    size_t i;

    for (i = 0; i < NRM_LEN(fields); i++) {
        nrm_buf_add_u32(buf, (uint32_t)fields[i].len);
        nrm_buf_add(buf, fields[i]);
    }
    nrm_buf_pad(buf, 4);
}

static norm_status put_system(nrm_arena *arena, const nrm_rules *rules,
                              const nrm_case_pairs pairs[2], nrm_buf *buf, norm_error *err)
{
    bool reverse = nrm_ruleset_is_reversible(rules);
    nrm_rules back;
    norm_status status;

    put_head(&rules->head, buf);
    nrm_buf_add_u32(buf, reverse);
    status =
        nrm_layout_write(arena, rules, &pairs[nrm_case_of_lang(rules->head.from_lang)], buf, err);
    if (status != NORM_OK || !reverse)
        return status;
    status = nrm_ruleset_invert(arena, rules, &back, err);
    if (status == NORM_OK)
        status =
            nrm_layout_write(arena, &back, &pairs[nrm_case_of_lang(back.head.from_lang)], buf, err);
    return status;
}

norm_status nrm_system_check(nrm_arena *arena, const nrm_rule_file *files, size_t count,
                             size_t index, norm_str alphabet, norm_error *err)
{
    nrm_rules rules;

    return nrm_ruleset_load(arena, files, count, index, alphabet, &rules, err);
}

norm_status nrm_systems_compile(nrm_arena *arena, const nrm_rule_file *files, size_t count,
                                norm_str alphabet, norm_str *out, norm_error *err)
{
    system_rules *systems = nrm_arena_alloc(arena, count, sizeof *systems);
    nrm_case_pairs pairs[2];
    uint32_t translits = 0;
    nrm_buf buf;
    norm_status status;
    size_t i;

    *out = (norm_str){NULL, 0};
    if (systems == NULL)
        return nrm_fail_nomem(err);
    status = nrm_case_pairs_make(arena, NRM_CASE_ROOT, &pairs[NRM_CASE_ROOT], err);
    if (status == NORM_OK)
        status = nrm_case_pairs_make(arena, NRM_CASE_TURKIC, &pairs[NRM_CASE_TURKIC], err);
    for (i = 0; status == NORM_OK && i < count; i++) {
        status = nrm_ruleset_load(arena, files, count, i, alphabet, &systems[i].rules, err);
        systems[i].key = systems[i].rules.head.id;
        translits += !systems[i].rules.is_sounds;
    }
    if (status == NORM_OK)
        status =
            nrm_sort(&arena->alloc, systems, count, sizeof *systems, by_kind_and_id, NULL, err);
    if (status == NORM_OK)
        status = check_names(systems, count, err);
    nrm_buf_init(&buf, arena);
    nrm_buf_add_u32(&buf, NRM_SYST_VERSION);
    nrm_buf_add_u32(&buf, (uint32_t)count);
    nrm_buf_add_u32(&buf, translits);
    for (i = 0; status == NORM_OK && i < count; i++)
        status = put_system(arena, &systems[i].rules, pairs, &buf, err);
    return status == NORM_OK ? nrm_buf_finish(&buf, out, err) : status;
}

norm_status nrm_goldens_read(nrm_arena *arena, const nrm_rule_file *file, nrm_golden **out,
                             size_t *count, norm_error *err)
{
    nrm_rules rules;
    norm_status status = nrm_rules_read(arena, file, &rules, err);

    *out = rules.goldens;
    *count = rules.golden_count;
    return status;
}
