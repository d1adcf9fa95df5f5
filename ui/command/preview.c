/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes from files on the command line. */
#include "ui/command/preview.h"

#include "base/memory.h"
#include "domain/regulation.h"
#include "service/people.h"
#include "ui/command/terminal.h"

static void print_changes(const struct office_changes *changes)
{
	static const char *const signs[] = { [CHANGE_ADD] = "+", [CHANGE_EDIT] = "*", [CHANGE_END] = "-" };
	static_assert(COUNT(signs) == CHANGE__COUNT, "every kind of change has its sign");
	struct text text = { 0 };
	for (size_t i = 0; i < changes->count; i++)
		text_format(&text, "%s %s%s\n", signs[changes->items[i].kind], changes->items[i].line,
			changes->items[i].past ? _(" (before today)") : "");
	terminal_print(text_string(&text));
	text_done(&text);
	printf(_("Changes: %zu\n"), changes->count);
}

static enum result put_into_force(
	const struct call *call, struct entrance *entrance, const struct office *after, struct error *err)
{
	int tries;
	fflush(stdout);
	if (!call->given[OPTION_YES] && !terminal_yes(_("Put these changes into force?")))
		return error_set(err, RESULT_CANCELLED, _("Nothing was changed"));
	enum result r = people_apply(entrance->session, after, &entrance->pin, &tries, err);
	if (r == RESULT_OK)
		printf("%s\n", _("The changes are in force"));
	return r;
}

enum result preview_settle(
	const struct call *call, struct entrance *entrance, struct preview *preview, struct error *err)
{
	enum result r = preview->result;
	print_mistakes(stderr, NULL, &preview->mistakes);
	if (r != RESULT_OK && preview->mistakes.count)
		error_set(err, r, _("%zu mistakes; nothing was changed"), preview->mistakes.count);
	mistakes_done(&preview->mistakes);
	if (r != RESULT_OK)
		return r;
	print_changes(&preview->changes);
	if (preview->changes.count && !preview->only_look)
		r = put_into_force(call, entrance, &preview->after, err);
	office_changes_done(&preview->changes);
	office_done(&preview->after);
	return r;
}
