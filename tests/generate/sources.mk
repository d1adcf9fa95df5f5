# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/generate/run
tests_generate_run_CFLAGS = $(AM_CFLAGS) $(PRINT_CFLAGS) $(BASE_CFLAGS) $(CHECK_CFLAGS)
tests_generate_run_LDADD = libtrainingoffice.a libsupport.a libfakecard.a libsoftwarekey.a $(service_libs) $(CHECK_LIBS)
tests_generate_run_SOURCES = \
	tests/generate/acts.c tests/generate/acts.h tests/generate/around.c tests/generate/around.h \
	tests/generate/main.c \
	tests/generate/test_forms.c \
	tests/generate/test_random.c \
	tests/generate/values.c tests/generate/values.h \
	tests/print/judge.c tests/print/judge.h
