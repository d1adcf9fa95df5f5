# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/print/run
tests_print_run_CPPFLAGS = $(AM_CPPFLAGS) -DDATA_FOLDER='"$(abs_top_srcdir)/data"'
tests_print_run_CFLAGS = $(AM_CFLAGS) $(PRINT_CFLAGS) $(BASE_CFLAGS) $(CHECK_CFLAGS)
tests_print_run_LDADD = libsupport.a libprint.a libdomain.a libbase.a $(PRINT_LIBS) $(YAML_LIBS) $(BASE_LIBS) $(CHECK_LIBS) -lm
tests_print_run_SOURCES = \
	tests/print/judge.c tests/print/judge.h \
	tests/print/main.c \
	tests/print/sheets.c tests/print/sheets.h \
	tests/print/test_forms.c \
	tests/print/test_layout.c tests/print/test_list.c \
	tests/print/test_preview.c \
	tests/print/test_sheet.c
