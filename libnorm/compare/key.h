/* compare/key.h - one short string for all spellings of a name.
 * SPDX-License-Identifier: MIT */
#ifndef NRM_COMPARE_KEY_H
#define NRM_COMPARE_KEY_H

#include "base/buf.h"
#include "compare/encode.h"

/* Appends the key: printable ASCII, empty only for a name without words.
 *
 * First the classes of the consonants of all words as one string (column `class` of
 * tables/sounds/alphabet.tsv, capitals), no class twice in a row; A in front when the
 * name begins with a vowel or a glide. Then, each after a hyphen, in order of their
 * bytes and once each, what is told by its sense: words that have translations
 * ("upper", "lake") and numbers. Village, Mr, LLC, of, oglu are left out. In a name that is
 * nothing but such words (Verin) they are the name and count by their sounds.
 *
 *     Верин Артик, Verin Artik, Upper Artik           ARTK-upper
 *     Ter-Petrosyan, Terpetrosyan, Տեր-Պետրոսյան    TRPTRSN
 */
void nrm_key_of(const nrm_encoder *encoder, const norm_name *name, nrm_buf *out);

#endif
