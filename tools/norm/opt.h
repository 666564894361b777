/* norm/opt.h - options as arrays of specs: parsing, help and completion come from them.
 * SPDX-License-Identifier: MIT */
#ifndef NORM_OPT_H
#define NORM_OPT_H

#include <stdbool.h>
#include <stddef.h>

struct norm_app;
struct cmd_spec;

typedef enum opt_type {
    OPT_FLAG,     /* bool */
    OPT_TEXT,     /* const char * */
    OPT_OPTIONAL, /* const char *; without "=VALUE" the first of the choices */
    OPT_CHOICE,   /* const char *, one of the choices */
    OPT_COUNT,    /* size_t, 1 or more */
    OPT_SHARE,    /* double, above 0 and below 1 */
    OPT_LIST      /* opt_list: may be given several times */
} opt_type;

#define OPT_LIST_MAX 16

typedef struct opt_list {
    const char *items[OPT_LIST_MAX];
    size_t count;
} opt_list;

typedef struct opt_spec {
    char letter; /* 0: none */
    const char *name;
    opt_type type;
    const char *value; /* what the help calls it; for choices "a|b|c"; NULL for a flag */
    size_t offset;     /* of the variable in the command's options */
    const char *help;
} opt_spec;

/* Groups of options that several commands have; their values stand in common_options. */
enum {
    USE_GLOBAL = 1,  /* every command, and before it: --help, --quiet, --model... */
    USE_INPUT = 2,   /* reads data: --from, --encoding, --on-bad-utf8 */
    USE_OUTPUT = 4,  /* writes a table: --to */
    USE_THREADS = 8, /* -j */
};

typedef struct common_options {
    bool help, version, quiet, no_progress;
    const char *color, *model;
    const char *from, *encoding, *on_bad_utf8;
    const char *to;
    size_t threads;
} common_options;

typedef struct opt_group {
    unsigned use;
    const char *title;
    const opt_spec *options;
    size_t count;
} opt_group;

/* The shared groups, ended by one whose use is 0. */
extern const opt_group opt_groups[];

/* Reads the options of app->cmd from argv[0..argc) into options and
 * app->common, and moves the operands to the front of argv. Returns how many.
 * A wrong option ends the program with EXIT_USAGE, --help with EXIT_DONE. */
size_t opt_parse(struct norm_app *app, int argc, char **argv, void *options);

/* Reads the global options before the command. Returns the index of the first
 * argument that is none. */
int opt_parse_global(struct norm_app *app, int argc, char **argv);

/* The help text of app->cmd, or of the program when it is NULL. */
void opt_help(struct norm_app *app);

/* EXIT_USAGE: what is wrong, and where the help is. */
_Noreturn void die_usage(struct norm_app *app, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
