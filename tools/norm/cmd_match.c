/* norm/cmd_match.c - norm match: whether two names are the same name.
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "args.h"
#include "explain.h"
#include "table_out.h"
#include "workers.h"

typedef struct match_options {
    const char *pairs, *lang_a, *lang_b, *kind, *explain;
    double prior;
    bool inflected;
} match_options;

static const opt_spec options[] = {
    {0, "pairs", OPT_TEXT, "FILE", offsetof(match_options, pairs),
     "judge the rows of a table with columns a, b and, where present, lang_a, lang_b, kind"},
    {0, "lang-a", OPT_TEXT, "L", offsetof(match_options, lang_a),
     "language of the first name (BCP 47); default is to detect it"},
    {0, "lang-b", OPT_TEXT, "L", offsetof(match_options, lang_b), "language of the second name"},
    {0, "kind", OPT_CHOICE, KIND_CHOICES, offsetof(match_options, kind),
     "what the names name; default any"},
    {0, "explain", OPT_OPTIONAL, "text|json", offsetof(match_options, explain),
     "show what is aligned with what, and the evidence in nats; text when no form is given"},
    {0, "prior", OPT_SHARE, "P", offsetof(match_options, prior),
     "share of matches among the pairs that you judge, between 0 and 1"},
    {0, "inflected", OPT_FLAG, NULL, offsetof(match_options, inflected),
     "the first name is of running text: try it without case endings too (ru, hy, az, ka)"},
};

static norm_match_opts library_options(const match_options *o, norm_kind kind)
{
    norm_match_opts opts;

    norm_match_opts_init(&opts);
    opts.kind = kind;
    opts.prior = o->prior;
    opts.inflected = o->inflected;
    return opts;
}

static const char bad_name[] = "write the name in UTF-8 and the language as a BCP 47 tag";

static const norm_name *encode_operand(norm_app *app, const char *text, const char *lang,
                                       norm_kind kind)
{
    norm_error err = {0};
    const norm_name *name;

    if (norm_encode(app_context(app), norm_str_from(text), norm_str_from(lang), kind, &name,
                    &err) != NORM_OK)
        die_norm(app, &err, nowhere, err.status == NORM_E_LIMIT ? "cut it short" : bad_name);
    return name;
}

static void write_verdict(norm_app *app, const norm_match_result *result)
{
    char share[SHARE_SIZE];

    format_share(result->probability, SHARE_DECIMALS, share);
    writer_add_c(&app->out, share);
    writer_add_byte(&app->out, '\t');
    writer_add_c(&app->out, verdict_word(result->verdict));
    writer_add_byte(&app->out, '\n');
}

/* Compares and says why, in the form that --explain names. */
static norm_match_result explain_operands(norm_app *app, const match_options *o, char **names,
                                          const norm_name *a, const norm_name *b)
{
    norm_match_opts opts = library_options(o, kind_of(o->kind));
    norm_explanation why;
    norm_error err = {0};

    if (norm_explain(app->ctx, a, b, &opts, &why, &err) != NORM_OK)
        die_norm(app, &err, nowhere, bad_name);
    if (strcmp(o->explain, "json") == 0) {
        explain_json(app, norm_str_from(names[0]), norm_str_from(names[1]), &why);
    } else {
        write_verdict(app, &why.result);
        explain_text(app, &why);
    }
    return why.result;
}

static int match_operands(norm_app *app, const match_options *o, char **names)
{
    norm_kind kind = kind_of(o->kind);
    norm_match_opts opts = library_options(o, kind);
    const norm_name *a = encode_operand(app, names[0], o->lang_a, kind);
    const norm_name *b = encode_operand(app, names[1], o->lang_b, kind);
    norm_match_result result;
    norm_error err = {0};

    if (o->explain != NULL) {
        result = explain_operands(app, o, names, a, b);
    } else {
        if (norm_compare(app->ctx, a, b, &opts, &result, &err) != NORM_OK)
            die_norm(app, &err, nowhere, bad_name);
        write_verdict(app, &result);
    }
    return result.verdict == NORM_MATCH ? EXIT_DONE : EXIT_NOTHING;
}

#define MOST_PAIRS 256 /* rows of a batch: enough work for threads, little memory */

typedef struct pair_row {
    table_row row;
    norm_str a, b, lang_a, lang_b;
    norm_kind kind;
    norm_match_result result;
    norm_status status;
    norm_error err;
} pair_row;

/* Rows that are judged together, by several threads. */
typedef struct pair_batch {
    const match_options *options;
    pair_row rows[MOST_PAIRS];
    size_t count;
    mem_pool pool; /* of the rows */
    workers workers;
} pair_batch;

static void add_pair(pair_batch *batch, const table *t, const pair_columns *columns)
{
    const match_options *o = batch->options;
    pair_row *pair = &batch->rows[batch->count++];
    const norm_str *cells;

    *pair = (pair_row){.row = table_keep(t, &batch->pool)};
    cells = pair->row.cells;
    pair->a = cells[columns->a];
    pair->b = cells[columns->b];
    pair->lang_a = columns->lang_a != NO_COLUMN ? cells[columns->lang_a] : norm_str_from(o->lang_a);
    pair->lang_b = columns->lang_b != NO_COLUMN ? cells[columns->lang_b] : norm_str_from(o->lang_b);
    pair->kind = columns->kind != NO_COLUMN ? table_kind(t, columns->kind) : kind_of(o->kind);
}

static void judge_pair(void *user, norm_ctx *ctx, size_t row)
{
    pair_batch *batch = user;
    pair_row *pair = &batch->rows[row];
    norm_match_opts opts = library_options(batch->options, pair->kind);
    const norm_name *a, *b;

    pair->status = norm_encode(ctx, pair->a, pair->lang_a, pair->kind, &a, &pair->err);
    if (pair->status == NORM_OK)
        pair->status = norm_encode(ctx, pair->b, pair->lang_b, pair->kind, &b, &pair->err);
    if (pair->status == NORM_OK)
        pair->status = norm_compare(ctx, a, b, &opts, &pair->result, &pair->err);
}

static void write_pairs(pair_batch *batch, const table *t, table_out *out)
{
    char share[SHARE_SIZE];
    norm_str values[2];
    size_t i;

    workers_run(&batch->workers, batch->count, judge_pair, batch);
    for (i = 0; i < batch->count; i++) {
        const pair_row *pair = &batch->rows[i];

        if (pair->status != NORM_OK)
            die_row(t, pair->row.line, &pair->err, bad_name);
        format_share(pair->result.probability, SHARE_DECIMALS, share);
        values[0] = norm_str_from(share);
        values[1] = norm_str_from(verdict_word(pair->result.verdict));
        out_row(out, t, &pair->row, values);
    }
    batch->count = 0;
    pool_reset(&batch->pool);
    workers_reset(&batch->workers);
}

static int match_pairs(norm_app *app, const match_options *o)
{
    static const result_column results[] = {{"norm_probability", VALUE_NUMBER},
                                            {"norm_verdict", VALUE_TEXT}};
    static pair_batch batch; /* too large for a stack frame */
    pair_columns columns;
    table_out out;
    table t;

    batch.options = o;
    workers_open(&batch.workers, app);
    table_open(&t, app, o->pairs);
    columns = find_pair_columns(&t);
    out_like(&out, &t, results, 2);
    out_header(&out, &t);
    while (table_next(&t)) {
        add_pair(&batch, &t, &columns);
        if (batch.count == MOST_PAIRS || (!t.held && stream_would_wait(&t.input)))
            write_pairs(&batch, &t, &out);
    }
    write_pairs(&batch, &t, &out);
    workers_close(&batch.workers);
    pool_free(&batch.pool);
    out_close(&out);
    table_close(&t);
    return EXIT_DONE;
}

static int run(norm_app *app, int argc, char **argv)
{
    match_options o = {0};
    size_t count = opt_parse(app, argc, argv, &o);

    check_lang_option(app, "lang-a", o.lang_a);
    check_lang_option(app, "lang-b", o.lang_b);
    if (o.pairs != NULL && count > 0)
        die_usage(app, "--pairs takes the names from its file, so give no names");
    if (o.pairs != NULL && o.explain != NULL)
        die_usage(app, "--explain is for two names, not for --pairs");
    if (o.pairs != NULL)
        return match_pairs(app, &o);
    if (count != 2)
        die_usage(app, "two names are needed, not %zu", count);
    return match_operands(app, &o, argv);
}

const cmd_spec cmd_match = {
    "match",
    "whether two names are the same name",
    "[--lang-a L] [--lang-b L] [--kind K] [--explain[=text|json]] A B\n"
    "--pairs FILE",
    "Writes the probability that A and B are the same name, and the verdict: match,\n"
    "review or different. Exit status 0 for match, else 1. With --pairs it appends\n"
    "norm_probability and norm_verdict to the rows of a table.",
    "norm match Yeraskh Ерасх\n"
    "norm match --explain Yeraskh Ərəsx\n"
    "norm match --pairs pairs.csv",
    options,
    sizeof options / sizeof options[0],
    USE_INPUT | USE_OUTPUT | USE_THREADS,
    run,
};
