# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/base/run
tests_base_run_CPPFLAGS = $(AM_CPPFLAGS) -DTOP_FOLDER='"$(abs_top_srcdir)"'
tests_base_run_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CHECK_CFLAGS)
tests_base_run_LDADD = libsupport.a libbase.a $(BASE_LIBS) $(CHECK_LIBS)
tests_base_run_SOURCES = \
	tests/base/main.c \
	tests/base/test_csv.c \
	tests/base/test_date.c \
	tests/base/test_date_read.c \
	tests/base/test_file.c \
	tests/base/test_grapheme.c \
	tests/base/test_text.c
