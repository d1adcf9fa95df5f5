# SPDX-License-Identifier: GPL-3.0-or-later
include $(top_srcdir)/ui/term/sources.mk
include $(top_srcdir)/ui/widget/sources.mk
include $(top_srcdir)/ui/screen/sources.mk
include $(top_srcdir)/ui/command/sources.mk

bin_PROGRAMS += choba
choba_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS)
choba_SOURCES = ui/main.c
choba_LDADD = libcommand.a libscreen.a libwidget.a libterm.a libservice.a libprint.a libstore.a libcard.a libchobacrypto.a \
	libdomain.a libbase.a $(CURSES_LIBS) $(PRINT_LIBS) $(SQLITE_LIBS) $(CRYPTO_LIBS) $(YAML_LIBS) \
	$(BASE_LIBS)
