/* compare/adjust.c - a score made right for the two scripts that the names are in.
 * SPDX-License-Identifier: MIT */
#include "compare/adjust.h"

#include <string.h>

#include "base/str.h"

#define ONE 1024 /* the slope that changes nothing */

/* Where an adjusted score ends, either way: a prior can still be added. Real ones are a
 * thousandth of it. */
#define END (INT32_MAX / 2)

uint8_t nrm_script_pair(uint8_t a, uint8_t b)
{
    size_t low = a < b ? a : b;
    size_t high = a < b ? b : a;

    return (uint8_t)(high * (high + 1) / 2 + low);
}

void nrm_script_pair_name(uint8_t pair, char out[10])
{
    size_t high = 0;
    size_t low = pair;

    while (low > high)
        low -= ++high;
    memcpy(out, nrm_script_code((nrm_script)low), 4);
    out[4] = ':';
    memcpy(out + 5, nrm_script_code((nrm_script)high), 5);
}

static uint8_t find_script(norm_str code)
{
    uint8_t script = 0;

    while (script < NRM_SCRIPT_COUNT && !nrm_str_eq_c(code, nrm_script_code((nrm_script)script)))
        script++;
    return script;
}

uint8_t nrm_script_pair_find(norm_str name)
{
    uint8_t a = find_script(nrm_str_cut(&name, ':'));
    uint8_t b = find_script(name);

    return a < NRM_SCRIPT_COUNT && b < NRM_SCRIPT_COUNT ? nrm_script_pair(a, b) : NRM_SCRIPT_PAIRS;
}

bool nrm_adjustment_is_sane(nrm_adjustment how)
{
    return how.slope >= NRM_LEAST_SLOPE && how.slope <= NRM_MOST_SLOPE &&
           how.shift >= -NRM_MOST_SHIFT && how.shift <= NRM_MOST_SHIFT;
}

/* C rounds towards 0, which would make the step there twice as wide as others. */
static int64_t divide_down(int64_t x, int64_t by)
{
    return x >= 0 ? x / by : -((-x + by - 1) / by);
}

int32_t nrm_adjust(nrm_adjustment how, int32_t score)
{
    int64_t adjusted = divide_down((int64_t)score * how.slope, ONE) + how.shift;

    if (adjusted > END)
        return END;
    return adjusted < -END ? -END : (int32_t)adjusted;
}

int32_t nrm_adjust_least(nrm_adjustment how, int32_t adjusted)
{
    /* The least whole number that is not below: down, with the sign turned. */
    int64_t least = -divide_down(-((int64_t)adjusted - how.shift) * ONE, how.slope);

    if (adjusted <= -END || least < INT32_MIN)
        return INT32_MIN;
    return adjusted > END || least > INT32_MAX ? INT32_MAX : (int32_t)least;
}
