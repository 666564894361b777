/* norm/opt.c - reads options by their specs.
 * SPDX-License-Identifier: MIT */
#include "opt.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "say.h"

#define MOST_OPTIONS 64 /* of one command with its groups */

#define COMMON(field) offsetof(common_options, field)

static const opt_spec global_options[] = {
    {'h', "help", OPT_FLAG, NULL, COMMON(help), "print this text"},
    {'V', "version", OPT_FLAG, NULL, COMMON(version), "print the versions and hashes"},
    {'q', "quiet", OPT_FLAG, NULL, COMMON(quiet), "no warnings, reports or progress"},
    {0, "no-progress", OPT_FLAG, NULL, COMMON(no_progress), "no progress line"},
    {0, "color", OPT_CHOICE, "auto|always|never", COMMON(color), "colour on a terminal"},
    {0, "model", OPT_TEXT, "FILE", COMMON(model), "use the tables of FILE, not the built-in ones"},
};

static const opt_spec input_options[] = {
    {0, "from", OPT_CHOICE, "txt|csv|tsv|jsonl|ftm", COMMON(from),
     "format of the input; else guessed by the file's ending, then by its first line"},
    {0, "encoding", OPT_TEXT, "NAME", COMMON(encoding),
     "encoding of the input, such as windows-1251 or utf-16; default UTF-8"},
    {0, "on-bad-utf8", OPT_CHOICE, "error|replace|skip", COMMON(on_bad_utf8),
     "stop at bytes that are not UTF-8 (default), put U+FFFD for them, or leave them out"},
};

static const opt_spec output_options[] = {
    {0, "to", OPT_CHOICE, "txt|csv|tsv|jsonl|ftm", COMMON(to),
     "format of the output; default is that of the input"},
};

static const opt_spec thread_options[] = {
    {'j', "threads", OPT_COUNT, "N", COMMON(threads),
     "work with N threads; default is one a processor; the result is the same"},
};

#define GROUP(use, title, array)                                                                   \
    {                                                                                              \
        use, title, array, sizeof(array) / sizeof((array)[0])                                      \
    }

const opt_group opt_groups[] = {
    GROUP(USE_INPUT, "Input", input_options),
    GROUP(USE_OUTPUT, "Output", output_options),
    GROUP(USE_THREADS, "Work", thread_options),
    GROUP(USE_GLOBAL, "General", global_options),
    {0, NULL, NULL, 0},
};

_Noreturn void die_usage(norm_app *app, const char *fmt, ...)
{
    char text[1024];
    va_list args;

    va_start(args, fmt);
    (void)vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    if (app->cmd != NULL)
        die(app, EXIT_USAGE, nowhere, "%s; see norm %s --help", text, app->cmd->name);
    die(app, EXIT_USAGE, nowhere, "%s; see norm --help", text);
}

/* An option and the struct that its value goes to. */
typedef struct target {
    const opt_spec *spec;
    char *base;
} target;

typedef struct target_list {
    target items[MOST_OPTIONS];
    size_t count;
} target_list;

static void add_targets(target_list *list, const opt_spec *specs, size_t count, void *base)
{
    size_t i;

    for (i = 0; i < count && list->count < MOST_OPTIONS; i++)
        list->items[list->count++] = (target){&specs[i], base};
}

static void collect(norm_app *app, void *options, target_list *list)
{
    unsigned shared = USE_GLOBAL | (app->cmd != NULL ? app->cmd->shared : 0);
    const opt_group *group;

    list->count = 0;
    if (app->cmd != NULL)
        add_targets(list, app->cmd->options, app->cmd->option_count, options);
    for (group = opt_groups; group->use != 0; group++)
        if ((group->use & shared) != 0)
            add_targets(list, group->options, group->count, &app->common);
}

/* The choice of "a|b|c" that value is, or NULL. */
static bool is_choice(const char *choices, const char *value)
{
    size_t len = strlen(value);
    const char *at = choices;

    while (len > 0) {
        size_t part = strcspn(at, "|");

        if (part == len && memcmp(at, value, len) == 0)
            return true;
        if (at[part] == '\0')
            break;
        at += part + 1;
    }
    return false;
}

static size_t parse_count(norm_app *app, const char *name, const char *value)
{
    char *end = NULL;
    unsigned long number = value[0] >= '0' && value[0] <= '9' ? strtoul(value, &end, 10) : 0;

    if (number == 0 || *end != '\0' || number > 1000000)
        die_usage(app, "--%s takes a number from 1 to 1000000, not '%s'", name, value);
    return (size_t)number;
}

/* Digits with at most nine behind the point: strtod's point is the locale's. */
static double parse_share(norm_app *app, const char *name, const char *value)
{
    const char *at = value + (value[0] == '0');
    double share = 0;
    double unit = 1;
    size_t digits = 0;

    if (*at == '.')
        for (at++; *at >= '0' && *at <= '9' && digits < 9; at++, digits++) {
            unit /= 10;
            share += unit * (*at - '0');
        }
    if (*at != '\0' || !(share > 0))
        die_usage(app, "--%s takes a number between 0 and 1, such as 0.25, not '%s'", name, value);
    return share;
}

static void store(norm_app *app, target to, const char *value)
{
    const opt_spec *spec = to.spec;
    void *variable = to.base + spec->offset;
    opt_list *list;

    switch (spec->type) {
    case OPT_FLAG:
        *(bool *)variable = true;
        return;
    case OPT_CHOICE:
    case OPT_OPTIONAL:
        if (!is_choice(spec->value, value))
            die_usage(app, "--%s takes %s, not '%s'", spec->name, spec->value, value);
        *(const char **)variable = value;
        return;
    case OPT_TEXT:
        *(const char **)variable = value;
        return;
    case OPT_COUNT:
        *(size_t *)variable = parse_count(app, spec->name, value);
        return;
    case OPT_SHARE:
        *(double *)variable = parse_share(app, spec->name, value);
        return;
    case OPT_LIST:
        list = variable;
        if (list->count == OPT_LIST_MAX)
            die_usage(app, "--%s is given more than %d times", spec->name, OPT_LIST_MAX);
        list->items[list->count++] = value;
        return;
    }
}

static _Noreturn void unknown_option(norm_app *app, const target_list *list, const char *arg)
{
    const char *names[MOST_OPTIONS];
    char near[128];
    char name[64];
    size_t i;

    for (i = 0; i < list->count; i++)
        names[i] = list->items[i].spec->name;
    (void)snprintf(name, sizeof name, "%.*s", (int)strcspn(arg, "="), arg);
    nearest_words(name + (arg[1] == '-' ? 2 : 1), names, list->count, near, sizeof near);
    if (near[0] != '\0')
        die_usage(app, "there is no option %s; did you mean --%s", name, near);
    die_usage(app, "there is no option %s", name);
}

/* What a cursor over the arguments stands at. */
typedef struct cursor {
    int argc, at;
    char **argv;
} cursor;

static const char *next_value(norm_app *app, cursor *args, const char *name)
{
    if (args->at >= args->argc)
        die_usage(app, "--%s needs a value", name);
    return args->argv[args->at++];
}

static void parse_long(norm_app *app, const target_list *list, cursor *args, const char *arg)
{
    const char *equals = strchr(arg, '=');
    size_t len = equals != NULL ? (size_t)(equals - arg) - 2 : strlen(arg) - 2;
    const opt_spec *spec = NULL;
    const char *value = equals != NULL ? equals + 1 : NULL;
    size_t i;

    for (i = 0; i < list->count; i++) {
        spec = list->items[i].spec;
        if (strlen(spec->name) == len && memcmp(spec->name, arg + 2, len) == 0)
            break;
    }
    if (i == list->count)
        unknown_option(app, list, arg);
    if (spec->type == OPT_FLAG && value != NULL)
        die_usage(app, "--%s takes no value", spec->name);
    if (spec->type == OPT_OPTIONAL && value == NULL)
        value = "text";
    else if (spec->type != OPT_FLAG && value == NULL)
        value = next_value(app, args, spec->name);
    store(app, list->items[i], value);
}

/* -q, -qh, -k5, -k 5 */
static void parse_short(norm_app *app, const target_list *list, cursor *args, const char *arg)
{
    const char *at;
    size_t i;

    for (at = arg + 1; *at != '\0'; at++) {
        for (i = 0; i < list->count && list->items[i].spec->letter != *at; i++)
            ;
        if (i == list->count)
            unknown_option(app, list, arg);
        if (list->items[i].spec->type != OPT_FLAG) {
            const char *name = list->items[i].spec->name;

            store(app, list->items[i], at[1] != '\0' ? at + 1 : next_value(app, args, name));
            return;
        }
        store(app, list->items[i], NULL);
    }
}

static bool is_option(const char *arg)
{
    return arg[0] == '-' && arg[1] != '\0';
}

static void parse_one(norm_app *app, const target_list *list, cursor *args, const char *arg)
{
    if (arg[1] == '-')
        parse_long(app, list, args, arg);
    else
        parse_short(app, list, args, arg);
}

size_t opt_parse(norm_app *app, int argc, char **argv, void *options)
{
    target_list list;
    cursor args = {argc, 0, argv};
    size_t operands = 0;
    bool only_operands = false;

    collect(app, options, &list);
    while (args.at < argc) {
        char *arg = argv[args.at++];

        if (!only_operands && strcmp(arg, "--") == 0)
            only_operands = true;
        else if (!only_operands && is_option(arg))
            parse_one(app, &list, &args, arg);
        else
            argv[operands++] = arg;
    }
    if (app->common.help || app->common.version) {
        if (app->common.help)
            opt_help(app);
        else
            print_version(app);
        writer_close(&app->out);
        exit(EXIT_DONE);
    }
    app->progress.wanted = app->progress.wanted && !app->common.quiet && !app->common.no_progress;
    return operands;
}

int opt_parse_global(norm_app *app, int argc, char **argv)
{
    target_list list;
    cursor args = {argc, 0, argv};

    collect(app, NULL, &list);
    while (args.at < argc && is_option(argv[args.at])) {
        const char *arg = argv[args.at++];

        if (strcmp(arg, "--") == 0)
            break;
        parse_one(app, &list, &args, arg);
    }
    return args.at;
}
