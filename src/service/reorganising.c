/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes of the office's own data, looked at before they are signed. */
#include "service/reorganising.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/memory.h"
#include "domain/authority.h"
#include "domain/holder.h"
#include "domain/office_adopt.h"
#include "domain/yaml_file.h"
#include "service/lines.h"

/* What of the adopted regulations changes hands, and what nobody could do any more. */
static enum result look_at_roles(struct desk *desk, const struct office *after,
	struct office_changes *changes, struct mistakes *mistakes, struct error *err)
{
	const struct regulation **regulations;
	size_t count;
	enum result r = desk_adopted(desk, &regulations, &count, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; i < count; i++) {
		office_adopt_roles(&desk->office, after, regulations[i], desk_today(desk), changes);
		holder_gaps(after, regulations[i], desk_today(desk), mistakes);
	}
	free(regulations);
	return RESULT_OK;
}

/* A step that waits for somebody now and would wait for nobody. */
static void check_steps(const struct dossier *dossier, const struct office *after, struct mistakes *mistakes)
{
	struct standing then = dossier->standing;
	then.office = after;
	for (const struct step *step = route_open(&dossier->standing, NULL); step;
		step = route_open(&dossier->standing, step)) {
		if (!authority_anybody_at(&dossier->standing, step) || authority_anybody_at(&then, step))
			continue;
		char *number = reading_number(&dossier->record, i18n_language());
		char *name = memory_format("%s %s", label_text(&dossier->standing.form->title), number);
		char *sentence = memory_format(
			_("%s waits at \"%s\", where nobody can act"), name, label_text(&step->label));
		mistakes_add(mistakes, "", 0, sentence);
		free(sentence);
		free(name);
		free(number);
	}
}

static enum result look_at_waiting(
	struct desk *desk, const struct office *after, struct mistakes *mistakes, struct error *err)
{
	struct record_filter filter = record_filter_all();
	struct records records;
	filter.by_state = true;
	filter.state = RECORD_RUNNING;
	enum result r = query_records(desk->store, &filter, &records, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; r == RESULT_OK && i < records.count; i++) {
		struct dossier dossier = { 0 };
		record_copy(&records.items[i], &dossier.record);
		r = query_history(desk->store, dossier.record.id, &dossier.history, err);
		if (r == RESULT_OK)
			r = lines_stand(desk, &dossier, err);
		if (r == RESULT_OK)
			check_steps(&dossier, after, mistakes);
		dossier_done(&dossier);
	}
	records_done(&records);
	return r;
}

enum result reorganising_preview(struct session *session, const struct bundle *files,
	struct office *ret_after, struct office_changes *ret_changes, struct mistakes *ret_mistakes,
	struct error *err)
{
	struct desk *desk = session->desk;
	struct mistakes mistakes = { 0 };
	struct office after;
	struct office_changes changes;
	enum result r = session_need_right(session, RIGHT_OFFICE, err);
	if (r == RESULT_OK)
		r = office_adopt(&desk->office, files, &after, &changes, ret_mistakes, err);
	if (r != RESULT_OK)
		return r;
	r = look_at_roles(desk, &after, &changes, &mistakes, err);
	if (r == RESULT_OK)
		r = look_at_waiting(desk, &after, &mistakes, err);
	if (r == RESULT_OK && mistakes.count)
		r = error_set(err, RESULT_INVALID, "%s", mistakes.items[0].sentence);
	if (r == RESULT_OK) {
		*ret_after = after;
		*ret_changes = changes;
	} else {
		office_done(&after);
		office_changes_done(&changes);
		*ret_mistakes = mistakes;
		return r;
	}
	mistakes_done(&mistakes);
	return r;
}
