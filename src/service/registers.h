/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 登録簿: what decisions made true, by register, day, person and subject. */
#ifndef SERVICE_REGISTERS_H
#define SERVICE_REGISTERS_H

#include "service/session.h"

/* One register of an adopted regulation; all borrowed from the desk. */
struct registers_kind {
	const struct regulation *regulation;
	const struct fact *fact;
};

/* The registers of all adopted regulations; the array is the caller's. */
enum result registers_kinds(
	struct session *session, struct registers_kind **ret_kinds, size_t *ret_count, struct error *err);

/* What of a register is asked for. */
struct registers_filter {
	struct registers_kind kind;
	const char *person;  /* id; NULL: everybody */
	const char *subject; /* as typed; NULL: any */
	date day;            /* in force on it; DATE_NONE: the whole history */
};

/* One row in words. Owned; registers_lines_done. */
struct registers_line {
	char *person, *subject, *detail; /* "" where there is none */
	char *days;    /* 令和8年12月1日から 令和9年3月31日まで, with its hours */
	char *granted; /* by which record: its form and number */
	char *ended;   /* by which record; "" for none */
	char *record;  /* id of the granting record; NULL: it stood there at the founding */
	bool holds;    /* in force today */
};

struct registers_lines {
	struct registers_line *items;
	size_t count;
};

void registers_lines_done(struct registers_lines *lines);

/* The rows by person, subject and first day; journaled as one list. */
enum result registers_list(struct session *session, const struct registers_filter *filter,
	struct registers_lines *ret_lines, struct error *err);

#endif
