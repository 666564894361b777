/* base/public.c - the small public functions that need no model.
 * SPDX-License-Identifier: MIT */
#include <string.h>

#include <libnorm/base.h>

norm_str norm_str_from(const char *text)
{
    return (norm_str){text, text != NULL ? strlen(text) : 0};
}

const char *norm_version(void)
{
    return NORM_VERSION;
}

const char *norm_status_text(norm_status status)
{
    switch (status) {
    case NORM_OK:
        return "ok";
    case NORM_E_ARG:
        return "bad argument";
    case NORM_E_NOMEM:
        return "out of memory";
    case NORM_E_UTF8:
        return "invalid UTF-8";
    case NORM_E_LIMIT:
        return "over the limit";
    case NORM_E_NOTFOUND:
        return "not found";
    case NORM_E_FORMAT:
        return "bad format";
    case NORM_E_VERSION:
        return "wrong version";
    case NORM_E_IO:
        return "input or output failed";
    case NORM_E_UNSUPPORTED:
        return "not supported";
    case NORM_E_INTERNAL:
        return "internal fault";
    }
    return "unknown status";
}
