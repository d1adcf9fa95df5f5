/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choba hours: which operating hours signing in obeys. */
#include <stdlib.h>

#include "base/memory.h"
#include "service/admission.h"
#include "ui/command/office.h"
#include "ui/command/preview.h"
#include "ui/command/terminal.h"
#include "ui/command/verbs.h"

static enum result list(const struct call *call, struct entrance *entrance, struct error *err)
{
	char **lines;
	size_t count;
	(void)call;
	enum result r = admission_list(entrance->session, &lines, &count, err);
	for (size_t i = 0; r == RESULT_OK && i < count; i++) {
		terminal_print(lines[i]);
		terminal_print("\n");
		free(lines[i]);
	}
	if (r == RESULT_OK)
		free(lines);
	return r;
}

int verb_hours_list(const struct call *call)
{
	return entrance_run(call, list);
}

static enum result turn(const struct call *call, struct entrance *entrance, bool obey, struct error *err)
{
	struct preview preview = { 0 };
	preview.result = admission_preview(
		entrance->session, call->operands.items[0], obey, &preview.after, &preview.changes, err);
	return preview_settle(call, entrance, &preview, err);
}

static enum result turn_on(const struct call *call, struct entrance *entrance, struct error *err)
{
	return turn(call, entrance, true, err);
}

static enum result turn_off(const struct call *call, struct entrance *entrance, struct error *err)
{
	return turn(call, entrance, false, err);
}

int verb_hours_obey(const struct call *call)
{
	return entrance_run(call, turn_on);
}

int verb_hours_ignore(const struct call *call)
{
	return entrance_run(call, turn_off);
}
