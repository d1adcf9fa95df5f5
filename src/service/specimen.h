/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form filled in with samples, for who writes a regulation: no office, no record, no journal. */
#ifndef SERVICE_SPECIMEN_H
#define SERVICE_SPECIMEN_H

#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "domain/regulation.h"

/* The sheet of a form with sample values made from the types of its fields, so
 * that as many fields as can be are shown; as text within width columns, as
 * columns_of counts them. The caller frees. */
char *specimen_text(const struct regulation *regulation, const struct form *form, date day, int width,
	int (*columns_of)(uint32_t code_point));

/* The same as a PDF file; RESULT_CONFLICT where the file exists and overwrite is not given. */
enum result specimen_pdf(const struct regulation *regulation, const struct form *form, date day,
	const char *path, bool overwrite, struct error *err);

#endif
