# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/domain/run
tests_domain_run_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(YAML_CFLAGS) $(CHECK_CFLAGS)
tests_domain_run_LDADD = libsupport.a libdomain.a libbase.a $(YAML_LIBS) $(BASE_LIBS) $(CHECK_LIBS)
tests_domain_run_SOURCES = \
	tests/domain/main.c \
	tests/domain/test_calendar.c \
	tests/domain/test_data.c \
	tests/domain/test_effect.c \
	tests/domain/test_office.c \
	tests/domain/test_office_file.c \
	tests/domain/test_office_import.c \
	tests/domain/test_fault.c \
	tests/domain/test_lead.c \
	tests/domain/test_malformed.c \
	tests/domain/test_record.c \
	tests/domain/test_recurring.c \
	tests/domain/test_opening.c \
	tests/domain/test_regulation.c \
	tests/domain/test_regulation_readme.c \
	tests/domain/test_verdict.c \
	tests/domain/test_ways.c

check_PROGRAMS += tests/domain/walk
tests_domain_walk_CFLAGS = $(tests_domain_run_CFLAGS)
tests_domain_walk_LDADD = $(tests_domain_run_LDADD)
tests_domain_walk_SOURCES = tests/domain/test_walk.c

EXTRA_DIST += tests/data
