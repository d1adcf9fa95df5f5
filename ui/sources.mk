# SPDX-License-Identifier: GPL-3.0-or-later
include $(top_srcdir)/ui/term/sources.mk
include $(top_srcdir)/ui/widget/sources.mk
include $(top_srcdir)/ui/screen/sources.mk
