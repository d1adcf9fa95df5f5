# SPDX-License-Identifier: GPL-3.0-or-later
# `make bench` measures and prints one table; `make check` only builds the programs.
bench_programs =
EXTRA_PROGRAMS += $(bench_programs)
CLEANFILES += $(bench_programs)
EXTRA_DIST += tests/bench/run.sh tests/bench/README.md

check-local: $(bench_programs)

check_LIBRARIES += libbench.a
libbench_a_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CHECK_CFLAGS)
libbench_a_SOURCES = tests/bench/bench.c tests/bench/bench.h

# What measures a training office without a screen.
bench_office_cflags = $(AM_CFLAGS) $(BASE_CFLAGS) $(CHECK_CFLAGS)
bench_office_libs = libbench.a libtrainingoffice.a libsupport.a libfakecard.a $(service_libs) $(CHECK_LIBS) -lm

bench_programs += tests/bench/bench-journal
tests_bench_bench_journal_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CRYPTO_CFLAGS) $(SQLITE_CFLAGS) $(CHECK_CFLAGS)
tests_bench_bench_journal_LDADD = libbench.a libsoftwarekey.a libstore.a libchobacrypto.a libdomain.a libbase.a \
	$(SQLITE_LIBS) $(CRYPTO_LIBS) $(YAML_LIBS) $(BASE_LIBS) $(CHECK_LIBS) -lm
tests_bench_bench_journal_SOURCES = tests/bench/journal.c \
	tests/store/office_fixture.c tests/store/office_fixture.h

bench_programs += tests/bench/bench-print
tests_bench_bench_print_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(PRINT_CFLAGS) $(CHECK_CFLAGS)
tests_bench_bench_print_LDADD = libbench.a libprint.a libdomain.a libbase.a \
	$(PRINT_LIBS) $(YAML_LIBS) $(BASE_LIBS) $(CHECK_LIBS) -lm
tests_bench_bench_print_SOURCES = tests/bench/print.c tests/print/sheets.c tests/print/sheets.h

bench_programs += tests/bench/bench-screen
tests_bench_bench_screen_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CHECK_CFLAGS)
tests_bench_bench_screen_LDADD = libbench.a libtrainingoffice.a libsupport.a libheadless.a libfakecard.a \
	libscreen.a libwidget.a libterm.a $(service_libs) $(CURSES_LIBS) $(CHECK_LIBS) -lm
tests_bench_bench_screen_SOURCES = tests/bench/screen.c

bench_programs += tests/bench/bench-filing
tests_bench_bench_filing_CFLAGS = $(bench_office_cflags)
tests_bench_bench_filing_LDADD = $(bench_office_libs)
tests_bench_bench_filing_SOURCES = tests/bench/filing.c

bench_programs += tests/bench/bench-waiting
tests_bench_bench_waiting_CFLAGS = $(bench_office_cflags)
tests_bench_bench_waiting_LDADD = $(bench_office_libs)
tests_bench_bench_waiting_SOURCES = tests/bench/waiting.c

bench_programs += tests/bench/bench-verdict
tests_bench_bench_verdict_CFLAGS = $(bench_office_cflags)
tests_bench_bench_verdict_LDADD = $(bench_office_libs)
tests_bench_bench_verdict_SOURCES = tests/bench/verdict.c

bench_programs += tests/bench/bench-start
tests_bench_bench_start_CFLAGS = $(bench_office_cflags)
tests_bench_bench_start_LDADD = $(bench_office_libs)
tests_bench_bench_start_SOURCES = tests/bench/start.c

bench: all $(bench_programs)
	@$(SHELL) $(srcdir)/tests/bench/run.sh
