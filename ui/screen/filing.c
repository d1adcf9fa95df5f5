/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form being filled in. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/regulation.h"
#include "domain/route.h"
#include "domain/value.h"
#include "ui/screen/manual.h"
#include "ui/screen/screens.h"
#include "ui/screen/source.h"
#include "ui/widget/form_view.h"

struct filing_view {
	struct view view;
	struct workstation *workstation;
	struct session *session;
	struct filing *filing;
	struct editor_source source;
	struct form_view form;
};

static struct filing_view *self(void *context)
{
	return context;
}

/* What the editors hold goes into the draft; the draft knows what is new. */
static void take_values(struct filing_view *filing)
{
	json_t *values = form_view_values(&filing->form);
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
	take_values(self(context));
}

static void keep(struct filing_view *filing)
{
	struct error err;
	if (filing_keep(filing->filing, &err) != RESULT_OK) {
		error_prefix(&err, "%s", _("The draft could not be kept"));
		view_say_error(filing->view.stack, &err);
	}
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
	form_view_progress_text(&filing->form, &note);
	struct area rest = title_draw(screen, area, text_string(&title), text_string(&note));
	form_view_draw(&filing->form, screen, rest);
	text_done(&title);
	text_done(&note);
}

static bool key(struct view *view, struct key_press press)
{
	return form_view_key(&((struct filing_view *)view)->form, press);
}

static void paste(struct view *view, const char *text, size_t length)
{
	form_view_paste(&((struct filing_view *)view)->form, text, length);
}

static bool typing(const struct view *view)
{
	return form_view_typing(&((const struct filing_view *)view)->form);
}

/* The article's wish in words stands in the message line, as the field is entered. */
static void hint(struct view *view, struct text *text)
{
	struct filing_view *filing = (struct filing_view *)view;
	const struct form_row *row = form_view_current(&filing->form);
	if (row && row->field && row->field->article && !row->fault) {
		char *article = article_text(row->field->article, i18n_language());
		text_format(text, "%s: ", article);
		free(article);
	}
	form_view_hint(&filing->form, text);
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
	form_view_done(&filing->form);
	filing_free(filing->filing);
	free(filing);
}

/* ---- commands -------------------------------------------------------------- */

static void help(void *context)
{
	struct filing_view *filing = self(context);
	const struct form *form = filing->filing->form;
	const struct form_row *row = form_view_current(&filing->form);
	struct text text = { 0 };
	if (row) {
		text_format(&text, "■ %s\n", row->label);
		if (row->help)
			text_format(&text, "%s\n", row->help);
		if (row->field && row->field->article) {
			char *article = article_text(row->field->article, i18n_language());
			text_format(&text, "%s %s\n", filing->filing->regulation->cited, article);
			free(article);
		}
		text_add_char(&text, '\n');
	}
	if (form->help.ja)
		text_format(&text, "■ %s\n%s\n", label_text(&form->title), label_text(&form->help));
	view_push(filing->view.stack,
		help_new(filing->workstation, label_text(&form->title), text_string(&text)));
	text_done(&text);
}

static void back(void *context)
{
	struct filing_view *filing = self(context);
	take_values(filing);
	keep(filing);
	view_pop(filing->view.stack);
}

static void candidates(void *context)
{
	struct filing_view *filing = self(context);
	struct form_row *row = form_view_current(&filing->form);
	if (!row || !editor_open_list(row->editor))
		view_say(filing->view.stack, _("There is nothing to choose from in this field"));
}

static bool is_table(const struct filing_view *filing, struct error *err)
{
	const struct form_row *row = form_view_current(&filing->form);
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
	editor_table_add_row(form_view_current(&filing->form)->editor);
	take_values(filing);
}

static void throw_away(void *context)
{
	struct filing_view *filing = self(context);
	struct error err;
	if (filing_discard(filing->filing, &err) != RESULT_OK) {
		view_say_error(filing->view.stack, &err);
		return;
	}
	view_say(filing->view.stack, _("The draft was thrown away"));
	view_pop(filing->view.stack);
}

static void remove_row_or_draft(void *context)
{
	struct filing_view *filing = self(context);
	struct error ignored;
	if (is_table(filing, &ignored) && editor_table_remove_row(form_view_current(&filing->form)->editor)) {
		take_values(filing);
		view_say(filing->view.stack, _("The row is gone; Ctrl-Z brings it back"));
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
	view_push(filing->view.stack, confirm_new(filing->workstation, &asked));
}

static void submit(void *context)
{
	struct filing_view *filing = self(context);
	struct view_stack *stack = filing->view.stack;
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
static void add_route(struct text *text, const struct filing_view *filing)
{
	const struct filing *filed = filing->filing;
	struct record record = { .section = filed->section, .drafter = filing->session->person };
	struct history history = { 0 };
	struct standing standing = { filed->regulation, filed->form, &record, &history,
		&filing->session->desk->office, desk_today(filing->session->desk) };
	text_format(text, "%s\n", _("Route:"));
	for (size_t i = 0; i < filed->form->step_count; i++) {
		char *who = route_who(&standing, &filed->form->steps[i]);
		text_format(text, "  %zu %s  %s\n", i + 1, label_text(&filed->form->steps[i].label), who);
		free(who);
	}
}

/* Marks every fault beside its field and goes to the first. */
static bool show_faults(struct filing_view *filing)
{
	struct error err;
	struct faults faults = { 0 };
	if (form_view_check(&filing->form, &err) != RESULT_OK) {
		view_say_error(filing->view.stack, &err);
		return true;
	}
	filing_faults(filing->filing, &faults);
	bool found = faults_error(&faults, &err) != RESULT_OK;
	for (size_t i = faults.count; i-- > 0;)
		for (size_t row = 0; row < filing->form.count; row++)
			if (filing->form.rows[row].field &&
				filing->form.rows[row].field == faults.items[i].field) {
				free(filing->form.rows[row].fault);
				filing->form.rows[row].fault = memory_string(faults.items[i].sentence);
				form_view_go(&filing->form, row);
			}
	if (found)
		view_say_error(filing->view.stack, &err);
	faults_done(&faults);
	return found;
}

static void settle(void *context)
{
	struct filing_view *filing = self(context);
	const struct form *form = filing->filing->form;
	take_values(filing);
	keep(filing);
	if (show_faults(filing))
		return;
	struct text text = { 0 };
	date day = desk_today(filing->session->desk);
	text_format(&text, "%s  %s\n\n", label_text(&form->title),
		form->style.ja ? label_text(&form->style) : "");
	for (size_t i = 0; i < form->field_count; i++) {
		char *value = field_text(&form->fields[i], filing->filing->values,
			&filing->session->desk->office, day, i18n_language());
		if (*value)
			text_format(&text, "%s: %s\n", label_text(&form->fields[i].label), value);
		free(value);
	}
	text_add_char(&text, '\n');
	add_route(&text, filing);
	const struct confirmation asked = {
		.title = filing->filing->record ? _("File the corrected version?") : _("File this?"),
		.text = text_string(&text),
		.go_label = _("file"),
		.context = filing,
		.go = submit,
	};
	view_push(filing->view.stack, confirm_new(filing->workstation, &asked));
	text_done(&text);
}

static const struct command commands[] = {
	{ KEY_F1, 0, N_("Help"), N_("Says what the article wants of this field, and what each key does"),
		help, NULL },
	{ KEY_F2, 0, N_("Add row"), N_("Adds a row to the table"), add_row, in_table },
	{ KEY_F3, 0, N_("Back"), N_("Goes back; the draft is kept"), back, NULL },
	{ KEY_F4, 0, N_("Candidates"), N_("Opens the list to choose from"), candidates, NULL },
	{ KEY_F9, 0, N_("File"), N_("Checks everything and shows a page to confirm before it is filed"),
		settle, NULL },
	{ KEY_F11, 0, N_("Delete"), N_("Deletes the table's row, or throws the draft away after a question"),
		remove_row_or_draft, NULL },
};

const struct view_class filing_class = {
	.name = "filing",
	.commands = { commands, COUNT(commands) },
	.draw = draw,
	.key = key,
	.paste = paste,
	.typing = typing,
	.hint = hint,
	.tick = tick,
	.free = release,
};

struct view *filing_new(struct workstation *workstation, struct filing *filing)
{
	struct filing_view *view = memory_new(1, sizeof *view);
	view->view.class = &filing_class;
	view->workstation = workstation;
	view->session = workstation->session;
	view->filing = filing;
	view->source = source_of(view->session->desk);
	form_view_add_fields(
		&view->form, filing->form->fields, filing->form->field_count, NULL, &view->source);
	form_view_set(&view->form, filing->values);
	form_view_refresh(&view->form);
	view->form.changed = changed;
	view->form.context = view;
	return &view->view;
}
