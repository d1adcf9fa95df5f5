# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += libservice.a
libservice_a_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS)
libservice_a_SOURCES = \
	src/service/absence.c src/service/absence.h \
	src/service/attaching.c src/service/attaching.h \
	src/service/checking.c src/service/checking.h \
	src/service/deciding.c src/service/deciding.h \
	src/service/decision_form.c src/service/decision_form.h \
	src/service/desk.c src/service/desk.h \
	src/service/doctor.c src/service/doctor.h \
	src/service/duties.c src/service/duties.h \
	src/service/entries.c src/service/entries.h \
	src/service/filing.c src/service/filing.h \
	src/service/founding.c src/service/founding.h \
	src/service/keeping.c src/service/keeping.h \
	src/service/lines.c src/service/lines.h \
	src/service/outcome.c src/service/outcome.h \
	src/service/people.c src/service/people.h \
	src/service/printing.c src/service/printing.h \
	src/service/reading.c src/service/reading.h \
	src/service/rehearsing.c src/service/rehearsing.h \
	src/service/session.c src/service/session.h \
	src/service/sheet_of.c src/service/sheet_of.h \
	src/service/specimen.c src/service/specimen.h \
	src/service/texts.c src/service/texts.h \
	src/service/waiting.c src/service/waiting.h \
	src/service/words.c
