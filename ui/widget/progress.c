/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar of a longer work. */
#include "ui/widget/progress.h"

#include "ui/term/width.h"

enum { BAR_MOST = 60, BAR_LEAST = 4 };

void progress_draw(struct screen *screen, int row, int column, int columns, size_t done, size_t total)
{
	struct text numbers = { 0 };
	done = done > total ? total : done;
	int percent = total ? (int)((double)done * 100 / (double)total) : 0;
	text_format(&numbers, " %3d%%  %zu/%zu", percent, done, total);
	int bar = columns - width_string(text_string(&numbers)) - 2;
	bar = bar > BAR_MOST ? BAR_MOST : bar;
	if (bar >= BAR_LEAST) {
		int filled = bar * percent / 100;
		screen_put(screen, row, column, 1, STYLE_NORMAL, "[");
		screen_fill(screen, row, column + 1, filled, STYLE_MARK, "#");
		screen_fill(screen, row, column + 1 + filled, bar - filled, STYLE_DIM, ".");
		screen_put(screen, row, column + 1 + bar, 1, STYLE_NORMAL, "]");
		column += bar + 2;
		columns -= bar + 2;
	}
	screen_put(screen, row, column, columns, STYLE_NORMAL, text_string(&numbers));
	text_done(&numbers);
}
