/* bench/names.c - lists of names, made from the gazetteer: the same on every machine.
 * SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

#define SEED UINT64_C(0x6e616d6573) /* "names" */

static const char *const files[] = {"armenia",   "azerbaijan", "georgia", "karabakh",
                                    "divisions", "countries",  "cities",  "other"};

#define FILES     (sizeof files / sizeof files[0])
#define LINE_SIZE 1024
#define HEADER    "id" /* the first field of the line that names the columns */

typedef struct list {
    bench_names names;
    size_t room;
} list;

static void add(list *l, const char *ptr, size_t len)
{
    char *copy;

    if (l->names.count == l->room) {
        l->room = l->room == 0 ? 1024 : 2 * l->room;
        l->names.items = realloc(l->names.items, l->room * sizeof *l->names.items);
        if (l->names.items == NULL)
            bench_die("names", "out of memory");
    }
    copy = bench_alloc(len + 1, 1);
    memcpy(copy, ptr, len);
    l->names.items[l->names.count++] = (norm_str){copy, len};
}

/* Rows are: id, name, lang, kind, country, note. */
static void read_row(list *l, const char *line, const char *lang)
{
    const char *name = strchr(line, '\t');
    const char *row_lang = name != NULL ? strchr(name + 1, '\t') : NULL;
    size_t len;

    if (line[0] == '#' || row_lang == NULL)
        return;
    len = strcspn(row_lang + 1, "\t\n");
    if (len == strlen(lang) && memcmp(row_lang + 1, lang, len) == 0)
        add(l, name + 1, (size_t)(row_lang - name - 1));
}

bench_names bench_names_of(const char *lang)
{
    list l = {{NULL, 0}, 0};
    size_t i;

    for (i = 0; i < FILES; i++) {
        char path[LINE_SIZE];
        char line[LINE_SIZE];
        FILE *file;

        snprintf(path, sizeof path, "%s/%s.tsv", NORM_BENCH_GAZETTEER, files[i]);
        file = fopen(path, "r");
        if (file == NULL)
            bench_die(path, "cannot be opened");
        while (fgets(line, sizeof line, file) != NULL)
            read_row(&l, line, lang);
        fclose(file);
    }
    if (l.names.count == 0)
        bench_die(lang, "no names of this language in the gazetteer");
    return l.names;
}

bench_names bench_names_with_twins(const char *lang)
{
    static const struct {
        char cyrillic[3], latin;
    } twins[] = {{"а", 'a'}, {"о", 'o'}, {"е", 'e'}, {"с", 'c'}, {"р", 'p'}};
    bench_names plain = bench_names_of(lang);
    list l = {{NULL, 0}, 0};
    size_t i, j;

    for (i = 0; i < plain.count; i++) {
        char *text = bench_alloc(plain.items[i].len + 1, 1);
        char *at = NULL;

        memcpy(text, plain.items[i].ptr, plain.items[i].len);
        for (j = 0; j < sizeof twins / sizeof twins[0] && at == NULL; j++) {
            at = strstr(text, twins[j].cyrillic);
            if (at == NULL)
                continue;
            *at = twins[j].latin;
            memmove(at + 1, at + 2, strlen(at + 2) + 1);
        }
        if (at != NULL)
            add(&l, text, strlen(text));
        free(text);
    }
    return l.names;
}

/* Steele and Vigna's splitmix64: a fixed sequence of numbers without state of the C library. */
static uint64_t next_number(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

/* The middle of a text, at the beginning of a character. */
static size_t middle(norm_str text)
{
    size_t at = text.len / 2;

    while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80)
        at--;
    return at;
}

bench_names bench_names_made(const char *lang, size_t count)
{
    bench_names from = bench_names_of(lang);
    list l = {{NULL, 0}, 0};
    uint64_t state = SEED;

    while (l.names.count < count) {
        norm_str a = from.items[next_number(&state) % from.count];
        norm_str b = from.items[next_number(&state) % from.count];
        size_t a_len = middle(a);
        size_t b_len = b.len - middle(b);
        char text[2 * LINE_SIZE];

        memcpy(text, a.ptr, a_len);
        memcpy(text + a_len, b.ptr + middle(b), b_len);
        add(&l, text, a_len + b_len);
    }
    return l.names;
}
