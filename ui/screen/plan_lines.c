/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A section's lines of a plan, on the record's screen and on paper. */
#include "ui/screen/plan_lines.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "service/compiling.h"

void plan_lines_summarise(struct summary *summary, struct session *session, const struct dossier *dossier)
{
	struct compiling_lines lines;
	compiling_own_lines(session, dossier, &lines);
	if (lines.count) {
		char *title =
			memory_format(_("Lines of your section: %zu, of them coordinated otherwise (≠): %zu"),
				lines.count, lines.differing);
		summary_heading(summary, title);
		free(title);
	}
	for (size_t i = 0; i < lines.count; i++) {
		const struct compiling_line *line = &lines.items[i];
		char *label = memory_format(_("Line %zu%s"), line->number, line->differs ? " ≠" : "");
		char *value = memory_format(_("Asked: %s\nCoordinated: %s%s"), line->asked, line->answered,
			line->stale ? _("\nThe form was changed or withdrawn since it was collected.") : "");
		summary_value(summary, label, value);
		free(value);
		free(label);
	}
	compiling_lines_done(&lines);
}

void plan_lines_print(struct view_stack *stack, struct workstation *workstation, struct session *session,
	const struct dossier *dossier)
{
	struct list_paper paper;
	compiling_paper(session, dossier, &paper);
	view_push(stack, printing_list_new(workstation, &paper));
}

bool plan_lines_able(struct session *session, const struct dossier *dossier, struct error *err)
{
	struct compiling_lines lines;
	compiling_own_lines(session, dossier, &lines);
	bool any = lines.count > 0;
	compiling_lines_done(&lines);
	if (!any)
		error_set(err, RESULT_REFUSED, _("No line of this record comes from your section"));
	return any;
}
