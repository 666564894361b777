/* fuzz/fuzz_rules.c - rule files of any bytes: refused with a line, or compiled to what runs
 * safely. SPDX-License-Identifier: MIT */
#include "fuzz.h"

#include <string.h>

#include "base/str.h"
#include "small_tables.h"
#include "text/utf8.h"
#include "translit/engine.h"

/* Whatever the rules are, text in gives text out. */
static void run(nrm_arena *arena, const nrm_system *system, norm_str text, bool reverse)
{
    norm_error err;
    norm_str out;
    norm_status status = nrm_translit(arena, system, text, reverse, &out, NULL, &err);

    fuzz_must(status == NORM_OK || status == NORM_E_LIMIT || status == NORM_E_UNSUPPORTED);
    fuzz_must(status != NORM_OK || nrm_utf8_check(out, &err) == NORM_OK);
}

static void run_all(nrm_arena *arena, norm_str section, norm_str rules)
{
    static const char text[] = "ЕСЕХ Ребах, х ye’b kh Ա և i̇ ẞ";
    nrm_blob_part part = {"SYST", section};
    const nrm_systems *systems;
    nrm_blob blob;
    norm_str bytes;
    size_t i;

    fuzz_must(nrm_blob_build(arena, &part, 1, &bytes, NULL) == NORM_OK);
    fuzz_must(nrm_blob_open(bytes.ptr, bytes.len, &blob, NULL) == NORM_OK);
    fuzz_must(nrm_systems_open(&blob, arena, &systems, NULL) == NORM_OK);
    for (i = 0; i < nrm_systems_count(systems); i++) {
        const nrm_system *system = nrm_systems_at(systems, i);

        run(arena, system, norm_str_from(text), false);
        run(arena, system, norm_str_from(text), true);
        run(arena, system, nrm_str_slice(rules, 0, 2000), false);
        run(arena, system, nrm_str_slice(rules, 0, 2000), true);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    nrm_rule_file file = {{"t/x.rules", 9}, {(const char *)data, size}};
    nrm_golden *goldens;
    nrm_arena arena;
    norm_error err = {.line = 0};
    norm_str section;
    norm_status status;
    size_t count;

    nrm_arena_init(&arena, NULL);
    status = nrm_systems_compile(&arena, &file, 1, norm_str_from(SMALL_ALPHABET), &section, &err);
    fuzz_must(status == NORM_OK || status == NORM_E_FORMAT || status == NORM_E_UTF8 ||
              status == NORM_E_LIMIT);
    fuzz_must(status == NORM_OK || strchr(err.message, '\n') == NULL);
    if (status == NORM_OK) {
        if (nrm_utf8_check(nrm_str_slice(file.bytes, 0, 2000), NULL) == NORM_OK)
            run_all(&arena, section, file.bytes);
        (void)nrm_goldens_read(&arena, &file, &goldens, &count, &err);
    }
    nrm_arena_dispose(&arena);
    return 0;
}
