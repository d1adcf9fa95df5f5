# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/screen/run
tests_screen_run_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(SQLITE_CFLAGS) $(CHECK_CFLAGS)
tests_screen_run_LDADD = libtrainingoffice.a libsupport.a libheadless.a libscreen.a libwidget.a libterm.a libservice.a \
	libstore.a libfakecard.a libcard.a libprint.a libchobacrypto.a libdomain.a libbase.a \
	$(BASE_LIBS) $(YAML_LIBS) $(CRYPTO_LIBS) $(SQLITE_LIBS) $(PRINT_LIBS) $(CURSES_LIBS) $(CHECK_LIBS)
tests_screen_run_SOURCES = \
	tests/screen/main.c \
	tests/screen/bench.c tests/screen/bench.h \
	tests/screen/test_after.c \
	tests/screen/test_ask_pin.c \
	tests/screen/test_attachments.c \
	tests/screen/test_away.c \
	tests/screen/test_calendar.c \
	tests/screen/test_closed.c \
	tests/screen/test_filing.c \
	tests/screen/test_manual.c \
	tests/screen/test_mono.c \
	tests/screen/test_pile.c \
	tests/screen/test_posting.c \
	tests/screen/test_printing.c \
	tests/screen/test_record.c \
	tests/screen/test_registers.c \
	tests/screen/test_sign_in.c \
	tests/screen/test_summary.c \
	tests/screen/test_tasks.c \
	tests/screen/test_texts.c \
	tests/screen/test_waiting.c \
	tests/screen/test_ways.c \
	tests/screen/test_whole.c \
	tests/screen/test_workstation.c
