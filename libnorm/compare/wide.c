/* compare/wide.c - operations of two sounds for two, three for one and one for three, by number.
 * SPDX-License-Identifier: MIT */
#include "compare/wide.h"

#include <string.h>

void nrm_wides_init(nrm_wides *wides)
{
    size_t s;

    memset(wides, 0, sizeof *wides);
    for (s = 1; s < NRM_SOUNDS; s++)
        wides->sounds[s][0] = (uint8_t)s;
    wides->groups = NRM_SOUNDS;
    wides->fronts = 1;
    wides->op_count = 1;
}

size_t nrm_side_len(const uint8_t sounds[NRM_SIDE])
{
    size_t n = 0;

    while (n < NRM_SIDE && sounds[n] != NRM_NO_SOUND)
        n++;
    return n;
}

bool nrm_is_wide(const uint8_t a[NRM_SIDE], const uint8_t b[NRM_SIDE])
{
    size_t n = nrm_side_len(a);
    size_t m = nrm_side_len(b);

    return (n == 2 && m == 2) || (n == 3 && m == 1) || (n == 1 && m == 3);
}

size_t nrm_wides_group(const nrm_wides *wides, const uint8_t sounds[NRM_SIDE])
{
    const nrm_two *two = &wides->two[sounds[0] * NRM_SOUNDS + sounds[1]];

    if (sounds[1] == NRM_NO_SOUND)
        return sounds[0];
    return sounds[2] == NRM_NO_SOUND ? two->group : wides->three[two->front][sounds[2]];
}

/* The group of these sounds, a new one when there is none; 0: no room. */
static size_t make_group(nrm_wides *wides, const uint8_t sounds[NRM_SIDE])
{
    size_t group = nrm_wides_group(wides, sounds);
    nrm_two *two = &wides->two[sounds[0] * NRM_SOUNDS + sounds[1]];

    if (group != 0)
        return group;
    if (wides->groups == NRM_GROUPS)
        return 0;
    if (sounds[2] == NRM_NO_SOUND) {
        two->group = (uint8_t)wides->groups;
    } else {
        if (two->front == 0 && wides->fronts == NRM_FRONTS)
            return 0;
        if (two->front == 0)
            two->front = (uint8_t)wides->fronts++;
        wides->three[two->front][sounds[2]] = (uint8_t)wides->groups;
    }
    memcpy(wides->sounds[wides->groups], sounds, NRM_SIDE);
    return wides->groups++;
}

static uint16_t number(nrm_wides *wides, size_t a, size_t b)
{
    size_t op = wides->op_count++;
    const uint8_t *last = wides->sounds[b];

    wides->op_of[a][b] = (uint16_t)op;
    wides->sides[op][0] = (uint8_t)a;
    wides->sides[op][1] = (uint8_t)b;
    wides->ends[a] |= UINT64_C(1) << last[nrm_side_len(last) - 1];
    return (uint16_t)op;
}

bool nrm_wides_add(nrm_wides *wides, const uint8_t a[NRM_SIDE], const uint8_t b[NRM_SIDE])
{
    size_t x = make_group(wides, a);
    size_t y = make_group(wides, b);
    uint16_t there;
    uint16_t back;

    if (x == 0 || y == 0)
        return false;
    if (wides->op_of[x][y] != 0)
        return true;
    if (wides->op_count + 2 > NRM_WIDE_OPS)
        return false;
    there = number(wides, x, y);
    back = x == y ? there : number(wides, y, x);
    wides->mirror[there] = back;
    wides->mirror[back] = there;
    return true;
}

void nrm_wides_write(const nrm_wides *wides, size_t op, const char symbol[NRM_SOUNDS], nrm_buf *out)
{
    size_t side;
    size_t i;

    for (side = 0; side < 2; side++) {
        const uint8_t *sounds = wides->sounds[wides->sides[op][side]];

        if (side > 0)
            nrm_buf_add_byte(out, '\t');
        for (i = 0; i < nrm_side_len(sounds); i++)
            nrm_buf_add_byte(out, symbol[sounds[i]]);
    }
}
