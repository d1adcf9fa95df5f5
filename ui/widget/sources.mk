# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += libwidget.a
libwidget_a_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS)
libwidget_a_SOURCES = \
	ui/widget/editor.c ui/widget/editor.h \
	ui/widget/editor_choice.c \
	ui/widget/editor_line.c ui/widget/editor_line.h \
	ui/widget/editor_paragraph.c \
	ui/widget/editor_reference.c \
	ui/widget/editor_table.c \
	ui/widget/editor_text.c \
	ui/widget/editor_typed.c \
	ui/widget/form_view.c ui/widget/form_view.h \
	ui/widget/frame.c ui/widget/frame.h \
	ui/widget/line.c ui/widget/line.h \
	ui/widget/list.c ui/widget/list.h \
	ui/widget/menu.c ui/widget/menu.h \
	ui/widget/pin.c ui/widget/pin.h \
	ui/widget/progress.c ui/widget/progress.h \
	ui/widget/view.c ui/widget/view.h \
	ui/widget/viewer.c ui/widget/viewer.h
