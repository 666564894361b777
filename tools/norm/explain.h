/* norm/explain.h - why two names are held to be one: a picture, or JSON.
 * SPDX-License-Identifier: MIT */
#ifndef NORM_EXPLAIN_H
#define NORM_EXPLAIN_H

#include "cmd.h"

/* The segments of both names one above the other, then each reason with its nats, and the sum. */
void explain_text(norm_app *app, const norm_explanation *why);
/* One object: a, b, probability, verdict, score, reasons. The nats are exact decimals. */
void explain_json(norm_app *app, norm_str a, norm_str b, const norm_explanation *why);

#endif
