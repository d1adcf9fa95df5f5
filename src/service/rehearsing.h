/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new version of a regulation adopted on a copy of the office, to see whether all goes on. */
#ifndef SERVICE_REHEARSING_H
#define SERVICE_REHEARSING_H

#include "service/session.h"

struct bundle;
struct mistakes;

struct rehearsal_place {
	const char *key_file;         /* the office's master key */
	const char *workstation_file; /* as desk_options has it */
};

/* What was proven, and a sentence for everything that was not. Owned; rehearsal_done. */
struct rehearsal {
	int64_t entries; /* of the copy's journal, verified */
	int64_t rows;    /* of its tables, equal to those replayed */
	size_t records;  /* whose sheets were compared */
	size_t running;  /* of them those that wait for somebody */
	char **findings;
	size_t finding_count;
};

void rehearsal_done(struct rehearsal *rehearsal);

/* Copies the office into a private temporary folder, which is removed in any
 * case, adopts the version there with the same card, and compares: the journal
 * verifies, the tables are those that a replay gives, every record's sheet
 * reads as before, letter by letter, and every record that waits has somebody
 * who can act. RESULT_OK where the rehearsal could be made: look at
 * .finding_count. The person needs the right to adopt alone: the copy never
 * leaves the machine and shows nobody any contents, so it is no export. Yet the
 * whole office is read for it, with its keys, so the office's journal gets one
 * note that this version was rehearsed and by whom; nothing else of it changes. */
enum result rehearsing_run(struct session *session, const struct rehearsal_place *place,
	const struct bundle *bundle, const struct card_pin *pin, struct rehearsal *ret_rehearsal,
	struct mistakes *ret_mistakes, struct error *err);

#endif
