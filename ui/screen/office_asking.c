/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking once more before the office is changed. */
#include "ui/screen/office_asking.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "service/people.h"
#include "ui/screen/summary.h"

void office_asking_done(struct office_asking *asking)
{
	if (asking->asked)
		office_done(&asking->after);
	free(asking->sentence);
	*asking = (struct office_asking){ 0 };
}

static enum result sign(void *context, const struct card_pin *pin, int *ret_tries, struct error *err)
{
	struct office_asking *asking = context;
	*ret_tries = -1;
	if (asking->day != desk_today(asking->session->desk))
		return error_set(
			err, RESULT_CONFLICT, _("The day has changed; go back and look at the changes anew"));
	return people_apply(asking->session, &asking->after, pin, ret_tries, err);
}

static void signed_now(void *context)
{
	struct office_asking *asking = context;
	asking->done(asking->view);
}

static void go(void *context)
{
	struct office_asking *asking = context;
	const struct pin_request request = {
		.sentence = asking->sentence, .context = asking, .sign = sign, .done = signed_now
	};
	ask_pin(workstation_of(asking->view), &request);
}

void office_ask(struct office_asking *asking, struct view *view, struct office *after,
	const struct office_changes *changes, const struct office_words *words, void (*done)(void *view))
{
	struct workstation *workstation = workstation_of(view);
	struct summary summary = { 0 };
	office_asking_done(asking);
	*asking = (struct office_asking){ .view = view,
		.session = workstation->session,
		.after = *after,
		.asked = true,
		.day = desk_today(workstation->desk),
		.sentence = memory_string(words->sentence),
		.done = done };
	summary_heading(&summary, words->heading);
	for (size_t i = 0; i < changes->count; i++) {
		const struct office_change *change = &changes->items[i];
		char *line = memory_format("%s%s", change->line, change->past ? _(" (before today)") : "");
		summary_plain(&summary, line);
		free(line);
	}
	const struct confirmation question = {
		.title = words->title,
		.summary = &summary,
		.go_label = _("sign"),
		.context = asking,
		.go = go,
	};
	view_push(view->stack, confirm_new(workstation, &question));
}
