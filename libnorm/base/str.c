/* base/str.c - slices of bytes: compare, cut, trim, read numbers.
 * SPDX-License-Identifier: MIT */
#include "base/str.h"

#include <string.h>

bool nrm_str_eq(norm_str a, norm_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool nrm_str_eq_c(norm_str a, const char *b)
{
    return nrm_str_eq(a, norm_str_from(b));
}

static char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool nrm_str_eq_ascii_nocase(norm_str a, norm_str b)
{
    size_t i;

    if (a.len != b.len)
        return false;
    for (i = 0; i < a.len; i++) {
        if (ascii_lower(a.ptr[i]) != ascii_lower(b.ptr[i]))
            return false;
    }
    return true;
}

int nrm_str_cmp(norm_str a, norm_str b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len > 0 ? memcmp(a.ptr, b.ptr, len) : 0;

    if (order != 0)
        return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

bool nrm_str_starts(norm_str s, norm_str prefix)
{
    return s.len >= prefix.len && nrm_str_eq(nrm_str_slice(s, 0, prefix.len), prefix);
}

bool nrm_str_ends(norm_str s, norm_str suffix)
{
    return s.len >= suffix.len && nrm_str_eq(nrm_str_slice(s, s.len - suffix.len, s.len), suffix);
}

norm_str nrm_str_slice(norm_str s, size_t begin, size_t end)
{
    if (end > s.len)
        end = s.len;
    if (begin > end)
        begin = end;
    return (norm_str){s.len > 0 ? s.ptr + begin : s.ptr, end - begin};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

norm_str nrm_str_trim(norm_str s)
{
    size_t begin = 0;
    size_t end = s.len;

    while (begin < end && is_blank(s.ptr[begin]))
        begin++;
    while (end > begin && is_blank(s.ptr[end - 1]))
        end--;
    return nrm_str_slice(s, begin, end);
}

size_t nrm_str_find(norm_str s, char byte)
{
    const char *at = s.len > 0 ? memchr(s.ptr, byte, s.len) : NULL;

    return at != NULL ? (size_t)(at - s.ptr) : SIZE_MAX;
}

norm_str nrm_str_cut(norm_str *rest, char sep)
{
    size_t at = nrm_str_find(*rest, sep);
    norm_str head = *rest;

    if (at == SIZE_MAX) {
        *rest = (norm_str){NULL, 0};
        return head;
    }
    head.len = at;
    *rest = (norm_str){rest->ptr + at + 1, rest->len - at - 1};
    return head;
}

bool nrm_str_to_i64(norm_str s, int64_t *out)
{
    bool negative = s.len > 0 && s.ptr[0] == '-';
    size_t i = negative ? 1 : 0;
    int64_t value = 0;

    if (i == s.len)
        return false;
    for (; i < s.len; i++) {
        int digit = s.ptr[i] - '0';

        if (digit < 0 || digit > 9 || value < (INT64_MIN + digit) / 10)
            return false;
        value = value * 10 - digit; /* below zero, where there is room for INT64_MIN */
    }
    if (!negative && value == INT64_MIN)
        return false;
    *out = negative ? value : -value;
    return true;
}
