# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += libchobacrypto.a
libchobacrypto_a_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CRYPTO_CFLAGS)
libchobacrypto_a_SOURCES = \
	src/crypto/base32.c src/crypto/base32.h \
	src/crypto/bytes.c src/crypto/bytes.h \
	src/crypto/certificate.c src/crypto/certificate.h \
	src/crypto/hash.c src/crypto/hash.h \
	src/crypto/password.c src/crypto/password.h \
	src/crypto/random.c src/crypto/random.h \
	src/crypto/seal.c src/crypto/seal.h \
	src/crypto/secret.c src/crypto/secret.h \
	src/crypto/sign.c src/crypto/sign.h
