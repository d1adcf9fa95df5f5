/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walking records of a training office along their routes: values are JSON texts, people are ids. */
#ifndef TESTS_SUPPORT_WALK_H
#define TESTS_SUPPORT_WALK_H

#include "service/deciding.h"
#include "tests/support/training.h"

/* Files a form ("toin/measures-decision") with values, then changes in their
 * place (NULL for none); the record's id, the caller's. Fails the test where it is refused. */
char *walk_file(struct training *training, const char *person, const char *form, const char *values,
	const char *changes);

/* Like it, for what should be refused. */
enum result walk_try(struct training *training, const char *person, const char *form, const char *values,
	char **ret_record, struct error *err);

/* Does what is open to the person (wish.act 0), or the act of the wish, with
 * what is filled in there (NULL for nothing). A paper decision is of the day of filing where the wish is silent. */
enum result walk_act(struct training *training, const char *person, const char *record, struct wish wish,
	const char *values, struct error *err);

/* One act of somebody on a record; the answer is ANSWER_YES where silent. */
struct turn {
	const char *person;
	enum answer answer;
	const char *values; /* filled in at this step */
	const char *reason; /* of a bypass; a no has one anyhow */
	const char *at;     /* the step it waits at afterwards, "" at its end; NULL: not looked at */
};

/* All turns in order; fails the test where one is refused or leads elsewhere. */
void walk_turns(struct training *training, const char *record, const struct turn *turns, size_t count);

/* Fails the test unless the record, as the person opens it, waits at this step ("" at its end). */
void walk_expect(struct training *training, const char *person, const char *record, const char *step);

/* Prints the record's sheet; fails the test where it cannot be printed or a character is missing. */
void walk_print(struct training *training, const char *person, const char *record);

#endif
