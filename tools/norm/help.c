/* norm/help.c - the help texts, made from the specs.
 * SPDX-License-Identifier: MIT */
#include "opt.h"

#include <stdio.h>
#include <string.h>

#include "cmd.h"

#define HELP_COLUMN 28 /* where the explanation of an option starts */
#define HELP_WIDTH  78

/* Text from the column on, broken at blanks. */
static void add_wrapped(out_writer *out, const char *text, size_t column)
{
    size_t at = column;

    while (*text != '\0') {
        size_t len = strcspn(text, " ");

        if (at > column && at + 1 + len > HELP_WIDTH) {
            writer_add_byte(out, '\n');
            writer_add_blanks(out, column);
            at = column;
        } else if (at > column) {
            writer_add_byte(out, ' ');
            at++;
        }
        writer_add(out, (norm_str){text, len});
        at += len;
        text += len;
        text += strspn(text, " ");
    }
    writer_add_byte(out, '\n');
}

static void help_option(out_writer *out, const opt_spec *spec)
{
    char head[80];
    char letter[8] = "    ";
    size_t len;
    int done;

    if (spec->letter != 0)
        (void)snprintf(letter, sizeof letter, "-%c, ", spec->letter);
    if (spec->type == OPT_FLAG)
        done = snprintf(head, sizeof head, "  %s--%s", letter, spec->name);
    else if (spec->type == OPT_OPTIONAL)
        done = snprintf(head, sizeof head, "  %s--%s[=%s]", letter, spec->name, spec->value);
    else
        done = snprintf(head, sizeof head, "  %s--%s %s", letter, spec->name, spec->value);
    len = done > 0 ? (size_t)done : 0;
    writer_add_c(out, head);
    if (len + 2 > HELP_COLUMN) {
        writer_add_byte(out, '\n');
        len = 0;
    }
    writer_add_blanks(out, HELP_COLUMN - len);
    add_wrapped(out, spec->help, HELP_COLUMN);
}

static void help_options(out_writer *out, const char *title, const opt_spec *specs, size_t count)
{
    size_t i;

    if (count == 0)
        return;
    writer_add_byte(out, '\n');
    writer_add_c(out, title);
    writer_add_c(out, ":\n");
    for (i = 0; i < count; i++)
        help_option(out, &specs[i]);
}

/* Each line of text behind a prefix. */
static void add_lines(out_writer *out, const char *first, const char *prefix, const char *text)
{
    const char *before = first;

    while (*text != '\0') {
        size_t len = strcspn(text, "\n");

        writer_add_c(out, before);
        writer_add(out, (norm_str){text, len});
        writer_add_byte(out, '\n');
        text += len + (text[len] == '\n');
        before = prefix;
    }
}

static void help_groups(out_writer *out, unsigned shared)
{
    const opt_group *group;

    for (group = opt_groups; group->use != 0; group++)
        if ((group->use & shared) != 0)
            help_options(out, group->title, group->options, group->count);
}

static void help_command(out_writer *out, const cmd_spec *cmd)
{
    char first[64], next[64];

    (void)snprintf(first, sizeof first, "Usage: norm %s ", cmd->name);
    (void)snprintf(next, sizeof next, "       norm %s ", cmd->name);
    add_lines(out, first, next, cmd->usage);
    writer_add_byte(out, '\n');
    add_lines(out, "", "", cmd->text);
    help_options(out, "Options", cmd->options, cmd->option_count);
    help_groups(out, cmd->shared | USE_GLOBAL);
    writer_add_c(out, "\nExamples:\n");
    add_lines(out, "  ", "  ", cmd->examples);
}

static void help_program(out_writer *out)
{
    const cmd_spec *const *cmd;

    writer_add_c(out, "Usage: norm COMMAND [OPTIONS] [ARGUMENTS]\n\n"
                      "Reconciles spellings of names across languages and scripts.\n\n"
                      "Commands:\n");
    for (cmd = commands; *cmd != NULL; cmd++) {
        writer_add_c(out, "  ");
        writer_add_c(out, (*cmd)->name);
        writer_add_blanks(out, strlen((*cmd)->name) < 12 ? 12 - strlen((*cmd)->name) : 1);
        writer_add_c(out, (*cmd)->summary);
        writer_add_byte(out, '\n');
    }
    help_groups(out, USE_GLOBAL);
    writer_add_c(out, "\nExit status: 0 done or found; 1 nothing matched; 2 wrong command line;\n"
                      "3 bad input data; 4 a file, the disk or the memory failed.\n"
                      "\nnorm COMMAND --help says more about a command.\n");
}

void opt_help(norm_app *app)
{
    if (app->cmd != NULL)
        help_command(&app->out, app->cmd);
    else
        help_program(&app->out);
}
