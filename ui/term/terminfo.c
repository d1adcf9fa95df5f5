/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a terminal type is known; apart, because term.h makes macros of words such as "columns". */
#define NCURSES_WIDECHAR 1
#include "ui/term/terminfo.h"

#include <curses.h>
#include <term.h>

bool terminfo_knows(const char *type, int out)
{
	int status = 0;
	if (setupterm(type, out, &status) == ERR)
		return false;
	del_curterm(cur_term);
	return true;
}
