/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hours at the door. */
#include "service/admission.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "domain/hours.h"
#include "domain/names.h"
#include "domain/office_table.h"
#include "service/entries.h"

bool admission_obeys(const struct office *office, const char *regulation)
{
	return is_among(office->sign_in_hours, office->sign_in_hour_count, regulation);
}

/* The forms by which hours outside these are approved: 「…」「…」; "" for none. */
static void add_opening_forms(
	const struct regulation *regulation, const struct hours *rule, struct text *text)
{
	for (size_t i = 0; rule && rule->fact && i < regulation->form_count; i++) {
		const struct form *form = &regulation->forms[i];
		bool opens = false;
		for (size_t k = 0; k < form->effect_count; k++)
			opens |= !form->effects[k].ends && !strcmp(form->effects[k].fact, rule->fact);
		if (opens)
			text_format(text, "%s%s", text->length ? _(", ") : "", label_text(&form->title));
	}
}

/* How one regulation's hours let the person in at this minute, and why not freely. */
static enum admission by_regulation(const struct office *office, const struct regulation *regulation,
	struct hours_use *use, struct error *why)
{
	bool asks;
	struct error refused;
	const struct hours *rule;
	bool allowed = hours_may(regulation, office, use, &asks, &refused) == RESULT_OK;
	if (allowed && !asks)
		return ADMISSION_FREE;
	asks |= office_has_right(office, use->person, RIGHT_OFFICE);
	enum hours_state state = hours_at(regulation, office, NULL, use->day, use->minute, &rule);
	char *hours = hours_why(rule, office, use->day, state);
	struct text forms = { 0 };
	add_opening_forms(regulation, rule, &forms);
	if (asks)
		error_refuse(why, rule->article, _("%s; please give the reason for signing in now"), hours);
	else if (forms.length)
		error_refuse(why, rule->article,
			_("%s; signing in outside them takes approved hours, which are applied for with: %s"),
			hours, text_string(&forms));
	else
		error_refuse(why, rule->article, _("%s; nobody signs in outside them"), hours);
	text_done(&forms);
	free(hours);
	return asks ? ADMISSION_REASON : ADMISSION_REFUSED;
}

enum admission admission_of(struct desk *desk, const char *person, struct error *ret_why)
{
	const struct office *office = &desk->office;
	int64_t now = clock_now(desk->clock);
	struct hours_use use = { .person = person, .day = date_from_ms(now) };
	enum admission strictest = ADMISSION_FREE;
	use.minute = (int)((now - date_to_ms(use.day)) / 60000);
	for (size_t i = 0; i < office->sign_in_hour_count; i++) {
		const struct regulation *regulation;
		struct error err, why;
		/* Hours that cannot be read keep nobody out; what is wrong with them is in the log. */
		if (desk_current(desk, office->sign_in_hours[i], &regulation, NULL, &err) != RESULT_OK) {
			log_line("sign-in hours: %s", err.text);
			continue;
		}
		enum admission admission = by_regulation(office, regulation, &use, &why);
		if (admission <= strictest)
			continue;
		strictest = admission;
		if (ret_why)
			*ret_why = why;
	}
	return strictest;
}

/* ---- the switch -------------------------------------------------------------------- */

static enum result find_hours(
	struct desk *desk, const char *id, const struct regulation **ret_regulation, struct error *err)
{
	enum result r = desk_current(desk, id, ret_regulation, NULL, err);
	if (r == RESULT_OK && !(*ret_regulation)->hours_count)
		r = error_set(err, RESULT_INVALID, _("The regulation \"%s\" sets no operating hours"), id);
	return r;
}

static void turn_off(struct office *office, const char *id)
{
	size_t kept = 0;
	for (size_t i = 0; i < office->sign_in_hour_count; i++)
		if (strcmp(office->sign_in_hours[i], id) != 0)
			office->sign_in_hours[kept++] = office->sign_in_hours[i];
		else
			free(office->sign_in_hours[i]);
	office->sign_in_hour_count = kept;
}

enum result admission_preview(struct session *session, const char *id, bool obey, struct office *ret_after,
	struct office_changes *ret_changes, struct error *err)
{
	struct desk *desk = session->desk;
	const struct regulation *regulation;
	enum result r = session_need_right(session, RIGHT_OFFICE, err);
	if (r == RESULT_OK)
		r = find_hours(desk, id, &regulation, err);
	if (r != RESULT_OK)
		return r;
	office_copy(&desk->office, ret_after);
	*ret_changes = (struct office_changes){ 0 };
	if (admission_obeys(ret_after, id) == obey)
		return RESULT_OK;
	if (obey)
		*LIST_ADD(ret_after->sign_in_hours, ret_after->sign_in_hour_count) = memory_string(id);
	else
		turn_off(ret_after, id);
	*LIST_ADD(ret_changes->items, ret_changes->count) = (struct office_change){ CHANGE_EDIT, false,
		memory_format(obey ? _("%s: signing in obeys its hours; who keeps the office's data is only "
				       "asked for a reason")
				   : _("%s: signing in does not look at its hours any more"),
			label_text(&regulation->title)) };
	return RESULT_OK;
}

enum result admission_list(struct session *session, char ***ret_lines, size_t *ret_count, struct error *err)
{
	struct desk *desk = session->desk;
	const struct regulation **regulations;
	size_t regulation_count, count = 0;
	char **lines = NULL;
	enum result r = desk_refresh(desk, err);
	if (r == RESULT_OK)
		r = desk_adopted(desk, &regulations, &regulation_count, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; i < regulation_count; i++)
		if (regulations[i]->hours_count)
			*LIST_ADD(lines, count) = memory_format("%s\t%s\t%s", regulations[i]->id,
				admission_obeys(&desk->office, regulations[i]->id) ? "on" : "off",
				label_text(&regulations[i]->title));
	free(regulations);
	*ret_lines = lines;
	*ret_count = count;
	return RESULT_OK;
}
