# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/widget/run
tests_widget_run_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CHECK_CFLAGS)
tests_widget_run_LDADD = libsupport.a libheadless.a libwidget.a libterm.a libdomain.a libbase.a \
	$(BASE_LIBS) $(YAML_LIBS) $(CURSES_LIBS) $(CHECK_LIBS)
tests_widget_run_SOURCES = \
	tests/widget/main.c \
	tests/widget/desk.c tests/widget/desk.h \
	tests/widget/test_choice.c \
	tests/widget/test_form_view.c \
	tests/widget/test_line.c \
	tests/widget/test_list.c \
	tests/widget/test_table.c \
	tests/widget/test_typed.c \
	tests/widget/test_view.c
