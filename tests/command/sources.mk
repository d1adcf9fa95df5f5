# SPDX-License-Identifier: GPL-3.0-or-later
# These run the program as it was built, without a card reader.
check_PROGRAMS += tests/command/run
tests_command_run_CPPFLAGS = $(AM_CPPFLAGS) -DBUILD_FOLDER='"$(abs_top_builddir)"'
tests_command_run_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CHECK_CFLAGS)
tests_command_run_LDADD = libsupport.a libdomain.a libbase.a $(YAML_LIBS) $(BASE_LIBS) $(CHECK_LIBS)
tests_command_run_SOURCES = \
	tests/command/main.c \
	tests/command/program.c tests/command/program.h \
	tests/command/test_office.c \
	tests/command/test_regulation.c \
	tests/command/test_usage.c
