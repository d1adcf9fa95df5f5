/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choba record: records listed, shown and printed. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "domain/record.h"
#include "domain/regulation.h"
#include "service/list_paper.h"
#include "service/printing.h"
#include "service/reading.h"
#include "ui/command/office.h"
#include "ui/command/terminal.h"
#include "ui/command/verbs.h"
#include "ui/term/width.h"

enum { SHEET_WIDTH = 80 };

static enum result state_of(const struct call *call, enum record_state *ret_state, struct error *err)
{
	const char *typed = call_value(call, OPTION_STATE);
	const char *names[RECORD__COUNT];
	for (int state = 0; state < RECORD__COUNT; state++) {
		names[state] = record_state_name((enum record_state)state);
		if (typed && strcmp(names[state], typed) == 0) {
			*ret_state = (enum record_state)state;
			return RESULT_OK;
		}
	}
	*ret_state = RECORD__COUNT;
	if (!typed)
		return RESULT_OK;
	const char *near = verb_nearest(typed, names, RECORD__COUNT);
	return near ? error_set(err, RESULT_INVALID, _("there is no state \"%s\"; did you mean \"%s\"?"),
			      typed, near)
		    : error_set(err, RESULT_INVALID,
			      _("there is no state \"%s\"; it is running, returned, withdrawn or decided"),
			      typed);
}

static const char *const state_words[] = {
	[RECORD_RUNNING] = N_("under way"),
	[RECORD_RETURNED] = N_("returned"),
	[RECORD_WITHDRAWN] = N_("withdrawn"),
	[RECORD_DECIDED] = N_("decided"),
};
static_assert(COUNT(state_words) == RECORD__COUNT, "every state has its word");

static void print_records(const struct reading_lines *lines)
{
	struct text text = { 0 };
	for (size_t i = 0; i < lines->count; i++) {
		const struct reading_line *line = &lines->items[i];
		char *number = reading_number(&line->record, i18n_language());
		char day[DATE_TEXT_SIZE];
		date_text(line->record.filed, i18n_language(), false, day);
		text_format(&text, "%s\t%s\t%s/%s\t%s\t%s\t%s\t%s\n", line->record.id, number,
			line->record.regulation, line->record.form, day,
			record_state_name(line->record.state), line->subject ? line->subject : "",
			line->with_whom ? line->with_whom : "");
		free(number);
	}
	terminal_print(text_string(&text));
	text_done(&text);
}

/* The list set across, with its verification number. */
static enum result save_list(const struct call *call, struct entrance *entrance,
	const struct reading_lines *lines, struct error *err)
{
	const char *const heads[] = { _("Rec. no."), _("Form"), _("Filed"), _("Subject"), _("State"),
		_("With") };
	static const int shares[] = { 12, 20, 12, 30, 10, 26 };
	struct list_paper paper;
	char *bytes;
	size_t length;
	list_paper_init(&paper, "records", _("All records"), NULL);
	list_paper_heads(&paper, heads, shares, COUNT(heads));
	for (size_t i = 0; i < lines->count; i++) {
		const struct reading_line *line = &lines->items[i];
		char *number = reading_number(&line->record, i18n_language());
		char day[DATE_TEXT_SIZE];
		date_text(line->record.filed, i18n_language(), false, day);
		list_paper_row(
			&paper, (const char *const[]){ number, label_text(&line->form->title), day,
					line->subject, _(state_words[line->record.state]), line->with_whom });
		free(number);
	}
	enum result r = list_paper_pdf(entrance->session, &paper, &bytes, &length, NULL, err);
	const char *path = call_value(call, OPTION_OUTPUT);
	if (r == RESULT_OK) {
		r = printing_save(path, bytes, length, call->given[OPTION_FORCE], err);
		free(bytes);
		if (r == RESULT_OK)
			printf(_("Written: %s\n"), path);
		else
			list_paper_void(entrance->session, &paper, err);
	}
	list_paper_done(&paper);
	return r;
}

/* The form must be one of an adopted regulation; an unknown one would only give an empty list. */
static enum result check_form(struct desk *desk, const char *form, struct error *err)
{
	const struct regulation *regulation;
	const char *hash, *slash = strchr(form, '/');
	char *id = memory_string_n(form, strcspn(form, "/"));
	enum result r = slash ? desk_current(desk, id, &regulation, &hash, err) : RESULT_NOT_FOUND;
	free(id);
	if (r == RESULT_OK && !regulation_form(regulation, slash + 1))
		r = RESULT_NOT_FOUND;
	if (r == RESULT_NOT_FOUND)
		return error_set(
			err, r, _("there is no form \"%s\" here; it is written REGULATION/FORM"), form);
	return r;
}

static enum result list(const struct call *call, struct entrance *entrance, struct error *err)
{
	const char *form = call_value(call, OPTION_FORM), *path = call_value(call, OPTION_OUTPUT);
	struct reading_lines lines;
	enum record_state state;
	/* Asked before the print is journaled: a list that was never written has no number. */
	if (path && !call->given[OPTION_FORCE] && access(path, F_OK) == 0)
		return file_error(err, EEXIST, path);
	enum result r = state_of(call, &state, err);
	if (r == RESULT_OK && form)
		r = check_form(entrance->desk, form, err);
	if (r == RESULT_OK)
		r = reading_list(entrance->session, form, state, &lines, err);
	if (r != RESULT_OK)
		return r;
	if (path)
		r = save_list(call, entrance, &lines, err);
	else
		print_records(&lines);
	reading_lines_done(&lines);
	return r;
}

int verb_record_list(const struct call *call)
{
	struct error err = { 0 };
	enum record_state state;
	if (state_of(call, &state, &err) != RESULT_OK)
		return fail_usage(&err);
	return entrance_run(call, list);
}

static enum result open_record(
	const struct call *call, struct entrance *entrance, struct dossier *ret_dossier, struct error *err)
{
	char *id;
	enum result r = reading_find(entrance->session, call->operands.items[0], &id, err);
	if (r != RESULT_OK)
		return r;
	r = reading_open(entrance->session, id, ret_dossier, err);
	free(id);
	return r;
}

static enum result print_dossier(struct entrance *entrance, const struct dossier *dossier, struct error *err)
{
	char *sheet, *where;
	enum result r =
		printing_preview(entrance->session, dossier, SHEET_WIDTH, width_code_point, &sheet, err);
	if (r != RESULT_OK)
		return r;
	terminal_print(sheet);
	free(sheet);
	for (size_t i = 0; i < dossier->history.count; i++) {
		char *line = reading_transition(dossier, i);
		terminal_print(line);
		putchar('\n');
		free(line);
	}
	where = reading_where(dossier);
	terminal_print(where);
	putchar('\n');
	free(where);
	return RESULT_OK;
}

static enum result show(const struct call *call, struct entrance *entrance, struct error *err)
{
	struct dossier dossier;
	enum result r = open_record(call, entrance, &dossier, err);
	if (r != RESULT_OK)
		return r;
	r = print_dossier(entrance, &dossier, err);
	dossier_done(&dossier);
	return r;
}

int verb_record_show(const struct call *call)
{
	return entrance_run(call, show);
}

static enum result save(
	const struct call *call, struct entrance *entrance, const struct dossier *dossier, struct error *err)
{
	const char *path = call_value(call, OPTION_OUTPUT);
	const struct dossier *const dossiers[] = { dossier };
	char *bytes;
	size_t length;
	enum result r = printing_pdf(entrance->session, dossiers, 1, &bytes, &length, NULL, err);
	if (r != RESULT_OK)
		return r;
	r = printing_save(path, bytes, length, call->given[OPTION_FORCE], err);
	if (r == RESULT_OK)
		printf(_("Written: %s\n"), path);
	else
		printing_void(entrance->session, dossiers, 1, err);
	free(bytes);
	return r;
}

static enum result print(const struct call *call, struct entrance *entrance, struct error *err)
{
	struct dossier dossier;
	const char *path = call_value(call, OPTION_OUTPUT);
	/* Asked before the print is journaled: a sheet that was never written has no number. */
	if (!call->given[OPTION_FORCE] && access(path, F_OK) == 0)
		return file_error(err, EEXIST, path);
	enum result r = open_record(call, entrance, &dossier, err);
	if (r != RESULT_OK)
		return r;
	r = save(call, entrance, &dossier, err);
	dossier_done(&dossier);
	return r;
}

int verb_record_print(const struct call *call)
{
	return entrance_run(call, print);
}
