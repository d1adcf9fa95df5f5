# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/store/run
tests_store_run_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CRYPTO_CFLAGS) $(SQLITE_CFLAGS) $(CHECK_CFLAGS)
tests_store_run_LDADD = libsupport.a libsoftwarekey.a libstore.a libchobacrypto.a libdomain.a libbase.a \
	$(SQLITE_LIBS) $(CRYPTO_LIBS) $(YAML_LIBS) $(BASE_LIBS) $(CHECK_LIBS)
tests_store_run_SOURCES = \
	tests/store/fault_vfs.c tests/store/fault_vfs.h \
	tests/store/main.c \
	tests/store/test_attachments.c \
	tests/store/test_canonical.c \
	tests/store/test_damage.c \
	tests/store/test_facts.c \
	tests/store/test_faults.c \
	tests/store/office_fixture.c tests/store/office_fixture.h \
	tests/store/test_journal.c \
	tests/store/test_keys.c \
	tests/store/test_processes.c \
	tests/store/test_transfer.c \
	tests/store/test_verify.c
