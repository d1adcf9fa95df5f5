# SPDX-License-Identifier: GPL-3.0-or-later
# libsoftwarekey.a signs in the place of a card, for the tests of all layers above.
check_LIBRARIES += libsoftwarekey.a
libsoftwarekey_a_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CRYPTO_CFLAGS)
libsoftwarekey_a_SOURCES = tests/crypto/software_key.c tests/crypto/software_key.h

check_PROGRAMS += tests/crypto/run
tests_crypto_run_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CRYPTO_CFLAGS) $(CHECK_CFLAGS)
tests_crypto_run_LDADD = libsupport.a libsoftwarekey.a libchobacrypto.a libbase.a \
	$(CRYPTO_LIBS) $(BASE_LIBS) $(CHECK_LIBS)
tests_crypto_run_SOURCES = \
	tests/crypto/main.c \
	tests/crypto/test_bytes.c \
	tests/crypto/test_seal.c \
	tests/crypto/test_sign.c
