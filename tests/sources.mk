# SPDX-License-Identifier: GPL-3.0-or-later
# Unit tests link only the layers they test; what needs a card reader or a
# terminal is in tests/card and tests/e2e and runs serially.
check_LIBRARIES += libsupport.a
libsupport_a_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CHECK_CFLAGS)
libsupport_a_CPPFLAGS = $(AM_CPPFLAGS) -DTOP_FOLDER='"$(abs_top_srcdir)"'
libsupport_a_SOURCES = tests/support/suites.c tests/support/suites.h
libsupport_a_SOURCES += tests/support/bundle.c tests/support/bundle.h tests/support/folder.c tests/support/folder.h
libsupport_a_SOURCES += tests/support/office.c tests/support/office.h

include $(top_srcdir)/tests/base/sources.mk
include $(top_srcdir)/tests/domain/sources.mk
include $(top_srcdir)/tests/crypto/sources.mk
include $(top_srcdir)/tests/store/sources.mk
include $(top_srcdir)/tests/card/sources.mk
include $(top_srcdir)/tests/print/sources.mk
include $(top_srcdir)/tests/service/sources.mk
include $(top_srcdir)/tests/generate/sources.mk
include $(top_srcdir)/tests/term/sources.mk
include $(top_srcdir)/tests/widget/sources.mk
include $(top_srcdir)/tests/screen/sources.mk
include $(top_srcdir)/tests/command/sources.mk
include $(top_srcdir)/tests/e2e/sources.mk
include $(top_srcdir)/tests/fuzz/sources.mk
include $(top_srcdir)/tests/bench/sources.mk

TESTS += $(check_PROGRAMS) tests/layers.sh tests/format.sh tests/catalogue.sh tests/manual.sh
dist_check_SCRIPTS += tests/layers.sh tests/format.sh tests/catalogue.sh tests/manual.sh
EXTRA_DIST += tests/layers tests/leaks
.PHONY: bench fuzz
