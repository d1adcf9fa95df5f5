/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change of posts entered by hand goes the way of an imported file of one row. */
#include "service/staff.h"

#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/i18n.h"
#include "base/memory.h"
#include "domain/regulation.h"
#include "service/people.h"
#include "service/recall.h"

static const struct {
	const char *name, *text;
	enum posting_kind posting; /* POSTING__COUNT: it begins none */
} kinds[] = {
	[STAFF_MAIN] = { "main", N_("Main post (transfer)"), POSTING_MAIN },
	[STAFF_CONCURRENT] = { "concurrent", N_("Concurrent post"), POSTING_CONCURRENT },
	[STAFF_IN_CHARGE] = { "in-charge", N_("In charge of a post"), POSTING_IN_CHARGE },
	[STAFF_RELIEVE] = { "relieve", N_("End of a post"), POSTING__COUNT },
	[STAFF_LEAVE] = { "leave", N_("End of service"), POSTING__COUNT },
	[STAFF_RECALL] = { "recall", N_("Taken out again (not begun yet)"), POSTING__COUNT },
};
static_assert(COUNT(kinds) == STAFF__COUNT, "every kind of order has its row");

const char *staff_kind_name(enum staff_kind kind)
{
	return kinds[kind].name;
}

const char *staff_kind_text(enum staff_kind kind)
{
	return _(kinds[kind].text);
}

/* ---- the row ------------------------------------------------------------------ */

static void write_day(struct csv_writer *csv, date day)
{
	char iso[DATE_ISO_SIZE] = "";
	if (day != DATE_NONE)
		date_iso(day, iso);
	csv_write(csv, iso);
}

static void write_row(struct csv_writer *csv, const char *const *cells, size_t count)
{
	for (size_t i = 0; i < count; i++)
		csv_write(csv, cells[i]);
}

/* id names the posting that changes; NULL for a new one. */
static void write_posting(struct csv_writer *csv, const struct staff_order *order, const char *id,
	enum posting_kind kind, date from)
{
	static const char *const heading[] = { "id", "person", "post", "kind", "from", "to" };
	const char *const cells[] = { id ? id : "", order->person, order->post, posting_kind_name(kind) };
	write_row(csv, heading, COUNT(heading));
	csv_write_end(csv);
	write_row(csv, cells, COUNT(cells));
	write_day(csv, from);
	write_day(csv, order->to);
	csv_write_end(csv);
}

static void write_leaving(struct csv_writer *csv, const struct staff_order *order)
{
	static const char *const heading[] = { "id", "to" };
	write_row(csv, heading, COUNT(heading));
	csv_write_end(csv);
	csv_write(csv, order->person);
	write_day(csv, order->to);
	csv_write_end(csv);
}

/* The posting that an end of a post means: the one in force on the last day. */
static const struct posting *relieved(const struct office *office, const struct staff_order *order)
{
	for (size_t i = 0; i < office->posting_count; i++) {
		const struct posting *posting = &office->postings[i];
		if (!strcmp(posting->person, order->person) && !strcmp(posting->post, order->post) &&
			posting_on(posting, order->to))
			return posting;
	}
	return NULL;
}

static enum result write_order(const struct office *office, const struct staff_order *order,
	struct csv_writer *csv, struct error *err)
{
	if (order->kind == STAFF_LEAVE) {
		write_leaving(csv, order);
	} else if (order->kind == STAFF_RELIEVE) {
		const struct posting *posting = relieved(office, order);
		if (!posting)
			return error_set(err, RESULT_INVALID,
				_("This post is not held by that person on the last day given"));
		write_posting(csv, order, posting->id, posting->kind, posting->from);
	} else {
		write_posting(csv, order, NULL, kinds[order->kind].posting, order->from);
	}
	return RESULT_OK;
}

/* ---- what is in the way --------------------------------------------------------- */

static enum result check_order(
	const struct office *office, const struct staff_order *order, struct error *err)
{
	bool ends = order->kind == STAFF_RELIEVE || order->kind == STAFF_LEAVE;
	if (!office_person(office, order->person))
		return error_set(err, RESULT_NOT_FOUND, _("\"%s\" is nobody of this office"), order->person);
	if (order->kind != STAFF_LEAVE && (!order->post || !office_post(office, order->post)))
		return error_set(err, RESULT_INVALID, _("Choose the post from the list"));
	if (!ends && order->from == DATE_NONE)
		return error_set(err, RESULT_INVALID, _("Give the first day"));
	if (ends && order->to == DATE_NONE)
		return error_set(err, RESULT_INVALID, _("Give the last day"));
	if (!ends && order->to != DATE_NONE && order->to < order->from)
		return error_set(err, RESULT_INVALID, _("The last day lies before the first day"));
	return RESULT_OK;
}

static bool meets(const struct posting *posting, const struct staff_order *order)
{
	bool begins_before_end =
		order->to == DATE_NONE || posting->from == DATE_NONE || posting->from <= order->to;
	bool ends_after_begin = posting->to == DATE_NONE || posting->to >= order->from;
	return begins_before_end && ends_after_begin;
}

/* Says of a posting that is in the way from when to when it holds. */
static void say_in_way(const struct office *office, const struct posting *posting, struct error *err)
{
	const struct person *person = office_person(office, posting->person);
	char *post = office_post_text(office, posting->post);
	char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE];
	date_text(posting->from, i18n_language(), false, from);
	date_text(posting->to, i18n_language(), false, to);
	const char *name = person ? person_text(person) : posting->person;
	if (posting->to == DATE_NONE)
		error_set(err, RESULT_INVALID,
			_("%s holds the post %s from %s on; enter the end of that first"), name, post, from);
	else
		error_set(err, RESULT_INVALID,
			_("%s holds the post %s from %s to %s; enter the end of that first"), name, post,
			from, to);
	free(post);
}

/* The import speaks of rows and ids; of what it refuses most, a clerk wants to know whose post it is. */
static void explain(const struct office *office, const struct staff_order *order, struct error *err)
{
	bool main = order->kind == STAFF_MAIN;
	for (size_t i = 0; order->from != DATE_NONE && i < office->posting_count; i++) {
		const struct posting *posting = &office->postings[i];
		if (order->kind >= STAFF_RELIEVE || !meets(posting, order))
			continue;
		bool person = !strcmp(posting->person, order->person);
		bool post = !strcmp(posting->post, order->post);
		bool ended = posting->to == DATE_NONE && posting->from < order->from && main;
		bool mains = main && posting->kind == POSTING_MAIN;
		if ((person && post) || (person && mains && !ended) || (!person && post && mains)) {
			say_in_way(office, posting, err);
			return;
		}
	}
}

static enum result preview(struct session *session, const struct staff_order *order,
	const struct csv_writer *csv, struct office *ret_after, struct office_changes *ret_changes,
	struct error *err)
{
	size_t length;
	struct mistakes mistakes = { 0 };
	const char *bytes = csv_written(csv, &length);
	bool people = order->kind == STAFF_LEAVE;
	enum result r = people_preview(session, people ? bytes : NULL, people ? length : 0,
		people ? NULL : bytes, people ? 0 : length, ret_after, ret_changes, &mistakes, err);
	if (r == RESULT_INVALID && mistakes.count) {
		/* Its row is of no file that anybody has seen. */
		error_set(err, r, "%s", mistakes.items[0].sentence);
		explain(&session->desk->office, order, err);
	}
	mistakes_done(&mistakes);
	return r;
}

enum result staff_preview(struct session *session, const struct staff_order *order, struct office *ret_after,
	struct office_changes *ret_changes, struct error *err)
{
	const struct office *office = &session->desk->office;
	struct csv_writer csv;
	if (order->kind == STAFF_RECALL)
		return recall_preview(session, order->posting, ret_after, ret_changes, err);
	enum result r = session_need_right(session, RIGHT_OFFICE, err);
	if (r == RESULT_OK)
		r = check_order(office, order, err);
	if (r == RESULT_OK)
		r = csv_writer_init(&csv, CSV_UTF8, err);
	if (r != RESULT_OK)
		return r;
	r = write_order(office, order, &csv, err);
	if (r == RESULT_OK)
		r = preview(session, order, &csv, ret_after, ret_changes, err);
	csv_writer_done(&csv);
	return r;
}
