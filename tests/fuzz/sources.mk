# SPDX-License-Identifier: GPL-3.0-or-later
# One program a target, fuzz-NAME, out of NAME.c and the seeds in corpus/NAME;
# `make fuzz` builds them all. They need clang (--enable-fuzzing).
EXTRA_DIST += tests/fuzz/corpus
FUZZ_LINK = $(AM_LDFLAGS) -fsanitize=fuzzer
fuzz_targets =
EXTRA_PROGRAMS += $(fuzz_targets)
CLEANFILES += $(fuzz_targets)

if FUZZING
fuzz: $(fuzz_targets)

fuzz_targets += tests/fuzz/fuzz-card_answers
tests_fuzz_fuzz_card_answers_SOURCES = tests/fuzz/card_answers.c
tests_fuzz_fuzz_card_answers_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CRYPTO_CFLAGS)
tests_fuzz_fuzz_card_answers_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_fuzz_card_answers_LDADD = libcard.a libbase.a $(CRYPTO_LIBS) $(BASE_LIBS)

fuzz_targets += tests/fuzz/fuzz-journal_import
tests_fuzz_fuzz_journal_import_SOURCES = tests/fuzz/journal_import.c
tests_fuzz_fuzz_journal_import_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS)
tests_fuzz_fuzz_journal_import_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_fuzz_journal_import_LDADD = libstore.a libchobacrypto.a libdomain.a libbase.a \
	$(SQLITE_LIBS) $(CRYPTO_LIBS) $(YAML_LIBS) $(BASE_LIBS)

fuzz_targets += tests/fuzz/fuzz-key_decoder
tests_fuzz_fuzz_key_decoder_SOURCES = tests/fuzz/key_decoder.c
tests_fuzz_fuzz_key_decoder_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS)
tests_fuzz_fuzz_key_decoder_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_fuzz_key_decoder_LDADD = libterm.a libbase.a $(BASE_LIBS) $(CURSES_LIBS)

fuzz_targets += tests/fuzz/fuzz-regulation_loader
tests_fuzz_fuzz_regulation_loader_SOURCES = tests/fuzz/regulation_loader.c
tests_fuzz_fuzz_regulation_loader_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(YAML_CFLAGS)
tests_fuzz_fuzz_regulation_loader_LDFLAGS = $(FUZZ_LINK)
tests_fuzz_fuzz_regulation_loader_LDADD = libdomain.a libbase.a $(YAML_LIBS) $(BASE_LIBS)
endif
