# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += libcommand.a
libcommand_a_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS)
libcommand_a_SOURCES = \
	ui/command/calendar.c \
	ui/command/card.c \
	ui/command/doctor.c \
	ui/command/fail.c \
	ui/command/help.c \
	ui/command/hours.c \
	ui/command/init.c \
	ui/command/journal.c \
	ui/command/keeping.c \
	ui/command/nearest.c \
	ui/command/office.c ui/command/office.h \
	ui/command/office_change.c \
	ui/command/option.c \
	ui/command/pem.c ui/command/pem.h \
	ui/command/people.c \
	ui/command/preview.c ui/command/preview.h \
	ui/command/record.c \
	ui/command/regulation.c \
	ui/command/regulation_folders.c ui/command/regulation_folders.h \
	ui/command/regulation_writing.c \
	ui/command/terminal.c ui/command/terminal.h \
	ui/command/verb.c ui/command/verb.h ui/command/verbs.h
