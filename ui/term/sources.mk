# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += libterm.a
libterm_a_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CURSES_CFLAGS)
libterm_a_SOURCES = \
	ui/term/colour.c ui/term/colour.h \
	ui/term/command.c ui/term/command.h \
	ui/term/decoder.c \
	ui/term/keys.c ui/term/keys.h \
	ui/term/screen.c ui/term/screen.h \
	ui/term/term.c ui/term/term.h \
	ui/term/terminfo.c ui/term/terminfo.h \
	ui/term/width.c ui/term/width.h
