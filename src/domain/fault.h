/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults in what was filled in: every rule of a form's fields, with the sentence a clerk reads. */
#ifndef DOMAIN_FAULT_H
#define DOMAIN_FAULT_H

#include <jansson.h>

#include "base/date.h"
#include "base/error.h"
#include "domain/form.h"
#include "domain/office.h"

/* The most bytes one field may hold: past it the value is refused, not cut. */
enum { FAULT_VALUE_LIMIT = 64 * 1024 };

struct fault {
	const struct field *field;  /* borrowed from the form; NULL for a value no field knows */
	const struct field *column; /* of a table; NULL otherwise */
	size_t row;                 /* of a table, from 1; 0 otherwise */
	char *sentence;
	const char *article; /* borrowed; NULL for none */
};

struct faults {
	struct fault *items;
	size_t count;
	bool missing_is_none; /* set by the caller: a field that is empty is no fault */
	bool warnings;        /* rules that only warn are looked at, and no others */
};

void faults_done(struct faults *faults);

/* Every fault in the values that are filled in at a step (NULL: by the
 * drafter) on a day. Adds to *ret_faults. */
void faults_find(const struct form *form, const json_t *values, const char *step, const struct office *office,
	date day, struct faults *ret_faults);

/* What is filed on a day too late for a day that it names: a fault, or where it
 * is allowed in principle, a fault while the reason is missing. Adds to *ret_faults. */
void faults_late(const struct form *form, const json_t *values, const struct office *office, date filed,
	struct faults *ret_faults);

/* The rules that only warn, broken by the values: a sentence and its article
 * each; nothing is refused for them. Adds to *ret_warnings. */
void faults_warnings(const struct form *form, const json_t *values, struct faults *ret_warnings);

/* The first fault as an error, RESULT_OK where there is none. */
enum result faults_error(const struct faults *faults, struct error *err);

#endif
