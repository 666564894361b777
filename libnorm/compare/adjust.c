/* compare/adjust.c - a score made right for the two scripts that the names are in.
 * SPDX-License-Identifier: MIT */
#include "compare/adjust.h"

#include <string.h>

#include "base/str.h"

#define NAT   1024
#define KNOTS 4

/* The middle ones hold what few pairs and many are about: most wrong names are below the first,
 * most right ones above the last. On held-out folds, 2 or 4 in place of 3, and 7 in place of 5,
 * were equally good. */
static const int32_t knots[KNOTS] = {-8 * NAT, -2 * NAT, 3 * NAT, 5 * NAT};

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

static bool is_small(int32_t nats)
{
    return nats >= -NRM_MOST_ADJUSTED && nats <= NRM_MOST_ADJUSTED;
}

bool nrm_adjustment_is_sane(nrm_adjustment how)
{
    return is_small(how.low) && is_small(how.high);
}

int32_t nrm_adjust(nrm_adjustment how, int32_t score)
{
    const int32_t values[KNOTS] = {0, how.low, how.high, 0};
    size_t i = 0;

    if (score <= knots[0] || score >= knots[KNOTS - 1])
        return score;
    while (score >= knots[i + 1])
        i++;
    return score + values[i] +
           (int32_t)((int64_t)(values[i + 1] - values[i]) * (score - knots[i]) /
                     (knots[i + 1] - knots[i]));
}

int32_t nrm_adjust_least(nrm_adjustment how, int32_t adjusted)
{
    int32_t low = knots[0];
    int32_t high = knots[KNOTS - 1];

    if (adjusted <= low || adjusted > high)
        return adjusted;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;

        if (nrm_adjust(how, middle) < adjusted)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void nrm_adjust_shares(double x, double out[2])
{
    out[0] = 0;
    out[1] = 0;
    if (x > knots[0] && x <= knots[1])
        out[0] = (x - knots[0]) / (knots[1] - knots[0]);
    else if (x > knots[2] && x < knots[3])
        out[1] = (knots[3] - x) / (knots[3] - knots[2]);
    else if (x > knots[1] && x <= knots[2]) {
        out[1] = (x - knots[1]) / (knots[2] - knots[1]);
        out[0] = 1 - out[1];
    }
}
