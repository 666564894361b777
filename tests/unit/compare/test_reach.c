/* unit/compare/test_reach.c - no score is above what is said to be in reach.
 * SPDX-License-Identifier: MIT */
#include "builtin.h"

#include "compare/reach.h"

#define WORDS 120

/* One word, often a spelling of the last one. */
static const norm_name *random_lone(builtin *t, uint64_t *state, char text[64])
{
    static const char *const syllables[] = {"ga",  "ri",  "bek", "yan", "sh", "o",
                                            "zhi", "ter", "kha", "lu",  "an", "e"};
    size_t k;

    if (roll(state, 3) != 0 || text[0] == '\0') {
        text[0] = '\0';
        for (k = 1 + roll(state, 5); k > 0; k--)
            strcat(text, syllables[roll(state, NRM_LEN(syllables))]);
    } else {
        text[roll(state, (uint32_t)strlen(text))] = "aeoiu"[roll(state, 5)];
    }
    return encode_kind(t, text, roll(state, 2) == 0 ? "en" : "",
                       (norm_kind)roll(state, NORM_KIND_ORG + 1));
}

/* The words, described as nrm_glance_upon() does, with the evidence that they do bring. */
static nrm_lone lone_of(const norm_name *a, const norm_name *b, const nrm_pairing *p)
{
    return (nrm_lone){p->nats,
                      p->best,
                      p->worst,
                      {nrm_name_words(a)->sound_count, nrm_name_words(b)->sound_count},
                      {nrm_name_rarities(a)[0], nrm_name_rarities(b)[0]}};
}

static bool is_plain(const norm_name *name, const nrm_alignment *found)
{
    return name->word_count == 1 && nrm_name_words(name)->role == NRM_ROLE_WORD &&
           found->count == 1 && found->items[0].how == NRM_HOW_SOUNDS;
}

static void expect_in_reach(const builtin *t, const nrm_lone *words, const nrm_features *features)
{
    const nrm_scorer *scorer = t->model->matcher.scorer;
    size_t kind;

    for (kind = 0; kind < NRM_KINDS; kind++) {
        int32_t score = nrm_score_unadjusted(scorer, (norm_kind)kind, features);
        int32_t most = nrm_reach_most(scorer->reach[kind], words);
        nrm_lone more = *words;

        cr_assert_leq(score, most, "kind %zu, evidence %d of %d", kind, words->evidence,
                      words->best);
        for (more.evidence += 300; more.evidence < words->evidence + 20000; more.evidence += 2700)
            cr_assert_leq(most, nrm_reach_most(scorer->reach[kind], &more),
                          "more evidence reaches no less");
    }
}

Test(reach, no_score_of_two_words_is_above)
{
    const norm_name *names[WORDS];
    char text[64] = "";
    uint64_t state = 21;
    builtin t;
    size_t seen = 0;
    size_t i;
    size_t j;

    open_builtin(&t, NULL);
    for (i = 0; i < WORDS; i++)
        names[i] = random_lone(&t, &state, text);
    for (i = 0; i < WORDS; i++) {
        for (j = 0; j < WORDS; j++) {
            const norm_name *a = nrm_in_order(names[i], names[j]) ? names[i] : names[j];
            const norm_name *b = a == names[i] ? names[j] : names[i];
            nrm_alignment found;
            nrm_features features;
            nrm_lone words;

            nrm_align(t.model->matcher.costs, a, b, &found);
            if (!is_plain(a, &found) || !is_plain(b, &found) || found.items[0].by_ending)
                continue;
            nrm_features_of(a, b, &found, &features);
            words = lone_of(a, b, &found.items[0]);
            expect_in_reach(&t, &words, &features);
            seen++;
        }
    }
    cr_expect_gt(seen, 200, "%zu pairs", seen);
    close_builtin(&t);
}

/* Terms that rise and fall, over one feature and over two, with the features of lone words. */
static void random_terms(uint64_t *state, nrm_scorer *out, int32_t room[][NRM_KNOTS * NRM_KNOTS],
                         size_t count)
{
    static const uint8_t features[] = {NRM_F_EVIDENCE,   NRM_F_GAP,         NRM_F_WORST,
                                       NRM_F_LENGTH,     NRM_F_LENGTH_GAP,  NRM_F_RARITY,
                                       NRM_F_LEAST_RARE, NRM_F_WORST_OP,    NRM_F_SAME_SCRIPT,
                                       NRM_F_LEFT_SHARE, NRM_F_CONTRADICTED};
    static const nrm_features zero;
    size_t i;
    size_t k;

    memset(out, 0, sizeof *out);
    out->term_count[0] = count;
    for (i = 0; i < count; i++) {
        nrm_term *term = &out->terms[0][i];

        term->x_feature = features[roll(state, NRM_LEN(features))];
        term->y_feature = features[roll(state, NRM_LEN(features))];
        term->x_count = (uint8_t)(1 + roll(state, 6));
        term->y_count = (uint8_t)(1 + roll(state, 4));
        if (roll(state, 2) == 0) {
            term->y_feature = NRM_NO_FEATURE;
            term->y_count = 1;
        }
        for (k = 0; k < NRM_KNOTS; k++) {
            term->x[k] = (k > 0 ? term->x[k - 1] : -3000) + 1 + (int32_t)roll(state, 5000);
            term->y[k] = (k > 0 ? term->y[k - 1] : -3000) + 1 + (int32_t)roll(state, 5000);
        }
        for (k = 0; k < NRM_KNOTS * NRM_KNOTS; k++)
            room[i][k] = (int32_t)roll(state, 8000) - 4000;
        term->values = room[i];
        term->at_zero = nrm_term_value(term, &zero);
    }
}

/* Two words that lack the same in all their operations, or all of it in one. */
static nrm_features features_of(const nrm_lone *words, bool all_in_one)
{
    int32_t shorter = words->lengths[0] < words->lengths[1] ? words->lengths[0] : words->lengths[1];
    int32_t longer = words->lengths[0] + words->lengths[1] - shorter;
    int32_t sounds = (shorter + longer + 1) / 2;
    int32_t lacks = words->best > words->evidence ? words->best - words->evidence : 0;
    int32_t rarity =
        words->rarities[0] < words->rarities[1] ? words->rarities[0] : words->rarities[1];
    nrm_features f = {{0}, 0};

    f.v[NRM_F_EVIDENCE] = words->evidence;
    f.v[NRM_F_GAP] = lacks / sounds;
    f.v[NRM_F_WORST] = lacks / sounds;
    f.v[NRM_F_WORST_OP] = all_in_one ? lacks : lacks / (shorter + longer);
    f.v[NRM_F_LENGTH] = shorter * 1024;
    f.v[NRM_F_LENGTH_GAP] = (longer - shorter) * 1024 / sounds;
    f.v[NRM_F_RARITY] = rarity * (1024 / NRM_RARITY_UNITS);
    f.v[NRM_F_LEAST_RARE] = f.v[NRM_F_RARITY];
    return f;
}

Test(reach, terms_of_any_shape_are_covered)
{
    enum {
        TERMS = 6
    };
    static int32_t room[TERMS][NRM_KNOTS * NRM_KNOTS];
    static nrm_scorer scorer;
    const nrm_reach *reach = NULL;
    uint64_t state = 22;
    nrm_arena arena;
    size_t round;
    size_t i;

    nrm_arena_init(&arena, NULL);
    for (round = 0; round < 40; round++) {
        random_terms(&state, &scorer, room, TERMS);
        cr_assert_eq(nrm_reach_of(&arena, &scorer, NORM_KIND_ANY, &reach, NULL), NORM_OK);
        for (i = 0; i < 2000; i++) {
            nrm_lone words = {(int32_t)roll(&state, 40000) - 9000,
                              (int32_t)roll(&state, 60000) - 5000,
                              0,
                              {(uint8_t)(1 + roll(&state, 20)), (uint8_t)(1 + roll(&state, 48))},
                              {(uint8_t)roll(&state, 256), (uint8_t)roll(&state, 256)}};
            nrm_features f = features_of(&words, i % 2 == 0);

            words.worst = (int32_t)roll(&state, (uint32_t)f.v[NRM_F_WORST_OP] + 1);
            f.v[NRM_F_SAME_SCRIPT] = i % 3 == 0 ? 1024 : 0;
            f.v[NRM_F_CONTRADICTED] = i % 5 == 0 ? 1024 : 0;
            cr_assert_leq(nrm_score_unadjusted(&scorer, NORM_KIND_ANY, &f),
                          nrm_reach_most(reach, &words), "round %zu, words %zu", round, i);
        }
    }
    nrm_arena_dispose(&arena);
}
