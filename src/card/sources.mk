# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += libcard.a
libcard_a_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CRYPTO_CFLAGS)
libcard_a_SOURCES = \
	src/card/apdu.c src/card/apdu.h \
	src/card/card.c src/card/card.h \
	src/card/certificate.c src/card/certificate.h \
	src/card/fault.c src/card/fault.h \
	src/card/host.c \
	src/card/pin.c src/card/pin.h \
	src/card/piv.c src/card/piv.h \
	src/card/protocol.c src/card/protocol.h \
	src/card/tlv.c src/card/tlv.h

pkglibexec_PROGRAMS += choba-card
choba_card_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CRYPTO_CFLAGS) $(CARD_CFLAGS) -pthread
choba_card_LDADD = libcard.a libbase.a $(BASE_LIBS) $(CRYPTO_LIBS) $(CARD_LIBS)
choba_card_SOURCES = \
	src/card/worker.c \
	src/card/monitor.c src/card/monitor.h \
	src/card/reader.c src/card/reader.h \
	src/card/token.c src/card/token.h

# The software card stands apart: nothing of it is in choba itself.
noinst_LIBRARIES += libtraining.a
libtraining_a_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CRYPTO_CFLAGS)
libtraining_a_SOURCES = \
	src/card/training.c src/card/training.h \
	src/card/training_apdu.c \
	src/card/training_link.c src/card/training_link.h

bin_PROGRAMS += choba-training-card
choba_training_card_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CRYPTO_CFLAGS)
choba_training_card_LDADD = libtraining.a libcard.a libbase.a $(BASE_LIBS) $(CRYPTO_LIBS)
choba_training_card_SOURCES = \
	src/card/training_main.c \
	src/card/training_desk.c src/card/training_desk.h

# pcscd loads this one, so it is built without sanitizers and position independent.
pkglibexec_PROGRAMS += choba-training-reader.so
choba_training_reader_so_CFLAGS = -std=gnu11 $(WARN_CFLAGS) -fPIC -fvisibility=default $(CARD_CFLAGS)
choba_training_reader_so_LDFLAGS = -shared
choba_training_reader_so_SOURCES = src/card/training_reader.c
