/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether signing in obeys the hours of the regulations: by a switch of the office for each of them. */
#ifndef SERVICE_ADMISSION_H
#define SERVICE_ADMISSION_H

#include "domain/office_import.h"
#include "service/desk.h"

struct session;

enum admission {
	ADMISSION_FREE,    /* within the hours, in approved ones, or no switch is on */
	ADMISSION_REASON,  /* outside: a reason is asked for and journaled */
	ADMISSION_REFUSED, /* outside: only to report an incident, which is journaled too */
	ADMISSION__COUNT
};

/* How the hours let a person sign in now; of several regulations the strictest
 * counts. *ret_why (may be NULL; untouched where free) says the hours, with their article,
 * and of a refusal which form opens them. Who has the right to the office's
 * data is never refused, only asked for a reason: he can turn the switch off,
 * so that a mistake in hours or holidays locks nobody out for good. */
enum admission admission_of(struct desk *desk, const char *person, struct error *ret_why);

/* What turning the switch of an adopted regulation on or off would change; to
 * be put into force by people_apply. RESULT_REFUSED without the right to the
 * office, RESULT_NOT_FOUND where it is not adopted, RESULT_INVALID where it sets no hours. */
enum result admission_preview(struct session *session, const char *regulation, bool obey,
	struct office *ret_after, struct office_changes *ret_changes, struct error *err);

/* The switches of the adopted regulations that set hours, one line each. The caller frees lines and array. */
enum result admission_list(struct session *session, char ***ret_lines, size_t *ret_count, struct error *err);

/* True where signing in obeys the hours of this regulation. */
bool admission_obeys(const struct office *office, const char *regulation);

#endif
