/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bar that shows how much of a longer work is done. */
#ifndef UI_WIDGET_PROGRESS_H
#define UI_WIDGET_PROGRESS_H

#include <stddef.h>

#include "ui/term/screen.h"

/* "[#####.....]  50%  12/24" in columns; total 0 shows an empty bar. */
void progress_draw(struct screen *screen, int row, int column, int columns, size_t done, size_t total);

#endif
