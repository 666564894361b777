/* base/str.h - slices of bytes: compare, cut, trim, read numbers.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_BASE_STR_H
#define NRM_BASE_STR_H

#include <libnorm/base.h>

bool nrm_str_eq(norm_str a, norm_str b);
bool nrm_str_eq_c(norm_str a, const char *b);
/* Letter case of ASCII ignored. */
bool nrm_str_eq_ascii_nocase(norm_str a, norm_str b);
/* Order of bytes, a shorter one first: < 0, 0, > 0. */
int nrm_str_cmp(norm_str a, norm_str b);
bool nrm_str_starts(norm_str s, norm_str prefix);
bool nrm_str_ends(norm_str s, norm_str suffix);
/* Bytes [begin, end); end beyond the end is the end. */
norm_str nrm_str_slice(norm_str s, size_t begin, size_t end);
/* Without ASCII blanks, tabs and CR at both ends. */
norm_str nrm_str_trim(norm_str s);
/* Cuts *rest at the first sep: returns what stands before it and leaves what
 * stands behind. Without a sep returns all and leaves a NULL ptr, which ends
 * a loop `while (rest.ptr != NULL)`. */
norm_str nrm_str_cut(norm_str *rest, char sep);
/* Offset of byte, or SIZE_MAX. */
size_t nrm_str_find(norm_str s, char byte);
/* Decimal integer with an optional minus; false when it is anything else. */
bool nrm_str_to_i64(norm_str s, int64_t *out);

#endif
