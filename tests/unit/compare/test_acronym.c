/* unit/compare/test_acronym.c - which words an acronym stands for.
 * SPDX-License-Identifier: MIT */
#include "builtin.h"

#include "compare/acronym.h"
#include "compare/align.h"

typedef struct run_row {
    const char *acronym, *lang_a, *other, *lang_b;
    const char *want; /* letters with their words; empty: none is found */
} run_row;

static const run_row rows[] = {
    {"ZCMC", "en", "Zangezur Copper Molybdenum Combine", "en",
     "Z:Zangezur C:Copper M:Molybdenum C:Combine"},
    {"ЗКМК", "ru", "Zangezur Copper Molybdenum Combine", "en",
     "З:Zangezur К:Copper М:Molybdenum К:Combine"},
    {"ЗММК", "ru", "Зангезурский медно-молибденовый комбинат", "ru",
     "З:Зангезурский М:медно М:молибденовый К:комбинат"},
    {"РЖД", "ru", "Российские железные дороги", "ru", "Р:Российские Ж:железные Д:дороги"},
    {"РЖД", "ru", "ОАО Российские железные дороги", "ru", "Р:Российские Ж:железные Д:дороги"},
    {"RZhD", "und-Latn", "Российские железные дороги", "ru", "R:Российские Zh:железные D:дороги"},
    {"RZHD", "und-Latn", "Российские железные дороги", "ru", "R:Российские Z:железные D:дороги"},
    {"DoD", "en", "Department of Defence", "en", "Do:Department D:Defence"},
    {"ԳԱԱ", "hy", "Գիտությունների ազգային ակադեմիա", "hy", "Գ:Գիտությունների Ա:ազգային Ա:ակադեմիա"},
    {"ABB", "en", "Алиев Банк Баку", "ru", "A:Алиев B:Банк B:Баку"},
    {"ЕГУ", "ru", "Yerevan Government University", "en", "Е:Yerevan Г:Government У:University"},
    {"ISO", "az", "İzmir Sanayi Odası", "tr", "I:İzmir S:Sanayi O:Odası"},
    {"МГУ", "ru", "Московский государственный университет имени Ломоносова", "ru",
     "М:Московский Г:государственный У:университет"},
    {"OSCE", "en", "Organization for Security and Cooperation in Europe", "en",
     "O:Organization S:Security C:Cooperation E:Europe"},
    {"თსუ", "ka", "თბილისის სახელმწიფო უნივერსიტეტი", "ka",
     "თ:თბილისის ს:სახელმწიფო უ:უნივერსიტეტი"},
    {"МВД", "ru", "Министерство внутренних дел", "ru", "М:Министерство В:внутренних Д:дел"},
    {"СС", "ru", "Смбат", "ru", ""},
    {"СБ", "ru", "Смбат", "ru", ""},
    {"РЖД", "ru", "Российские железные", "ru", ""},
    {"РЖ", "ru", "Российские большие железные дороги", "ru", ""},
    {"РО", "ru", "Россия ООО", "ru", ""},
    {"Р1", "ru", "Россия 1", "ru", ""},
    {"ZCMC", "en", "Zangezur Chemical Company", "en", ""},
    {"SOCAR", "en", "State Oil Company of the Republic of Azerbaijan", "en", ""},
};

/* What the reasons of the longest run say. */
static void write_letters(const nrm_costs *costs, const norm_name *a, size_t word,
                          const norm_name *b, size_t first, nrm_buf *out)
{
    nrm_letter letters[NRM_ACRONYM_LETTERS];
    size_t count = nrm_acronym_letters(costs, a, word, b, first, letters);
    size_t i;

    for (i = 0; i < count; i++) {
        if (i > 0)
            nrm_buf_add_byte(out, ' ');
        nrm_buf_add(out, nrm_str_slice(nrm_name_text(a), letters[i].begin, letters[i].end));
        nrm_buf_add_byte(out, ':');
        nrm_buf_add(out,
                    nrm_str_slice(nrm_name_text(b), letters[i].word_begin, letters[i].word_end));
    }
}

Test(acronym, letters_and_their_words)
{
    builtin t;
    nrm_arena arena;
    size_t i;

    open_builtin(&t, NULL);
    nrm_arena_init(&arena, NULL);
    for (i = 0; i < NRM_LEN(rows); i++) {
        const norm_name *a = encode_kind(&t, rows[i].acronym, rows[i].lang_a, NORM_KIND_ORG);
        const norm_name *b = encode_kind(&t, rows[i].other, rows[i].lang_b, NORM_KIND_ORG);
        nrm_run runs[NRM_TOKENS];
        size_t count = nrm_acronym_runs(&t.model->costs, a, 0, b, runs);
        norm_str found = {"", 0};
        nrm_buf buf;

        nrm_buf_init(&buf, &arena);
        cr_expect_leq(count, 1, "%s", rows[i].other);
        if (count > 0)
            write_letters(&t.model->costs, a, 0, b, runs[0].first, &buf);
        cr_assert_eq(nrm_buf_finish(&buf, &found, NULL), NORM_OK);
        cr_expect(nrm_str_eq_c(found, rows[i].want), "%s: %.*s", rows[i].acronym, (int)found.len,
                  found.ptr);
    }
    nrm_arena_dispose(&arena);
    close_builtin(&t);
}

/* The run and its letters tell the same; a letter is worth no more than an initial. */
Test(acronym, letters_add_up_to_the_run)
{
    uint64_t state = 11;
    builtin t;
    size_t found = 0;
    size_t round;

    open_builtin(&t, NULL);
    for (round = 0; round < 40000; round++) {
        const norm_name *a = encode_random(&t, &state);
        const norm_name *b = encode_random(&t, &state);
        size_t word;

        for (word = 0; word < a->word_count; word++) {
            nrm_run runs[NRM_TOKENS];
            size_t count = nrm_is_acronym(&nrm_name_words(a)[word])
                               ? nrm_acronym_runs(&t.model->costs, a, word, b, runs)
                               : 0;
            size_t i;

            for (i = 0; i < count; i++) {
                nrm_letter letters[NRM_ACRONYM_LETTERS];
                size_t n = nrm_acronym_letters(&t.model->costs, a, word, b, runs[i].first, letters);
                int32_t sum = 0;

                cr_assert_eq(n, runs[i].letters);
                cr_assert_leq((size_t)runs[i].first + runs[i].count, b->word_count);
                while (n-- > 0) {
                    cr_assert(letters[n].nats > 0 && letters[n].nats <= NRM_INITIAL_MOST);
                    sum += letters[n].nats;
                }
                cr_assert_eq(sum, runs[i].nats);
                found++;
            }
        }
        norm_ctx_reset(t.ctx);
    }
    cr_expect_gt(found, 20, "%zu runs", found);
    close_builtin(&t);
}

typedef struct mark_row {
    const char *text, *lang;
    norm_kind kind;
    const char *want; /* the words marked, with blanks between */
} mark_row;

static const mark_row marks[] = {
    {"ООО «ЗКМК»", "ru", NORM_KIND_ORG, "ЗКМК"},
    {"ЗКМК", "ru", NORM_KIND_ANY, "ЗКМК"},
    {"ЗКМК", "ru", NORM_KIND_PLACE, ""},
    {"ЗКМК", "ru", NORM_KIND_PERSON, ""},
    {"НАН РА", "ru", NORM_KIND_ORG, "НАН РА"},
    {"RZhD Holding", "en", NORM_KIND_ORG, "RZhD"},
    {"МЧС России", "ru", NORM_KIND_ORG, "МЧС"},
    {"ЗАНГЕЗУРСКИЙ КОМБИНАТ ЗКМК", "ru", NORM_KIND_ORG, ""}, /* written in capitals as a whole */
    {"Zangezur", "en", NORM_KIND_ORG, ""},
    {"ZCMCABC Holding", "en", NORM_KIND_ORG, ""}, /* seven letters */
    {"Z Holding", "en", NORM_KIND_ORG, ""},
    {"A1B Holding", "en", NORM_KIND_ORG, ""},
    {"ООО", "ru", NORM_KIND_ORG, ""}, /* a legal form, even when it is all there is */
    {"თსუ", "ka", NORM_KIND_ORG, "თსუ"},
    {"თს", "ka", NORM_KIND_ORG, ""},
    {"تهران", "fa", NORM_KIND_ORG, ""},
};

Test(acronym, which_words_may_be_one)
{
    builtin t;
    nrm_arena arena;
    size_t i;
    size_t k;

    open_builtin(&t, NULL);
    nrm_arena_init(&arena, NULL);
    for (i = 0; i < NRM_LEN(marks); i++) {
        const norm_name *name = encode_kind(&t, marks[i].text, marks[i].lang, marks[i].kind);
        norm_str found = {"", 0};
        nrm_buf buf;

        nrm_buf_init(&buf, &arena);
        for (k = 0; k < name->word_count; k++) {
            const nrm_word *word = &nrm_name_words(name)[k];

            if (!nrm_is_acronym(word))
                continue;
            if (buf.len > 0)
                nrm_buf_add_byte(&buf, ' ');
            nrm_buf_add(&buf, nrm_str_slice(nrm_name_text(name), word->begin, word->end));
        }
        cr_assert_eq(nrm_buf_finish(&buf, &found, NULL), NORM_OK);
        cr_expect(nrm_str_eq_c(found, marks[i].want), "%s: %.*s", marks[i].text, (int)found.len,
                  found.ptr);
    }
    nrm_arena_dispose(&arena);
    close_builtin(&t);
}

typedef struct aside_row {
    const char *text;
    bool is_aside; /* its first word */
} aside_row;

Test(acronym, beside_its_words_it_is_set_aside)
{
    static const aside_row asides[] = {
        {"РЖД (Российские железные дороги)", true},
        {"РЖД Россия железо", false},
        {"UN United Nations", false}, /* two letters may fit by chance */
        {"IMF International Money", false},
        {"ABA Bank Alpha", false}, /* not by itself */
    };
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_LEN(asides); i++) {
        const norm_name *name = encode_kind(&t, asides[i].text, "", NORM_KIND_ORG);

        cr_expect_eq(nrm_is_set_aside(&nrm_name_words(name)[0]), asides[i].is_aside, "%s",
                     asides[i].text);
    }
    close_builtin(&t);
}

/* Words that an acronym has beside it are no words without a partner. */
Test(acronym, words_written_out_have_a_partner)
{
    builtin t;
    const norm_name *names[2];
    nrm_alignment found;
    size_t i;

    open_builtin(&t, NULL);
    names[0] = encode_kind(&t, "РЖД", "ru", NORM_KIND_ORG);
    names[1] = encode_kind(&t, "РЖД (Российские железные дороги)", "ru", NORM_KIND_ORG);
    for (i = 0; i < 2; i++) {
        nrm_align(&t.model->costs, names[i], names[1 - i], &found);
        cr_assert_eq(found.count, 1);
        cr_expect_eq(found.items[0].how, NRM_HOW_SOUNDS);
        cr_expect_eq(i == 0 ? found.a_used : found.b_used, 1);
        cr_expect_eq(i == 0 ? found.b_used : found.a_used,
                     (UINT32_C(1) << names[1]->word_count) - 1);
    }
    close_builtin(&t);
}

typedef struct cap_row {
    const char *acronym, *other;
    bool may_match;
} cap_row;

/* However likely a match is beforehand, few letters alone are none. */
Test(acronym, few_letters_alone_are_no_match)
{
    static const cap_row caps[] = {
        {"UN", "United Nations", false},
        {"IMF", "International Monetary Fund", false},
        {"ZCMC", "Zangezur Copper Molybdenum Combine", false},
        {"ADNSU", "Azerbaijan Drilling Navigation Shipping Union", true},
        {"IMF Tbilisi", "International Monetary Fund Tbilisi", true},
    };
    double before = 0;
    builtin t;
    size_t i;

    open_builtin(&t, NULL);
    for (i = 0; i < NRM_LEN(caps); i++) {
        norm_match_opts opts;
        norm_match_result result;
        norm_error err;

        norm_match_opts_init(&opts);
        opts.prior = 0.999999;
        cr_assert_eq(norm_compare(t.ctx, encode_kind(&t, caps[i].acronym, "en", NORM_KIND_ORG),
                                  encode_kind(&t, caps[i].other, "en", NORM_KIND_ORG), &opts,
                                  &result, &err),
                     NORM_OK, "%s", err.message);
        cr_expect_eq(result.verdict, caps[i].may_match ? NORM_MATCH : NORM_REVIEW, "%s: %.3f",
                     caps[i].acronym, result.probability);
        cr_expect(result.probability >= before || caps[i].may_match, "%s", caps[i].acronym);
        before = result.probability;
    }
    close_builtin(&t);
}
