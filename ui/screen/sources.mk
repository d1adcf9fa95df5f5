# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += libscreen.a
libscreen_a_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS)
libscreen_a_SOURCES = \
	ui/screen/acting.c ui/screen/acting.h \
	ui/screen/confirm.c \
	ui/screen/filing.c \
	ui/screen/pile.c \
	ui/screen/printing.c \
	ui/screen/record.c ui/screen/record.h \
	ui/screen/screens.h \
	ui/screen/source.c ui/screen/source.h \
	ui/screen/workstation.h
