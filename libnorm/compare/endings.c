/* compare/endings.c - endings of names that stand for each other: -yan and -ian, -ov and -ova.
 * SPDX-License-Identifier: MIT */
#include "compare/endings.h"

#include <string.h>

#include "base/fail.h"

bool nrm_ending_fits(const nrm_endings *endings, size_t ending, const uint8_t *sounds, size_t count)
{
    const nrm_ending *e = &endings->items[ending];

    size_t i = e->count;

    if (count < i + NRM_ENDING_STEM)
        return false;
    /* from the end: most endings with the same last sound differ in the one before it */
    while (i > 0 && e->sounds[i - 1] == sounds[count - e->count + i - 1])
        i--;
    return i == 0;
}

uint8_t nrm_ending_of(const nrm_endings *endings, const uint8_t *sounds, size_t count,
                      bool is_patronymic)
{
    uint8_t last = count > 0 ? sounds[count - 1] : NRM_NO_SOUND;
    size_t i = endings->first[last];

    if (count < NRM_ENDING_STEM)
        return NRM_NO_ENDING;
    for (; i != NRM_NO_ENDING && i < endings->count; i++) {
        const nrm_ending *e = &endings->items[i];

        if (e->count == 0 || e->sounds[e->count - 1] != last)
            break;
        if (nrm_ending_fits(endings, i, sounds, count) &&
            (endings->forms[e->form].class == NRM_ENDING_PATRONYMIC) == is_patronymic)
            return (uint8_t)i;
    }
    return is_patronymic ? endings->first[NRM_NO_SOUND] : NRM_NO_ENDING;
}

const char *nrm_ending_operation(const nrm_endings *endings, uint8_t a, uint8_t b)
{
    uint8_t class_a = endings->forms[endings->items[a].form].class;
    uint8_t class_b = endings->forms[endings->items[b].form].class;

    if (class_a == NRM_ENDING_PATRONYMIC)
        return "patronymic ending";
    return class_a == NRM_ENDING_FEMININE || class_b == NRM_ENDING_FEMININE ? "feminine ending"
                                                                            : "family ending";
}

static norm_status fail_damaged(const nrm_reader *reader, norm_error *err)
{
    return nrm_fail(err, NORM_E_FORMAT, reader->pos, "damaged tables: section ENDS");
}

static norm_status read_ending(nrm_reader *reader, const nrm_alphabet *alphabet, nrm_endings *out,
                               norm_error *err)
{
    nrm_ending *e = &out->items[out->count];
    norm_str symbols;
    uint8_t last = NRM_NO_SOUND;
    size_t i;

    e->form = nrm_read_u8(reader);
    symbols = nrm_read_bytes(reader, nrm_read_u8(reader));
    if (reader->failed || e->form >= out->form_count || symbols.len > NRM_ENDING_SOUNDS)
        return fail_damaged(reader, err);
    e->count = (uint8_t)symbols.len;
    for (i = 0; i < symbols.len; i++) {
        last = alphabet->number_of[(unsigned char)symbols.ptr[i]];
        if (last == NRM_NO_SOUND)
            return fail_damaged(reader, err);
        e->sounds[i] = last;
    }
    if (out->first[last] == NRM_NO_ENDING)
        out->first[last] = (uint8_t)out->count;
    out->count++;
    return NORM_OK;
}

bool nrm_endings_one_family(const nrm_endings *endings, uint8_t a, uint8_t b)
{
    return a != NRM_NO_ENDING && b != NRM_NO_ENDING &&
           nrm_str_eq(endings->forms[endings->items[a].form].family,
                      endings->forms[endings->items[b].form].family);
}

norm_status nrm_endings_open(nrm_reader section, const nrm_alphabet *alphabet, nrm_endings *out,
                             norm_error *err)
{
    size_t forms = nrm_read_u8(&section);
    size_t count;
    norm_status status = NORM_OK;

    memset(out, 0, sizeof *out);
    out->count = 1;
    if (forms > NRM_ENDING_FORMS)
        return fail_damaged(&section, err);
    for (; out->form_count < forms; out->form_count++) {
        nrm_ending_form *form = &out->forms[out->form_count];

        form->class = nrm_read_u8(&section);
        form->family = nrm_read_bytes(&section, nrm_read_u8(&section));
        form->name = nrm_read_bytes(&section, nrm_read_u8(&section));
        if (section.failed || form->class >= NRM_ENDING_CLASSES)
            return fail_damaged(&section, err);
    }
    count = nrm_read_u8(&section);
    if (section.failed || count >= NRM_ENDINGS)
        return fail_damaged(&section, err);
    while (out->count <= count && status == NORM_OK)
        status = read_ending(&section, alphabet, out, err);
    return status;
}

/* ---- what they cost ---- */

/* The form of this name; form_count when there is none. */
static size_t find_form(const nrm_endings *endings, norm_str family, norm_str name)
{
    size_t i;

    for (i = 0; i < endings->form_count; i++) {
        if (nrm_str_eq(endings->forms[i].family, family) &&
            nrm_str_eq(endings->forms[i].name, name))
            break;
    }
    return i;
}

static norm_status fail_costs(const nrm_reader *rows, norm_error *err)
{
    return nrm_fail(err, NORM_E_FORMAT, rows->pos, "damaged tables: costs of endings");
}

norm_status nrm_ending_costs_open(nrm_reader rows, const nrm_endings *endings,
                                  nrm_ending_costs *out, norm_error *err)
{
    size_t count = nrm_read_u16(&rows);
    size_t i;
    size_t k;

    if (rows.failed)
        return fail_costs(&rows, err);
    out->endings = endings;
    for (i = 0; i < NRM_ENDING_FORMS; i++) {
        for (k = 0; k < NRM_ENDING_FORMS; k++)
            out->nats[i][k] = NRM_ENDING_APART;
    }
    for (i = 0; i < count; i++) {
        norm_str family = nrm_read_bytes(&rows, nrm_read_u8(&rows));
        size_t a = find_form(endings, family, nrm_read_bytes(&rows, nrm_read_u8(&rows)));
        size_t b = find_form(endings, family, nrm_read_bytes(&rows, nrm_read_u8(&rows)));
        int16_t nats = (int16_t)nrm_read_u16(&rows);

        if (rows.failed || nats > 0)
            return fail_costs(&rows, err);
        if (a < endings->form_count && b < endings->form_count && a != b) {
            out->nats[a][b] = nats;
            out->nats[b][a] = nats;
        }
    }
    return NORM_OK;
}
