/* compare/inflected.c - a name of running text, compared in its base forms too.
 * SPDX-License-Identifier: MIT */
#include "compare/inflected.h"

norm_status nrm_inflected_of(const nrm_inflections *inflections, const nrm_encoder *encoder,
                             nrm_arena *arena, const norm_name *name, nrm_inflected *out,
                             norm_error *err)
{
    norm_str lang = {"", 0};
    size_t i;
    norm_status status;

    if (name->word_count > 0)
        lang = encoder->systems->lang[nrm_name_words(name)[0].system];
    status = nrm_base_forms(inflections, arena, nrm_name_text(name), lang, &out->forms, &out->count,
                            err);
    for (i = 0; i < out->count && status == NORM_OK; i++)
        status = nrm_encode(encoder, arena, out->forms[i].text, lang, (norm_kind)name->kind,
                            &out->names[i], err);
    return status;
}

norm_match_result nrm_match_inflected(const nrm_matcher *matcher, const norm_name *a,
                                      const nrm_inflected *inflected, const norm_name *b,
                                      norm_kind kind, double prior, size_t *best)
{
    norm_match_result most = nrm_match(matcher, a, b, kind, prior);
    size_t i;

    *best = inflected->count;
    for (i = 0; i < inflected->count; i++) {
        const norm_name *form = inflected->names[i];
        int32_t score = nrm_match(matcher, form, b, kind, prior).score - NRM_INFLECTED_NATS;

        if (score > most.score) {
            most = nrm_judge(matcher->scorer, nrm_common_kind(form, b, kind), score);
            *best = i;
        }
    }
    return most;
}
