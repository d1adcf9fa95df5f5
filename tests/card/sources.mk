# SPDX-License-Identifier: GPL-3.0-or-later
# libfakecard.a is for every test above this layer: link it before libcard.a.
check_LIBRARIES += libfakecard.a
libfakecard_a_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CRYPTO_CFLAGS)
libfakecard_a_SOURCES = tests/card/fake_card.c tests/card/fake_card.h tests/card/fake_keys.h

check_PROGRAMS += tests/card/run
tests_card_run_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CRYPTO_CFLAGS) $(CHECK_CFLAGS)
tests_card_run_LDADD = libsupport.a libfakecard.a libtraining.a libcard.a libbase.a \
	$(BASE_LIBS) $(CRYPTO_LIBS) $(CHECK_LIBS)
tests_card_run_SOURCES = \
	tests/card/main.c \
	tests/card/test_apdu.c \
	tests/card/test_fake_card.c \
	tests/card/test_protocol.c \
	tests/card/test_tlv.c \
	tests/card/test_training.c

# What needs pcscd is driven by tests/card/real.sh, not by make check.
noinst_PROGRAMS += tests/card/ask
tests_card_ask_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CRYPTO_CFLAGS)
tests_card_ask_LDADD = libcard.a libbase.a $(BASE_LIBS) $(CRYPTO_LIBS)
tests_card_ask_SOURCES = tests/card/ask.c
EXTRA_DIST += tests/card/real.sh tests/card/reader.sh

noinst_PROGRAMS += tests/card/hold
tests_card_hold_CFLAGS = $(AM_CFLAGS) $(CARD_CFLAGS)
tests_card_hold_LDADD = $(CARD_LIBS)
tests_card_hold_SOURCES = tests/card/hold.c
