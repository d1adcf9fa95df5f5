/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The official form before it is printed, then to the printer or into a file. */
#include "service/printing.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "ui/screen/manual.h"
#include "ui/screen/summary.h"
#include "ui/term/width.h"
#include "ui/widget/line.h"
#include "ui/widget/list.h"

enum { PAGE_MARGINS = 4, PAGE_MOST = 100 };

struct printing_view {
	struct view view;
	struct workstation *workstation;
	struct session *session;
	struct dossier *dossiers;
	size_t count;
	struct list_paper list; /* instead of dossiers; without a name where there is none */
	struct viewer viewer;
	int width;       /* for which the text was made */
	size_t doubtful; /* characters of the last print that are to be compared on paper */
	bool naming;     /* a file name is being typed */
	struct line path;
};

static void make_text(struct printing_view *printing, int width)
{
	struct text all = { 0 };
	if (printing->list.name) {
		char *text = list_paper_text(printing->session, &printing->list, width, width_code_point);
		text_add(&all, text);
		free(text);
	}
	for (size_t i = 0; i < printing->count; i++) {
		char *one;
		struct error err;
		if (printing_preview(printing->session, &printing->dossiers[i], width, width_code_point, &one,
			    &err) != RESULT_OK) {
			text_format(&all, "%s\n", err.text);
			continue;
		}
		text_add(&all, one);
		text_add_char(&all, '\n');
		free(one);
	}
	size_t top = printing->viewer.top;
	viewer_set(&printing->viewer, text_string(&all));
	printing->viewer.top = top;
	printing->width = width;
	text_done(&all);
}

static void draw_name(struct printing_view *printing, struct screen *screen, struct area line)
{
	int used = screen_put(
		screen, line.row, line.column, line.columns / 2, STYLE_LABEL, _("Write to the file: "));
	line_draw(&printing->path, screen, line.row, line.column + used, line.columns - used, true);
}

static void draw(struct view *view, struct screen *screen, struct area area)
{
	struct printing_view *printing = (struct printing_view *)view;
	struct text note = { 0 };
	int width = area.columns - PAGE_MARGINS;
	width = width > PAGE_MOST ? PAGE_MOST : width;
	if (printing->width != width)
		make_text(printing, width);
	viewer_draw(&printing->viewer, screen,
		(struct area){
			area.row + 2, area.column, area.rows - (printing->naming ? 4 : 2), area.columns });
	viewer_place(&printing->viewer, &note);
	title_draw(screen, area,
		printing->list.name ? _("List, as it will be printed")
				    : _("Official form, as it will be printed"),
		text_string(&note));
	text_done(&note);
	if (printing->naming)
		draw_name(printing, screen,
			(struct area){ area.row + area.rows - 1, area.column + 1, 1, area.columns - 2 });
}

/* ---- printing ---------------------------------------------------------------- */

/* Makes the sheets and hands them to the printer or, with a path, to a file. What was numbered
 * and could not be handed over is void. */
static enum result print_out(
	struct printing_view *printing, const char *path, bool overwrite, struct error *err)
{
	const struct dossier **sheets = memory_new(printing->count, sizeof *sheets);
	char *bytes = NULL;
	size_t length;
	for (size_t i = 0; i < printing->count; i++)
		sheets[i] = &printing->dossiers[i];
	enum result r = printing->list.name ? list_paper_pdf(printing->session, &printing->list, &bytes,
						      &length, &printing->doubtful, err)
					    : printing_pdf(printing->session, sheets, printing->count, &bytes,
						      &length, &printing->doubtful, err);
	if (r == RESULT_OK) {
		r = path ? printing_save(path, bytes, length, overwrite, err)
			 : printing_send(bytes, length, err);
		free(bytes);
		if (r != RESULT_OK && printing->list.name)
			list_paper_void(printing->session, &printing->list, err);
		else if (r != RESULT_OK)
			printing_void(printing->session, sheets, printing->count, err);
	}
	free(sheets);
	return r;
}

/* What was done, and what the eye must check because no font has it. */
static void say_printed(struct printing_view *printing, const char *done)
{
	struct text said = { 0 };
	text_add(&said, done);
	if (printing->doubtful)
		text_format(&said,
			_(". %zu characters have no exact shape in the fonts: check them on paper, they are "
			  "listed at its end"),
			printing->doubtful);
	view_say(printing->view.stack, text_string(&said));
	text_done(&said);
}

static void write_file(struct printing_view *printing, bool overwrite)
{
	struct error err;
	const char *path = line_string(&printing->path);
	if (print_out(printing, path, overwrite, &err) != RESULT_OK) {
		view_say_error(printing->view.stack, &err);
		return;
	}
	char *said = memory_format(_("Written to %s; the print stands in the journal"), path);
	printing->naming = false;
	say_printed(printing, said);
	free(said);
}

static void overwrite_file(void *context)
{
	write_file(context, true);
}

static void save(struct printing_view *printing)
{
	struct error err;
	const char *path = line_string(&printing->path);
	if (!*path) {
		view_say(printing->view.stack, _("Please type the name of the file"));
		return;
	}
	/* Asked before anything is journaled. */
	if (printing_exists(path, &err)) {
		const struct confirmation asked = {
			.title = _("Write over the file?"),
			.text = err.text,
			.go_label = _("write over it"),
			.context = printing,
			.go = overwrite_file,
		};
		view_push(printing->view.stack, confirm_new(printing->workstation, &asked));
		return;
	}
	write_file(printing, false);
}

static void send(void *context)
{
	struct printing_view *printing = context;
	struct error err;
	if (print_out(printing, NULL, false, &err) == RESULT_OK)
		say_printed(printing, _("Sent to the printer; the print stands in the journal"));
	else
		view_say_error(printing->view.stack, &err);
}

static bool has_sheet(const struct printing_view *printing)
{
	return printing->count || printing->list.table.row_count;
}

static void name_file(void *context)
{
	struct printing_view *printing = context;
	const char *home = getenv("HOME");
	if (!has_sheet(printing))
		return;
	const struct dossier *first = &printing->dossiers[0];
	char *path = printing->list.name ? memory_format("%s/%s.pdf", home ? home : ".", printing->list.name)
		     : first->record.number
			     ? memory_format("%s/%s-%d-%d.pdf", home ? home : ".", first->record.form,
				       first->record.fiscal_year, first->record.number)
			     : memory_format("%s/%s-%.8s.pdf", home ? home : ".", first->record.form,
				       first->record.id);
	printing->naming = true;
	line_set(&printing->path, path);
	free(path);
}

static void print(void *context)
{
	struct printing_view *printing = context;
	if (printing->naming) { /* an input method knows F10 too: it must not settle what is being typed */
		view_say(printing->view.stack, _("Enter writes the file; F3 goes back"));
		return;
	}
	if (!has_sheet(printing)) {
		view_say(printing->view.stack, _("There is nothing to print"));
		return;
	}
	if (!printing_has_printer()) {
		name_file(printing);
		view_say(printing->view.stack,
			_("No printer is set up here. Type a file name; Enter writes it"));
		return;
	}
	const struct confirmation asked = {
		.title = _("Print this?"),
		.text = _("The sheet gets a verification number, and the print is written in the journal."),
		.go_label = _("print"),
		.context = printing,
		.go = send,
	};
	view_push(printing->view.stack, confirm_new(printing->workstation, &asked));
}

/* ---- the view ------------------------------------------------------------------ */

static bool key(struct view *view, struct key_press press)
{
	struct printing_view *printing = (struct printing_view *)view;
	if (printing->naming) {
		if (press.key == KEY_ENTER) {
			save(printing);
			return true;
		}
		return line_key(&printing->path, press);
	}
	return viewer_key(&printing->viewer, press);
}

static void paste(struct view *view, const char *text, size_t length)
{
	struct printing_view *printing = (struct printing_view *)view;
	if (printing->naming)
		line_insert(&printing->path, text, length, false);
}

static bool typing(const struct view *view)
{
	return ((const struct printing_view *)view)->naming;
}

static void back(void *context)
{
	struct printing_view *printing = context;
	if (printing->naming)
		printing->naming = false;
	else
		view_pop(printing->view.stack);
}

static void release(struct view *view)
{
	struct printing_view *printing = (struct printing_view *)view;
	for (size_t i = 0; i < printing->count; i++)
		dossier_done(&printing->dossiers[i]);
	free(printing->dossiers);
	list_paper_done(&printing->list);
	viewer_done(&printing->viewer);
	line_done(&printing->path);
	free(printing);
}

static const struct command commands[] = {
	{ KEY_F1, 'h', N_("Help"), N_("Says what each key does here"), help_run, NULL },
	{ KEY_F2, 'f', N_("To a file"), N_("Writes the sheet as a PDF file"), name_file, NULL },
	{ KEY_F3, 'b', N_("Back"), N_("Goes back"), back, NULL },
	{ KEY_F10, 'p', N_("Print"), N_("Sends the sheet to the printer; without a printer asks for a file"),
		print, NULL },
};

const struct view_class printing_class = {
	.name = "printing",
	.commands = { commands, COUNT(commands) },
	.draw = draw,
	.key = key,
	.paste = paste,
	.typing = typing,
	.free = release,
};

struct view *printing_new(struct workstation *workstation, const char *const *record_ids, size_t count)
{
	struct printing_view *printing = memory_new(1, sizeof *printing);
	printing->view.class = &printing_class;
	printing->workstation = workstation;
	printing->session = workstation->session;
	printing->dossiers = memory_new(count, sizeof *printing->dossiers);
	for (size_t i = 0; i < count; i++) {
		struct error err;
		/* One that cannot be opened is left out, and said. */
		if (reading_open(printing->session, record_ids[i], &printing->dossiers[printing->count],
			    &err) == RESULT_OK)
			printing->count++;
		else
			view_say_error(workstation_stack(workstation), &err);
	}
	return &printing->view;
}

struct view *printing_list_new(struct workstation *workstation, struct list_paper *paper)
{
	struct printing_view *printing = (struct printing_view *)printing_new(workstation, NULL, 0);
	printing->list = *paper;
	*paper = (struct list_paper){ 0 };
	return &printing->view;
}

void list_on_paper(const struct list *list, size_t column_count, struct list_paper *paper)
{
	enum { OPEN_SHARE = 20 }; /* of a column that shares what the others leave */
	const char **cells = memory_new(column_count, sizeof *cells);
	struct text *texts = memory_new(column_count, sizeof *texts);
	for (size_t i = 0; i < column_count; i++) {
		int share = list->columns[i].width ? list->columns[i].width : OPEN_SHARE;
		list_paper_heads(paper, &list->columns[i].title, &share, 1);
	}
	for (size_t row = 0; row < list->row_count; row++) {
		for (size_t i = 0; i < column_count; i++) {
			text_clear(&texts[i]);
			list->cell(list->context, row, i, &texts[i]);
			cells[i] = text_string(&texts[i]);
		}
		list_paper_row(paper, cells);
	}
	for (size_t i = 0; i < column_count; i++)
		text_done(&texts[i]);
	free(texts);
	free(cells);
}
