# SPDX-License-Identifier: GPL-3.0-or-later
noinst_HEADERS += src/store/draft.h src/store/entry.h src/store/erase.h src/store/journal.h \
	src/store/query.h src/store/replay.h src/store/statement.h src/store/store.h src/store/transfer.h
