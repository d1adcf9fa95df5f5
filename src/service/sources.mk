# SPDX-License-Identifier: GPL-3.0-or-later
noinst_HEADERS += \
	src/service/checking.h src/service/deciding.h src/service/desk.h src/service/doctor.h \
	src/service/filing.h src/service/founding.h src/service/people.h src/service/printing.h \
	src/service/reading.h src/service/session.h
