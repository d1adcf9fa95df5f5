# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += libscreen.a
libscreen_a_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS)
libscreen_a_SOURCES = \
	ui/screen/act_fields.c ui/screen/act_fields.h \
	ui/screen/acting.c ui/screen/acting.h \
	ui/screen/ask_pin.c \
	ui/screen/attachments.c ui/screen/attachments.h \
	ui/screen/away.c \
	ui/screen/calendar.c \
	ui/screen/choosing.c \
	ui/screen/confirm.c \
	ui/screen/fields.c ui/screen/fields.h \
	ui/screen/filing.c \
	ui/screen/filter.c \
	ui/screen/help.c \
	ui/screen/in_use.c \
	ui/screen/journal.c \
	ui/screen/listing.c \
	ui/screen/manual.c ui/screen/manual.h \
	ui/screen/office_asking.c ui/screen/office_asking.h \
	ui/screen/page.c \
	ui/screen/page_fields.c ui/screen/page_fields.h \
	ui/screen/people.c \
	ui/screen/pile.c \
	ui/screen/pin_line.c ui/screen/pin_line.h \
	ui/screen/posting.c \
	ui/screen/printing.c \
	ui/screen/plan_lines.c ui/screen/plan_lines.h \
	ui/screen/record.c ui/screen/record.h \
	ui/screen/record_words.c ui/screen/record_words.h \
	ui/screen/screens.h \
	ui/screen/registers.c \
	ui/screen/sign_in.c ui/screen/sign_in.h \
	ui/screen/source.c ui/screen/source.h \
	ui/screen/summary.c ui/screen/summary.h \
	ui/screen/tasks.c \
	ui/screen/texts.c \
	ui/screen/text_view.c \
	ui/screen/times.c \
	ui/screen/waiting.c \
	ui/screen/words.c \
	ui/screen/workstation.c ui/screen/workstation.h
