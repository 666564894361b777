/* norm/cmd_index.c - norm index: builds a name index from tables.
 * SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include <libnorm/index.h>

#include <sys/stat.h>

#include "args.h"

typedef struct index_options {
    const char *output;
} index_options;

static const opt_spec options[] = {
    {'o', "output", OPT_TEXT, "OUT", offsetof(index_options, output), "write the index here"},
};

/* A number that is not negative, such as 12 or 0.75; strtod's point is the locale's. */
static double weight_of(const table *t, size_t column)
{
    norm_str text = str_trim(table_cell(t, column));
    double weight = 0;
    double unit = 1;
    bool behind_point = false;
    size_t digits = 0;
    size_t i;

    for (i = 0; i < text.len; i++) {
        if (text.ptr[i] == '.' && !behind_point) {
            behind_point = true;
            continue;
        }
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            break;
        digits++;
        unit = behind_point ? unit / 10 : 1;
        weight =
            behind_point ? weight + unit * (text.ptr[i] - '0') : weight * 10 + (text.ptr[i] - '0');
    }
    if (i < text.len || (text.len > 0 && digits == 0) || digits > 300)
        die(t->app, EXIT_DATA, table_place(t), "the weight '%.*s' is no number; write 12 or 0.75",
            (int)(text.len < 60 ? text.len : 60), text.ptr);
    return weight;
}

static void add_names(norm_index_builder *builder, const table *t, norm_index_row *row, size_t name)
{
    size_t count = table_value_count(t, name);
    norm_error err = {0};
    size_t i;

    for (i = 0; i < count; i++) {
        row->name = table_value(t, name, i);
        if (norm_index_builder_add(builder, row, &err) != NORM_OK)
            die_row(t, t->row.line, &err, "give each row an id and a name");
    }
}

static void add_table(norm_app *app, norm_index_builder *builder, const char *path)
{
    size_t id, name, lang, kind, country, weight;
    table t;

    table_open(&t, app, path);
    id = table_need(&t, "id");
    name = table_need(&t, "name");
    lang = table_column(&t, "lang");
    kind = table_column(&t, "kind");
    country = table_column(&t, "country");
    weight = table_column(&t, "weight");
    while (table_next(&t)) {
        norm_index_row row = {0};

        row.id = table_cell(&t, id);
        row.lang = table_cell(&t, lang);
        row.country = table_cell(&t, country);
        row.kind = table_kind(&t, kind);
        row.weight = weight_of(&t, weight);
        add_names(builder, &t, &row, name);
    }
    table_close(&t);
}

/* The index replaces the file; a device must not be replaced. */
static void check_output(norm_app *app, const char *path)
{
    struct stat info;

    if (stat(path, &info) == 0 && !S_ISREG(info.st_mode))
        die(app, EXIT_RESOURCE, (say_place){path, 0, 0},
            "cannot write: this is a folder or a device; give the name of a file");
}

static void report(norm_app *app, const char *path)
{
    norm_index *index = NULL;
    norm_index_info info;
    norm_error err = {0};

    if (norm_index_open_file(app->model, path, &index, &err) != NORM_OK)
        die_norm(app, &err, (say_place){path, 0, 0}, "try again");
    norm_index_describe(index, &info);
    norm_index_close(index);
    note(app, "%s: %zu names of %zu entities, %zu bytes", path, info.names, info.entities,
         info.size);
}

static int run(norm_app *app, int argc, char **argv)
{
    index_options o = {0};
    size_t count = opt_parse(app, argc, argv, &o);
    norm_index_builder *builder = NULL;
    norm_error err = {0};
    size_t i;

    if (o.output == NULL)
        die_usage(app, "no file for the index is given; give -o OUT");
    check_output(app, o.output);
    if (norm_index_builder_open(app_context(app), &builder, &err) != NORM_OK)
        die_norm(app, &err, nowhere, "give it more memory");
    if (count == 0)
        add_table(app, builder, "-");
    for (i = 0; i < count; i++)
        add_table(app, builder, argv[i]);
    if (norm_index_builder_write(builder, o.output, &err) != NORM_OK)
        die_norm(app, &err, (say_place){o.output, 0, 0},
                 "check the path, its permissions, the disk");
    norm_index_builder_close(builder);
    report(app, o.output);
    return EXIT_DONE;
}

const cmd_spec cmd_index = {
    "index",
    "build a name index from tables",
    "-o OUT [SOURCE...]",
    "Builds an index for lookup and link from tables with the columns id and name and,\n"
    "where present, lang, kind, country and weight. Several rows with one id are names of\n"
    "one entity; the first is its display name.",
    "norm index -o villages.nidx villages.csv\n"
    "norm lookup -i villages.nidx Ерасх",
    options,
    sizeof options / sizeof options[0],
    USE_INPUT,
    run,
};
