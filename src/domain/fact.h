/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking the registers that decisions keep: the rules ask, whoever has the journal's tables answers. */
#ifndef DOMAIN_FACT_H
#define DOMAIN_FACT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "domain/form.h"

struct office;
struct text;

enum { FACT_ANY_MINUTE = -1 };

struct fact_question {
	const char *regulation, *fact;
	const char *person;  /* NULL: anybody */
	const char *subject; /* as fact_subject gives it; NULL: any */
	date day;
	int minute;    /* of the day, in Japan; FACT_ANY_MINUTE where the time does not matter */
	bool or_later; /* also what begins after .day */
};

/* Who answers; the office carries one (office->facts). */
struct fact_source {
	bool (*holds)(void *context, const struct fact_question *question);
	void *context;
	/* Everybody who stands in a register on a day, each once, in any order: ids
	 * for the caller to free with their list. */
	size_t (*persons)(
		void *context, const char *regulation, const char *fact, date day, char ***ret_persons);
};

/* Whether it is true; false where the office has nobody to ask. */
bool fact_holds(const struct office *office, const struct fact_question *question);

/* Whether a person stands in a register on a day, whatever the subject. */
bool fact_has_person(
	const struct office *office, const char *regulation, const char *fact, const char *person, date day);

/* Everybody who stands in a register on a day, as struct fact_source gives them. */
size_t fact_persons(
	const struct office *office, const char *regulation, const char *fact, date day, char ***ret_persons);

/* A subject as it is compared: a text without regard to width, case and
 * spaces, an id as it is. The caller frees. */
char *fact_subject(enum field_type type, const char *value);

/* A "17:15" as minutes of the day; -1 where it is none. */
int fact_minute(const char *time);

#endif
