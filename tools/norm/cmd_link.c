/* norm/cmd_link.c - norm link: the best entity for each row of a table.
 * SPDX-License-Identifier: MIT */
#include "entity.h"
#include "table_out.h"

typedef struct link_options {
    const char *column, *index, *lang_column, *kind_column, *country_column;
    bool inflected;
} link_options;

static const opt_spec options[] = {
    {'c', "column", OPT_TEXT, "COL", offsetof(link_options, column),
     "the column with the names: its header or its number from 1"},
    {'i', "index", OPT_TEXT, "X.nidx", offsetof(link_options, index),
     "ask this index; default is the built-in gazetteer"},
    {0, "lang-col", OPT_TEXT, "COL", offsetof(link_options, lang_column),
     "the column with the language of the name (BCP 47)"},
    {0, "kind-col", OPT_TEXT, "COL", offsetof(link_options, kind_column),
     "the column with its kind: place, person, org or any"},
    {0, "country-col", OPT_TEXT, "COL", offsetof(link_options, country_column),
     "the column with its country, as the index has it"},
    {0, "inflected", OPT_FLAG, NULL, offsetof(link_options, inflected),
     "the names are of running text: try them without case endings too (ru, hy, az, ka)"},
};

static const result_column results[] = {{"norm_id", VALUE_TEXT},
                                        {"norm_name", VALUE_TEXT},
                                        {"norm_probability", VALUE_NUMBER},
                                        {"norm_verdict", VALUE_TEXT}};

#define RESULTS (sizeof results / sizeof results[0])

static void write_row(table_out *out, const table *t, const asked_row *asked)
{
    bool found = asked->hit_count > 0;
    norm_verdict verdict = found ? asked->hits[0].verdict : NORM_DIFFERENT;
    norm_str values[RESULTS] = {{NULL, 0}};
    char share[SHARE_SIZE];

    if (verdict != NORM_DIFFERENT) {
        values[0] = asked->hits[0].id;
        values[1] = asked->hits[0].name;
    }
    format_share(found ? asked->hits[0].probability : 0.0, SHARE_DECIMALS, share);
    values[2] = norm_str_from(share);
    values[3] = norm_str_from(verdict_word(verdict));
    out_row(out, t, &asked->row, values);
}

static void write_batch(table_out *out, const table *t, ask_batch *batch)
{
    size_t i;

    batch_ask(batch);
    for (i = 0; i < batch->count; i++)
        write_row(out, t, &batch->rows[i]);
    batch_clear(batch);
}

static size_t pick(table *t, const char *option, const char *column)
{
    return column != NULL ? table_pick(t, option, column) : NO_COLUMN;
}

static void link_table(norm_app *app, const link_options *o, ask_batch *batch, const char *path,
                       table_out *out)
{
    const norm_query preset = {.inflected = o->inflected};
    query_columns columns;
    table t;

    table_open(&t, app, path);
    columns.text = table_pick(&t, "-c", o->column);
    columns.lang = pick(&t, "--lang-col", o->lang_column);
    columns.kind = pick(&t, "--kind-col", o->kind_column);
    columns.country = pick(&t, "--country-col", o->country_column);
    if (out->app == NULL) {
        out_like(out, &t, results, RESULTS);
        out_header(out, &t);
    } else {
        out_check(out, &t);
    }
    while (table_next(&t)) {
        batch_add(batch, &t, &columns, &preset);
        if (batch_is_due(batch, &t))
            write_batch(out, &t, batch);
    }
    write_batch(out, &t, batch);
    table_close(&t);
}

static int run(norm_app *app, int argc, char **argv)
{
    link_options o = {0};
    size_t count = opt_parse(app, argc, argv, &o);
    static ask_batch batch; /* too large for a stack frame */
    table_out out = {0};
    norm_index *index;
    size_t i;

    if (o.column == NULL)
        die_usage(app, "give -c COL, the column with the names");
    index = open_index(app, o.index);
    batch_open(&batch, app, index, 1);
    if (count == 0)
        link_table(app, &o, &batch, "-", &out);
    for (i = 0; i < count; i++)
        link_table(app, &o, &batch, argv[i], &out);
    out_close(&out);
    batch_close(&batch);
    norm_index_close(index);
    return EXIT_DONE;
}

const cmd_spec cmd_link = {
    "link",
    "the best entity for each row of a table",
    "-c COL [-i X.nidx] [TABLE...]",
    "Appends to each row the entity that its name stands for: norm_id, norm_name,\n"
    "norm_probability and norm_verdict. norm_id and norm_name are empty when the verdict\n"
    "is different.",
    "norm link -c name reports.csv\n"
    "norm link -c name -i villages.nidx --lang-col lang reports.csv",
    options,
    sizeof options / sizeof options[0],
    USE_INPUT | USE_OUTPUT | USE_THREADS,
    run,
};
