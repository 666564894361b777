/* norm/cmd_train.c - norm train: learns edit costs and calibration from labelled pairs.
 * SPDX-License-Identifier: MIT */
#include <libnorm/train.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "args.h"
#include "save.h"

typedef struct train_options {
    const char *pairs, *output, *tables;
    size_t rounds;
    double precision;
} train_options;

static const opt_spec options[] = {
    {0, "pairs", OPT_TEXT, "FILE", offsetof(train_options, pairs),
     "table with columns a, b and, where present, label, lang_a, lang_b, kind, entity"},
    {'o', "output", OPT_TEXT, "MODEL", offsetof(train_options, output),
     "write the tables with the new costs here, for --model"},
    {0, "tables", OPT_TEXT, "DIR", offsetof(train_options, tables),
     "also write the costs and the report into DIR: {sounds,endings,terms}.tsv, report.txt"},
    {0, "rounds", OPT_COUNT, "N", offsetof(train_options, rounds),
     "rounds of expectation maximisation; default 6"},
    {0, "precision", OPT_SHARE, "P", offsetof(train_options, precision),
     "share of right ones that the verdict match is to have on held-out pairs; default 0.99"},
};

typedef struct pair_list {
    norm_train_pair *items;
    size_t count, cap;
    mem_pool pool;
} pair_list;

/* FNV-1a: pairs with the same text in the column are of one entity. 0 stands for none. */
static uint64_t entity_of(norm_str text)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    size_t i;

    if (text.len == 0)
        return 0;
    for (i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.ptr[i]) * UINT64_C(1099511628211);
    return hash != 0 ? hash : 1;
}

static int label_of(const table *t, size_t column)
{
    norm_str text = str_trim(table_cell(t, column));

    if (column == NO_COLUMN || str_is(text, "1"))
        return 1;
    if (str_is(text, "0"))
        return 0;
    if (str_is(text, "-2"))
        return -2;
    if (!str_is(text, "-1"))
        die(t->app, EXIT_DATA, table_place(t),
            "the label is '%.*s'; use 1 for the same name, 0 for different ones, -1 and -2 for "
            "the costs only",
            (int)(text.len < 60 ? text.len : 60), text.ptr);
    return -1;
}

static void read_pairs(norm_app *app, const char *path, pair_list *list)
{
    pair_columns columns;
    size_t label, entity;
    table t;

    table_open(&t, app, path);
    columns = find_pair_columns(&t);
    label = table_column(&t, "label");
    entity = table_column(&t, "entity");
    while (table_next(&t)) {
        norm_train_pair *pair;

        list->items =
            mem_grow(app, list->items, &list->cap, list->count + 1, sizeof(norm_train_pair));
        pair = &list->items[list->count++];
        pair->a = pool_copy(app, &list->pool, table_cell(&t, columns.a));
        pair->b = pool_copy(app, &list->pool, table_cell(&t, columns.b));
        pair->lang_a = pool_copy(app, &list->pool, table_cell(&t, columns.lang_a));
        pair->lang_b = pool_copy(app, &list->pool, table_cell(&t, columns.lang_b));
        pair->kind = table_kind(&t, columns.kind);
        pair->label = label_of(&t, label);
        pair->entity = entity_of(table_cell(&t, entity));
    }
    table_close(&t);
}

static char *path_in(norm_app *app, const char *dir, const char *name)
{
    size_t size = strlen(dir) + strlen(name) + 2;
    char *path = mem_zeroed(app, size, 1);

    (void)snprintf(path, size, "%s/%s", dir, name);
    return path;
}

static void save_result(norm_app *app, const train_options *o, const norm_train_result *result)
{
    const save_file tables[] = {{"sounds.tsv", result->sounds},
                                {"endings.tsv", result->endings},
                                {"terms.tsv", result->terms},
                                {"report.txt", result->report}};
    save_file files[5] = {{o->output, result->blob}};
    char *paths[4];
    size_t i;

    if (o->tables == NULL) {
        save_files(app, files, 1);
        return;
    }
    for (i = 0; i < 4; i++) {
        paths[i] = path_in(app, o->tables, tables[i].path);
        files[i + 1] = (save_file){paths[i], tables[i].bytes};
    }
    save_files(app, files, 5);
    for (i = 0; i < 4; i++)
        free(paths[i]);
}

static int run(norm_app *app, int argc, char **argv)
{
    train_options o = {0};
    size_t count = opt_parse(app, argc, argv, &o);
    pair_list list = {0};
    norm_train_result result;
    norm_train_opts opts;
    norm_error err = {0};

    if (o.pairs == NULL || o.output == NULL)
        die_usage(app, "give --pairs FILE and -o MODEL");
    if (count > 0)
        die_usage(app, "'%s' is one argument too many", argv[0]);
    read_pairs(app, o.pairs, &list);
    norm_train_opts_init(&opts);
    opts.rounds = (unsigned)o.rounds;
    opts.precision = o.precision;
    opts.progress = progress_callback;
    opts.user = &app->progress;
    if (norm_train(app_context(app), list.items, list.count, &opts, &result, &err) != NORM_OK)
        die(app, err.status == NORM_E_ARG ? EXIT_DATA : exit_code_of(err.status),
            (say_place){o.pairs, err.line, 0}, "%s; give more pairs, in UTF-8", err.message);
    progress_end(&app->progress);
    save_result(app, &o, &result);
    if (!app->common.quiet)
        fprintf(stderr, "%.*s", (int)result.report.len, result.report.ptr);
    free(list.items);
    pool_free(&list.pool);
    return EXIT_DONE;
}

const cmd_spec cmd_train = {
    "train",
    "learn edit costs and calibration from labelled pairs",
    "--pairs FILE -o MODEL [--tables DIR]",
    "Learns from pairs of names what it costs to write a sound in another way, and what\n"
    "probability a score means. Writes the tables with the new costs to MODEL, for --model\n"
    "of all commands, and a report on standard error. A pair has the label 1 (the same\n"
    "name, the default) or 0 (different); for the edit costs only, -1 (the same) or -2 (a\n"
    "wrong answer for the a of the last pair labelled 1 or -1).",
    "norm train --pairs pairs.tsv -o mine.nblob\n"
    "norm --model mine.nblob match Yeraskh Ерасх",
    options,
    sizeof options / sizeof options[0],
    USE_INPUT,
    run,
};
