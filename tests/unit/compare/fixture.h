/* compare/fixture.h - a world of three scripts and few sounds, and names that look real.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TEST_COMPARE_FIXTURE_H
#define NRM_TEST_COMPARE_FIXTURE_H

#include <criterion/criterion.h>

#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "compare/match.h"
#include "tables/blob.h"
#include "translit/compile.h"

/* Eight sounds; J is what Latin j may be. */
#define SMALL_ALPHABET                                                                             \
    "symbol\tclass\tkind\n"                                                                        \
    "a\t-\tvowel\ne\t-\tvowel\ny\t-\tglide\n"                                                      \
    "b\tP\tconsonant\np\tP\tconsonant\nr\tR\tconsonant\ns\tS\tconsonant\nJ\tJ\tconsonant\n"

#define SMALL_HEAD(id, from) "system sounds-" id "\ntitle T\nfrom " from "\nto Zsnd\nsource test\n"

typedef struct small_world {
    nrm_arena arena;
    nrm_alphabet alphabet;
    nrm_sound_systems systems; /* en (Latn), de (Latn), ru (Cyrl), hy (Armn) */
    nrm_names names;           /* no words */
    nrm_encoder encoder;
} small_world;

static inline void open_world(small_world *w)
{
    static const char *const rules[] = {
        SMALL_HEAD("en", "en Latn") "a -> a\ne -> e\ny -> y\nb -> b\np -> p\nr -> r\ns -> s\n"
                                    "j -> J\nsh -> s\n",
        SMALL_HEAD("de", "de Latn") "a -> a\ne -> e\nb -> b\np -> p\nr -> r\ns -> s\nj -> y\n",
        SMALL_HEAD("ru", "ru Cyrl") "а -> a\nе -> y e\nб -> b\nп -> p\nр -> r\nс -> s\n",
        SMALL_HEAD("hy", "hy Armn") "ա -> a\nե -> e\nբ -> b\nպ -> p\nր -> r\nս -> s\n"};
    nrm_rule_file files[NRM_LEN(rules)];
    norm_error err = {.message = ""};
    norm_str alphabet = norm_str_from(SMALL_ALPHABET);
    nrm_blob_part part = {"SYST", {NULL, 0}};
    const nrm_systems *systems;
    nrm_blob blob;
    norm_str bytes;
    size_t i;

    memset(w, 0, sizeof *w);
    nrm_arena_init(&w->arena, NULL);
    for (i = 0; i < NRM_LEN(rules); i++)
        files[i] = (nrm_rule_file){norm_str_from("x.rules"), norm_str_from(rules[i])};
    cr_assert_eq(nrm_alphabet_read(alphabet, &w->alphabet, &err), NORM_OK, "%s", err.message);
    cr_assert_eq(nrm_systems_compile(&w->arena, files, NRM_LEN(rules), alphabet, &part.bytes, &err),
                 NORM_OK, "%s", err.message);
    cr_assert_eq(nrm_blob_build(&w->arena, &part, 1, &bytes, &err), NORM_OK);
    cr_assert_eq(nrm_blob_open(bytes.ptr, bytes.len, &blob, &err), NORM_OK);
    cr_assert_eq(nrm_systems_open(&blob, &w->arena, &systems, &err), NORM_OK);
    cr_assert_eq(nrm_sound_systems_open(systems, &w->systems, &err), NORM_OK);
    cr_assert_eq(nrm_names_compile(&w->arena, NULL, 0, &bytes, &err), NORM_OK);
    cr_assert_eq(nrm_names_open(&w->arena, nrm_reader_over(bytes.ptr, bytes.len), &w->names, &err),
                 NORM_OK);
    w->encoder = (nrm_encoder){&w->alphabet, &w->systems, &w->names, NULL, NULL, NULL};
}

static inline void close_world(small_world *w)
{
    nrm_arena_dispose(&w->arena);
}

static inline size_t system_number(const small_world *w, const char *lang)
{
    size_t i;

    for (i = 0; i < w->systems.count; i++) {
        if (nrm_str_eq_c(w->systems.lang[i], lang))
            return i;
    }
    cr_assert(false, "no system %s", lang);
    return 0;
}

/* Costs from the text of a costs/sounds.tsv without its header. */
static inline void open_costs(small_world *w, const char *rows, nrm_costs *out)
{
    norm_error err = {.message = ""};
    norm_str section;
    nrm_buf tsv;
    norm_str text;

    nrm_buf_init(&tsv, &w->arena);
    nrm_buf_add(&tsv, norm_str_from("table\tplace\ta\tb\tnats\n"));
    nrm_buf_add(&tsv, norm_str_from(rows));
    cr_assert_eq(nrm_buf_finish(&tsv, &text, NULL), NORM_OK);
    cr_assert_eq(nrm_costs_compile(&w->arena, text, &w->alphabet, &section, &err), NORM_OK, "%s",
                 err.message);
    cr_assert_eq(nrm_costs_open(&w->arena, nrm_reader_over(section.ptr, section.len), &w->systems,
                                &w->alphabet, out, &err),
                 NORM_OK, "%s", err.message);
}

/* The same numbers on every machine (Knuth's MMIX generator). */
static inline uint32_t roll(uint64_t *state, uint32_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((*state >> 33) % below);
}

/* A row of table *:*, and its mirror when told. */
static inline void add_random_row(nrm_buf *buf, const char *place, const char *a, const char *b,
                                  int nats, bool symmetric)
{
    nrm_buf_addf(buf, "*:*\t%s\t%s\t%s\t%d\n", place, a, b, nats);
    if (symmetric && strcmp(a, b) != 0)
        nrm_buf_addf(buf, "*:*\t%s\t%s\t%s\t%d\n", place, b, a, nats);
}

/* A table *:* with a cost for every operation of one sound, drawn from [low, high), and for
 * `others` of two and three. Symmetric when told. */
static inline const char *random_rows_with(small_world *w, uint64_t *state, int low, int high,
                                           bool symmetric, size_t others)
{
    static const char *const places[] = {"first", "inside", "last", "after"};
    static const char *const shapes[] = {"21", "22", "31", "13"};
    static const char symbols[] = "-aeybprsJ";
    uint32_t span = (uint32_t)(high - low);
    nrm_buf buf;
    size_t p;
    size_t i;
    size_t j;

    nrm_buf_init(&buf, &w->arena);
    for (p = 0; p < NRM_LEN(places); p++) {
        for (i = 0; i < sizeof symbols - 1; i++) {
            for (j = symmetric ? i : 0; j < sizeof symbols - 1; j++) {
                int nats = low + (int)roll(state, span);

                if (i + j == 0)
                    continue;
                add_random_row(&buf, places[p], (char[]){symbols[i], '\0'},
                               (char[]){symbols[j], '\0'}, nats, symmetric);
            }
        }
    }
    for (i = 0; i < others; i++) {
        const char *shape = shapes[i % 4];
        char sides[2][4] = {"", ""};

        for (p = 0; p < 2; p++) {
            for (j = 0; j < (size_t)(shape[p] - '0'); j++)
                sides[p][j] = symbols[1 + roll(state, 8)];
        }
        add_random_row(&buf, "inside", sides[0], sides[1], low + (int)roll(state, 2 * span),
                       symmetric);
    }
    nrm_buf_add_byte(&buf, '\0');
    cr_assert_not(buf.failed);
    return buf.ptr;
}

static inline const char *random_rows(small_world *w, uint64_t *state, int low, int high,
                                      bool symmetric)
{
    return random_rows_with(w, state, low, high, symmetric, 12);
}

/* A word of up to `most` sounds of the small alphabet. */
static inline nrm_sounds_view random_word(uint64_t *state, uint8_t *room, size_t most)
{
    size_t len = roll(state, (uint32_t)most + 1);
    size_t i;

    for (i = 0; i < len; i++)
        room[i] = (uint8_t)(1 + roll(state, 8));
    return (nrm_sounds_view){room, len};
}

/* As nrm_match() aligns them. */
static inline void align_in_order(const nrm_costs *costs, const norm_name *a, const norm_name *b,
                                  nrm_alignment *out)
{
    if (nrm_in_order(a, b))
        nrm_align(costs, a, b, out);
    else
        nrm_align(costs, b, a, out);
}

static inline bool told_apart(nrm_glance *glance, const norm_name *other)
{
    nrm_lone lone;

    return nrm_glance_upon(glance, other, &lone) == NRM_GLIMPSE_APART;
}

/* What names told apart at a glance must be: without a pairing, and of one word each without
 * evidence above 0. */
static inline bool bring_nothing(const norm_name *a, const norm_name *b, const nrm_alignment *found)
{
    return found->count == 0 || (a->word_count == 1 && b->word_count == 1 && found->count == 1 &&
                                 found->items[0].nats <= 0);
}

/* ---- names that look real, for the built-in tables ---- */

typedef struct real_name {
    char text[256];
    const char *lang;
} real_name;

/* One to five words of syllables of a language, among them words with a role and acronyms. */
static inline void random_name(uint64_t *state, real_name *out)
{
    static const struct {
        const char *lang;
        const char *const syllables[8];
        const char *const words[9];
    } langs[] = {
        {"ru",
         {"а", "ка", "ра", "бах", "гюль", "щер", "ев", "ский"},
         {"село", "Верхний", "Новая", "район", "А.", "Иванович", "2", "ООО", "КРА"}},
        {"hy",
         {"ա", "ար", "քաղ", "խա", "ձոր", "աշեն", "վան", "ջուր"},
         {"գյուղ", "Վերին", "Նոր", "Մեծ", "Ա.", "Հովհաննես", "1", "ՍՊԸ", "ԱՔ"}},
        {"az",
         {"a", "qa", "ra", "bağ", "çay", "lı", "kənd", "xan"},
         {"kəndi", "Yuxarı", "Yeni", "rayonu", "Ə.", "oğlu", "3", "MMC", "QÇ"}},
        {"ka",
         {"ა", "ქა", "თი", "ს", "გორ", "შვილი", "წყ", "ძე"},
         {"სოფელი", "ზემო", "ახალი", "პატარა", "გიორგი", "4", "შპს", "მდინარე", "აქთ"}},
        {"en",
         {"a", "kha", "zh", "ter", "yan", "shen", "ov", "gh"},
         {"village", "Upper", "New", "Lake", "J.", "Mr", "II", "LLC", "KhA"}},
        {"",
         {"o", "ka", "sz", "cz", "j", "eh", "ll", "x"},
         {"de", "St", "von", "1", "-", "&", "'", ".", "OK"}},
    };
    size_t l = roll(state, NRM_LEN(langs));
    size_t words = 1 + roll(state, 5);
    size_t i;
    size_t k;

    out->lang = langs[l].lang;
    out->text[0] = '\0';
    for (i = 0; i < words; i++) {
        if (i > 0)
            strcat(out->text, roll(state, 4) == 0 ? "-" : " ");
        if (roll(state, 3) == 0) {
            strcat(out->text, langs[l].words[roll(state, 9)]);
            continue;
        }
        for (k = 1 + roll(state, 3); k > 0; k--)
            strcat(out->text, langs[l].syllables[roll(state, 8)]);
    }
}

#endif
