# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += libcard.a
libcard_a_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CRYPTO_CFLAGS)
libcard_a_SOURCES = \
	src/card/card.c src/card/card.h \
	src/card/certificate.c src/card/certificate.h \
	src/card/fault.c src/card/fault.h \
	src/card/pin.c src/card/pin.h
