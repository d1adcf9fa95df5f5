/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 絞込み: which records the list shows, by section, day of filing and oneself; kept under a name. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/value.h"
#include "ui/screen/fields.h"
#include "ui/screen/manual.h"
#include "ui/screen/page_fields.h"
#include "ui/screen/screens.h"
#include "ui/screen/source.h"
#include "ui/widget/form_view.h"

#define ID_SECTION "section"
#define ID_FROM "from"
#define ID_TO "to"
#define ID_MINE "mine"
#define ID_NAME "name"

struct filter_view {
	struct form_page page;
	struct session *session;
	struct filter filter; /* as it was; form and state are taken from here */
	struct field *fields; /* built once; the form borrows them */
	size_t count;
	struct editor_source source;
	void (*settled)(void *context, const struct filter *filter);
	void *context;
};

static struct filter_view *of(struct view *view)
{
	return (struct filter_view *)view;
}

static struct field *add_field(
	struct filter_view *self, const char *id, const char *label, enum field_type type)
{
	return page_fields_add(&self->fields, &self->count, id, label, type);
}

static void build(struct filter_view *self)
{
	const struct filter *filter = &self->filter;
	add_field(self, ID_SECTION, _("Applicant's section"), FIELD_SECTION);
	add_field(self, ID_FROM, _("Filed from"), FIELD_DATE);
	add_field(self, ID_TO, _("Filed until"), FIELD_DATE);
	add_field(self, ID_MINE, _("Only mine"), FIELD_YES_NO)->help.ja =
		memory_string(_("Only what you drafted, applied for or acted on: y or n."));
	struct field *name = add_field(self, ID_NAME, _("Keep as"), FIELD_TEXT);
	name->help.ja = memory_string(_("A name, where the filter is to be kept for another day."));
	name->longest = FILTER_NAME_LIMIT;
	form_view_add_fields(&self->page.form, self->fields, self->count, NULL, &self->source);
	json_t *values = json_pack("{s:s*, s:s*}", ID_SECTION, filter->section, ID_NAME, filter->name);
	json_object_set_new(values, ID_FROM, value_of_day(filter->from));
	json_object_set_new(values, ID_TO, value_of_day(filter->to));
	if (filter->mine)
		json_object_set_new(values, ID_MINE, json_true());
	form_view_set(&self->page.form, values);
	form_view_refresh(&self->page.form);
	json_decref(values);
}

/* The filter as it is filled in; filter_done. */
static struct filter filled(struct filter_view *self)
{
	struct filter filter = filter_all();
	json_t *values = form_view_values(&self->page.form);
	filter.form = memory_string(self->filter.form);
	filter.state = self->filter.state;
	filter.section = memory_string(json_string_value(json_object_get(values, ID_SECTION)));
	filter.name = memory_string(json_string_value(json_object_get(values, ID_NAME)));
	filter.mine = json_is_true(json_object_get(values, ID_MINE));
	filter.from = page_day(values, ID_FROM);
	filter.to = page_day(values, ID_TO);
	json_decref(values);
	return filter;
}

static void settle(void *context)
{
	struct filter_view *self = context;
	struct view_stack *stack = self->page.view.stack;
	struct error err;
	struct filter filter = filter_all();
	enum result r = form_view_check(&self->page.form, &err);
	if (r == RESULT_OK) {
		filter = filled(self);
		r = filter_check(&filter, &err);
	}
	if (r == RESULT_OK && filter.name)
		r = filter_keep(self->session, &filter, &err);
	if (r == RESULT_OK) {
		view_pop(stack);
		self->settled(self->context, &filter);
		if (filter.name)
			view_say(stack, _("The filter is kept; F11 brings it back"));
	} else {
		view_say_error(stack, &err);
	}
	filter_done(&filter);
}

static bool able_remove(void *context, struct error *err)
{
	const struct filter_view *self = context;
	if (self->filter.name)
		return true;
	error_set(err, RESULT_REFUSED, _("What is shown is no kept filter; choose one with F11 in the list"));
	return false;
}

static void remove_kept(void *context)
{
	struct filter_view *self = context;
	struct view_stack *stack = self->page.view.stack;
	struct error err;
	if (filter_remove(self->session, self->filter.name, &err) != RESULT_OK) {
		view_say_error(stack, &err);
		return;
	}
	const struct filter all = filter_all();
	view_pop(stack);
	self->settled(self->context, &all);
	view_say(stack, _("The filter was removed; all records are shown"));
}

static const struct command commands[] = {
	{ KEY_F1, 0, N_("Help"), N_("Show what the keys do"), help_run, NULL },
	{ KEY_F3, 0, N_("Back"), N_("Go back; nothing is changed"), back_run, NULL },
	{ KEY_F4, 0, N_("Candidates"), N_("Open the list to choose from"), form_page_candidates, NULL },
	{ KEY_F9, 0, N_("Settle"), N_("Show these records; with a name the filter is kept"), settle, NULL },
	{ KEY_F11, 0, N_("Remove"), N_("Remove the kept filter"), remove_kept, able_remove },
};

static void draw(struct view *view, struct screen *screen, struct area area)
{
	form_view_draw(&of(view)->page.form, screen, title_draw(screen, area, _("Filter"), NULL));
}

static void release(struct view *view)
{
	struct filter_view *self = of(view);
	form_view_done(&self->page.form);
	page_fields_done(self->fields, self->count);
	filter_done(&self->filter);
	free(self);
}

const struct view_class filter_class = {
	.name = "filter",
	.commands = { commands, COUNT(commands) },
	.draw = draw,
	.key = form_page_key,
	.paste = form_page_paste,
	.typing = form_page_typing,
	.hint = form_page_hint,
	.free = release,
};

struct view *filter_new(struct workstation *workstation, const struct filter *filter,
	void (*settled)(void *context, const struct filter *filter), void *context)
{
	struct filter_view *self = memory_new(1, sizeof *self);
	self->page.view.class = &filter_class;
	self->session = workstation->session;
	self->filter = filter_copy(filter);
	self->source = source_of(workstation->desk);
	self->settled = settled;
	self->context = context;
	build(self);
	return &self->page.view;
}
