/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 発令: a change of a person's posts is filled in, shown as what it would change, and signed. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "service/recall.h"
#include "service/staff.h"
#include "ui/screen/fields.h"
#include "ui/screen/manual.h"
#include "ui/screen/office_asking.h"
#include "ui/screen/page_fields.h"
#include "ui/screen/screens.h"
#include "ui/screen/source.h"
#include "ui/widget/form_view.h"

#define ID_KIND "kind"
#define ID_POST "post"
#define ID_COMING "coming"
#define ID_FROM "from"
#define ID_TO "to"

struct posting_view {
	struct form_page page;
	struct workstation *workstation;
	struct session *session;
	char *person, *name;
	struct choice_list kinds, coming; /* .coming: the postings that have not begun */
	struct field *fields;             /* built once; the form borrows them */
	size_t count;
	struct editor_source source;
	struct office_asking asking;
	bool recalls; /* an entry is taken out again */
};

static struct posting_view *of(struct view *view)
{
	return (struct posting_view *)view;
}

/* ---- the form ------------------------------------------------------------------- */

static struct field *add_field(
	struct posting_view *self, const char *id, const char *label, enum field_type type)
{
	return page_fields_add(&self->fields, &self->count, id, label, type);
}

/* The condition for kinds of a range, both included. */
static void for_kinds(struct condition *condition, enum staff_kind first, enum staff_kind last)
{
	for (enum staff_kind kind = first; kind <= last; kind++)
		page_condition_or(condition, ID_KIND, staff_kind_name(kind));
}

static void build_coming(struct posting_view *self)
{
	struct recall_coming *coming;
	size_t count;
	recall_list(self->session, self->person, &coming, &count);
	for (size_t i = 0; i < count; i++)
		page_choices_add(&self->coming, coming[i].posting, coming[i].words, NULL);
	recall_list_free(coming, count);
}

static void build(struct posting_view *self)
{
	build_coming(self);
	for (enum staff_kind kind = 0; kind < STAFF__COUNT; kind++)
		if (kind != STAFF_RECALL || self->coming.choice_count)
			page_choices_add(&self->kinds, staff_kind_name(kind), staff_kind_text(kind), NULL);
	struct field *field = add_field(self, ID_KIND, _("Kind of change"), FIELD_CHOICE);
	field->list = &self->kinds;
	field->required = true;
	field = add_field(self, ID_POST, _("Post"), FIELD_SECTION);
	field->help.ja = memory_string(_("Type part of the section or post, then choose with Enter."));
	for_kinds(&field->shown_when, STAFF_MAIN, STAFF_RELIEVE);
	for_kinds(&field->required_when, STAFF_MAIN, STAFF_RELIEVE);
	field = add_field(self, ID_COMING, _("Entry"), FIELD_CHOICE);
	field->list = &self->coming;
	for_kinds(&field->shown_when, STAFF_RECALL, STAFF_RECALL);
	for_kinds(&field->required_when, STAFF_RECALL, STAFF_RECALL);
	field = add_field(self, ID_FROM, _("First day"), FIELD_DATE);
	for_kinds(&field->shown_when, STAFF_MAIN, STAFF_IN_CHARGE);
	for_kinds(&field->required_when, STAFF_MAIN, STAFF_IN_CHARGE);
	field = add_field(self, ID_TO, _("Last day"), FIELD_DATE);
	field->help.ja = memory_string(_("The last day on which it holds; empty where none is set yet."));
	for_kinds(&field->shown_when, STAFF_MAIN, STAFF_LEAVE);
	for_kinds(&field->required_when, STAFF_RELIEVE, STAFF_LEAVE);
	form_view_add_fields(&self->page.form, self->fields, self->count, NULL, &self->source);
	form_view_refresh(&self->page.form);
}

/* The order out of the values, from which it borrows. */
static struct staff_order order_of(const struct posting_view *self, const json_t *values)
{
	const char *kind = json_string_value(json_object_get(values, ID_KIND));
	struct staff_order order = {
		.kind = STAFF_MAIN,
		.person = self->person,
		.post = json_string_value(json_object_get(values, ID_POST)),
		.from = page_day(values, ID_FROM),
		.to = page_day(values, ID_TO),
		.posting = json_string_value(json_object_get(values, ID_COMING)),
	};
	while (order.kind + 1 < STAFF__COUNT && strcmp(kind, staff_kind_name(order.kind)) != 0)
		order.kind++;
	return order;
}

/* ---- settling --------------------------------------------------------------------- */

static void signed_now(void *context)
{
	struct posting_view *self = context;
	struct view_stack *stack = self->page.view.stack;
	bool recalled = self->recalls;
	view_pop(stack);
	view_say(stack, recalled ? _("The entry is taken out again, as if it had not been made")
				 : _("The change of posts is entered; it holds from its day on"));
}

static void ask(struct posting_view *self, struct office *after, const struct office_changes *changes)
{
	char *sentence = memory_format(_("A change of the posts of %s is put into force."), self->name);
	const char *title =
		self->recalls ? _("Take this entry out again?") : _("Put this change of posts into force?");
	const struct office_words words = { self->name, title, sentence };
	office_ask(&self->asking, &self->page.view, after, changes, &words, signed_now);
	free(sentence);
}

static void settle(void *context)
{
	struct posting_view *self = context;
	struct error err;
	if (form_view_check(&self->page.form, &err) != RESULT_OK) {
		view_say_error(self->page.view.stack, &err);
		return;
	}
	struct office after;
	struct office_changes changes = { 0 };
	json_t *values = form_view_values(&self->page.form);
	const struct staff_order order = order_of(self, values);
	self->recalls = order.kind == STAFF_RECALL;
	enum result r = staff_preview(self->session, &order, &after, &changes, &err);
	json_decref(values);
	if (r != RESULT_OK) {
		view_say_error(self->page.view.stack, &err);
		return;
	}
	if (changes.count) {
		ask(self, &after, &changes);
	} else {
		office_done(&after);
		view_say(self->page.view.stack, _("This is so already; nothing would change"));
	}
	office_changes_done(&changes);
}

/* ---- the view ------------------------------------------------------------------------ */

static const struct command commands[] = {
	{ KEY_F1, 0, N_("Help"), N_("Show what the keys do"), help_run, NULL },
	{ KEY_F3, 0, N_("Back"), N_("Go back; nothing is changed"), back_run, NULL },
	{ KEY_F4, 0, N_("Candidates"), N_("Open the list to choose from"), form_page_candidates, NULL },
	{ KEY_F9, 0, N_("Settle"), N_("Show what would change, to be signed on the next page"), settle,
		NULL },
};

static void draw(struct view *view, struct screen *screen, struct area area)
{
	struct posting_view *self = of(view);
	form_view_draw(&self->page.form, screen, title_draw(screen, area, _("Change of posts"), self->name));
}

static void release(struct view *view)
{
	struct posting_view *self = of(view);
	office_asking_done(&self->asking);
	form_view_done(&self->page.form);
	page_fields_done(self->fields, self->count);
	page_choices_done(&self->kinds);
	page_choices_done(&self->coming);
	free(self->person);
	free(self->name);
	free(self);
}

const struct view_class posting_class = {
	.name = "posting",
	.commands = { commands, COUNT(commands) },
	.draw = draw,
	.key = form_page_key,
	.paste = form_page_paste,
	.typing = form_page_typing,
	.hint = form_page_hint,
	.free = release,
};

struct view *posting_new(struct workstation *workstation, const char *person)
{
	struct posting_view *self = memory_new(1, sizeof *self);
	const struct person *found = office_person(&workstation->desk->office, person);
	self->page.view.class = &posting_class;
	self->workstation = workstation;
	self->session = workstation->session;
	self->person = memory_string(person);
	self->name = memory_string(found ? person_text(found) : person);
	self->source = source_of_posts(workstation->desk);
	build(self);
	return &self->page.view;
}
