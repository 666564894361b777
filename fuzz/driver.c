/* fuzz/driver.c - replays the files of a folder through a fuzz target, without libFuzzer.
 * SPDX-License-Identifier: MIT
 *
 * Each file is given whole, and cut at every length up to 256, in memory of
 * just that size: a read past the end shows under AddressSanitizer. */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "fuzz.h"

#define MOST_BYTES ((size_t)1 << 20)
#define MOST_CUTS  ((size_t)256)

static int give(const uint8_t *bytes, size_t size)
{
    uint8_t *copy = malloc(size > 0 ? size : 1);

    if (copy == NULL)
        return 1;
    memcpy(copy, bytes, size);
    (void)LLVMFuzzerTestOneInput(copy, size);
    free(copy);
    return 0;
}

static int replay(const char *path, uint8_t *bytes)
{
    FILE *file = fopen(path, "rb");
    size_t size;
    size_t cut;
    int failed = 0;

    if (file == NULL) {
        perror(path);
        return 1;
    }
    size = fread(bytes, 1, MOST_BYTES, file);
    fclose(file);
    for (cut = 0; cut < size && cut <= MOST_CUTS && !failed; cut++)
        failed = give(bytes, cut);
    return failed || give(bytes, size);
}

int main(int argc, char **argv)
{
    DIR *dir = argc == 2 ? opendir(argv[1]) : NULL;
    uint8_t *bytes = malloc(MOST_BYTES);
    struct dirent *entry;
    unsigned count = 0;
    int failed = bytes == NULL;

    if (dir == NULL) {
        fprintf(stderr, "usage: replay-NAME FOLDER (of inputs)\n");
        free(bytes);
        return 2;
    }
    while (!failed && (entry = readdir(dir)) != NULL) {
        char path[4096];

        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name);
        failed = replay(path, bytes);
        count++;
    }
    closedir(dir);
    free(bytes);
    printf("%u inputs\n", count);
    return failed || count == 0;
}
