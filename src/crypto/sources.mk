# SPDX-License-Identifier: GPL-3.0-or-later
noinst_HEADERS += src/crypto/base32.h src/crypto/bytes.h src/crypto/certificate.h src/crypto/hash.h \
	src/crypto/password.h src/crypto/random.h src/crypto/seal.h src/crypto/secret.h src/crypto/sign.h
