/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may begin a form, and who may read a record. */
#include "domain/reach.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "domain/authority.h"
#include "domain/fact.h"
#include "domain/names.h"
#include "domain/notice.h"
#include "domain/verdict.h"

/* True where a step is done by the addressee's section. */
static bool wants_section(const struct form *form)
{
	for (size_t i = 0; i < form->step_count; i++)
		for (size_t k = 0; k < form->steps[i].by_count; k++)
			if (form->steps[i].by[k].kind == ACTOR_ADDRESSEE_SECTION)
				return true;
	return false;
}

/* True where no field says who the addressee is: the office has to. */
static bool is_plain_addressee(const struct form *form)
{
	return form->addressee_count == 1 && !form->addressees[0].field && !form->addressees[0].when.field;
}

enum result reach_check_section(const struct standing *standing, struct error *err)
{
	const struct form *form = standing->form;
	const char *section = standing->record->section;
	struct sitting sitting;
	if (!seat_addressee(standing, &sitting))
		return RESULT_OK;
	if (seat_is_empty(standing, &sitting) && (standing->record->way_count || is_plain_addressee(form)))
		return error_refuse(err, form->article, _("The office has named no post for the addressee"));
	const char *addressee = seat_addressee_section(standing);
	if (!addressee && wants_section(form) && is_plain_addressee(form))
		return error_refuse(err, form->article,
			_("The addressee's post belongs to no section that could receive this"));
	const struct section *there = addressee ? office_section(standing->office, addressee) : NULL;
	if (form->filed_by == FILED_BY_OTHER_SECTION && same(section, addressee))
		return error_refuse(err, form->article,
			_("This is filed by the other sections, not by %s itself"), label_text(&there->name));
	if (form->filed_by == FILED_BY_OWN_SECTION && (addressee || is_plain_addressee(form)) &&
		!same(section, addressee))
		return error_refuse(err, form->article, _("This is filed by %s only"),
			there ? label_text(&there->name) : "");
	return RESULT_OK;
}

/* Only a holder of the role or who is posted in the section of its post begins it. */
static enum result check_role(const struct standing *standing, const char *person, struct error *err)
{
	const struct form *form = standing->form;
	struct actor actor = { .kind = ACTOR_ROLE, .role = form->filed_by_role };
	if (!form->filed_by_role)
		return RESULT_OK;
	const struct sitting sitting = seat_sitting(standing, &actor, NULL);
	if (seat_is_held(standing, &sitting, person) ||
		(sitting.post && sitting.post->section &&
			office_in_section(standing->office, person, sitting.post->section, standing->day)))
		return RESULT_OK;
	char *wrong = seat_wrong(standing, &sitting);
	struct text who = { 0 };
	seat_add_words(&who, standing, &sitting);
	if (wrong)
		error_refuse(err, sitting.role->article, "%s", wrong);
	else
		error_refuse(err, form->article, _("This is filed by %s only"), text_string(&who));
	text_done(&who);
	free(wrong);
	return RESULT_REFUSED;
}

/* Only who stands in the register begins it. */
static enum result check_fact(const struct standing *standing, const char *person, struct error *err)
{
	const char *id = standing->form->filed_by_fact;
	const struct fact *fact = id ? regulation_fact(standing->regulation, id) : NULL;
	if (!fact || fact_has_person(standing->office, standing->regulation->id, id, person, standing->day))
		return RESULT_OK;
	return error_refuse(err, fact->article, _("This is filed by those who stand in \"%s\" only"),
		label_text(&fact->label));
}

enum result verdict_may_begin(const struct regulation *regulation, const struct form *form,
	const struct office *office, const char *person, const char *section, date day, struct error *err)
{
	const struct record record = { .section = (char *)(uintptr_t)section,
		.drafter = (char *)(uintptr_t)person };
	const struct history history = { 0 };
	const struct standing standing = { regulation, form, &record, &history, office, day, NULL };
	if (form->kind == FORM_DECISION)
		return error_refuse(err, form->article, _("This form is written by the decision itself"));
	if (!section || !office_in_section(office, person, section, day))
		return error_refuse(err, form->article, _("You have no post in that section today"));
	enum result r = reach_check_section(&standing, err);
	if (r == RESULT_OK)
		r = check_role(&standing, person, err);
	return r == RESULT_OK ? check_fact(&standing, person, err) : r;
}

/* True where the person stands at a step of the record's way, or keeps its papers. */
static bool is_on_route(const struct standing *standing, const char *person)
{
	struct authority authority;
	for (size_t i = 0; i < standing->form->step_count; i++)
		if (authority_at(standing, &standing->form->steps[i], person, NULL, &authority) ||
			authority_on_paper(standing, &standing->form->steps[i], person, &authority))
			return true;
	return false;
}

enum result verdict_may_read(const struct standing *standing, const char *person, struct error *err)
{
	const struct record *record = standing->record;
	const struct office *office = standing->office;
	const char *addressee = seat_addressee_section(standing);
	if (same(person, record->drafter) || same(person, record->applicant) ||
		office_has_right(office, person, RIGHT_AUDIT) ||
		(record->section && office_in_section(office, person, record->section, standing->day)) ||
		(addressee && office_in_section(office, person, addressee, standing->day)) ||
		notice_is_told(standing, person))
		return RESULT_OK;
	for (size_t i = 0; i < standing->history->count; i++)
		if (same(person, standing->history->items[i].actor) ||
			same(person, standing->history->items[i].principal))
			return RESULT_OK;
	if (is_on_route(standing, person))
		return RESULT_OK;
	return error_refuse(err, standing->form->article,
		_("It belongs to another section; only those on its route read it"));
}
