/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What field editors ask of the office: people, sections and records by what is typed. */
#ifndef UI_SCREEN_SOURCE_H
#define UI_SCREEN_SOURCE_H

#include "service/reading.h"
#include "ui/widget/editor.h"

/* A source over the desk's office of today; the desk is borrowed for as long as the source lives. */
struct editor_source source_of(struct desk *desk);

/* The records that fields may name, read (and journaled as one list) when they are first asked for. */
struct record_source {
	struct session *session;
	const struct regulation *regulation;
	char *form; /* "<regulation>/<form>" of the lines; NULL for all */
	struct reading_lines lines;
	bool read;
};

/* A source that also knows the records of the regulation that the session may read, newest
 * first, and lives as long as *records: record_source_done. */
struct editor_source source_with_records(
	struct record_source *records, struct session *session, const struct regulation *regulation);
void record_source_done(struct record_source *records);

/* Posts with their sections instead, for a field of type section: those that a posting may name from today on. */
struct editor_source source_of_posts(struct desk *desk);

#endif
