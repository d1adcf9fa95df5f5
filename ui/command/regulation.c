/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choba regulation: looking at regulations as data, and adopting one. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "domain/holder.h"
#include "domain/regulation.h"
#include "service/founding.h"
#include "ui/command/office.h"
#include "ui/command/regulation_folders.h"
#include "ui/command/terminal.h"
#include "ui/command/verbs.h"

static int print_listed(const char *id)
{
	struct error err = { 0 };
	struct regulation *regulation;
	if (regulation_read(id, stderr, NULL, &regulation, &err) != RESULT_OK)
		return fail(&err);
	printf("%s %s %s\n", regulation->id, regulation->version, label_text(&regulation->title));
	regulation_free(regulation);
	return EXIT_DONE;
}

int verb_regulation_list(const struct call *call)
{
	char **ids;
	size_t count = regulation_ids(&ids);
	int status = EXIT_DONE;
	(void)call;
	for (size_t i = 0; i < count; i++) {
		if (print_listed(ids[i]) != EXIT_DONE)
			status = EXIT_REFUSED;
		free(ids[i]);
	}
	free(ids);
	return status;
}

int verb_regulation_check(const struct call *call)
{
	struct error err = { 0 };
	struct regulation *regulation;
	if (regulation_read(call->operands.items[0], stdout, NULL, &regulation, &err) != RESULT_OK)
		return fail(&err);
	printf(_("%s: version %s, %zu clauses, %zu roles, %zu forms, %zu texts; no mistake\n"),
		regulation->id, regulation->version, regulation->clause_count, regulation->role_count,
		regulation->form_count, regulation->text_count);
	regulation_free(regulation);
	return EXIT_DONE;
}

/* What the published text lacks and what is done instead, one line a form. */
static void print_source_notes(const struct regulation *regulation)
{
	struct text line = { 0 };
	for (size_t i = 0; i < regulation->form_count; i++) {
		const struct form *form = &regulation->forms[i];
		const char *at = label_text(&form->source_note);
		if (!*at)
			continue;
		text_clear(&line);
		text_format(&line, "note %s %s: ", form->article, label_text(&form->title));
		for (; *at; at++)
			text_add_char(&line, *at == '\n' ? ' ' : *at);
		text_add_char(&line, '\n');
		terminal_print(text_string(&line));
	}
	text_done(&line);
}

static void print_coverage(const struct regulation *regulation, const struct coverage *coverage)
{
	struct text line = { 0 };
	for (size_t i = 0; i < coverage->line_count; i++) {
		const struct coverage_line *item = &coverage->lines[i];
		text_clear(&line);
		text_format(
			&line, "%-4s %s %s", item->status, item->clause->id, label_text(&item->clause->what));
		if (item->missing)
			text_format(&line, _(" (missing: %s)"), item->missing);
		else if (item->clause->because.ja)
			text_format(&line, " (%s)", label_text(&item->clause->because));
		text_add_char(&line, '\n');
		terminal_print(text_string(&line));
	}
	text_done(&line);
	print_source_notes(regulation);
	/* Like the words before each clause, the same in every language: scripts read it. */
	printf("%zu met, %zu out, %zu open\n", coverage->met, coverage->out, coverage->open);
}

int verb_regulation_coverage(const struct call *call)
{
	struct error err = { 0 };
	struct regulation *regulation;
	struct coverage coverage;
	if (regulation_read(call->operands.items[0], stderr, NULL, &regulation, &err) != RESULT_OK)
		return fail(&err);
	regulation_coverage(regulation, &coverage);
	print_coverage(regulation, &coverage);
	int status = coverage.open ? EXIT_REFUSED : EXIT_DONE;
	coverage_done(&coverage);
	regulation_free(regulation);
	return status;
}

/* Who holds the roles that are new in this version, those that nobody holds today too. */
static void print_new_roles(struct desk *desk, const struct regulation *regulation)
{
	const struct regulation *current = NULL;
	const char *hash;
	struct text text = { 0 };
	if (desk_current(desk, regulation->id, &current, &hash, NULL) != RESULT_OK)
		current = NULL;
	for (size_t i = 0; i < regulation->role_count; i++) {
		const struct role *role = &regulation->roles[i];
		if (role->held_by == HELD_BY_OUTSIDE || (current && regulation_role(current, role->id)))
			continue;
		char *words = holder_words(&desk->office, regulation, role, desk_today(desk));
		text_format(&text, _("New role %s: %s\n"), label_text(&role->label),
			words ? words : _("nobody holds it today"));
		free(words);
	}
	terminal_print(text_string(&text));
	fflush(stdout);
	text_done(&text);
}

int verb_regulation_adopt(const struct call *call)
{
	struct error err = { 0 };
	struct regulation *regulation;
	struct bundle bundle = { 0 };
	struct entrance entrance = { 0 };
	struct mistakes mistakes = { 0 };
	int tries;
	/* Mistakes are told before a card is asked for. */
	enum result r = regulation_read(call->operands.items[0], stderr, &bundle, &regulation, &err);
	if (r != RESULT_OK)
		return fail(&err);
	r = entrance_open(call, &entrance, &err);
	if (r == RESULT_OK) {
		print_new_roles(entrance.desk, regulation);
		char *question = memory_format(_("Adopt %s, version %s, from now on?"),
			label_text(&regulation->title), regulation->version);
		if (!call->given[OPTION_YES] && !terminal_yes(question))
			r = error_set(&err, RESULT_CANCELLED, _("Nothing was changed"));
		free(question);
	}
	if (r == RESULT_OK)
		r = founding_adopt(entrance.session, &bundle, &entrance.pin, &tries, &mistakes, &err);
	print_mistakes(stderr, NULL, &mistakes);
	mistakes_done(&mistakes);
	if (r == RESULT_OK)
		printf(_("%s, version %s, is in force\n"), label_text(&regulation->title),
			regulation->version);
	entrance_done(&entrance);
	bundle_done(&bundle);
	regulation_free(regulation);
	return r == RESULT_OK ? EXIT_DONE : fail(&err);
}
