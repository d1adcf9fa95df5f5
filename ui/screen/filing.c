/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form being filled in. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/regulation.h"
#include "domain/route.h"
#include "service/compiling.h"
#include "service/attaching.h"
#include "service/using.h"
#include "ui/screen/attachments.h"
#include "ui/screen/fields.h"
#include "ui/screen/manual.h"
#include "ui/screen/source.h"
#include "ui/screen/summary.h"
#include "ui/widget/form_view.h"

struct filing_view {
	struct form_page page;
	struct workstation *workstation;
	struct session *session;
	struct filing *filing;
	struct editor_source source;
	struct record_source records; /* that its fields may name */
	struct fields_phrases phrases;
	bool taken_back; /* the copy that the form began with */
};

static struct filing_view *self(void *context)
{
	return context;
}

/* What the editors hold goes into the draft; the draft knows what is new. */
static void take_values(struct filing_view *filing)
{
	json_t *values = form_view_values(&filing->page.form);
	const char *key;
	json_t *value;
	void *next;
	json_object_foreach(values, key, value) filing_set(filing->filing, key, json_incref(value));
	json_object_foreach_safe(filing->filing->values, next, key, value) if (!json_object_get(values, key))
		filing_set(filing->filing, key, NULL);
	json_decref(values);
}

static void changed(void *context)
{
	self(context)->page.unkept = false;
	take_values(self(context));
}

static enum result try_to_keep(struct filing_view *filing, struct error *err)
{
	enum result r = filing_keep(filing->filing, err);
	if (r != RESULT_OK)
		error_prefix(err, "%s", _("The draft could not be kept"));
	return r;
}

static void keep(struct filing_view *filing)
{
	struct error err;
	if (try_to_keep(filing, &err) != RESULT_OK)
		view_say_error(filing->page.view.stack, &err);
}

static void draw(struct view *view, struct screen *screen, struct area area)
{
	struct filing_view *filing = (struct filing_view *)view;
	const struct form *form = filing->filing->form;
	struct text title = { 0 }, note = { 0 };
	text_add(&title, label_text(&form->title));
	if (form->style.ja)
		text_format(&title, "  %s", label_text(&form->style));
	text_format(&note, "%s  ", filing->filing->record ? _("Correction") : _("Draft"));
	form_view_progress_text(&filing->page.form, &note);
	if (json_array_size(filing->filing->attachments))
		text_format(&note, _("  files: %zu"), json_array_size(filing->filing->attachments));
	struct area rest = title_draw(screen, area, text_string(&title), text_string(&note));
	form_view_draw(&filing->page.form, screen, rest);
	text_done(&title);
	text_done(&note);
}

static void tick(struct view *view, int64_t now_ms)
{
	(void)now_ms;
	keep((struct filing_view *)view);
}

static void release(struct view *view)
{
	struct filing_view *filing = (struct filing_view *)view;
	struct error ignored;
	filing_keep(filing->filing, &ignored);
	form_view_done(&filing->page.form);
	record_source_done(&filing->records);
	filing_free(filing->filing);
	free(filing);
}

/* ---- commands -------------------------------------------------------------- */

static void help(void *context)
{
	struct filing_view *filing = self(context);
	const struct form *form = filing->filing->form;
	struct text text = { 0 };
	fields_help(&filing->page.form, filing->filing->regulation, form, &text);
	view_push(filing->page.view.stack,
		help_new(filing->workstation, label_text(&form->title), text_string(&text)));
	text_done(&text);
}

static void back(void *context)
{
	struct filing_view *filing = self(context);
	struct error err;
	take_values(filing);
	enum result r = try_to_keep(filing, &err);
	form_page_leave(&filing->page, r, &err);
}

static void candidates(void *context)
{
	struct filing_view *filing = self(context);
	const struct form_row *row = form_view_current(&filing->page.form);
	const struct form *form = filing->filing->form;
	enum phrase_for use = PHRASE__COUNT;
	for (size_t i = 0; row && i < form->field_count; i++) {
		const char *reason = form->fields[i].lead.late_reason;
		if (reason && !strcmp(reason, row->id))
			use = PHRASE_LATE;
	}
	if (!fields_offer_phrases(&filing->page.view, &filing->phrases, &filing->page.form,
		    filing->filing->regulation, use))
		fields_candidates(filing->page.view.stack, &filing->page.form);
}

static bool is_table(const struct filing_view *filing, struct error *err)
{
	const struct form_row *row = form_view_current(&filing->page.form);
	if (row && row->field && row->field->type == FIELD_TABLE)
		return true;
	error_set(err, RESULT_REFUSED, _("This key works in a table only"));
	return false;
}

static bool in_table(void *context, struct error *err)
{
	return is_table(self(context), err);
}

static void add_row(void *context)
{
	struct filing_view *filing = self(context);
	editor_table_add_row(form_view_current(&filing->page.form)->editor);
	take_values(filing);
}

static void throw_away(void *context)
{
	struct filing_view *filing = self(context);
	struct error err;
	if (filing_discard(filing->filing, &err) != RESULT_OK) {
		view_say_error(filing->page.view.stack, &err);
		return;
	}
	view_say(filing->page.view.stack, _("The draft was thrown away"));
	view_pop(filing->page.view.stack);
}

static void remove_row_or_draft(void *context)
{
	struct filing_view *filing = self(context);
	struct error ignored;
	if (is_table(filing, &ignored) &&
		editor_table_remove_row(form_view_current(&filing->page.form)->editor)) {
		take_values(filing);
		view_say(filing->page.view.stack, _("The row is gone; Ctrl-Z brings it back"));
		return;
	}
	const struct confirmation asked = {
		.title = _("Throw the draft away?"),
		.text = filing->filing->record
				? _("The correction is thrown away. The record stays returned, as it was.")
				: _("What was typed is thrown away and cannot be brought back."),
		.go_label = _("throw away"),
		.context = filing,
		.go = throw_away,
	};
	view_push(filing->page.view.stack, confirm_new(filing->workstation, &asked));
}

static void submit(void *context)
{
	struct filing_view *filing = self(context);
	struct view_stack *stack = filing->page.view.stack;
	struct workstation *workstation = filing->workstation;
	char *record;
	struct error err;
	if (filing_submit(filing->filing, &record, &err) != RESULT_OK) {
		view_say_error(stack, &err);
		return;
	}
	view_pop(stack);
	struct view *opened = record_new(workstation, record, &err);
	if (opened)
		view_push(stack, opened);
	view_say(stack, _("Filed. It is now with the next person on the route"));
	free(record);
}

/* Who will have it next, so that one sees where the paper goes before it goes. */
static void add_route(struct summary *summary, const struct filing *filing)
{
	struct session *session = filing->session;
	struct record record = { .section = filing->section, .drafter = session->person };
	struct history history = { 0 };
	struct standing standing = { filing->regulation, filing->form, &record, &history,
		&session->desk->office, desk_today(session->desk), filing->values };
	size_t number = 0;
	route_way(&standing, &record);
	summary_heading(summary, _("Route"));
	for (size_t i = 0; i < filing->form->step_count; i++) {
		const struct step *step = &filing->form->steps[i];
		if (!route_applies(&standing, step))
			continue;
		char *who = route_who(&standing, step);
		/* Steps that run at the same time bear one number. */
		number += !i || !route_together(filing->form, step - 1, step);
		char *label = memory_format("%zu %s", number, label_text(&step->label));
		summary_value(summary, label, who);
		free(label);
		free(who);
	}
	record_way_clear(&record);
}

static struct form_row *row_of(const struct filing_view *filing, const struct field *field)
{
	for (size_t row = 0; field && row < filing->page.form.count; row++)
		if (filing->page.form.rows[row].field == field)
			return &filing->page.form.rows[row];
	return NULL;
}

/* Marks what the regulation finds; what cannot even be read bears its mark already. */
static void mark_faults(struct filing_view *filing, const struct faults *faults)
{
	for (size_t i = 0; i < faults->count; i++) {
		struct form_row *row = row_of(filing, faults->items[i].field);
		if (row && !row->fault)
			row->fault = memory_string(faults->items[i].sentence);
		if (row)
			editor_table_fault(row->editor, faults->items[i].row, faults->items[i].column);
	}
}

/* Goes to the first marked row; returns how many are marked. */
static size_t go_to_first_fault(struct filing_view *filing)
{
	size_t first = filing->page.form.count, count = 0;
	for (size_t row = filing->page.form.count; row-- > 0;)
		if (filing->page.form.rows[row].fault) {
			first = row;
			count++;
		}
	if (count)
		form_view_go(&filing->page.form, first);
	return count;
}

/* Marks every fault beside its field, goes to the first and says it with its article. */
static bool show_faults(struct filing_view *filing)
{
	struct error err = { 0 }, ruled = { 0 };
	struct faults faults = { 0 };
	enum result read = form_view_check(&filing->page.form, &err);
	filing_faults(filing->filing, &faults);
	enum result rules = faults_error(&faults, &ruled);
	mark_faults(filing, &faults);
	size_t count = go_to_first_fault(filing);
	const struct form_row *row = form_view_current(&filing->page.form);
	faults_done(&faults);
	if (read == RESULT_OK && rules == RESULT_OK)
		return false;
	if (read == RESULT_OK)
		err = ruled;
	else if (row && row->field && row->field->article)
		snprintf(err.article, sizeof err.article, "%s", row->field->article);
	if (count > 1) {
		char *more = memory_format(_("%s [%zu fields are marked with !]"), err.text, count);
		snprintf(err.text, sizeof err.text, "%s", more);
		text_trim_partial(err.text);
		free(more);
	}
	view_say_error(filing->page.view.stack, &err);
	return true;
}

static void agree(void *context)
{
	struct filing_view *filing = self(context);
	filing_agree(filing->filing);
	keep(filing);
	view_say(filing->page.view.stack, _("The draft is now one of the version in force"));
}

void filing_show_left(struct view *view)
{
	struct filing_view *filing = (struct filing_view *)view;
	const json_t *left = view->class == &filing_class ? filing->filing->left : NULL;
	struct text text = { 0 };
	if (!left)
		return;
	text_format(&text,
		_("Version %s of the regulation came into force after this draft was begun. These entries "
		  "have "
		  "no place in it any more; they are kept until you agree:\n"),
		filing->filing->regulation->version);
	for (size_t i = 0; i < json_array_size(left); i++)
		text_format(&text, "\n・%s", json_string_value(json_array_get(left, i)));
	const struct confirmation asked = {
		.title = _("Entries that no longer fit"),
		.text = text_string(&text),
		.go_label = _("give them up"),
		.context = filing,
		.go = agree,
	};
	view_push(view->stack, confirm_new(filing->workstation, &asked));
	text_done(&text);
}

static void settle(void *context)
{
	struct filing_view *filing = self(context);
	if (filing->filing->left) {
		filing_show_left(&filing->page.view);
		return;
	}
	const struct form *form = filing->filing->form;
	struct summary summary = { 0 };
	take_values(filing);
	keep(filing);
	if (show_faults(filing))
		return;
	summary_heading(&summary, label_text(&form->title));
	struct desk *desk = filing->session->desk;
	json_t *named = using_named(desk, form, filing->filing->values, i18n_language());
	summary_fields(&summary, form, named, &desk->office, desk_today(desk));
	json_decref(named);
	summary_warnings(&summary, form, filing->filing->values);
	attachments_summarise(&summary, _("Attached files"), filing->filing->attachments);
	if (filing_is_late(filing->filing))
		summary_plain(&summary, _("This is filed after its last day; it is marked as late."));
	add_route(&summary, filing->filing);
	const struct confirmation asked = {
		.title = filing->filing->record ? _("File the corrected version?") : _("File this?"),
		.summary = &summary,
		.go_label = _("file"),
		.context = filing,
		.go = submit,
	};
	view_push(filing->page.view.stack, confirm_new(filing->workstation, &asked));
}

static bool is_copy(void *context, struct error *err)
{
	if (self(context)->filing->before_copy)
		return true;
	error_set(err, RESULT_REFUSED,
		_("Nothing was copied into this form; F6 on the screen of a record copies it into a new "
		  "one"));
	return false;
}

/* What was there before the copy, and back again: nothing is lost by a stray F6. */
static void take_copy_back(void *context)
{
	struct filing_view *filing = self(context);
	json_t *before = filing->filing->before_copy;
	take_values(filing);
	filing->filing->before_copy = json_deep_copy(filing->filing->values);
	form_view_set(&filing->page.form, before);
	json_decref(before);
	take_values(filing);
	filing->taken_back = !filing->taken_back;
	view_say(filing->page.view.stack, filing->taken_back
						  ? _("The copy was taken back; F6 brings it again")
						  : _("The copy stands again; F6 takes it back"));
}

static void collect(void *context)
{
	struct filing_view *filing = self(context);
	struct error err;
	char *said;
	take_values(filing);
	if (compiling_collect(filing->filing, &said, &err) != RESULT_OK) {
		view_say_error(filing->page.view.stack, &err);
		return;
	}
	form_view_set(&filing->page.form, filing->filing->values);
	form_view_refresh(&filing->page.form);
	keep(filing);
	view_say(filing->page.view.stack, said);
	free(said);
}

static bool takes_files(void *context, struct error *err)
{
	const struct filing *filing = self(context)->filing;
	if (compiling_can(filing))
		return true;
	return json_array_size(filing->attachments) > 0 || filing_may_attach(filing, err) == RESULT_OK;
}

static void files(void *context)
{
	struct filing_view *filing = self(context);
	if (compiling_can(filing->filing)) {
		collect(context);
		return;
	}
	take_values(filing);
	view_push(filing->page.view.stack, attach_files_new(filing->workstation, filing->filing));
}

static const struct command commands[] = {
	{ KEY_F1, 0, N_("Help"), N_("Says what the article wants of this field, and what each key does"),
		help, NULL },
	{ KEY_F2, 0, N_("Add row"), N_("Adds a row to the table"), add_row, in_table },
	{ KEY_F3, 0, N_("Back"), N_("Goes back; the draft is kept"), back, NULL },
	{ KEY_F4, 0, N_("Candidates"), N_("Opens the list to choose from, or stock words for a reason"),
		candidates, NULL },
	{ KEY_F5, 0, N_("Files"),
		N_("Attaches files, lists them and takes them off; of a plan, collects what the sections "
		   "have filed into its lines"),
		files, takes_files },
	{ KEY_F6, 0, NULL, N_("Takes back what was copied from another record, and brings it again"),
		take_copy_back, is_copy },
	{ KEY_F9, 0, N_("File"), N_("Checks everything and shows a page to confirm before it is filed"),
		settle, NULL },
	{ KEY_F11, 0, N_("Delete"), N_("Deletes the table's row, or throws the draft away after a question"),
		remove_row_or_draft, NULL },
};

const struct view_class filing_class = {
	.name = "filing",
	.commands = { commands, COUNT(commands) },
	.draw = draw,
	.key = form_page_key,
	.paste = form_page_paste,
	.typing = form_page_typing,
	.hint = form_page_hint,
	.tick = tick,
	.free = release,
};

struct view *filing_new(struct workstation *workstation, struct filing *filing)
{
	struct filing_view *view = memory_new(1, sizeof *view);
	view->page.view.class = &filing_class;
	view->workstation = workstation;
	view->session = workstation->session;
	view->filing = filing;
	view->source = source_with_records(&view->records, view->session, filing->regulation);
	form_view_add_fields(
		&view->page.form, filing->form->fields, filing->form->field_count, NULL, &view->source);
	form_view_set(&view->page.form, filing->values);
	form_view_refresh(&view->page.form);
	view->page.form.changed = changed;
	view->page.form.context = view;
	return &view->page.view;
}
