/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of a page on which one acts: answer, where to return, paper, ground, reason; and the choice out of them. */
#ifndef UI_SCREEN_ACT_FIELDS_H
#define UI_SCREEN_ACT_FIELDS_H

#include "ui/screen/acting.h"

/* Built once; the array of fields does not move afterwards. */
struct act_fields {
	const struct dossier *dossier; /* borrowed */
	struct authority authority;    /* by what he acts; its .step is NULL where the act is no step's */
	enum act act; /* ACT_PASS, ACT_DECIDE, ACT_TRANSCRIBE, ACT_CONFIRM, or the one act of the page */
	const char *act_id; /* id of the field with the answer */
	struct choice_list answers, targets, grounds;
	struct field *fields;
	size_t count;
	size_t lead; /* the step's own fields stand after so many of these */
};

/* away: what is recorded of the absence of the holder for whom one stands in; NULL for nothing. */
void act_fields_init(struct act_fields *fields, const struct dossier *dossier, enum act act,
	const struct authority *authority, const char *away);
void act_fields_done(struct act_fields *fields);

/* The act that is chosen among these values, and its answer (ANSWER__COUNT before one is chosen). */
enum act act_fields_act(const struct act_fields *fields, const json_t *values, enum answer *ret_answer);

/* For what the stock words of the regulation are wanted in a field of the page;
 * PHRASE__COUNT where none are. form: whose fields are asked for at the step. */
enum phrase_for act_fields_phrase(
	const struct act_fields *fields, const json_t *values, const struct form *form, const char *id);

/* The choice out of the values, and values out of a choice made before (the caller's). */
void act_fields_choice(
	const struct act_fields *fields, const json_t *values, struct acting_choice *ret_choice);
json_t *act_fields_values(const struct act_fields *fields, const struct acting_choice *choice);

/* Puts ground and days of the holder's absence into values of the page. */
void act_fields_put_absence(json_t *values, const char *ground, date from, date to);

#endif
