# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += libstore.a
libstore_a_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(SQLITE_CFLAGS)
libstore_a_SOURCES = \
	src/store/attachment.c src/store/attachment.h \
	src/store/canonical.c src/store/canonical.h \
	src/store/connection.c src/store/connection.h \
	src/store/contents.c \
	src/store/draft.c src/store/draft.h \
	src/store/entry.c src/store/entry.h \
	src/store/erase.c src/store/erase.h \
	src/store/history.c src/store/history.h \
	src/store/journal.c src/store/journal.h \
	src/store/keys.c src/store/keys.h \
	src/store/paper.c \
	src/store/private.h \
	src/store/project.c src/store/project.h src/store/project_act.c \
	src/store/query.h src/store/query_fact.c src/store/query_people.c src/store/query_record.c \
	src/store/query_staff.c \
	src/store/replay.c src/store/replay.h \
	src/store/row.c \
	src/store/schema.c src/store/schema.h \
	src/store/sql.c src/store/sql.h \
	src/store/statement.c src/store/statement.h \
	src/store/store.c src/store/store.h \
	src/store/transfer.c src/store/transfer.h \
	src/store/trust.c src/store/trust.h \
	src/store/verify.c
