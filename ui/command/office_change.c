/* SPDX-License-Identifier: GPL-3.0-or-later */
/* choba office: the office's own data compared with its files, and changed by them. */
#include "domain/regulation.h"
#include "service/founding.h"
#include "service/reorganising.h"
#include "ui/command/office.h"
#include "ui/command/preview.h"
#include "ui/command/verbs.h"

static int change(const struct call *call, bool only_look)
{
	struct error err = { 0 };
	struct bundle files = { 0 };
	struct entrance entrance = { 0 };
	struct preview preview = { .only_look = only_look };
	/* A folder that cannot be read is told before a card is asked for. */
	enum result r = founding_bundle(call->operands.items[0], &files, &err);
	if (r == RESULT_OK)
		r = entrance_open(call, &entrance, &err);
	if (r == RESULT_OK) {
		preview.result = reorganising_preview(
			entrance.session, &files, &preview.after, &preview.changes, &preview.mistakes, &err);
		r = preview_settle(call, &entrance, &preview, &err);
	}
	entrance_done(&entrance);
	bundle_done(&files);
	return r == RESULT_OK ? EXIT_DONE : fail(&err);
}

int verb_office_diff(const struct call *call)
{
	return change(call, true);
}

int verb_office_adopt(const struct call *call)
{
	return change(call, call->given[OPTION_DRY_RUN]);
}
