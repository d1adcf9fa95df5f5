# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LIBRARIES += libdomain.a
libdomain_a_CFLAGS = $(AM_CFLAGS) $(BASE_CFLAGS) $(YAML_CFLAGS)
libdomain_a_SOURCES = \
	src/domain/fault.c src/domain/fault.h \
	src/domain/article.c src/domain/article.h \
	src/domain/authority.c src/domain/authority.h \
	src/domain/bundle.c \
	src/domain/calendar.c src/domain/calendar.h \
	src/domain/calendar_rules.c \
	src/domain/carry.c src/domain/carry.h \
	src/domain/coverage.c \
	src/domain/duty.c \
	src/domain/compile.c src/domain/compile.h \
	src/domain/effect.c src/domain/effect.h \
	src/domain/fact.c src/domain/fact.h \
	src/domain/form.c src/domain/form.h \
	src/domain/holder.c src/domain/holder.h \
	src/domain/hours.c src/domain/hours.h \
	src/domain/label.c src/domain/label.h \
	src/domain/lead.c src/domain/lead.h \
	src/domain/names.h \
	src/domain/notice.c src/domain/notice.h \
	src/domain/office.c src/domain/office.h \
	src/domain/office_adopt.c src/domain/office_adopt.h \
	src/domain/office_calendar.c \
	src/domain/office_check.c \
	src/domain/office_csv.c src/domain/office_csv.h \
	src/domain/office_days.c \
	src/domain/office_file.c \
	src/domain/office_import.c src/domain/office_import.h \
	src/domain/office_read.c \
	src/domain/office_table.c src/domain/office_table.h \
	src/domain/opening.c src/domain/opening.h \
	src/domain/reach.c src/domain/reach.h \
	src/domain/record.c src/domain/record.h \
	src/domain/recurring.c src/domain/recurring.h \
	src/domain/regulation.c src/domain/regulation.h \
	src/domain/regulation_actor.c \
	src/domain/regulation_check.c src/domain/regulation_check.h \
	src/domain/regulation_condition.c \
	src/domain/regulation_diff.c src/domain/regulation_diff.h \
	src/domain/regulation_field.c \
	src/domain/regulation_form.c \
	src/domain/regulation_form_check.c \
	src/domain/regulation_load.c \
	src/domain/regulation_names.c \
	src/domain/regulation_outcome.c \
	src/domain/regulation_reading.c src/domain/regulation_reading.h \
	src/domain/regulation_route.c \
	src/domain/regulation_route_check.c \
	src/domain/regulation_schema.c \
	src/domain/regulation_time.c \
	src/domain/route.c src/domain/route.h \
	src/domain/seat.c src/domain/seat.h \
	src/domain/standing.h \
	src/domain/schema.c src/domain/schema.h \
	src/domain/value.c src/domain/value.h \
	src/domain/verdict.c src/domain/verdict.h \
	src/domain/yaml_file.c src/domain/yaml_file.h
