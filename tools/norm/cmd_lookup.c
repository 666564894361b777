/* norm/cmd_lookup.c - norm lookup: who is this? The best entities for names.
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "entity.h"
#include "table_out.h"

#define DEFAULT_LIMIT 5

typedef struct lookup_options {
    const char *index, *queries, *lang, *kind, *country;
    size_t limit;
    bool inflected, all;
} lookup_options;

static const opt_spec options[] = {
    {'i', "index", OPT_TEXT, "X.nidx", offsetof(lookup_options, index),
     "ask this index; default is the built-in gazetteer"},
    {0, "queries", OPT_TEXT, "FILE", offsetof(lookup_options, queries),
     "look up the rows of a table with the column query and, where present, lang, kind, country"},
    {'k', "limit", OPT_COUNT, "N", offsetof(lookup_options, limit),
     "most entities for a name; default 5"},
    {0, "lang", OPT_TEXT, "L", offsetof(lookup_options, lang),
     "language of the names (BCP 47); default is to detect it"},
    {0, "kind", OPT_CHOICE, KIND_CHOICES, offsetof(lookup_options, kind),
     "prefer entities of this kind"},
    {0, "country", OPT_TEXT, "CC", offsetof(lookup_options, country),
     "prefer entities of this country, as the index has it"},
    {0, "inflected", OPT_FLAG, NULL, offsetof(lookup_options, inflected),
     "the names are of running text: try them without case endings too (ru, hy, az, ka)"},
    {0, "all", OPT_FLAG, NULL, offsetof(lookup_options, all),
     "write all that is found up to N, however improbable"},
};

typedef struct lookup_job {
    norm_app *app;
    const lookup_options *options;
    norm_index *index;
    table_out out;
    bool found; /* an answer that is not judged to be another name */
} lookup_job;

/* query: as it is to be written. */
static void write_hits(lookup_job *job, norm_str query, const norm_hit *hits, size_t count)
{
    char rank[24];
    char share[SHARE_SIZE];
    size_t i;

    for (i = 0; i < count; i++) {
        norm_str values[6] = {query};

        (void)snprintf(rank, sizeof rank, "%zu", i + 1);
        format_share(hits[i].probability, SHARE_DECIMALS, share);
        values[1] = norm_str_from(rank);
        values[2] = hits[i].id;
        values[3] = hits[i].name;
        values[4] = hits[i].matched;
        values[5] = norm_str_from(share);
        out_row(&job->out, NULL, NULL, values);
        job->found = job->found || hits[i].verdict != NORM_DIFFERENT;
    }
}

static void open_output(lookup_job *job, value_type query)
{
    const result_column results[] = {{"query", query},        {"rank", VALUE_NUMBER},
                                     {"id", VALUE_TEXT},      {"name", VALUE_TEXT},
                                     {"matched", VALUE_TEXT}, {"probability", VALUE_NUMBER}};

    out_open(&job->out, job->app, results, sizeof results / sizeof results[0]);
    out_header(&job->out, NULL);
}

static norm_query query_of_options(const lookup_options *o)
{
    norm_query query = {0};

    query.lang = norm_str_from(o->lang);
    query.country = norm_str_from(o->country);
    query.kind = kind_of(o->kind);
    query.inflected = o->inflected;
    query.all = o->all;
    return query;
}

static void look_up_operands(lookup_job *job, char **names, size_t count)
{
    norm_query query = query_of_options(job->options);
    const norm_hit *hits;
    norm_error err = {0};
    size_t hit_count, i;

    open_output(job, VALUE_TEXT);
    for (i = 0; i < count; i++) {
        query.text = norm_str_from(names[i]);
        if (norm_lookup(job->app->ctx, job->index, &query, job->options->limit, &hits, &hit_count,
                        &err) != NORM_OK)
            die_norm(job->app, &err, nowhere,
                     err.status == NORM_E_LIMIT ? "cut it short" : "write the name in UTF-8");
        write_hits(job, query.text, hits, hit_count);
        norm_ctx_reset(job->app->ctx);
    }
}

static void write_batch(lookup_job *job, ask_batch *batch, bool is_raw)
{
    size_t i;

    batch_ask(batch);
    for (i = 0; i < batch->count; i++) {
        const asked_row *asked = &batch->rows[i];

        write_hits(job, is_raw ? asked->shown : asked->query.text, asked->hits, asked->hit_count);
    }
    batch_clear(batch);
    out_flush(&job->out);
}

/* Columns of the table win over the options. */
static void look_up_table(lookup_job *job, const char *path)
{
    static ask_batch batch; /* too large for a stack frame */
    norm_query preset = query_of_options(job->options);
    query_columns columns;
    bool is_raw;
    table t;

    table_open(&t, job->app, path);
    columns.text = t.format == TABLE_TXT ? 0 : table_need(&t, "query");
    columns.lang = table_column(&t, "lang");
    columns.kind = table_column(&t, "kind");
    columns.country = table_column(&t, "country");
    is_raw = t.format == TABLE_TSV &&
             (job->app->common.to == NULL || strcmp(job->app->common.to, "tsv") == 0);
    open_output(job, is_raw ? VALUE_RAW : VALUE_TEXT);
    batch_open(&batch, job->app, job->index, job->options->limit);
    while (table_next(&t)) {
        batch_add(&batch, &t, &columns, &preset);
        if (batch_is_due(&batch, &t))
            write_batch(job, &batch, is_raw);
    }
    write_batch(job, &batch, is_raw);
    batch_close(&batch);
    table_close(&t);
}

static int run(norm_app *app, int argc, char **argv)
{
    lookup_options o = {.limit = DEFAULT_LIMIT};
    size_t count = opt_parse(app, argc, argv, &o);
    lookup_job job = {.app = app, .options = &o};

    check_lang_option(app, "lang", o.lang);
    if (o.queries != NULL && count > 0)
        die_usage(app, "--queries takes the names from its file, so give no names");
    job.index = open_index(app, o.index);
    if (count > 0) {
        look_up_operands(&job, argv, count);
    } else {
        if (o.queries == NULL && app->common.from == NULL)
            app->common.from = "txt"; /* standard input: a name a line */
        look_up_table(&job, o.queries != NULL ? o.queries : "-");
    }
    out_close(&job.out);
    norm_index_close(job.index);
    return job.found ? EXIT_DONE : EXIT_NOTHING;
}

const cmd_spec cmd_lookup = {
    "lookup",
    "the entities that names may stand for",
    "[-i X.nidx] [-k N] [NAME...]\n"
    "[-i X.nidx] [-k N] --queries FILE",
    "Writes the entities that each name may stand for, best first, as a table: query, rank,\n"
    "id, name, matched (the very name of the entity that matched), probability. Without\n"
    "names it reads lines from standard input. Exit status 1 when nothing was found, or\n"
    "only entities whose names are judged to be different.",
    "norm lookup Ерасх\n"
    "norm lookup -i villages.nidx -k 3 --queries queries.tsv",
    options,
    sizeof options / sizeof options[0],
    USE_INPUT | USE_OUTPUT | USE_THREADS,
    run,
};
