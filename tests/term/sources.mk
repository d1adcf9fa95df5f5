# SPDX-License-Identifier: GPL-3.0-or-later
check_LIBRARIES += libheadless.a
libheadless_a_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CHECK_CFLAGS)
libheadless_a_SOURCES = tests/term/headless.c tests/term/headless.h

check_PROGRAMS += tests/term/run
tests_term_run_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CHECK_CFLAGS)
tests_term_run_LDADD = libsupport.a libheadless.a libterm.a libbase.a $(BASE_LIBS) $(CURSES_LIBS) $(CHECK_LIBS)
tests_term_run_SOURCES = \
	tests/term/main.c \
	tests/fuzz/key_decoder.c \
	tests/term/test_command.c \
	tests/term/test_keys.c \
	tests/term/test_screen.c \
	tests/term/test_width.c
EXTRA_DIST += tests/screens
