/* compare/wide.h - operations of two sounds for two, three for one and one for three, by number.
 * SPDX-License-Identifier: MIT
 *
 * They are few (train/em_wide.c chooses them), so they and the groups of sounds that they take
 * have numbers: a table of costs is one number an operation, and a pair of words that has none
 * of these groups pays for one look-up a sound. */
#ifndef NRM_COMPARE_WIDE_H
#define NRM_COMPARE_WIDE_H

#include "base/buf.h"
#include "compare/alphabet.h"

#define NRM_SIDE     3   /* most sounds that an operation takes of a side */
#define NRM_GROUPS   192 /* room for groups: sounds by themselves first, then two and three */
#define NRM_FRONTS   64  /* room for the first two sounds of groups of three */
#define NRM_WIDE_OPS 512 /* room for operations, both ways, 0 for none */

/* What two sounds in a row are; 0: nothing. */
typedef struct nrm_two {
    uint8_t group; /* a group of their own */
    uint8_t front; /* the first two of groups of three */
} nrm_two;

typedef struct nrm_wides {
    nrm_two two[NRM_SOUNDS * NRM_SOUNDS];
    uint8_t three[NRM_FRONTS][NRM_SOUNDS];  /* [front][third sound]: group */
    uint16_t op_of[NRM_GROUPS][NRM_GROUPS]; /* [group of a][group of b] */
    uint64_t ends[NRM_GROUPS]; /* bit s: an operation takes the group with one that ends in s */
    uint8_t sounds[NRM_GROUPS][NRM_SIDE];
    uint8_t sides[NRM_WIDE_OPS][2];  /* groups of a and b */
    uint16_t mirror[NRM_WIDE_OPS];   /* the operation with a and b exchanged */
    size_t groups, fronts, op_count; /* in use, 0 included */
} nrm_wides;

/* No operations yet. */
void nrm_wides_init(nrm_wides *wides);

/* True for what these operations are: 2:2, 3:1 or 1:3, filled up with 0. */
bool nrm_is_wide(const uint8_t a[NRM_SIDE], const uint8_t b[NRM_SIDE]);

/* Numbers an operation, nrm_is_wide(), and its mirror, unless they have numbers. False: no room. */
bool nrm_wides_add(nrm_wides *wides, const uint8_t a[NRM_SIDE], const uint8_t b[NRM_SIDE]);

/* The group of all these sounds; 0: none. */
size_t nrm_wides_group(const nrm_wides *wides, const uint8_t sounds[NRM_SIDE]);

/* Appends "ks\tgz", as the rows of tables/costs/sounds.tsv have it. */
void nrm_wides_write(const nrm_wides *wides, size_t op, const char symbol[NRM_SOUNDS],
                     nrm_buf *out);

/* How many sounds there are before the first 0. */
size_t nrm_side_len(const uint8_t sounds[NRM_SIDE]);

#endif
