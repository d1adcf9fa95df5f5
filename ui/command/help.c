/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help and the manual page's lists, out of the tables of commands and options. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "ui/command/verbs.h"

static bool in_set(const struct verb *verb, int option)
{
	return ((verb->needed | verb->usable) & OPTION_BIT(option)) != 0;
}

/* " --regulation ID|DIR ..." or " [--training]". */
static void add_option(struct text *text, const struct verb *verb, int option)
{
	const struct option_row *row = &option_rows[option];
	bool needed = (verb->needed & OPTION_BIT(option)) != 0;
	text_format(text, needed ? " --%s" : " [--%s", row->name);
	if (row->argument)
		text_format(text, " %s", row->argument);
	if (row->many)
		text_add(text, " ...");
	if (!needed)
		text_add_char(text, ']');
}

void help_usage(struct text *text, const struct verb *verb)
{
	text_add(text, "choba");
	if (verb->name[0])
		text_format(text, " %s", verb->name);
	if (verb->arguments[0])
		text_format(text, " %s", verb->arguments);
	for (int option = 0; option < OPTION__COUNT; option++)
		if (verb->needed & OPTION_BIT(option))
			add_option(text, verb, option);
	for (int option = 0; option < OPTION__COUNT; option++)
		if (verb->usable & OPTION_BIT(option))
			add_option(text, verb, option);
}

static void print_option(FILE *stream, int option)
{
	const struct option_row *row = &option_rows[option];
	fputs("  ", stream);
	if (row->letter)
		fprintf(stream, "-%c, ", row->letter);
	fprintf(stream, "--%s%s%s\n      %s\n", row->name, row->argument ? " " : "",
		row->argument ? row->argument : "", _(row->help));
}

static void print_verb(FILE *stream, const struct verb *verb)
{
	struct text usage = { 0 };
	help_usage(&usage, verb);
	fprintf(stream, _("usage: %s\n"), text_string(&usage));
	text_done(&usage);
	fprintf(stream, "\n%s\n", _(verb->help));
	if (verb->more)
		fprintf(stream, "%s\n", _(verb->more));
	fprintf(stream, "\n%s\n", _("Options:"));
	for (int option = 0; option < OPTION__COUNT; option++)
		if (in_set(verb, option) || option == OPTION_LANG)
			print_option(stream, option);
}

static void print_line(FILE *stream, const struct verb *verb)
{
	fprintf(stream, "  choba%s%s%s%s\n      %s\n", verb->name[0] ? " " : "", verb->name,
		verb->arguments[0] ? " " : "", verb->arguments, _(verb->help));
}

static void print_exits(FILE *stream)
{
	fprintf(stream, "\n%s\n",
		_("Exit status: 0 done, 1 refused or failed, 2 wrong use. Results are on standard output, "
		  "reasons on standard error."));
}

void help_all(FILE *stream)
{
	size_t count;
	const struct verb *rows = verb_rows(&count);
	fprintf(stream, "%s\n\n", _("usage: choba [COMMAND] [OPTION ...]"));
	for (size_t i = 0; i < count; i++)
		print_line(stream, &rows[i]);
	fprintf(stream, "\n%s\n", _("Options of most commands:"));
	static const enum option common[] = { OPTION_HELP, OPTION_VERSION, OPTION_LANG, OPTION_OFFICE,
		OPTION_KEY, OPTION_WORKSTATION_FILE, OPTION_PIN_FD };
	for (size_t i = 0; i < COUNT(common); i++)
		print_option(stream, (int)common[i]);
	fprintf(stream, "\n%s\n", _("choba COMMAND --help explains a command with all its options."));
	print_exits(stream);
}

bool help_for(FILE *stream, const struct words *words)
{
	size_t count, used = 0, found = 0;
	const struct verb *rows = verb_rows(&count);
	if (!words->count) {
		help_all(stream);
		return true;
	}
	const struct verb *verb = verb_find(words, &used);
	if (verb && used) {
		print_verb(stream, verb);
		return true;
	}
	if (words->count > 1)
		return false;
	for (size_t i = 0; i < count; i++) {
		size_t first = strcspn(rows[i].name, " ");
		if (rows[i].name[first] && strlen(words->items[0]) == first &&
			strncmp(words->items[0], rows[i].name, first) == 0) {
			print_line(stream, &rows[i]);
			found++;
		}
	}
	return found > 0;
}

int verb_help(const struct call *call)
{
	struct error err = { 0 };
	if (help_for(stdout, &call->operands))
		return EXIT_DONE;
	error_set(&err, RESULT_INVALID, _("\"%s\" is no command"), call->operands.items[0]);
	return fail_usage(&err);
}

/* A text as mdoc takes it: no line may begin with a control character. */
static void manual_text(FILE *stream, const char *text)
{
	if (*text == '.' || *text == '\'')
		fputs("\\&", stream);
	for (; *text; text++) {
		if (*text == '\\')
			fputs("\\e", stream);
		else if (*text == '-')
			fputs("\\-", stream);
		else
			fputc(*text, stream);
	}
	fputc('\n', stream);
}

static void manual_option(FILE *stream, const struct option_row *row)
{
	fputs(".It ", stream);
	if (row->letter)
		fprintf(stream, "Fl %c , ", row->letter);
	fprintf(stream, "Fl \\-%s", row->name);
	if (row->argument)
		fprintf(stream, " Ar %s", row->argument);
	fputc('\n', stream);
	manual_text(stream, _(row->help));
}

static void manual_synopsis(FILE *stream, uint32_t set, bool needed)
{
	for (int option = 0; option < OPTION__COUNT; option++) {
		const struct option_row *row = &option_rows[option];
		if (!(set & OPTION_BIT(option)))
			continue;
		fprintf(stream, " %sFl \\-%s", needed ? "" : "Oo ", row->name);
		if (row->argument)
			fprintf(stream, " Ar %s", row->argument);
		if (row->many)
			fputs(" ...", stream);
		if (!needed)
			fputs(" Oc", stream);
	}
}

static void manual_verb(FILE *stream, const struct verb *verb)
{
	fprintf(stream, ".It Nm%s%s", verb->name[0] ? " Cm " : "", verb->name);
	if (verb->arguments[0])
		fprintf(stream, " Ar %s", verb->arguments);
	manual_synopsis(stream, verb->needed, true);
	manual_synopsis(stream, verb->usable, false);
	fputc('\n', stream);
	manual_text(stream, _(verb->help));
	if (verb->more) {
		fputs(".Pp\n", stream);
		manual_text(stream, _(verb->more));
	}
}

void help_manual(FILE *stream)
{
	size_t count;
	const struct verb *rows = verb_rows(&count);
	fprintf(stream, ".Sh %s\n.Bl -tag -width Ds\n", _("COMMANDS"));
	for (size_t i = 0; i < count; i++)
		manual_verb(stream, &rows[i]);
	fprintf(stream, ".El\n.Sh %s\n.Bl -tag -width Ds\n", _("OPTIONS"));
	for (int option = 0; option < OPTION__COUNT; option++)
		if (option_rows[option].help)
			manual_option(stream, &option_rows[option]);
	fputs(".El\n", stream);
}
