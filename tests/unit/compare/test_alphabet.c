/* unit/compare/test_alphabet.c - the sound symbols as small numbers.
 * SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "compare/alphabet.h"

Test(alphabet, numbers_symbols_in_order_of_the_file)
{
    nrm_alphabet alphabet;
    norm_str tsv = norm_str_from("# sounds\nsymbol\tipa\tclass\tkind\tnote\n"
                                 "a\ta\t-\tvowel\t\ny\tj\t-\tglide\t\np\tp\tP\tconsonant\tstop\n");

    cr_assert_eq(nrm_alphabet_read(tsv, &alphabet, NULL), NORM_OK);
    cr_expect_eq(alphabet.count, 4, "0 is no sound");
    cr_expect_eq(alphabet.number_of['a'], 1);
    cr_expect_eq(alphabet.number_of['p'], 3);
    cr_expect_eq(alphabet.number_of['q'], NRM_NO_SOUND);
    cr_expect_eq(alphabet.symbol[2], 'y');
    cr_expect_eq(alphabet.symbol[NRM_NO_SOUND], '-');
    cr_expect_eq(alphabet.skeleton[1], '\0', "- leaves a sound out of keys");
    cr_expect_eq(alphabet.skeleton[3], 'P');
    cr_expect_eq(alphabet.kind[1], NRM_SOUND_VOWEL);
    cr_expect_eq(alphabet.kind[2], NRM_SOUND_GLIDE);
    cr_expect_eq(alphabet.kind[3], NRM_SOUND_CONSONANT);
}

Test(alphabet, takes_the_shipped_file)
{
    nrm_alphabet alphabet;
    norm_error err = {.message = ""};
    nrm_map map;

    cr_assert_eq(nrm_map_open(NORM_SOURCE_ROOT "/tables/sounds/alphabet.tsv", &map, &err), NORM_OK);
    cr_expect_eq(nrm_alphabet_read((norm_str){(const char *)map.base, map.size}, &alphabet, &err),
                 NORM_OK, "%s", err.message);
    cr_expect_gt(alphabet.count, 50);
    cr_expect_eq(alphabet.skeleton[alphabet.number_of['b']],
                 alphabet.skeleton[alphabet.number_of['p']], "voice is no difference in keys");
    nrm_map_close(&map);
}

Test(alphabet, names_the_line_of_a_fault)
{
    static const struct {
        const char *rows;
        uint32_t line;
        const char *part; /* of the message */
    } rows[] = {
        {"a\t-\tvowel\nab\t-\tvowel\n", 3, "one character"},
        {"\t-\tvowel\n", 2, "one character"},
        {"a\tAB\tvowel\n", 2, "one character"},
        {"a\t-\tvowel\na\t-\tvowel\n", 3, "stands twice"},
        {"a\t-\tvowels\n", 2, "kind"},
        {"a\t-\t\n", 2, "kind"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char tsv[200] = "symbol\tclass\tkind\n";
        nrm_alphabet alphabet;
        norm_error err = {.message = ""};

        strncat(tsv, rows[i].rows, 150);
        cr_expect_eq(nrm_alphabet_read(norm_str_from(tsv), &alphabet, &err), NORM_E_FORMAT,
                     "row %zu", i);
        cr_expect_eq(err.line, rows[i].line, "row %zu: line %u", i, (unsigned)err.line);
        cr_expect(strstr(err.message, rows[i].part) != NULL, "row %zu: %s", i, err.message);
    }
}

Test(alphabet, has_room_for_63_symbols)
{
    char tsv[2000] = "symbol\tclass\tkind\n";
    nrm_alphabet alphabet;
    size_t at = strlen(tsv);
    int i;

    for (i = 0; i < NRM_SOUNDS; i++) {
        const char row[] = {(char)('0' + i), '\t', '-', '\t', 'v', 'o', 'w', 'e', 'l', '\n'};

        if (i == NRM_SOUNDS - 1)
            cr_assert_eq(nrm_alphabet_read((norm_str){tsv, at}, &alphabet, NULL), NORM_OK);
        memcpy(tsv + at, row, sizeof row);
        at += sizeof row;
    }
    cr_expect_eq(alphabet.count, NRM_SOUNDS);
    cr_expect_eq(nrm_alphabet_read((norm_str){tsv, at}, &alphabet, NULL), NORM_E_FORMAT);
}

Test(alphabet, needs_its_columns)
{
    nrm_alphabet alphabet;

    cr_expect_eq(nrm_alphabet_read(norm_str_from("symbol\tkind\na\tvowel\n"), &alphabet, NULL),
                 NORM_E_FORMAT);
    cr_expect_eq(nrm_alphabet_read(norm_str_from(""), &alphabet, NULL), NORM_E_FORMAT);
}
