/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attached files: added by path and taken off while a form is filled in, copied out of a record. */
#include "ui/screen/attachments.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "service/attaching.h"
#include "service/printing.h"
#include "ui/screen/manual.h"
#include "ui/widget/line.h"
#include "ui/widget/list.h"

struct attachments {
	struct view view;
	struct workstation *workstation;
	struct session *session;
	struct filing *filing;         /* of the view beneath; NULL where it is a record */
	const struct dossier *dossier; /* likewise; NULL where it is a form */
	struct list_column column;
	struct list list;
	bool naming; /* a path is being typed */
	struct line path;
};

static struct attachments *of(struct view *view)
{
	return (struct attachments *)view;
}

static const json_t *files_of(const struct attachments *self)
{
	return self->filing ? self->filing->attachments : self->dossier->attachments;
}

void attachments_summarise(struct summary *summary, const char *heading, const json_t *list)
{
	size_t count = json_array_size(list);
	if (count)
		summary_heading(summary, heading);
	for (size_t i = 0; i < count; i++) {
		char *text = attaching_text(list, i);
		summary_plain(summary, text);
		free(text);
	}
}

static void cell(void *context, size_t row, size_t column, struct text *text)
{
	char *words = attaching_text(files_of(context), row);
	(void)column;
	text_add(text, words);
	free(words);
}

/* Asks for a path that begins in the home folder. */
static void ask_path(struct attachments *self, const char *name)
{
	const char *home = getenv("HOME");
	char *path = memory_format("%s/%s", home ? home : ".", name);
	self->naming = true;
	line_set(&self->path, path);
	free(path);
}

/* ---- adding and taking off ----------------------------------------------------- */

static bool can_add(void *context, struct error *err)
{
	const struct attachments *self = context;
	return filing_may_attach(self->filing, err) == RESULT_OK;
}

static void add(void *context)
{
	ask_path(context, "");
}

static void attach(struct attachments *self)
{
	struct error err;
	if (filing_attach(self->filing, line_string(&self->path), &err) != RESULT_OK) {
		view_say_error(self->view.stack, &err);
		return;
	}
	self->naming = false;
	list_set_count(&self->list, json_array_size(files_of(self)));
	self->list.selected = self->list.row_count - 1;
	view_say(self->view.stack, _("Attached, and kept with the draft"));
}

static bool has_file(void *context, struct error *err)
{
	if (json_array_size(files_of(context)))
		return true;
	error_set(err, RESULT_REFUSED, _("No file is attached"));
	return false;
}

static bool can_remove(void *context, struct error *err)
{
	const struct attachments *self = context;
	if (!self->naming)
		return has_file(context, err);
	error_set(err, RESULT_REFUSED, _("Enter takes the file, F3 goes back"));
	return false;
}

static void remove_now(void *context)
{
	struct attachments *self = context;
	struct error err;
	if (filing_detach(self->filing, self->list.selected, &err) != RESULT_OK) {
		view_say_error(self->view.stack, &err);
		return;
	}
	list_set_count(&self->list, json_array_size(files_of(self)));
	view_say(self->view.stack, _("Taken off; the file it came from is untouched"));
}

static void ask_remove(void *context)
{
	struct attachments *self = context;
	char *text = attaching_text(files_of(self), self->list.selected);
	const struct confirmation asked = {
		.title = _("Take the file off?"),
		.text = text,
		.go_label = _("take off"),
		.context = self,
		.go = remove_now,
	};
	view_push(self->view.stack, confirm_new(self->workstation, &asked));
	free(text);
}

/* ---- copying out ----------------------------------------------------------------- */

static void save_as(void *context)
{
	struct attachments *self = context;
	const json_t *item = json_array_get(files_of(self), self->list.selected);
	const char *name = json_string_value(json_object_get(item, "name"));
	ask_path(self, name ? name : "");
}

static void save_file(struct attachments *self, bool overwrite)
{
	struct error err;
	const char *path = line_string(&self->path);
	if (reading_attachment_save(
		    self->session, self->dossier, self->list.selected, path, overwrite, &err) != RESULT_OK) {
		view_say_error(self->view.stack, &err);
		return;
	}
	char *said = memory_format(_("Written to %s; the export stands in the journal"), path);
	self->naming = false;
	view_say(self->view.stack, said);
	free(said);
}

static void overwrite_file(void *context)
{
	save_file(context, true);
}

static void save(struct attachments *self)
{
	struct error err;
	if (!printing_exists(line_string(&self->path), &err)) {
		save_file(self, false);
		return;
	}
	const struct confirmation asked = {
		.title = _("Write over the file?"),
		.text = err.text,
		.go_label = _("write over it"),
		.context = self,
		.go = overwrite_file,
	};
	view_push(self->view.stack, confirm_new(self->workstation, &asked));
}

/* ---- the views -------------------------------------------------------------------- */

static void back(void *context)
{
	struct attachments *self = context;
	if (self->naming)
		self->naming = false;
	else
		view_pop(self->view.stack);
}

static bool on_key(struct view *view, struct key_press press)
{
	struct attachments *self = of(view);
	if (!self->naming)
		return list_key(&self->list, press);
	if (press.key != KEY_ENTER)
		return line_key(&self->path, press);
	if (self->filing)
		attach(self);
	else
		save(self);
	return true;
}

static void on_paste(struct view *view, const char *text, size_t length)
{
	if (of(view)->naming)
		line_insert(&of(view)->path, text, length, false);
}

static bool is_typing(const struct view *view)
{
	return ((const struct attachments *)view)->naming;
}

static void on_hint(struct view *view, struct text *text)
{
	const struct attachments *self = of(view);
	if (self->naming)
		text_add(text, self->filing ? _("Type the path of the file, then Enter; F3 goes back")
					    : _("Enter writes the file; F3 goes back"));
}

static void on_draw(struct view *view, struct screen *screen, struct area area)
{
	struct attachments *self = of(view);
	struct text note = { 0 };
	size_t count = json_array_size(files_of(self));
	if (self->filing)
		text_format(&note, _("%zu of at most %zu files"), count, self->filing->form->attachments);
	struct area rest = title_draw(screen, area, _("Attached files"), text_string(&note));
	text_done(&note);
	self->column = (struct list_column){ _("File name"), 0, false };
	self->list.empty = _("No file is attached");
	rest.rows -= self->naming ? 2 : 0;
	list_draw(&self->list, screen, rest);
	if (!self->naming)
		return;
	int row = area.row + area.rows - 1,
	    used = screen_put(screen, row, area.column + 1, area.columns / 2, STYLE_LABEL,
		    self->filing ? _("File to attach: ") : _("Write to the file: "));
	line_draw(&self->path, screen, row, area.column + 1 + used, area.columns - 2 - used, true);
}

static void on_free(struct view *view)
{
	struct attachments *self = of(view);
	list_done(&self->list);
	line_done(&self->path);
	free(self);
}

static const struct command attach_commands[] = {
	{ KEY_F1, 'h', N_("Help"), N_("Says what each key does here"), help_run, NULL },
	{ KEY_F2, 'a', N_("Add"), N_("Attaches a copy of a file whose path is typed"), add, can_add },
	{ KEY_F3, 'b', N_("Back"), N_("Goes back"), back, NULL },
	{ KEY_F11, 'd', N_("Take off"), N_("Takes the file off the form after a question"), ask_remove,
		can_remove },
};

const struct view_class attach_files_class = {
	.name = "attach-files",
	.commands = { attach_commands, COUNT(attach_commands) },
	.draw = on_draw,
	.key = on_key,
	.paste = on_paste,
	.typing = is_typing,
	.hint = on_hint,
	.free = on_free,
};

static const struct command attached_commands[] = {
	{ KEY_F1, 'h', N_("Help"), N_("Says what each key does here"), help_run, NULL },
	{ KEY_F2, 'f', N_("To a file"), N_("Writes a copy of the attached file; the journal notes it"),
		save_as, has_file },
	{ KEY_F3, 'b', N_("Back"), N_("Goes back"), back, NULL },
};

const struct view_class attached_files_class = {
	.name = "attached-files",
	.commands = { attached_commands, COUNT(attached_commands) },
	.draw = on_draw,
	.key = on_key,
	.paste = on_paste,
	.typing = is_typing,
	.hint = on_hint,
	.free = on_free,
};

static struct attachments *make(struct workstation *workstation, const struct view_class *class)
{
	struct attachments *self = memory_new(1, sizeof *self);
	self->view.class = class;
	self->workstation = workstation;
	self->session = workstation->session;
	list_init(&self->list, &self->column, 1, cell, self);
	return self;
}

struct view *attach_files_new(struct workstation *workstation, struct filing *filing)
{
	struct attachments *self = make(workstation, &attach_files_class);
	self->filing = filing;
	list_set_count(&self->list, json_array_size(filing->attachments));
	return &self->view;
}

struct view *attached_files_new(struct workstation *workstation, const struct dossier *dossier)
{
	struct attachments *self = make(workstation, &attached_files_class);
	self->dossier = dossier;
	list_set_count(&self->list, json_array_size(dossier->attachments));
	return &self->view;
}
