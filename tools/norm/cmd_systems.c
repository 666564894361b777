/* norm/cmd_systems.c - norm systems: lists the transliteration systems.
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "mem.h"
#include "say.h"

static const char *const columns[] = {"id",        "aliases", "lang",       "script", "to",
                                      "authority", "year",    "reversible", "source", "licence"};

#define COLUMNS (sizeof columns / sizeof columns[0])

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* Whether text holds pattern, letter case of ASCII ignored. */
static bool contains(norm_str text, const char *pattern)
{
    size_t len = strlen(pattern);
    size_t i, j;

    for (i = 0; i + len <= text.len; i++) {
        for (j = 0; j < len && lower(text.ptr[i + j]) == lower(pattern[j]); j++)
            ;
        if (j == len)
            return true;
    }
    return false;
}

static bool is_wanted(const norm_system_info *info, const char *pattern)
{
    return pattern == NULL || contains(info->id, pattern) || contains(info->aliases, pattern) ||
           contains(info->title, pattern);
}

static void write_tsv(out_writer *out, const norm_str *cells)
{
    size_t i;

    for (i = 0; i < COLUMNS; i++) {
        if (i > 0)
            writer_add_byte(out, '\t');
        writer_add(out, cells[i]);
    }
    writer_add_byte(out, '\n');
}

static void write_json(out_writer *out, const norm_str *cells)
{
    size_t i;

    for (i = 0; i < COLUMNS; i++) {
        writer_add_c(out, i == 0 ? "{" : ",");
        writer_add_json(out, norm_str_from(columns[i]));
        writer_add_byte(out, ':');
        writer_add_json(out, cells[i]);
    }
    writer_add_c(out, "}\n");
}

static void write_system(out_writer *out, const norm_system_info *info, bool json)
{
    norm_str reversible =
        str_is(info->reversible, "with-marks") ? norm_str_from("with marks") : info->reversible;
    const norm_str cells[COLUMNS] = {
        info->id,        info->aliases, info->from_lang, info->from_script, info->to,
        info->authority, info->year,    reversible,      info->source,      info->licence};

    if (json)
        write_json(out, cells);
    else
        write_tsv(out, cells);
}

static int run(norm_app *app, int argc, char **argv)
{
    size_t count = opt_parse(app, argc, argv, NULL);
    const char *to = app->common.to != NULL ? app->common.to : "tsv";
    bool json = strcmp(to, "jsonl") == 0;
    norm_str heads[COLUMNS];
    norm_system_info info;
    size_t i;

    if (!json && strcmp(to, "tsv") != 0)
        die_usage(app, "--to takes tsv or jsonl here, not '%s'", to);
    if (count > 1)
        die_usage(app, "one pattern is enough");
    (void)app_context(app);
    for (i = 0; i < COLUMNS; i++)
        heads[i] = norm_str_from(columns[i]);
    if (!json)
        write_tsv(&app->out, heads);
    for (i = 0; i < norm_system_count(app->model); i++) {
        norm_system_describe(norm_system_at(app->model, i), &info);
        if (is_wanted(&info, count > 0 ? argv[0] : NULL))
            write_system(&app->out, &info, json);
    }
    return EXIT_DONE;
}

const cmd_spec cmd_systems = {
    "systems",
    "list the transliteration systems",
    "[--to tsv|jsonl] [PATTERN]",
    "Lists the systems whose id, alias or title holds PATTERN: id, aliases, source\n"
    "language and script, target, authority, year, whether it can be run backwards,\n"
    "source of the table, licence.",
    "norm systems armenian\n"
    "norm systems --to jsonl",
    NULL,
    0,
    USE_OUTPUT,
    run,
};
