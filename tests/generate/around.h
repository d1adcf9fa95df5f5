/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes on around the records of a random office: files, plans, absences, time. */
#ifndef TESTS_GENERATE_AROUND_H
#define TESTS_GENERATE_AROUND_H

#include "tests/generate/acts.h"

/* Writes the files that are attached, into a folder of their own, and removes it. */
void around_begin(struct acts *acts);
void around_end(struct acts *acts);

/* Now and then attaches some of them to a form or takes one off. */
void around_attach(struct acts *acts, struct filing *filing);

/* Of a plan: asks for the month or year of something that was filed, collects it and
 * coordinates each line. A plan that finds nothing keeps lines of its own. */
void around_collect(struct acts *acts, struct filing *filing);

/* Other values for what is coordinated in the lines of a plan. */
void around_coordinate(struct acts *acts, struct filing *filing);

/* Somebody goes or comes back: a note of an absence or its cancelling by anybody who may. */
void around_absence(struct acts *acts);

/* Some minutes or hours go by, sometimes a night. */
void around_time(struct acts *acts);

#endif
