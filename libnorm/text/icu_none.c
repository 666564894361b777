/* text/icu_none.c - stands in for text/icu.c when libnorm is built without ICU.
 * SPDX-License-Identifier: MIT */
#include "text/icu.h"

#include "base/fail.h"

bool nrm_icu_present(void)
{
    return false;
}

norm_status nrm_icu_decode(nrm_arena *arena, norm_str bytes, const char *encoding, norm_str *out,
                           norm_error *err)
{
    (void)arena;
    (void)bytes;
    *out = (norm_str){NULL, 0};
    return nrm_fail(err, NORM_E_UNSUPPORTED, NORM_NO_OFFSET,
                    "encoding %s needs a libnorm that is built with ICU", encoding);
}

norm_status nrm_icu_romanize(nrm_arena *arena, norm_str text, norm_str *out, norm_error *err)
{
    (void)arena;
    (void)text;
    *out = (norm_str){NULL, 0};
    return nrm_fail(err, NORM_E_UNSUPPORTED, NORM_NO_OFFSET,
                    "romanization of this script needs a libnorm that is built with ICU");
}
