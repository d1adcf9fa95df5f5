/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readers and their receipts. */
#include "service/noticing.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "domain/notice.h"
#include "service/lines.h"
#include "store/query.h"

static bool is_listed(const struct reading_lines *lines, const char *record)
{
	for (size_t i = 0; i < lines->count; i++)
		if (lines->items[i].record.id && !strcmp(lines->items[i].record.id, record))
			return true;
	return false;
}

static enum result add_record(
	struct session *session, const char *id, struct reading_lines *lines, struct error *err)
{
	struct desk *desk = session->desk;
	struct dossier dossier = { 0 };
	enum result r = query_record(desk->store, id, &dossier.record, err);
	if (r == RESULT_OK)
		r = query_history(desk->store, id, &dossier.history, err);
	if (r == RESULT_OK)
		r = lines_stand(desk, &dossier, err);
	if (r == RESULT_OK && verdict_duty(&dossier.standing, session->person) == DUTY_READ)
		r = lines_fill(session, &dossier, DUTY_READ, lines, err);
	dossier_done(&dossier);
	return r;
}

enum result noticing_waiting(struct session *session, struct reading_lines *lines, struct error *err)
{
	struct desk *desk = session->desk;
	struct unread_list unread;
	enum result r = query_unread(desk->store, &unread, err);
	if (r != RESULT_OK)
		return r;
	for (size_t i = 0; r == RESULT_OK && i < unread.count; i++)
		if (notice_means(&desk->office, unread.items[i].told, session->person, desk_today(desk)) &&
			!is_listed(lines, unread.items[i].record))
			r = add_record(session, unread.items[i].record, lines, err);
	unread_list_done(&unread);
	return r;
}

void noticing_readers_done(struct noticing_readers *readers)
{
	for (size_t i = 0; i < readers->count; i++) {
		free(readers->items[i].who);
		free(readers->items[i].read);
	}
	free(readers->items);
	*readers = (struct noticing_readers){ 0 };
}

void noticing_readers(const struct dossier *dossier, struct noticing_readers *ret_readers)
{
	const struct standing *standing = &dossier->standing;
	const struct record *record = &dossier->record;
	*ret_readers = (struct noticing_readers){ 0 };
	for (size_t i = 0; i < record->told_count; i++) {
		struct noticing_reader *reader = LIST_ADD(ret_readers->items, ret_readers->count);
		const struct transition *receipt =
			notice_is_read(record, record->told[i])
				? notice_receipt(standing->office, standing->history, record->told[i])
				: NULL;
		reader->who = notice_words(standing->office, record->told[i], standing->day);
		if (!receipt)
			continue;
		struct reading_event event;
		reading_event(dossier, (size_t)(receipt - standing->history->items), &event);
		reader->read = memory_format("%s  %s", event.when, event.who);
		reading_event_done(&event);
	}
}
