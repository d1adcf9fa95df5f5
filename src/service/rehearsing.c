/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rehearsals. */
#include "service/rehearsing.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "domain/authority.h"
#include "service/entries.h"
#include "service/founding.h"
#include "service/keeping.h"
#include "service/printing.h"
#include "service/reading.h"
#include "store/journal.h"
#include "store/query.h"
#include "store/replay.h"

enum { SHEET_COLUMNS = 100, OPEN_FILES = 16 };

/* The copy, opened, and who has signed in at it. */
struct copy {
	char *folder; /* holds the backup and the office made of it */
	char *office;
	struct desk *desk;
	struct session *session;
};

/* What a record's sheet read like before. */
struct shown {
	char *record, *name, *text;
};

struct shown_list {
	struct shown *items;
	size_t count;
};

void rehearsal_done(struct rehearsal *rehearsal)
{
	for (size_t i = 0; i < rehearsal->finding_count; i++)
		free(rehearsal->findings[i]);
	free(rehearsal->findings);
	*rehearsal = (struct rehearsal){ 0 };
}

static void shown_done(struct shown_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].record);
		free(list->items[i].name);
		free(list->items[i].text);
	}
	free(list->items);
}

static void find(struct rehearsal *rehearsal, char *sentence)
{
	*LIST_ADD(rehearsal->findings, rehearsal->finding_count) = sentence;
}

/* ---- the copy --------------------------------------------------------- */

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *walk)
{
	(void)about;
	(void)kind;
	(void)walk;
	return remove(path);
}

static void leave(struct copy *copy)
{
	session_free(copy->session);
	desk_free(copy->desk);
	copy->session = NULL;
	copy->desk = NULL;
}

static void copy_done(struct copy *copy)
{
	leave(copy);
	if (copy->folder)
		nftw(copy->folder, remove_one, OPEN_FILES, FTW_DEPTH | FTW_PHYS);
	free(copy->folder);
	free(copy->office);
}

static enum result make_folder(struct copy *copy, struct error *err)
{
	const char *parent = getenv("TMPDIR");
	copy->folder = memory_format("%s/choba-rehearsal-XXXXXX", parent && *parent ? parent : "/tmp");
	if (mkdtemp(copy->folder)) {
		copy->office = memory_format("%s/office", copy->folder);
		return RESULT_OK;
	}
	enum result r = file_error(err, errno, copy->folder);
	free(copy->folder);
	copy->folder = NULL;
	return r;
}

/* Opens the copy and signs in there: a fresh program as it were, that has no version in memory. */
static enum result enter(struct copy *copy, const struct session *real, const struct rehearsal_place *place,
	const struct card_pin *pin, struct error *err)
{
	struct session_visitor visitor;
	int tries;
	struct desk_options options = {
		.folder = copy->office,
		.key_file = place->key_file,
		.workstation_file = place->workstation_file,
		.clock = real->desk->clock,
		.cards = real->desk->cards,
	};
	leave(copy);
	enum result r = desk_open(&options, &copy->desk, err);
	if (r == RESULT_OK)
		r = session_look(copy->desk, &visitor, err);
	if (r != RESULT_OK)
		return r;
	/* Who has signed in at the office may do so at its copy, whatever the hour. */
	visitor.urgent = true;
	visitor.plea = memory_string("rehearsal");
	r = session_open(copy->desk, &visitor, pin, &copy->session, &tries, err);
	session_visitor_done(&visitor);
	return r;
}

static enum result make_copy(
	struct copy *copy, const struct session *real, const struct rehearsal_place *place, struct error *err)
{
	int64_t entries;
	enum result r = make_folder(copy, err);
	if (r != RESULT_OK)
		return r;
	char *backup = memory_format("%s/backup", copy->folder);
	r = keeping_copy(real->desk, backup, &entries, err);
	if (r == RESULT_OK)
		r = keeping_restore(backup, copy->office, place->key_file, real->desk->clock, &entries, err);
	free(backup);
	return r;
}

/* ---- what records show ------------------------------------------------ */

static int columns_of(uint32_t code)
{
	return code < 0x80 ? 1 : 2;
}

static enum result show(
	struct copy *copy, const struct record *record, struct shown *ret_shown, struct error *err)
{
	struct dossier dossier;
	enum result r = reading_prove(copy->session, record->id, &dossier, err);
	if (r != RESULT_OK)
		return r;
	char *text = NULL, *number = reading_number(&dossier.record, i18n_language());
	r = printing_preview(copy->session, &dossier, SHEET_COLUMNS, columns_of, &text, err);
	if (r == RESULT_OK) {
		ret_shown->record = memory_string(record->id);
		ret_shown->name = memory_format(
			"%s %s", label_text(&dossier.standing.form->title), *number ? number : record->id);
		ret_shown->text = text;
	}
	free(number);
	dossier_done(&dossier);
	return r;
}

static enum result show_all(struct copy *copy, struct shown_list *ret_list, struct error *err)
{
	struct record_filter filter = record_filter_all();
	struct records records;
	enum result r = query_records(copy->desk->store, &filter, &records, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; r == RESULT_OK && i < records.count; i++)
		if (!records.items[i].erased)
			r = show(copy, &records.items[i], LIST_ADD(ret_list->items, ret_list->count), err);
	records_done(&records);
	return r;
}

static void compare(
	const struct shown_list *before, const struct shown_list *after, struct rehearsal *rehearsal)
{
	rehearsal->records = before->count;
	if (before->count != after->count)
		find(rehearsal, memory_format(_("There were %zu records; now there are %zu"), before->count,
					after->count));
	for (size_t i = 0; i < before->count && i < after->count; i++)
		if (strcmp(before->items[i].text, after->items[i].text) != 0)
			find(rehearsal,
				memory_format(_("%s does not read as before"), before->items[i].name));
}

/* ---- who can act ------------------------------------------------------ */

static enum result check_waiting(
	struct copy *copy, const struct shown_list *shown, struct rehearsal *rehearsal, struct error *err)
{
	for (size_t i = 0; i < shown->count; i++) {
		struct dossier dossier;
		enum result r = reading_prove(copy->session, shown->items[i].record, &dossier, err);
		if (r != RESULT_OK)
			return r;
		const struct step *step = route_open(&dossier.standing, NULL);
		rehearsal->running += step != NULL;
		for (; step; step = route_open(&dossier.standing, step))
			if (!authority_anybody_at(&dossier.standing, step))
				find(rehearsal, memory_format(_("%s waits at \"%s\", where nobody can act"),
							shown->items[i].name, label_text(&step->label)));
		dossier_done(&dossier);
	}
	return RESULT_OK;
}

/* ---- the whole -------------------------------------------------------- */

static enum result prove_journal(struct copy *copy, struct rehearsal *rehearsal, struct error *err)
{
	struct verify_report report;
	const struct verify_options options = { .mode = VERIFY_FULL };
	enum result r = journal_verify(copy->desk->store, &options, &report, err);
	rehearsal->entries = report.entries;
	if (r == RESULT_OK)
		r = replay_compare(copy->desk->store, &rehearsal->rows, err);
	if (r != RESULT_DAMAGED)
		return r;
	find(rehearsal, memory_string(err->text));
	return RESULT_OK;
}

/* Before anything is copied: what cannot be written down is not read. */
static enum result note(const struct session *session, const struct bundle *bundle,
	struct mistakes *ret_mistakes, struct error *err)
{
	struct regulation *regulation;
	enum result r = regulation_load(bundle, &regulation, ret_mistakes, err);
	if (r != RESULT_OK)
		return r;
	json_t *envelope = json_pack("{s:s, s:s, s:s}", "what", "rehearsal", "regulation", regulation->id,
		"version", regulation->version);
	regulation_free(regulation);
	return entries_note(session, ENTRY_NOTE, envelope, err);
}

static enum result adopt(struct copy *copy, const struct bundle *bundle, const struct card_pin *pin,
	struct mistakes *ret_mistakes, struct error *err)
{
	int tries;
	return founding_adopt(copy->session, bundle, pin, &tries, ret_mistakes, err);
}

enum result rehearsing_run(struct session *session, const struct rehearsal_place *place,
	const struct bundle *bundle, const struct card_pin *pin, struct rehearsal *ret_rehearsal,
	struct mistakes *ret_mistakes, struct error *err)
{
	struct copy copy = { 0 };
	struct shown_list before = { 0 }, after = { 0 };
	struct rehearsal rehearsal = { 0 };
	enum result r = session_need_right(session, RIGHT_ADOPT, err);
	if (r == RESULT_OK)
		r = note(session, bundle, ret_mistakes, err);
	if (r == RESULT_OK)
		r = make_copy(&copy, session, place, err);
	if (r == RESULT_OK)
		r = enter(&copy, session, place, pin, err);
	if (r == RESULT_OK)
		r = show_all(&copy, &before, err);
	if (r == RESULT_OK)
		r = adopt(&copy, bundle, pin, ret_mistakes, err);
	if (r == RESULT_OK)
		r = enter(&copy, session, place, pin, err);
	if (r == RESULT_OK)
		r = show_all(&copy, &after, err);
	if (r == RESULT_OK) {
		compare(&before, &after, &rehearsal);
		r = check_waiting(&copy, &after, &rehearsal, err);
	}
	if (r == RESULT_OK)
		r = prove_journal(&copy, &rehearsal, err);
	copy_done(&copy);
	shown_done(&before);
	shown_done(&after);
	if (r == RESULT_OK)
		*ret_rehearsal = rehearsal;
	else
		rehearsal_done(&rehearsal);
	return r;
}
