/* norm/main.c - the program norm: global options, the table of commands, dispatch.
 * SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "say.h"

const cmd_spec *const commands[] = {
    &cmd_systems, &cmd_translit, &cmd_normalize,  &cmd_key,  &cmd_detect,
    &cmd_match,   &cmd_index,    &cmd_lookup,     &cmd_link, &cmd_dedupe,
    &cmd_train,   &cmd_doctor,   &cmd_completion, NULL,
};

#define MOST_COMMANDS 32

norm_ctx *app_context(norm_app *app)
{
    norm_error err = {0};
    norm_status status;

    if (app->ctx != NULL)
        return app->ctx;
    if (app->common.model != NULL)
        status = norm_model_open_file(app->common.model, NULL, &app->model, &err);
    else
        status = norm_model_open_builtin(NULL, &app->model, &err);
    if (status == NORM_E_IO)
        die_norm(app, &err, (say_place){app->common.model, 0, 0}, "check the name");
    if (status != NORM_OK)
        die_norm(app, &err, (say_place){app->common.model, 0, 0},
                 app->common.model != NULL ? "make the tables again with norm-tablec or norm train"
                                           : "install libnorm again");
    status = norm_ctx_open(app->model, &app->ctx, &err);
    if (status != NORM_OK)
        die_norm(app, &err, nowhere, "give it more memory");
    return app->ctx;
}

unsigned app_threads(const norm_app *app)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);

    if (app->common.threads > 0)
        return app->common.threads < 256 ? (unsigned)app->common.threads : 256;
    return processors > 0 && processors < 256 ? (unsigned)processors : 1;
}

/* Files that we open must not land on the numbers of closed standard streams. */
static void hold_standard_streams(void)
{
    int fd;

    for (fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) == -1)
            (void)open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

static _Noreturn void unknown_command(norm_app *app, const char *name)
{
    const char *names[MOST_COMMANDS];
    char near[128];
    size_t count = 0;

    for (; commands[count] != NULL && count < MOST_COMMANDS; count++)
        names[count] = commands[count]->name;
    nearest_words(name, names, count, near, sizeof near);
    if (near[0] != '\0')
        die_usage(app, "there is no command '%s'; did you mean %s", name, near);
    die_usage(app, "there is no command '%s'", name);
}

static const cmd_spec *find_command(const char *name)
{
    const cmd_spec *const *cmd;

    for (cmd = commands; *cmd != NULL; cmd++)
        if (strcmp((*cmd)->name, name) == 0)
            return *cmd;
    return NULL;
}

static int run(norm_app *app, int argc, char **argv)
{
    int first = opt_parse_global(app, argc, argv);

    if (app->common.version) {
        print_version(app);
        return EXIT_DONE;
    }
    /* "norm help SUB" and "norm help" as people type them */
    if (first < argc && strcmp(argv[first], "help") == 0) {
        app->common.help = true;
        first++;
    }
    if (first == argc) {
        if (!app->common.help)
            die_usage(app, "no command is given");
        opt_help(app);
        return EXIT_DONE;
    }
    if (find_command(argv[first]) == NULL)
        unknown_command(app, argv[first]);
    app->cmd = find_command(argv[first]);
    return app->cmd->run(app, argc - first - 1, argv + first + 1);
}

int main(int argc, char **argv)
{
    static norm_app app; /* its buffer is too large for a stack frame */
    int code;

    hold_standard_streams();
    (void)signal(SIGPIPE, SIG_DFL);
    writer_init(&app.out, &app, STDOUT_FILENO);
    progress_init(&app.progress, true);
    code = run(&app, argc - 1, argv + 1);
    progress_end(&app.progress);
    writer_close(&app.out);
    norm_ctx_close(app.ctx);
    norm_model_close(app.model);
    return code;
}
