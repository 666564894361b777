/* libnorm/norm.h - the whole public interface: includes all the others.
 * SPDX-License-Identifier: MIT */
#ifndef LIBNORM_NORM_H
#define LIBNORM_NORM_H

#include <libnorm/base.h>
#include <libnorm/dedupe.h>
#include <libnorm/index.h>
#include <libnorm/match.h>
#include <libnorm/model.h>
#include <libnorm/text.h>
#include <libnorm/train.h>
#include <libnorm/translit.h>

#endif
