/* text/repair.h - gives every letter of a word the script of the word.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_TEXT_REPAIR_H
#define NRM_TEXT_REPAIR_H

#include <libnorm/base.h>

/* Replaces letters in place by their twins (text/lookalike.c), word by word; nothing is added or
 * taken away. cps: NFC. lang: BCP 47 or empty; it decides when a word could be of two scripts.
 *
 * A word goes to the script that has more of its letters than any other, when all others have a
 * twin there; or to a script of fewer letters when it is the only one with twins for all and none
 * of them is weak (Шopa). Of two scripts with as many letters the one of the language wins, then
 * the one of the other words; without either the word is left alone. One digit that looks like a
 * letter, in the middle of an otherwise ordinary word, becomes that letter (Ка3ань). */
void nrm_repair_words(uint32_t *cps, size_t count, norm_str lang);

#endif
