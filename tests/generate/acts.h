/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An office in which anybody files and acts at random, through the services alone. */
#ifndef TESTS_GENERATE_ACTS_H
#define TESTS_GENERATE_ACTS_H

#include "service/deciding.h"
#include "tests/generate/values.h"
#include "tests/support/training.h"

/* A record that was filed here. */
struct made {
	char *id;
	const struct form *form;
	json_t *collected_by; /* for which month or year a plan would collect it; NULL where none does */
};

struct acts {
	struct training training;
	struct session **sessions; /* one for each card, signed in when first needed */
	const struct regulation *regulation;
	struct values values;
	struct made *made;
	size_t made_count;
	size_t done[ACT__COUNT];              /* how often each act was done */
	size_t all;                           /* acts done */
	size_t attached, collected, absences; /* files, lines of plans, absences noted or taken back */
	char *papers;                         /* the folder of the files */
	char *last_refusal;
};

/* Founds the office of a regulation of the source tree; everybody posted has a card. */
void acts_begin(struct acts *acts, const char *regulation, uint64_t seed);
void acts_end(struct acts *acts);

/* The session of a person, his card in the reader. */
struct session *acts_session(struct acts *acts, const char *person);

/* Somebody files the form; NULL where nobody could with any values that were
 * tried: .last_refusal says why. Borrowed. */
const char *acts_file(struct acts *acts, const struct form *form);

/* Somebody who may does this act (with this answer) on the record; false where nobody may or no values fit. */
bool acts_do(struct acts *acts, const char *record, enum act act, enum answer answer);

/* The act by which the record goes on, done by anybody whose it is; false at its end or where it is stuck. */
bool acts_go_on(struct acts *acts, const char *record, enum answer answer);

/* The head as it is now; record_done. */
void acts_head(struct acts *acts, const char *record, struct record *ret_record);

/* The journal verifies and the tables come out equal. */
void acts_verify(struct acts *acts);

/* The folders of data/regulations. */
extern const char *const acts_regulations[];
extern const size_t acts_regulation_count;

#endif
