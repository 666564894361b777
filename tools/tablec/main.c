/* tablec/main.c - norm-tablec: checks tables/ and compiles them to one blob.
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/file.h"
#include "check.h"
#include "output.h"
#include "sections.h"

static const char usage[] = "norm-tablec check TABLES_DIR\n"
                            "norm-tablec build TABLES_DIR -o FILE.nblob [--c FILE.c]\n"
                            "norm-tablec dump FILE.nblob\n";

static int report(const norm_error *err)
{
    const char *rest = strstr(err->message, ": ");

    if (err->line > 0 && rest != NULL)
        fprintf(stderr, "%.*s:%u%s\n", (int)(rest - err->message), err->message,
                (unsigned)err->line, rest);
    else
        fprintf(stderr, "norm-tablec: %s\n", err->message);
    return 1;
}

static int build(nrm_arena *arena, int argc, char **argv)
{
    const char *blob_path = NULL;
    const char *c_path = NULL;
    norm_str blob = {NULL, 0};
    norm_error err = {.status = NORM_OK};
    norm_status status;
    int i;

    for (i = 3; i + 1 < argc; i += 2) {
        if (strcmp(argv[i], "-o") == 0)
            blob_path = argv[i + 1];
        else if (strcmp(argv[i], "--c") == 0)
            c_path = argv[i + 1];
        else
            break;
    }
    if (i != argc || blob_path == NULL) {
        fputs(usage, stderr);
        return 2;
    }
    status = sections_build(arena, argv[2], &blob, &err);
    if (status == NORM_OK)
        status = output_write(blob_path, blob, &err);
    if (status == NORM_OK && c_path != NULL)
        status = output_write_c(arena, c_path, blob, &err);
    return status == NORM_OK ? 0 : report(&err);
}

static int check(nrm_arena *arena, const char *dir)
{
    norm_error err = {.status = NORM_OK};
    size_t faults = 0;
    norm_status status = check_tables(arena, dir, &faults, &err);

    if (status != NORM_OK)
        return report(&err);
    return faults > 0;
}

static int dump(nrm_arena *arena, const char *path)
{
    norm_error err = {.status = NORM_OK};

    return output_dump(arena, path, &err) == NORM_OK ? 0 : report(&err);
}

int main(int argc, char **argv)
{
    nrm_arena arena;
    int code = 2;

    nrm_arena_init(&arena, NULL);
    if (argc >= 3 && strcmp(argv[1], "build") == 0)
        code = build(&arena, argc, argv);
    else if (argc == 3 && strcmp(argv[1], "check") == 0)
        code = check(&arena, argv[2]);
    else if (argc == 3 && strcmp(argv[1], "dump") == 0)
        code = dump(&arena, argv[2]);
    else
        fputs(usage, stderr);
    nrm_arena_dispose(&arena);
    return code;
}
