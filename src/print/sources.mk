# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += libprint.a
libprint_a_CFLAGS = $(AM_CFLAGS) $(PRINT_CFLAGS) $(BASE_CFLAGS)
libprint_a_SOURCES = \
	src/print/compose.c src/print/compose.h \
	src/print/content.c \
	src/print/fonts.c src/print/fonts.h \
	src/print/office_part.c \
	src/print/page.c src/print/page.h \
	src/print/pdf.c \
	src/print/preview.c \
	src/print/rows.c \
	src/print/sheet.h \
	src/print/text_grid.c src/print/text_grid.h \
	src/print/words.c src/print/words.h
