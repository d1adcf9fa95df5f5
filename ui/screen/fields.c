/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields on a screen. */
#include "ui/screen/fields.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/lead.h"
#include "ui/screen/screens.h"

/* How a field of each type is filled in. */
static const char *const ways[] = {
	[FIELD_TEXT] = N_("Type the text. Ctrl-Z takes back what was typed, Ctrl-Y brings it again."),
	[FIELD_PARAGRAPH] = N_("Type the text; long lines wrap. Ctrl-Z takes back what was typed, Tab goes "
			       "on to the next field."),
	[FIELD_NUMBER] = N_("Type digits, in full width too."),
	[FIELD_DATE] =
		N_("Type the day as R8.12.1, 081201, 12/1 or 20261201; it is shown again with its weekday."),
	[FIELD_MONTH] = N_("Type the month as R8.12, 2026/12, 202612 or 12."),
	[FIELD_TIME] = N_("Type the time as 9:30 or 0930."),
	[FIELD_PERIOD] =
		N_("Type the first day, Enter, then the last day, as R8.12.1, 081201, 12/1 or 20261201."),
	[FIELD_YES_NO] = N_("Type y or n, or the number."),
	[FIELD_CHOICE] = N_("Type the number, or choose with the arrows and the space bar."),
	[FIELD_CHOICES] = N_("Type the numbers, or tick with the space bar; several may be chosen."),
	[FIELD_PERSON] =
		N_("Type part of the name, its reading or the staff number, then choose with Enter."),
	[FIELD_SECTION] = N_("Type part of the name, then choose with Enter."),
	[FIELD_RECORD] = N_("Type part of the number or the name, then choose with Enter."),
	[FIELD_TABLE] =
		N_("Enter goes from cell to cell; F2 adds a row, F11 removes it, Ctrl-Z brings it back."),
};
static_assert(COUNT(ways) == FIELD__COUNT, "every type of field says how it is filled in");

void fields_candidates(struct view_stack *stack, const struct form_view *form)
{
	const struct form_row *row = form_view_current(form);
	if (!row || row->locked || !row->field) {
		view_say(stack, _("There is nothing to choose from in this field"));
		return;
	}
	if (editor_open_list(row->editor))
		return;
	bool choice = row->field->type == FIELD_CHOICE || row->field->type == FIELD_CHOICES ||
		      row->field->type == FIELD_YES_NO;
	view_say(stack,
		choice ? _(ways[row->field->type]) : _("There is nothing to choose from in this field"));
}

static void put_phrase(void *context, size_t index)
{
	struct fields_phrases *phrases = context;
	struct form_row *row = form_view_current(phrases->form);
	for (size_t i = 0; row && i < phrases->regulation->phrase_count; i++) {
		const struct phrase *phrase = &phrases->regulation->phrases[i];
		if (phrase->use != phrases->use || index--)
			continue;
		json_t *value = editor_value(row->editor);
		const char *before = json_string_value(value);
		/* Words of the data go on paper: they are Japanese whoever types. */
		char *text = memory_format(
			"%s%s%s", before ? before : "", before && *before ? "\n" : "", phrase->text.ja);
		json_t *json = json_string(text);
		editor_change(row->editor, json);
		json_decref(json);
		json_decref(value);
		free(text);
		break;
	}
	if (phrases->form->changed)
		phrases->form->changed(phrases->form->context);
}

bool fields_offer_phrases(struct view *view, struct fields_phrases *phrases, struct form_view *form,
	const struct regulation *regulation, enum phrase_for use)
{
	const char **labels = NULL;
	size_t count = 0;
	*phrases = (struct fields_phrases){ form, regulation, use };
	for (size_t i = 0; use != PHRASE__COUNT && i < regulation->phrase_count; i++)
		if (regulation->phrases[i].use == use)
			*LIST_ADD(labels, count) = label_text(&regulation->phrases[i].text);
	if (count) {
		const struct choosing choosing = { .title = _("Stock words"),
			.labels = labels,
			.count = count,
			.context = phrases,
			.choose = put_phrase };
		view_push(view->stack, choosing_new(workstation_of(view), &choosing));
	}
	free(labels);
	return count != 0;
}

void fields_hint(const struct form_view *form, struct text *text)
{
	const struct form_row *row = form_view_current(form);
	if (row && row->field && row->field->article && !row->fault) {
		char *article = article_text(row->field->article, i18n_language());
		text_format(text, "%s: ", article);
		free(article);
	}
	const char *note = row && !row->fault ? editor_table_note(row->editor) : NULL;
	if (note) {
		text_add(text, note);
		return;
	}
	if (row && row->locked)
		text_add(text, _("- It is filled in at a step of the route and can only be read here. "));
	form_view_hint(form, text);
	if (row && row->field && !row->fault && !row->help && !row->locked)
		text_add(text, _(ways[row->field->type]));
}

void fields_help(const struct form_view *view, const struct regulation *regulation, const struct form *form,
	struct text *text)
{
	const struct form_row *row = form_view_current(view);
	if (row && row->field) {
		text_format(text, "■ %s\n", row->label);
		if (row->help)
			text_format(text, "%s\n", row->help);
		if (row->field->article) {
			char *article = article_text(row->field->article, i18n_language());
			text_format(text, "%s %s\n", regulation->cited, article);
			free(article);
		}
		if (row->field->lead.given) {
			char *lead = lead_text(&row->field->lead);
			text_format(text, "%s\n", lead);
			free(lead);
		}
		text_format(text, "%s\n\n", _(ways[row->field->type]));
	}
	if (form->help.ja)
		text_format(text, "■ %s\n%s", label_text(&form->title), label_text(&form->help));
}

/* ---- the page of one form ------------------------------------------------------- */

static struct form_page *page_of(struct view *view)
{
	return (struct form_page *)view;
}

bool form_page_key(struct view *view, struct key_press press)
{
	return form_view_key(&page_of(view)->form, press);
}

void form_page_paste(struct view *view, const char *text, size_t length)
{
	form_view_paste(&page_of(view)->form, text, length);
}

bool form_page_typing(const struct view *view)
{
	return form_view_typing(&((const struct form_page *)view)->form);
}

void form_page_hint(struct view *view, struct text *text)
{
	fields_hint(&page_of(view)->form, text);
}

void form_page_candidates(void *context)
{
	struct form_page *page = context;
	fields_candidates(page->view.stack, &page->form);
}

void form_page_leave(struct form_page *page, enum result kept, const struct error *err)
{
	struct view_stack *stack = page->view.stack;
	struct error said;
	if (kept == RESULT_OK || page->unkept) {
		view_pop(stack);
		return;
	}
	page->unkept = true;
	error_set(&said, kept, _("%s. F3 once more leaves without it"), err->text);
	view_say_error(stack, &said);
}
