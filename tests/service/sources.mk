# SPDX-License-Identifier: GPL-3.0-or-later
# libtrainingoffice.a: the training office, for every test above the service layer.
check_LIBRARIES += libtrainingoffice.a
libtrainingoffice_a_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CHECK_CFLAGS)
libtrainingoffice_a_SOURCES = tests/support/training.c tests/support/training.h \
	tests/support/readers.c tests/support/readers.h \
	tests/support/walk.c tests/support/walk.h

service_libs = libservice.a libprint.a libcard.a libstore.a libchobacrypto.a libdomain.a libbase.a \
	$(PRINT_LIBS) $(CARD_LIBS) $(SQLITE_LIBS) $(CRYPTO_LIBS) $(YAML_LIBS) $(BASE_LIBS)

check_PROGRAMS += tests/service/run
tests_service_run_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(CHECK_CFLAGS)
tests_service_run_LDADD = libtrainingoffice.a libsupport.a libfakecard.a libsoftwarekey.a $(service_libs) $(CHECK_LIBS)
tests_service_run_SOURCES = \
	tests/service/main.c \
	tests/service/test_absence.c \
	tests/service/test_admission.c \
	tests/service/test_attaching.c \
	tests/service/test_after.c \
	tests/service/test_checking.c \
	tests/service/test_doctor.c \
	tests/service/test_duties.c \
	tests/service/test_filter.c \
	tests/service/test_job.c \
	tests/service/test_keeping.c \
	tests/service/test_adoption.c \
	tests/service/test_meanwhile.c \
	tests/service/test_opening.c \
	tests/service/test_people.c \
	tests/service/test_reorganising.c \
	tests/service/test_production.c \
	tests/support/production.c \
	tests/support/production.h \
	tests/support/setting.c \
	tests/support/setting.h \
	tests/service/test_refusals.c \
	tests/service/test_sakai.c \
	tests/service/test_session.c \
	tests/service/test_signing.c \
	tests/service/test_texts.c \
	tests/service/test_transfers.c \
	tests/service/test_ways.c \
	tests/service/test_yanagawa.c
