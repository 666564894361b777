/* compare/explain.c - why two names are held to be one: reasons that add up to the score.
 * SPDX-License-Identifier: MIT
 *
 * Side 0 is the caller's a and side 1 the caller's b. The comparison is computed for the
 * names in order (nrm_in_order), so what it says about its first name is of side
 * `first`, and a table of costs may have been used the other way round once more. */
#include "compare/explain.h"

#include <string.h>

#include "base/buf.h"
#include "base/fail.h"
#include "base/str.h"
#include "compare/acronym.h"
#include "compare/contradict.h"
#include "compare/operation.h"
#include "compare/places.h"
#include "compare/reasons.h"

typedef struct builder {
    const nrm_matcher *matcher;
    const nrm_encoder *encoder;
    nrm_arena *arena;
    const norm_name *names[2];
    norm_str texts[2]; /* copies in the arena */
    size_t first;      /* the side that the alignment calls a */
    nrm_alignment alignment;
    nrm_reasons reasons;
} builder;

static const nrm_word *word_at(const builder *b, size_t side, size_t i)
{
    return &nrm_name_words(b->names[side])[i];
}

static norm_reason *add(builder *b, norm_reason_type type, const char *what, int32_t nats)
{
    return nrm_reasons_add(&b->reasons, type, what, nats);
}

static void set_text(const builder *b, norm_reason *reason, size_t side, size_t begin, size_t end)
{
    norm_str *text = side == 0 ? &reason->a_text : &reason->b_text;

    if (begin < end)
        *text = nrm_str_slice(b->texts[side], begin, end);
}

static void set_words(const builder *b, norm_reason *reason, size_t side, size_t i, size_t n)
{
    set_text(b, reason, side, word_at(b, side, i)->begin, word_at(b, side, i + n - 1)->end);
}

static norm_str finish(builder *b, const nrm_buf *buf)
{
    return nrm_reasons_finish(&b->reasons, buf);
}

static norm_str join(builder *b, const char *front, norm_str back)
{
    return nrm_reasons_join(&b->reasons, front, back);
}

/* ---- sounds ---- */

/* The letters behind sounds [begin, end) of a word: up to where the next other letter
 * begins, so that two sounds of one letter (е: y e) both show it. */
static void set_letters(const builder *b, norm_reason *reason, size_t side, size_t word,
                        size_t begin, size_t end)
{
    const norm_name *name = b->names[side];
    size_t sounds_end;
    size_t last;
    size_t from;

    if (begin == end)
        return;
    while (word + 1 < name->word_count && word_at(b, side, word + 1)->sound_begin < end)
        word++;
    sounds_end = (size_t)word_at(b, side, word)->sound_begin + word_at(b, side, word)->sound_count;
    from = nrm_name_origin(name, begin);
    last = nrm_name_origin(name, end - 1);
    while (end < sounds_end && nrm_name_origin(name, end) <= last)
        end++;
    set_text(b, reason, side, from,
             end < sounds_end ? nrm_name_origin(name, end) : word_at(b, side, word)->end);
}

static void add_symbols(const builder *b, nrm_buf *buf, const uint8_t sounds[NRM_SIDE])
{
    size_t i;

    nrm_buf_add_byte(buf, b->encoder->alphabet->symbol[sounds[0]]);
    for (i = 1; i < NRM_SIDE && sounds[i] != NRM_NO_SOUND; i++)
        nrm_buf_add_byte(buf, b->encoder->alphabet->symbol[sounds[i]]);
}

/* "costs/sounds.tsv Armn:Latn x~kh", as the row stands there. */
static norm_str name_row(builder *b, nrm_operation op)
{
    nrm_operation row = nrm_costs_origin(b->matcher->costs, op);
    const nrm_pair_costs *pair = &b->matcher->costs->pairs[row.pair];
    nrm_buf buf;

    nrm_buf_init(&buf, b->arena);
    nrm_buf_add(&buf, norm_str_from("costs/sounds.tsv "));
    nrm_buf_add(&buf, pair->tag_a);
    nrm_buf_add_byte(&buf, ':');
    nrm_buf_add(&buf, pair->tag_b);
    nrm_buf_add_byte(&buf, ' ');
    add_symbols(b, &buf, row.a);
    nrm_buf_add_byte(&buf, '~');
    add_symbols(b, &buf, row.b);
    return finish(b, &buf);
}

/* What happened from the caller's a to the caller's b, sound by sound. */
static norm_str name_sounds(builder *b, const uint8_t a[NRM_SIDE], const uint8_t to[NRM_SIDE])
{
    static const char *const numbers[NRM_SIDE + 1] = {"no sound", "one sound", "two sounds",
                                                      "three sounds"};
    size_t n = nrm_side_len(a);
    size_t m = nrm_side_len(to);
    nrm_buf buf;

    if (n == 0)
        return norm_str_from("put in");
    if (m == 0)
        return norm_str_from("left out");
    if (memcmp(a, to, NRM_SIDE) == 0)
        return norm_str_from(n == 1 ? "same sound" : "same sounds");
    nrm_buf_init(&buf, b->arena);
    if (n != m)
        nrm_buf_addf(&buf, "%s for %s: ", numbers[m], n == 1 ? "one" : n == 2 ? "two" : "three");
    add_symbols(b, &buf, to);
    nrm_buf_add(&buf, norm_str_from(" for "));
    add_symbols(b, &buf, a);
    return finish(b, &buf);
}

/* The same with the name of the operation, where it has one of its own. */
static norm_str name_change(builder *b, norm_str sounds, const char *operation)
{
    nrm_buf buf;

    if (strcmp(operation, "same") == 0 || strcmp(operation, "spelling") == 0)
        return sounds;
    nrm_buf_init(&buf, b->arena);
    nrm_buf_add(&buf, sounds);
    nrm_buf_add(&buf, norm_str_from(" ("));
    nrm_buf_add(&buf, norm_str_from(operation));
    nrm_buf_add_byte(&buf, ')');
    return finish(b, &buf);
}

static norm_str letters_of(const norm_reason *reason, size_t side)
{
    return side == 0 ? reason->a_text : reason->b_text;
}

/* One operation. sides: of the view that the operation calls a, and of b; words: the
 * first words of the pairing on the sides 0 and 1. */
static void add_segment(builder *b, size_t pair, const nrm_edit_op *op, const size_t sides[2],
                        const nrm_sounds_view views[2], const size_t words[2])
{
    norm_reason *reason = add(b, NORM_REASON_SEGMENT, "", op->nats);
    const size_t begin[2] = {op->a_begin, op->b_begin};
    const size_t count[2] = {op->a_len, op->b_len};
    const char *operation;
    nrm_operation row = {.pair = pair, .place = op->place};
    uint8_t *const sounds[2] = {row.a, row.b}; /* as the operation has them */
    size_t k;

    for (k = 0; k < 2; k++) {
        size_t side = sides[k];
        size_t at = word_at(b, side, words[side])->sound_begin + begin[k];

        memcpy(sounds[k], views[k].at + begin[k], count[k]);
        set_letters(b, reason, side, words[side], at, at + count[k]);
    }
    reason->source = name_row(b, row);
    operation = nrm_operation_name(
        b->encoder->alphabet,
        &(nrm_segment){{views[0], views[1]},
                       {begin[0], begin[1]},
                       {count[0], count[1]},
                       {letters_of(reason, sides[0]), letters_of(reason, sides[1])}});
    reason->operation = norm_str_from(operation);
    reason->what = name_change(b, name_sounds(b, sounds[sides[0]], sounds[sides[1]]), operation);
}

/* The two endings of a pairing by_ending; arguments as for add_segment. */
static void add_endings(builder *b, const nrm_pair_costs *pair, const size_t sides[2],
                        const size_t words[2])
{
    const nrm_endings *endings = b->encoder->endings;
    const nrm_ending_form *forms[2]; /* of the caller's a and b */
    uint8_t found[2];                /* in the order of the pair's tags */
    norm_reason *reason = add(b, NORM_REASON_SEGMENT, "", 0);
    nrm_buf buf;
    size_t k;

    for (k = 0; k < 2; k++) {
        size_t side = sides[k];
        const nrm_word *word = word_at(b, side, words[side]);
        size_t end = (size_t)word->sound_begin + word->sound_count;

        found[k] = nrm_name_endings(b->names[side])[words[side]];
        forms[side] = &endings->forms[endings->items[found[k]].form];
        set_letters(b, reason, side, words[side], end - endings->items[found[k]].count, end);
    }
    reason->nats = nrm_ending_nats(b->matcher->costs, pair, found[0], found[1]);
    b->reasons.sum += reason->nats;
    reason->operation = norm_str_from(nrm_ending_operation(endings, found[0], found[1]));
    nrm_buf_init(&buf, b->arena);
    nrm_buf_addf(&buf, "%.*s for %.*s (%.*s)", (int)forms[1]->name.len, forms[1]->name.ptr,
                 (int)forms[0]->name.len, forms[0]->name.ptr, (int)reason->operation.len,
                 reason->operation.ptr);
    reason->what = finish(b, &buf);
    if (forms[0] > forms[1]) { /* the table has each pair once, in its own order */
        const nrm_ending_form *swap = forms[0];

        forms[0] = forms[1];
        forms[1] = swap;
    }
    nrm_buf_init(&buf, b->arena);
    nrm_buf_addf(&buf, "costs/endings.tsv %.*s %.*s~%.*s", (int)forms[0]->family.len,
                 forms[0]->family.ptr, (int)forms[0]->name.len, forms[0]->name.ptr,
                 (int)forms[1]->name.len, forms[1]->name.ptr);
    reason->source = finish(b, &buf);
}

static void add_sounds(builder *b, const nrm_pairing *p)
{
    const nrm_costs *costs = b->matcher->costs;
    size_t words[2] = {b->first == 0 ? p->a : p->b, b->first == 0 ? p->b : p->a};
    size_t counts[2] = {b->first == 0 ? p->a_words : p->b_words,
                        b->first == 0 ? p->b_words : p->a_words};
    size_t sides[2] = {b->first, 1 - b->first};
    nrm_sounds_view views[2];
    nrm_sounds_view paired[2]; /* of these what the edit costs compare */
    nrm_edit_op ops[NRM_EDIT_OPS];
    bool exchange;
    const nrm_pair_costs *pair =
        nrm_costs_for(costs, word_at(b, sides[0], words[sides[0]])->system,
                      word_at(b, sides[1], words[sides[1]])->system, &exchange);
    size_t count;
    size_t i;

    if (exchange) {
        sides[0] = 1 - sides[0];
        sides[1] = 1 - sides[1];
    }
    for (i = 0; i < 2; i++) {
        size_t side = sides[i];

        views[i] = nrm_word_sounds(b->names[side], words[side], counts[side]);
        paired[i] =
            nrm_paired_sounds(costs, b->names[side], words[side], counts[side], p->by_ending);
    }
    count = nrm_edit_align(costs, pair, paired[0], paired[1], ops);
    for (i = 0; i < count; i++)
        add_segment(b, (size_t)(pair - costs->pairs), &ops[i], sides, views, words);
    if (p->by_ending)
        add_endings(b, pair, sides, words);
}

/* ---- words ---- */

static norm_str name_of_sense(const builder *b, uint16_t sense)
{
    const nrm_names *names = b->encoder->names;

    return sense < names->sense_count ? names->senses[sense] : (norm_str){"", 0};
}

/* The tag of the place that both words of a pairing name. */
static norm_str name_of_place(const builder *b, const nrm_pairing *p)
{
    return nrm_names_place(b->encoder->names, nrm_shared_place(word_at(b, b->first, p->a),
                                                               word_at(b, 1 - b->first, p->b)));
}

/* The table of words with a sense and this role. */
static const char *table_of(uint8_t role)
{
    if (role == NRM_ROLE_MEANING)
        return "names/meanings.tsv ";
    return role == NRM_ROLE_LEGAL ? "names/legal.tsv " : "names/generic.tsv ";
}

/* Each letter with the word that it stands for. */
static void explain_acronym(builder *b, const nrm_pairing *p)
{
    bool is_first = p->a_words == 1;
    size_t side = is_first ? b->first : 1 - b->first; /* of the acronym */
    size_t word = is_first ? p->a : p->b;
    size_t run = is_first ? p->b : p->a;
    nrm_letter letters[NRM_ACRONYM_LETTERS];
    size_t count = nrm_acronym_letters(b->matcher->costs, b->names[side], word, b->names[1 - side],
                                       run, letters);
    size_t i;

    for (i = 0; i < count; i++) {
        norm_reason *reason =
            add(b, NORM_REASON_TOKEN, "letter of an acronym that fits", letters[i].nats);

        set_text(b, reason, side, letters[i].begin, letters[i].end);
        set_text(b, reason, 1 - side, letters[i].word_begin, letters[i].word_end);
    }
}

static void explain_pairing(builder *b, const nrm_pairing *p)
{
    size_t second = 1 - b->first;
    const nrm_word *word = word_at(b, b->first, p->a);
    norm_reason *reason = NULL;
    const char *what;

    switch ((nrm_how)p->how) {
    case NRM_HOW_SOUNDS:
        add_sounds(b, p);
        break;
    case NRM_HOW_SENSE:
        reason = add(b, NORM_REASON_TOKEN, "", p->nats);
        reason->what = join(b, "same meaning: ", name_of_sense(b, word->sense));
        reason->source = join(b, table_of(word->role), name_of_sense(b, word->sense));
        break;
    case NRM_HOW_CLUSTER:
        reason = add(b, NORM_REASON_TOKEN, "known forms of one given name", p->nats);
        reason->source = norm_str_from("names/given.tsv");
        break;
    case NRM_HOW_PLACE:
        reason = add(b, NORM_REASON_TOKEN, "known names of one place", p->nats);
        reason->source = join(b, "names/places*.tsv ", name_of_place(b, p));
        break;
    case NRM_HOW_NUMBER:
        reason = add(b, NORM_REASON_TOKEN, "same number", p->nats);
        break;
    case NRM_HOW_INITIAL:
        reason = add(b, NORM_REASON_TOKEN, "initial that fits", p->nats);
        break;
    case NRM_HOW_ACRONYM:
        explain_acronym(b, p);
        break;
    }
    if (reason != NULL) {
        set_words(b, reason, b->first, p->a, p->a_words);
        set_words(b, reason, second, p->b, p->b_words);
    }
    what = p->a_words == 1 && p->b_words == 1
               ? nrm_contradiction_of_pair(b->names[b->first], p->a, b->names[second], p->b)
               : NULL;
    if (what != NULL) {
        reason = add(b, NORM_REASON_TOKEN, what, 0);
        set_words(b, reason, b->first, p->a, 1);
        set_words(b, reason, second, p->b, 1);
    }
}

static bool is_left(const builder *b, size_t side, size_t i)
{
    uint32_t used = side == b->first ? b->alignment.a_used : b->alignment.b_used;

    return (used >> i & 1U) == 0;
}

static const char *name_of_left(uint8_t role)
{
    static const char *const texts[NRM_ROLES] = {"word without a partner",
                                                 "generic word, ignored",
                                                 "word for the kind of thing, without a partner",
                                                 "word with a meaning, without a partner",
                                                 "number without a partner",
                                                 "initial without a partner",
                                                 "patronymic without a partner",
                                                 "mark of a patronymic, ignored",
                                                 "particle, ignored",
                                                 "title, ignored",
                                                 "suffix, ignored",
                                                 "legal form, ignored",
                                                 "function word, ignored"};

    return texts[role];
}

static void explain_left(builder *b, size_t side, size_t i)
{
    set_words(b, add(b, NORM_REASON_TOKEN, name_of_left(word_at(b, side, i)->role), 0), side, i, 1);
}

/* A left word of side 0, together with one of side 1 that contradicts it. */
static void explain_left_first(builder *b, size_t i, uint32_t *told)
{
    size_t k;

    for (k = 0; k < b->names[1]->word_count; k++) {
        const char *what =
            is_left(b, 1, k) ? nrm_contradiction_of_left(word_at(b, 0, i), word_at(b, 1, k)) : NULL;

        if (what != NULL) {
            norm_reason *reason = add(b, NORM_REASON_TOKEN, what, 0);

            set_words(b, reason, 0, i, 1);
            set_words(b, reason, 1, k, 1);
            *told |= UINT32_C(1) << k;
            return;
        }
    }
    explain_left(b, 0, i);
}

/* The pairing whose words of side 0 begin at word i. */
static const nrm_pairing *pairing_at(const builder *b, size_t i)
{
    size_t k;

    for (k = 0; k < b->alignment.count; k++) {
        const nrm_pairing *p = &b->alignment.items[k];

        if ((b->first == 0 ? p->a : p->b) == i)
            return p;
    }
    return NULL;
}

/* Words that have their partner in an acronym, without being in a pairing themselves. */
static void explain_written_out(builder *b, size_t side)
{
    const nrm_alignment *found = &b->alignment;
    uint32_t words = side == b->first ? found->a_used : found->b_used;
    size_t i;
    size_t k;

    for (k = 0; k < found->count; k++) {
        const nrm_pairing *p = &found->items[k];
        size_t first = side == b->first ? p->a : p->b;
        size_t count = side == b->first ? p->a_words : p->b_words;

        words &= ~(((UINT32_C(1) << count) - 1) << first);
    }
    for (i = 0; i < b->names[side]->word_count; i++) {
        if ((words >> i & 1U) != 0)
            set_words(b, add(b, NORM_REASON_TOKEN, "what an acronym beside it stands for", 0), side,
                      i, 1);
    }
}

static void explain_words(builder *b)
{
    uint32_t told = 0; /* bit i: word i of side 1 stands in a reason of side 0 */
    const char *what;
    size_t i;

    for (i = 0; i < b->names[0]->word_count; i++) {
        const nrm_pairing *p = pairing_at(b, i);

        if (p != NULL)
            explain_pairing(b, p);
        else if (is_left(b, 0, i))
            explain_left_first(b, i, &told);
    }
    for (i = 0; i < b->names[1]->word_count; i++) {
        if (is_left(b, 1, i) && (told >> i & 1U) == 0)
            explain_left(b, 1, i);
    }
    for (i = 0; i < 2; i++)
        explain_written_out(b, i);
    what = nrm_contradiction_of_names(b->names[b->first], b->names[1 - b->first], &b->alignment);
    if (what != NULL) {
        norm_reason *reason = add(b, NORM_REASON_TOKEN, what, 0);

        reason->a_text = b->texts[0];
        reason->b_text = b->texts[1];
    }
}

/* ---- the whole ---- */

/* Most reasons there can be: operations, words of both sides (one more for genders),
 * and what nrm_reasons_add_terms() adds. */
static size_t most_reasons(const builder *b)
{
    size_t words = (size_t)b->names[0]->word_count + b->names[1]->word_count;

    return (size_t)b->names[0]->sound_count + b->names[1]->sound_count + 2 * words + 1 +
           NRM_TERM_REASONS;
}

static norm_status begin(builder *b, norm_error *err)
{
    size_t side;
    norm_status status = NORM_OK;

    for (side = 0; side < 2 && status == NORM_OK; side++)
        status = nrm_arena_copy(b->arena, nrm_name_text(b->names[side]), &b->texts[side], err);
    if (status != NORM_OK)
        return status;
    return nrm_reasons_open(b->arena, most_reasons(b), &b->reasons, err);
}

norm_status nrm_explain(const nrm_matcher *matcher, const nrm_encoder *encoder, nrm_arena *arena,
                        const norm_name *const names[2], norm_kind kind, double prior,
                        norm_explanation *out, norm_error *err)
{
    builder b = {.matcher = matcher,
                 .encoder = encoder,
                 .arena = arena,
                 .names = {names[0], names[1]},
                 .first = nrm_in_order(names[0], names[1]) ? 0 : 1};
    norm_kind common = nrm_common_kind(names[0], names[1], kind);
    nrm_features features;
    norm_status status = begin(&b, err);

    memset(out, 0, sizeof *out);
    if (status != NORM_OK)
        return status;
    nrm_align(matcher->costs, names[b.first], names[1 - b.first], &b.alignment);
    nrm_features_of(names[b.first], names[1 - b.first], &b.alignment, &features);
    explain_words(&b);
    nrm_reasons_add_terms(&b.reasons, matcher->scorer, common, &features, prior);
    if (b.reasons.failed)
        return nrm_fail_nomem(err);
    out->result = nrm_judge(matcher->scorer, common, b.reasons.sum);
    out->reasons = b.reasons.items;
    out->reason_count = b.reasons.count;
    return NORM_OK;
}
