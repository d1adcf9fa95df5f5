# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += libbase.a
libbase_a_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS)
libbase_a_SOURCES = \
	src/base/clock.c src/base/clock.h \
	src/base/csv.c src/base/csv.h \
	src/base/csv_write.c \
	src/base/date.c src/base/date.h \
	src/base/date_eras.c \
	src/base/date_read.c \
	src/base/error.c src/base/error.h \
	src/base/file.c src/base/file.h \
	src/base/fold.c src/base/fold.h \
	src/base/grapheme.c src/base/grapheme.h \
	src/base/i18n.c src/base/i18n.h \
	src/base/log.c src/base/log.h \
	src/base/memory.c src/base/memory.h \
	src/base/paths.c src/base/paths.h \
	src/base/result.h \
	src/base/text.c src/base/text.h
