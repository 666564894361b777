/* norm/cmd_completion.c - norm completion: the completions of bash, zsh and fish, from the specs.
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include "cmd.h"
#include "opt.h"

typedef void (*option_fn)(out_writer *out, const cmd_spec *cmd, const opt_spec *spec);

/* Calls fn for all options of a command; NULL: for those before the command. */
static void each_option(out_writer *out, const cmd_spec *cmd, option_fn fn)
{
    unsigned shared = USE_GLOBAL | (cmd != NULL ? cmd->shared : 0);
    const opt_group *group;
    size_t i;

    for (i = 0; cmd != NULL && i < cmd->option_count; i++)
        fn(out, cmd, &cmd->options[i]);
    for (group = opt_groups; group->use != 0; group++)
        for (i = 0; (group->use & shared) != 0 && i < group->count; i++)
            fn(out, cmd, &group->options[i]);
}

/* text with each of the bytes in special behind an escape. */
static void add_escaped(out_writer *out, const char *text, const char *special, const char *escape)
{
    for (; *text != '\0'; text++) {
        if (strchr(special, *text) != NULL)
            writer_add_c(out, escape);
        writer_add_byte(out, *text);
    }
}

/* "a|b|c" as "a b c" */
static void add_choices(out_writer *out, const char *choices)
{
    for (; *choices != '\0'; choices++)
        writer_add_byte(out, *choices == '|' ? ' ' : *choices);
}

static bool has_choices(const opt_spec *spec)
{
    return spec->type == OPT_CHOICE || spec->type == OPT_OPTIONAL;
}

static bool is_system(const opt_spec *spec)
{
    return spec->value != NULL && strcmp(spec->value, "SYSTEM") == 0;
}

/* A shell command that lists the ids and aliases of the systems. */
#define LIST_SYSTEMS "norm systems 2>/dev/null | sed 1d | cut -f 1,2 | tr -d ,"

/* ---- bash ---- */

static void bash_option(out_writer *out, const cmd_spec *cmd, const opt_spec *spec)
{
    (void)cmd;
    writer_add_c(out, " --");
    writer_add_c(out, spec->name);
    if (spec->type == OPT_OPTIONAL) {
        writer_add_c(out, " --");
        writer_add_c(out, spec->name);
        writer_add_byte(out, '=');
    }
}

/* A case for the word before: what an option takes. */
static void bash_value(out_writer *out, const cmd_spec *cmd, const opt_spec *spec)
{
    (void)cmd;
    if (spec->type == OPT_FLAG || spec->type == OPT_OPTIONAL)
        return;
    writer_add_c(out, "        ");
    if (spec->letter != 0) {
        writer_add_byte(out, '-');
        writer_add_byte(out, spec->letter);
        writer_add_byte(out, '|');
    }
    writer_add_c(out, "--");
    writer_add_c(out, spec->name);
    writer_add_c(out, ") ");
    if (has_choices(spec)) {
        writer_add_c(out, "words='");
        add_choices(out, spec->value);
        writer_add_c(out, "'; takes=1 ;;\n");
    } else if (is_system(spec)) {
        writer_add_c(out, "words=$(" LIST_SYSTEMS "); takes=1 ;;\n");
    } else {
        writer_add_c(out, "return ;;\n");
    }
}

static void bash_command(out_writer *out, const cmd_spec *cmd)
{
    writer_add_c(out, "    ");
    writer_add_c(out, cmd != NULL ? cmd->name : "''");
    writer_add_c(out, ")\n        case $prev in\n");
    each_option(out, cmd, bash_value);
    writer_add_c(out, "        esac\n        [[ $takes ]] || words='");
    each_option(out, cmd, bash_option);
    writer_add_c(out, "'\n        ;;\n");
}

static void add_names(out_writer *out, char separator)
{
    const cmd_spec *const *cmd;

    for (cmd = commands; *cmd != NULL; cmd++) {
        if (cmd != commands)
            writer_add_byte(out, separator);
        writer_add_c(out, (*cmd)->name);
    }
}

static void bash_script(out_writer *out)
{
    const cmd_spec *const *cmd;

    writer_add_c(out, "# norm completion bash\n"
                      "_norm() {\n"
                      "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
                      "    local sub='' words='' takes='' i\n"
                      "    COMPREPLY=()\n"
                      "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                      "        case ${COMP_WORDS[i]} in\n        ");
    add_names(out, '|');
    writer_add_c(out, ") sub=${COMP_WORDS[i]}; break ;;\n"
                      "        esac\n"
                      "    done\n"
                      "    case $sub in\n");
    bash_command(out, NULL);
    for (cmd = commands; *cmd != NULL; cmd++)
        bash_command(out, *cmd);
    writer_add_c(out, "    esac\n"
                      "    [[ $sub || $takes || $cur == -* ]] || words='");
    add_names(out, ' ');
    writer_add_c(out, "'\n"
                      "    [[ $cur == -* || $takes || ! $sub ]] || return\n"
                      "    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
                      "}\n"
                      "complete -o default -F _norm norm\n");
}

/* ---- zsh ---- */

static void zsh_value(out_writer *out, const opt_spec *spec)
{
    if (spec->type == OPT_FLAG)
        return;
    writer_add_c(out, spec->type == OPT_OPTIONAL ? "::" : ":");
    writer_add_c(out, spec->name);
    writer_add_byte(out, ':');
    if (has_choices(spec)) {
        writer_add_byte(out, '(');
        add_choices(out, spec->value);
        writer_add_byte(out, ')');
    } else if (is_system(spec)) {
        writer_add_c(out, "($(" LIST_SYSTEMS "))");
    } else {
        writer_add_c(out, "_files");
    }
}

static void zsh_option_as(out_writer *out, const opt_spec *spec, bool is_letter)
{
    writer_add_c(out, " \\\n            \"");
    if (spec->type == OPT_LIST)
        writer_add_byte(out, '*');
    writer_add_c(out, is_letter ? "-" : "--");
    if (is_letter)
        writer_add_byte(out, spec->letter);
    else
        writer_add_c(out, spec->name);
    if (spec->type == OPT_OPTIONAL && !is_letter)
        writer_add_c(out, "=-");
    writer_add_byte(out, '[');
    add_escaped(out, spec->help, "[]\"$`\\", "\\");
    writer_add_byte(out, ']');
    zsh_value(out, spec);
    writer_add_byte(out, '"');
}

static void zsh_option(out_writer *out, const cmd_spec *cmd, const opt_spec *spec)
{
    (void)cmd;
    if (spec->letter != 0)
        zsh_option_as(out, spec, true);
    zsh_option_as(out, spec, false);
}

static void zsh_script(out_writer *out)
{
    const cmd_spec *const *cmd;

    writer_add_c(out, "#compdef norm\n# norm completion zsh\n"
                      "_norm() {\n"
                      "    local -a subs=(\n");
    for (cmd = commands; *cmd != NULL; cmd++) {
        writer_add_c(out, "        '");
        writer_add_c(out, (*cmd)->name);
        writer_add_byte(out, ':');
        add_escaped(out, (*cmd)->summary, ":", "\\");
        writer_add_c(out, "'\n");
    }
    writer_add_c(out,
                 "    )\n"
                 "    local sub='' i\n"
                 "    for ((i = 2; i < CURRENT; i++)); do\n"
                 "        if (( ${subs[(I)${words[i]}:*]} )); then sub=${words[i]}; break; fi\n"
                 "    done\n"
                 "    case $sub in\n"
                 "    '') _describe -t commands command subs; _arguments -s");
    each_option(out, NULL, zsh_option);
    writer_add_c(out, " ;;\n");
    for (cmd = commands; *cmd != NULL; cmd++) {
        writer_add_c(out, "    ");
        writer_add_c(out, (*cmd)->name);
        writer_add_c(out, ") _arguments -s");
        each_option(out, *cmd, zsh_option);
        writer_add_c(out, " '*:file:_files' ;;\n");
    }
    writer_add_c(out, "    esac\n}\n_norm \"$@\"\n");
}

/* ---- fish ---- */

static void fish_option(out_writer *out, const cmd_spec *cmd, const opt_spec *spec)
{
    writer_add_c(out, "complete -c norm -n ");
    if (cmd != NULL) {
        writer_add_c(out, "'__fish_seen_subcommand_from ");
        writer_add_c(out, cmd->name);
        writer_add_byte(out, '\'');
    } else {
        writer_add_c(out, "__fish_use_subcommand");
    }
    if (spec->letter != 0) {
        writer_add_c(out, " -s ");
        writer_add_byte(out, spec->letter);
    }
    writer_add_c(out, " -l ");
    writer_add_c(out, spec->name);
    if (has_choices(spec)) {
        writer_add_c(out, spec->type == OPT_CHOICE ? " -x -a '" : " -a '");
        add_choices(out, spec->value);
        writer_add_byte(out, '\'');
    } else if (is_system(spec)) {
        writer_add_c(out, " -x -a '(" LIST_SYSTEMS " | string split \" \")'");
    } else if (spec->type != OPT_FLAG) {
        writer_add_c(out, " -r");
    }
    writer_add_c(out, " -d '");
    add_escaped(out, spec->help, "'\\", "\\");
    writer_add_c(out, "'\n");
}

static void fish_script(out_writer *out)
{
    const cmd_spec *const *cmd;

    writer_add_c(out, "# norm completion fish\n");
    for (cmd = commands; *cmd != NULL; cmd++) {
        writer_add_c(out, "complete -c norm -f -n __fish_use_subcommand -a ");
        writer_add_c(out, (*cmd)->name);
        writer_add_c(out, " -d '");
        add_escaped(out, (*cmd)->summary, "'\\", "\\");
        writer_add_c(out, "'\n");
    }
    each_option(out, NULL, fish_option);
    for (cmd = commands; *cmd != NULL; cmd++)
        each_option(out, *cmd, fish_option);
}

static int run(norm_app *app, int argc, char **argv)
{
    size_t count = opt_parse(app, argc, argv, NULL);
    const char *shell = count == 1 ? argv[0] : "";

    if (strcmp(shell, "bash") == 0)
        bash_script(&app->out);
    else if (strcmp(shell, "zsh") == 0)
        zsh_script(&app->out);
    else if (strcmp(shell, "fish") == 0)
        fish_script(&app->out);
    else
        die_usage(app, "name one shell: bash, zsh or fish");
    return EXIT_DONE;
}

const cmd_spec cmd_completion = {
    "completion",
    "write the completions of a shell",
    "bash|zsh|fish",
    "Writes a script that completes commands, options and their values in a shell.",
    "norm completion bash > ~/.local/share/bash-completion/completions/norm\n"
    "norm completion zsh > ~/.zfunc/_norm\n"
    "norm completion fish > ~/.config/fish/completions/norm.fish",
    NULL,
    0,
    0,
    run,
};
