/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choba regulation new, preview, diff, rehearse: for who writes a regulation. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/memory.h"
#include "domain/regulation_diff.h"
#include "service/rehearsing.h"
#include "service/specimen.h"
#include "ui/command/office.h"
#include "ui/command/regulation_folders.h"
#include "ui/command/terminal.h"
#include "ui/command/verbs.h"
#include "ui/term/width.h"

enum { SHEET_WIDTH = 80 };

/* ---- new -------------------------------------------------------------- */

/* The last name of a path, without strokes at its end. The caller frees. */
static char *last_name(const char *path)
{
	char *folder = file_plain_folder(path);
	const char *slash = strrchr(folder, '/');
	char *name = memory_string(slash ? slash + 1 : folder);
	free(folder);
	return name;
}

/* The file with another id in its line "id: ..." at the left margin. */
static char *with_id(const struct bundle_file *file, const char *id)
{
	const char *line = strncmp(file->bytes, "id:", 3) == 0 ? file->bytes : strstr(file->bytes, "\nid:");
	if (!line)
		return memory_string_n(file->bytes, file->length);
	line += *line == '\n';
	const char *end = strchr(line, '\n');
	return memory_format("%.*sid: %s%s", (int)(line - file->bytes), file->bytes, id, end ? end : "\n");
}

static void rename_bundle(const struct bundle *like, const char *id, struct bundle *ret_bundle)
{
	*ret_bundle = (struct bundle){ 0 };
	for (size_t i = 0; i < like->file_count; i++) {
		const struct bundle_file *file = &like->files[i];
		bool main = !strcmp(file->name, "regulation.yaml");
		char *bytes = main ? with_id(file, id) : NULL;
		bundle_add(ret_bundle, file->name, main ? bytes : file->bytes,
			main ? strlen(bytes) : file->length);
		free(bytes);
	}
}

static enum result make_folder(const char *path, struct error *err)
{
	return mkdir(path, 0777) == 0 ? RESULT_OK : file_error(err, errno, path);
}

static enum result write_bundle(const char *folder, const struct bundle *bundle, struct error *err)
{
	enum result r = make_folder(folder, err);
	char *made = memory_string("");
	for (size_t i = 0; r == RESULT_OK && i < bundle->file_count; i++) {
		const struct bundle_file *file = &bundle->files[i];
		char *path = memory_format("%s/%s", folder, file->name);
		char *inner = memory_string_n(file->name, strcspn(file->name, "/"));
		if (strchr(file->name, '/') && strcmp(inner, made) != 0) { /* files are sorted by name */
			char *within = memory_format("%s/%s", folder, inner);
			r = make_folder(within, err);
			free(within);
		}
		if (r == RESULT_OK)
			r = file_write(path, file->bytes, file->length, 0666, err);
		free(made);
		made = inner;
		free(path);
	}
	free(made);
	return r;
}

int verb_regulation_new(const struct call *call)
{
	struct error err = { 0 };
	struct bundle like = { 0 }, bundle = { 0 };
	struct mistakes mistakes = { 0 };
	struct regulation *regulation = NULL;
	const char *folder = call->operands.items[0];
	char *id = last_name(folder);
	enum result r = regulation_files(call_value(call, OPTION_LIKE), &like, &err);
	if (r == RESULT_OK) {
		rename_bundle(&like, id, &bundle);
		/* Nothing is written that would not load: a wrong id is told here. */
		r = regulation_load(&bundle, &regulation, &mistakes, &err);
		print_mistakes(stderr, NULL, &mistakes);
	}
	if (r == RESULT_OK)
		r = write_bundle(folder, &bundle, &err);
	if (r == RESULT_OK)
		printf(_("%s: %zu files, a copy of %s to begin from. Put it into $CHOBA_REGULATIONS or "
			 "/etc/choba/regulations to name it by its id \"%s\"\n"),
			folder, bundle.file_count, call_value(call, OPTION_LIKE), id);
	regulation_free(regulation);
	mistakes_done(&mistakes);
	bundle_done(&bundle);
	bundle_done(&like);
	free(id);
	return r == RESULT_OK ? EXIT_DONE : fail(&err);
}

/* ---- preview ---------------------------------------------------------- */

static enum result find_form(
	const struct regulation *regulation, const char *id, const struct form **ret_form, struct error *err)
{
	const char **ids = memory_new(regulation->form_count + 1, sizeof *ids);
	for (size_t i = 0; i < regulation->form_count; i++)
		ids[i] = regulation->forms[i].id;
	const char *near = verb_nearest(id, ids, regulation->form_count);
	free(ids);
	*ret_form = regulation_form(regulation, id);
	if (*ret_form)
		return RESULT_OK;
	return near ? error_set(err, RESULT_NOT_FOUND, _("There is no form \"%s\"; did you mean \"%s\"?"), id,
			      near)
		    : error_set(err, RESULT_NOT_FOUND, _("There is no form \"%s\""), id);
}

int verb_regulation_preview(const struct call *call)
{
	struct error err = { 0 };
	struct regulation *regulation = NULL;
	const struct form *form;
	const char *path = call_value(call, OPTION_OUTPUT);
	date today = date_from_ms(clock_now(&clock_system));
	enum result r = regulation_read(call->operands.items[0], stderr, NULL, &regulation, &err);
	if (r == RESULT_OK)
		r = find_form(regulation, call->operands.items[1], &form, &err);
	if (r == RESULT_OK && path) {
		r = specimen_pdf(regulation, form, today, path, call->given[OPTION_FORCE], &err);
		if (r == RESULT_OK)
			printf(_("%s was written\n"), path);
	} else if (r == RESULT_OK) {
		char *text = specimen_text(regulation, form, today, SHEET_WIDTH, width_code_point);
		terminal_print(text);
		free(text);
	}
	regulation_free(regulation);
	return r == RESULT_OK ? EXIT_DONE : fail(&err);
}

/* ---- diff ------------------------------------------------------------- */

int verb_regulation_diff(const struct call *call)
{
	struct error err = { 0 };
	struct bundle bundles[2] = { { 0 }, { 0 } };
	struct regulation_changes changes = { 0 };
	enum result r = RESULT_OK;
	for (size_t i = 0; r == RESULT_OK && i < COUNT(bundles); i++) {
		struct regulation *regulation = NULL; /* what has mistakes is not compared */
		r = regulation_read(call->operands.items[i], stderr, &bundles[i], &regulation, &err);
		regulation_free(regulation);
	}
	if (r == RESULT_OK) {
		regulation_diff(&bundles[0], &bundles[1], &changes);
		for (size_t i = 0; i < changes.count; i++) {
			terminal_print(changes.lines[i]);
			terminal_print("\n");
		}
		printf(_("Changes: %zu\n"), changes.count);
	}
	regulation_changes_done(&changes);
	for (size_t i = 0; i < COUNT(bundles); i++)
		bundle_done(&bundles[i]);
	return r == RESULT_OK ? EXIT_DONE : fail(&err);
}

/* ---- rehearse --------------------------------------------------------- */

static void print_rehearsal(const struct rehearsal *rehearsal)
{
	printf(_("%zu records, %zu of them waiting; %lld entries verified; %lld rows of tables replayed and "
		 "equal\n"),
		rehearsal->records, rehearsal->running, (long long)rehearsal->entries,
		(long long)rehearsal->rows);
	for (size_t i = 0; i < rehearsal->finding_count; i++) {
		terminal_print(rehearsal->findings[i]);
		terminal_print("\n");
	}
	if (!rehearsal->finding_count)
		printf("%s\n", _("Every record reads as before, and somebody can act wherever one waits"));
}

int verb_regulation_rehearse(const struct call *call)
{
	struct error err = { 0 };
	struct bundle bundle = { 0 };
	struct regulation *regulation = NULL;
	struct mistakes mistakes = { 0 };
	struct entrance entrance = { 0 };
	struct rehearsal rehearsal = { 0 };
	enum result r = regulation_read(call->operands.items[0], stderr, &bundle, &regulation, &err);
	regulation_free(regulation);
	if (r == RESULT_OK)
		r = entrance_open(call, &entrance, &err);
	if (r == RESULT_OK) {
		const struct rehearsal_place place = { entrance.place.key_file,
			entrance.place.workstation_file };
		r = rehearsing_run(
			entrance.session, &place, &bundle, &entrance.pin, &rehearsal, &mistakes, &err);
		print_mistakes(stderr, NULL, &mistakes);
	}
	int status = r != RESULT_OK ? fail(&err) : rehearsal.finding_count ? EXIT_REFUSED : EXIT_DONE;
	if (r == RESULT_OK)
		print_rehearsal(&rehearsal);
	rehearsal_done(&rehearsal);
	mistakes_done(&mistakes);
	entrance_done(&entrance);
	bundle_done(&bundle);
	return status;
}
