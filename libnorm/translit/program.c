/* translit/program.c - opens a compiled rule file and checks every number in it.
 * SPDX-License-Identifier: MIT
 *
 * What holds afterwards, so that the engine need not look: every letter number is below
 * count.letters; letters of pool, class_bits and elements are of the rules (NRM_LETTER_FIRST and
 * up), hence never match the sentinels around a text; every index with its length lies inside of
 * its array; outputs are followed by NRM_COPY bytes. */
#include "translit/program.h"

#include "base/fail.h"

static norm_status damaged(const nrm_reader *reader, norm_error *err, const char *what)
{
    return nrm_fail(err, NORM_E_FORMAT, reader->pos, "damaged tables: %s of a rule program", what);
}

static const uint8_t *read_array(nrm_reader *reader, uint32_t count, size_t elem_size)
{
    nrm_read_align(reader, 4);
    return nrm_read_array(reader, count, elem_size);
}

static void read_arrays(nrm_reader *reader, nrm_program *out)
{
    const nrm_program_counts *n = &out->count;

    out->block_of = read_array(reader, n->block_of, 1);
    out->blocks = read_array(reader, n->blocks, (size_t)NRM_BLOCK * 2);
    out->letters = read_array(reader, n->letters, 12);
    out->rules = read_array(reader, n->rules, 16);
    out->outputs = read_array(reader, n->outputs, 8);
    out->bytes = read_array(reader, n->bytes, 1);
    out->pool = read_array(reader, n->pool, 2);
    out->elements = read_array(reader, n->elements, 4);
    out->classes = read_array(reader, n->classes, 4);
    out->class_bits = read_array(reader, n->classes, out->class_stride);
    out->groups = read_array(reader, n->groups, 4);
    out->sames = read_array(reader, n->sames, 8);
    out->steps = read_array(reader, n->letters, 16);
    out->cells = read_array(reader, n->cells, 8);
    /* both below 2^16: the product is no overflow */
    out->sieves = read_array(reader, n->sieves * n->columns, 4);
}

static bool is_inside(uint32_t first, uint32_t len, uint32_t count)
{
    return first <= count && len <= count - first;
}

static bool map_is_sound(const nrm_program *p)
{
    uint32_t i;

    for (i = 0; i < p->count.block_of; i++) {
        if (p->block_of[i] >= p->count.blocks)
            return false;
    }
    for (i = 0; i < p->count.blocks * NRM_BLOCK; i++) {
        uint32_t entry = nrm_load_u16(p->blocks + (size_t)i * 2);

        if (NRM_ENTRY_LETTER(entry) >= p->count.letters)
            return false;
        if (i / NRM_BLOCK == p->count.blocks - 1 && entry != NRM_ENTRY_UNKNOWN)
            return false; /* the last block */
    }
    return p->count.blocks > 0;
}

/* Whether a row of sieves names cells that are there, and one whatever the neighbours. */
static bool step_is_sound(const nrm_program *p, const uint8_t *step)
{
    uint32_t row = nrm_load_u16(step);
    uint32_t common = UINT16_MAX;
    uint32_t all = 0;
    uint32_t bits = 0;
    uint32_t i;

    if (step[4] >= p->count.columns ||
        !is_inside(row, p->count.columns, p->count.sieves * p->count.columns))
        return false;
    for (i = 0; i < p->count.columns; i++) {
        const uint8_t *masks = p->sieves + ((size_t)row + i) * 4;

        all |= nrm_load_u16(masks + 2);
        common &= (uint32_t)nrm_load_u16(masks) & nrm_load_u16(masks + 2);
    }
    for (; all != 0; all >>= 1)
        bits++;
    return common != 0 && is_inside(nrm_load_u16(step + 2), bits, p->count.cells);
}

static bool steps_are_sound(const nrm_program *p)
{
    uint32_t i;

    for (i = 0; i < 2 * p->count.letters; i++) {
        if (!step_is_sound(p, p->steps + (size_t)i * 8))
            return false;
    }
    for (i = 0; i < p->count.cells; i++) {
        uint8_t len = p->cells[(size_t)i * 8 + NRM_CELL_BYTES];

        if (len > NRM_CELL_BYTES && len != NRM_CELL_ASK)
            return false;
    }
    return true;
}

static bool letters_are_sound(const nrm_program *p)
{
    uint32_t i;

    for (i = 0; i < p->count.letters; i++) {
        const uint8_t *letter = nrm_program_letter(p, i);
        uint32_t direct = nrm_load_u16(letter + 8);

        if (!is_inside(nrm_load_u16(letter), nrm_load_u16(letter + 2), p->count.rules) ||
            !is_inside(nrm_load_u16(letter + 4), letter[6], p->count.sames) ||
            (direct != NRM_NO_OUTPUT &&
             (direct >= p->count.outputs || nrm_load_u16(letter + 2) == 0)))
            return false;
    }
    return true;
}

static bool rules_are_sound(const nrm_program *p)
{
    uint32_t i;

    for (i = 0; i < p->count.rules; i++) {
        const uint8_t *rule = nrm_program_rule(p, i);

        if (nrm_load_u16(rule) >= p->count.outputs || rule[4] == 0 ||
            !is_inside(nrm_load_u16(rule + 2), rule[4] - 1U, p->count.pool) ||
            !is_inside(nrm_load_u16(rule + 8), (uint32_t)rule[5] + rule[6], p->count.elements))
            return false;
    }
    for (i = 0; i < p->count.sames; i++) {
        const uint8_t *same = p->sames + (size_t)i * 8;

        if (same[4] == 0 || !is_inside(nrm_load_u16(same), same[4], p->count.pool) ||
            !is_inside(nrm_load_u16(same + 2), same[5], p->count.pool))
            return false;
    }
    return true;
}

static bool outputs_are_sound(const nrm_program *p)
{
    uint32_t i;

    for (i = 0; i < p->count.outputs; i++) {
        const uint8_t *output = nrm_program_output(p, i);
        uint32_t len = (uint32_t)output[4] + output[5] + output[6];

        if (p->count.bytes < NRM_COPY ||
            !is_inside(nrm_load_u32(output), len, p->count.bytes - NRM_COPY))
            return false;
    }
    return true;
}

static bool is_letter(const nrm_program *p, uint32_t letter)
{
    return letter >= NRM_LETTER_FIRST && letter < p->count.letters;
}

static bool contexts_are_sound(const nrm_program *p)
{
    uint32_t i;

    for (i = 0; i < p->count.pool; i++) {
        if (!is_letter(p, nrm_program_pool(p, i)))
            return false;
    }
    for (i = 0; i < p->count.elements; i++) {
        uint32_t e = nrm_load_u32(p->elements + (size_t)i * 4);
        uint32_t kind = NRM_ELEM_KIND(e);
        uint32_t arg = NRM_ELEM_ARG(e);

        if (kind > NRM_ELEM_CLASS || (kind == NRM_ELEM_LETTER && !is_letter(p, arg)) ||
            (kind == NRM_ELEM_CLASS && arg >= p->count.classes) ||
            (kind == NRM_ELEM_GROUP &&
             (NRM_ELEM_LEN(e) == 0 || !is_inside(arg, NRM_ELEM_LEN(e), p->count.pool))))
            return false;
    }
    for (i = 0; i < p->count.classes; i++) {
        uint32_t class = nrm_load_u32(p->classes + (size_t)i * 4);
        uint8_t low = p->class_bits[(size_t)i * p->class_stride];

        if (!is_inside(class & 0xFFFFU, class >> 16, p->count.groups) ||
            (low & ((1U << NRM_LETTER_FIRST) - 1)) != 0)
            return false;
    }
    for (i = 0; i < p->count.groups; i++) {
        uint32_t group = nrm_load_u32(p->groups + (size_t)i * 4);

        if (group >> 16 == 0 || !is_inside(group & 0xFFFFU, group >> 16, p->count.pool))
            return false;
    }
    return true;
}

/* A block is what the last byte of a sequence chooses from: a lead byte of two begins one. */
static void fill_leads(nrm_program *p)
{
    uint32_t lead;

    for (lead = 0x80; lead <= 0xFF; lead++) {
        uint32_t block = p->count.blocks - 1;

        if (lead >= 0xC2 && lead <= 0xDF)
            block = p->block_of[lead & 0x1FU];
        p->leads[lead - 0x80] = (uint16_t)(block * NRM_BLOCK);
    }
}

norm_status nrm_program_read(nrm_reader *reader, nrm_program *out, norm_error *err)
{
    uint32_t n[NRM_PROGRAM_COUNTS];
    size_t i;

    for (i = 0; i < NRM_PROGRAM_COUNTS; i++)
        n[i] = nrm_read_u32(reader);
    *out = (nrm_program){.count = {n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9],
                                   n[10], n[11], n[12], n[13]}};
    if (reader->failed || out->count.letters < NRM_LETTER_FIRST ||
        out->count.letters > NRM_LETTER_MAX + 1 || out->count.block_of < NRM_BLOCKS_LEAST ||
        out->count.block_of > 0x110000 / NRM_BLOCK || out->count.columns > UINT8_MAX + 1U ||
        out->count.sieves > NRM_LETTER_MAX + 1)
        return damaged(reader, err, "counts");
    out->limit = out->count.block_of * NRM_BLOCK;
    out->class_stride = (out->count.letters + 7) / 8;
    read_arrays(reader, out);
    if (reader->failed)
        return damaged(reader, err, "arrays");
    if (!map_is_sound(out) || !letters_are_sound(out) || !steps_are_sound(out))
        return damaged(reader, err, "letters");
    if (!rules_are_sound(out) || !outputs_are_sound(out))
        return damaged(reader, err, "rules");
    if (!contexts_are_sound(out))
        return damaged(reader, err, "contexts");
    fill_leads(out);
    return NORM_OK;
}
