/* translit/fixture.h - rule files in memory, compiled and opened.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TEST_TRANSLIT_FIXTURE_H
#define NRM_TEST_TRANSLIT_FIXTURE_H

#include <criterion/criterion.h>

#include "base/str.h"
#include "translit/compile.h"
#include "translit/engine.h"

#define HEAD_OF(from, to, reverse)                                                                 \
    "system x\ntitle X\nfrom " from "\nto " to "\nsource test\nreverse " reverse "\n"
#define SYMBOLS "symbol\tipa\na\ta\nb\tb\nt\tt\ny\ty\nS\ts\n"

static inline norm_status compile_text(nrm_arena *arena, const char *rules, norm_str *section,
                                       norm_error *err)
{
    nrm_rule_file file = {norm_str_from("t/x.rules"), norm_str_from(rules)};

    return nrm_systems_compile(arena, &file, 1, norm_str_from(SYMBOLS), section, err);
}

static inline norm_status open_section(nrm_arena *arena, norm_str section,
                                       const nrm_systems **systems, norm_error *err)
{
    nrm_blob_part part = {"SYST", section};
    norm_str bytes;
    nrm_blob blob;

    cr_assert_eq(nrm_blob_build(arena, &part, 1, &bytes, NULL), NORM_OK);
    cr_assert_eq(nrm_blob_open(bytes.ptr, bytes.len, &blob, NULL), NORM_OK);
    return nrm_systems_open(&blob, arena, systems, err);
}

/* The system x of a rule file. */
static inline const nrm_system *open_text(nrm_arena *arena, const char *rules)
{
    norm_error err = {.message = ""};
    norm_str section;
    const nrm_systems *systems = NULL;

    cr_assert_eq(compile_text(arena, rules, &section, &err), NORM_OK, "%s", err.message);
    cr_assert_eq(open_section(arena, section, &systems, &err), NORM_OK, "%s", err.message);
    return nrm_system_find(systems, norm_str_from("x"));
}

static inline void expect_text(nrm_arena *arena, const nrm_system *system, bool reverse,
                               const char *in, const char *want)
{
    norm_error err = {.message = ""};
    norm_str got;

    cr_assert_eq(nrm_translit(arena, system, norm_str_from(in), reverse, &got, NULL, &err), NORM_OK,
                 "%s: %s", in, err.message);
    cr_expect(nrm_str_eq_c(got, want), "%s -> %.*s, not %s", in, (int)got.len, got.ptr, want);
}

#endif
