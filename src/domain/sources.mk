# SPDX-License-Identifier: GPL-3.0-or-later
noinst_HEADERS += src/domain/label.h src/domain/form.h src/domain/regulation.h src/domain/office.h src/domain/record.h
