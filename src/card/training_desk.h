/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The training desk: a menu in a pane of its own from which a person puts cards into the reader. */
#ifndef CARD_TRAINING_DESK_H
#define CARD_TRAINING_DESK_H

#include "base/error.h"

/* Lists the card files (*.card) in folder on stdout and reads numbers from
 * stdin until its end or "q"; the card in the reader is served meanwhile. */
enum result training_desk(const char *folder, unsigned port, struct error *err);

#endif
