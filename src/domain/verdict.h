/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place that answers whether a person may do an act now, or why not and who could. */
#ifndef DOMAIN_VERDICT_H
#define DOMAIN_VERDICT_H

#include "domain/route.h"

/* RESULT_OK and *ret_authority (may be NULL), or RESULT_REFUSED with the
 * reason, its article and who could. asking: the screen wants to know whether
 * the key is open, so a reason, ground or number not yet typed is no refusal. */
enum result verdict_may(const struct standing *standing, const char *person, const struct wish *wish,
	bool asking, struct authority *ret_authority, struct error *err);

/* The act by which the open step that is meant for this person is done:
 * ACT_PASS, ACT_DECIDE, ACT_TRANSCRIBE or ACT_CONFIRM; of what is finished
 * ACT_RECEIPT where he was told of it and has not confirmed it. */
enum act verdict_step_act(const struct standing *standing, const char *person, const char *step);

/* Whether a person may begin this form for a section on a day. */
enum result verdict_may_begin(const struct regulation *regulation, const struct form *form,
	const struct office *office, const char *person, const char *section, date day, struct error *err);

/* Whether a person may read a record: his section's, one whose route he stands
 * on or acted on, or as one with the right to audit. */
enum result verdict_may_read(const struct standing *standing, const char *person, struct error *err);

/* Why a record is in a person's 未処理一覧. */
enum duty {
	DUTY_NONE,
	DUTY_DECIDE,      /* his decision */
	DUTY_RECEIVE,     /* 受付 in his section */
	DUTY_PASS,        /* 所属長決裁 or 確認 */
	DUTY_RETURNED,    /* his own, returned */
	DUTY_SEE_AFTER,   /* 後閲 */
	DUTY_STAND_IN,    /* another's step at which he could stand in */
	DUTY_DISPATCH,    /* decided, the paper has not gone out */
	DUTY_FILE,        /* a form is to be filed: a recurring duty, the report of an end */
	DUTY_READ,        /* a notice to be read */
	DUTY_ACKNOWLEDGE, /* a regulation's text to be acknowledged */
	DUTY_TRANSCRIBE,  /* decided on paper, to be typed in */
	DUTY_CONFIRM,     /* typed in by a colleague, to be confirmed */
	DUTY__COUNT
};

enum duty verdict_duty(const struct standing *standing, const char *person);

#endif
