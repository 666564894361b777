/* name/fixture.h - a small dictionary of names, compiled in memory.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TEST_NAME_FIXTURE_H
#define NRM_TEST_NAME_FIXTURE_H

#include <criterion/criterion.h>

#include <string.h>

#include "base/str.h"
#include "name/token.h"
#include "text/utf8.h"

#define GENERIC_HEAD "lang\tword\tkind\tside\tmeaning\tstrength\n"

static const nrm_names_file small_files[] = {
    {{"tables/names/generic.tsv", 24},
     {GENERIC_HEAD "ru\tсело|с.\tplace\tboth\tvillage\tdrop\n"
                   "hy\tգյուղ\tplace\tafter\tvillage\tdrop\n"
                   "en\tvillage of\tplace\tbefore\tvillage\tdrop\n"
                   "en\tvillage\tplace\tboth\tvillage\tdrop\n"
                   "en\tlake\tplace\tboth\tlake\tkeep\nru\tозеро\tplace\tboth\tlake\tkeep\n",
      0}},
    {{"meanings.tsv", 12},
     {"meaning\tgroup\tlang\twords\nupper\tvertical\tru\tверхний|верхняя\n"
      "upper\tvertical\ten\tupper\nlower\tvertical\ten\tlower\nnew\tage\ten\tnew\n",
      0}},
    {{"person.tsv", 10},
     {"lang\tword\trole\tnote\nen\tmr|dr.\ttitle\t\n*\tvon\tparticle\t\n"
      "az\toğlu\tpatronymic-marker\t\nen\tjr\tsuffix\t\n",
      0}},
    {{"legal.tsv", 9}, {"meaning\tlang\twords\nllc\tru\tооо\nllc\ten\tllc|l. l. c.\n", 0}},
    {{"given.tsv", 9},
     {"cluster\tgender\tlang\tnames\njohn\tm\thy\tհովհաննես\njohn\tm\ten\tjohn|ivan\n"
      "mary\tf\ten\tmary\n",
      0}},
    {{"diminutives.tsv", 15}, {"cluster\tlang\tnames\njohn\ten\tjack\n", 0}},
    {{"places.tsv", 10},
     {"place\tkind\tlang\tform\tnames\tnote\nvienna\tcity\ten\tname\tvienna\tEnglish\n"
      "vienna\tcity\tru\tname\tвена\tRussian\nvienna\tcity\tru\tadjective\tвенский\tRussian\n"
      "ge\tcountry\tru\tname\tгрузия\tRussian\n",
      0}},
    {{"places_cldr.tsv", 15}, {"place\tkind\tlang\tnames\nge\tcountry\ten\tgeorgia\n", 0}},
    {{"stop.tsv", 8}, {"lang\tword\nen\tof\n", 0}},
    {{"patronymic.tsv", 14}, {"lang\tsuffix\tgender\tfather\nru\tович\tm\t-\nru\tовна\tf\t-\n", 0}},
    {{"surname.tsv", 11}, {"lang\tsuffix\tfeminine\tnote\nru\tов\tова\t\n", 0}},
};

/* The bytes of the small dictionary. */
static inline norm_str compile_small(nrm_arena *arena)
{
    nrm_names_file files[NRM_LEN(small_files)];
    norm_error err = {.message = ""};
    norm_str section;
    size_t i;

    for (i = 0; i < NRM_LEN(small_files); i++) {
        files[i] = small_files[i];
        files[i].bytes = norm_str_from(files[i].bytes.ptr);
    }
    cr_assert_eq(nrm_names_compile(arena, files, NRM_LEN(files), &section, &err), NORM_OK, "%s",
                 err.message);
    return section;
}

static inline void open_small(nrm_arena *arena, nrm_names *out)
{
    norm_str section = compile_small(arena);

    cr_assert_eq(nrm_names_open(arena, nrm_reader_over(section.ptr, section.len), out, NULL),
                 NORM_OK);
}

static inline uint64_t hash_of(const char *text)
{
    norm_str s = norm_str_from(text);
    uint64_t hash = NRM_WORD_HASH_START;
    size_t pos = 0;

    while (pos < s.len)
        hash = nrm_word_hash_add(hash, nrm_utf8_next(s, &pos));
    return hash;
}

#endif
