/* unit/compare/test_operation.c - segments of an alignment are called what they are.
 * SPDX-License-Identifier: MIT */
#include "compare/operation.h"

#include "builtin.h"

/* The numbers of the symbols in `text`. */
static nrm_sounds_view view_of(const nrm_alphabet *alphabet, const char *text, uint8_t *room)
{
    size_t i;

    for (i = 0; text[i] != '\0'; i++)
        room[i] = alphabet->number_of[(unsigned char)text[i]];
    return (nrm_sounds_view){room, i};
}

Test(operation, has_a_name_by_its_shape_both_ways)
{
    static const struct {
        const char *a, *b; /* sounds of the words */
        size_t a_begin, a_count, b_begin, b_count;
        const char *a_letters, *b_letters, *want;
    } rows[] = {
        {"ana", "ana", 1, 1, 1, 1, "n", "н", "same"},
        {"ana", "ana", 1, 1, 1, 1, "nn", "н", "doubled letter"},
        {"ana", "ana", 1, 1, 1, 1, "NN", "n", "doubled letter"},
        {"ana", "ana", 1, 1, 1, 1, "nn", "нн", "same"},
        {"bana", "na", 2, 1, 0, 1, "nn", "н", "doubled letter"}, /* not at the same place */
        {"an", "abanan", 1, 1, 5, 1, "n", "нн", "doubled letter"},
        {"ana", "ana", 1, 1, 1, 1, "nh", "н", "same"},
        {"mun", "mun", 1, 1, 1, 1, "oo", "у", "same"}, /* a vowel of its own, not a doubled o */
        {"a1", "a1", 1, 1, 1, 1, "11", "1", "same"},
        {"anna", "ana", 1, 1, 1, 0, "n", "", "doubled letter"},
        {"anna", "ana", 2, 1, 2, 0, "n", "", "doubled letter"},
        {"anna", "ana", 1, 2, 1, 1, "nn", "n", "doubled letter"},
        {"anna", "ada", 1, 2, 1, 1, "nn", "d", "spelling"},
        {"a11", "a1", 2, 1, 2, 0, "1", "", "spelling"}, /* eleven is not one */
        {"gora", "gor", 3, 1, 3, 0, "a", "", "final vowel"},
        {"gora", "gor", 2, 2, 2, 1, "ra", "r", "final vowel"},
        {"gora", "grb", 1, 1, 1, 0, "o", "", "spelling"},
        {"gora", "gorb", 3, 1, 3, 0, "a", "", "spelling"}, /* more of the other word follows */
        {"gort", "gor", 3, 1, 3, 0, "t", "", "spelling"},
        {"mariya", "maria", 4, 1, 4, 0, "y", "", "hiatus y"},
        {"mariya", "maria", 3, 2, 3, 1, "iy", "i", "hiatus y"},
        {"mariya", "maria", 4, 2, 4, 1, "ya", "a", "hiatus y"},
        {"mariYa", "maria", 4, 1, 4, 0, "y", "", "hiatus y"},
        {"yerevan", "erevan", 0, 1, 0, 0, "y", "", "spelling"},
        {"mary", "mar", 3, 1, 3, 0, "y", "", "spelling"},
        {"xan", "han", 0, 1, 0, 1, "kh", "h", "spelling"},
        {"ksana", "skana", 0, 2, 0, 2, "x", "sk", "spelling"},
        {"gora", "gor", 1, 3, 1, 1, "ora", "o", "spelling"},
        {"xan", "an", 0, 1, 0, 0, "kh", "", "spelling"},
    };
    uint8_t room[2][NRM_WORD_SOUNDS];
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_LEN(rows); i++) {
        const nrm_alphabet *alphabet = &t.model->alphabet;
        nrm_segment there = {
            {view_of(alphabet, rows[i].a, room[0]), view_of(alphabet, rows[i].b, room[1])},
            {rows[i].a_begin, rows[i].b_begin},
            {rows[i].a_count, rows[i].b_count},
            {norm_str_from(rows[i].a_letters), norm_str_from(rows[i].b_letters)}};
        nrm_segment back = {{there.words[1], there.words[0]},
                            {there.begin[1], there.begin[0]},
                            {there.count[1], there.count[0]},
                            {there.letters[1], there.letters[0]}};

        cr_expect_str_eq(nrm_operation_name(alphabet, &there), rows[i].want, "row %zu: %s, %s", i,
                         rows[i].a, rows[i].b);
        cr_expect_str_eq(nrm_operation_name(alphabet, &back), rows[i].want, "row %zu: %s, %s", i,
                         rows[i].b, rows[i].a);
    }
    close_builtin(&t);
}
