/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choba people: the list, and the import from CSV. */
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/file.h"
#include "base/memory.h"
#include "domain/regulation.h"
#include "service/people.h"
#include "ui/command/office.h"
#include "ui/command/preview.h"
#include "ui/command/terminal.h"
#include "ui/command/verbs.h"

static void print_people(const struct people_lines *lines)
{
	struct text text = { 0 };
	for (size_t i = 0; i < lines->count; i++) {
		const struct people_line *line = &lines->items[i];
		text_format(&text, "%s\t%s\t%s\t%s\t%s\n", line->person->id, person_text(line->person),
			line->posts, line->has_card ? _("card") : _("no card"), line->next);
	}
	terminal_print(text_string(&text));
	text_done(&text);
}

static enum result list(const struct call *call, struct entrance *entrance, struct error *err)
{
	struct people_lines lines;
	enum result r = people_list(entrance->session, &lines, err);
	(void)call;
	if (r != RESULT_OK)
		return r;
	print_people(&lines);
	people_lines_done(&lines);
	return RESULT_OK;
}

int verb_people_list(const struct call *call)
{
	return entrance_run(call, list);
}

struct csv_file {
	char *bytes;
	size_t length;
};

static enum result read_csv(
	const struct call *call, enum option option, struct csv_file *ret_file, struct error *err)
{
	const char *path = call_value(call, option);
	return path ? file_read(path, CSV_BYTES_LIMIT, &ret_file->bytes, &ret_file->length, err) : RESULT_OK;
}

/* The preview, then the yes, then the signature. */
static enum result import(const struct call *call, struct entrance *entrance, const struct csv_file *people,
	const struct csv_file *postings, struct error *err)
{
	struct preview preview = { .only_look = call->given[OPTION_DRY_RUN] };
	preview.result = people_preview(entrance->session, people->bytes, people->length, postings->bytes,
		postings->length, &preview.after, &preview.changes, &preview.mistakes, err);
	return preview_settle(call, entrance, &preview, err);
}

int verb_people_import(const struct call *call)
{
	struct error err = { 0 };
	struct entrance entrance = { 0 };
	struct csv_file people = { 0 }, postings = { 0 };
	if (!call->given[OPTION_PEOPLE] && !call->given[OPTION_POSTINGS]) {
		error_set(&err, RESULT_INVALID, _("Name a file with --people or --postings"));
		return fail_usage(&err);
	}
	enum result r = read_csv(call, OPTION_PEOPLE, &people, &err);
	if (r == RESULT_OK)
		r = read_csv(call, OPTION_POSTINGS, &postings, &err);
	if (r == RESULT_OK)
		r = entrance_open(call, &entrance, &err);
	if (r == RESULT_OK)
		r = import(call, &entrance, &people, &postings, &err);
	entrance_done(&entrance);
	free(people.bytes);
	free(postings.bytes);
	return r == RESULT_OK ? EXIT_DONE : fail(&err);
}
