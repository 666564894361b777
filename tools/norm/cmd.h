/* norm/cmd.h - what a subcommand is, the exit codes, and the state of one run.
 * SPDX-License-Identifier: MIT */
#ifndef NORM_CMD_H
#define NORM_CMD_H

#include <libnorm/norm.h>

#include "opt.h"
#include "term.h"
#include "writer.h"

/* Exit codes. A closed pipe ends the program by SIGPIPE, silently. */
enum {
    EXIT_DONE = 0,     /* done, found, or the same name */
    EXIT_NOTHING = 1,  /* nothing matched: lookup and match only */
    EXIT_USAGE = 2,    /* a wrong command line, an unknown system included */
    EXIT_DATA = 3,     /* bad input data, a damaged index included */
    EXIT_RESOURCE = 4, /* I/O, memory: a file that is not there, a full disk */
};

typedef struct norm_app norm_app;

/* A subcommand: all that parsing, usage, help and shell completion need. */
typedef struct cmd_spec {
    const char *name;
    const char *summary;  /* one line, for the list of commands */
    const char *usage;    /* what follows the name; several forms a line each */
    const char *text;     /* what it does, a few lines */
    const char *examples; /* whole command lines, one a line */
    const opt_spec *options;
    size_t option_count;
    unsigned shared; /* USE_... : groups of options that several commands have */
    int (*run)(norm_app *app, int argc, char **argv);
} cmd_spec;

/* State of one run, made in main(). */
struct norm_app {
    const cmd_spec *cmd; /* NULL before a command is known */
    common_options common;
    out_writer out; /* standard output */
    progress_line progress;
    norm_model *model; /* NULL until app_context() */
    norm_ctx *ctx;
};

/* All subcommands in order of the help text, ended by NULL. */
extern const cmd_spec *const commands[];

extern const cmd_spec cmd_systems, cmd_translit, cmd_normalize, cmd_key, cmd_detect, cmd_match,
    cmd_index, cmd_lookup, cmd_link, cmd_dedupe, cmd_train, cmd_doctor, cmd_completion;

/* The context over the tables of --model or the built-in ones, opened at the
 * first call. Ends the program when they cannot be opened. */
norm_ctx *app_context(norm_app *app);
/* Three lines: library, tables, model, each with a short hash. */
void print_version(norm_app *app);
/* Threads by -j, else the processors at hand. */
unsigned app_threads(const norm_app *app);

#endif
