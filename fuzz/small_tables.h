/* fuzz/small_tables.h - tables of a few rows, so that a changed byte is one that counts.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_FUZZ_SMALL_TABLES_H
#define NRM_FUZZ_SMALL_TABLES_H

#include "base/arena.h"
#include "name/dict.h"
#include "tables/blob.h"
#include "translit/compile.h"

#define SMALL_ALPHABET                                                                             \
    "symbol\tclass\tkind\na\t-\tvowel\ne\t-\tvowel\ny\t-\tglide\nb\tP\tconsonant\n"                \
    "p\tP\tconsonant\nr\tR\tconsonant\ns\tS\tconsonant\nk\tK\tconsonant\n"

#define SMALL_SOUNDS                                                                               \
    "table\tplace\ta\tb\tnats\tcount\n*:*\tbackoff\t-\t-\t0\t9\n*:*\tinside\ta\ta\t2000\t9\n"      \
    "*:*\tinside\te\ta\t900\t9\n*:*\tlast\t-\tr\t-3000\t2\n*:*\tinside\ts\tks\t1500\t3\n"          \
    "ru:Latn\tbackoff\t-\t-\t-100\t5\nru:Latn\tfirst\tb\tp\t1200\t5\n"

#define SMALL_TERMS                                                                                \
    "kind\tfeature\tat\twith\twith_at\tvalue\nany\tprior\t-\t-\t-\t336231\n"                       \
    "any\tintercept\t-\t-\t-\t-2570\nany\tmatch_from\t-\t-\t-\t2572\n"                             \
    "any\treview_from\t-\t-\t-\t-4341\nany\tevidence\t-5847\t-\t-\t-2488\n"                        \
    "any\tevidence\t0\t-\t-\t-2531\nany\tgap\t0\tlength\t2048\t1283\n"                             \
    "any\tgap\t0\tlength\t5120\t1131\nany\tgap\t267\tlength\t2048\t12\n"                           \
    "any\tgap\t267\tlength\t5120\t874\n"

#define SMALL_ENDINGS                                                                              \
    "family\tform\tclass\tsounds\tsource\nar\tar\tfamily\tar|yar\tx\nar\tara\tfeminine\tara\tx\n"  \
    "f\tas\tpatronymic\tas\tx\nf\tnone\tpatronymic\t-\tx\n"

#define SMALL_ENDING_COSTS "family\ta\tb\tnats\nar\tar\tara\t-900\nf\tas\tnone\t-70\n"

#define SMALL_CASES                                                                                \
    "lang\tcase\tending\tbase\tedge\tvowels\nru\t-\t*\tае\t-\t-\nru\tgen\tа\t-|о\tc\t-\n"      \
    "ru\tloc\tе\tа\t-\tа\n"

#define SMALL_LANGUAGES                                                                            \
    "script\tngram\tcosts\nLatn\t@langs\ten az\nLatn\t@prior\t0 100\nLatn\t@scale\t800\n"          \
    "Latn\ta\t04\nLatn\t_x\t90\nLatn\tkh\t0z\nCyrl\t@langs\tru uk\nCyrl\t@prior\t0 9\n"            \
    "Cyrl\t@scale\t700\nCyrl\tі\tz0\n"

/* nrm_systems_compile(): a transliteration with a way back, and the sounds of two languages. */
static const nrm_rule_file small_rules[] = {
    {{"x.rules", 7},
     {"system x\nalso y\ntitle X\nfrom ru Cyrl\nto Latn\nsource test\nreverse yes\n"
      "alphabet а е б р с х\ndrop ъ\nclass V = а е\nа -> a\nб -> b\n"
      "е -> ye / # _\nе -> ye / V _\nе -> e\nх -> kh / _ с\nх -> x\nр -> r\nс -> s\n"
      "test ебах -> yebax\ntest-there ах -> ax\n",
      0}},
    {{"ru.rules", 8},
     {"system sounds-ru\ntitle T\nfrom ru Cyrl\nto Zsnd\nsource test\nа -> a\nе -> y e / # _\n"
      "е -> e\nб -> b\nр -> r\nс -> s\nх -> k\n",
      0}},
    {{"en.rules", 8},
     {"system sounds-en\ntitle T\nfrom en Latn\nto Zsnd\nsource test\na -> a\ne -> e\nb -> b\n"
      "kh -> k\nr -> r\ns -> s\ny -> y\n",
      0}},
};

static const nrm_names_file small_names[] = {
    {{"generic.tsv", 11},
     {"lang\tword\tkind\tside\tmeaning\tstrength\nru\tсело|с.\tplace\tboth\tvillage\tdrop\n"
      "en\tvillage of\tplace\tbefore\tvillage\tdrop\nen\tlake\tplace\tboth\tlake\tkeep\n",
      0}},
    {{"meanings.tsv", 12},
     {"meaning\tgroup\tlang\twords\nupper\tvertical\tru\tверх\nlower\tvertical\ten\tlower\n", 0}},
    {{"person.tsv", 10},
     {"lang\tword\trole\tnote\nen\tmr|dr.\ttitle\t\n*\tvon\tparticle\t\n"
      "az\toğlu\tpatronymic-marker\t\nen\tjr\tsuffix\t\n",
      0}},
    {{"legal.tsv", 9}, {"meaning\tlang\twords\nllc\tru\tооо\nllc\ten\tllc|l. l. c.\n", 0}},
    {{"given.tsv", 9}, {"cluster\tgender\tlang\tnames\njohn\tm\ten\tjohn|ivan\n", 0}},
    {{"diminutives.tsv", 15}, {"cluster\tlang\tnames\njohn\ten\tjack\n", 0}},
    {{"stop.tsv", 8}, {"lang\tword\nen\tof\n", 0}},
    {{"patronymic.tsv", 14}, {"lang\tsuffix\tgender\tfather\nru\tович\tm\t-\nru\tовна\tf\t-\n", 0}},
    {{"surname.tsv", 11}, {"lang\tsuffix\tfeminine\tnote\nru\tов\tова\t\n", 0}},
};

#endif
