/* norm/cmd_dedupe.c - norm dedupe: groups the rows that name the same entity.
 * SPDX-License-Identifier: MIT */
#include <libnorm/dedupe.h>

#include <stdlib.h>

#include "args.h"
#include "table_out.h"

typedef struct dedupe_options {
    const char *column, *id_column, *lang_column, *kind_column, *registry;
    opt_list same, differ;
    double threshold;
} dedupe_options;

static const opt_spec options[] = {
    {'c', "column", OPT_TEXT, "COL", offsetof(dedupe_options, column),
     "the column with the names: its header or its number from 1; default name"},
    {0, "id", OPT_TEXT, "COL", offsetof(dedupe_options, id_column),
     "the column with your own id of the row; default is that the name stands for it"},
    {0, "lang-col", OPT_TEXT, "COL", offsetof(dedupe_options, lang_column),
     "the column with the language of the name (BCP 47)"},
    {0, "kind-col", OPT_TEXT, "COL", offsetof(dedupe_options, kind_column),
     "the column with its kind: place, person, org or any"},
    {0, "same", OPT_LIST, "COL", offsetof(dedupe_options, same),
     "equal values of this column are one entity's, whatever the names"},
    {0, "differ", OPT_LIST, "COL", offsetof(dedupe_options, differ),
     "unequal values of this column keep rows apart, whatever the names"},
    {0, "threshold", OPT_SHARE, "P", offsetof(dedupe_options, threshold),
     "least probability that joins rows; default is the model's own"},
    {0, "registry", OPT_TEXT, "R.db", offsetof(dedupe_options, registry),
     "keep the ids in a registry: not there yet"},
};

/* All rows of all tables. */
typedef struct row_set {
    table *tables;
    size_t table_count;
    table_row *rows;
    size_t *table_of; /* of each row */
    norm_record *records;
    size_t count, rows_cap, table_cap, records_cap;
    mem_pool pool;
} row_set;

typedef struct record_columns {
    size_t name, id, lang, kind;
    size_t same[OPT_LIST_MAX], differ[OPT_LIST_MAX];
} record_columns;

static size_t pick(table *t, const char *option, const char *column)
{
    return column != NULL ? table_pick(t, option, column) : NO_COLUMN;
}

static record_columns find_columns(table *t, const dedupe_options *o)
{
    record_columns found;
    size_t i;

    found.name = t->format == TABLE_TXT && o->column == NULL
                     ? 0
                     : table_pick(t, "-c", o->column != NULL ? o->column : "name");
    found.id = pick(t, "--id", o->id_column);
    found.lang = pick(t, "--lang-col", o->lang_column);
    found.kind = pick(t, "--kind-col", o->kind_column);
    for (i = 0; i < o->same.count; i++)
        found.same[i] = table_pick(t, "--same", o->same.items[i]);
    for (i = 0; i < o->differ.count; i++)
        found.differ[i] = table_pick(t, "--differ", o->differ.items[i]);
    return found;
}

static norm_str cell(const table_row *row, size_t column)
{
    return column != NO_COLUMN ? row->cells[column] : (norm_str){NULL, 0};
}

static const norm_str *cells(norm_app *app, row_set *set, const table_row *row,
                             const size_t *columns, size_t count)
{
    norm_str *values = pool_array(app, &set->pool, count);
    size_t i;

    for (i = 0; i < count; i++)
        values[i] = row->cells[columns[i]];
    return values;
}

static void add_row(norm_app *app, row_set *set, const table *t, const record_columns *columns,
                    const dedupe_options *o)
{
    size_t need = set->count + 1;
    norm_record *record;
    table_row *row;

    set->rows = mem_grow(app, set->rows, &set->rows_cap, need, sizeof *set->rows);
    set->table_of = mem_grow(app, set->table_of, &set->table_cap, need, sizeof *set->table_of);
    set->records = mem_grow(app, set->records, &set->records_cap, need, sizeof *set->records);
    row = &set->rows[set->count];
    record = &set->records[set->count];
    *row = table_keep(t, &set->pool);
    set->table_of[set->count++] = set->table_count - 1;
    *record = (norm_record){0};
    record->id = cell(row, columns->id);
    record->name = cell(row, columns->name);
    record->lang = cell(row, columns->lang);
    record->kind = table_kind(t, columns->kind);
    record->same = cells(app, set, row, columns->same, o->same.count);
    record->same_count = o->same.count;
    record->differ = cells(app, set, row, columns->differ, o->differ.count);
    record->differ_count = o->differ.count;
}

static const result_column results[] = {{"norm_entity", VALUE_TEXT},
                                        {"norm_probability", VALUE_NUMBER}};

static void read_table(norm_app *app, row_set *set, const dedupe_options *o, const char *path,
                       table_out *out)
{
    table *t = &set->tables[set->table_count++];
    record_columns columns;

    table_open(t, app, path);
    columns = find_columns(t, o);
    if (set->table_count == 1)
        out_like(out, t, results, 2);
    else
        out_join(out, t);
    while (table_next(t))
        add_row(app, set, t, &columns, o);
}

/* err->line is the number of the record. */
static _Noreturn void fail_record(norm_app *app, const row_set *set, const norm_error *err)
{
    size_t i = err->line > 0 && err->line <= set->count ? err->line - 1 : SIZE_MAX;
    say_place at = nowhere;

    if (i != SIZE_MAX)
        at = (say_place){set->tables[set->table_of[i]].input.name, set->rows[i].line, 0};
    die_norm(app, err, at, i != SIZE_MAX ? "leave the row out" : "give it less at a time");
}

static void group_rows(norm_app *app, const row_set *set, const dedupe_options *o,
                       norm_dedupe_result *result)
{
    norm_dedupe_opts opts;
    norm_error err = {0};

    norm_dedupe_opts_init(&opts);
    opts.threads = app_threads(app);
    opts.threshold = o->threshold;
    opts.progress = progress_callback;
    opts.user = &app->progress;
    if (norm_dedupe(app_context(app), set->records, set->count, &opts, result, &err) != NORM_OK)
        fail_record(app, set, &err);
    progress_end(&app->progress);
    if (result->blocks_split > 0)
        note(app, "norm: dedupe: %zu blocks of like names were too large and were split",
             result->blocks_split);
    note(app, "%zu rows, %zu entities", result->count, result->entity_count);
}

static void write_rows(const row_set *set, const norm_dedupe_result *result, table_out *out)
{
    char share[SHARE_SIZE];
    norm_str values[2];
    size_t i;

    out_header(out, &set->tables[0]);
    for (i = 0; i < set->count; i++) {
        format_share(result->entities[i].probability, SHARE_DECIMALS, share);
        values[0] = result->entities[i].id;
        values[1] = norm_str_from(share);
        out_row(out, &set->tables[set->table_of[i]], &set->rows[i], values);
    }
}

static void free_rows(row_set *set)
{
    size_t i;

    for (i = 0; i < set->table_count; i++)
        table_close(&set->tables[i]);
    free(set->tables);
    free(set->rows);
    free(set->table_of);
    free(set->records);
    pool_free(&set->pool);
}

static int run(norm_app *app, int argc, char **argv)
{
    dedupe_options o = {0};
    size_t count = opt_parse(app, argc, argv, &o);
    norm_dedupe_result result;
    table_out out = {0};
    row_set set = {0};
    size_t i;

    if (o.registry != NULL)
        die_usage(app, "--registry is not there yet; leave it out, ids come from content alone");
    set.tables = mem_zeroed(app, count > 0 ? count : 1, sizeof *set.tables);
    if (count == 0)
        read_table(app, &set, &o, "-", &out);
    for (i = 0; i < count; i++)
        read_table(app, &set, &o, argv[i], &out);
    group_rows(app, &set, &o, &result);
    write_rows(&set, &result, &out);
    out_close(&out);
    free_rows(&set);
    return EXIT_DONE;
}

const cmd_spec cmd_dedupe = {
    "dedupe",
    "group the rows that name the same entity",
    "[-c COL] [--id COL] [--same COL]... [--differ COL]... [TABLE...]",
    "Appends to each row norm_entity, the id of the entity that it names, and\n"
    "norm_probability, that it does. The ids come from the content: neither the order of\n"
    "the rows nor the number of threads changes them. Tables with unlike columns are\n"
    "written with the columns of all.",
    "norm dedupe -c name --id id --lang-col lang a.csv b.csv\n"
    "norm dedupe -c name --differ country villages.tsv",
    options,
    sizeof options / sizeof options[0],
    USE_INPUT | USE_OUTPUT | USE_THREADS,
    run,
};
