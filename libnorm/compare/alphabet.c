/* compare/alphabet.c - the sound symbols as small numbers.
 * SPDX-License-Identifier: MIT */
#include "compare/alphabet.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fail.h"
#include "tables/tsv.h"

typedef struct columns {
    size_t symbol, skeleton, kind;
} columns;

static norm_status find_columns(const nrm_tsv *tsv, columns *out, norm_error *err)
{
    static const char *const names[] = {"symbol", "class", "kind"};
    size_t *const slots[] = {&out->symbol, &out->skeleton, &out->kind};

    return nrm_tsv_columns(tsv, names, slots, NRM_LEN(names), err);
}

static bool read_kind(norm_str text, uint8_t *out)
{
    static const char *const names[] = {"vowel", "glide", "consonant"};
    size_t i;

    for (i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (nrm_str_eq_c(text, names[i])) {
            *out = (uint8_t)i;
            return true;
        }
    }
    return false;
}

static norm_status add_symbol(nrm_alphabet *alphabet, const nrm_tsv *tsv, const columns *at,
                              norm_error *err)
{
    norm_str symbol = tsv->cells[at->symbol];
    norm_str skeleton = tsv->cells[at->skeleton];
    size_t number = alphabet->count;

    if (symbol.len != 1 || skeleton.len != 1 || number >= NRM_SOUNDS)
        return nrm_fail_line(err, NORM_E_FORMAT, tsv->line,
                             "alphabet.tsv: a symbol and its class are one character, and there "
                             "are at most %d symbols",
                             NRM_SOUNDS - 1);
    if (alphabet->number_of[(unsigned char)symbol.ptr[0]] != 0)
        return nrm_fail_line(err, NORM_E_FORMAT, tsv->line, "alphabet.tsv: symbol %c stands twice",
                             symbol.ptr[0]);
    if (!read_kind(tsv->cells[at->kind], &alphabet->kind[number]))
        return nrm_fail_line(err, NORM_E_FORMAT, tsv->line,
                             "alphabet.tsv: kind is vowel, glide or consonant");
    alphabet->number_of[(unsigned char)symbol.ptr[0]] = (uint8_t)number;
    alphabet->symbol[number] = symbol.ptr[0];
    alphabet->skeleton[number] = skeleton.ptr[0] == '-' ? '\0' : skeleton.ptr[0];
    alphabet->count++;
    return NORM_OK;
}

norm_status nrm_alphabet_read(norm_str tsv_bytes, nrm_alphabet *out, norm_error *err)
{
    nrm_tsv tsv;
    columns at;
    bool more;
    norm_status status;

    memset(out, 0, sizeof *out);
    out->symbol[NRM_NO_SOUND] = '-';
    out->count = 1;
    status = nrm_tsv_open(&tsv, norm_str_from("alphabet.tsv"), tsv_bytes, err);
    if (status == NORM_OK)
        status = find_columns(&tsv, &at, err);
    while (status == NORM_OK) {
        status = nrm_tsv_next(&tsv, &more, err);
        if (status != NORM_OK || !more)
            break;
        status = add_symbol(out, &tsv, &at, err);
    }
    return status;
}
