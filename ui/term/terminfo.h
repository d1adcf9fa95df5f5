/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether terminfo has an entry for a terminal type. */
#ifndef UI_TERM_TERMINFO_H
#define UI_TERM_TERMINFO_H

#include <stdbool.h>

/* Asked before curses opens, which otherwise keeps memory of its failure. */
bool terminfo_knows(const char *type, int out);

#endif
